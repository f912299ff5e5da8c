//! Nothing is issued to a delivery plan.

use crate::rules::{Check, Words};

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
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(found: &str) -> Words {
    Words::new(
        format!("no action or indicator of this period belongs to the delivery plan “{found}”"),
        "at least one action or indicator with this code",
        found,
        "Give its code to the rows that are its own, or delete the delivery plan.",
    )
}
