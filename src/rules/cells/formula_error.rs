//! An error value in an entry cell.

use crate::returns::Unreadable;
use crate::rules::condition::CellEntry;
use crate::rules::live::CellRule;
use crate::rules::{CellView, Check, Finding, Words};

rule! {
    /// # What it checks
    /// No entry cell may show an error such as #REF!, #N/A, #DIV/0! or #SPILL!, or hold a picture or one of Excel's data types
    /// (stocks, geography), which nothing but the newest Excel can read.
    ///
    /// # Why it matters
    /// The entry was there once: a link broke or a sheet was removed on the way, and the figure went with it.
    ///
    /// # Rejected
    /// | Indicators | Ref | Unit | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | number | 90 | #REF! | Green |
    /// | | E2 | number | 90 | =1/0 -> #DIV/0! | Green |
    /// | | E3 | number | 90 | #VALUE! | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | picture | Indicators!E3!Value | |
    ///
    /// # Accepted
    /// | Indicators | Ref | Unit | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | number | 90 | 91 | Green |
    ///
    /// # What to do
    /// Type the figure itself into the cell.
    "CEL004", "formula-error", Error, since "0.1.0",
    checks: [Check::cell::<FormulaError>()],
}

struct FormulaError;

impl CellRule for FormulaError {
    const LIVE_WORDS: &str = "Shows an error";

    fn when<C: CellEntry>(cell: &C) -> C::Truth {
        cell.is_error()
    }

    fn say(cell: &CellView<'_>) -> Option<Finding> {
        let words = match cell.unreadable? {
            Unreadable::Rich => Words {
                message: format!("a picture or a data type stands in {}, which cannot be read as an entry", cell.heading),
                expected: "an entry".to_owned(),
                found: "a picture or a data type".to_owned(),
                help: "Delete it, and type the entry itself into the cell.".to_owned(),
            },
            Unreadable::Error(error) => Words {
                message: format!("the error {error} stands in {}", cell.heading),
                expected: "an entry".to_owned(),
                found: error.clone(),
                help: "Type the entry itself into the cell in place of the formula.".to_owned(),
            },
            Unreadable::Date(_)
            | Unreadable::DateImplausible(_)
            | Unreadable::Number(_)
            | Unreadable::Rating { .. }
            | Unreadable::NotListed
            | Unreadable::NoAnswer
            | Unreadable::NoResult
            | Unreadable::Formatting(_)
            | Unreadable::Covered => return None,
        };
        Some(cell.finding(&RULE, words))
    }
}
