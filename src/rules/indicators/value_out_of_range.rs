//! A value that its unit does not allow.

use rust_decimal::Decimal;

use crate::domain::{Cmp, key, print_number};
use crate::layout::Field;
use crate::plan::Issued;
use crate::rules::live::{Live, LiveCheck, LiveIndicator, Test};
use crate::rules::{Check, Finding, Findings, IndicatorView, Words};

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
    checks: [Check::Indicator(check)],
    live: [LiveCheck::Indicator(live)],
    yields_to: ["IND003"],
}

fn check(indicator: &IndicatorView<'_>, out: &mut Findings) {
    let Some((at, quantity)) = indicator.number() else { return };
    let issued = indicator.issued;
    let (value, percent) = (quantity.value, issued.is_percent());
    let within = if percent {
        value >= Decimal::ZERO && value <= Decimal::ONE_HUNDRED
    } else {
        value >= Decimal::ZERO || key(&issued.unit) != "days"
    };
    if within {
        return;
    }
    let printed = print_number(value, None, &issued.unit);
    let words = if percent {
        Words {
            message: format!("{printed} is not from 0% to 100%"),
            expected: "0% to 100%".to_owned(),
            found: indicator.row.value.typed.to_string(),
            help: "Correct the value; if it is a change or a ratio, ask for the unit to be % change.".to_owned(),
        }
    } else {
        Words {
            message: format!("{printed} is below 0"),
            expected: "0 days or more".to_owned(),
            found: indicator.row.value.typed.to_string(),
            help: "Correct the value.".to_owned(),
        }
    };
    out.push(Finding::at_cell(&RULE, indicator.sheet, at, words).about(indicator.reference()));
}

fn live(indicator: &LiveIndicator<'_>) -> Option<Live> {
    let below = Test::Value(Cmp::Lt, Decimal::ZERO);
    let (test, allowed) = if indicator.issued.is_percent() {
        (Test::Any(vec![below, Test::Value(Cmp::Gt, Decimal::ONE_HUNDRED)]), "from 0% to 100%")
    } else if key(&indicator.issued.unit) == "days" {
        (below, "0 or more")
    } else {
        return None;
    };
    Some(Live::new(Field::Value, test, format!("{} {allowed}", Issued::CHECK_OUT_OF_RANGE)))
}
