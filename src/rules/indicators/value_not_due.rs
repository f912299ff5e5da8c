//! A value that was not asked for this period.

use crate::layout::Field;
use crate::rules::{Check, Findings, IndicatorView, Words};

rule! {
    /// # What it checks
    /// A value for an indicator that is not due this period is noted. It is kept and shown, and the indicator is
    /// counted as awaited all the same.
    ///
    /// # Why it matters
    /// The figure may be welcome, or it may be meant for the row above. Whoever typed it should know that it is not
    /// rated this time.
    ///
    /// # Rejected
    /// | Indicators | Ref | Target | Frequency | Value |
    /// |---|---|---|---|---|
    /// | | E1 | 90 | Annual | 92% |
    /// | | E2 | 90 | Q2, Q4 | 0% |
    ///
    /// # Accepted
    /// | Indicators | Ref | Target | Frequency | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | 90 | Annual | Not due | |
    /// | | E2 | 90 | Q1, Q3 | 92% | Green |
    ///
    /// # What to do
    /// Check that the value is in the right row. If it is, nothing is to be done.
    "IND002", "value-not-due", Note, since "0.1.0",
    checks: [Check::Indicator(check)],
}

fn check(indicator: &IndicatorView<'_>, out: &mut Findings) {
    if indicator.issued.due || indicator.number().is_none() {
        return;
    }
    let typed = &indicator.row.value.typed;
    let words = Words {
        message: format!("a value of {typed} is given, though none is due this period"),
        expected: "no value this period".to_owned(),
        found: typed.to_string(),
        help: "Check that the value is in the right row; if it is, leave it: it is shown and not rated.".to_owned(),
    };
    out.push(indicator.finding(&RULE, Field::Value, words));
}
