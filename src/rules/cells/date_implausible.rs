//! A date so far from the period that it must be a slip.

use crate::domain::print_day;
use crate::returns::Unreadable;
use crate::rules::{CellView, Check, Findings, Words};

rule! {
    /// # What it checks
    /// A date must lie within ten years of the period that is reported.
    ///
    /// # Why it matters
    /// A slip in the year, such as 2052 for 2025, would count as slippage of decades or as a deadline that never
    /// passes.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Completed date |
    /// |---|---|---|---|---|
    /// | | 1.1 | Ongoing | Complete | 15/06/2052 |
    ///
    /// One day past ten years:
    ///
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | May 2025 | Red | 1 July 2035 | The contractor started late. |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | May 2025 | Red | 30 June 2035 | The contractor started late. |
    ///
    /// # What to do
    /// Correct the year.
    "CEL009", "date-implausible", Error, since "0.1.0",
    checks: [Check::Cell(check)],
}

fn check(cell: &CellView<'_>, out: &mut Findings) {
    let Some(Unreadable::DateImplausible(day)) = cell.unreadable else { return };
    let read = print_day(*day);
    let words = Words {
        message: format!("{read} in {} is more than ten years from {}", cell.heading, cell.period),
        expected: format!("a date within ten years of {}", cell.period),
        found: cell.typed.to_owned(),
        help: "Correct the year.".to_owned(),
    };
    out.push(cell.finding(&RULE, words));
}
