//! A band of a tolerance names a rating that indicators do not have.

use crate::rules::choices::did_you_mean;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Every row of Tolerances names a rating of indicators, by its word, its symbol or another accepted word.
    ///
    /// # Why it matters
    /// A value in that band would be rated with a word that nobody can give and nothing counts.
    ///
    /// # Rejected
    /// | Tolerances | Tolerance | Measured in | Rating | Shortfall |
    /// |---|---|---|---|---|
    /// | | Standard 5% | % of target | Green | <= 0 |
    /// | | Standard 5% | % of target | Ambre | < 5 |
    /// | | Standard 5% | % of target | Closed | >= 5 |
    ///
    /// # Accepted
    /// | Tolerances | Tolerance | Measured in | Rating | Shortfall |
    /// |---|---|---|---|---|
    /// | | Standard 5% | % of target | GREEN | <= 0 |
    /// | | Standard 5% | % of target | A | < 5 |
    /// | | Standard 5% | % of target | ■ | >= 5 |
    ///
    /// # What to do
    /// Type a rating of indicators from the Ratings sheet.
    "PLN024", "rating-unknown", Error, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(tolerance: &str, nearest: Option<&str>, found: &str) -> Words {
    let message = if found.is_empty() {
        format!("a band of “{tolerance}” names no rating")
    } else {
        format!("“{found}” in “{tolerance}” is not a rating of indicators")
    };
    let help = did_you_mean(nearest, "type a rating of indicators from the Ratings sheet");
    Words::new(message, "a rating of indicators", found, help)
}
