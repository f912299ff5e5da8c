//! One cell: its address, its value, how Excel shows it, and the formula behind it.
//!
//! A value is what stands in the cell, not what it means: no word is interpreted here and no text is trimmed. A cell without
//! a value exists only when it has a formula, so that a formula whose result was never stored can be told from a blank.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::domain::{SharedText, Unit, print_day, tidied};

use super::CellRef;
use super::text::resolved;
use super::time_parts::TimeParts;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Text, never empty, exactly as stored save that control characters are replaced by U+FFFD.
    Text(SharedText),
    /// A number to fifteen significant digits.
    Number(Decimal),
    /// TRUE or FALSE.
    Bool(bool),
    /// A number or text that the cell's format makes a date.
    Date {
        /// The calendar day; a time of day is dropped.
        day: Date,
        /// Whether the cell shows the day of the month: false for formats such as `mmm-yy`.
        shows_day: bool,
    },
    /// A number that the cell's format makes a time of day, or a length of time.
    Time {
        /// In days: 0.0625 for an hour and a half.
        days: Decimal,
        /// Whether it is a length of time, which may be longer than a day.
        elapsed: bool,
        /// What its format shows of it.
        parts: TimeParts,
    },
    /// An error word as stored: `#REF!`, `#N/A`, `#SPILL!`, or any other.
    Error(SharedText),
}

impl Value {
    /// Whether it is a time whose format shows exactly the two parts of the unit.
    pub(crate) fn is_time_of(&self, unit: Unit) -> bool {
        let wanted = if unit == Unit::HoursMinutes { TimeParts::HoursMinutes } else { TimeParts::MinutesSeconds };
        unit.is_time() && matches!(self, Self::Time { parts, .. } if *parts == wanted)
    }
}

/// The class of a cell's number format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Shown {
    /// The General format, or none, or a file that does not tell.
    #[default]
    General,
    /// A format with a percent sign: 0.92 is shown as 92%.
    Percent,
    /// A date format.
    Date {
        /// Whether it shows the day of the month.
        shows_day: bool,
    },
    /// The Text format, `@`.
    Text,
    /// Any other format.
    Other,
}

/// How a plain number format such as `0.00` or `#,##0` writes a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Displayed {
    /// The least number of digits before the decimal point.
    pub digits: u8,
    /// Digits after the decimal point.
    pub decimals: u8,
    /// Whether thousands are set apart by commas.
    pub grouped: bool,
}

/// The formula behind a cell.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Formula {
    /// As it stands in its file.
    written: SharedText,
    /// Whether XML's own references stand in it, which are resolved when somebody asks: hardly anybody does, and each row of a
    /// return has formulas of thousands of letters.
    is_escaped: bool,
    /// Whether a result is stored. False means that no program ever calculated it; a stored empty text is a result.
    pub stored: bool,
}

impl Formula {
    /// A formula without its equals sign; empty where it only continues a formula shared with another cell.
    pub fn new(text: impl Into<SharedText>, stored: bool) -> Self {
        Self { written: text.into(), is_escaped: false, stored }
    }

    /// A formula as it stands in an XML part, with `&lt;` and the like in it where `is_escaped`.
    pub(super) fn as_written(written: &str, is_escaped: bool, stored: bool) -> Self {
        let written = if written.is_empty() { SharedText::default() } else { SharedText::from(written) };
        Self { written, is_escaped, stored }
    }

    /// The formula without its equals sign; empty where it only continues a formula shared with another cell.
    pub fn text(&self) -> Cow<'_, str> {
        if self.is_escaped { resolved(&self.written) } else { Cow::Borrowed(&self.written) }
    }

    /// What `LibreOffice` makes of a typed TRUE or FALSE: a formula, whose result is stored as 1 or 0 and shown as the word.
    pub(super) fn typed_truth(&self) -> Option<bool> {
        match &*self.text() {
            "TRUE()" | "TRUE" => Some(true),
            "FALSE()" | "FALSE" => Some(false),
            _ => None,
        }
    }
}

impl PartialEq for Formula {
    fn eq(&self, other: &Self) -> bool {
        self.stored == other.stored && self.text() == other.text()
    }
}

