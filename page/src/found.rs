//! What was found, as the page shows it: file by file, each finding with its row.

use planroll::desk::{Severity, Totals};
use planroll::report::{counted, plain, totals_in_words};
use planroll::rules::Finding;

use crate::answer::{Counts, ErrorItem, ErrorSummary, FindingShown, Group, RowCell};

/// How many errors are named above all of them.
const MOST_NAMED: usize = 10;

/// Shows findings, and numbers them.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    next: usize,
    totals: Totals,
    /// How many files with findings there are.
    files: usize,
}

impl Shown {
    /// The findings of a file, or those across the returns.
    pub(crate) fn findings<'f>(&mut self, findings: impl IntoIterator<Item = &'f Finding>) -> Vec<FindingShown> {
        let findings: Vec<&Finding> = findings.into_iter().collect();
        let totals = Totals::of(findings.iter().copied());
        self.totals.error += totals.error;
        self.totals.warning += totals.warning;
        self.totals.note += totals.note;
        self.totals.waived += totals.waived;
        self.files += 1;
        findings.into_iter().map(|finding| self.finding(finding)).collect()
    }

    fn finding(&mut self, finding: &Finding) -> FindingShown {
        self.next += 1;
        let sheet = finding.place.sheet().unwrap_or_default();
        let at = finding.place.cell();
        let cell = at.map(|at| at.to_string()).unwrap_or_default();
        let place = match (sheet, cell.as_str()) {
            ("", _) => String::new(),
            (sheet, "") => plain(sheet),
            (sheet, cell) => format!("{}!{cell}", plain(sheet)),
        };
        let row = finding.snippet.iter().flat_map(|snippet| &snippet.cells);
        let row = row.map(|one| RowCell {
            heading: plain(&one.heading),
            cell: one.at.to_string(),
            text: plain(&one.text),
            is_it: Some(one.at) == at,
        });
        FindingShown {
            id: format!("f{}", self.next),
            code: finding.rule.code,
            rule: finding.rule.name,
            severity: finding.severity.word(),
            files: finding.paths().map(plain).collect(),
            place,
            sheet: plain(sheet),
            cells: at.map(|at| at.to_string()).into_iter().collect(),
            cell,
            reference: finding.reference.as_deref().map(plain).unwrap_or_default(),
            message: plain(&finding.words.message),
            found: plain(&finding.words.found),
            expected: plain(&finding.words.expected),
            help: with_page(plain(finding.help_to_service())),
            waived_by: finding.waived_by.as_deref().map(plain).unwrap_or_default(),
            row: row.collect(),
        }
    }

    /// How many there were of each severity.
    pub(crate) fn counts(&self) -> Counts {
        let Totals { error, warning, note, waived } = self.totals;
        Counts { error, warning, note, waived }
    }

    /// The same in a line.
    pub(crate) fn verdict(&self) -> String {
        let text = format!("{} in {}.", totals_in_words(self.totals), counted(self.files, "file"));
        let mut letters = text.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}

/// What to do, with how it is done on this page where the words name a command.
fn with_page(help: String) -> String {
    let here = [
        (
            "planroll issue",
            "On this page: Start and issue, with that delivery plan and that return under More choices.",
        ),
        ("--take newest", "On this page: tick that the newest of two returns is taken, under More choices."),
        ("planroll init", "On this page: Start a plan."),
        ("planroll rules", "They are listed in the rules reference that comes with planroll."),
    ];
    match here.iter().find(|(command, _)| help.contains(command)) {
        Some((_, words)) => format!("{help} {words}"),
        None => help,
    }
}

/// The errors above all of them, each with the finding that it leads to; none where there is no error.
pub(crate) fn summary(groups: &[Group]) -> Option<ErrorSummary> {
    let error = Severity::Error.word();
    let errors = groups.iter().flat_map(|group| group.findings.iter().map(move |finding| (group, finding)));
    let errors: Vec<(&Group, &FindingShown)> =
        errors.filter(|(_, finding)| finding.severity == error && finding.waived_by.is_empty()).collect();
    if errors.is_empty() {
        return None;
    }
    let item = |(group, finding): &(&Group, &FindingShown)| {
        let file = if group.file.is_empty() { finding.files.join(", ") } else { group.file.clone() };
        let place = [file, finding.place.clone()].into_iter().filter(|text| !text.is_empty());
        let place = place.collect::<Vec<_>>().join(", ");
        let colon = if place.is_empty() { "" } else { ": " };
        ErrorItem { words: format!("{place}{colon}{}", finding.message), link: finding.id.clone() }
    };
    let more = errors.len().saturating_sub(MOST_NAMED);
    let unreadable = groups.iter().filter(|group| group.unreadable).count();
    let title = match (errors.len(), unreadable) {
        (all, files) if all == files => format!("{} cannot be read", counted(files, "file")),
        (1, _) => "There is 1 error".to_owned(),
        (all, _) => format!("There are {all} errors"),
    };
    Some(ErrorSummary {
        title,
        items: errors.iter().take(MOST_NAMED).map(item).collect(),
        more: if more > 0 { format!("and {more} more, below") } else { String::new() },
    })
}
