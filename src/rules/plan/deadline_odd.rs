//! A deadline that was read and may be another day than was meant.

use jiff::civil::Date;

use crate::domain::{DeadlineDoubt, Period, print_day};
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Whether a deadline or agreed deadline has another reading: a serial number, figures that could be read month first,
    /// a weekday that is not that day's, a day more than ten years from the period. FY21 and FY2021 are taken for the year that
    /// ends in 2021, a month without its year for the first after the period's year began, End of year for the
    /// financial year's last day, and the day that was taken is said.
    ///
    /// # Why it matters
    /// An action would be overdue months early or late, or never, and nobody would know why.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline | Agreed deadline |
    /// |---|---|---|---|
    /// | | 1.1 | number 46112 | |
    /// | | 1.2 | 03/04/2026 | |
    /// | | 1.3 | date 2052-03-31 | |
    /// | | 1.4 | FY26 | |
    /// | | 1.5 | Q3 | December |
    /// | | 1.6 | End of year | |
    /// | | 1.7 | Monday 31 March 2026 | |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline | Agreed deadline |
    /// |---|---|---|---|
    /// | | 1.1 | date 2026-04-03 | |
    /// | | 1.2 | 31/03/2026 | 04/04/2026 |
    /// | | 1.3 | 30 June 2035 | |
    /// | | 1.4 | FY2025/26 | |
    /// | | 1.5 | December 2025 | number 2026 |
    /// | | 1.6 | By 30 June | |
    /// | | 1.7 | Tuesday 31 March 2026 | |
    ///
    /// # What to do
    /// Write the day so that it has one reading: 3 April 2026, 2025/26, December 2025.
    "PLN034", "deadline-odd", Warning, since "0.2.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(day: Date, doubt: DeadlineDoubt, agreed: bool, period: Period, found: &str) -> Words {
    let which = if agreed { "agreed deadline" } else { "deadline" };
    let read = print_day(day);
    let why = match doubt {
        DeadlineDoubt::DayOrMonth => "day first, but the month may have been meant first".to_owned(),
        DeadlineDoubt::Weekday => "that is another day of the week".to_owned(),
        DeadlineDoubt::SerialNumber => "the day that Excel keeps under this number".to_owned(),
        DeadlineDoubt::Far => format!("that is more than ten years from {period}"),
        DeadlineDoubt::YearThatEnds => "in the year that ends then".to_owned(),
        DeadlineDoubt::MonthWithoutYear => {
            let began = print_day(period.financial_year().first_day());
            format!("the first after {began}, since no year is given")
        }
        DeadlineDoubt::EndOfYear => "the last day of the financial year".to_owned(),
    };
    Words::new(
        format!("the {which} “{found}” was read as {read}: {why}"),
        "a date with only one reading, such as 3 April 2026",
        found,
        format!("If {read} is right, type {read}; if not, type the day that was meant."),
    )
}
