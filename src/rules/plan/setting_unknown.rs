//! A row of Settings that is no setting.

use crate::rules::choices::did_you_mean;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Every name under Setting is one of the settings, whatever its capitals, spaces and hyphens.
    ///
    /// # Why it matters
    /// A setting that is misspelt has no effect, and the default holds without anybody noticing.
    ///
    /// # Rejected
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Zero count | 0 |
    ///
    /// # Accepted
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | zero counts | 0 |
    ///
    /// # What to do
    /// Correct the name, or delete the row.
    "PLN015", "setting-unknown", Warning, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(nearest: Option<&str>, found: &str) -> Words {
    let message = if found.is_empty() {
        "a value without a setting".to_owned()
    } else {
        format!("“{found}” is not a setting")
    };
    Words::new(message, "the name of a setting", found, did_you_mean(nearest, "delete the row"))
}
