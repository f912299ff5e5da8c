//! Tolerances: how far short of its target an indicator may fall for each rating. A tolerance is a list of bands from
//! best to worst, the first that matches wins, and the last is the complement of the one before, so that every number
//! is in exactly one band and whose an edge is, is written down. Shortfall is how much worse than target, whatever way
//! is better; less than nought is better than target.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::number::{print, read_number};
use super::target::Target;
use super::text::key;
use super::unit::Unit;
use super::words::words;

/// What a shortfall is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Hundredths of the target, without its sign.
    PercentOfTarget,
    /// Percentage points.
    PercentagePoints,
    /// The indicator's own unit.
    Units,
}

/// How a shortfall is compared with a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cmp {
    /// That or less.
    Le,
    /// Less.
    Lt,
    /// That or more.
    Ge,
    /// More.
    Gt,
}

impl Cmp {
    /// Whether a value compares so with an edge.
    pub fn holds(self, value: Decimal, edge: Decimal) -> bool {
        match self {
            Self::Le => value <= edge,
            Self::Lt => value < edge,
            Self::Ge => value >= edge,
            Self::Gt => value > edge,
        }
    }
}

/// The shortfalls of a band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Bound {
    /// How they compare with the value.
    pub cmp: Cmp,
    /// The value, in the tolerance's measure.
    pub value: Decimal,
}

/// One row of a tolerance.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Band {
    /// The word of its rating.
    pub rating: String,
    /// Its shortfalls.
    pub bound: Bound,
}

/// A tolerance: bands from best to worst.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Tolerance {
    /// Its name.
    pub name: String,
    /// What its shortfalls are measured in.
    pub measure: Measure,
    /// Its bands.
    pub bands: Vec<Band>,
}

/// Why the bands of a tolerance do not rate every number once.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum BandsFault {
    /// Fewer than two rows.
    #[error("it has fewer than two rows")]
    TooFew,
    /// A row that is better than the one above it, or is open to the worse side before the last.
    #[error("“{rating}: {bound}” is out of order: rows run from best to worst")]
    OutOfOrder {
        /// The row's rating.
        rating: String,
        /// The row's shortfall.
        bound: Bound,
    },
    /// A row that the rows above it leave nothing to.
    #[error("“{rating}: {bound}” is never reached: a row above has every such shortfall")]
    NeverReached {
        /// The row's rating.
        rating: String,
        /// The row's shortfall.
        bound: Bound,
    },
    /// The last row does not begin where the one before ends.
    #[error("“{rating}: {found}” should be “{expected}”: the last row has what the one before leaves")]
    NotTheRest {
        /// The last row's rating.
        rating: String,
        /// Its shortfall.
        found: Bound,
        /// The shortfall that would leave no gap and no overlap.
        expected: Bound,
    },
}

impl Measure {
    /// A shortfall, without its sign, in this measure: `5%`, `5 points`, `5 days`.
    pub(super) fn quantity(self, amount: Decimal, unit: &str) -> String {
        let is_one = amount.normalize() == Decimal::ONE;
        match self {
            Self::PercentOfTarget => print(amount, None, "%"),
            Self::PercentagePoints => print(amount, None, if is_one { "point" } else { "points" }),
            Self::Units if matches!(key(unit).as_str(), "%" | "% change") => {
                Self::PercentagePoints.quantity(amount, unit)
            }
            Self::Units => amount_in_words(amount, None, unit),
        }
    }
}

/// The amount between two values of a unit: minutes between times of hours and minutes, else in the unit itself.
pub(crate) fn amount_in_words(amount: Decimal, decimals: Option<u32>, unit: &str) -> String {
    match Unit::of(unit).of_amounts() {
        Some(word) if amount.normalize() == Decimal::ONE => print(amount, decimals, word.trim_end_matches('s')),
        Some(word) => print(amount, decimals, word),
        None => print(amount, decimals, unit),
    }
}

words!(Measure, key {
    PercentOfTarget => "% of target",
    PercentagePoints => "percentage points",
    Units => "units",
});

