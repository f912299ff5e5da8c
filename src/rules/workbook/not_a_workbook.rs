//! The file is no workbook that can be read.

use crate::grid::Refusal;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// The file must be an Excel workbook that can be opened. A finding says what the file seems to be instead: empty,
    /// cut short on its way, a CSV file, a PDF or Word document, or a workbook of an older kind under a new name. A file or
    /// folder that cannot be opened is named too, with why: no permission, gone since, a path that is too long, a pipe or a
    /// device.
    ///
    /// # Why it matters
    /// Nothing of the file can be checked or counted, so its whole delivery plan would be missing from the report.
    ///
    /// # Rejected
    /// | File | What |
    /// |---|---|
    /// | | empty |
    ///
    /// The entries sent as text, under a workbook's name:
    ///
    /// | File | What |
    /// |---|---|
    /// | | csv |
    ///
    /// A print of the return:
    ///
    /// | File | What |
    /// |---|---|
    /// | | pdf |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Ask for the return itself as an Excel workbook (.xlsx).
    "WBK001", "not-a-workbook", Error, since "0.1.0",
    checks: [Check::Noted],
    stops: true,
}

pub(in crate::rules) fn words(refusal: &Refusal, found: &str) -> Words {
    Words::new(refusal.to_string(), "an Excel workbook (.xlsx)", found, refusal.advice())
}

/// Which part of the file it is means nothing to those who sent it: that is left to what was found.
pub(in crate::rules) fn damaged(refusal: &Refusal, what: &str) -> Words {
    Words { message: "the workbook is damaged and cannot be read".to_owned(), ..words(refusal, what) }
}
