//! A mark that is no direction of travel.

use crate::domain::Direction;
use crate::returns::Unreadable;
use crate::layout::Field;
use crate::rules::{ActionView, Check, Findings, Words, quoted};

rule! {
    /// # What it checks
    /// A direction of travel, where services give it, is one of the arrows or words that are read: ↑ ↓ ↔ → or a dash,
    /// improving, steady, worsening, and words that mean the same. A blank cell is none and is no fault. A row for
    /// information only is no exception: what cannot be read there is in no other column.
    ///
    /// # Why it matters
    /// A caret, an underscore or a letter is what is left of an arrow that was copied from another program. Which way
    /// it pointed cannot be told any more, and a guess would be printed in the report.
    ///
    /// # Rejected
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Scheme | southend |
    ///
    /// | Actions | Ref | Deadline | Monitored | Rating | Direction of travel |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q2 | Yes | Green | ^ |
    /// | | 1.2 | Q2 | Yes | Green | sideways |
    /// | | 1.3 | Q2 | No | | sideways |
    ///
    /// # Accepted
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Scheme | southend |
    ///
    /// | Actions | Ref | Deadline | Rating | Direction of travel |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q2 | Green | ↑ |
    /// | | 1.2 | Q2 | Green | Steady |
    /// | | 1.3 | Q2 | Green | - |
    /// | | 1.4 | Q2 | Green | |
    ///
    /// # What to do
    /// Choose a direction from the list in the cell.
    "RAT011", "direction-unknown", Error, since "0.1.0",
    checks: [Check::Action(check)],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let Some(Unreadable::NotListed) = action.row.direction.unreadable() else { return };
    let typed = &action.row.direction.typed;
    let choices =
        [Direction::Improving, Direction::Steady, Direction::Worsening].map(|way| format!("{} {way}", way.symbol()));
    let words = Words {
        message: format!("{} is not a direction of travel", quoted(typed)),
        expected: Words::one_of(choices.iter().map(String::as_str)),
        found: typed.to_string(),
        help: "Choose a direction from the list in the cell.".to_owned(),
    };
    out.push(action.finding(&RULE, Field::DirectionOfTravel, words));
}
