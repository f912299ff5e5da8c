//! An issued row is not there.

use crate::grid::CellRef;
use crate::rules::{Check, Finding, Words, quoted};

rule! {
    /// # What it checks
    /// Every action and indicator that was issued must come back. Rows are matched by Ref, in whatever order they stand;
    /// a Ref that was cleared or typed over is missing, too, and so is one of two rows of which neither is as issued.
    /// Where the rest of the row is as issued, the row is named and quoted, and is no row that was added.
    ///
    /// # Why it matters
    /// A row that is dropped quietly is an action that members are no longer told about.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    /// | | 1.2 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | delete row | Actions!1.2 | |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    /// | | 1.10 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | insert row | Actions!1.1 | |
    ///
    /// # What to do
    /// Put the row back from the return as it was issued, and fill it in.
    "WBK016", "row-missing", Error, since "0.1.0",
    checks: [Check::Noted],
    put_right: Look "The row is back in this copy, as it was issued. Fill it in.",
    kept_aside: "The row is back in this copy, as it was issued. Its entries are on Kept aside: move them back into it.",
}

pub(in crate::rules) fn missing(sheet: &str, reference: &str) -> Finding {
    let words = Words::new(
        format!("the row {} was issued and has not come back", quoted(reference)),
        format!("a row with the Ref {reference}"),
        "no such row that can be counted",
        "Put the row back from the return as it was issued, and fill it in.",
    );
    Finding::at_sheet(&RULE, sheet, words).about(reference)
}

pub(in crate::rules) fn ref_lost(sheet: &str, at: CellRef, reference: &str, found: &str, text: &str) -> Finding {
    let now = if found.is_empty() { "is blank".to_owned() } else { format!("reads {}", quoted(found)) };
    let words = Words::new(
        format!("the row {} has lost its Ref and is not read: cell {at} {now}", quoted(reference)),
        format!("a row with the Ref {reference}"),
        text,
        format!("Type {reference} in cell {at}."),
    );
    Finding::at_sheet(&RULE, sheet, words).about(reference).beside(Some(at), "ref")
}
