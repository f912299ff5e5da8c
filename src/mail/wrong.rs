//! What is wrong in a return, told to the service that sent it: row by row, without codes or paths.
//!
//! It is read on a phone. So a row has its Ref and title above what to do in it, and only the first rows are told: the
//! Fix list of the marked copy has them all.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Kind, Severity, sentence};
use crate::layout::{RETURN, SheetId};
use crate::plan::Issued;
use crate::report::{Folded, counted, fold, plain};
use crate::rules::{Finding, Subject};

use super::document::Block;

/// The most rows that a mail tells of a return.
const MOST_ROWS: usize = 10;
/// The most that is told of one of them, which may be a sheet as a whole.
const MOST_POINTS: usize = 10;
/// The most characters of a title.
const LONGEST_TITLE: usize = 90;

/// What must be put right in a return, what to look at, and what its marked copy has put right already. `name` tells the
/// return from others in the same mail; `copy` says that its marked copy is attached.
pub(super) fn wrong(findings: &[Finding], issued: &Issued, name: Option<&str>, copy: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut room = MOST_ROWS;
    let is_done = |finding: &Finding| copy && finding.rule.put_right.without_any_doing().is_some();
    let of = |severity| move |finding: &&Finding| finding.severity == severity && !is_done(finding);
    let parts: [(&str, Vec<&Finding>); 3] = [
        ("Must be put right", findings.iter().filter(of(Severity::Error)).collect()),
        ("Please look at", findings.iter().filter(of(Severity::Warning)).collect()),
        (
            "Put right in the attached copy",
            findings.iter().filter(|finding| finding.severity != Severity::Note && is_done(finding)).collect(),
        ),
    ];
    for (heading, part) in parts {
        let mut rows = by_row(part.into_iter(), issued, copy);
        let more = rows.split_off(rows.len().min(room)).len();
        if rows.is_empty() && more == 0 {
            continue;
        }
        room -= rows.len();
        blocks.push(Block::Heading(name.map_or_else(|| heading.to_owned(), |name| format!("{heading}: {name}"))));
        let more = match (more, rows.is_empty()) {
            (0, _) => None,
            (more, true) => Some(counted(more, "row")),
            (more, false) => Some(format!("… and {}", counted(more, "more row"))),
        };
        blocks.extend(rows);
        blocks.extend(more.map(|more| {
            let named = if copy { ", which the Fix list names" } else { "" };
            Block::paragraph(format!("{more}{named}."))
        }));
    }
    blocks
}

/// What is said of each row, in the order in which the rows come first; of what is no row, what is said of its sheet.
fn by_row<'f>(findings: impl Iterator<Item = &'f Finding>, issued: &Issued, copy: bool) -> Vec<Block> {
    let mut rows: Vec<Vec<&Finding>> = Vec::new();
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for finding in findings {
        let place = *known.entry((finding.place.sheet(), finding.reference.as_deref())).or_insert(rows.len());
        match rows.get_mut(place) {
            Some(row) => row.push(finding),
            None => rows.push(vec![finding]),
        }
    }
    let mut expected = BTreeSet::new();
    let told = rows.iter().filter_map(|row| {
        let groups = fold(row.iter().copied());
        let mut points: Vec<String> =
            groups.iter().take(MOST_POINTS).map(|one| point(one, &mut expected, copy)).collect();
        if groups.len() > MOST_POINTS {
            points.push(format!("… and {} more", groups.len() - MOST_POINTS));
        }
        Some(Block::Row(title(row.first()?, issued), points))
    });
    told.collect()
}

