//! A value far outside the indicator's own history.

use rust_decimal::Decimal;

use crate::domain::{Period, Unit, print_number};
use crate::layout::Field;
use crate::rules::{Check, Findings, IndicatorView, Words};

rule! {
    /// # What it checks
    /// A value is not far outside what was reported before. The method, in figures that anybody can check by hand:
    ///
    /// 1. Earlier values are those of the consolidated workbooks that are given (`--previous`, once for each period),
    ///    of the same kind of period and in the same unit. With fewer than four of them nothing is said.
    /// 2. Of a cumulative indicator it is what each period added: its value less that of the period before, in the
    ///    first period of a year the value itself.
    /// 3. The middle is the median of the earlier values, the spread the median of their distances from the middle
    ///    (the median absolute deviation; one odd value among them moves neither).
    /// 4. The value is far outside if it is further from the middle than five times the spread, and further than a
    ///    quarter of the middle. Where every earlier value was 0, nothing is said.
    ///
    /// # Why it matters
    /// A missing digit or a figure from another row passes every other check if it is on the right side of the target.
    /// It does not look like its own past.
    ///
    /// # Rejected
    /// | Indicators | Ref | Unit | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | number | 100 | 1130 | Green |
    ///
    /// | Previous indicators | Ref | Value | Rating |
    /// |---|---|---|---|
    /// | | E1 | 113 | Green |
    ///
    /// | Previous indicators 2 | Ref | Value | Rating |
    /// |---|---|---|---|
    /// | | E1 | 108 | Green |
    ///
    /// | Previous indicators 3 | Ref | Value | Rating |
    /// |---|---|---|---|
    /// | | E1 | 121 | Green |
    ///
    /// | Previous indicators 4 | Ref | Value | Rating |
    /// |---|---|---|---|
    /// | | E1 | 110 | Green |
    ///
    /// # Accepted
    /// | Indicators | Ref | Unit | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | number | 100 | 131 | Green |
    /// | | E2 | number | 0 | 1 | Green |
    /// | | E3 | number | 100 | 1130 | Green |
    ///
    /// | Previous indicators | Ref | Value | Rating |
    /// |---|---|---|---|
    /// | | E1 | 113 | Green |
    /// | | E2 | 0 | Green |
    /// | | E3 | 113 | Green |
    ///
    /// | Previous indicators 2 | Ref | Value | Rating |
    /// |---|---|---|---|
    /// | | E1 | 108 | Green |
    /// | | E2 | 0 | Green |
    /// | | E3 | 108 | Green |
    ///
    /// | Previous indicators 3 | Ref | Value | Rating |
    /// |---|---|---|---|
    /// | | E1 | 121 | Green |
    /// | | E2 | 0 | Green |
    /// | | E3 | 121 | Green |
    ///
    /// | Previous indicators 4 | Ref | Value | Rating |
    /// |---|---|---|---|
    /// | | E1 | 110 | Green |
    /// | | E2 | 0 | Green |
    ///
    /// # What to do
    /// Check the figure, its digits and its unit. If it is right, say in the commentary why it has changed so much.
    "IND008", "value-jump", Warning, since "0.1.0",
    checks: [Check::Indicator(check)],
    yields_to: [indicators::percent_scale, indicators::value_out_of_range, indicators::cumulative_fell],
}

/// How many earlier values there must be.
const FEWEST: usize = 4;
/// How many times the spread a value may be from the middle.
const SPREADS: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
/// The part of the middle that a value may be from it: one in so many.
const PART: Decimal = Decimal::from_parts(4, 0, 0, false, 0);

fn check(indicator: &IndicatorView<'_>, out: &mut Findings) {
    let Some(now) = indicator.number() else { return };
    let issued = indicator.issued;
    // Of Yes and No neither is far from the other.
    if issued.known_unit() == Unit::YesNo {
        return;
    }
    let period = indicator.file.issued.stamp.period;
    let mut reported = indicator.numbers_before();
    reported.retain(|(before, _)| before.part().reporting() == period.part().reporting());
    reported.insert(0, (period, now.value));
    let values = if issued.cumulative { added(&reported) } else { reported };
    let Some(((own, value), earlier)) = values.split_first() else { return };
    let earlier: Vec<Decimal> = earlier.iter().map(|(_, value)| *value).collect();
    if *own != period || earlier.len() < FEWEST {
        return;
    }
    let Some(middle) = jumped_from(*value, &earlier) else { return };
    let printed = |value| print_number(value, issued.decimals, &issued.unit);
    let (Some(low), Some(high)) = (earlier.iter().min(), earlier.iter().max()) else { return };
    let what = if issued.cumulative {
        format!("{} were added this period, far from what was added", printed(*value))
    } else {
        format!("{} is far from what was reported", printed(*value))
    };
    let words = Words {
        message: format!(
            "{what} before: {} to {} in {} periods, {} in the middle",
            printed(*low),
            printed(*high),
            earlier.len(),
            printed(middle)
        ),
        expected: format!("something like {} to {}", printed(*low), printed(*high)),
        found: indicator.row.value.typed.to_string(),
        help: "Check the figure, its digits and its unit; if it is right, say in the commentary why it has changed."
            .to_owned(),
    };
    out.push(indicator.finding(&RULE, Field::Value, words));
}

