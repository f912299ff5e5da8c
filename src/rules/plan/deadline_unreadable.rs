//! A deadline that is not a date and not an open word.

use crate::domain::NotADate;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// A deadline or agreed deadline must be a date, a month, a quarter, a year, or one of Ongoing, Annual, Continuous,
    /// Every period, Quarterly and Monthly. FY2020/21, By 30 June, December and End of year are read too. It never stops a command: until it is put right the deadline counts as blank.
    ///
    /// # Why it matters
    /// A deadline that cannot be read is never due, so nobody is told when it passes. “Complete” in the deadline column
    /// says how things stand, and the day they were to be done by is lost.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline | Agreed deadline |
    /// |---|---|---|---|
    /// | | 1.1 | Complete | |
    /// | | 1.2 | Autumn 2025 | |
    /// | | 1.3 | TBC | |
    /// | | 1.4 | 31/06/2025 | |
    /// | | 1.5 | Q3 | when agreed |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline | Agreed deadline |
    /// |---|---|---|---|
    /// | | 1.1 | 31/03/2026 | |
    /// | | 1.2 | Sept 2025 | |
    /// | | 1.3 | Q3 | |
    /// | | 1.4 | 2021-23 | end of June 2026 |
    /// | | 1.5 | date 2026-03-31 | |
    /// | | 1.6 | FY2025/26 | |
    /// | | 1.7 | By 30 June | |
    ///
    /// # What to do
    /// Type a date (31/03/2026), a month (March 2026), a quarter (Q3 2025/26), a year (2025/26) or Ongoing.
    "PLN006", "deadline-unreadable", Error, since "0.1.0",
    checks: [Check::Noted],
    stops_no_command: true,
}

pub(in crate::rules) fn words(why: &NotADate, agreed: bool, found: &str) -> Words {
    let which = if agreed { "agreed deadline" } else { "deadline" };
    let (message, help) = match why {
        NotADate::StatusWord(_) => (
            format!("the {which} says “{found}”, which is how things stand and not a date"),
            "Type the date it was to be done by; the service reports what is done in its return.",
        ),
        NotADate::Season(_) => (
            format!("the {which} “{found}” names a season, which ends on no particular day"),
            "Type the month in which it is due, such as September 2025.",
        ),
        NotADate::Placeholder(_) => (
            format!("the {which} “{found}” is not settled yet"),
            "Type a date as soon as there is one; until then leave it blank, or type Ongoing if it has no end.",
        ),
        NotADate::ImpossibleDay(_) => (
            format!("the {which} “{found}” is a day that no calendar has"),
            "Type a day that exists, such as 30/06/2025.",
        ),
        // Of a plan's deadline a year is read, and so is a run of years.
        NotADate::Years(_) | NotADate::Other(_) => (
            format!("the {which} “{found}” is not a date"),
            "Type a date (31/03/2026), a month (March 2026), a quarter (Q3 2025/26) or Ongoing.",
        ),
    };
    Words::new(message, "a date, month, quarter or year, or an open word such as Ongoing", found, help)
}
