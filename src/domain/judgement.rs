//! The band of a value and the sentence that explains it. Which band is decided by multiplying out, never by dividing,
//! so that a value on an edge is where the plan says it is; the figures in the sentence are rounded only as far as they
//! stay in their own band, since "5%" beside "less than 5%" would make a right rating look wrong.

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::exact::Exact;
use super::number::print;
use super::target::{Polarity, Target, yes_no};
use super::tolerance::{Band, Bound, Cmp, Measure, Tolerance};

/// The most decimals that are printed of a figure just because it has them.
const PLAIN_PLACES: u32 = 4;

/// What a band says of a value, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Judgement {
    /// The place of the band in its tolerance, from 0.
    pub band: usize,
    /// The word of its rating.
    pub rating: String,
    /// The arithmetic in a sentence; never empty.
    pub why: String,
    /// How much worse than target, in the tolerance's measure (in units where that is a percentage of an edge of 0), to 28
    /// digits; less than nought is better. For printing and sorting: the band was decided without it.
    pub shortfall: Decimal,
}

impl Tolerance {
    /// The band of a value. `None` where the target is no number (or no range, for In range), or where no band has it,
    /// which a faultless tolerance excludes. There is no percentage of 0: what is worse than a target or a nearer edge of
    /// 0 is worse by more than any percentage of it, and what is better is better than any.
    pub fn judge(&self, value: Decimal, target: &Target, polarity: Polarity, unit: &str) -> Option<Judgement> {
        if let Target::YesNo(target) = target {
            return self.judge_met(value, *target);
        }
        let gap = Gap::of(value, target, polarity)?;
        let band = self.band_at(&gap)?;
        let rating = self.bands.get(band)?.rating.clone();
        let shortfall = self.shortfall(&gap);
        let compared = self.compared(band, shortfall, &gap, target, unit);
        let better = match polarity {
            Polarity::Higher => "higher is better",
            Polarity::Lower => "lower is better",
            Polarity::InRange => "in range is better",
        };
        let edge = match self.beside_nought(band).filter(|_| self.has_no_share(&gap)) {
            Some(words) => format!("when {words}"),
            None => edge_in_words(&self.bands.get(band)?.bound, self.measure, polarity, unit),
        };
        let why = format!("{rating}: {compared}; {better}; {rating} {edge}");
        Some(Judgement { band, rating, why, shortfall })
    }

    /// The band of a value, as [`Tolerance::judge`] decides it, without the sentence that explains it.
    pub fn band(&self, value: Decimal, target: &Target, polarity: Polarity) -> Option<&Band> {
        if let Target::YesNo(target) = target {
            return self.bands.get(self.band_met(value, *target)?);
        }
        self.bands.get(self.band_at(&Gap::of(value, target, polarity)?)?)
    }

    /// The band of Yes or No: the first where the target is met, else the last.
    fn band_met(&self, value: Decimal, target: bool) -> Option<usize> {
        if value.is_zero() == target { self.bands.len().checked_sub(1) } else { Some(0) }
    }

    fn judge_met(&self, value: Decimal, target: bool) -> Option<Judgement> {
        let band = self.band_met(value, target)?;
        let rating = self.bands.get(band)?.rating.clone();
        let (is_met, given, wanted) = (value.is_zero() != target, yes_no(!value.is_zero()), yes_no(target));
        let why = if is_met {
            format!("{rating}: {given} is the target; {rating} when met")
        } else {
            format!("{rating}: {given} is not the target of {wanted}; {rating} when not met")
        };
        let shortfall = if is_met { Decimal::ZERO } else { Decimal::ONE };
        Some(Judgement { band, rating, why, shortfall })
    }

    /// The band of a value, decided exactly.
    fn band_at(&self, gap: &Gap) -> Option<usize> {
        if self.has_no_share(gap) {
            let order = gap.order();
            return self.bands.iter().position(|band| band.bound.beside_nought().admits(order));
        }
        let (worse, unit) = if self.is_relative(gap) {
            (gap.worse.times(Decimal::ONE_HUNDRED), gap.edge.abs())
        } else {
            (gap.worse.clone(), Decimal::ONE)
        };
        let unit = Exact::from(unit);
        self.bands.iter().position(|band| {
            let bound = unit.times(band.bound.value);
            band.bound.cmp.admits(worse.compare(&bound))
        })
    }

    /// The shortfall in the tolerance's measure, to 28 digits.
    fn shortfall(&self, gap: &Gap) -> Decimal {
        let amount = gap.amount();
        if !self.is_relative(gap) {
            return amount.normalize();
        }
        let edge = gap.edge.abs();
        let multiplied_first = amount.checked_mul(Decimal::ONE_HUNDRED).and_then(|n| n.checked_div(edge));
        multiplied_first
            .or_else(|| amount.checked_div(edge)?.checked_mul(Decimal::ONE_HUNDRED))
            .unwrap_or(amount)
            .normalize()
    }

