//! A heading or a sheet's name was changed.

use crate::grid::CellRef;
use crate::rules::{Check, Finding, Words, quoted};

rule! {
    /// # What it checks
    /// Headings and names of sheets must read as they were issued. Capitals, spaces, line breaks and the asterisk make
    /// no difference. A changed heading is found by its place between its neighbours, a renamed sheet by what is on it,
    /// and both are read as before.
    ///
    /// # Why it matters
    /// What stands under another heading may have been meant as something else, so somebody should look.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | rename column | Actions!Rating | RAG status |
    ///
    /// A sheet:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | rename sheet | Actions | Actions final |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | rename column | Actions!Completed date | COMPLETED  DATE * |
    ///
    /// # What to do
    /// Look whether the entries below it are what was asked for, and put the name back.
    "WBK009", "column-renamed", Warning, since "0.1.0",
    checks: [Check::Noted],
    put_right: Nothing "It reads as issued again in this copy. Nothing is left to do.",
}

pub(in crate::rules) fn sheet(expected: &str, found: &str) -> Finding {
    let message = format!("the sheet {} is now called {}", quoted(expected), quoted(found));
    Finding::at_sheet(&RULE, found, words(message, expected, found))
}

pub(in crate::rules) fn heading(sheet: &str, at: CellRef, expected: &str, found: &str) -> Finding {
    let message = if found.is_empty() {
        format!("the heading {} was deleted", quoted(expected))
    } else {
        format!("the heading {} now reads {}", quoted(expected), quoted(found))
    };
    Finding::at_cell(&RULE, sheet, at, words(message, expected, found))
}

fn words(message: String, expected: &str, found: &str) -> Words {
    let help = "Look whether the entries below it are what was asked for, and put the name back.";
    Words::new(message, expected, found, help)
}
