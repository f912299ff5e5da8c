//! The deadline of an action as its plan states it: a day written more or less exactly, an open word such as
//! `Ongoing`, a text that cannot be read, or nothing. Only deadlines may be open; revised and completed dates go
//! through `read_date`. What people see is kept beside the day, because a council that wrote "Q2" wants to read
//! "Q2 2025-26" and not "30 September 2025".

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::period::Period;
use super::shared_text::SharedText;
use super::text::{key, tidied};
use super::text_date::{NotADate, Precision, from_year_number, print_month, print_short, read_printed};
use super::words::{undashed, words};

/// A word for a deadline that has no day: such an action is never overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpenWord {
    /// Goes on.
    Ongoing,
    /// Comes round each year.
    Annual,
    /// Never stops.
    Continuous,
    /// Due anew each period, and rated anew.
    EveryPeriod,
    /// The same, in the words of a plan.
    Quarterly,
    /// Likewise.
    Monthly,
}

/// The deadline of an action.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deadline {
    /// A day.
    On {
        /// The day it stands for.
        day: Date,
        /// How exactly it was written.
        precision: Precision,
        /// As people see it: `31 Mar 2026`, `Mar 2026`, `Q2 2025-26`, `2025-26`.
        printed: SharedText,
    },
    /// No day: never due.
    Open(OpenWord),
    /// Something that is no deadline, as typed: never due.
    Unreadable(SharedText),
    /// Nothing was typed: never due.
    None,
}

words!(OpenWord, undashed {
    Ongoing => "Ongoing" | "on going",
    Annual => "Annual" | "annually",
    Continuous => "Continuous" | "continuously",
    EveryPeriod => "Every period" | "each period",
    Quarterly => "Quarterly",
    Monthly => "Monthly",
});

impl OpenWord {
    /// Whether it is due, and rated, anew each period.
    pub fn is_every_period(self) -> bool {
        match self {
            Self::EveryPeriod | Self::Quarterly | Self::Monthly => true,
            Self::Ongoing | Self::Annual | Self::Continuous => false,
        }
    }
}

impl Deadline {
    /// Reads a deadline from text, and says what is wrong with one that cannot be read. A
    /// quarter without a year is one of the period's financial year.
    pub fn read(text: &str, period: &Period) -> (Self, Option<NotADate>) {
        if key(text).is_empty() {
            return (Self::None, None);
        }
        if let Some(word) = OpenWord::parse(text) {
            return (Self::Open(word), None);
        }
        match read_printed(text, *period) {
            Ok((date, printed)) => {
                let deadline = Self::On { day: date.day, precision: date.precision, printed: printed.into() };
                (deadline, None)
            }
            Err(fault) => (Self::Unreadable(tidied(text).into()), Some(fault)),
        }
    }

    /// The deadline that a date cell gives.
    pub fn on(day: Date) -> Self {
        Self::On { day, precision: Precision::Day, printed: print_short(day).into() }
    }

    /// A revised deadline as deadlines are printed: a quarter as a quarter, a day as a day. `day` is the one that was read
    /// from what was typed.
    pub fn as_entered(typed: &str, day: Date, period: &Period) -> SharedText {
        match Self::read(typed, period) {
            (Self::On { day: own, printed, .. }, None) if own == day => printed,
            _ => print_short(day).into(),
        }
    }

    /// The deadline that a date cell gives whose format shows no day, which is what a spreadsheet makes of a typed
    /// "March 2026": the last day of its month.
    pub fn in_month_of(day: Date) -> Self {
        let day = day.last_of_month();
        Self::On { day, precision: Precision::Month, printed: print_month(day).into() }
    }

    /// The deadline that a bare year typed as a number gives: its 31 December. `None` outside 1900 to 2199.
    pub fn from_year_number(year: i64) -> Option<Self> {
        from_year_number(year).map(|date| Self::On {
            day: date.day,
            precision: date.precision,
            printed: year.to_string().into(),
        })
    }

    /// The text that it holds, where it holds one: what a day was written as, or what is no deadline.
    pub fn printed_text(&self) -> Option<&SharedText> {
        match self {
            Self::On { printed: text, .. } | Self::Unreadable(text) => Some(text),
            Self::Open(_) | Self::None => None,
        }
    }

