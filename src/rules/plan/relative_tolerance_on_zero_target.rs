//! A tolerance in % of target, and the target is 0.

use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// An indicator whose tolerance is measured in % of target may not have a target of 0 for this period. It never stops a
    /// command: until it is put right the indicator is rated by no band.
    ///
    /// # Why it matters
    /// There is no share of nothing: whether 2 is 5% worse than 0 cannot be said.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Better when | Unit | Target |
    /// |---|---|---|---|---|
    /// | | H1 | Lower | number | 0 |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Tolerances | Tolerance | Measured in | Rating | Shortfall |
    /// |---|---|---|---|---|
    /// | | Standard 5% | % of target | Green | <= 0 |
    /// | | Standard 5% | % of target | Red | > 0 |
    /// | | None at all | units | Green | <= 0 |
    /// | | None at all | units | Red | > 0 |
    ///
    /// | Indicators | Ref | Better when | Unit | Target | Tolerance |
    /// |---|---|---|---|---|---|
    /// | | H1 | Lower | number | 0 | None at all |
    /// | | H2 | Lower | number | 0.1 | |
    ///
    /// # What to do
    /// Give the indicator a tolerance measured in units or percentage points.
    "PLN012", "relative-tolerance-on-zero-target", Error, since "0.1.0",
    checks: [Check::Noted],
    stops_no_command: true,
}

pub(in crate::rules) fn words(tolerance: &str, found: &str) -> Words {
    Words::new(
        format!("the target is 0, and “{tolerance}” is measured in % of target"),
        "a target other than 0, or a tolerance measured in units or percentage points",
        found,
        "Give the indicator a target other than 0, or a tolerance measured in units or percentage points.",
    )
}
