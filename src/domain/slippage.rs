//! Slippage: how much later than its deadline something will be, in calendar months, days or reporting quarters, and
//! the spans of it that a rating scheme is written in. Months are counted as people count them: the end of a month
//! stays the end of a month, so two months after 30 June is 31 August. What is printed is always the smallest number
//! of months that reaches the revised day, so that print and rule cannot disagree.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::financial_year::{FinancialYear, first_of_month, starts};
use super::text::key;

/// The longest span that is read: no plan runs for a thousand years.
const LONGEST: u32 = 9999;

/// Days, months or quarters that lead beyond any calendar.
const BEYOND: u32 = 3_000_000;

/// A length of slippage, as a rating scheme states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// Calendar days; no slippage at all is `Days(0)`.
    Days(u32),
    /// Calendar months.
    Months(u32),
    /// Quarters of the financial year: one reaches the last day of the next quarter.
    Quarters(u32),
}

impl Span {
    /// Reads `0`, `30 days`, `3 months`, `1 quarter`; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let text = key(text);
        let at = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, unit) = text.split_at_checked(at)?;
        let number: u32 = number.parse().ok().filter(|n| *n <= LONGEST)?;
        let span = match unit.trim() {
            "" if number == 0 => Self::Days(0),
            "day" | "days" => Self::Days(number),
            "month" | "months" => Self::Months(number),
            "quarter" | "quarters" => Self::Quarters(number),
            _ => return None,
        };
        Some(if number == 0 { Self::Days(0) } else { span })
    }

    /// The last day that is within this much of a deadline.
    pub fn reach(&self, deadline: Date, year_starts: u8) -> Date {
        let n = self.count().min(BEYOND).cast_signed();
        match self {
            // A day beyond the calendar is its last, as with months and quarters.
            Self::Days(_) => deadline.saturating_add(jiff::Span::new().days(n)),
            Self::Months(_) => add_months(deadline, n),
            Self::Quarters(0) => deadline,
            Self::Quarters(_) => {
                let year = FinancialYear::containing(deadline, starts(year_starts));
                year.end_after((i32::from(year.quarter_of(deadline)) + n) * 3)
            }
        }
    }

    /// Its number, whatever the unit.
    pub fn count(&self) -> u32 {
        match *self {
            Self::Days(n) | Self::Months(n) | Self::Quarters(n) => n,
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self {
            Self::Days(0) | Self::Months(0) | Self::Quarters(0) => return f.write_str("0"),
            Self::Days(_) => "day",
            Self::Months(_) => "month",
            Self::Quarters(_) => "quarter",
        };
        let n = self.count();
        write!(f, "{n} {unit}{}", if n == 1 { "" } else { "s" })
    }
}

/// A day some calendar months later (or earlier, for a negative number): clamped to the month's last day, and the last
/// day of a month stays a last day. 30 June and 2 months is 31 August; 28 February 2025 and 1 month is 31 March. Days
/// beyond the calendar come out as its first or last.
pub(crate) fn add_months(day: Date, months: i32) -> Date {
    let from_january = i32::from(day.month()) - 1;
    // Beyond the calendar by that many months, no month more or less matters.
    let first = first_of_month(day.year(), from_january.saturating_add(months));
    let last = first.last_of_month();
    if day.day() >= day.days_in_month() || day.day() >= last.day() {
        last
    } else {
        first.with().day(day.day()).build().unwrap_or(last)
    }
}

/// The smallest number of calendar months that reaches from the deadline to the revised day; 0 where it is not later.
pub(crate) fn months_of_slippage(deadline: Date, revised: Date) -> u32 {
    if revised <= deadline {
        return 0;
    }
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    let about = months(revised) - months(deadline);
    let reached = (about - 1..=about + 1).find(|n| *n >= 0 && revised <= add_months(deadline, *n)).unwrap_or(about + 1);
    u32::try_from(reached).unwrap_or(0)
}

/// Calendar days from the deadline to the revised day; negative where it is earlier.
pub(crate) fn days_of_slippage(deadline: Date, revised: Date) -> i64 {
    i64::from((revised - deadline).get_days())
}

/// The smallest number of reporting quarters that reaches from the deadline to the revised day; 0 where it is not
/// later. One reaches the last day of the quarter after the deadline's.
pub(crate) fn quarters_of_slippage(deadline: Date, revised: Date, year_starts: u8) -> u32 {
    if revised <= deadline {
        return 0;
    }
    let year = |day: Date| FinancialYear::containing(day, starts(year_starts));
    let quarter = |day: Date| i32::from(year(day).start) * 4 + i32::from(year(day).quarter_of(day));
    u32::try_from(quarter(revised) - quarter(deadline)).unwrap_or(0).max(1)
}

/// Slippage as people read it: `3 months`, `1 month`, `none`.
pub(crate) fn in_words(deadline: Date, revised: Date) -> String {
    match months_of_slippage(deadline, revised) {
        0 => "none".to_owned(),
        n => Span::Months(n).to_string(),
    }
}