    /// The same, to be put in place of by an equal one.
    pub fn printed_mut(&mut self) -> Option<&mut SharedText> {
        match self {
            Self::On { printed: text, .. } | Self::Unreadable(text) => Some(text),
            Self::Open(_) | Self::None => None,
        }
    }

    /// The day it falls on; none for open, unreadable and blank deadlines.
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::On { day, .. } => Some(*day),
            Self::Open(_) | Self::Unreadable(_) | Self::None => None,
        }
    }

    /// Whether it is an open word.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open(_))
    }

    /// What people see: a day as `31 Mar 2026`, a month as `Mar 2026`, a quarter with its year, an open word as it is,
    /// an unreadable text as typed, nothing as nothing.
    pub fn printed(&self) -> SharedText {
        match self {
            Self::On { printed: text, .. } | Self::Unreadable(text) => text.clone(),
            Self::Open(_) | Self::None => self.to_string().into(),
        }
    }
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On { printed, .. } => f.write_str(printed),
            Self::Open(word) => word.fmt(f),
            Self::Unreadable(text) => f.write_str(text),
            Self::None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::period::Part;
    use super::*;
    use jiff::civil::date;

    fn read(text: &str) -> (Deadline, Option<NotADate>) {
        Deadline::read(text, &Period::new(2025, Part::Quarter(1), 4).unwrap())
    }

    #[test]
    fn what_is_due_anew_each_period_is_told_from_what_only_goes_on() {
        for (typed, is_every_period) in [
            ("every period", true),
            ("Quarterly", true),
            ("monthly", true),
            ("Ongoing", false),
            ("annually", false),
            ("Continuous", false),
        ] {
            let (Deadline::Open(word), None) = read(typed) else { panic!("{typed} is no open word") };
            assert_eq!(word.is_every_period(), is_every_period, "{typed}");
        }
    }

    #[test]
    fn a_deadline_is_printed_as_exactly_as_it_was_written() {
        for (typed, printed) in [
            ("31/03/2026", "31 Mar 2026"),
            ("March 2026", "Mar 2026"),
            ("Q2", "Q2 2025-26"),
            ("Q2 2026/27", "Q2 2026-27"),
            ("2025/26", "2025-26"),
            ("2021", "2021"),
            ("2021 to 2023", "2021-23"),
            ("mid April 2020", "15 Apr 2020"),
            ("by June 2019", "Jun 2019"),
            ("on-going", "Ongoing"),
            ("every period", "Every period"),
            ("Complete", "Complete"),
            ("", ""),
        ] {
            assert_eq!(read(typed).0.printed(), printed, "{typed}");
        }
    }

    #[test]
    fn what_is_printed_reads_back_as_the_same_deadline() {
        for typed in ["31/03/2026", "March 2026", "Q2", "2025/26", "2021", "2021-23", "Annual"] {
            let first = read(typed).0;
            assert_eq!(read(&first.printed()).0, first, "{typed}");
        }
    }

    #[test]
    fn open_blank_and_unreadable_deadlines_have_no_day() {
        assert_eq!(read("Ongoing"), (Deadline::Open(OpenWord::Ongoing), None));
        assert!(read("Annual").0.is_open());
        assert_eq!(read(" \u{a0}"), (Deadline::None, None));
        assert_eq!(
            read(" Complete "),
            (Deadline::Unreadable("Complete".into()), Some(NotADate::StatusWord("Complete".to_owned())))
        );
        for open in ["Ongoing", "", "TBC"] {
            assert_eq!(read(open).0.day(), None);
        }
    }

    #[test]
    fn a_date_cell_that_shows_only_its_month_is_the_months_last_day() {
        assert_eq!(Deadline::in_month_of(date(2026, 3, 1)), read("March 2026").0);
        assert_eq!(Deadline::from_year_number(2021), Some(read("2021").0));
        assert_eq!(Deadline::on(date(2026, 3, 31)), read("31/03/2026").0);
        assert_eq!(super::super::text_date::print_day(date(2026, 3, 31)), "31 March 2026");
    }

    #[test]
    fn a_stored_deadline_is_read_back_whole() {
        for typed in ["Q2", "Ongoing", "Complete", ""] {
            let deadline = read(typed).0;
            let stored = serde_json::to_string(&deadline).unwrap();
            assert_eq!(serde_json::from_str::<Deadline>(&stored).unwrap(), deadline, "{stored}");
        }
    }
}
