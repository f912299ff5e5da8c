//! The workbook opens only with a password, or with the rights that its label gives.

use crate::grid::Refusal;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// A return must open without a password. This is about a password for the file; the protection of its sheets,
    /// which only keeps the issued cells from being typed over, is no fault. A workbook that its sensitivity label
    /// encrypts has no password, and is named for that.
    ///
    /// # Why it matters
    /// A workbook with a password is encrypted, and so is one with such a label: nothing in it can be read, so nothing can
    /// be checked or counted.
    ///
    /// # Rejected
    /// | File | What |
    /// |---|---|
    /// | | password |
    ///
    /// A sensitivity label that encrypts:
    ///
    /// | File | What |
    /// |---|---|
    /// | | encrypted by a label |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Open it in Excel, remove the password under File, Info, Protect Workbook, Encrypt with Password, and save it.
    /// Where a label encrypts it, choose one without encryption.
    "WBK002", "password-protected", Error, since "0.1.0",
    checks: [Check::Noted],
    stops: true,
}

pub(in crate::rules) fn by_label(refusal: &Refusal) -> Words {
    let expected = "a workbook that opens without rights of its own";
    Words::new(refusal.to_string(), expected, "a sensitivity label that encrypts", refusal.advice())
}

pub(in crate::rules) fn words(refusal: &Refusal) -> Words {
    Words::new(refusal.to_string(), "a workbook that opens without a password", "a password", refusal.advice())
}
