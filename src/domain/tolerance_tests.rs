//! Tests of tolerances: how bounds are read and printed, and which bands are at fault. Kept beside `tolerance.rs` to
//! leave that file short.

use super::*;

fn tolerance(measure: Measure, rows: &[(&str, &str)]) -> Tolerance {
    Tolerance {
        name: "Standard".to_owned(),
        measure,
        bands: rows
            .iter()
            .map(|(rating, bound)| Band { rating: (*rating).to_owned(), bound: Bound::parse(bound).unwrap() })
            .collect(),
    }
}

fn bands(rows: &[&str]) -> Option<BandsFault> {
    let rows: Vec<_> = rows.iter().map(|bound| ("Row", *bound)).collect();
    tolerance(Measure::Units, &rows).fault()
}

#[test]
fn every_way_of_writing_a_bound_is_read() {
    for (texts, printed) in [
        (["<= 0", "≤0", "0 or less", "=< 0%"], "0 or less"),
        (["< 5", "<5%", "less than 5", "Less  than 5 %"], "less than 5"),
        ([">= 5", "≥5", "5 or more", "5% or more"], "5 or more"),
        (["> 10", ">10.0", "more than 10", "MORE THAN 10%"], "more than 10"),
        (["<= -5", "≤ −5", "-5 or less", "<=-5"], "-5 or less"),
    ] {
        for text in texts {
            let bound = Bound::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(bound.to_string(), printed, "{text}");
            assert_eq!(Bound::parse(printed).map(|b| b.cmp), Some(bound.cmp));
        }
    }
    for text in ["", "5", "< ", "about 5", "< five", "5 to 10", "<> 5", "less than"] {
        assert_eq!(Bound::parse(text), None, "{text}");
    }
}

#[test]
fn bands_that_rate_every_number_once_are_no_fault() {
    for rows in [
        ["<= 0", "< 5", ">= 5"].as_slice(),
        &["<= 0", "<= 5", "> 5"],
        &["<= 0", "> 0"],
        &["<= -5", "<= 0", "< 5", "< 10", ">= 10"],
        &["< 5", "<= 5", "> 5"],
    ] {
        assert_eq!(bands(rows), None, "{rows:?}");
    }
}

#[test]
fn bands_that_do_not_say_why() {
    let say = |rows: &[&str]| bands(rows).unwrap().to_string();
    assert_eq!(say(&[]), "it has fewer than two rows");
    assert_eq!(say(&["<= 0"]), "it has fewer than two rows");
    assert_eq!(
        say(&["<= 0", "< 5", "> 5"]),
        "“Row: more than 5” should be “5 or more”: the last row has what the one before leaves"
    );
    assert_eq!(
        say(&["<= 0", "<= 5", ">= 5"]),
        "“Row: 5 or more” should be “more than 5”: the last row has what the one before leaves"
    );
    assert_eq!(
        say(&["<= 0", "< 5", ">= 10"]),
        "“Row: 10 or more” should be “5 or more”: the last row has what the one before leaves"
    );
    for rows in [[">= 5", "< 5", "<= 0"], ["< 5", "<= 0", "> 0"], ["<= 0", ">= 5", "< 5"]] {
        assert!(matches!(bands(&rows), Some(BandsFault::OutOfOrder { .. })), "{rows:?}");
    }
    for rows in [["<= 5", "< 5", ">= 5"], ["<= 5", "<= 5", "> 5"]] {
        assert!(matches!(bands(&rows), Some(BandsFault::NeverReached { .. })), "{rows:?}");
    }
}

#[test]
fn a_tolerance_is_put_in_words_by_its_measure() {
    let rows = [("Green", "<= 0"), ("Amber", "< 5"), ("Red", ">= 5")];
    assert_eq!(
        tolerance(Measure::PercentOfTarget, &rows).in_words(),
        "Green: on target or better; Amber: less than 5% worse; Red: 5% or more worse"
    );
    assert_eq!(
        tolerance(Measure::PercentagePoints, &rows).in_words(),
        "Green: on target or better; Amber: less than 5 points worse; Red: 5 points or more worse"
    );
    assert_eq!(
        tolerance(Measure::Units, &rows).in_words_of("days"),
        "Green: on target or better; Amber: less than 5 days worse; Red: 5 days or more worse"
    );
    assert_eq!(
        tolerance(Measure::PercentOfTarget, &[("Gold", "<= -5"), ("Green", "<= 1"), ("Red", "> 1")]).in_words(),
        "Gold: 5% or more better; Green: no more than 1% worse; Red: more than 1% worse"
    );
}

#[test]
fn a_measure_reads_back_as_printed() {
    for measure in [Measure::PercentOfTarget, Measure::PercentagePoints, Measure::Units] {
        assert_eq!(Measure::parse(&measure.to_string()), Some(measure));
    }
    assert_eq!(Measure::parse("percent"), None);
}