impl Eq for Formula {}

/// One cell that holds a value, a formula or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Where it is.
    pub at: CellRef,
    /// What stands in it; for a formula its stored result.
    pub value: Option<Value>,
    /// The class of its number format.
    pub shown: Shown,
    /// The formula behind it.
    pub formula: Option<Box<Formula>>,
    /// How its format writes a number, where that is one of the plain ones.
    pub displayed: Option<Displayed>,
}

impl Cell {
    /// A cell of text in the General format; an empty text makes a cell without a value.
    pub fn text(at: CellRef, text: &str) -> Self {
        let value = (!text.is_empty()).then(|| Value::Text(SharedText::from(text)));
        Self::plain(at, value, Shown::General)
    }

    /// A cell with a number in the General format.
    pub fn number(at: CellRef, number: Decimal) -> Self {
        Self::plain(at, Some(Value::Number(number)), Shown::General)
    }

    /// A cell with a date, shown to the day.
    pub fn date(at: CellRef, day: Date) -> Self {
        let shows_day = true;
        Self::plain(at, Some(Value::Date { day, shows_day }), Shown::Date { shows_day })
    }

    /// The value as Excel shows it, for reading references and for quoting: numbers as their format writes them, dates in
    /// words (`31 March 2026`, or `March 2026` where the format shows no day), TRUE or FALSE, text and error words as they are, nothing as the empty text.
    pub fn as_shown(&self) -> String {
        self.shown_text().into_owned()
    }

    /// The same without a copy where the value is text.
    pub fn shown_text(&self) -> Cow<'_, str> {
        match &self.value {
            None => Cow::Borrowed(""),
            Some(Value::Text(text) | Value::Error(text)) => Cow::Borrowed(text),
            Some(Value::Bool(true)) => Cow::Borrowed("TRUE"),
            Some(Value::Bool(false)) => Cow::Borrowed("FALSE"),
            Some(Value::Date { day, shows_day: true }) => Cow::Owned(print_day(*day)),
            Some(Value::Date { day, shows_day: false }) => Cow::Owned(day.strftime("%B %Y").to_string()),
            Some(Value::Number(number)) => Cow::Owned(self.number_text(*number)),
            Some(Value::Time { days, elapsed, parts }) => Cow::Owned(time_text(*days, *elapsed, *parts)),
        }
    }

    /// The value as Excel shows it, without spaces of any kind at its ends; a text that has none is not copied.
    pub fn tidy_text(&self) -> SharedText {
        match &self.value {
            Some(Value::Text(text) | Value::Error(text)) => text.tidied(),
            Some(Value::Bool(_) | Value::Date { .. } | Value::Number(_) | Value::Time { .. }) | None => {
                tidied(&self.shown_text()).into()
            }
        }
    }

    pub(super) fn plain(at: CellRef, value: Option<Value>, shown: Shown) -> Self {
        Self { at, value, shown, formula: None, displayed: None }
    }

    fn number_text(&self, number: Decimal) -> String {
        let (number, sign) = match (self.shown, number.checked_mul(Decimal::ONE_HUNDRED)) {
            (Shown::Percent, Some(hundredfold)) => (hundredfold, "%"),
            (Shown::Percent | Shown::General | Shown::Date { .. } | Shown::Text | Shown::Other, _) => (number, ""),
        };
        let written = match self.displayed {
            Some(displayed) => displayed.write(number),
            None => number.normalize().to_string(),
        };
        written + sign
    }
}

/// A time as its format shows it; where that is not known to be of two parts, with its seconds where it has any. The number
/// where it is past every calendar.
fn time_text(days: Decimal, elapsed: bool, parts: TimeParts) -> String {
    const DAY: u64 = 86_400;
    let seconds = days.abs().checked_mul(Decimal::from(DAY)).and_then(|seconds| seconds.round().to_u64());
    let Some(seconds) = seconds else { return days.normalize().to_string() };
    let seconds = if elapsed { seconds } else { seconds % DAY };
    let sign = if days.is_sign_negative() && seconds > 0 { "-" } else { "" };
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if parts == TimeParts::MinutesSeconds {
        let minutes = if elapsed { seconds / 60 } else { minutes };
        return format!("{sign}{minutes:02}:{rest:02}");
    }
    let rest = if parts == TimeParts::HoursMinutes { 0 } else { rest };
    let rest = if rest == 0 { String::new() } else { format!(":{rest:02}") };
    format!("{sign}{hours:02}:{minutes:02}{rest}")
}

