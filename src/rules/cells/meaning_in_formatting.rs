//! An entry of which a part is crossed out, raised or lowered.

use crate::domain::Severity;
use crate::grid::runs_of;
use crate::returns::Unreadable;
use crate::rules::words::runs_in_words;
use crate::rules::{CellView, Check, Findings, Words};

rule! {
    /// # What it checks
    /// A value, date, rating or direction must say by its characters alone what it says. None of it may be crossed out, and
    /// no part of it set as a superscript or subscript, such as the mark of a footnote; the letters behind the day of
    /// a date (30th) may. Such an entry is not read at all. Commentary, reasons and names that are crossed out in part or
    /// as a whole are read with what is crossed out, and that is a warning; superscripts and subscripts in them (CO₂, m²)
    /// are prose.
    ///
    /// # Why it matters
    /// A person sees 45 crossed out and 47 beside it; a cell holds 4547. A person sees 1,234 with a footnote; a cell
    /// holds 12341.
    ///
    /// # Rejected
    /// | Indicators | Ref | Unit | Target | Value | Rating | Commentary |
    /// |---|---|---|---|---|---|---|
    /// | | E1 | number | 90 | '4547 | Green | |
    /// | | E2 | number | 90 | '12341 | Green | |
    /// | | E3 | number | 90 | 91 | Green | We expect more in May. |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | cross out | Indicators!E1!Value | 45 |
    /// | | raise | Indicators!E2!Value | 1 |
    /// | | cross out | Indicators!E3!Commentary | in May |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | May 2025 | Amber | '30th July 2025 | The contractor started late. |
    /// | | 1.2 | 30 June 2026 | Green | | It saves 20 t of CO2. |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | raise | Actions!1.1!Revised deadline | th |
    /// | | lower | Actions!1.2!Commentary | 2 |
    ///
    /// # What to do
    /// Type the entry anew, and only what is to be read; move a footnote into the commentary.
    "CEL010", "meaning-in-formatting", Error, since "0.2.0",
    checks: [Check::Cell(check)],
}

fn check(cell: &CellView<'_>, out: &mut Findings) {
    if let Some(Unreadable::Formatting(runs)) = cell.unreadable {
        let words = Words {
            message: format!("in {} {}; the entry is not read", cell.heading, runs_in_words(runs)),
            expected: "an entry of which nothing is crossed out, raised or lowered".to_owned(),
            found: cell.typed.to_owned(),
            help: "Clear the cell and type only what is to be read; a footnote belongs in the commentary.".to_owned(),
        };
        out.push(cell.finding(&RULE, words));
    } else if let Some(runs) = runs_of(cell.looks).filter(|runs| runs.has_struck() && cell.unreadable.is_none()) {
        let words = Words {
            message: format!("in {} {}; all of it is read", cell.heading, runs_in_words(runs)),
            expected: "only what is to be printed".to_owned(),
            found: runs.in_words(),
            help: "Delete what is crossed out, or take the line through it away.".to_owned(),
        };
        out.push(cell.finding(&RULE, words).with_severity(Severity::Warning));
    }
}
