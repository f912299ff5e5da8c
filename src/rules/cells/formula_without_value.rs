//! A formula whose result was never stored.

use crate::returns::Unreadable;
use crate::rules::{CellView, Check, Findings, Words};

rule! {
    /// # What it checks
    /// A formula in an entry cell must have its result stored beside it. Some programs write workbooks without
    /// calculating them; Excel does so whenever it saves.
    ///
    /// # Why it matters
    /// Without a result nobody knows what the cell shows, and it must not be taken for a blank.
    ///
    /// # Rejected
    /// | Indicators | Ref | Unit | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | number | 90 | =45+46 | Green |
    ///
    /// # Accepted
    /// | Indicators | Ref | Unit | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | number | 90 | 91 | Green |
    ///
    /// # What to do
    /// Open the workbook in Excel, save it, and send it again.
    "CEL005", "formula-without-value", Error, since "0.1.0",
    checks: [Check::Cell(check)],
    put_right: Look "The formula had no result, so the cell is blank; the formula is on Kept aside. Type the entry itself.",
}

fn check(cell: &CellView<'_>, out: &mut Findings) {
    let Some(Unreadable::NoResult) = cell.unreadable else { return };
    let words = Words {
        message: format!("the result of the formula in {} was not saved with it", cell.heading),
        expected: "an entry, or a formula with its result".to_owned(),
        found: "a formula without a result".to_owned(),
        help: "Open the workbook in Excel, save it, and send it again.".to_owned(),
    };
    out.push(cell.finding(&RULE, words));
}
