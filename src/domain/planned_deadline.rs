//! What only a plan may say for a deadline: a financial year by its last year, a month or day without its year, the end
//! of the year. It is made whole and read as any other text, and the reader says which day was taken. In a return none of it is a
//! date: what is typed there moves a deadline, and nobody asks again.

use serde::{Deserialize, Serialize};

use super::date_tokens::month_number;
use super::deadline::Deadline;
use super::financial_year::FinancialYear;
use super::period::Period;
use super::text::{is_dash, key};
use super::text_date::{NotADate, read_date};

/// Why a deadline that was read may be another day than was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeadlineDoubt {
    /// It could be read month first.
    DayOrMonth,
    /// The weekday in front is not that day's.
    Weekday,
    /// It is a serial number.
    SerialNumber,
    /// It is far from the period.
    Far,
    /// A financial year by one year, `FY21`: the year that ends in it was taken.
    YearThatEnds,
    /// A month without its year: the first after the period's year began.
    MonthWithoutYear,
    /// The end of the year: the financial year was taken.
    EndOfYear,
}

/// A deadline of a plan as read from text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlannedDeadline {
    /// The deadline.
    pub deadline: Deadline,
    /// Why it is none, where it cannot be read.
    pub fault: Option<NotADate>,
    /// Why it may be another than was meant.
    pub doubt: Option<DeadlineDoubt>,
}

impl PlannedDeadline {
    /// Reads a deadline of a plan. A quarter, month or day without a year is one of the period's financial year.
    pub(crate) fn read(text: &str, period: Period) -> Self {
        let (deadline, fault) = Deadline::read(text, &period);
        if fault.is_none() {
            return Self { doubt: doubt(text, period), deadline, fault };
        }
        let Some((whole, doubt)) = made_whole(&key(text), period.financial_year()) else {
            return Self { deadline, fault, doubt: None };
        };
        match Deadline::read(&whole, &period) {
            (deadline @ Deadline::On { .. }, None) => Self { deadline, fault: None, doubt },
            (_, Some(why @ NotADate::ImpossibleDay(_))) => Self { deadline, fault: Some(why), doubt: None },
            _ => Self { deadline, fault, doubt: None },
        }
    }
}

fn doubt(text: &str, period: Period) -> Option<DeadlineDoubt> {
    let date = read_date(text, &period).ok()?;
    let month_first = date.ambiguous.then_some(DeadlineDoubt::DayOrMonth);
    date.wrong_weekday.then_some(DeadlineDoubt::Weekday).or(month_first)
}

/// The text with what it leaves out, and the doubt that this leaves.
fn made_whole(text: &str, year: FinancialYear) -> Option<(String, Option<DeadlineDoubt>)> {
    let rest = ["by ", "due "].iter().fold(text, |text, before| text.strip_prefix(before).unwrap_or(text));
    if is_end_of_year(rest) {
        return Some((year.to_string(), Some(DeadlineDoubt::EndOfYear)));
    }
    with_financial_year(text, year.year_starts).or_else(|| with_year(text, year))
}

fn is_end_of_year(text: &str) -> bool {
    let words: String = text.replace(is_dash, " ");
    let words: Vec<&str> = words.split(' ').filter(|word| !matches!(*word, "the" | "of" | "financial")).collect();
    matches!(words.as_slice(), ["end", "year"] | ["year", "end"])
}

/// `FY2020/21` as `2020/21`, and `FY21` as the year that ends in 2021.
fn with_financial_year(text: &str, year_starts: u8) -> Option<(String, Option<DeadlineDoubt>)> {
    let (before, after) = text.split_once("fy")?;
    let after = after.trim_start();
    let is_of_year = |c: char| c.is_ascii_digit() || c == '/' || is_dash(c);
    let end = after.find(|c| !is_of_year(c)).unwrap_or(after.len());
    let (years, rest) = after.split_at_checked(end)?;
    if before.ends_with(char::is_alphanumeric) {
        return None;
    }
    let in_full = |year: &str| match year.len() {
        2 => format!("20{year}").parse().ok(),
        4 => year.parse::<i16>().ok(),
        _ => None,
    };
    if let Some((first, last)) = years.split_once(|c: char| !c.is_ascii_digit()) {
        return Some((format!("{before}{}-{last}{rest}", in_full(first)?), None));
    }
    let ends = in_full(years)?;
    let start = if year_starts == 1 { ends } else { ends.checked_sub(1)? };
    let year = FinancialYear { start, year_starts };
    Some((format!("{before}{year}{rest}"), Some(DeadlineDoubt::YearThatEnds)))
}

