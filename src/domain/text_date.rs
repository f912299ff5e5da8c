//! Dates typed as text: the whole grammar that planroll accepts in deadlines, revised and completed dates, and what is
//! told apart where a text is not one. The grammar is closed on purpose: a date guessed from loose words would move a
//! deadline without anybody having decided it. Day first always; a month, quarter or year means its last day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::around_a_day::{is_time_of_day, weekday_in_front};
use super::date_tokens::{Token, tokens};
use super::financial_year::{FinancialYear, first_of_month};
use super::part_of_year::{full_year, last_year, named_part};
use super::period::Period;
use super::slippage::add_months;
use super::text::{key, tidy};
use super::word_list;

/// A date read from text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct TextDate {
    /// The day it stands for.
    pub day: Date,
    /// How exactly it was written.
    pub precision: Precision,
    /// Whether it could also be read month first; it was read day first.
    pub ambiguous: bool,
    /// Whether a weekday stands in front that is not that day's.
    pub wrong_weekday: bool,
}

/// How exactly a date was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// `31 March 2026`.
    Day,
    /// `March 2026`.
    Month,
    /// `Q3`, `Q3 2025/26`.
    Quarter,
    /// `T2`, `T2 2025/26`, where the council reports every four months.
    Third,
    /// `2025/26`, `2021`.
    Year,
    /// `2021-23`.
    Years,
}

impl Precision {
    /// The first day that is meant by a date of which `last` is the last.
    pub(crate) fn first_day(self, last: Date) -> Date {
        let months = match self {
            Self::Day => return last,
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Third => 4,
            Self::Year | Self::Years => 12,
        };
        add_months(last, -months).tomorrow().unwrap_or(last)
    }
}

/// Why a text is not a date, each with the text as typed (only spaces at its ends removed).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotADate {
    /// It says how things stand: `Complete`, `Done`, `On track`.
    StatusWord(String),
    /// It names a season: `Autumn 2025`.
    Season(String),
    /// It puts the date off: `TBC`, `asap`, `n/a`.
    Placeholder(String),
    /// A day that no calendar has: `31 June 2025`.
    ImpossibleDay(String),
    /// A year or a run of years, where a day is wanted.
    Years(String),
    /// Anything else.
    Other(String),
}

impl NotADate {
    /// The text as typed.
    pub fn text(&self) -> &str {
        match self {
            Self::StatusWord(text)
            | Self::Season(text)
            | Self::Placeholder(text)
            | Self::ImpossibleDay(text)
            | Self::Years(text)
            | Self::Other(text) => text,
        }
    }
}

/// Reads a text date. A quarter without a year is one of the period's financial year.
///
/// # Errors
/// `NotADate` says what kind of text it is instead. Open words such as `Ongoing` are `NotADate::Other` here: only
/// deadlines may be open.
pub fn read_date(text: &str, period: &Period) -> Result<TextDate, NotADate> {
    read_printed(text, *period).map(|(date, _)| date)
}

/// A bare year typed as a number: 31 December of that year, as the text `2021` is. `None` outside 1900 to 2199.
pub(crate) fn from_year_number(year: i64) -> Option<TextDate> {
    year_end(u32::try_from(year).ok()?).map(|(date, _)| date)
}

/// [`read_date`], with the words in which the date is printed.
pub(super) fn read_printed(text: &str, period: Period) -> Result<(TextDate, String), NotADate> {
    let all: Vec<Token> = tokens(text).into_iter().map(|placed| placed.token).collect();
    match whole(&all, period) {
        Found::Date(date, printed) => Ok((date, printed)),
        Found::Impossible => Err(NotADate::ImpossibleDay(tidy(text))),
        Found::Nothing => Err(not_a_date(text)),
    }
}

/// What a run of tokens makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// A date and how it is printed.
    Date(TextDate, String),
    /// The form of a date, but of no day in the calendar.
    Impossible,
    /// No date.
    Nothing,
}

