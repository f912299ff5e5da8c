//! An error value in an entry cell.

use crate::returns::Unreadable;
use crate::rules::condition::CellEntry;
use crate::rules::live::CellRule;
use crate::rules::{CellView, Check, Finding, Words};

rule! {
    /// # What it checks
    /// No entry cell may show an error such as #REF!, #N/A, #DIV/0! or #SPILL!.
    ///
    /// # Why it matters
    /// The entry was there once: a link broke or a sheet was removed on the way, and the figure went with it.
    ///
    /// # Rejected
    /// | Indicators | Ref | Unit | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | number | 90 | #REF! | Green |
    /// | | E2 | number | 90 | =1/0 -> #DIV/0! | Green |
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
        let Unreadable::Error(error) = cell.unreadable? else { return None };
        let words = Words {
            message: format!("the error {error} stands in {}", cell.heading),
            expected: "an entry".to_owned(),
            found: error.clone(),
            help: "Type the entry itself into the cell in place of the formula.".to_owned(),
        };
        Some(cell.finding(&RULE, words))
    }
}
