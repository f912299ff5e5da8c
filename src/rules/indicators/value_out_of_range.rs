//! A value that its unit does not allow.

use rust_decimal::Decimal;

use crate::domain::{Cmp, key, print_number};
use crate::layout::Field;
use crate::plan::{IssuedIndicator};
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords};
use crate::rules::{Check, Finding, IndicatorView, Words};

rule! {
    /// # What it checks
    /// A percentage is from 0% to 100%, and a number of days is not below 0. Indicators of % change and of any other
    /// unit may have any value.
    ///
    /// # Why it matters
    /// A value outside what is possible is a slip of the keyboard or a figure from the wrong column, and one of them
    /// is enough to make readers doubt the rest.
    ///
    /// # Rejected
    /// | Indicators | Ref | Target | Unit | Better when | Value | Rating |
    /// |---|---|---|---|---|---|---|
    /// | | E1 | 90 | % | Higher | 100.1% | Green |
    /// | | E2 | 90 | % | Lower | -0.1% | Green |
    /// | | E3 | 12 | days | Lower | -1 | Green |
    ///
    /// # Accepted
    /// | Indicators | Ref | Target | Unit | Better when | Value | Rating |
    /// |---|---|---|---|---|---|---|
    /// | | E1 | 90 | % | Higher | 100% | Green |
    /// | | E2 | 90 | % | Lower | 0% | Green |
    /// | | E3 | 12 | days | Lower | 0 | Green |
    /// | | E4 | 90 | % change | Higher | 104% | Green |
    /// | | E5 | 12 | £ | Lower | -1 | Green |
    ///
    /// # What to do
    /// Correct the value. If it is a change or a ratio, ask for the unit to be % change.
    "IND004", "value-out-of-range", Error, since "0.1.0",
    checks: [Check::indicator::<ValueOutOfRange>()],
    yields_to: [indicators::percent_scale],
    doubts_value: true,
}

struct ValueOutOfRange;

impl LiveRule<IssuedIndicator> for ValueOutOfRange {
    const AT: Field = Field::Value;
    const LIVE: LiveWords<IssuedIndicator> = LiveWords::And("Value must be", |indicator| {
        let allowed = if indicator.issued.is_percent() { "from 0% to 100%" } else { "0 or more" };
        format!(" {allowed}")
    });

    fn when<E: Entries>(indicator: &IndicatorView<'_, E>) -> E::Truth {
        let below = || indicator.row.is(Question::Value(Cmp::Lt, Decimal::ZERO));
        if indicator.issued.is_percent() {
            E::Truth::any([below(), indicator.row.is(Question::Value(Cmp::Gt, Decimal::ONE_HUNDRED))])
        } else {
            E::Truth::when(key(&indicator.issued.unit) == "days", below)
        }
    }

    fn say(indicator: &IndicatorView<'_>) -> Option<Finding> {
        let quantity = indicator.number()?;
        let printed = print_number(quantity.value, None, &indicator.issued.unit);
        let (is_not, expected, help) = if indicator.issued.is_percent() {
            let help = "Correct the value; if it is a change or a ratio, ask for the unit to be % change.";
            ("not from 0% to 100%", "0% to 100%", help)
        } else {
            ("below 0", "0 days or more", "Correct the value.")
        };
        let words = Words {
            message: format!("{printed} is {is_not}"),
            expected: expected.to_owned(),
            found: indicator.row.value.typed.to_string(),
            help: help.to_owned(),
        };
        indicator.finding(&RULE, Self::AT, words)
    }
}
