//! A monitored action has no deadline.

use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Every monitored action of this period has a deadline, planned or agreed. One that is there and cannot be read is
    /// PLN006 and not this.
    ///
    /// # Why it matters
    /// Without a deadline an action is never due, and no slippage can be told.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline |
    /// |---|---|---|
    /// | | 1.1 | |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline | Monitored | Agreed deadline | Ended |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q3 | | | |
    /// | | 1.2 | | No | | |
    /// | | 1.3 | | | March 2026 | |
    /// | | 1.4 | | | | 2024-25 Q4 |
    ///
    /// # What to do
    /// Type the deadline, or Ongoing where there is no end.
    "PLN023", "deadline-missing", Warning, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(found: &str) -> Words {
    Words::new(
        "the action is monitored and has no deadline".to_owned(),
        "a date, month, quarter or year, or an open word such as Ongoing",
        found,
        "Type the deadline, or Ongoing where there is no end.",
    )
}