/// `4.3 Open a second office`; without a Ref the sheet, without a sheet the workbook.
fn title(finding: &Finding, issued: &Issued) -> String {
    let sheet = finding.place.sheet();
    let Some(reference) = &finding.reference else {
        return sheet.map_or_else(|| "The workbook".to_owned(), |sheet| format!("The sheet {}", plain(sheet)));
    };
    let is_of = |kind: Kind| match finding.subject.and_then(Subject::row) {
        Some((own, _)) => own == kind,
        None => sheet == Some(RETURN.sheet_name(SheetId::of(kind))),
    };
    let action = || issued.actions.iter().find(|row| *row.reference == **reference).map(|row| &row.action);
    let indicator = || issued.indicators.iter().find(|row| *row.reference == **reference).map(|row| &row.indicator);
    let words = if is_of(Kind::Actions) {
        action()
    } else if is_of(Kind::Indicators) {
        indicator()
    } else {
        None
    };
    let title = plain(&format!("{reference} {}", words.map(|words| &**words).unwrap_or_default()));
    match title.char_indices().nth(LONGEST_TITLE) {
        Some((end, _)) => format!("{}…", title.get(..end).unwrap_or_default().trim_end()),
        None => title.trim_end().to_owned(),
    }
}

/// Where it is, what is wrong, and what to do, or what was done. What is `expected` of several rows is said once.
fn point<'f>(group: &Folded<'f>, expected: &mut BTreeSet<&'f str>, copy: bool) -> String {
    let finding = group.first;
    let words = &finding.words;
    let mut parts = vec![sentence(&plain(&words.message))];
    if let Some(done) = finding.rule.put_right.without_any_doing().filter(|_| copy) {
        parts.push(done.replace("this copy", "the attached copy"));
    } else {
        let help = finding.help_to_service();
        let wanted = words.expected_beside(help);
        if !wanted.is_empty() && expected.insert(wanted) {
            parts.push(format!("Expected: {}.", plain(wanted).trim_end_matches('.')));
        }
        if !help.is_empty() {
            parts.push(plain(help));
        }
    }
    if group.others() > 0 {
        parts.push(format!("The same in {}.", group.other_places()));
    }
    match (finding.place.sheet(), finding.place.cell()) {
        (Some(sheet), Some(at)) => format!("{} {at}: {}", plain(sheet), parts.join(" ")),
        (Some(_) | None, _) => parts.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::CellRef;
    use crate::rules::{Words, find_rule};
    use crate::trial::{cases, issued};

    const TWO_ROWS: &str = "
        | Actions | Ref | Action | Deadline |
        |---|---|---|---|
        | | 4.3 | Open a second office | 31/05/2025 |
        | | 4.4 | Close the first | 31/05/2025 |
    ";

    fn finding(reference: &str, at: CellRef, message: &str) -> Finding {
        let words = Words::new(message, "another rating", "Green", "Rate it Amber or Red.");
        Finding::at_cell(find_rule("RAT005").unwrap(), "Actions", at, words).about(reference)
    }

    fn told(findings: &[Finding]) -> Vec<Block> {
        wrong(findings, &issued(&cases(TWO_ROWS)[0]), None, true)
    }

    #[test]
    fn what_is_wrong_in_a_row_stands_below_its_ref_and_title_and_what_is_expected_is_said_once() {
        let (h14, i14, h15) = (CellRef { row: 13, col: 7 }, CellRef { row: 13, col: 8 }, CellRef { row: 14, col: 7 });
        let blocks = told(&[
            finding("4.3", h14, "rated Green, but the deadline has passed"),
            finding("4.4", h15, "rated Green, but the deadline has passed"),
            finding("4.3", i14, "no commentary is given"),
        ]);
        let rated = "Rated Green, but the deadline has passed.";
        assert_eq!(
            blocks,
            [
                Block::Heading("Must be put right".to_owned()),
                Block::Row(
                    "4.3 Open a second office".to_owned(),
                    vec![
                        format!("Actions H14: {rated} Expected: another rating. Rate it Amber or Red."),
                        "Actions I14: No commentary is given. Rate it Amber or Red.".to_owned(),
                    ]
                ),
                Block::Row(
                    "4.4 Close the first".to_owned(),
                    vec![format!("Actions H15: {rated} Rate it Amber or Red.")]
                ),
            ]
        );
    }

    #[test]
    fn what_the_attached_copy_has_put_back_is_not_asked_of_the_service() {
        let at = CellRef { row: 13, col: 3 };
        let words = Words::new("Deadline was changed after issue", "31 May 2025", "30 June 2025", "Put it back.");
        let changed = Finding::at_cell(find_rule("WBK019").unwrap(), "Actions", at, words).about("4.3");
        let findings = [changed, finding("4.4", CellRef { row: 14, col: 7 }, "rated Green")];
        let issued = issued(&cases(TWO_ROWS)[0]);
        let rated = "Actions H15: Rated Green. Expected: another rating. Rate it Amber or Red.";
        let done = "It reads as issued again in the attached copy; what stood there is on Kept aside. If the change was \
                    meant, say so in the commentary.";
        assert_eq!(
            wrong(&findings, &issued, None, true),
            [
                Block::Heading("Must be put right".to_owned()),
                Block::Row("4.4 Close the first".to_owned(), vec![rated.to_owned()]),
                Block::Heading("Put right in the attached copy".to_owned()),
                Block::Row(
                    "4.3 Open a second office".to_owned(),
                    vec![format!("Actions D14: Deadline was changed after issue. {done}")]
                ),
            ]
        );
        let without = wrong(&findings, &issued, None, false);
        let asked = "Actions D14: Deadline was changed after issue. Expected: 31 May 2025. Put back what was issued;";
        let Block::Row(_, points) = &without[1] else { panic!("{without:?}") };
        assert!(points[0].starts_with(asked), "{points:?}");
        assert_eq!(without.len(), 3, "without a copy both must be put right: {without:?}");
    }

    #[test]
    fn what_the_attached_copy_leaves_to_do_is_asked_of_the_service_and_notes_are_not_told() {
        let at = |row| CellRef { row, col: 7 };
        let of = |code: &str, row, reference: &str| {
            let words = Words::new("Something is wrong", "something else", "this", "Put it right.");
            let rule = find_rule(code).unwrap();
            Finding::at_cell(rule, "Actions", at(row), words).about(reference).with_severity(Severity::Error)
        };
        let issued = issued(&cases(TWO_ROWS)[0]);
        // A row that was lost is back and blank; a formula without a result is a blank cell.
        for code in ["WBK007", "CEL005"] {
            for copy in [true, false] {
                let blocks = wrong(&[of(code, 13, "4.3")], &issued, None, copy);
                assert_eq!(blocks[0], Block::Heading("Must be put right".to_owned()), "{code}");
                assert_eq!(blocks.len(), 2, "{code}: {blocks:?}");
            }
        }
        for (code, copy) in [("WBK019", true), ("WBK019", false), ("RAT005", true)] {
            let note = of(code, 13, "4.3").with_severity(Severity::Note);
            assert_eq!(wrong(&[note], &issued, None, copy), [], "{code}");
        }
    }

    #[test]
    fn of_many_rows_ten_are_told_and_the_others_counted_warnings_too() {
        let row = |number: u32, severity| {
            let at = CellRef { row: number, col: 7 };
            finding(&format!("9.{number}"), at, "rated Green").with_severity(severity)
        };
        let errors = (0..12).map(|number| row(number, Severity::Error));
        let warnings = (12..15).map(|number| row(number, Severity::Warning));
        let blocks = told(&errors.chain(warnings).collect::<Vec<_>>());
        assert_eq!(blocks.iter().filter(|block| matches!(block, Block::Row(..))).count(), 10);
        let said: Vec<&Block> = blocks.iter().filter(|block| matches!(block, Block::Paragraph(_))).collect();
        assert_eq!(
            said,
            [
                &Block::paragraph("… and 2 more rows, which the Fix list names."),
                &Block::paragraph("3 rows, which the Fix list names."),
            ]
        );
    }

    #[test]
    fn a_fault_of_the_file_names_no_place() {
        let words = finding("4.3", CellRef::default(), "it is empty").words;
        let blocks = told(&[Finding::at_file(find_rule("WBK001").unwrap(), words)]);
        let said = "It is empty. Expected: another rating. Rate it Amber or Red.";
        assert_eq!(blocks[1], Block::Row("The workbook".to_owned(), vec![said.to_owned()]));
    }
}
