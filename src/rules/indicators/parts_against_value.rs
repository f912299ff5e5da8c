//! A percentage that is not that of the two numbers beside it.

use rust_decimal::Decimal;

use crate::domain::print_number;
use crate::layout::Field;
use crate::plan::IssuedIndicator;
use crate::returns::{Slot, ValueGiven};
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords};
use crate::rules::{Check, Finding, IndicatorView, Words};

rule! {
    /// # What it checks
    /// Where the plan asks for Numerator and Denominator of an indicator in %, Value is their quotient, to the decimals that the
    /// indicator is printed with, else to those that the Value cell shows. It is also raised where one of the two is given
    /// and the other is not, and where the denominator is 0. Without a value, or with a reason instead of one, nothing is
    /// compared, and what the band makes of the wrong figure is not told beside it.
    ///
    /// # Why it matters
    /// Members and auditors divide the two numbers themselves. When the percentage is another, one of the three is
    /// wrong, and nobody outside the service can say which.
    ///
    /// # Rejected
    /// | Indicators | Ref | Target | Decimals | Numerator | Denominator | Typed Numerator | Typed Denominator | Value | Rating |
    /// |---|---|---|---|---|---|---|---|---|---|
    /// | | E1 | 90 | 1 | Yes | Yes | 46 | 50 | 93% | Green |
    /// | | E2 | 90 | | Yes | Yes | 46 | 50 | 92.5% | Green |
    /// | | E3 | 90 | 0 | Yes | Yes | 46 | | 92% | Green |
    /// | | E4 | 90 | 0 | Yes | Yes | | 50 | 92% | Green |
    /// | | E5 | 90 | 0 | Yes | Yes | 46 | 0 | 92% | Green |
    ///
    /// # Accepted
    /// | Indicators | Ref | Target | Decimals | Numerator | Denominator | Typed Numerator | Typed Denominator | Value | Rating |
    /// |---|---|---|---|---|---|---|---|---|---|
    /// | | E1 | 90 | 1 | Yes | Yes | 12 | 13 | 92.3% | Green |
    /// | | E2 | 90 | 0 | Yes | Yes | 12 | 13 | 92.3% | Green |
    /// | | E3 | 90 | 1 | Yes | Yes | 46 | 50 | Awaited | |
    /// | | E4 | 90 | 1 | Yes | | 46 | | 93% | Green |
    /// | | E5 | 90 | 1 | Yes | Yes | | | 93% | Green |
    ///
    /// # What to do
    /// Correct the value or the number that is wrong; 46 of 50 is 92%.
    "IND010", "parts-against-value", Warning, since "0.2.0",
    checks: [Check::indicator::<PartsAgainstValue>()],
    yields_to: [indicators::percent_scale, indicators::value_out_of_range],
}

struct PartsAgainstValue;

impl LiveRule<IssuedIndicator> for PartsAgainstValue {
    const AT: Field = Field::Value;
    const LIVE: LiveWords<IssuedIndicator> = LiveWords::These("Value is not Numerator out of Denominator");

    fn when<E: Entries>(indicator: &IndicatorView<'_, E>) -> E::Truth {
        let issued = indicator.issued;
        E::Truth::when(issued.is_percent() && issued.numerator && issued.denominator, || {
            indicator.row.is(Question::PartsDiffer(issued.decimals))
        })
    }

    fn say(indicator: &IndicatorView<'_>) -> Option<Finding> {
        let (row, issued) = (&indicator.row, indicator.issued);
        let value = print_number(indicator.number()?.value, None, &issued.unit);
        let number = |slot: &Slot<ValueGiven>| slot.given().and_then(ValueGiven::number);
        let (above, below) = (number(&row.numerator), number(&row.denominator));
        let [numerator, denominator] = [Field::Numerator, Field::Denominator].map(|field| indicator.heading(field));
        let printed = |value| print_number(value, None, "");
        let (message, expected, help) = match (above, below) {
            (Some(_), Some(below)) if below.is_zero() => (
                format!("{denominator} is 0, and {value} is no share of nothing"),
                format!("{denominator} other than 0"),
                format!("Correct {denominator}; if there was nothing to count, choose Not available for the value."),
            ),
            (Some(above), Some(below)) => {
                let places = issued.decimals.unwrap_or(indicator.number()?.places);
                let share = above.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(below)?;
                let share = print_number(share, Some(places), &issued.unit);
                (
                    format!("{} out of {} is {share}, and Value is {value}", printed(above), printed(below)),
                    share,
                    format!("Correct the value, {numerator} or {denominator}, whichever is wrong."),
                )
            }
            (given, _) => {
                let is_above = given.is_some();
                let (missing, other) = if is_above { (denominator, numerator) } else { (numerator, denominator) };
                (
                    format!("{missing} is not given, though {other} is"),
                    format!("{missing} beside {other}"),
                    format!("Fill in {missing}, or clear {other}."),
                )
            }
        };
        let words = Words { message, expected, found: row.value.typed.to_string(), help };
        let finding = indicator.finding(&RULE, Self::AT, words)?;
        Some(finding.beside(row.numerator.at, "numerator").beside(row.denominator.at, "denominator"))
    }
}
