//! The status in words, line by line: what a terminal draws and a page shows.

use std::fmt::Write as _;

use crate::collection::{FileStatus, HandedIn, PlanStatus, Rows, Uncounted};
use crate::domain::{print_day, print_short};

use super::super::plain::{counted, plain};
use super::{Figures, StatusReport, filled, signed_on, why_not_counted};

/// One line of the status: a delivery plan, or one of several returns that came from it.
#[derive(Debug, Default)]
pub struct StatusLine {
    /// Whether something of it is missing or wrong.
    pub mark: bool,
    /// The delivery plan; empty for a further line of the same.
    pub name: String,
    /// The file that came.
    pub file: Option<String>,
    /// What it is like, a few words a line.
    pub state: Vec<String>,
    /// How many of its rows are complete: `3 of 12`.
    pub rows: String,
    /// Its sign-off, where a file came.
    pub signed: Signed,
}

/// The sign-off of a return: when, by whom, and who approved it.
#[derive(Debug, Default)]
pub struct Signed {
    /// The day.
    pub date: Option<String>,
    /// Who completed it.
    pub by: Option<String>,
    /// Who approved it.
    pub approved: Option<String>,
}

impl StatusReport<'_> {
    /// The lines, in the plan's order; nothing is expected from a delivery plan that has none.
    pub fn lines(&self) -> Vec<StatusLine> {
        self.plans.iter().flat_map(|status| lines(status, self.days())).collect()
    }

    /// The figures in a line: `9 of 12 received, 2 with errors, 1 missing.`
    pub fn figures_in_words(&self) -> String {
        figures_in_words(self.figures())
    }

    /// The period, and how long there is until returns are due.
    pub fn title(&self) -> String {
        title(self)
    }

    /// What is to be said beside the lines, a sentence each: what was issued to nobody, and files that do not count or
    /// are rejected; the last of these are marked.
    pub fn beside(&self) -> Vec<(bool, String)> {
        let mut said = Vec::new();
        let idle = self.plans.iter().filter(|status| !status.handed_in.is_expected());
        let idle: Vec<String> = idle.map(|status| plain(&status.delivery_plan.name)).collect();
        if !idle.is_empty() {
            said.push((false, format!("Nothing was issued to {}.", idle.join(", "))));
        }
        for aside in self.plans.iter().flat_map(|status| &status.not_counted) {
            let what = if aside.why == Uncounted::Part { "In parts" } else { "Not counted" };
            said.push((false, format!("{what}: {}: {}.", plain(&aside.file.source.path), why_not_counted(aside))));
        }
        for rejected in &self.rejected {
            let why = self.why_rejected(rejected);
            let path = plain(&rejected.file.source.path);
            said.push((true, format!("Rejected: {path}: {}.", why.trim_end_matches('.'))));
        }
        said
    }
}

/// The line above the table: the period, and how long there is until returns are due.
fn title(report: &StatusReport<'_>) -> String {
    let mut title = format!("Returns for {}", report.collection.plan.period);
    if let (Some(due), Some(days)) = (report.due(), report.days()) {
        let left = match days {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            -1 => "yesterday".to_owned(),
            days if days > 0 => format!("in {days} days"),
            days => format!("{} days ago", days.unsigned_abs()),
        };
        // Writing to a string cannot fail.
        let (due, from) = (print_day(due), print_day(report.today));
        // The day as of which deadlines have passed stands in for today where the run is about another time.
        let how = if report.today == report.collection.as_of { "counted from the as-of day," } else { "as of" };
        let _ = write!(title, ", due {due} ({left}, {how} {from})");
    }
    title
}

