//! A percentage that is out by a factor of a hundred.

use rust_decimal::Decimal;

use crate::domain::{Cmp, Severity, Target, print_number};
use crate::layout::Field;
use crate::plan::{IssuedIndicator};
use crate::rules::condition::{Entries, Question, Scaled, Truth};
use crate::rules::live::{LiveRule, LiveWords};
use crate::rules::{Check, Finding, IndicatorView, Words};

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
    checks: [Check::indicator::<PercentTooLarge>(), Check::indicator::<ScaleInDoubt>()],
    doubts_value: true,
}

/// No percentage that anybody means: 9,200% for 92%.
struct PercentTooLarge;

impl LiveRule<IssuedIndicator> for PercentTooLarge {
    const AT: Field = Field::Value;
    const LIVE: LiveWords<IssuedIndicator> = LiveWords::And("Value looks 100 times too", |_| " large".to_owned());

    fn when<E: Entries>(indicator: &IndicatorView<'_, E>) -> E::Truth {
        E::Truth::when(indicator.issued.is_percent(), || {
            let row = &indicator.row;
            let too_large =
                row.is(Question::PercentCell).and(|| row.is(Question::Value(Cmp::Gt, Decimal::ONE_THOUSAND)));
            too_large.and(|| row.is(Question::Value(Cmp::Le, MOST_FOR_A_HUNDREDTH)))
        })
    }

    fn say(indicator: &IndicatorView<'_>) -> Option<Finding> {
        say(indicator, Scaled::Hundredth, |read, meant| {
            format!("the cell shows {read}, where {meant} was probably meant")
        })
    }
}

/// A number without a percent sign that would be nearer to its target a hundred times larger or smaller, or is a
/// fraction where the target is none.
struct ScaleInDoubt;

impl LiveRule<IssuedIndicator> for ScaleInDoubt {
    const AT: Field = Field::Value;
    const LIVE: LiveWords<IssuedIndicator> = LiveWords::And("Value looks 100 times too", |_| " large or small".to_owned());
    const SEVERITY: Option<Severity> = Some(Severity::Warning);

    fn when<E: Entries>(indicator: &IndicatorView<'_, E>) -> E::Truth {
        let Some(target) = range(&indicator.issued.target) else { return E::Truth::never() };
        let row = &indicator.row;
        E::Truth::when(indicator.issued.is_percent(), || {
            // What no percentage can be was not meant, however near it is: -5 is not -0.05.
            let plain = row.is(Question::PlainNumber).and(|| row.is(Question::Value(Cmp::Ge, Decimal::ZERO)));
            plain.and(|| {
                let meant = |scaled, most| {
                    row.is(Question::Nearer(scaled, target.0, target.1)).and(|| row.is(Question::Value(Cmp::Le, most)))
                };
                let fraction = (target.0.abs() >= Decimal::TWO).then(|| {
                    row.is(Question::Value(Cmp::Gt, Decimal::ZERO))
                        .and(|| row.is(Question::Value(Cmp::Lt, Decimal::ONE)))
                });
                let hundredfold = meant(Scaled::Hundredfold, Decimal::ONE);
                let hundredth = meant(Scaled::Hundredth, MOST_FOR_A_HUNDREDTH);
                E::Truth::any([hundredfold, hundredth].into_iter().chain(fraction))
            })
        })
    }

    fn say(indicator: &IndicatorView<'_>) -> Option<Finding> {
        let (value, target) = (indicator.number()?.value, range(&indicator.issued.target)?);
        let is_small = value < Decimal::ONE && !Scaled::Hundredth.is_nearer(value, target.0, target.1);
        let hundredfold = value <= Decimal::ONE && Scaled::Hundredfold.is_nearer(value, target.0, target.1);
        let scaled = if hundredfold || is_small { Scaled::Hundredfold } else { Scaled::Hundredth };
        let target = indicator.issued.target.printed(None, "%");
        say(indicator, scaled, |read, meant| {
            format!("read as {read}, where {meant} may be meant, with a target of {target}")
        })
    }
}

/// The largest number whose hundredth can be a percentage.
const MOST_FOR_A_HUNDREDTH: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

