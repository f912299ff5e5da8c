//! What a cell of the consolidated workbook holds.
//!
//! Text is borrowed from the returns and the plan where it stands there word for word: a quarter has hundreds of
//! thousands of cells, and copying them would cost more than writing them.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{Share, Unit};
use crate::workbook::{hundredth, lines_of};

/// What follows the number format of a figure that was restated: `110 r`.
pub(super) const RESTATED: &str = "\" r\"";

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    /// Nothing.
    Blank,
    /// Text.
    Text(Cow<'a, str>),
    /// Text in a cell with the text format, so that an edited 1.10 stays 1.10.
    Ref(Cow<'a, str>),
    /// Text in grey, beside what counts.
    Aside(Cow<'a, str>),
    /// A whole number.
    Count(u64),
    /// An exact number with its number format: 92.5 for 92.5%.
    Number(Decimal, Cow<'static, str>),
    /// A value that its unit writes in words, with the number that it is in data files, where it is one.
    Worded(Cow<'a, str>, Option<Decimal>),
    /// A percentage with that many places.
    Percentage(Share, u8),
    /// What a formula makes of other cells, with what it makes of them now.
    Live(String, Box<Cell<'a>>),
    /// A day.
    Day(Date),
}

impl<'a> Cell<'a> {
    /// Text, or nothing where there is none.
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// Text that may be there.
    pub(super) fn optional(text: Option<&'a str>) -> Self {
        text.map_or(Self::Blank, Self::text)
    }

    /// What may be there, in its own words.
    pub(super) fn made(of: Option<impl ToString>) -> Self {
        of.map_or(Self::Blank, |of| Self::text(of.to_string()))
    }

    /// A day that may be there.
    pub(super) fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Blank, Self::Day)
    }

    /// An entry that somebody makes later, kept as it is typed.
    pub(super) fn to_fill_in() -> Self {
        Self::Ref(Cow::Borrowed(""))
    }

    /// It, or those words where it is nothing.
    pub(super) fn or(self, words: &'static str) -> Self {
        if self.is_blank() { Self::text(words) } else { self }
    }

    /// What a formula makes of other cells.
    pub(super) fn live(formula: String, result: Self) -> Self {
        Self::Live(formula, Box::new(result))
    }

    /// How many lines it takes in a cell of that width.
    pub(super) fn lines(&self, width: u16) -> u32 {
        match self {
            Self::Text(text) | Self::Ref(text) | Self::Aside(text) | Self::Worded(text, _) => lines_of(text, width),
            Self::Blank | Self::Count(_) | Self::Number(..) | Self::Percentage(..) | Self::Live(..) | Self::Day(_) => 1,
        }
    }

    /// Its text, where it is one.
    pub(super) fn into_text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(text) | Self::Ref(text) | Self::Aside(text) | Self::Worded(text, _) => Some(text),
            Self::Live(_, result) => result.into_text(),
            Self::Blank | Self::Count(_) | Self::Number(..) | Self::Percentage(..) | Self::Day(_) => None,
        }
    }

    /// Whether it is nothing.
    pub(super) fn is_blank(&self) -> bool {
        *self == Self::Blank
    }

    /// A number as its cell stores it, with its number format; `None` where it is no number.
    pub(super) fn figure(&self) -> Option<(Decimal, Cow<'static, str>)> {
        match self {
            Self::Count(count) => Some((Decimal::from(*count), "#,##0".into())),
            Self::Number(value, format) if format.trim_end_matches(RESTATED).ends_with('%') => {
                Some((hundredth(*value), format.clone()))
            }
            Self::Number(value, format) => Some((in_days(*value, format), format.clone())),
            Self::Percentage(share, places) => {
                let format = match places {
                    0 => "0%".into(),
                    places => format!("0.{}%", "0".repeat(usize::from(*places))).into(),
                };
                Some((hundredth(share.value()), format))
            }
            Self::Live(_, result) => result.figure(),
            Self::Blank | Self::Text(_) | Self::Ref(_) | Self::Aside(_) | Self::Worded(..) | Self::Day(_) => None,
        }
    }
}

/// A time as its cell stores it, in days; any other number as it is.
fn in_days(value: Decimal, format: &str) -> Decimal {
    let format = format.trim_end_matches(RESTATED);
    let unit = [Unit::HoursMinutes, Unit::MinutesSeconds].into_iter().find(|unit| unit.time_format() == Some(format));
    let day = unit.and_then(Unit::in_a_day);
    day.and_then(|day| value.checked_div(day)).unwrap_or(value)
}
