//! The targets of a cumulative indicator fall, or do not end at the year's target.

use crate::domain::print_number;
use crate::plan::FaultKind;
use crate::rules::plan_fault::{report, words};
use crate::rules::{Check, Findings, PlanView, Words};

rule! {
    /// # What it checks
    /// Where targets of single periods are given for a cumulative indicator, they do not fall from one period to the next,
    /// and the last of the year is the year's target. A period without a target of its own has the straight line's.
    ///
    /// # Why it matters
    /// A value that adds up over the year cannot fall, so one of the targets is a slip, and ratings against it are wrong.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Unit | Cumulative | Target | Target Q1 | Target Q2 | Target Q3 | Target Q4 |
    /// |---|---|---|---|---|---|---|---|---|
    /// | | H1 | homes | Yes | 40 | 10 | 9 | 30 | 40 |
    /// | | H2 | homes | Yes | 40 | 10 | 20 | 30 | 38 |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Unit | Cumulative | Target | Target Q1 | Target Q2 | Target Q3 | Target Q4 |
    /// |---|---|---|---|---|---|---|---|---|
    /// | | H1 | homes | Yes | 40 | 10 | 10 | 30 | 40 |
    /// | | H2 | homes | No | 40 | 40 | 30 | 20 | 10 |
    /// | | H3 | homes | Yes | 40 | 10 | | | |
    ///
    /// # What to do
    /// Correct the target of the period, or the year's.
    "PLN014", "profile-inconsistent", Warning, since "0.1.0",
    checks: [Check::Plan(check)],
}

fn check(plan: &PlanView<'_>, out: &mut Findings) {
    report(&RULE, plan, out, worded);
}

fn worded(kind: &FaultKind, found: &str) -> Option<Words> {
    let printed = |number| print_number(number, None, "");
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other kinds are other rules'")]
    match kind {
        FaultKind::ProfileFalls { before, high, period, low } => Some(words(
            format!(
                "the indicator is cumulative, and its target falls from {} in {before} to {} in {period}",
                printed(*high),
                printed(*low)
            ),
            format!("{} or more", printed(*high)),
            found,
            "Correct the target of one of the two periods.",
        )),
        FaultKind::ProfileEnd { period, last, target } => Some(words(
            format!(
                "the indicator is cumulative, and its target for {period} is {}, the year's {}",
                printed(*last),
                printed(*target)
            ),
            printed(*target),
            found,
            "Correct the target of the last period, or the year's.",
        )),
        _ => None,
    }
}
