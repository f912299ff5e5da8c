//! An entry that its number format does not show.

use crate::grid::{How, Written, written_of};
use crate::rules::{CellView, Check, Findings, Words, quoted};

rule! {
    /// # What it checks
    /// What a cell shows is what it holds. Looked for are number formats that show no character of an entry (`;;;`), show a
    /// fixed text in its place (`"done"`), show only its thousands or millions (`#,##0,`), or run digits of their own
    /// together with it (`0"."0` shows 12 as 1.2). What is held is read. Rounding, signs, currencies, units, colours, and a
    /// dash for 0 are no such thing.
    ///
    /// # Why it matters
    /// Whoever signs the return off sees another figure than the one that is counted, or none.
    ///
    /// # Rejected
    /// | Indicators | Ref | Unit | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | number | 90 | 91 | Green |
    /// | | E2 | £ | 90000 | 91234 | Green |
    /// | | E3 | number | 90 | 91 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | format | Indicators!E1!Value | ;;; |
    /// | | format | Indicators!E2!Value | #,##0,"k" |
    /// | | format | Indicators!E3!Value | "on target" |
    ///
    /// # Accepted
    /// | Indicators | Ref | Unit | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | number | 90 | 91.4 | Green |
    /// | | E2 | £ | 90000 | 91234 | Green |
    /// | | E3 | number | 0 | 0 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | format | Indicators!E1!Value | 0" homes" |
    /// | | format | Indicators!E2!Value | [Red]£#,##0.00 |
    /// | | format | Indicators!E3!Value | #,##0;-#,##0;"-" |
    ///
    /// # What to do
    /// Give the cell the format General, and look whether the entry is right.
    "CEL011", "hidden-by-format", Warning, since "0.2.0",
    checks: [Check::Cell(check)],
}

fn check(cell: &CellView<'_>, out: &mut Findings) {
    let Some(Written { text, how }) = written_of(cell.looks) else { return };
    let holds = format!("{} holds {}", cell.heading, quoted(cell.typed));
    let message = match how {
        How::Nothing => format!("{holds}, and its number format shows nothing of it"),
        How::Instead => format!("{holds}, and its number format shows {} in its place", quoted(text)),
        How::Scaled | How::Otherwise => format!("{holds}, and its number format shows it as {}", quoted(text)),
        How::Digits | How::Unknown => return,
    };
    let words = Words {
        message,
        expected: "a cell that shows what it holds".to_owned(),
        found: cell.typed.to_owned(),
        help: format!(
            "Look whether {} is right, and give the cell the number format General; if not, type what is.",
            quoted(cell.typed)
        ),
    };
    out.push(cell.finding(&RULE, words));
}