impl Displayed {
    fn write(self, number: Decimal) -> String {
        let places = usize::from(self.decimals);
        let rounded = number.round_dp_with_strategy(u32::from(self.decimals), RoundingStrategy::MidpointAwayFromZero);
        let written = format!("{:.places$}", rounded.abs());
        let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
        let whole = format!("{whole:0>width$}", width = usize::from(self.digits));
        let mut out = String::with_capacity(written.len() + 4);
        if rounded.is_sign_negative() && !rounded.is_zero() {
            out.push('-');
        }
        for (index, digit) in whole.chars().enumerate() {
            if self.grouped && index > 0 && (whole.len() - index) % 3 == 0 {
                out.push(',');
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push('.');
            out.push_str(fraction);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_small_because_a_plan_of_thousands_of_rows_has_millions() {
        assert!(size_of::<Cell>() <= 48, "{}", size_of::<Cell>());
    }

    fn shown(number: &str, shown: Shown, digits: u8, decimals: u8, grouped: bool) -> String {
        let mut cell = Cell::number(CellRef::default(), number.parse().unwrap());
        cell.shown = shown;
        cell.displayed = Some(Displayed { digits, decimals, grouped });
        cell.as_shown()
    }

    #[test]
    fn a_reference_typed_as_a_number_keeps_the_zero_it_shows() {
        assert_eq!(shown("1.1", Shown::Other, 1, 2, false), "1.10");
        assert_eq!(shown("7", Shown::Other, 3, 0, false), "007");
        assert_eq!(shown("1234567.5", Shown::Other, 1, 0, true), "1,234,568");
        assert_eq!(shown("-0.4", Shown::Other, 1, 0, false), "0");
        assert_eq!(shown("-1234.5", Shown::Other, 1, 1, true), "-1,234.5");
        assert_eq!(shown("0.925", Shown::Percent, 1, 0, false), "93%");
    }

    #[test]
    fn a_time_is_shown_as_one() {
        let in_parts = |days: &str, elapsed, parts| time_text(days.parse().unwrap(), elapsed, parts);
        let shown = |days: &str, elapsed| in_parts(days, elapsed, TimeParts::Other);
        assert_eq!(
            [shown("0.0625", false), shown("1.0625", false), shown("1.0625", true)],
            ["01:30", "01:30", "25:30"]
        );
        assert_eq!([shown("0.00347222222222222", false), shown("0.5000115740740741", false)], ["00:05", "12:00:01"]);
        assert_eq!([shown("-0.0625", true), shown("0", false)], ["-01:30", "00:00"]);
        assert_eq!(in_parts("0.5000115740740741", false, TimeParts::HoursMinutes), "12:00");
        assert_eq!(in_parts("0.0430902777777778", false, TimeParts::MinutesSeconds), "02:03");
        assert_eq!(in_parts("0.0430902777777778", true, TimeParts::MinutesSeconds), "62:03");
    }

    #[test]
    fn the_general_format_shows_the_shortest_form() {
        let at = CellRef::default();
        assert_eq!(Cell::number(at, "1.10".parse().unwrap()).as_shown(), "1.1");
        assert_eq!(Cell::number(at, Decimal::from(4)).as_shown(), "4");
        assert_eq!(Cell::text(at, " 4.3 ").as_shown(), " 4.3 ");
        assert_eq!(Cell::date(at, jiff::civil::date(2024, 12, 31)).as_shown(), "31 December 2024");
        assert_eq!(Cell::text(at, "").value, None);
        let mut month = Cell::date(at, jiff::civil::date(2026, 3, 1));
        month.value = Some(Value::Date { day: jiff::civil::date(2026, 3, 1), shows_day: false });
        assert_eq!(month.as_shown(), "March 2026");
    }
}
