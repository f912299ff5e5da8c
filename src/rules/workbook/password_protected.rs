//! The workbook opens only with a password.

use crate::grid::Refusal;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// A return must open without a password. This is about a password for the file; the protection of its sheets,
    /// which only keeps the issued cells from being typed over, is no fault.
    ///
    /// # Why it matters
    /// A workbook with a password is encrypted: nothing in it can be read, so nothing can be checked or counted.
    ///
    /// # Rejected
    /// | File | What |
    /// |---|---|
    /// | | password |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Open it in Excel, remove the password under File, Info, Protect Workbook, Encrypt with Password, and save it.
    "WBK002", "password-protected", Error, since "0.1.0",
    checks: [Check::Noted],
    stops: true,
}

pub(in crate::rules) fn words(refusal: &Refusal) -> Words {
    Words::new(refusal.to_string(), "a workbook that opens without a password", "a password", refusal.advice())
}
