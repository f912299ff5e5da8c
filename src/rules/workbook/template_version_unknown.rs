//! The return was issued by a newer planroll than this one.

use crate::plan::TEMPLATE_VERSION;
use crate::returns::Rejection;
use crate::rules::{Check, Finding, Findings, Words};

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
    /// | | set property | planroll-template-version | 2 |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Bring planroll up to date and check the return again.
    "WBK006", "template-version-unknown", Error, since "0.1.0",
    checks: [Check::Refused(check)],
    stops: true,
}

fn check(why: &Rejection, out: &mut Findings) {
    let Rejection::TooNew(version) = why else { return };
    let words = Words {
        message: format!("the return has template version {version}, which is newer than this planroll reads"),
        expected: format!("template version {TEMPLATE_VERSION} or older"),
        found: version.to_string(),
        help: "Bring planroll up to date and check the return again.".to_owned(),
    };
    out.push(Finding::at_file(&RULE, words));
}
