//! A merged cell over entries of several rows or columns.

use crate::domain::Severity;
use crate::grid::CellRef;
use crate::rules::words::without_entry;
use crate::rules::{Check, Finding, Words};

rule! {
    /// # What it checks
    /// No merged cell covers an entry cell. Its first cell is read, for the row in which it stands; the entries beneath it
    /// are not there, and nothing else is said of them. Within one row it is a warning.
    ///
    /// # Why it matters
    /// A person sees one entry that holds for three rows; the workbook holds it for the first and nothing for the others.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | 30 June 2026 | Green | | On course. |
    /// | | 1.2 | 30 June 2026 | | | On course. |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | merge | Actions!1.1!Rating | 1.2!Rating |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | 30 June 2026 | Green | | On course. |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | merge | Actions!A1 | C1 |
    ///
    /// # What to do
    /// Unmerge the cells and fill in each.
    "CEL012", "merged-entry", Error, since "0.2.0",
    checks: [Check::Noted],
    put_right: Fill "The cells are apart in this copy. Fill in each.",
}

pub(in crate::rules) fn over(
    (sheet, first, last): (&str, CellRef, CellRef),
    reference: Option<&str>,
    covered: &[(CellRef, String)],
) -> Finding {
    let in_one_row = covered.iter().all(|(at, _)| at.row == first.row);
    let words = Words {
        message: format!("{first} to {last} are one merged cell, so {}", without_entry(first, covered)),
        expected: "a cell of its own for each entry".to_owned(),
        found: format!("{first}:{last}"),
        help: "Unmerge them and fill in each.".to_owned(),
    };
    let mut finding = Finding::at_cell(&RULE, sheet, first, words);
    for (at, heading) in covered {
        finding = finding.beside(Some(*at), heading);
    }
    if let Some(reference) = reference {
        finding = finding.about(reference);
    }
    if in_one_row { finding.with_severity(Severity::Warning) } else { finding }
}
