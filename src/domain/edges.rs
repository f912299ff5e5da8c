//! The edges between the bands of one indicator, in values instead of shortfalls. What a spreadsheet can compare is a
//! value with a number, so the target, the direction and the measure are worked into the edges here, exactly, and
//! nothing is left to a formula but the comparison. Which band a value is in is decided by `judge`; this says the same
//! in another form, and a law holds the two together.

use rust_decimal::Decimal;

use super::target::{Polarity, Target};
use super::tolerance::{Band, Cmp, Measure, Tolerance};

/// How the values of a band compare with its edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The comparison.
    pub cmp: Cmp,
    /// The edge, in the unit's own terms: 95 for 95%.
    pub value: Decimal,
}

/// The bands of one indicator, by value. The edges stand in the order of the bands, and the first that has a value wins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edges {
    /// The target is a number.
    Number(Vec<Edge>),
    /// The target is a range.
    Range {
        /// The lower edge of the range, and the edges of the bands below it.
        below: (Decimal, Vec<Edge>),
        /// The upper edge of the range, and the edges of the bands above it.
        above: (Decimal, Vec<Edge>),
        /// The band inside it.
        inside: Option<usize>,
    },
}

impl Tolerance {
    /// The edges of its bands for a target. `None` where `judge` rates no value, or where an edge has more digits than
    /// can be counted exactly.
    pub fn edges(&self, target: &Target, polarity: Polarity) -> Option<Edges> {
        match (polarity, target) {
            (Polarity::Higher, Target::Number(target)) => self.edges_of_number(*target, false),
            (Polarity::Lower, Target::Number(target)) => self.edges_of_number(*target, true),
            (Polarity::InRange, Target::Range(low, high)) => Some(Edges::Range {
                below: (*low, self.edges_from(*low, false)?),
                above: (*high, self.edges_from(*high, true)?),
                inside: self.band_of(Decimal::ZERO),
            }),
            (_, Target::YesNo(target)) => Some(self.edges_of_met(*target)),
            (
                Polarity::Higher | Polarity::Lower | Polarity::InRange,
                Target::Number(_) | Target::Range(..) | Target::Words(_) | Target::None,
            ) => None,
        }
    }

    /// The edges of Yes, which is 1, and No, which is 0: the first band has the one, the last the other, and nothing is
    /// between.
    fn edges_of_met(&self, target: bool) -> Edges {
        let (value, met, missed) =
            if target { (Decimal::ONE, Cmp::Ge, Cmp::Lt) } else { (Decimal::ZERO, Cmp::Le, Cmp::Gt) };
        // Without a band there is no last.
        let last = self.bands.len().saturating_sub(1);
        let cmp = |at: usize| {
            if at == 0 {
                met
            } else if at == last {
                missed
            } else {
                beyond(met)
            }
        };
        Edges::Number((0..self.bands.len()).map(|at| Edge { cmp: cmp(at), value }).collect())
    }

    /// The edges on either side of a number; where a percentage of 0 would be needed, all of them at it.
    fn edges_of_number(&self, target: Decimal, higher_is_worse: bool) -> Option<Edges> {
        if self.measure == Measure::PercentOfTarget && target.is_zero() {
            let edge = |band: &Band| {
                let cmp = band.bound.beside_nought();
                Edge { cmp: if higher_is_worse { cmp } else { mirrored(cmp) }, value: target }
            };
            return Some(Edges::Number(self.bands.iter().map(edge).collect()));
        }
        self.edges_from(target, higher_is_worse).map(Edges::Number)
    }

    /// The edges on one side of a target.
    fn edges_from(&self, target: Decimal, higher_is_worse: bool) -> Option<Vec<Edge>> {
        let relative = self.measure == Measure::PercentOfTarget;
        let edge = |value: Decimal, cmp: Cmp| {
            let shortfall =
                if relative { value.checked_mul(target.abs())?.checked_div(Decimal::ONE_HUNDRED)? } else { value };
            Some(if higher_is_worse {
                Edge { cmp, value: target.checked_add(shortfall)? }
            } else {
                Edge { cmp: mirrored(cmp), value: target.checked_sub(shortfall)? }
            })
        };
        self.bands.iter().map(|band| edge(band.bound.value, band.bound.cmp)).collect()
    }
}

