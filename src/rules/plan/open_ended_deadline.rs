//! Some deadlines have no day.

use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Counts the monitored actions of this period whose deadline is Ongoing, Annual, Continuous or Every period, and says
    /// how many of all they are.
    ///
    /// # Why it matters
    /// A deadline without a day never passes: such an action can stay Green for ever. A plan with many of them promises
    /// little that can be checked.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline |
    /// |---|---|---|
    /// | | 1.1 | Q3 |
    /// | | 1.2 | Ongoing |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline | Monitored | Agreed deadline |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q3 | Yes | |
    /// | | 1.2 | Ongoing | No | |
    /// | | 1.3 | Ongoing | Yes | March 2026 |
    ///
    /// # What to do
    /// Nothing, if they truly have no end. Otherwise give each the date of its next milestone.
    "PLN020", "open-ended-deadline", Note, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(open: usize, of: usize, found: &str) -> Words {
    let have = if open == 1 { "has" } else { "have" };
    Words::new(
        format!("{open} of {of} monitored actions {have} a deadline without a day, which never passes"),
        "a deadline with a day, where there is an end",
        found,
        "Give each the date of its next milestone, unless it truly has no end.",
    )
}
