//! Returns are due on a day that is odd for their period.

use jiff::civil::Date;

use crate::domain::{Period, print_day};
use crate::plan::MOST_DAYS_AFTER;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Whether Returns due lies before the period of Settings ends, or more than 120 days after.
    ///
    /// # Why it matters
    /// The period was changed and the day left as it was, or the other way about. It stands on every return and in every
    /// mail.
    ///
    /// # Rejected
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Period | 2025-26 Q1 |
    /// | | Returns due | date 2025-04-18 |
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Period | 2025-26 Q1 |
    /// | | Returns due | date 2025-10-29 |
    ///
    /// # Accepted
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Period | 2025-26 Q1 |
    /// | | Returns due | date 2025-10-28 |
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Period | 2025-26 Q1 |
    /// | | Returns due | date 2025-06-30 |
    ///
    /// # What to do
    /// Type the day by which returns for the period are due.
    "PLN033", "returns-due-odd", Warning, since "0.2.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(due: Date, period: Period, found: &str) -> Words {
    let last_day = print_day(period.last_day());
    let (due, how) = if due < period.last_day() {
        (print_day(due), format!("before {period} ends on {last_day}"))
    } else {
        (print_day(due), format!("more than {MOST_DAYS_AFTER} days after {period} ends on {last_day}"))
    };
    Words::new(
        format!("returns are due on {due}, which is {how}"),
        format!("a day in the weeks after {last_day}"),
        found,
        "Type the day by which returns for this period are due, or correct the period.",
    )
}
