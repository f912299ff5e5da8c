//! Nothing is issued to a delivery plan.

use crate::plan::FaultKind;
use crate::rules::plan_fault::{report, words};
use crate::rules::{Check, Findings, PlanView, Words};

rule! {
    /// # What it checks
    /// Every delivery plan has an action or an indicator in this period; actions that ended before it do not count.
    ///
    /// # Why it matters
    /// An empty return would be sent out and waited for. More often the rows are there under another code.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    /// | | leisure | Leisure | Head of Leisure | leisure@example.org |
    ///
    /// | Actions | Ref | Delivery plan | Deadline | Ended |
    /// |---|---|---|---|---|
    /// | | 1.1 | housing | Q3 | |
    /// | | 1.2 | leisure | Q3 | 2024-25 Q4 |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    /// | | leisure | Leisure | Head of Leisure | leisure@example.org |
    ///
    /// | Actions | Ref | Delivery plan | Deadline | Ended |
    /// |---|---|---|---|---|
    /// | | 1.1 | housing; leisure | Q3 | 2025-26 Q1 |
    ///
    /// # What to do
    /// Give its code to the rows that are its own, or delete the delivery plan.
    "PLN018", "delivery-plan-empty", Warning, since "0.1.0",
    checks: [Check::Plan(check)],
}

fn check(plan: &PlanView<'_>, out: &mut Findings) {
    report(&RULE, plan, out, worded);
}

fn worded(kind: &FaultKind, found: &str) -> Option<Words> {
    let FaultKind::DeliveryPlanEmpty = kind else { return None };
    Some(words(
        format!("no action or indicator of this period belongs to the delivery plan “{found}”"),
        "at least one action or indicator with this code",
        found,
        "Give its code to the rows that are its own, or delete the delivery plan.",
    ))
}
