//! An indicator that a band rates does not say which way is better.

use crate::plan::FaultKind;
use crate::rules::plan_fault::{report, words};
use crate::rules::{Check, Findings, PlanView, Words};

rule! {
    /// # What it checks
    /// An indicator that is rated by a tolerance band needs Higher, Lower or In range under Better when; any other word is
    /// refused for every indicator. It never stops a command: until it is put right the cell counts as blank.
    ///
    /// # Why it matters
    /// Whether 92 against 95 is better or worse depends on what is measured. Guessing it would turn ratings round.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Better when | Target |
    /// |---|---|---|---|
    /// | | H1 | | 90 |
    /// | | H2 | Upwards | 90 |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Better when | Target | Rated |
    /// |---|---|---|---|---|
    /// | | H1 | lower | 90 | |
    /// | | H2 | | 90 | Monitor only |
    ///
    /// # What to do
    /// Type Higher, Lower or In range.
    "PLN013", "polarity-missing", Error, since "0.1.0",
    checks: [Check::Plan(check)],
}

fn check(plan: &PlanView<'_>, out: &mut Findings) {
    report(&RULE, plan, out, worded);
}

fn worded(kind: &FaultKind, found: &str) -> Option<Words> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other kinds are other rules'")]
    let message = match kind {
        FaultKind::PolarityMissing => {
            "a tolerance band rates this indicator, and it does not say which way is better".to_owned()
        }
        FaultKind::PolarityUnknown => format!("“{found}” does not say which way is better"),
        _ => return None,
    };
    Some(words(message, "Higher, Lower or In range", found, "Type Higher, Lower or In range."))
}
