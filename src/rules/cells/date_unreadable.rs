//! What stands in a date cell is no date.

use crate::domain::{NotADate, OpenWord};
use crate::returns::Unreadable;
use crate::rules::condition::CellEntry;
use crate::rules::live::CellRule;
use crate::rules::{CellView, Check, Finding, Words, quoted};

rule! {
    /// # What it checks
    /// A date cell must hold a date: a real one, or text such as 31/03/2026, 31 March 2026, March 2026, Q3 2025/26 or
    /// 2025/26; a weekday in front and a time of day behind change nothing. A revised deadline may be one year, but no run of
    /// years (2005/2025 is a date without its first mark), and a completed date is neither. Status words, seasons, words that put the date off, and days that no calendar has are told apart.
    ///
    /// # Why it matters
    /// Lateness is counted from dates; a deadline nobody can place can never be seen to pass.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Completed date |
    /// |---|---|---|---|---|
    /// | | 1.1 | Ongoing | Complete | Done |
    /// | | 1.2 | Ongoing | Complete | 2005/2025 |
    /// | | 1.3 | Ongoing | Complete | '2025/26 |
    /// | | 1.4 | Ongoing | Complete | number 2025 |
    ///
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.2 | May 2025 | Amber | Autumn 2025 | The contractor started late. |
    /// | | 1.3 | May 2025 | Amber | TBC | The contractor started late. |
    /// | | 1.4 | May 2025 | Amber | 31 June 2025 | The contractor started late. |
    /// | | 1.5 | May 2025 | Amber | Ongoing | The contractor started late. |
    /// | | 1.6 | May 2025 | Amber | after the survey | The contractor started late. |
    /// | | 1.7 | May 2025 | Amber | 2012/2026 | The contractor started late. |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | May 2025 | Amber | end of July 2025 | The contractor started late. |
    /// | | 1.2 | May 2025 | Amber | July 2025 | The contractor started late. |
    /// | | 1.3 | May 2025 | Amber | 31.7.25 | The contractor started late. |
    /// | | 1.4 | 30 June 2025 | Amber | Q2 | The contractor started late. |
    /// | | 1.5 | May 2025 | Red | 2025/26 | The contractor started late. |
    /// | | 1.6 | May 2025 | Amber | July 31, 2025 | The contractor started late. |
    /// | | 1.7 | May 2025 | Amber | Thursday 31 July 2025 | The contractor started late. |
    /// | | 1.8 | May 2025 | Amber | 2025-07-31T09:00:00Z | The contractor started late. |
    /// | | 1.9 | May 2025 | Amber | 31/07/2025 14:30 | The contractor started late. |
    ///
    /// # What to do
    /// Give a date, a month with its year or a quarter.
    "CEL001", "date-unreadable", Error, since "0.1.0",
    checks: [Check::cell::<DateUnreadable>()],
}

struct DateUnreadable;

impl CellRule for DateUnreadable {
    const LIVE_WORDS: &str = "Not a date";

    fn when<C: CellEntry>(cell: &C) -> C::Truth {
        cell.is_no_date()
    }

    fn say(cell: &CellView<'_>) -> Option<Finding> {
        let Unreadable::Date(why) = cell.unreadable? else { return None };
        let (problem, help) = match why {
            NotADate::StatusWord(_) => (
                "says how things stand, not when",
                "Give the day, such as 15/06/2025, and say how things stand in Rating or Commentary.",
            ),
            NotADate::Season(_) => {
                ("is a season, not a date", "Give the month in which the season ends, such as November 2025.")
            }
            NotADate::Placeholder(_) => (
                "puts the date off",
                "Give the date that is aimed at now, if only as a month or quarter; it can be revised again.",
            ),
            NotADate::ImpossibleDay(_) => ("is a day that no calendar has", "Give the day that was meant."),
            NotADate::Years(_) => (
                "is a year or a run of years, and not when it was or will be done",
                "Give the day, such as 20/05/2025; a figure or a mark may be missing.",
            ),
            NotADate::Other(text) if OpenWord::parse(text).is_some() => (
                "has no day; only the plan itself may have an open deadline",
                "Give a date, a month with its year or a quarter, or ask for the plan to be changed.",
            ),
            NotADate::Other(_) => (
                "cannot be read as a date",
                "Give a date (30/09/2025), a month with its year (September 2025) or a quarter (Q3 2025/26).",
            ),
        };
        let words = Words {
            message: format!("{} in {} {problem}", quoted(cell.typed), cell.heading),
            expected: "a date, a month with its year or a quarter".to_owned(),
            found: cell.typed.to_owned(),
            help: help.to_owned(),
        };
        Some(cell.finding(&RULE, words))
    }
}
