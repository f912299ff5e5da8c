//! Values typed as text, read by their unit: `£2.4m` in £m, `29.5 days` in days, `12:30` in hh:mm, `Yes` in yes/no; in
//! every other unit a number as [`read_number`] has it.
//!
//! What a unit does not read is named by what the unit asks for, so that a finding can say how to type it.

use rust_decimal::Decimal;

use super::number::{NotANumber, TypedNumber, range_of, read_number};
use super::text::{is_blank, key, tidy};
use super::unit::Unit;

/// The most figures before the colon of a time: more are no time that anybody reports.
const MOST_FIGURES: usize = 6;

impl Unit {
    /// The value that a text is in this unit.
    ///
    /// # Errors
    /// `NotANumber` says what the text is instead, or what the unit asks for.
    pub fn read(self, text: &str) -> Result<TypedNumber, NotANumber> {
        match self {
            Self::Percent | Self::PercentChange | Self::Pounds | Self::Number => read_number(text),
            Self::ThousandPounds | Self::MillionPounds => self.read_pounds(text),
            Self::Days => read_days(text),
            Self::HoursMinutes | Self::MinutesSeconds => read_clock(text).ok_or(self.refusal()),
            Self::YesNo => read_yes_no(text).ok_or(self.refusal()),
            Self::Text => Err(self.refusal()),
        }
    }

    /// What is to be said of what is none of its values.
    pub fn refusal(self) -> NotANumber {
        match self {
            Self::HoursMinutes => NotANumber::NotHoursMinutes,
            Self::MinutesSeconds => NotANumber::NotMinutesSeconds,
            Self::YesNo => NotANumber::NotYesNo,
            Self::Percent | Self::PercentChange | Self::Pounds | Self::ThousandPounds | Self::MillionPounds => {
                NotANumber::Words
            }
            Self::Days | Self::Text | Self::Number => NotANumber::Words,
        }
    }

    /// An amount with k or m behind it is that many pounds, whichever of the two the unit counts; a bare one is in the unit.
    fn read_pounds(self, text: &str) -> Result<TypedNumber, NotANumber> {
        let typed = tidy(text);
        let Some((amount, of)) = with_letter(&typed) else { return read_number(text) };
        // Of what is no number without its letter either, the whole text says best what it is.
        let read = read_number(amount).map_err(|_| read_number(text).err().unwrap_or(NotANumber::Words))?;
        if read.percent {
            return Err(NotANumber::Words);
        }
        let value = match self.of_pounds() {
            Some((own, _)) if own != of => read.value.checked_mul(of).and_then(|value| value.checked_div(own)),
            Some(_) | None => Some(read.value),
        };
        value.map(plain).ok_or(NotANumber::OutOfRange)
    }

    /// Reads a range of values in this unit: `10 to 20`, `09:30-10:00`. `None` where either end is none of its values or
    /// the first is above the second.
    pub fn read_range(self, text: &str) -> Option<(Decimal, Decimal)> {
        range_of(text, |text| self.read(text).ok().map(|read| read.value))
    }
}

/// A figure with a k or m behind it, and how many pounds the letter stands for.
fn with_letter(typed: &str) -> Option<(&str, Decimal)> {
    let units = [Unit::ThousandPounds, Unit::MillionPounds];
    units.iter().filter_map(|unit| unit.of_pounds()).find_map(|(pounds, letter)| {
        let amount = typed.strip_suffix([letter, letter.to_ascii_uppercase()])?.trim_end_matches(is_blank);
        amount.ends_with(|last: char| last.is_ascii_digit()).then_some((amount, pounds))
    })
}

/// A number with or without the word of its unit behind it.
fn read_days(text: &str) -> Result<TypedNumber, NotANumber> {
    let typed = tidy(text);
    let lower = typed.to_lowercase();
    let amount = ["days", "day"].into_iter().find_map(|word| {
        let before = typed.get(..lower.strip_suffix(word)?.len())?.trim_end_matches(is_blank);
        before.ends_with(|last: char| last.is_ascii_digit()).then_some(before)
    });
    match amount.map(read_number) {
        Some(Ok(read)) if !read.percent => Ok(read),
        Some(_) | None => read_number(text),
    }
}

