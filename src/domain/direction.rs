//! Direction of travel: given by the service as a mark or a word, or computed from two ratings or two values. The marks
//! that are read are a closed list: a caret, an underscore or an "i" without its dot is what is left of an arrow after
//! copying, and guessing which arrow it was would put a figure in a public report.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::exact::Exact;
use super::rating::Rating;
use super::target::{Polarity, Target};
use super::text::{is_dash, key, same};
use super::tolerance::Tolerance;

/// Which way something is going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Getting better.
    Improving,
    /// Staying as it is.
    Steady,
    /// Getting worse.
    Worsening,
    /// Another than before, and neither better nor worse. Only computed: nobody enters it.
    Changed,
}

impl Direction {
    /// Reads an arrow, a word, or an arrow and a word that mean the same, as messages print them ("↑ Improving"); `None`
    /// for any other mark.
    pub fn parse(text: &str) -> Option<Self> {
        let text = key(text);
        Self::of_mark(&text).or_else(|| {
            let (arrow, word) = text.split_once(' ')?;
            Self::of_mark(arrow).filter(|way| Self::of_mark(word) == Some(*way))
        })
    }

    /// The direction of one mark, an arrow or a word, given as its key.
    fn of_mark(text: &str) -> Option<Self> {
        if text.chars().count() == 1 && text.chars().all(is_dash) {
            return Some(Self::Steady);
        }
        Some(match text {
            "↑" | "▲" | "↗" | "⬆" | "△" | "improving" | "improved" | "improvement" | "up" | "better"
            | "getting better" => Self::Improving,
            "↔" | "→" | "⬌" | "➡" | "⟷" | "=" | "steady" | "no change" | "unchanged" | "same" | "the same"
            | "stable" => Self::Steady,
            "↓" | "▼" | "↘" | "⬇" | "▽" | "worsening" | "worsened" | "worse" | "declining" | "declined"
            | "deteriorating" | "down" | "getting worse" => Self::Worsening,
            _ => return None,
        })
    }

