//! Tests of bands: every number in one of them, edges where the plan puts them, and sentences that agree with the
//! rating. Kept beside `judgement.rs` to leave that file short.

use super::super::number::read_number;
use super::super::tolerance::Band;
use super::*;
use proptest::prelude::*;

fn tolerance(measure: Measure, rows: &[(&str, &str)]) -> Tolerance {
    Tolerance {
        name: "Standard 5%".to_owned(),
        measure,
        bands: rows
            .iter()
            .map(|(rating, bound)| Band { rating: (*rating).to_owned(), bound: Bound::parse(bound).unwrap() })
            .collect(),
    }
}

fn standard(measure: Measure) -> Tolerance {
    tolerance(measure, &[("Green", "<= 0"), ("Amber", "< 5"), ("Red", ">= 5")])
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn why(measure: Measure, value: &str, target: &str, polarity: Polarity, unit: &str) -> String {
    let judgement = standard(measure).judge(dec(value), &Target::read(target), polarity, unit);
    judgement.unwrap().why
}

#[test]
fn a_long_value_and_a_long_target_are_shown_with_as_many_places_as_the_rating_needs() {
    let said = |value, target| why(Measure::Units, value, target, Polarity::Higher, "days");
    assert_eq!(
        said("66.6666667", "70.1234567"),
        "Amber: 66.67 days is 3.45 days worse than 70.12 days; higher is better; Amber under 5 days"
    );
    // Two places would make it on its target.
    assert_eq!(
        said("69.9999", "70"),
        "Amber: 69.9999 days is 0.0001 days worse than 70 days; higher is better; Amber under 5 days"
    );
}

#[test]
fn the_band_of_yes_or_no_is_the_first_where_the_target_is_met_and_else_the_last() {
    let tolerance = standard(Measure::Units);
    for (value, target, expected) in
        [("1", true, "Green"), ("0", true, "Red"), ("0", false, "Green"), ("1", false, "Red")]
    {
        let (value, target) = (dec(value), Target::YesNo(target));
        let band = tolerance.band(value, &target, Polarity::Higher).map(|band| band.rating.as_str());
        let judged = tolerance.judge(value, &target, Polarity::Higher, "").map(|judged| judged.rating);
        assert_eq!((band, judged.as_deref()), (Some(expected), Some(expected)), "{value} {target:?}");
    }
}

#[test]
fn the_sentence_explains_the_arithmetic() {
    use Measure::{PercentOfTarget, PercentagePoints, Units};
    use Polarity::{Higher, InRange, Lower};
    for (measure, value, target, polarity, unit, expected) in [
        (
            PercentOfTarget,
            "58",
            "30%",
            Lower,
            "%",
            "Red: 58% is 28 points (93%) worse than 30%; lower is better; Red from 5%",
        ),
        (
            PercentOfTarget,
            "92",
            "70",
            Higher,
            "%",
            "Green: 92% is 22 points (31.4%) better than 70%; higher is better; Green when on target or better",
        ),
        (
            PercentOfTarget,
            "70",
            "70",
            Higher,
            "%",
            "Green: 70% is on its target of 70%; higher is better; Green when on target or better",
        ),
        (
            PercentOfTarget,
            "12",
            "10",
            Lower,
            "days",
            "Red: 12 days is 2 days (20%) worse than 10 days; lower is better; Red from 5%",
        ),
        (
            PercentOfTarget,
            "99.5",
            "100",
            Higher,
            "£",
            "Amber: £99.50 is £0.50 (0.5%) worse than £100; higher is better; Amber under 5%",
        ),
        (
            PercentagePoints,
            "67",
            "70",
            Higher,
            "%",
            "Amber: 67% is 3 points worse than 70%; higher is better; Amber under 5 points",
        ),
        (
            Units,
            "16",
            "10",
            Lower,
            "days",
            "Red: 16 days is 6 days worse than 10 days; lower is better; Red from 5 days",
        ),
        (Units, "11", "10", Lower, "number", "Amber: 11 is 1 worse than 10; lower is better; Amber under 5"),
        (
            PercentOfTarget,
            "15",
            "10 to 20",
            InRange,
            "days",
            "Green: 15 days is inside 10 to 20 days; in range is better; Green when in range",
        ),
        (
            PercentOfTarget,
            "25",
            "10 to 20",
            InRange,
            "%",
            "Red: 25% is 5 points (25%) above 10% to 20%; in range is better; Red from 5%",
        ),
        (
            PercentOfTarget,
            "9.8",
            "10 to 20",
            InRange,
            "",
            "Amber: 9.8 is 0.2 (2%) below 10 to 20; in range is better; Amber under 5%",
        ),
        (
            PercentOfTarget,
            "-6",
            "-5",
            Higher,
            "% change",
            "Red: -6% is 1 point (20%) worse than -5%; higher is better; Red from 5%",
        ),
    ] {
        assert_eq!(why(measure, value, target, polarity, unit), expected);
    }
}

#[test]
fn a_printed_shortfall_lies_in_its_own_band() {
    let near = |value: &str| why(Measure::PercentOfTarget, value, "100", Polarity::Higher, "%");
    assert!(near("95.04").contains("(4.96%)"), "{}", near("95.04"));
    assert!(near("95.0001").starts_with("Amber: 95.0001% is 4.9999 points (4.9999%)"));
    assert!(near("99.999").contains("(0.001%)"));
    assert!(near("95").starts_with("Red: 95% is 5 points (5%)"));
    let exact = why(Measure::PercentOfTarget, "95.00000000000000000000000001", "100", Polarity::Higher, "");
    assert!(exact.starts_with("Amber: 95.00000000000000000000000001 is"), "{exact}");
}

#[test]
fn a_shortfall_too_near_an_edge_to_write_down_says_which_side() {
    // Short of the target by 5% less 1.7·10⁻²⁷ %: 28 digits round that to 5%.
    let judge = |value: &str, target: &str| {
        let target = Target::Number(dec(target));
        let judgement = standard(Measure::PercentOfTarget).judge(dec(value), &target, Polarity::Higher, "");
        judgement.unwrap().why
    };
    let amber = judge("57000000000000000000000000001", "60000000000000000000000000001");
    assert!(amber.contains("(just under 5%) worse"), "{amber}");
    let amber = judge("60000000000000000000000000000", "60000000000000000000000000001");
    assert!(amber.starts_with("Amber: ") && amber.contains(" is 1 ("), "{amber}");
}

#[test]
fn an_unrounded_target_is_not_printed_to_its_last_digit() {
    let target = Target::Number(dec("33.333333333333333333333333333"));
    let judgement = standard(Measure::PercentOfTarget).judge(dec("30"), &target, Polarity::Higher, "number").unwrap();
    assert_eq!(judgement.why, "Red: 30 is 3.33 (10%) worse than 33.33; higher is better; Red from 5%");
}

#[test]
fn the_edge_of_a_band_is_whose_the_plan_says() {
    let upper = tolerance(Measure::PercentOfTarget, &[("Green", "<= 0"), ("Amber", "<= 5"), ("Red", "> 5")]);
    for (value, below, up_to) in [
        ("100", "Green", "Green"),
        ("99.9999999999999", "Amber", "Amber"),
        ("95.0000000000001", "Amber", "Amber"),
        ("95", "Red", "Amber"),
        ("94.9999999999999", "Red", "Red"),
    ] {
        let rating = |tolerance: &Tolerance| {
            let judgement = tolerance.judge(dec(value), &Target::Number(dec("100")), Polarity::Higher, "%");
            judgement.unwrap().rating
        };
        assert_eq!(rating(&standard(Measure::PercentOfTarget)), below, "{value}");
        assert_eq!(rating(&upper), up_to, "{value}");
    }
    // A third of the target has no last digit; the edge is still sharp.
    let thirds =
        standard(Measure::PercentOfTarget).judge(dec("2.85"), &Target::Number(dec("3")), Polarity::Higher, "").unwrap();
    assert_eq!(thirds.rating, "Red");
}

#[test]
fn without_a_number_to_compare_with_nothing_is_judged() {
    let judge = |target: &str, polarity| {
        standard(Measure::PercentOfTarget).judge(dec("5"), &Target::read(target), polarity, "%")
    };
    assert_eq!(judge("", Polarity::Higher), None);
    assert_eq!(judge("Top quartile", Polarity::Higher), None);
    assert_eq!(judge("10", Polarity::InRange), None);
    assert_eq!(judge("10 to 20", Polarity::Higher), None);
    // Inside a range no edge is needed.
    assert!(judge("0 to 10", Polarity::InRange).is_some());
    // In points and units a target of 0 is a number like any other.
    let zero = Target::Number(Decimal::ZERO);
    assert_eq!(standard(Measure::Units).judge(dec("5"), &zero, Polarity::Lower, "").unwrap().rating, "Red");
}

#[test]
fn outside_a_range_every_value_is_in_the_worst_band_where_the_edge_is_0() {
    let judge = |value: &str, target: &str| {
        let tolerance = standard(Measure::PercentOfTarget);
        tolerance.judge(dec(value), &Target::read(target), Polarity::InRange, "days").unwrap()
    };
    for (value, target) in [("-0.01", "0 to 10"), ("-1", "0 to 10"), ("5", "-3 to 0")] {
        assert_eq!(judge(value, target).rating, "Red", "{value} against {target}");
    }
    assert_eq!(judge("10.2", "0 to 10").rating, "Amber");
    let why = judge("-1", "0 to 10").why;
    assert!(why.starts_with("Red: -1 day is 1 day below 0 to 10 days;"), "no percentage of 0 is made up: {why}");
    assert!(why.ends_with("Red when worse than 0"), "nor of what is worse: {why}");
}

#[test]
fn against_a_target_of_0_a_value_is_on_it_better_or_worse_and_no_percentage_is_made_up() {
    use Polarity::{Higher, Lower};
    let standard = standard(Measure::PercentOfTarget);
    let gold = tolerance(Measure::PercentOfTarget, &[("Gold", "<= -5"), ("Green", "<= 0"), ("Red", "> 0")]);
    let late = tolerance(Measure::PercentOfTarget, &[("Green", "< 0"), ("Amber", "<= 5"), ("Red", "> 5")]);
    for (tolerance, polarity, value, why) in [
        (&standard, Lower, "0", "Green: 0 cases is on its target of 0 cases; lower is better; Green when 0 or better"),
        (
            &standard,
            Lower,
            "0.01",
            "Red: 0.01 cases is 0.01 cases worse than 0 cases; lower is better; Red when worse than 0",
        ),
        (&standard, Lower, "2", "Red: 2 cases is 2 cases worse than 0 cases; lower is better; Red when worse than 0"),
        (
            &standard,
            Lower,
            "-2",
            "Green: -2 cases is 2 cases better than 0 cases; lower is better; Green when 0 or better",
        ),
        (
            &standard,
            Higher,
            "-2",
            "Red: -2 cases is 2 cases worse than 0 cases; higher is better; Red when worse than 0",
        ),
        (
            &standard,
            Higher,
            "3",
            "Green: 3 cases is 3 cases better than 0 cases; higher is better; Green when 0 or better",
        ),
        (&gold, Higher, "0", "Green: 0 cases is on its target of 0 cases; higher is better; Green when 0"),
        (&gold, Higher, "1", "Gold: 1 cases is 1 cases better than 0 cases; higher is better; Gold when better than 0"),
        (&gold, Lower, "1", "Red: 1 cases is 1 cases worse than 0 cases; lower is better; Red when worse than 0"),
        (&late, Lower, "0", "Amber: 0 cases is on its target of 0 cases; lower is better; Amber when 0"),
        (
            &late,
            Lower,
            "-1",
            "Green: -1 cases is 1 cases better than 0 cases; lower is better; Green when better than 0",
        ),
        (&late, Lower, "1", "Red: 1 cases is 1 cases worse than 0 cases; lower is better; Red when worse than 0"),
    ] {
        let judged = tolerance.judge(dec(value), &Target::Number(Decimal::ZERO), polarity, "cases").unwrap();
        assert_eq!(judged.why, why);
    }
    let nought = Target::Number(Decimal::ZERO);
    assert_eq!(standard.in_words_for(&nought, "%"), "Green: 0 or better; Red: worse than 0");
    assert_eq!(gold.in_words_for(&nought, ""), "Gold: better than 0; Green: 0; Red: worse than 0");
    assert_eq!(standard.in_words_for(&Target::Number(dec("1")), "%"), standard.in_words_of("%"));
    assert_eq!(standard.in_words_for(&Target::YesNo(false), "yes/no"), "Green: met; Red: not met");
}

#[test]
fn over_achievement_may_have_a_band() {
    let gold = tolerance(Measure::PercentOfTarget, &[("Gold", "<= -5"), ("Green", "<= 0"), ("Red", "> 0")]);
    let rating = |value: &str| {
        let judgement = gold.judge(dec(value), &Target::Number(dec("100")), Polarity::Higher, "%");
        judgement.unwrap()
    };
    assert_eq!(rating("105").rating, "Gold");
    assert_eq!(rating("105").shortfall, dec("-5"));
    assert!(rating("105").why.ends_with("Gold when 5% or more better"));
    assert_eq!(rating("104.9").rating, "Green");
    assert_eq!(rating("99.9").rating, "Red");
}

fn any_number() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (-10_000..10_000_i64, 0..4_u32).prop_map(|(n, scale)| Decimal::new(n, scale)),
        (any::<i64>(), 0..20_u32).prop_map(|(n, scale)| Decimal::new(n, scale)),
        (-79_228_162_514_264_337_593_543_950_335_i128..79_228_162_514_264_337_593_543_950_335, 0..=28_u32)
            .prop_map(|(n, scale)| Decimal::from_i128_with_scale(n, scale)),
    ]
}