/// Day, month and year in figures, in either of the accepted orders, or a day with its month by name.
pub(super) fn full_date(tokens: &[Token]) -> Found {
    match tokens {
        [
            Token::Number(d, 1 | 2),
            Token::Mark(first @ ('/' | '-' | '.')),
            Token::Number(m, 1 | 2),
            Token::Mark(second),
            Token::Number(y, digits @ (2 | 4)),
        ] if first == second => day(*d, *m, *y, *digits, true),
        [
            Token::Number(y, 4),
            Token::Mark(first @ ('/' | '-' | '.')),
            Token::Number(m, 1 | 2),
            Token::Mark(second),
            Token::Number(d, 1 | 2),
        ] if first == second => day(*d, *m, *y, 4, false),
        [Token::Number(d, 1 | 2) | Token::Ordinal(d), between @ .., Token::Number(y, digits @ (2 | 4))] => {
            match between {
                [Token::Month(m)]
                | [Token::Mark('-' | '/' | '.' | ','), Token::Month(m)]
                | [Token::Month(m), Token::Mark('-' | '/' | '.' | ',')]
                | [Token::Mark('-' | '/' | '.' | ','), Token::Month(m), Token::Mark('-' | '/' | '.' | ',')] => {
                    day(*d, u32::from(*m), *y, *digits, false)
                }
                [Token::Word(of), Token::Month(m)] if *of == "of" => day(*d, u32::from(*m), *y, *digits, false),
                _ => Found::Nothing,
            }
        }
        _ => Found::Nothing,
    }
}

/// A day as only a whole cell may have it: with a weekday in front, a time of day behind, spaces between its figures, or the
/// month first by name.
fn loose_day(tokens: &[Token]) -> Found {
    let (weekday, rest) = weekday_in_front(tokens);
    let in_order = |tokens: &[Token]| match tokens {
        [Token::Number(d, 1 | 2), Token::Number(m, 1 | 2), Token::Number(y, 4)] => day(*d, *m, *y, 4, true),
        [Token::Month(m), Token::Number(d, 1 | 2) | Token::Ordinal(d), Token::Number(y, 4)]
        | [Token::Month(m), Token::Number(d, 1 | 2) | Token::Ordinal(d), Token::Mark(','), Token::Number(y, 4)] => {
            day(*d, u32::from(*m), *y, 4, false)
        }
        _ => full_date(tokens),
    };
    let with_time = (3..rest.len()).filter_map(|end| rest.split_at_checked(end));
    let with_time = with_time.filter(|(_, time)| is_time_of_day(time)).map(|(before, _)| in_order(before));
    let mut found = std::iter::once(in_order(rest)).chain(with_time).find(|found| *found != Found::Nothing);
    if let (Some(Found::Date(date, _)), Some(weekday)) = (&mut found, weekday) {
        date.wrong_weekday = date.day.weekday() != weekday;
    }
    found.unwrap_or(Found::Nothing)
}

/// A month by name with its year: its last day.
pub(super) fn month_and_year(tokens: &[Token]) -> Found {
    let (month, year, digits) = match tokens {
        [Token::Month(m), Token::Number(y, digits @ (2 | 4))]
        | [Token::Month(m), Token::Mark('-' | '/' | '.' | ','), Token::Number(y, digits @ (2 | 4))] => {
            (*m, *y, *digits)
        }
        _ => return Found::Nothing,
    };
    let Some(year) = full_year(year, digits) else {
        return Found::Nothing;
    };
    let day = first_of_month(year, i32::from(month) - 1).last_of_month();
    found(day, Precision::Month, print_month(day))
}

/// A quarter or, where the council reports by them, a third of the year: its last day.
pub(super) fn quarter_or_third(tokens: &[Token], period: Period) -> Found {
    let Some(named) = named_part(tokens, period) else { return Found::Nothing };
    let precision = if named.is_third() { Precision::Third } else { Precision::Quarter };
    found(named.last_day(), precision, format!("{} {}", named.part(), named.financial_year()))
}

fn whole(all: &[Token], period: Period) -> Found {
    let year = period.financial_year();
    let mut rest = all;
    // "by the end of", "due by": they change nothing, since a month or year means its last day anyway.
    loop {
        rest = match rest {
            [Token::Word(word), after @ ..] if *word == "by" || *word == "due" => after,
            [Token::Word(end), Token::Word(of), after @ ..] if *end == "end" && *of == "of" => after,
            [Token::Word(the), Token::Word(end), Token::Word(of), after @ ..]
                if *the == "the" && *end == "end" && *of == "of" =>
            {
                after
            }
            _ => break,
        };
    }
    if let [Token::Word(mid), after @ ..] = rest
        && *mid == "mid"
    {
        return middle(match after {
            [Token::Mark('-'), after @ ..] => after,
            _ => after,
        });
    }
    if let [before @ .., Token::Mark('.' | ',')] = rest {
        rest = before;
    }
    [loose_day(rest), month_and_year(rest), quarter_or_third(rest, period), years(rest, year.year_starts)]
        .into_iter()
        .find(|found| *found != Found::Nothing)
        .unwrap_or(Found::Nothing)
}