/// Two parts of a time with a colon between, the second of two figures and under 60, as how many of the second.
fn read_clock(text: &str) -> Option<TypedNumber> {
    let typed = tidy(text);
    let (first, second) = typed.split_once(':')?;
    let figures = |part: &str, most: usize| -> Option<u32> {
        let is_part = (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_part { part.parse().ok() } else { None }
    };
    let (first, second) = (figures(first, MOST_FIGURES)?, figures(second, 2)?);
    if typed.len() - typed.find(':')? != 3 || second >= 60 {
        return None;
    }
    first.checked_mul(60)?.checked_add(second).map(|value| plain(value.into()))
}

fn read_yes_no(text: &str) -> Option<TypedNumber> {
    match key(text).as_str() {
        "yes" | "y" | "true" => Some(plain(Decimal::ONE)),
        "no" | "n" | "false" => Some(plain(Decimal::ZERO)),
        _ => None,
    }
}

fn plain(value: Decimal) -> TypedNumber {
    TypedNumber { value: value.normalize(), percent: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(unit: &str, text: &str) -> Result<String, NotANumber> {
        Unit::of(unit).read(text).map(|read| read.value.to_string())
    }

    #[test]
    fn pounds_by_the_thousand_and_million_are_read_in_their_unit() {
        for (unit, text, value) in [
            ("£m", "£2.4m", "2.4"),
            ("£m", "2.4m", "2.4"),
            ("£m", "2.4", "2.4"),
            ("£m", "£2.4 M", "2.4"),
            ("£m", "-£0.5m", "-0.5"),
            ("£m", "£1,300k", "1.3"),
            ("£k", "£1,300k", "1300"),
            ("£k", "1,300", "1300"),
            ("£k", "£1.3m", "1300"),
            ("£k", "(5k)", ""),
            ("£k", "£12.50k", "12.5"),
        ] {
            let found = read(unit, text);
            if value.is_empty() {
                assert!(found.is_err(), "{text}: {found:?}");
            } else {
                assert_eq!(found.unwrap(), value, "{text} in {unit}");
            }
        }
        assert_eq!(read("£m", "about 2m"), Err(NotANumber::Words));
        assert_eq!(read("£m", "2.4m and 3m"), Err(NotANumber::Words));
        assert_eq!(read("£m", "92%m"), Err(NotANumber::Words));
        assert_eq!(read("£", "£2.4m"), Err(NotANumber::Words));
        assert_eq!(read("£m", "m"), Err(NotANumber::Words));
    }

    #[test]
    fn days_may_have_their_word() {
        for (text, value) in [
            ("29.5 days", "29.5"),
            ("1 day", "1"),
            ("29.5days", "29.5"),
            ("30", "30"),
            ("-1 DAYS", "-1"),
            ("1,000 days", "1000"),
        ] {
            assert_eq!(read("days", text).unwrap(), value, "{text}");
        }
        assert_eq!(read("days", "about 30 days"), Err(NotANumber::Words));
        assert_eq!(read("days", "3 weeks"), Err(NotANumber::Words));
        assert_eq!(read("days", "days"), Err(NotANumber::Words));
        assert_eq!(read("weeks", "3 weeks"), Err(NotANumber::Words));
    }

    #[test]
    fn a_time_has_two_parts_and_the_second_is_under_60() {
        for (text, minutes) in [("12:30", "750"), ("0:05", "5"), ("07:05", "425"), ("100:59", "6059"), (" 1:00 ", "60")]
        {
            assert_eq!(read("hh:mm", text).unwrap(), minutes, "{text}");
            assert_eq!(read("mm:ss", text).unwrap(), minutes, "{text}");
        }
        for wrong in [
            "12:60",
            "12:5",
            "12:305",
            ":30",
            "12:",
            "12",
            "12.30",
            "1:2:3",
            "12:30:00",
            "-1:30",
            "1 2:30",
            "1234567:00",
            "12:30 am",
            "1,000:30",
        ] {
            assert_eq!(read("hh:mm", wrong), Err(NotANumber::NotHoursMinutes), "{wrong}");
            assert_eq!(read("mm:ss", wrong), Err(NotANumber::NotMinutesSeconds), "{wrong}");
        }
    }

    #[test]
    fn yes_and_no_are_the_words_of_any_yes_or_no() {
        for (text, value) in [("Yes", "1"), ("y", "1"), ("TRUE", "1"), ("no", "0"), ("N", "0"), ("false", "0")] {
            assert_eq!(read("yes/no", text).unwrap(), value, "{text}");
        }
        for wrong in ["1", "0", "maybe", "partly", "yes, mostly", ""] {
            assert_eq!(read("yes/no", wrong), Err(NotANumber::NotYesNo), "{wrong}");
        }
        assert_eq!(read("text", "12"), Err(NotANumber::Words));
    }

    #[test]
    fn every_printed_value_is_read_again() {
        for (unit, value) in
            [("£m", "2.4"), ("£k", "1300"), ("hh:mm", "750"), ("mm:ss", "6059"), ("yes/no", "0"), ("days", "29.5")]
        {
            let number: Decimal = value.parse().unwrap();
            let printed = super::super::number::print(number, None, unit);
            assert_eq!(read(unit, &printed).unwrap(), value, "{printed}");
        }
    }
}
