//! A rating of the scheme: its word, symbol and colour are the council's, its standing is ours. Rules are written
//! against the closed list of standings and never against words, so a scheme may call "Behind" amber, a triangle or
//! "slightly behind". What a rating asks of a row (commentary, revised deadline, completed date) is data too.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::luminance::contrast;
use super::text::key;
use super::window::Window;
use super::words::{undashed, words};

/// What stands for the rating of a row that should be counted and has none.
pub(crate) const NOT_RATED: &str = "Not rated";
/// What stands for the rating of a row that is not counted.
pub(crate) const INFORMATION_ONLY: &str = "Information only";

/// What a rating means to the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Done.
    Complete,
    /// Going to plan.
    OnTrack,
    /// Somewhat late or short.
    Behind,
    /// Badly late or short.
    OffTrack,
    /// Not begun.
    NotStarted,
    /// Stopped, or to be.
    Closed,
    /// Not known yet: not due, or with a reason instead of a value.
    Awaited,
    /// Watched, and not judged.
    MonitorOnly,
}

/// What is rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Actions.
    Actions,
    /// Indicators.
    Indicators,
}

/// Whether an entry must be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// It must.
    Required,
    /// It may.
    Optional,
}

/// A colour as `0xRRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Colour(pub u32);

/// One rating of a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Rating {
    /// Its word.
    pub name: String,
    /// Its symbol.
    pub symbol: Option<String>,
    /// Other words that are read as it.
    pub also: Vec<String>,
    /// Its fill.
    pub colour: Colour,
    /// What it tells the reader.
    pub meaning: String,
    /// What it means to the rules.
    pub standing: Standing,
    /// The slippage it stands for; none is never outside it.
    pub window: Option<Window>,
    /// Whether it asks for commentary.
    pub commentary: Need,
    /// Whether it asks for a revised deadline.
    pub revised: Need,
    /// Whether it asks for a completed date.
    pub completed: Need,
    /// Whether it is part of the base of percentages.
    pub in_percentages: bool,
    /// Ratings of one group are also summed in sentences.
    pub group: Option<String>,
    /// Its place among the ratings of its standing, 1 being the best; none where the plan gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_to_worst: Option<u32>,
}

impl Standing {
    /// Whether nothing is left to do: complete or closed.
    pub fn is_finished(self) -> bool {
        matches!(self, Self::Complete | Self::Closed)
    }

    /// How well things stand, higher being better; none for standings that say nothing of it.
    pub fn rank(self) -> Option<u8> {
        match self {
            Self::Complete => Some(3),
            Self::OnTrack => Some(2),
            Self::Behind => Some(1),
            Self::OffTrack => Some(0),
            Self::NotStarted | Self::Closed | Self::Awaited | Self::MonitorOnly => None,
        }
    }
}

words!(Standing, undashed {
    Complete => "Complete" | "completed",
    OnTrack => "On track",
    Behind => "Behind",
    OffTrack => "Off track",
    NotStarted => "Not started",
    Closed => "Closed",
    Awaited => "Awaited",
    MonitorOnly => "Monitor only",
});
words!(Kind, key { Actions => "Actions" | "action", Indicators => "Indicators" | "indicator" });
words!(Need, key { Required => "Required", Optional => "Optional" });

impl Need {
    /// Whether the entry must be made.
    pub fn is_required(self) -> bool {
        self == Self::Required
    }
}

impl Colour {
    /// Black.
    pub const BLACK: Self = Self(0x00_00_00);
    /// White.
    pub const WHITE: Self = Self(0xFF_FF_FF);

    /// Whether two fills beside each other look the same where they are printed in grey: less than 1.5 to 1 apart.
    pub fn is_like_in_grey(self, other: Self) -> bool {
        contrast(self.0, other.0) < 150
    }

    /// Reads six hexadecimal digits, with or without `#`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = key(text);
        let digits = text.strip_prefix('#').unwrap_or(&text);
        (digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit())).then_some(())?;
        u32::from_str_radix(digits, 16).ok().map(Self)
    }

    /// As it is typed in the plan: `#C00000`.
    pub fn hex(self) -> String {
        format!("#{:06X}", self.0 & 0xFF_FF_FF)
    }

    /// Black or white, whichever is read better on this colour; its contrast is always at least 4.5 to 1, the least
    /// that WCAG 2.2 (1.4.3) asks of text.
    #[must_use]
    pub fn text_colour(self) -> Self {
        if contrast(self.0, Self::BLACK.0) >= contrast(self.0, Self::WHITE.0) { Self::BLACK } else { Self::WHITE }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_is_required_must_be_made() {
        assert_eq!([Need::Required, Need::Optional].map(Need::is_required), [true, false]);
    }

    #[test]
    fn every_standing_reads_back_as_printed() {
        for standing in Standing::WORDS.iter().filter_map(|word| Standing::parse(word)) {
            assert_eq!(Standing::parse(&standing.to_string()), Some(standing));
        }
        assert_eq!(Standing::parse("ON-TRACK"), Some(Standing::OnTrack));
        assert_eq!(Standing::parse("Green"), None);
        assert_eq!(Standing::parse(""), None);
    }

    #[test]
    fn colours_are_six_hexadecimal_digits() {
        assert_eq!(Colour::parse("#C00000"), Some(Colour(0xC0_00_00)));
        assert_eq!(Colour::parse(" c00000 "), Some(Colour(0xC0_00_00)));
        for wrong in ["", "#", "red", "#C0000", "#C000000", "+C0000", "##0000"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Colour(0x00_0A_0B).hex(), "#000A0B");
    }

    #[test]
    fn dark_fills_take_white_text_and_light_ones_black() {
        assert_eq!(Colour(0xC0_00_00).text_colour(), Colour::WHITE);
        assert_eq!(Colour(0xFF_C0_00).text_colour(), Colour::BLACK);
    }

    proptest! {
        #[test]
        fn text_can_be_read_on_any_fill(rgb in 0..=0xFF_FF_FF_u32) {
            let fill = Colour(rgb);
            prop_assert!(contrast(fill.0, fill.text_colour().0) >= 450);
            prop_assert_eq!(Colour::parse(&fill.hex()), Some(fill));
        }
    }
}