/// What each period added, the newest first: only where the period before it, or that it is the year's first, is known.
fn added(reported: &[(Period, Decimal)]) -> Vec<(Period, Decimal)> {
    let value_of = |wanted: Period| {
        reported.iter().find(|(period, _)| period.end_in_year() == wanted.end_in_year()).map(|(_, value)| *value)
    };
    let of = |(period, value): &(Period, Decimal)| {
        let before = if period.number() == 1 { Decimal::ZERO } else { value_of(period.previous())? };
        Some((*period, value.checked_sub(before)?))
    };
    reported.iter().filter_map(of).collect()
}

/// The middle of the earlier values, where a value is far outside them.
fn jumped_from(value: Decimal, earlier: &[Decimal]) -> Option<Decimal> {
    let middle = median(earlier.to_vec())?;
    let distance = |value: Decimal| value.checked_sub(middle).map(|distance| distance.abs());
    let spread = median(earlier.iter().map(|value| distance(*value)).collect::<Option<_>>()?)?;
    if middle.is_zero() && spread.is_zero() {
        return None;
    }
    let away = distance(value)?;
    let far = away > spread.checked_mul(SPREADS)? && away > middle.abs().checked_div(PART)?;
    far.then_some(middle)
}

fn median(mut values: Vec<Decimal>) -> Option<Decimal> {
    values.sort_unstable();
    let half = values.len() / 2;
    let upper = *values.get(half)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get(half.checked_sub(1)?)?;
    lower.checked_add(upper)?.checked_div(Decimal::TWO)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::Part;

    fn decimals(values: &[i64]) -> Vec<Decimal> {
        values.iter().map(|value| Decimal::from(*value)).collect()
    }

    #[test]
    fn the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assert_eq!(median(decimals(&[4, 1, 3, 2])), Some(Decimal::new(25, 1)));
        assert_eq!(median(decimals(&[9, 1, 3])), Some(Decimal::from(3)));
        assert_eq!(median(Vec::new()), None);
    }

    #[test]
    fn one_odd_value_in_the_past_hides_no_jump() {
        let earlier = decimals(&[100, 104, 98, 5000, 101]);
        assert!(jumped_from(Decimal::from(1000), &earlier).is_some());
        assert!(jumped_from(Decimal::from(110), &earlier).is_none());
    }

    #[test]
    fn at_the_edge_it_is_no_jump() {
        // Middle 100, spread 10: five spreads are 50, a quarter of the middle is 25.
        let earlier = decimals(&[90, 110, 90, 110, 100]);
        assert!(jumped_from(Decimal::from(150), &earlier).is_none());
        assert!(jumped_from(Decimal::new(15001, 2), &earlier).is_some());
        // Without any spread the quarter alone counts.
        let earlier = decimals(&[100, 100, 100, 100]);
        assert!(jumped_from(Decimal::from(125), &earlier).is_none());
        assert!(jumped_from(Decimal::from(126), &earlier).is_some());
    }

    #[test]
    fn of_a_cumulative_value_it_is_what_was_added_that_counts() {
        let period = |year, quarter| Period::new(year, Part::Quarter(quarter), 4).unwrap();
        let reported: Vec<(Period, Decimal)> =
            [(2025, 2, 21), (2025, 1, 10), (2024, 4, 40), (2024, 2, 19), (2024, 1, 9)]
                .map(|(year, quarter, value)| (period(year, quarter), Decimal::from(value)))
                .to_vec();
        let added: Vec<Decimal> = added(&reported).into_iter().map(|(_, value)| value).collect();
        // Of the fourth quarter nothing can be said: the third is not known.
        assert_eq!(added, decimals(&[11, 10, 10, 9]));
    }

    proptest! {
        #[test]
        fn no_earlier_value_is_a_jump_from_values_as_close_as_those(values in prop::collection::vec(80_i64..=100, 4..12)) {
            let earlier = decimals(&values);
            for value in &earlier {
                prop_assert!(jumped_from(*value, &earlier).is_none());
            }
        }

        #[test]
        fn the_largest_numbers_are_judged_without_a_fault(values in prop::collection::vec(any::<i128>(), 0..8), now in any::<i128>()) {
            let number = |value: i128| Decimal::try_from_i128_with_scale(value >> 32, 0).unwrap();
            let earlier: Vec<Decimal> = values.into_iter().map(number).collect();
            let _ = jumped_from(number(now), &earlier);
        }
    }
}