impl Cmp {
    /// Whether a shortfall that compares so with the bound's value is of the band.
    pub fn admits(self, order: Ordering) -> bool {
        match self {
            Self::Le => order.is_le(),
            Self::Lt => order.is_lt(),
            Self::Ge => order.is_ge(),
            Self::Gt => order.is_gt(),
        }
    }

    /// The comparison that holds exactly where this one does not.
    #[must_use]
    pub fn complement(self) -> Self {
        match self {
            Self::Le => Self::Gt,
            Self::Lt => Self::Ge,
            Self::Ge => Self::Lt,
            Self::Gt => Self::Le,
        }
    }
}

impl Bound {
    /// Reads `<= 0`, `< 5`, `>= 5`, `> 10`, `≤ 0`, `≥ 5`, `5 or less`, `less than 5`, `5 or more`, `more than 10`, with or
    /// without a per cent sign.
    pub fn parse(text: &str) -> Option<Self> {
        let text = key(text);
        let before = [
            ("<=", Cmp::Le),
            ("=<", Cmp::Le),
            ("≤", Cmp::Le),
            (">=", Cmp::Ge),
            ("=>", Cmp::Ge),
            ("≥", Cmp::Ge),
            ("<", Cmp::Lt),
            (">", Cmp::Gt),
            ("less than ", Cmp::Lt),
            ("more than ", Cmp::Gt),
        ];
        let after = [(" or less", Cmp::Le), (" or more", Cmp::Ge)];
        let prefixed = before.iter().find_map(|(mark, cmp)| Some((text.strip_prefix(mark)?, *cmp)));
        let suffixed = || after.iter().find_map(|(mark, cmp)| Some((text.strip_suffix(mark)?, *cmp)));
        let (number, cmp) = prefixed.or_else(suffixed)?;
        let value = read_number(number).ok()?.value;
        Some(Self { cmp, value })
    }

    /// Whether a shortfall is of the band.
    pub fn admits(&self, shortfall: Decimal) -> bool {
        self.cmp.admits(shortfall.cmp(&self.value))
    }

    /// The bound on what this one leaves.
    #[must_use]
    pub fn complement(&self) -> Self {
        Self { cmp: self.cmp.complement(), value: self.value }
    }

    /// How a value lies to a target of 0 whose percentages the bound counts, worse being more: on it is a shortfall of 0,
    /// and beside it every shortfall is beyond any bound.
    pub(super) fn beside_nought(&self) -> Cmp {
        match (self.cmp, self.admits(Decimal::ZERO)) {
            (Cmp::Le | Cmp::Lt, true) => Cmp::Le,
            (Cmp::Le | Cmp::Lt, false) => Cmp::Lt,
            (Cmp::Ge | Cmp::Gt, true) => Cmp::Ge,
            (Cmp::Ge | Cmp::Gt, false) => Cmp::Gt,
        }
    }

