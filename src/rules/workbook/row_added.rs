//! A row that was not issued.

use crate::grid::CellRef;
use crate::rules::{Check, Finding, Words, quoted};

rule! {
    /// # What it checks
    /// A table should hold only rows that were issued. A row with another Ref, or with a rating, a date or a value and
    /// no Ref, is kept, not counted, and listed among the decisions as proposed by the service.
    ///
    /// # Why it matters
    /// A plan is agreed by members; a service may propose an action, but not add it to the figures by itself.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!A6 | 1.2 |
    /// | | type | Actions!C6 | Open a second office |
    /// | | type | Actions!Z6 | from September |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    /// | | 1.2 | Q4 | Green |
    ///
    /// # What to do
    /// Decide whether it joins the plan; if so, add it to the plan workbook for the next period.
    "WBK017", "row-added", Warning, since "0.1.0",
    checks: [Check::Noted],
    help_to_service: "Move its entries to the issued row that was meant; if the row is new, tell whoever sent the return.",
    put_right: Look "The row is on Kept aside and is not counted. If an issued row was meant, move its entries there.",
}

pub(in crate::rules) fn added(sheet: &str, at: CellRef, reference: &str, text: &str) -> Finding {
    let which = if reference.is_empty() { "a row without a Ref".to_owned() } else { format!("the row {}", quoted(reference)) };
    let words = Words::new(
        format!("{which} was not issued and is not counted: {}", quoted(text)),
        "only rows that were issued",
        text,
        "Decide whether it joins the plan; if so, add it to the plan workbook for the next period.",
    );
    let finding = Finding::at_cell(&RULE, sheet, at, words);
    if reference.is_empty() { finding } else { finding.about(reference) }
}
