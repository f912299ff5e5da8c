//! Reading the file would cost more than is allowed.

use crate::grid::{Limit, Refusal};
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// A return must stay within the limits: 50 MB on disk, 256 MiB unpacked, 128 MiB for one part of it, and two
    /// million filled cells. Every honest return is far below them.
    ///
    /// # Why it matters
    /// A file past the limits is almost always something else, and reading it could bring the machine to a stand.
    ///
    /// # Rejected
    /// | File | What |
    /// |---|---|
    /// | | too large |
    ///
    /// # Accepted
    /// An entry in the last corner of the sheet makes no large file; it is only a stray entry, and this return has none:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Copy the entries into a fresh copy of the return and send that.
    "WBK014", "too-large", Error, since "0.1.0",
    checks: [Check::Noted],
    stops: true,
}

pub(in crate::rules) fn words(refusal: &Refusal, limit: Limit, found: u64, allowed: u64) -> Words {
    let (expected, found) = (format!("at most {allowed} {limit}"), format!("{found} {limit}"));
    Words::new(refusal.to_string(), expected, found, refusal.advice())
}
