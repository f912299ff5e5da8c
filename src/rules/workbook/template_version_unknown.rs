//! The return was issued by a newer planroll than this one.

use crate::plan::TEMPLATE_VERSION;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// The return's template version must be one that this planroll reads. Older versions are always read.
    ///
    /// # Why it matters
    /// A newer form may hold entries that this planroll does not know of; it would pass over them without a word.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | delete sheet | planroll | |
    /// | | set property | planroll-template-version | 99 |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Bring planroll up to date and check the return again.
    "WBK006", "template-version-unknown", Error, since "0.1.0",
    checks: [Check::Noted],
    stops: true,
}

pub(in crate::rules) fn words(version: u32) -> Words {
    Words::new(
        format!("the return has template version {version}, which is newer than this planroll reads"),
        format!("template version {TEMPLATE_VERSION} or older"),
        version.to_string(),
        "Bring planroll up to date and check the return again.",
    )
}
