//! Direction of travel: given by the service as a mark or a word, or computed from two ratings or two values. The marks
//! that are read are a closed list: a caret, an underscore or an "i" without its dot is what is left of an arrow after
//! copying, and guessing which arrow it was would put a figure in a public report.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::exact::Exact;
use super::rating::Standing;
use super::target::{Polarity, Target};
use super::text::{is_dash, key};

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

    /// From one rating to the next, by their standings. `None` where either says nothing of how well things stand:
    /// closed, awaited, monitor only.
    pub fn between_ratings(before: Standing, now: Standing) -> Option<Self> {
        Some(Self::from_order(now.rank()?.cmp(&before.rank()?)))
    }

    /// From one value to the next, by what is better. In range, nearer to the range is better, and `None` where the
    /// target is no range.
    pub fn between_values(before: Decimal, now: Decimal, polarity: Polarity, target: &Target) -> Option<Self> {
        let order = match (polarity, target) {
            (_, Target::YesNo(true)) => now.cmp(&before),
            (_, Target::YesNo(false)) => before.cmp(&now),
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
            (Polarity::InRange, Target::Number(_) | Target::Words(_) | Target::None) => {
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

    #[test]
    fn ratings_move_by_standing() {
        use Standing::{Awaited, Behind, Closed, Complete, OffTrack, OnTrack};
        let between = Direction::between_ratings;
        assert_eq!(between(Behind, OnTrack), Some(Direction::Improving));
        assert_eq!(between(OnTrack, Complete), Some(Direction::Improving));
        assert_eq!(between(Behind, Behind), Some(Direction::Steady));
        assert_eq!(between(Behind, OffTrack), Some(Direction::Worsening));
        assert_eq!(between(Behind, Closed), None);
        assert_eq!(between(Awaited, OnTrack), None);
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