fn say(indicator: &IndicatorView<'_>, scaled: Scaled, message: impl FnOnce(&str, &str) -> String) -> Option<Finding> {
    let quantity = indicator.number()?;
    let percent = |value: Decimal| print_number(value, None, "%");
    let (read, meant) = (percent(quantity.value), percent(scaled.of(quantity.value)?));
    let words = Words {
        message: message(&read, &meant),
        expected: format!("{meant}, or {read} typed with its percent sign"),
        found: indicator.row.value.typed.to_string(),
        help: format!("Type the figure with its percent sign, such as {meant}."),
    };
    Some(indicator.finding(&RULE, Field::Value, words)?.beside(indicator.row.goal_at, "target"))
}

/// The target from its lowest number to its highest.
fn range(target: &Target) -> Option<(Decimal, Decimal)> {
    match target {
        Target::Number(target) => Some((*target, *target)),
        Target::Range(low, high) => Some((*low, *high)),
        Target::YesNo(_) | Target::Words(_) | Target::None => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::Severity;
    use crate::rules::condition::Scaled;
    use crate::trial::{cases, findings};
    use rust_decimal::Decimal;

    /// What is thought to be meant by values with a target, where they are doubted.
    fn meant<const N: usize>(target: &str, values: [&str; N]) -> [Option<String>; N] {
        let rows = values.iter().enumerate();
        let rows = rows.map(|(row, value)| format!("| | E{row} | {target} | {value} |\n")).collect::<String>();
        let table = format!("| Indicators | Ref | Target | Value |\n|---|---|---|---|\n{rows}");
        let found = findings(&cases(&table)[0], "IND003");
        std::array::from_fn(|row| {
            let mut own = found.iter().filter(|finding| *finding.rule == super::RULE);
            let own = own.find(|finding| finding.reference == Some(format!("E{row}")))?;
            own.words.expected.split(',').next().map(str::to_owned)
        })
    }

    #[test]
    fn a_percent_cell_is_doubted_from_above_a_thousand_up_to_ten_thousand() {
        let values = ["percent 1000", "percent 1000.1", "percent 10000", "percent 10000.1", "percent 0.92"];
        assert_eq!(meant("90", values), [None, Some("10.001%".into()), Some("100%".into()), None, None]);
    }

    #[test]
    fn a_plain_cell_is_doubted_only_where_another_scale_is_nearer() {
        let values = ["number 92", "number 0", "number 0.92", "number 9200"];
        assert_eq!(meant("90", values), [None, None, Some("92%".into()), Some("92%".into())]);
        // Between 0 and 1 with a target of 2 or more, even where neither scale is nearer.
        assert_eq!(meant("2", ["number 0.99", "number 1"]), [Some("99%".into()), None]);
        assert_eq!(meant("1.9", ["number 0.99"]), [None]);
        assert_eq!(meant("0.005", ["number 0.5"]), [Some("0.005%".into())]);
    }

    #[test]
    fn words_are_no_target() {
        assert_eq!(meant("better than last year", ["number 0.15"]), [None]);
    }

    #[test]
    fn a_range_is_as_far_as_its_nearer_edge_and_numbers_at_the_end_of_what_can_be_counted_are_not_doubted() {
        let (low, high) = (Decimal::TEN, Decimal::from(20));
        assert!(Scaled::Hundredfold.is_nearer(Decimal::new(15, 2), low, high));
        assert!(!Scaled::Hundredfold.is_nearer(Decimal::from(15), low, high));
        for value in [Decimal::MAX, Decimal::MIN] {
            assert!(!Scaled::Hundredfold.is_nearer(value, low, high));
        }
    }

    #[test]
    fn what_cannot_be_meant_is_left_to_the_range() {
        let values = ["number 10000", "number 10000.1", "number -5", "number -0.5"];
        assert_eq!(meant("90", values), [Some("100%".into()), None, None, None]);
        assert_eq!(meant("150", ["number 2"]), [None]);
    }

    #[test]
    fn what_follows_from_the_scale_is_told_once_and_as_gravely() {
        let found = findings(
            &cases(
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
