//! A merged cell in a table of the plan workbook.

use crate::domain::Severity;
use crate::grid::CellRef;
use crate::plan::MergedFault;
use crate::rules::words::{quoted, without_entry};
use crate::rules::{Check, Finding, Words};

rule! {
    /// # What it checks
    /// No merged cell covers cells of a column that planroll knows. What stands in it is read for the row of its first cell,
    /// and the cells beneath it are blank. Within one row, or over the headings, it is a warning. A band across the table,
    /// such as the name of a priority above its actions, is passed over. Merged cells above the headings and in the officer's
    /// own columns do no harm.
    ///
    /// # Why it matters
    /// A priority merged over three actions is seen as that of all three; the workbook holds it for the first, and the
    /// others take whatever their delivery plan gives.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline |
    /// |---|---|---|
    /// | | 1.1 | Q3 |
    /// | | 1.2 | |
    ///
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | merge | Actions!1.1!Deadline | 1.2!Deadline |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline | Ward |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | East |
    /// | | 1.2 | Q3 | |
    ///
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | merge | Actions!1.1!Ward | 1.2!Ward |
    ///
    /// # What to do
    /// Unmerge the cells and fill in each.
    "PLN030", "merged-cells", Error, since "0.2.0",
    checks: [Check::Noted],
    stops_no_command: true,
}

pub(in crate::rules) fn words(fault: &MergedFault, (first, last): (CellRef, CellRef), found: &str) -> Words {
    let range = format!("{first} to {last} are one merged cell");
    match fault {
        MergedFault::Cells { covered, .. } => Words::new(
            format!("{range}, so {}", without_entry(first, covered)),
            "a cell of its own for each",
            found,
            "Unmerge them and fill in each.",
        ),
        MergedFault::Headings => Words::new(
            format!("{range} over the headings, so a column may be without one"),
            "a heading above each column",
            found,
            "Unmerge them, and look whether each column has its heading.",
        ),
        MergedFault::Band => Words::new(
            format!("{range} with {}, which is taken for a band across the table and passed over", quoted(found)),
            "a row for each action or indicator",
            found,
            "Nothing, if it is none; otherwise unmerge it and fill in its cells.",
        ),
    }
}

/// The finding with the cells that are covered: an error where another row goes without what a person sees in it.
pub(in crate::rules) fn graded(mut finding: Finding, fault: &MergedFault) -> Finding {
    let MergedFault::Cells { covered, is_in_one_row } = fault else { return finding.with_severity(Severity::Warning) };
    for (at, heading) in covered {
        finding = finding.beside(Some(*at), heading);
    }
    if *is_in_one_row { finding.with_severity(Severity::Warning) } else { finding }
}