/// The 15th of a month.
fn middle(tokens: &[Token]) -> Found {
    match month_and_year(tokens) {
        Found::Date(date, _) => {
            let day = date.day.with().day(15).build().unwrap_or(date.day);
            found(day, Precision::Day, print_short(day))
        }
        nothing @ (Found::Nothing | Found::Impossible) => nothing,
    }
}

/// A financial year, a run of years, or a bare year.
fn years(tokens: &[Token], year_starts: u8) -> Found {
    let (first, last, digits) = match tokens {
        [Token::Number(year, 4)] => {
            return year_end(*year).map_or(Found::Nothing, |(date, printed)| Found::Date(date, printed));
        }
        [Token::Number(first, 4), Token::Mark('-' | '/'), Token::Number(last, digits @ (2 | 4))] => {
            (*first, *last, *digits)
        }
        [Token::Number(first, 4), Token::Word(to), Token::Number(last, digits @ (2 | 4))] if *to == "to" => {
            (*first, *last, *digits)
        }
        _ => return Found::Nothing,
    };
    let (Some(start), Some(span)) = (full_year(first, 4), last_year(first, last, digits)) else {
        return Found::Nothing;
    };
    // "2021-23" from April is 2021-22 and 2022-23; from January it is the years 2021, 2022 and 2023.
    let whole_years = if year_starts == 1 { span } else { span - 1 };
    let last_of_them = FinancialYear { start: start + whole_years, year_starts };
    let precision = if span == 1 { Precision::Year } else { Precision::Years };
    let last = (start + span) % 100;
    // Over the turn of a century two digits would say another year, or none: `1999-01`.
    let printed = if last > start % 100 || span == 1 {
        format!("{start}-{last:02}")
    } else {
        format!("{start}-{}", start + span)
    };
    found(last_of_them.last_day(), precision, printed)
}

fn year_end(year: u32) -> Option<(TextDate, String)> {
    let year = full_year(year, 4)?;
    let date = TextDate {
        day: first_of_month(year, 11).last_of_month(),
        precision: Precision::Year,
        ambiguous: false,
        wrong_weekday: false,
    };
    Some((date, year.to_string()))
}

fn day(day: u32, month: u32, year: u32, digits: usize, in_figures: bool) -> Found {
    let Some(year) = full_year(year, digits) else {
        return Found::Nothing;
    };
    let made =
        i8::try_from(month).ok().zip(i8::try_from(day).ok()).and_then(|(month, day)| Date::new(year, month, day).ok());
    match made {
        Some(made) => Found::Date(
            TextDate {
                day: made,
                precision: Precision::Day,
                ambiguous: in_figures && day <= 12 && month <= 12 && day != month,
                wrong_weekday: false,
            },
            print_short(made),
        ),
        None => Found::Impossible,
    }
}

fn found(day: Date, precision: Precision, printed: String) -> Found {
    Found::Date(TextDate { day, precision, ambiguous: false, wrong_weekday: false }, printed)
}

fn not_a_date(text: &str) -> NotADate {
    let typed = tidy(text);
    if key(text).is_empty() {
        NotADate::Other(typed)
    } else if word_list::is_placeholder(text) {
        NotADate::Placeholder(typed)
    } else if word_list::has_season(text) {
        NotADate::Season(typed)
    } else if word_list::has_status_word(text) {
        NotADate::StatusWord(typed)
    } else {
        NotADate::Other(typed)
    }
}

/// A day in full: `31 March 2026`.
pub fn print_day(day: Date) -> String {
    format!("{} {} {}", day.day(), month_name(day.month().unsigned_abs()), day.year())
}

/// A day in short: `31 Mar 2026`.
pub(crate) fn print_short(day: Date) -> String {
    format!("{} {}", day.day(), print_month(day))
}

/// A month in short: `Mar 2026`.
pub(super) fn print_month(day: Date) -> String {
    let short: String = month_name(day.month().unsigned_abs()).chars().take(3).collect();
    format!("{short} {}", day.year())
}

/// The name of a month, from its number.
pub(crate) fn month_name(month: u8) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

#[cfg(test)]
#[path = "text_date_tests.rs"]
mod tests;