/// How late something was that is done: as [`in_words`], but in days where it is less than a month.
pub(crate) fn lateness_in_words(deadline: Date, done: Date) -> String {
    if done <= deadline || done >= add_months(deadline, 1) {
        return in_words(deadline, done);
    }
    let days = u32::try_from(days_of_slippage(deadline, done)).unwrap_or_default();
    Span::Days(days).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn any_day() -> impl Strategy<Value = Date> {
        (0..80_000_i32).prop_map(|days| date(1950, 1, 1).saturating_add(jiff::Span::new().days(days)))
    }

    #[test]
    fn the_end_of_a_month_stays_the_end_of_a_month() {
        for (day, months, expected) in [
            (date(2025, 6, 30), 2, date(2025, 8, 31)),
            (date(2025, 2, 28), 1, date(2025, 3, 31)),
            (date(2024, 2, 28), 1, date(2024, 3, 28)),
            (date(2025, 1, 31), 1, date(2025, 2, 28)),
            (date(2025, 1, 30), 1, date(2025, 2, 28)),
            (date(2025, 11, 15), 3, date(2026, 2, 15)),
            (date(2025, 3, 31), -1, date(2025, 2, 28)),
            (date(2025, 3, 15), -15, date(2023, 12, 15)),
        ] {
            assert_eq!(add_months(day, months), expected, "{day} + {months}");
        }
    }

    #[test]
    fn no_number_of_months_leaves_the_calendar() {
        for months in [i32::MIN, -200_000, 200_000, i32::MAX] {
            let _ = add_months(date(2025, 6, 30), months);
        }
        for span in [Span::Days(u32::MAX), Span::Months(u32::MAX), Span::Quarters(u32::MAX)] {
            assert_eq!(span.reach(date(2025, 6, 30), 4), Date::MAX, "{span}");
        }
    }

    #[test]
    fn what_was_done_a_few_days_late_was_not_a_month_late() {
        for (done, expected) in [
            (date(2025, 6, 1), "none"),
            (date(2025, 6, 30), "none"),
            (date(2025, 7, 1), "1 day"),
            (date(2025, 7, 30), "30 days"),
            (date(2025, 7, 31), "1 month"),
            (date(2025, 8, 1), "2 months"),
        ] {
            assert_eq!(lateness_in_words(date(2025, 6, 30), done), expected, "{done}");
        }
    }

    #[test]
    fn one_quarter_reaches_the_end_of_the_next_quarter() {
        let deadline = date(2019, 5, 15);
        assert_eq!(Span::Quarters(1).reach(deadline, 4), date(2019, 9, 30));
        assert_eq!(Span::Quarters(4).reach(deadline, 4), date(2020, 6, 30));
        assert_eq!(quarters_of_slippage(deadline, date(2019, 5, 15), 4), 0);
        assert_eq!(quarters_of_slippage(deadline, date(2019, 6, 30), 4), 1);
        assert_eq!(quarters_of_slippage(deadline, date(2019, 9, 30), 4), 1);
        assert_eq!(quarters_of_slippage(deadline, date(2019, 10, 1), 4), 2);
    }

    #[test]
    fn spans_are_read_as_people_type_them() {
        for (text, span) in [
            ("0", Some(Span::Days(0))),
            (" 3 Months ", Some(Span::Months(3))),
            ("3 month", Some(Span::Months(3))),
            ("30 days", Some(Span::Days(30))),
            ("1 quarter", Some(Span::Quarters(1))),
            ("0 months", Some(Span::Days(0))),
            ("3", None),
            ("-3 months", None),
            ("three months", None),
            ("99999999999 months", None),
            ("", None),
        ] {
            assert_eq!(Span::parse(text), span, "{text}");
        }
    }

    #[test]
    fn printed_slippage_is_the_smallest_number_that_holds() {
        let deadline = date(2025, 6, 30);
        assert_eq!(in_words(deadline, date(2025, 6, 30)), "none");
        assert_eq!(in_words(deadline, date(2025, 7, 1)), "1 month");
        assert_eq!(in_words(deadline, date(2025, 9, 30)), "3 months");
        assert_eq!(in_words(deadline, date(2025, 10, 1)), "4 months");
        assert_eq!(days_of_slippage(deadline, date(2025, 9, 30)), 92);
        assert_eq!(days_of_slippage(deadline, date(2025, 6, 1)), -29);
    }

    proptest! {
        #[test]
        fn months_reach_the_revised_day_and_one_fewer_does_not(deadline in any_day(), revised in any_day()) {
            let n = i32::try_from(months_of_slippage(deadline, revised)).unwrap();
            if n == 0 {
                prop_assert!(revised <= deadline);
            } else {
                prop_assert!(revised <= add_months(deadline, n));
                prop_assert!(revised > add_months(deadline, n - 1));
            }
        }

        #[test]
        fn quarters_reach_the_revised_day_and_one_fewer_does_not(deadline in any_day(), revised in any_day(), year_starts in 1..=12_u8) {
            let n = quarters_of_slippage(deadline, revised, year_starts);
            prop_assert!(revised <= Span::Quarters(n).reach(deadline, year_starts));
            if n > 0 {
                prop_assert!(revised > Span::Quarters(n - 1).reach(deadline, year_starts));
            }
        }

        #[test]
        fn more_months_never_reach_less_far(day in any_day(), months in -2000..2000_i32) {
            prop_assert!(add_months(day, months) < add_months(day, months + 1));
        }

        #[test]
        fn a_span_reads_back_as_printed(n in 0..=9999_u32, unit in 0..3_u8) {
            let span = match unit {
                _ if n == 0 => Span::Days(0),
                0 => Span::Days(n),
                1 => Span::Months(n),
                _ => Span::Quarters(n),
            };
            prop_assert_eq!(Span::parse(&span.to_string()), Some(span));
        }
    }
}
