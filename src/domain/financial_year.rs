//! The financial year: twelve months that may start in any month, known by the calendar year it starts in. Quarters
//! here are always quarters of this year, whatever the council reports by, because deadlines are written in quarters
//! everywhere. Days outside what a calendar can hold come out as its first or last day, never as a fault.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::text::{is_dash, key};

/// A financial year. `year_starts` is the month (1 to 12) of its first day; other numbers are read as the nearest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct FinancialYear {
    /// The calendar year of its first day.
    pub start: i16,
    /// The month of its first day, 1 to 12.
    pub year_starts: u8,
}

impl FinancialYear {
    /// The financial year that a day falls in.
    pub fn containing(day: Date, year_starts: u8) -> Self {
        let before = i16::from(month_of(day) < starts(year_starts));
        Self { start: day.year() - before, year_starts }
    }

    /// Reads `2025/26`, `2025-26` or `2025/2026`; for a year that starts in January, `2025`. The years must join.
    pub fn parse(text: &str, year_starts: u8) -> Option<Self> {
        let text = key(text);
        let joined = match text.split_once(|c: char| c == '/' || is_dash(c)) {
            Some((first, last)) => {
                let first = first.trim();
                if year_starts <= 1 || first.len() != 4 {
                    return None;
                }
                let first = digits(first)?;
                let last = last.trim();
                let last_year = digits(last)?;
                let meets = match last.len() {
                    4 => last_year == first + 1,
                    2 => last_year == (first + 1) % 100,
                    _ => false,
                };
                meets.then_some(first)?
            }
            None if year_starts == 1 && text.len() == 4 => digits(&text)?,
            None => return None,
        };
        is_year(joined).then_some(())?;
        Some(Self { start: i16::try_from(joined).ok()?, year_starts })
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        first_of_month(self.start, i32::from(starts(self.year_starts)) - 1)
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        self.end_after(12)
    }

    /// The last day of quarter `n`, 1 to 4; other numbers are read as the nearest.
    pub fn quarter_end(self, n: u8) -> Date {
        self.end_after(i32::from(n.clamp(1, 4)) * 3)
    }

    /// The quarter, 1 to 4, that a day falls in, in the year it belongs to.
    pub fn quarter_of(self, day: Date) -> u8 {
        let months_in = (month_of(day) + 12 - starts(self.year_starts)) % 12;
        months_in / 3 + 1
    }

    /// The last day of the `months`th month of the year.
    pub(super) fn end_after(self, months: i32) -> Date {
        first_of_month(self.start, i32::from(starts(self.year_starts)) - 1 + months - 1).last_of_month()
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if starts(self.year_starts) == 1 {
            write!(f, "{}", self.start)
        } else {
            let next = i32::from(self.start) + 1;
            write!(f, "{}-{:02}", self.start, next.rem_euclid(100))
        }
    }
}

/// The first day of a month counted from January (0) of a year; months may run past the year's end.
pub(super) fn first_of_month(year: i16, months_from_january: i32) -> Date {
    let month = months_from_january.rem_euclid(12) + 1;
    let year = i32::from(year) + months_from_january.div_euclid(12);
    let made =
        i16::try_from(year).ok().zip(i8::try_from(month).ok()).and_then(|(year, month)| Date::new(year, month, 1).ok());
    made.unwrap_or(if year < 0 { Date::MIN } else { Date::MAX })
}

/// The month a year starts in, kept within 1 to 12.
pub(super) fn starts(year_starts: u8) -> u8 {
    year_starts.clamp(1, 12)
}

/// The years that are read from text: what a council could mean.
pub(super) fn is_year(year: u32) -> bool {
    (1900..=2199).contains(&year)
}

fn month_of(day: Date) -> u8 {
    u8::try_from(day.month()).unwrap_or(1)
}

fn digits(text: &str) -> Option<u32> {
    (text.len() <= 4 && text.chars().all(|c| c.is_ascii_digit())).then_some(())?;
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn march_belongs_to_the_year_that_began_the_april_before() {
        let year = FinancialYear::containing(date(2026, 3, 31), 4);
        assert_eq!(year.to_string(), "2025-26");
        assert_eq!(year.first_day(), date(2025, 4, 1));
        assert_eq!(year.last_day(), date(2026, 3, 31));
        assert_eq!(FinancialYear::containing(date(2026, 4, 1), 4).to_string(), "2026-27");
    }

    #[test]
    fn quarters_end_where_the_year_puts_them() {
        let year = FinancialYear { start: 2025, year_starts: 4 };
        let ends: Vec<_> = (1..=4).map(|n| year.quarter_end(n)).collect();
        assert_eq!(ends, [date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31)]);
        assert_eq!(year.quarter_of(date(2025, 4, 1)), 1);
        assert_eq!(year.quarter_of(date(2026, 3, 31)), 4);
        assert_eq!(year.quarter_of(date(2025, 10, 1)), 3);
    }

    #[test]
    fn years_that_do_not_join_are_not_a_year() {
        assert!(FinancialYear::parse("2025/26", 4).is_some());
        assert!(FinancialYear::parse("2025 – 26", 4).is_some());
        assert!(FinancialYear::parse("1999-00", 4).is_some());
        assert!(FinancialYear::parse("2025/2026", 4).is_some());
        for wrong in ["2025-27", "2025", "25/26", "2025-6", "+025-26", "2025-26-27", ""] {
            assert_eq!(FinancialYear::parse(wrong, 4), None, "{wrong}");
        }
        assert_eq!(FinancialYear::parse("2025", 1).map(FinancialYear::last_day), Some(date(2025, 12, 31)));
        assert_eq!(FinancialYear::parse("2025-26", 1), None);
    }

    #[test]
    fn a_tampered_year_is_no_fault() {
        for start in [i16::MIN, -9999, 9999, i16::MAX] {
            for year_starts in [0, 1, 12, 255] {
                let year = FinancialYear { start, year_starts };
                let _ = (year.first_day(), year.last_day(), year.quarter_end(0), year.to_string());
            }
        }
    }
}
