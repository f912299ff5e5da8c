//! The workbook keeps data of elsewhere behind its sheets.

use crate::grid::Leftover;
use crate::rules::{Check, Finding, Words};

rule! {
    /// # What it checks
    /// A return must keep no other data behind its sheets: what a pivot table was made of, the results of a query, a data
    /// model. It says that there is some, and of a pivot table how many rows, and never what stands in them.
    ///
    /// # Why it matters
    /// The whole of what a pivot table was made of stays in the file when its sheet is deleted, and can be brought back by
    /// anybody: names and addresses have been published that way.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | leave a pivot table | | 812 |
    ///
    /// A query and a data model:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | leave a query | | |
    /// | | leave a data model | | |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Delete the pivot table, the query or the data model, and save; or copy the entries into the return as it was issued.
    "WBK024", "leftover-data", Warning, since "0.2.0",
    checks: [Check::Noted],
    put_right: Nothing "It is not in this copy. Nothing is left to do but to keep the file that was sent from going any further.",
}

pub(in crate::rules) fn kept(kept: Leftover) -> Finding {
    let rows = match kept.pivot_rows {
        0 => "other data".to_owned(),
        1 => "1 row of other data".to_owned(),
        rows => format!("{rows} rows of other data"),
    };
    let pivot = format!("{rows} behind a pivot table");
    let all = [
        (kept.pivot, pivot.as_str(), "the pivot table"),
        (kept.query, "other data behind a query", "the query"),
        (kept.model, "other data in a data model", "the data model"),
    ];
    let there = || all.iter().filter(|(there, ..)| *there);
    let found = Words::all_of(there().map(|(_, found, _)| *found));
    let help = format!("Delete {} and save.", Words::all_of(there().map(|(.., what)| *what)));
    Finding::at_file(&RULE, Words::new(format!("the workbook still holds {found}"), "cells only, as issued", found, help))
}
