//! The file is no workbook that can be read.

use crate::grid::Refusal;
use crate::returns::Rejection;
use crate::rules::{Check, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// The file must be an Excel workbook that can be opened. A finding says what the file seems to be instead: empty,
    /// cut short on its way, a CSV file, a PDF or Word document, or a workbook of an older kind under a new name.
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
    checks: [Check::Refused(check)],
    stops: true,
}

fn check(why: &Rejection, out: &mut Findings) {
    let Rejection::Workbook(refusal) = why else { return };
    let found = match refusal {
        Refusal::NotAWorkbook { seems } => seems.to_string(),
        Refusal::Damaged { what } => what.clone(),
        Refusal::LegacyNotAllowed { format } => format.to_string(),
        Refusal::WorkerFailed { how } => how.clone(),
        Refusal::PasswordProtected | Refusal::TooLarge { .. } => return,
    };
    let message = match refusal {
        // Which part of the file it is means nothing to those who sent it: that is left to what was found.
        Refusal::Damaged { .. } => "the workbook is damaged and cannot be read".to_owned(),
        Refusal::NotAWorkbook { .. }
        | Refusal::LegacyNotAllowed { .. }
        | Refusal::WorkerFailed { .. }
        | Refusal::PasswordProtected
        | Refusal::TooLarge { .. } => refusal.to_string(),
    };
    let words =
        Words { message, expected: "an Excel workbook (.xlsx)".to_owned(), found, help: refusal.advice().to_owned() };
    out.push(Finding::at_file(&RULE, words));
}