    /// Inside a range nothing is divided: its distance is nought on every measure.
    fn is_relative(&self, gap: &Gap) -> bool {
        self.measure == Measure::PercentOfTarget && gap.side != Side::Inside
    }

    /// Whether a percentage of 0 would be needed.
    fn has_no_share(&self, gap: &Gap) -> bool {
        self.is_relative(gap) && gap.edge.is_zero()
    }

    /// Value, distance and target in words: `58% is 28 points (93%) worse than 30%`.
    fn compared(&self, band: usize, shortfall: Decimal, gap: &Gap, target: &Target, unit: &str) -> String {
        let shown = self.shown(band, gap);
        let value = print(shown.value, None, unit);
        let target = match target {
            Target::Range(low, high) if gap.edge == *low => Target::Range(shown.edge, short(*high)),
            Target::Range(low, _) => Target::Range(short(*low), shown.edge),
            Target::Number(_) | Target::YesNo(_) | Target::Words(_) | Target::None => Target::Number(shown.edge),
        };
        let target = target.printed(None, unit);
        let amount = || {
            // What a reader gets who subtracts the printed figures.
            let difference = shown.amount();
            if self.has_no_share(gap) {
                Measure::Units.quantity(difference.abs(), unit)
            } else if self.measure == Measure::PercentOfTarget {
                let in_units = Measure::Units.quantity(difference.abs(), unit);
                format!("{in_units} ({})", self.percentage(band, shortfall, unit))
            } else if self.band_of(difference) == Some(band) {
                self.measure.quantity(difference.abs(), unit)
            } else {
                self.beside_an_edge(band, shortfall, unit)
            }
        };
        match (gap.side, gap.order()) {
            (Side::Inside, _) => format!("{value} is inside {target}"),
            (Side::Above, _) => format!("{value} is {} above {target}", amount()),
            (Side::Below, _) => format!("{value} is {} below {target}", amount()),
            (Side::Number, Ordering::Equal) => format!("{value} is on its target of {target}"),
            (Side::Number, Ordering::Greater) => {
                format!("{value} is {} worse than {target}", amount())
            }
            (Side::Number, Ordering::Less) => {
                format!("{value} is {} better than {target}", amount())
            }
        }
    }

    /// Value and target with the fewest decimals that leave the value in its band and on its side of the target.
    fn shown(&self, band: usize, gap: &Gap) -> Gap {
        let is_plain = |n: Decimal| n.normalize().scale() <= PLAIN_PLACES;
        (2..=28)
            .map(|places| {
                let one = |n: Decimal| if is_plain(n) { n } else { round(n, places) };
                gap.between(one(gap.value), one(gap.edge))
            })
            .find(|shown| shown.order() == gap.order() && self.band_at(shown) == Some(band))
            .unwrap_or_else(|| gap.between(gap.value, gap.edge))
    }

    /// A percentage of the target without its sign, with the fewest decimals that keep it in its band and within a
    /// hundredth of itself.
    fn percentage(&self, band: usize, shortfall: Decimal, unit: &str) -> String {
        (0..=28)
            .map(|places| round(shortfall, places))
            .find(|rounded| self.band_of(*rounded) == Some(band) && is_near(*rounded, shortfall))
            .map_or_else(
                || self.beside_an_edge(band, shortfall, unit),
                |rounded| self.measure.quantity(rounded.abs(), unit),
            )
    }

    /// A shortfall nearer to an edge of its band than 28 digits can tell, by the side of it that it is on.
    fn beside_an_edge(&self, band: usize, shortfall: Decimal, unit: &str) -> String {
        let edges = [band.checked_sub(1), Some(band)].into_iter().flatten();
        let edge = edges
            .filter_map(|at| {
                let edge = self.bands.get(at)?.bound.value;
                Some((at, edge, edge.checked_sub(shortfall)?.abs()))
            })
            .min_by_key(|(_, _, distance)| *distance);
        match edge {
            Some((at, edge, _)) => {
                let is_upper = at == band && band + 1 < self.bands.len();
                // On the better side of the target a larger figure is a smaller shortfall.
                let side = if is_upper == edge.is_sign_negative() { "over" } else { "under" };
                format!("just {side} {}", self.measure.quantity(edge.abs(), unit))
            }
            None => self.measure.quantity(shortfall.abs(), unit),
        }
    }
}

/// Where a value lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The target is one number.
    Number,
    /// In the range.
    Inside,
    /// Below the range.
    Below,
    /// Above the range.
    Above,
}