    /// The shortfalls in words: `on target or better`, `less than 5% worse`, `5% or more worse`.
    fn in_words(&self, measure: Measure, unit: &str) -> String {
        let amount = measure.quantity(self.value.abs(), unit);
        match (self.value.cmp(&Decimal::ZERO), self.cmp) {
            (Ordering::Equal, Cmp::Le) => "on target or better".to_owned(),
            (Ordering::Equal, Cmp::Lt) => "better than target".to_owned(),
            (Ordering::Equal, Cmp::Ge) => "on target or worse".to_owned(),
            (Ordering::Equal, Cmp::Gt) => "worse than target".to_owned(),
            (Ordering::Greater, Cmp::Le) => format!("no more than {amount} worse"),
            (Ordering::Greater, Cmp::Lt) => format!("less than {amount} worse"),
            (Ordering::Greater, Cmp::Ge) => format!("{amount} or more worse"),
            (Ordering::Greater, Cmp::Gt) => format!("more than {amount} worse"),
            (Ordering::Less, Cmp::Le) => format!("{amount} or more better"),
            (Ordering::Less, Cmp::Lt) => format!("more than {amount} better"),
            (Ordering::Less, Cmp::Ge) => format!("no more than {amount} better, or worse"),
            (Ordering::Less, Cmp::Gt) => format!("less than {amount} better, or worse"),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.value.normalize();
        match self.cmp {
            Cmp::Le => write!(f, "{value} or less"),
            Cmp::Lt => write!(f, "less than {value}"),
            Cmp::Ge => write!(f, "{value} or more"),
            Cmp::Gt => write!(f, "more than {value}"),
        }
    }
}

impl Tolerance {
    /// What is wrong with its bands, if anything: they must run from best to worst, each must be reachable, and the last
    /// must be the complement of the one before (PLN008).
    pub fn fault(&self) -> Option<BandsFault> {
        let Some((last, [above @ .., before])) = self.bands.split_last() else {
            return Some(BandsFault::TooFew);
        };
        let mut reached: Option<(Decimal, bool)> = None;
        for band in above.iter().chain([before]) {
            let (rating, bound) = (band.rating.clone(), band.bound);
            // How far a row reaches: its value, and whether it has the value itself.
            let reach = match bound.cmp {
                Cmp::Lt => (bound.value, false),
                Cmp::Le => (bound.value, true),
                Cmp::Ge | Cmp::Gt => return Some(BandsFault::OutOfOrder { rating, bound }),
            };
            match reached {
                Some((value, _)) if bound.value < value => {
                    return Some(BandsFault::OutOfOrder { rating, bound });
                }
                Some(earlier) if reach <= earlier => {
                    return Some(BandsFault::NeverReached { rating, bound });
                }
                Some(_) | None => reached = Some(reach),
            }
        }
        let expected = before.bound.complement();
        (last.bound != expected).then(|| BandsFault::NotTheRest {
            rating: last.rating.clone(),
            found: last.bound,
            expected,
        })
    }

    /// The bands in words: `Green: on target or better; Amber: less than 5% worse; Red: 5% or more worse`.
    pub fn in_words(&self) -> String {
        self.in_words_of("")
    }

    /// [`Tolerance::in_words`] with the indicator's unit, for a tolerance measured in it.
    pub fn in_words_of(&self, unit: &str) -> String {
        let bands: Vec<String> = self
            .bands
            .iter()
            .map(|band| {
                let words = band.bound.in_words(self.measure, unit);
                format!("{}: {words}", band.rating)
            })
            .collect();
        bands.join("; ")
    }

    /// [`Tolerance::in_words_of`] for a target; of one of 0 there are no percentages: `Green: 0 or better; Red: worse
    /// than 0`, and Yes or No is met or not.
    pub fn in_words_for(&self, target: &Target, unit: &str) -> String {
        if let (Target::YesNo(_), [met, .., missed]) = (target, self.bands.as_slice()) {
            return format!("{}: met; {}: not met", met.rating, missed.rating);
        }
        if self.measure != Measure::PercentOfTarget || !matches!(target, Target::Number(number) if number.is_zero()) {
            return self.in_words_of(unit);
        }
        let bands = self.bands.iter().enumerate();
        let bands = bands.filter_map(|(at, band)| Some(format!("{}: {}", band.rating, self.beside_nought(at)?)));
        bands.collect::<Vec<_>>().join("; ")
    }

    /// What a band counts of the values at and beside a target of 0, in words; `None` where the bands above it leave
    /// nothing.
    pub(super) fn beside_nought(&self, band: usize) -> Option<&'static str> {
        let (above, from) = self.bands.split_at_checked(band)?;
        let own = from.first()?.bound.beside_nought();
        let is_taken = |order| above.iter().any(|band| band.bound.beside_nought().admits(order));
        let has = |order| own.admits(order) && !is_taken(order);
        Some(match (has(Ordering::Less), has(Ordering::Equal), has(Ordering::Greater)) {
            (true, true, true) => "whatever it is",
            (true, true, false) => "0 or better",
            (true, false, _) => "better than 0",
            (false, true, false) => "0",
            (false, true, true) => "0 or worse",
            (false, false, true) => "worse than 0",
            (false, false, false) => return None,
        })
    }

    /// The band of a shortfall in the tolerance's measure: the first that has it.
    pub fn band_of(&self, shortfall: Decimal) -> Option<usize> {
        self.bands.iter().position(|band| band.bound.admits(shortfall))
    }
}

#[cfg(test)]
#[path = "tolerance_tests.rs"]
mod tests;
