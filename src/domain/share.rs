//! Percentages of a table's row, made from counts when they are written. Largest remainder (Hare–Niemeyer) gives every
//! share its whole units first and hands the rest to the largest remainders, ties to the left, so that a printed row
//! adds up to exactly 100; half up rounds each share alone. Whole numbers only: nothing here can drift.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::text::key;
use super::words::words;

/// The most places that a percentage is given.
const MOST_PLACES: u8 = 9;

/// How percentages are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// Largest remainder: the row sums to 100.
    LargestRemainder,
    /// Each alone, half up: the row may sum to a little more or less.
    HalfUp,
}

/// A percentage, exact to its places. Printed without its sign and without trailing noughts: `71.4`, `50`, `0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Share {
    units: u64,
    places: u8,
}

impl Rounding {
    /// What a reader of a table is told of it.
    pub(crate) fn note(self) -> &'static str {
        match self {
            Self::LargestRemainder => "The percentages of a row are rounded so that they add up to 100.",
            Self::HalfUp => "Each percentage is rounded by itself, so those of a row may not add up to 100.",
        }
    }
}

words!(Rounding, key { LargestRemainder => "Sum to 100", HalfUp => "Round half up" });

impl Share {
    /// The percentage as a number: 71.4.
    pub fn value(&self) -> Decimal {
        let units = i64::try_from(self.units).unwrap_or(i64::MAX);
        Decimal::new(units, u32::from(self.places.min(MOST_PLACES))).normalize()
    }

    /// Several shares of one row together, as they are printed; `None` where there is none, or their places differ.
    pub fn total(shares: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut shares = shares.into_iter();
        let first = shares.next()?;
        shares.try_fold(first, |sum, share| {
            (share.places == sum.places).then_some(())?;
            Some(Self { units: sum.units.checked_add(share.units)?, ..sum })
        })
    }

    /// Whether it is nought as printed.
    pub fn is_zero(&self) -> bool {
        self.units == 0
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value())
    }
}

