//! A percentage that is out by a factor of a hundred.

use rust_decimal::Decimal;

use crate::domain::{Cmp, Severity, Target, print_number};
use crate::layout::Field;
use crate::plan::Issued;
use crate::returns::Quantity;
use crate::rules::live::{Live, LiveCheck, LiveIndicator, Scaled, Test};
use crate::rules::{Check, Finding, Findings, IndicatorView, Words};

rule! {
    /// # What it checks
    /// A percentage is not a hundred times too large or too small. It is an error where a cell with a percent format
    /// holds more than 1,000% and a hundredth of it is 0% to 100%. It is a warning where a cell without a percent
    /// format holds a number between 0 and 1 though the target is at least 2%, or where a hundred times the number,
    /// or a hundredth of it, is from 0% to 100% and nearer the target. What follows from the wrong figure (a value out
    /// of range, a rating outside its band) is not told beside it; the warning is then an error, as that would have
    /// been. Indicators of % change are left alone.
    ///
    /// # Why it matters
    /// 0.92 and 92 are both typed for 92%, and which one is right depends on how the cell was formatted. The wrong one
    /// puts the indicator in the wrong band, by far.
    ///
    /// # Rejected
    /// | Indicators | Ref | Target | Value | Rating |
    /// |---|---|---|---|---|
    /// | | E1 | 90 | percent 1000.1 | Green |
    /// | | E2 | 90 | percent 9200 | Green |
    ///
    /// In a cell without a percent format:
    ///
    /// | Indicators | Ref | Target | Value | Rating | Commentary |
    /// |---|---|---|---|---|---|
    /// | | E1 | 90 | number 0.92 | Red | Fewer cases than planned. |
    /// | | E2 | 2 | number 0.99 | Red | Fewer cases than planned. |
    /// | | E3 | 0.5 | number 51 | Green | |
    /// | | E4 | 90 | number 0.92 | Green | |
    /// | | E5 | 90 | number 9200 | Green | |
    ///
    /// # Accepted
    /// | Indicators | Ref | Target | Unit | Value | Rating | Commentary |
    /// |---|---|---|---|---|---|---|
    /// | | E1 | 90 | % | 92% | Green | |
    /// | | E2 | 90 | % | number 92 | Green | |
    /// | | E3 | 90 | % | 0.92% | Red | The first cases were decided in June. |
    /// | | E4 | 1.9 | % | number 0.99 | Red | Fewer cases than planned. |
    /// | | E5 | 90 | % change | percent 9200 | Green | |
    ///
    /// # What to do
    /// Type the figure with its percent sign, such as 92%.
    "IND003", "percent-scale", Error, since "0.1.0",
    checks: [Check::Indicator(check)],
    live: [LiveCheck::Indicator(live_error), LiveCheck::Indicator(live_warning)],
}

fn check(indicator: &IndicatorView<'_>, out: &mut Findings) {
    let Some((at, quantity)) = indicator.number().filter(|_| indicator.issued.is_percent()) else { return };
    let Some((meant, severity)) = doubt(quantity, &indicator.issued.target) else { return };
    let percent = |value: Decimal| print_number(value, None, "%");
    let (read, meant) = (percent(quantity.value), percent(meant));
    let target = indicator.issued.target.printed(None, "%");
    let words = Words {
        message: match severity {
            Severity::Error => format!("the cell shows {read}, where {meant} was probably meant"),
            Severity::Warning | Severity::Note => {
                format!("read as {read}, where {meant} may be meant, with a target of {target}")
            }
        },
        expected: format!("{meant}, or {read} typed with its percent sign"),
        found: indicator.row.value.typed.to_string(),
        help: format!("Type the figure with its percent sign, such as {meant}."),
    };
    out.push(
        Finding::at_cell(&RULE, indicator.sheet, at, words)
            .about(indicator.reference())
            .beside(indicator.row.target_at, "target")
            .graded(severity),
    );
}

/// What was probably meant instead, and how sure that is; `None` where nothing speaks against what was read.
fn doubt(quantity: Quantity, target: &Target) -> Option<(Decimal, Severity)> {
    let (value, hundred) = (quantity.value, Decimal::ONE_HUNDRED);
    let hundredth = value.checked_div(hundred)?;
    // What no percentage can be was not meant, however near it is: -5 is not -0.05.
    let can_be_meant = |meant: Decimal| meant >= Decimal::ZERO && meant <= hundred;
    if quantity.percent_cell {
        let too_large = value > Decimal::ONE_THOUSAND && can_be_meant(hundredth);
        return too_large.then_some((hundredth, Severity::Error));
    }
    if quantity.percent {
        return None;
    }
    let far = |value: Decimal| distance(value, target);
    let now = far(value)?;
    let hundredfold = value.checked_mul(hundred)?;
    if far(hundredfold)? < now && can_be_meant(hundredfold) {
        return Some((hundredfold, Severity::Warning));
    }
    if far(hundredth)? < now && can_be_meant(hundredth) {
        return Some((hundredth, Severity::Warning));
    }
    let is_fraction = value > Decimal::ZERO && value < Decimal::ONE;
    (is_fraction && least(target)?.abs() >= Decimal::TWO).then_some((hundredfold, Severity::Warning))
}

/// How far a value is from its target: from the nearer edge of a range, and 0 inside it.
fn distance(value: Decimal, target: &Target) -> Option<Decimal> {
    match target {
        Target::Number(target) => Some(value.checked_sub(*target)?.abs()),
        Target::Range(low, high) => {
            let (below, above) = (low.checked_sub(value)?, value.checked_sub(*high)?);
            Some(below.max(above).max(Decimal::ZERO))
        }
        Target::Words(_) | Target::None => None,
    }
}

