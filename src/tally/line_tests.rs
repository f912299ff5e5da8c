//! What several ratings of a line of Summary have together.

use super::lines::{Line, Place};
use crate::domain::{Rounding, shares};
use crate::trial::{cases, with_collection};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn line(counts: &[u64], rounding: Rounding, places: u8) -> Line {
    let in_base = vec![true; counts.len()];
    let base = counts.iter().sum();
    let percentages = shares(counts, &in_base, rounding, places);
    Line { counts: counts.to_vec(), percentages, base, total: base, ..Line::empty("", "", 0) }
}

fn printed(counts: &[u64], ratings: &[usize], rounding: Rounding) -> Option<String> {
    let (count, share) = line(counts, rounding, 1).together(ratings, rounding, 1)?;
    Some(format!("{count} ({share}%)"))
}

#[test]
fn ratings_together_are_what_was_published() {
    let sum = Rounding::LargestRemainder;
    // Cannock Chase, Q1 2019-20: achieved or in progress.
    assert_eq!(printed(&[20, 11, 8, 1], &[0, 1], sum).as_deref(), Some("31 (77.5%)"));
    assert_eq!(printed(&[0, 0], &[0, 1], sum), None);
    assert_eq!(printed(&[1, 1], &[2], sum), None);
    assert_eq!(printed(&[1, 1], &[], sum), None);
    assert_eq!(printed(&[1, 1, 1, 3], &[0, 1], Rounding::HalfUp).as_deref(), Some("2 (33.3%)"));
}

#[test]
fn rows_of_a_line_are_told_apart_by_what_they_count_as() {
    let line = |total, not_rated, information_only, milestones| Line {
        total,
        not_rated,
        information_only,
        milestones,
        ..Line::empty("", "", 0)
    };
    let all = line(5, 3, 2, 7);
    assert_eq!((all.rows(), all.monitored(), all.is_for_information()), (17, 8, false));
    let information = line(0, 0, 2, 0);
    assert_eq!((information.rows(), information.monitored(), information.is_for_information()), (2, 0, true));
    for other in [line(0, 0, 0, 0), line(1, 0, 2, 0), line(0, 1, 2, 0), line(0, 0, 2, 1)] {
        assert!(!other.is_for_information(), "{other:?}");
    }
}

#[test]
fn a_place_has_the_word_of_its_rating_or_of_none() {
    with_collection(&cases("| Actions | Ref | Rating |\n|---|---|---|\n| | 1.1 | Green |")[0], |collection| {
        let scale = &collection.plan.scheme.actions;
        let green = Place::Counted(scale.find("Green").unwrap());
        assert_eq!(green.word(scale), "Green");
        assert_eq!(
            [Place::NotRated, Place::InformationOnly].map(|place| place.word(scale)),
            ["Not rated", "Information only"]
        );
    });
}

proptest! {
    #[test]
    fn where_a_line_adds_up_to_a_hundred_so_do_its_two_parts(
        counts in proptest::collection::vec(0..1000_u64, 2..9),
        at in 1..8_usize,
        places in 0..3_u8,
    ) {
        prop_assume!(counts.iter().any(|count| *count > 0));
        let rounding = Rounding::LargestRemainder;
        let line = line(&counts, rounding, places);
        let (one, other): (Vec<usize>, Vec<usize>) = (0..counts.len()).partition(|rating| *rating < at);
        prop_assume!(!one.is_empty() && !other.is_empty());
        let share = |ratings: &[usize]| line.together(ratings, rounding, places).unwrap().1.value();
        prop_assert_eq!(share(&one) + share(&other), Decimal::ONE_HUNDRED);
    }
}