impl Edge {
    /// Whether a value is on the band's side of the edge.
    pub fn admits(&self, value: Decimal) -> bool {
        self.cmp.admits(value.cmp(&self.value))
    }
}

impl Edges {
    /// The band of a value, from 0.
    pub fn band_of(&self, value: Decimal) -> Option<usize> {
        let first = |edges: &[Edge]| edges.iter().position(|edge| edge.admits(value));
        match self {
            Self::Number(edges) => first(edges),
            Self::Range { below: (low, below), .. } if value < *low => first(below),
            Self::Range { above: (high, above), .. } if value > *high => first(above),
            Self::Range { inside, .. } => *inside,
        }
    }
}

/// The comparison without the edge itself.
fn beyond(cmp: Cmp) -> Cmp {
    match cmp {
        Cmp::Le | Cmp::Lt => Cmp::Lt,
        Cmp::Ge | Cmp::Gt => Cmp::Gt,
    }
}

/// The comparison of the values where less is worse.
fn mirrored(cmp: Cmp) -> Cmp {
    match cmp {
        Cmp::Le => Cmp::Ge,
        Cmp::Lt => Cmp::Gt,
        Cmp::Ge => Cmp::Le,
        Cmp::Gt => Cmp::Lt,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tolerance::Bound;
    use super::*;
    use proptest::prelude::*;

    fn tolerance(measure: Measure, first: i64, second: i64, cmp: Cmp) -> Tolerance {
        let band = |rating: &str, cmp, value| Band {
            rating: rating.to_owned(),
            bound: Bound { cmp, value: Decimal::new(value, 1) },
        };
        let worst = if cmp == Cmp::Lt { Cmp::Ge } else { Cmp::Gt };
        let bands = vec![band("Green", Cmp::Le, first), band("Amber", cmp, second), band("Red", worst, second)];
        Tolerance { name: "Tolerance".to_owned(), measure, bands }
    }

    proptest! {
        #[test]
        fn a_value_is_in_the_band_that_judges_it(
            target in -300i64..300,
            at_nought in prop::bool::weighted(0.2),
            width in 0i64..200,
            off in -60i64..60,
            value in -6000i64..6000,
            first in -40i64..40,
            more in 1i64..100,
            measure in prop::sample::select(vec![
                Measure::PercentOfTarget,
                Measure::PercentagePoints,
                Measure::Units,
            ]),
            polarity in prop::sample::select(vec![Polarity::Higher, Polarity::Lower, Polarity::InRange]),
            cmp in prop::sample::select(vec![Cmp::Lt, Cmp::Le]),
        ) {
            let tolerance = tolerance(measure, first, first + more, cmp);
            let low = Decimal::new(if at_nought { 0 } else { target }, 1);
            let target = match polarity {
                Polarity::Higher | Polarity::Lower => Target::Number(low),
                Polarity::InRange => Target::Range(low, low + Decimal::new(width, 1)),
            };
            let edges = tolerance.edges(&target, polarity).unwrap();
            // Anywhere, and close to the target, where most edges are.
            for value in [Decimal::new(value, 2), low + Decimal::new(off, 1)] {
                let judged = tolerance.judge(value, &target, polarity, "%").map(|judgement| judgement.band);
                prop_assert_eq!(edges.band_of(value), judged, "{} against {:?}: {:?}", value, target, edges);
            }
        }
    }

    #[test]
    fn words_have_no_edges_and_numbers_too_large_to_count_have_none_either() {
        let tolerance = tolerance(Measure::PercentOfTarget, 0, 50, Cmp::Lt);
        assert_eq!(tolerance.edges(&Target::Words("good".to_owned()), Polarity::Higher), None);
        assert_eq!(tolerance.edges(&Target::Number(Decimal::ONE), Polarity::InRange), None);
        assert_eq!(tolerance.edges(&Target::Number(Decimal::MAX), Polarity::Higher), None);
    }
}