/// A month, or a day with its month, with the year in which it first comes after the financial year began.
fn with_year(text: &str, year: FinancialYear) -> Option<(String, Option<DeadlineDoubt>)> {
    let mut months = text.split(|c: char| !c.is_alphabetic()).filter_map(month_number);
    let (month, None) = (months.next()?, months.next()) else { return None };
    let of = i32::from(year.start) + i32::from(month < year.year_starts);
    let is_day = text.contains(|c: char| c.is_ascii_digit());
    let doubt = (!is_day).then_some(DeadlineDoubt::MonthWithoutYear);
    Some((format!("{} {of}", text.trim_end_matches(['.', ','])), doubt))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Part;

    fn read(text: &str, year_starts: u8) -> PlannedDeadline {
        PlannedDeadline::read(text, Period::new(2025, Part::Quarter(3), year_starts).unwrap())
    }

    #[test]
    fn what_only_a_plan_may_say_is_read_and_the_day_that_was_taken_is_said() {
        use DeadlineDoubt::{EndOfYear, MonthWithoutYear, YearThatEnds};
        for (text, printed, doubt) in [
            ("FY2020/21", "2020-21", None),
            ("FY 2020-2021", "2020-21", None),
            ("fy20/21", "2020-21", None),
            ("by the end of FY2025/26", "2025-26", None),
            ("Q3 FY2025/26", "Q3 2025-26", None),
            ("By 30 June", "30 Jun 2025", None),
            ("30th June", "30 Jun 2025", None),
            ("due by 31 January", "31 Jan 2026", None),
            ("FY21", "2020-21", Some(YearThatEnds)),
            ("FY2021", "2020-21", Some(YearThatEnds)),
            ("End of FY26", "2025-26", Some(YearThatEnds)),
            ("Q1 FY26", "Q1 2025-26", Some(YearThatEnds)),
            ("December", "Dec 2025", Some(MonthWithoutYear)),
            ("by end of March.", "Mar 2026", Some(MonthWithoutYear)),
            ("Sept.", "Sep 2025", Some(MonthWithoutYear)),
            ("mid-May", "15 May 2025", Some(MonthWithoutYear)),
            ("End of year", "2025-26", Some(EndOfYear)),
            ("By the end of the financial year", "2025-26", Some(EndOfYear)),
            ("Year-end", "2025-26", Some(EndOfYear)),
        ] {
            let found = read(text, 4);
            assert_eq!((found.deadline.printed().as_str(), found.fault, found.doubt), (printed, None, doubt), "{text}");
        }
    }

    #[test]
    fn where_the_year_starts_in_january_a_financial_year_is_a_year() {
        for (text, printed) in [("FY2026", "2026"), ("End of year", "2025"), ("March", "Mar 2025")] {
            assert_eq!(read(text, 1).deadline.printed(), printed, "{text}");
        }
    }

    #[test]
    fn other_words_are_no_deadline_as_before() {
        for text in [
            "December meeting",
            "may slip",
            "June/July",
            "FY",
            "FY2",
            "FY2021 plan",
            "notify21",
            "31 June",
            "By June or later",
        ] {
            let found = read(text, 4);
            assert!(found.fault.is_some() && found.deadline.day().is_none(), "{text}: {found:?}");
            assert_eq!(found.deadline.printed(), text);
        }
    }

    #[test]
    fn a_return_takes_none_of_it_for_a_date() {
        let period = Period::new(2025, Part::Quarter(3), 4).unwrap();
        for text in ["FY2020/21", "FY21", "By 30 June", "December", "End of year", "Quarterly", "Monthly"] {
            assert!(read_date(text, &period).is_err(), "{text}");
        }
    }

    #[test]
    fn a_date_with_two_readings_is_in_doubt() {
        assert_eq!(read("03/04/2026", 4).doubt, Some(DeadlineDoubt::DayOrMonth));
        assert_eq!(read("Monday 31 March 2026", 4).doubt, Some(DeadlineDoubt::Weekday));
        for text in ["31/03/2026", "4/4/2026", "2026-04-03", "Tuesday 31 March 2026", "Q3", "Ongoing", ""] {
            assert_eq!(read(text, 4).doubt, None, "{text}");
        }
    }
}
