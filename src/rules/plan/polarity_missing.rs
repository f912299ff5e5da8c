//! An indicator that a band rates does not say which way is better.

use crate::plan::PolarityFault;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// An indicator that is rated by a tolerance band needs Higher, Lower or In range under Better when; any other word is
    /// refused for every indicator. It never stops a command: until it is put right the cell counts as blank.
    ///
    /// # Why it matters
    /// Whether 92 against 95 is better or worse depends on what is measured. Guessing it would turn ratings round.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Better when | Target |
    /// |---|---|---|---|
    /// | | H1 | | 90 |
    /// | | H2 | Upwards | 90 |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Better when | Target | Rated |
    /// |---|---|---|---|---|
    /// | | H1 | lower | 90 | |
    /// | | H2 | | 90 | Monitor only |
    ///
    /// # What to do
    /// Type Higher, Lower or In range.
    "PLN013", "polarity-missing", Error, since "0.1.0",
    checks: [Check::Noted],
    stops_no_command: true,
}

pub(in crate::rules) fn words(fault: &PolarityFault, found: &str) -> Words {
    let message = match fault {
        PolarityFault::Missing => {
            "a tolerance band rates this indicator, and it does not say which way is better".to_owned()
        }
        PolarityFault::Unknown => format!("“{found}” does not say which way is better"),
    };
    Words::new(message, "Higher, Lower or In range", found, "Type Higher, Lower or In range.")
}
