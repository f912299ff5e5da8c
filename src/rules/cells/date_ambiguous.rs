//! A date that was read, but could mean another day.

use crate::domain::print_day;
use crate::returns::DateDoubt;
use crate::rules::{CellView, Check, Findings, Words, quoted};

rule! {
    /// # What it checks
    /// A date should have only one reading. Text such as 03/04/2025 is read day first, but could be March the fourth; a
    /// bare number such as 45809 is read as the day that Excel stores under it; and a weekday may be another day's.
    ///
    /// # Why it matters
    /// A day and month exchanged move a deadline by up to eleven months without anybody seeing it.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Completed date |
    /// |---|---|---|---|---|
    /// | | 1.1 | Ongoing | Complete | '03/04/2025 |
    /// | | 1.2 | Ongoing | Complete | number 45809 |
    /// | | 1.3 | Ongoing | Complete | '03 04 2025 |
    /// | | 1.4 | Ongoing | Complete | 'Monday 20 May 2025 |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Completed date |
    /// |---|---|---|---|---|
    /// | | 1.1 | Ongoing | Complete | 03/04/2025 |
    /// | | 1.2 | Ongoing | Complete | '13/04/2025 |
    /// | | 1.3 | Ongoing | Complete | '04/04/2025 |
    /// | | 1.4 | Ongoing | Complete | '3 April 2025 |
    /// | | 1.5 | Ongoing | Complete | '13 04 2025 |
    /// | | 1.6 | Ongoing | Complete | 'Tuesday 20 May 2025 |
    ///
    /// # What to do
    /// Look whether the day is right, and write the month as a word.
    "CEL002", "date-ambiguous", Warning, since "0.1.0",
    checks: [Check::Cell(check)],
}

fn check(cell: &CellView<'_>, out: &mut Findings) {
    let Some((doubt, day)) = cell.doubt else { return };
    let read = print_day(day);
    let reason = match doubt {
        DateDoubt::DayOrMonth => "day first, but the month may have been meant first",
        DateDoubt::SerialNumber => "the day that Excel keeps under this number",
        DateDoubt::Weekday => "that is another day of the week",
    };
    let words = Words {
        message: format!("{} in {} was read as {read}: {reason}", quoted(cell.typed), cell.heading),
        expected: "a date with only one reading, such as 3 April 2025".to_owned(),
        found: cell.typed.to_owned(),
        help: format!("If {read} is right, write it so; if not, give the day that was meant."),
    };
    out.push(cell.finding(&RULE, words));
}