/// The lines of a delivery plan: one, and one more for each of several different returns.
fn lines(status: &PlanStatus<'_>, days: Option<i32>) -> Vec<StatusLine> {
    let name = plain(&status.delivery_plan.name);
    let mark = !status.handed_in.is_settled();
    let bare = |state: Vec<String>, rows: Option<Rows>| StatusLine {
        mark,
        name: name.clone(),
        state,
        rows: rows.map(in_words).unwrap_or_default(),
        ..StatusLine::default()
    };
    match &status.handed_in {
        HandedIn::NothingIssued => Vec::new(),
        HandedIn::Missing(rows) => {
            let late = days.filter(|days| *days < 0).map(|days| {
                let late = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
                format!("{} late", counted(late, "day"))
            });
            vec![bare(std::iter::once("missing".to_owned()).chain(late).collect(), Some(*rows))]
        }
        HandedIn::Received(one) => vec![of_file(one, mark, name)],
        HandedIn::Several(files) => {
            let state = vec![format!("{} different", files.len()), "none counts".to_owned()];
            let each = files.iter().map(|one| of_file(one, false, String::new()));
            std::iter::once(bare(state, None)).chain(each).collect()
        }
    }
}

/// The line of a return that came.
fn of_file(one: &FileStatus<'_>, mark: bool, name: String) -> StatusLine {
    let sign_off = &one.received.sign_off;
    StatusLine {
        mark,
        name,
        file: Some(plain(&one.file.source.path)),
        state: state(one),
        rows: in_words(one.rows),
        signed: Signed {
            date: signed_on(&sign_off.date, print_short),
            by: filled(&sign_off.completed_by.typed),
            approved: filled(&sign_off.approved_by.typed),
        },
    }
}

/// What a return that came is like: `received`, or how many errors and warnings, a line each, and whether it is blank.
fn state(one: &FileStatus<'_>) -> Vec<String> {
    let totals = one.totals();
    let found = [(totals.error, "error"), (totals.warning, "warning")];
    let mut state: Vec<String> =
        found.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(*count, noun)).collect();
    let told = [(one.nothing_filled_in(), "nothing filled in"), (one.lacks_sign_off(), "sign-off missing")];
    state.extend(told.iter().filter(|(is_so, _)| *is_so).map(|(_, words)| (*words).to_owned()));
    if state.is_empty() { vec!["received".to_owned()] } else { state }
}

fn in_words(rows: Rows) -> String {
    format!("{} of {}", rows.complete, rows.issued)
}

/// The figures in a line, above the table: `9 of 12 received, 2 with errors, 1 missing.`
fn figures_in_words(figures: Figures) -> String {
    let mut parts = match figures.expected {
        0 => vec!["No return is expected".to_owned()],
        expected => vec![format!("{} of {expected} received", figures.received)],
    };
    let mut add = |count: usize, words: &str| {
        if count > 0 {
            parts.push(format!("{count} {words}"));
        }
    };
    add(figures.with_errors, "with errors");
    add(figures.missing, "missing");
    add(figures.several, "with several different returns");
    if figures.rejected > 0 {
        parts.push(format!("{} rejected", counted(figures.rejected, "file")));
    }
    if parts.len() == 1 && figures.expected > 0 {
        parts.push("nothing missing or wrong".to_owned());
    }
    format!("{}.", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_words_of(figures: [usize; 6]) -> String {
        let [expected, received, with_errors, missing, several, rejected] = figures;
        figures_in_words(Figures { expected, received, with_errors, missing, several, rejected })
    }

    #[test]
    fn the_figures_are_right_for_none_for_one_and_for_many() {
        assert_eq!(in_words_of([12, 11, 2, 1, 0, 0]), "11 of 12 received, 2 with errors, 1 missing.");
        assert_eq!(in_words_of([12, 12, 0, 0, 0, 0]), "12 of 12 received, nothing missing or wrong.");
        assert_eq!(in_words_of([1, 0, 0, 1, 0, 0]), "0 of 1 received, 1 missing.");
        assert_eq!(
            in_words_of([3, 1, 0, 1, 1, 1]),
            "1 of 3 received, 1 missing, 1 with several different returns, 1 file rejected."
        );
        assert_eq!(in_words_of([3, 3, 0, 0, 0, 2]), "3 of 3 received, 2 files rejected.");
        assert_eq!(in_words_of([0, 0, 0, 0, 0, 0]), "No return is expected.");
    }
}