/// The target, or the edge of a range that a small number is nearer to.
fn least(target: &Target) -> Option<Decimal> {
    match target {
        Target::Number(target) => Some(*target),
        Target::Range(low, _) => Some(*low),
        Target::Words(_) | Target::None => None,
    }
}

fn live_error(indicator: &LiveIndicator<'_>) -> Option<Live> {
    let percent = indicator.issued.is_percent();
    let too_large = Test::PercentCell
        .and(Test::Value(Cmp::Gt, Decimal::ONE_THOUSAND))
        .and(Test::Value(Cmp::Le, Decimal::from(10_000)));
    percent.then(|| Live::new(Field::Value, too_large, format!("{} large", Issued::CHECK_SCALE)))
}

fn live_warning(indicator: &LiveIndicator<'_>) -> Option<Live> {
    let (low, high) = match &indicator.issued.target {
        Target::Number(target) => (*target, *target),
        Target::Range(low, high) => (*low, *high),
        Target::Words(_) | Target::None => return None,
    };
    let meant = |scaled, most: Decimal| Test::Nearer(scaled, low, high).and(Test::Value(Cmp::Le, most));
    let hundredth = meant(Scaled::Hundredth, Decimal::from(10_000));
    let mut doubts = vec![meant(Scaled::Hundredfold, Decimal::ONE), hundredth];
    if low.abs() >= Decimal::TWO {
        doubts.push(Test::Value(Cmp::Gt, Decimal::ZERO).and(Test::Value(Cmp::Lt, Decimal::ONE)));
    }
    let doubtful = Test::PlainNumber.and(Test::Value(Cmp::Ge, Decimal::ZERO)).and(Test::Any(doubts));
    let words = format!("{} large or small", Issued::CHECK_SCALE);
    let live = Live::new(Field::Value, doubtful, words);
    indicator.issued.is_percent().then(|| live.graded(Severity::Warning))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(text: &str, percent_cell: bool) -> Quantity {
        Quantity { value: text.parse().unwrap(), percent: percent_cell, percent_cell }
    }

    fn number(text: &str) -> Target {
        Target::Number(text.parse().unwrap())
    }

    #[test]
    fn a_percent_cell_is_doubted_from_above_a_thousand_up_to_ten_thousand() {
        let of = |text| doubt(quantity(text, true), &number("90")).map(|(meant, _)| meant.normalize().to_string());
        assert_eq!(of("1000"), None);
        assert_eq!(of("1000.1"), Some("10.001".to_owned()));
        assert_eq!(of("10000"), Some("100".to_owned()));
        assert_eq!(of("10000.1"), None);
        assert_eq!(of("0.92"), None);
    }

    #[test]
    fn a_plain_cell_is_doubted_only_where_another_scale_is_nearer() {
        let of = |text, target: &Target| doubt(quantity(text, false), target).map(|(_, severity)| severity);
        assert_eq!(of("92", &number("90")), None);
        assert_eq!(of("0", &number("90")), None);
        assert_eq!(of("0.92", &number("90")), Some(Severity::Warning));
        assert_eq!(of("9200", &number("90")), Some(Severity::Warning));
        // Between 0 and 1 with a target of 2 or more, even where neither scale is nearer.
        assert_eq!(of("0.99", &number("2")), Some(Severity::Warning));
        assert_eq!(of("0.99", &number("1.9")), None);
        assert_eq!(of("1", &number("2")), None);
    }

    #[test]
    fn a_range_is_as_far_as_its_nearer_edge_and_words_are_no_target() {
        let range = Target::Range(Decimal::TEN, Decimal::from(20));
        assert!(doubt(quantity("0.15", false), &range).is_some());
        assert!(doubt(quantity("15", false), &range).is_none());
        assert!(doubt(quantity("0.15", false), &Target::Words("better than last year".to_owned())).is_none());
    }

    #[test]
    fn numbers_at_the_end_of_what_can_be_counted_are_not_doubted() {
        for value in [Decimal::MAX, Decimal::MIN] {
            let quantity = Quantity { value, percent: false, percent_cell: false };
            assert!(doubt(quantity, &number("90")).is_none());
        }
    }

    #[test]
    fn what_cannot_be_meant_is_left_to_the_range() {
        let of = |text| doubt(quantity(text, false), &number("90")).is_some();
        assert!(of("10000") && of("0") == of("90"));
        assert!(!of("10000.1") && !of("-5") && !of("-0.5"));
        assert!(doubt(quantity("2", false), &number("150")).is_none());
    }

    #[test]
    fn what_follows_from_the_scale_is_told_once_and_as_gravely() {
        let found = crate::trial::findings(
            &crate::trial::cases(
                "| Indicators | Ref | Target | Value | Rating | Commentary |
                 |---|---|---|---|---|---|
                 | | E1 | 90 | percent 9200 | Red | Two posts are vacant. |
                 | | E2 | 90 | number 9200 | Green | |
                 | | E3 | 90 | number 0.92 | Green | |
                 | | E4 | 90 | percent 920 | Red | Two posts are vacant. |
                 | | E5 | 90 | number 0.92 | Red | Two posts are vacant. |
                 | | E6 | 90 | number -5 | Red | Two posts are vacant. |",
            )[0],
            "IND",
        );
        let codes: Vec<(&str, Severity)> = found.iter().map(|finding| (finding.rule.code, finding.severity)).collect();
        let (error, warning) = (Severity::Error, Severity::Warning);
        let expected = [
            ("IND003", error),
            ("IND003", error),
            ("IND003", error),
            ("IND004", error),
            ("IND003", warning),
            ("IND004", error),
        ];
        assert_eq!(codes, expected);
    }
}