fn any_measure() -> impl Strategy<Value = Measure> {
    prop_oneof![Just(Measure::PercentOfTarget), Just(Measure::PercentagePoints), Just(Measure::Units)]
}

proptest! {
    #[test]
    fn every_number_is_in_exactly_one_band(
        value in any_number(), target in any_number(), lower in any::<bool>(), measure in any_measure(),
    ) {
        prop_assume!(!target.is_zero());
        let polarity = if lower { Polarity::Lower } else { Polarity::Higher };
        let target = Target::Number(target);
        let judgement = standard(measure).judge(value, &target, polarity, "days").unwrap();
        // The same rows from the other end: the first that matches is also the only one that is not already taken.
        let rows = [("Red", ">= 5"), ("Amber", "> 0"), ("Green", "<= 0")];
        let backwards = tolerance(measure, &rows).judge(value, &target, polarity, "days").unwrap();
        prop_assert_eq!(&judgement.rating, &backwards.rating);
        let band = standard(measure);
        prop_assert_eq!(band.band(value, &target, polarity).map(|band| &band.rating), Some(&judgement.rating));
        prop_assert!(!judgement.why.is_empty());
    }

    #[test]
    fn a_printed_percentage_is_in_its_own_band(value in -3000..3000_i64, places in 0..5_u32, target in 1..500_i64) {
        let tolerance = standard(Measure::PercentOfTarget);
        let judgement = tolerance
            .judge(Decimal::new(value, places), &Target::Number(target.into()), Polarity::Higher, "")
            .unwrap();
        if let Some((_, rest)) = judgement.why.split_once('(') {
            let (printed, _) = rest.split_once(')').unwrap();
            let printed = read_number(printed).unwrap().value;
            let signed = if judgement.why.contains("better than") { -printed } else { printed };
            prop_assert_eq!(tolerance.band_of(signed), Some(judgement.band), "{}", judgement.why);
        }
    }

    #[test]
    fn worse_is_never_rated_better(value in -1000..1000_i64, step in 0..100_i64, target in 1..500_i64) {
        let judge = |value: i64| {
            standard(Measure::PercentOfTarget)
                .judge(value.into(), &Target::Number(target.into()), Polarity::Higher, "")
                .unwrap()
                .band
        };
        prop_assert!(judge(value - step) >= judge(value));
    }

    #[test]
    fn in_range_rates_both_sides_alike(outside in 0..100_i64) {
        let range = Target::Range(100.into(), 200.into());
        let judge = |value: i64| {
            standard(Measure::Units).judge(value.into(), &range, Polarity::InRange, "").unwrap().band
        };
        prop_assert_eq!(judge(100 - outside), judge(200 + outside));
    }
}
