//! A tolerance is named that is not on the Tolerances sheet.

use crate::rules::choices::did_you_mean;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// The tolerance of an indicator, and the default in Settings, must be a name from Tolerances, or None: then no band
    /// checks the ratings that are given, and where ratings are computed the indicator counts as Monitor only.
    ///
    /// # Why it matters
    /// The ratings of the indicator would be checked against no band at all.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Target | Tolerance |
    /// |---|---|---|---|
    /// | | H1 | 90 | Standard 6% |
    ///
    /// The default:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Default tolerance | Usual |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Target | Tolerance |
    /// |---|---|---|---|
    /// | | H1 | 90 | standard 5% |
    /// | | H2 | 90 | |
    /// | | H3 | 90 | None |
    ///
    /// # What to do
    /// Type a name from Tolerances or None, or add the tolerance there.
    "PLN011", "tolerance-unknown", Error, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(nearest: Option<&str>, found: &str) -> Words {
    Words::new(
        format!("“{found}” is not a tolerance"),
        "a name from Tolerances, or None",
        found,
        did_you_mean(nearest, "type a name from Tolerances or None, or add the tolerance there"),
    )
}