/// How a value lies to its target.
#[derive(Debug, Clone)]
struct Gap {
    value: Decimal,
    /// The target, or the nearer edge of the range.
    edge: Decimal,
    /// Whether a higher value is worse here.
    higher_is_worse: bool,
    side: Side,
    /// How much worse, exactly.
    worse: Exact,
}

impl Gap {
    fn of(value: Decimal, target: &Target, polarity: Polarity) -> Option<Self> {
        let (side, edge, higher_is_worse) = match (polarity, target) {
            (Polarity::Higher, Target::Number(target)) => (Side::Number, *target, false),
            (Polarity::Lower, Target::Number(target)) => (Side::Number, *target, true),
            (Polarity::InRange, Target::Range(low, _)) if value < *low => (Side::Below, *low, false),
            (Polarity::InRange, Target::Range(_, high)) if value > *high => (Side::Above, *high, true),
            (Polarity::InRange, Target::Range(low, _)) => (Side::Inside, *low, false),
            (
                Polarity::Higher | Polarity::Lower | Polarity::InRange,
                Target::Number(_) | Target::Range(..) | Target::YesNo(_) | Target::Words(_) | Target::None,
            ) => return None,
        };
        let worse = Exact::ZERO;
        let start = Self { value, edge, higher_is_worse, side, worse };
        Some(start.between(value, edge))
    }

    /// The same comparison of another value with another edge.
    fn between(&self, value: Decimal, edge: Decimal) -> Self {
        let worse = match (self.side, self.higher_is_worse) {
            (Side::Inside, _) => Exact::ZERO,
            (_, true) => Exact::from(value).minus(&edge.into()),
            (_, false) => Exact::from(edge).minus(&value.into()),
        };
        Self { value, edge, worse, ..self.clone() }
    }

    /// Whether worse, on target or better.
    fn order(&self) -> Ordering {
        self.worse.compare(&Exact::ZERO)
    }

    /// How much worse, to 28 digits.
    fn amount(&self) -> Decimal {
        if self.side == Side::Inside {
            return Decimal::ZERO;
        }
        let (high, low) = if self.higher_is_worse { (self.value, self.edge) } else { (self.edge, self.value) };
        // A difference of more is meant to be the largest there is; `worse` has it all.
        high.saturating_sub(low)
    }
}

/// What the row of a rating asks for, as the end of a sentence: `from 5%`, `under 5%`, `when on target or better`.
fn edge_in_words(bound: &Bound, measure: Measure, polarity: Polarity, unit: &str) -> String {
    let amount = measure.quantity(bound.value.abs(), unit);
    let in_range = polarity == Polarity::InRange;
    match (bound.value.cmp(&Decimal::ZERO), bound.cmp) {
        (Ordering::Equal, Cmp::Le) if in_range => "when in range".to_owned(),
        (Ordering::Equal, Cmp::Gt) if in_range => "when out of range".to_owned(),
        (Ordering::Equal, Cmp::Le) => "when on target or better".to_owned(),
        (Ordering::Equal, Cmp::Lt) => "when better than target".to_owned(),
        (Ordering::Equal, Cmp::Ge) => "when on target or worse".to_owned(),
        (Ordering::Equal, Cmp::Gt) => "when worse than target".to_owned(),
        (Ordering::Greater, Cmp::Le) => format!("up to {amount}"),
        (Ordering::Greater, Cmp::Lt) => format!("under {amount}"),
        (Ordering::Greater, Cmp::Ge) => format!("from {amount}"),
        (Ordering::Greater, Cmp::Gt) => format!("over {amount}"),
        (Ordering::Less, Cmp::Le) => format!("when {amount} or more better"),
        (Ordering::Less, Cmp::Lt) => format!("when more than {amount} better"),
        (Ordering::Less, Cmp::Ge) => format!("when no more than {amount} better, or worse"),
        (Ordering::Less, Cmp::Gt) => format!("when less than {amount} better, or worse"),
    }
}

/// A figure as it is where it is short, else to two decimals.
fn short(number: Decimal) -> Decimal {
    let number = number.normalize();
    if number.scale() <= PLAIN_PLACES { number } else { round(number, 2) }
}

fn round(number: Decimal, places: u32) -> Decimal {
    number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// Whether a rounded figure is off by no more than a hundredth of the exact one.
fn is_near(rounded: Decimal, exact: Decimal) -> bool {
    let off = rounded.checked_sub(exact).and_then(|off| off.checked_mul(Decimal::ONE_HUNDRED));
    off.is_some_and(|off| off.abs() <= exact.abs())
}

#[cfg(test)]
#[path = "judgement_tests.rs"]
mod tests;