    /// Its arrow; none for a mere change.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Improving => "↑",
            Self::Steady => "↔",
            Self::Worsening => "↓",
            Self::Changed => "",
        }
    }

    /// From one rating to the next: by their standings, within one standing by the order that the plan gives its ratings,
    /// else by the order of the bands of the indicator's tolerance. [`Direction::Changed`] where nothing orders two that
    /// differ; `None` where it is the same rating still, and says nothing of how well things stand.
    pub fn between_ratings(before: &Rating, now: &Rating, tolerance: Option<&Tolerance>) -> Option<Self> {
        let (was, is) = (before.standing.rank(), now.standing.rank());
        if same(&before.name, &now.name) {
            return was.map(|_| Self::Steady);
        }
        let Some((was, is)) = was.zip(is) else { return Some(Self::Changed) };
        let by_standing = is.cmp(&was);
        // The first of the order, and the first band, is the best.
        let of_plan = || Some(before.best_to_worst?.cmp(&now.best_to_worst?));
        let band = |rating: &Rating| tolerance?.bands.iter().position(|band| same(&band.rating, &rating.name));
        let of_bands = || Some(band(before)?.cmp(&band(now)?));
        let orders = [Some(by_standing), of_plan(), of_bands()];
        let order = orders.into_iter().flatten().find(|order| order.is_ne());
        Some(order.map_or(Self::Changed, Self::from_order))
    }

    /// From one value to the next, by what is better. In range, nearer to the range is better, and `None` where the
    /// target is no range.
    pub fn between_values(before: Decimal, now: Decimal, polarity: Polarity, target: &Target) -> Option<Self> {
        let polarity = match target {
            Target::YesNo(true) => Polarity::Higher,
            Target::YesNo(false) => Polarity::Lower,
            Target::Number(_) | Target::Range(..) | Target::Words(_) | Target::None => polarity,
        };
        let order = match (polarity, target) {
            (Polarity::Higher, _) => now.cmp(&before),
            (Polarity::Lower, _) => before.cmp(&now),
            (Polarity::InRange, Target::Range(low, high)) => {
                let outside = |value: Decimal| match value {
                    below if below < *low => Exact::from(*low).minus(&below.into()),
                    above if above > *high => Exact::from(above).minus(&(*high).into()),
                    _ => Exact::ZERO,
                };
                outside(before).compare(&outside(now))
            }
            (Polarity::InRange, Target::Number(_) | Target::YesNo(_) | Target::Words(_) | Target::None) => {
                return None;
            }
        };
        Some(Self::from_order(order))
    }

    fn from_order(order: Ordering) -> Self {
        match order {
            Ordering::Greater => Self::Improving,
            Ordering::Equal => Self::Steady,
            Ordering::Less => Self::Worsening,
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Improving => "Improving",
            Self::Steady => "Steady",
            Self::Worsening => "Worsening",
            Self::Changed => "Changed",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::rating::{Colour, Need, Standing};
    use super::super::tolerance::{Band, Bound, Cmp, Measure};
    use super::*;

    #[test]
    fn arrows_and_words_are_read() {
        for (texts, direction) in [
            (["↑", "▲", "↗", "⬆\u{fe0f}", "Improving", "UP", "better"], Direction::Improving),
            (["↔", "→", "-", "–", "—", "no\u{a0}change", "Steady"], Direction::Steady),
            (["↓", "▼", "↘", "worsening", "Declined", "worse", " down "], Direction::Worsening),
        ] {
            for text in texts {
                assert_eq!(Direction::parse(text), Some(direction), "{text}");
            }
            assert_eq!(Direction::parse(direction.symbol()), Some(direction));
            assert_eq!(Direction::parse(&direction.to_string()), Some(direction));
        }
    }

    #[test]
    fn what_a_message_asks_for_is_taken_as_it_is_printed() {
        for way in [Direction::Improving, Direction::Steady, Direction::Worsening] {
            assert_eq!(Direction::parse(&format!("{} {way}", way.symbol())), Some(way));
        }
        assert_eq!(Direction::parse(&Direction::Changed.to_string()), None, "only computed");
        for text in ["↑ worsening", "↑ ^", "^ improving"] {
            assert_eq!(Direction::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_left_of_an_arrow_is_not_guessed_at() {
        for text in ["^", "*", "_", "ı", "l", "1", "i", "--", "", "↑↓", "Green"] {
            assert_eq!(Direction::parse(text), None, "{text}");
        }
    }

    /// A rating of a standing, with its place among those.
    fn rating(name: &str, standing: Standing, best_to_worst: Option<u32>) -> Rating {
        Rating {
            name: name.to_owned(),
            symbol: None,
            also: Vec::new(),
            colour: Colour::WHITE,
            meaning: String::new(),
            standing,
            window: None,
            commentary: Need::Optional,
            revised: Need::Optional,
            completed: Need::Optional,
            in_percentages: true,
            group: None,
            best_to_worst,
        }
    }

    #[test]
    fn ratings_move_by_standing() {
        use Standing::{Awaited, Behind, Closed, Complete, MonitorOnly, NotStarted, OffTrack, OnTrack};
        let between = |before, now| {
            Direction::between_ratings(&rating("Before", before, Some(1)), &rating("Now", now, Some(2)), None)
        };
        for pair in [OffTrack, Behind, OnTrack, Complete].windows(2) {
            assert_eq!(between(pair[0], pair[1]), Some(Direction::Improving));
            assert_eq!(between(pair[1], pair[0]), Some(Direction::Worsening));
        }
        for other in [NotStarted, Closed, Awaited, MonitorOnly] {
            assert_eq!(between(other, OnTrack), Some(Direction::Changed));
            assert_eq!(between(OnTrack, other), Some(Direction::Changed));
            // No order of the plan puts them in one.
            assert_eq!(between(other, other), Some(Direction::Changed));
            let same = rating("Now", other, None);
            assert_eq!(Direction::between_ratings(&same, &same, None), None);
        }
    }

    /// Worked by hand: what the plan's order, the bands, or neither says of two ratings of one standing.
    #[test]
    fn within_a_standing_the_order_of_the_plan_goes_before_that_of_the_bands() {
        let bands = ["Green", "Lime", "Olive"]
            .map(|name| Band { rating: name.to_owned(), bound: Bound { cmp: Cmp::Le, value: Decimal::ZERO } });
        let tolerance = Tolerance { name: "Usual".to_owned(), measure: Measure::Units, bands: bands.to_vec() };
        let (up, down, steady, changed) =
            (Direction::Improving, Direction::Worsening, Direction::Steady, Direction::Changed);
        for (before, now, by_plan, with_bands) in [
            (("Green", Some(1)), ("Lime", Some(2)), down, down),
            (("Lime", Some(2)), ("Green", Some(1)), up, up),
            // The plan says otherwise than the bands.
            (("Green", Some(2)), ("Lime", Some(1)), up, up),
            // One of two has a place, or both have the same.
            (("Green", Some(1)), ("Lime", None), changed, down),
            (("Olive", Some(3)), ("Lime", Some(3)), changed, up),
            (("Green", None), ("Lime", None), changed, down),
            // Not in the bands.
            (("Green", None), ("Mint", None), changed, changed),
            (("Green", Some(7)), ("Mint", Some(40)), down, down),
            (("Green", Some(1)), ("green", Some(2)), steady, steady),
        ] {
            let of = |(name, place)| rating(name, Standing::OnTrack, place);
            let (before, now) = (of(before), of(now));
            let said = |tolerance| Direction::between_ratings(&before, &now, tolerance);
            assert_eq!((said(None), said(Some(&tolerance))), (Some(by_plan), Some(with_bands)), "{before:?} {now:?}");
        }
    }

    #[test]
    fn values_move_by_what_is_better() {
        let between = |before: i64, now: i64, polarity, target: &Target| {
            Direction::between_values(before.into(), now.into(), polarity, target)
        };
        let range = Target::Range(10.into(), 20.into());
        assert_eq!(between(5, 6, Polarity::Higher, &Target::None), Some(Direction::Improving));
        assert_eq!(between(5, 6, Polarity::Lower, &Target::None), Some(Direction::Worsening));
        assert_eq!(between(25, 8, Polarity::InRange, &range), Some(Direction::Improving));
        assert_eq!(between(12, 19, Polarity::InRange, &range), Some(Direction::Steady));
        assert_eq!(between(12, 19, Polarity::InRange, &Target::None), None);
    }
}
