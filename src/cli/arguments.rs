//! What several commands' arguments share: choices of the command line, days and periods as typed.
//!
//! Choices here are the command line's own; [`clap`] types stop at this room's border and become the library's.

use clap::ValueEnum;
use jiff::civil::{Date, date};

use crate::domain::{Calendar, Period, Reporting, Severity, read_date};

use super::error::Error;

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The severity from which findings fail the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Anything
    Note,
}

/// Which of two different returns for one delivery plan to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Take {
    /// The one that was signed off later
    Newest,
}

impl FailOn {
    /// The library's severity.
    pub(super) fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Note => Severity::Note,
        }
    }
}

/// The as-of day as typed: `2025-06-30`, or any day a deadline may be typed as.
pub(super) fn day(text: Option<&str>) -> Result<Option<Date>, Error> {
    // A day without its year is a day of no particular year, so any period will do to read the others.
    let calendar = Calendar { reporting: Reporting::Quarterly, year_starts: 4 };
    let any = Period::containing(date(2025, 6, 1), &calendar);
    text.map(|text| {
        let typed = text.trim();
        let read = || read_date(typed, any.as_ref()?).ok().map(|read| read.day);
        typed.parse().ok().or_else(read).ok_or_else(|| Error::NotADay { text: text.to_owned() })
    })
    .transpose()
}

/// The day from which days to *Returns due* are counted: the as-of day where one is given, else today where this computer
/// stands.
pub(super) fn day_or_today(as_of: Option<Date>) -> Date {
    as_of.unwrap_or_else(|| jiff::Zoned::now().date())
}

/// The period as typed where no plan says which calendar is meant: any kind of reporting, the year from April first.
pub(super) fn period(text: &str) -> Result<Period, Error> {
    let kinds = [Reporting::Quarterly, Reporting::HalfYearly, Reporting::Monthly, Reporting::Annual];
    [4, 1]
        .into_iter()
        .flat_map(|year_starts| kinds.map(|reporting| Calendar { reporting, year_starts }))
        .find_map(|calendar| Period::parse(text, &calendar))
        .ok_or_else(|| Error::NotAPeriod { text: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_written_and_a_word_is_refused() {
        assert_eq!(day(Some("2025-06-30")).unwrap(), Some(date(2025, 6, 30)));
        assert_eq!(day(Some("30 June 2025")).unwrap(), Some(date(2025, 6, 30)));
        assert_eq!(day(None).unwrap(), None);
        assert!(matches!(day(Some("soon")), Err(Error::NotADay { .. })));
        assert!(matches!(day(Some("2025-06-31")), Err(Error::NotADay { .. })));
    }

    #[test]
    fn a_period_of_any_kind_is_read_without_a_plan() {
        for text in ["2025-26 Q1", "2016-17 H1", "2025-26 M03", "2025-26", "2025 Q1"] {
            assert!(period(text).is_ok(), "{text}");
        }
        assert!(matches!(period("Q5"), Err(Error::NotAPeriod { .. })));
    }
}
