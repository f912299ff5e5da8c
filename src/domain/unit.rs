//! The units that planroll knows by more than their word: what a value of each is, and how its clock and its words are
//! printed.
//!
//! A value is always held as one exact number, so that bands, changes and history need no second way: hours and minutes as
//! minutes, minutes and seconds as seconds, yes as 1 and no as 0. Words have no number at all.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::text::key;

/// What a unit's values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// `%`.
    Percent,
    /// `% change`.
    PercentChange,
    /// `£`.
    Pounds,
    /// `£k`.
    ThousandPounds,
    /// `£m`.
    MillionPounds,
    /// `days`.
    Days,
    /// `hh:mm`: a length of time or a time of day, in minutes.
    HoursMinutes,
    /// `mm:ss`: a length of time, in seconds.
    MinutesSeconds,
    /// `yes/no`: 1 or 0.
    YesNo,
    /// `text`: any words, which are only monitored.
    Text,
    /// `number`, none, or any other word, which is a label.
    Number,
}

impl Unit {
    /// What a unit is, by its word.
    pub fn of(unit: &str) -> Self {
        match key(unit).as_str() {
            "%" => Self::Percent,
            "% change" => Self::PercentChange,
            "£" => Self::Pounds,
            "£k" => Self::ThousandPounds,
            "£m" => Self::MillionPounds,
            "days" => Self::Days,
            "hh:mm" => Self::HoursMinutes,
            "mm:ss" => Self::MinutesSeconds,
            "yes/no" => Self::YesNo,
            "text" => Self::Text,
            _ => Self::Number,
        }
    }

    /// Whether its values are typed and printed as words, and stand in cells of text.
    pub fn is_in_words(self) -> bool {
        self.is_time() || matches!(self, Self::YesNo | Self::Text)
    }

    /// Whether its values are times.
    pub fn is_time(self) -> bool {
        matches!(self, Self::HoursMinutes | Self::MinutesSeconds)
    }

    /// Whether its values tell their unit, so that nobody needs its word behind them.
    pub fn is_told_by_figures(self) -> bool {
        !matches!(self, Self::Days | Self::Number)
    }

    /// How many pounds one of it is, where it counts pounds by the thousand, and the letter behind an amount of it.
    pub fn of_pounds(self) -> Option<(Decimal, char)> {
        if self == Self::ThousandPounds {
            Some((Decimal::ONE_THOUSAND, 'k'))
        } else if self == Self::MillionPounds {
            Some((Decimal::from(1_000_000), 'm'))
        } else {
            None
        }
    }

    /// How many of the number of a time make a day.
    pub fn in_a_day(self) -> Option<Decimal> {
        let in_a_day = if self == Self::HoursMinutes { 1_440 } else { 86_400 };
        self.is_time().then(|| Decimal::from(in_a_day))
    }

    /// The number format that shows a time as it is printed.
    pub fn time_format(self) -> Option<&'static str> {
        let format = if self == Self::HoursMinutes { "[h]:mm" } else { "[m]:ss" };
        self.is_time().then_some(format)
    }

    /// A value for data files and programs: seconds of a time, the number itself of anything else.
    pub fn plain_number(self, value: Decimal) -> Option<Decimal> {
        if self == Self::HoursMinutes { value.checked_mul(Decimal::from(60)) } else { Some(value) }
    }

    /// What the amounts between two times are counted in.
    pub fn of_amounts(self) -> Option<&'static str> {
        let word = if self == Self::HoursMinutes { "minutes" } else { "seconds" };
        self.is_time().then_some(word)
    }

    /// A value in words, where its unit prints it so: `12:30`, `Yes`.
    pub fn in_words(self, value: Decimal) -> Option<String> {
        if self == Self::YesNo {
            return Some(if value.is_zero() { "No" } else { "Yes" }.to_owned());
        }
        if self.is_time() { clock(value) } else { None }
    }
}

/// Two parts of a time, the second from 00 to 59: `7:05`. `None` where it is past every clock.
fn clock(value: Decimal) -> Option<String> {
    let rounded = value.abs().round();
    let whole = rounded.to_u64()?;
    let sign = if value.is_sign_negative() && whole > 0 { "-" } else { "" };
    Some(format!("{sign}{}:{:02}", whole / 60, whole % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_known_by_its_word_and_any_other_is_a_label() {
        for (word, unit) in [
            ("%", Unit::Percent),
            (" % Change ", Unit::PercentChange),
            ("£", Unit::Pounds),
            ("£K", Unit::ThousandPounds),
            ("£m", Unit::MillionPounds),
            ("Days", Unit::Days),
            ("HH:MM", Unit::HoursMinutes),
            ("mm:ss", Unit::MinutesSeconds),
            ("Yes/No", Unit::YesNo),
            ("text", Unit::Text),
        ] {
            assert_eq!(Unit::of(word), unit, "{word}");
        }
        for label in ["", "number", "ratio", "rank", "date", "minutes", "dB", "£ per head", "hours", "texts", "yes"] {
            assert_eq!(Unit::of(label), Unit::Number, "{label}");
        }
    }

    #[test]
    fn a_value_is_printed_as_people_write_it() {
        let words = |unit: Unit, value: i64| unit.in_words(value.into()).unwrap();
        assert_eq!(words(Unit::HoursMinutes, 750), "12:30");
        assert_eq!(words(Unit::HoursMinutes, 5), "0:05");
        assert_eq!(words(Unit::HoursMinutes, 6_000), "100:00");
        assert_eq!(words(Unit::MinutesSeconds, 59), "0:59");
        assert_eq!(words(Unit::MinutesSeconds, -61), "-1:01");
        assert_eq!([words(Unit::YesNo, 1), words(Unit::YesNo, 0)], ["Yes", "No"]);
        assert_eq!(Unit::HoursMinutes.in_words(Decimal::MAX), None);
        assert_eq!(Unit::HoursMinutes.plain_number(750.into()), Some(45_000.into()));
        assert_eq!(Unit::MinutesSeconds.plain_number(59.into()), Some(59.into()));
    }
}
