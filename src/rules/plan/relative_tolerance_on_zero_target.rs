//! A tolerance in % of target, and the target is 0.

use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// An indicator whose tolerance is measured in % of target has a target of 0 for this period. It is rated all the
    /// same: a value of 0 is on target, a better one is in the best band, and any that is worse is in the last.
    ///
    /// # Why it matters
    /// There is no share of nothing: 1 and 100 are both worse than 0 by more than any percentage, and get the same rating.
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
    /// Nothing, if any value worse than 0 is to be in the last band. Otherwise give the indicator a tolerance measured in
    /// units or percentage points.
    "PLN012", "relative-tolerance-on-zero-target", Note, since "0.1.0",
    checks: [Check::Noted],
    stops_no_command: true,
}

pub(in crate::rules) fn words(tolerance: &str, found: &str) -> Words {
    Words::new(
        format!("the target is 0, and “{tolerance}” is measured in % of target: any value worse than 0 is in its last band"),
        "a tolerance measured in units or percentage points, where 1 and 100 are not to be rated alike",
        found,
        "If that is meant, leave it; otherwise give the indicator a tolerance measured in units or percentage points.",
    )
}