/// The percentages of a row of counts. Only counts marked `in_base` are part of the base and get one; the others, and
/// all where the base is 0, get none. `places` is the number of decimals, at most 9. Source of the method: Hare–Niemeyer
/// apportionment, by which councils' published tables were made.
pub(crate) fn shares(counts: &[u64], in_base: &[bool], rounding: Rounding, places: u8) -> Vec<Option<Share>> {
    let places = places.min(MOST_PLACES);
    let hundred = 100 * 10_u128.pow(u32::from(places));
    let marked = || {
        let marks = in_base.iter().copied().chain(std::iter::repeat(false));
        counts.iter().zip(marks).map(|(count, is_in)| is_in.then_some(u128::from(*count)))
    };
    let base: u128 = marked().flatten().sum();
    if base == 0 {
        return vec![None; counts.len()];
    }
    let units: Vec<Option<u128>> = match rounding {
        Rounding::HalfUp => {
            marked().map(|count| count.map(|count| (2 * count * hundred + base) / (2 * base))).collect()
        }
        Rounding::LargestRemainder => {
            let mut units: Vec<Option<u128>> =
                marked().map(|count| count.map(|count| count * hundred / base)).collect();
            let given: u128 = units.iter().flatten().sum();
            let mut remainders: Vec<(usize, u128)> =
                marked().enumerate().filter_map(|(at, count)| Some((at, count? * hundred % base))).collect();
            // A stable sort: equal remainders stay in their order, so ties go to the left.
            remainders.sort_by_key(|(_, remainder)| std::cmp::Reverse(*remainder));
            let left = usize::try_from(hundred - given).unwrap_or_default();
            for (at, _) in remainders.into_iter().take(left) {
                if let Some(Some(unit)) = units.get_mut(at) {
                    *unit += 1;
                }
            }
            units
        }
    };
    units
        .into_iter()
        .map(|units| {
            let units = u64::try_from(units?).ok()?;
            Some(Share { units, places })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn printed(counts: &[u64], rounding: Rounding, places: u8) -> Vec<String> {
        shares(counts, &vec![true; counts.len()], rounding, places)
            .into_iter()
            .map(|share| share.map(|share| share.to_string()).unwrap_or_default())
            .collect()
    }

    /// Counts and the percentages printed beside them, as published.
    const PUBLISHED: [(u8, &[u64], &[&str]); 16] = [
        // Cannock Chase, Q1 2019-20, table 5.5.
        (1, &[10, 0, 3, 1], &["71.4", "0", "21.4", "7.2"]),
        (1, &[3, 1, 2, 0], &["50", "16.7", "33.3", "0"]),
        (1, &[5, 5, 2, 0], &["41.7", "41.7", "16.6", "0"]),
        (1, &[2, 5, 1, 0], &["25", "62.5", "12.5", "0"]),
        (1, &[20, 11, 8, 1], &["50", "27.5", "20", "2.5"]),
        // West Norfolk, Q1 2025-26, actions.
        (0, &[0, 5, 8, 0], &["0", "38", "62", "0"]),
        (0, &[0, 0, 13, 0], &["0", "0", "100", "0"]),
        (0, &[0, 4, 10, 0], &["0", "29", "71", "0"]),
        (0, &[0, 0, 7, 0], &["0", "0", "100", "0"]),
        (0, &[0, 9, 38, 0], &["0", "19", "81", "0"]),
        // West Norfolk, Q1 2025-26, indicators.
        (0, &[4, 0, 9], &["31", "0", "69"]),
        (0, &[0, 0, 3], &["0", "0", "100"]),
        (0, &[1, 2, 9], &["8", "17", "75"]),
        (0, &[2, 0, 11], &["15", "0", "85"]),
        (0, &[7, 2, 32], &["17", "5", "78"]),
        // Colchester, half year to September 2016.
        (0, &[10, 2, 2], &["72", "14", "14"]),
    ];

    #[test]
    fn every_published_percentage_comes_out() {
        for (places, counts, percentages) in PUBLISHED {
            assert_eq!(printed(counts, Rounding::LargestRemainder, places), percentages, "{counts:?}");
        }
    }

    #[test]
    fn plain_rounding_misses_exactly_three_of_the_published() {
        let missed: Vec<&str> = PUBLISHED
            .iter()
            .flat_map(|(places, counts, percentages)| {
                let plain = printed(counts, Rounding::HalfUp, *places);
                percentages
                    .iter()
                    .zip(plain)
                    .filter(|(published, plain)| *published != plain)
                    .map(|(published, _)| *published)
                    .collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(missed, ["7.2", "16.6", "72"]);
    }

    #[test]
    fn what_is_outside_the_base_has_no_share() {
        let all = shares(&[4, 0, 9, 6], &[true, true, true, false], Rounding::LargestRemainder, 0);
        assert_eq!(all.get(3), Some(&None));
        assert_eq!(shares(&[0, 0], &[true, true], Rounding::HalfUp, 1), [None, None]);
        assert_eq!(shares(&[5], &[], Rounding::HalfUp, 1), [None]);
        assert_eq!(shares(&[], &[], Rounding::HalfUp, 1), []);
    }

    #[test]
    fn ties_go_to_the_left() {
        assert_eq!(printed(&[1, 1, 1], Rounding::LargestRemainder, 0), ["34", "33", "33"]);
        assert_eq!(printed(&[1, 1, 1], Rounding::LargestRemainder, 2), ["33.34", "33.33", "33.33"]);
    }

    #[test]
    fn half_is_rounded_up() {
        assert_eq!(printed(&[1, 7], Rounding::HalfUp, 0), ["13", "88"]);
    }

    proptest! {
        #[test]
        fn shares_sum_to_a_hundred_and_stay_within_a_unit(
            row in proptest::collection::vec((0..1000_u64, any::<bool>()), 1..9),
            places in 0..4_u8,
        ) {
            let (counts, in_base): (Vec<u64>, Vec<bool>) = row.into_iter().unzip();
            let base: u64 = counts.iter().zip(&in_base).filter(|(_, is_in)| **is_in).map(|(count, _)| count).sum();
            let hundred = 100 * 10_i128.pow(u32::from(places));
            for rounding in [Rounding::LargestRemainder, Rounding::HalfUp] {
                let all = shares(&counts, &in_base, rounding, places);
                for ((count, is_in), share) in counts.iter().zip(&in_base).zip(&all) {
                    prop_assert_eq!(share.is_some(), *is_in && base > 0);
                    if let Some(share) = share {
                        let off = i128::from(share.units) * i128::from(base) - i128::from(*count) * hundred;
                        prop_assert!(off.abs() < i128::from(base));
                    }
                }
                if base > 0 && rounding == Rounding::LargestRemainder {
                    let sum: Decimal = all.iter().flatten().map(Share::value).sum();
                    prop_assert_eq!(sum, Decimal::ONE_HUNDRED);
                }
                for (one, share) in counts.iter().zip(&all) {
                    for (other, other_share) in counts.iter().zip(&all) {
                        if let (Some(share), Some(other_share)) = (share, other_share) {
                            prop_assert!(one <= other || share.units >= other_share.units);
                        }
                    }
                }
            }
        }

        #[test]
        fn no_counts_are_too_large(counts in proptest::collection::vec(any::<u64>(), 0..6), places in any::<u8>()) {
            let in_base = vec![true; counts.len()];
            let all = shares(&counts, &in_base, Rounding::LargestRemainder, places);
            prop_assert_eq!(all.len(), counts.len());
        }
    }
}
