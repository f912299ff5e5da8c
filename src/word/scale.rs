//! The scale of an axis of figures: round numbers from below the least to above the greatest, with room for what is written
//! over a point.
//!
//! Programs choose different ones by themselves; so every chart is the same in all of them.

use rust_decimal::Decimal;

/// About how many steps an axis has.
const STEPS: u32 = 3;
/// Figures are made no finer than this many decimal places.
const FINEST: u32 = 6;

/// From where to where an axis goes, and in which steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    pub(super) least: Decimal,
    pub(super) most: Decimal,
    pub(super) step: Decimal,
}

impl Scale {
    /// The scale for these figures; none where there are none, or they are too large to be reckoned with.
    pub(super) fn of(figures: impl Iterator<Item = Decimal> + Clone) -> Option<Self> {
        let (least, most) = (figures.clone().min()?, figures.max()?);
        let span = most.checked_sub(least)?;
        // Figures that are all alike stand in the middle.
        let span = if span.is_zero() { least.abs().max(Decimal::ONE) } else { span };
        let step = round(span.checked_div(Decimal::from(STEPS))?)?;
        let low = least.checked_div(step)?.floor().checked_mul(step)?;
        let high = most.checked_div(step)?.ceil().checked_mul(step)?;
        let room = high.checked_sub(most)?.checked_mul(Decimal::TWO)?;
        let high = if room < step { high.checked_add(step)? } else { high };
        Some(Self { least: low, most: high, step }).filter(|own| own.least < own.most)
    }
}

/// The round number at or above: 1, 2 or 5 with noughts.
fn round(least: Decimal) -> Option<Decimal> {
    let mut ten = Decimal::new(1, FINEST);
    loop {
        for times in [1, 2, 5] {
            let step = ten.checked_mul(Decimal::from(times))?;
            if step >= least {
                return Some(step);
            }
        }
        ten = ten.checked_mul(Decimal::TEN)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(figures: &[&str]) -> Option<[String; 3]> {
        let scale = Scale::of(figures.iter().map(|figure| figure.parse::<Decimal>().unwrap()))?;
        Some([scale.least, scale.most, scale.step].map(|own| own.normalize().to_string()))
    }

    #[test]
    fn an_axis_is_round_and_has_room_above_the_highest_point() {
        assert_eq!(of(&["97", "98.5", "98"]).unwrap(), ["97", "99", "0.5"]);
        assert_eq!(of(&["24", "31", "25"]).unwrap(), ["20", "35", "5"]);
        assert_eq!(of(&["1033739", "254209"]).unwrap(), ["0", "1500000", "500000"]);
        assert_eq!(of(&["-2", "5"]).unwrap(), ["-5", "10", "5"]);
    }

    #[test]
    fn figures_that_are_alike_have_an_axis_too_and_none_or_the_greatest_have_not() {
        assert_eq!(of(&["0", "0"]).unwrap(), ["0", "0.5", "0.5"]);
        assert_eq!(of(&["9", "9"]).unwrap(), ["5", "15", "5"]);
        assert_eq!(of(&[]), None);
        assert_eq!(Scale::of([Decimal::MIN, Decimal::MAX].into_iter()), None);
    }
}
