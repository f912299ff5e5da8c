//! A row of Settings that is no setting.

use crate::plan::FaultKind;
use crate::rules::plan_fault::{did_you_mean, report, words};
use crate::rules::{Check, Findings, PlanView, Words};

rule! {
    /// # What it checks
    /// Every name under Setting is one of the settings, whatever its capitals, spaces and hyphens.
    ///
    /// # Why it matters
    /// A setting that is misspelt has no effect, and the default holds without anybody noticing.
    ///
    /// # Rejected
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Zero count | 0 |
    ///
    /// # Accepted
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | zero counts | 0 |
    ///
    /// # What to do
    /// Correct the name, or delete the row.
    "PLN015", "setting-unknown", Warning, since "0.1.0",
    checks: [Check::Plan(check)],
}

fn check(plan: &PlanView<'_>, out: &mut Findings) {
    report(&RULE, plan, out, worded);
}

fn worded(kind: &FaultKind, found: &str) -> Option<Words> {
    let FaultKind::SettingUnknown { nearest } = kind else { return None };
    let message = if found.is_empty() {
        "a value without a setting".to_owned()
    } else {
        format!("“{found}” is not a setting")
    };
    Some(words(message, "the name of a setting", found, did_you_mean(*nearest, "delete the row")))
}
