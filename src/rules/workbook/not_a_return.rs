//! A workbook that carries no sign of a return.

use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// The workbook must say which return it is. Any one of three signs is enough: the hidden sheet `planroll`, the
    /// document properties, or the labels Plan code and Period on the first sheet.
    ///
    /// # Why it matters
    /// A workbook that does not say for which delivery plan and period it answers cannot be counted for any.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | delete sheet | planroll | |
    /// | | delete sheet | Start here | |
    /// | | remove properties | | |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | remove properties | | |
    ///
    /// # What to do
    /// Copy the entries into the return as it was issued, and send that.
    "WBK003", "not-a-return", Error, since "0.1.0",
    checks: [Check::Noted],
    stops: true,
}

pub(in crate::rules) fn words() -> Words {
    Words::new(
        "this is a workbook, but nothing in it says which return it is",
        "a return as it was issued, with its plan code and period on the Start here sheet",
        "no plan code and no period",
        "Copy the entries into the return as it was issued, and send that.",
    )
}
