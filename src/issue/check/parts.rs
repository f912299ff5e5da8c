//! Whether the two parts of a percentage are those of it, as a formula over what was read of the three.
//!
//! They are compared to as many decimals as the plan prints or, where it says nothing, as the cell of the value shows: its
//! number format tells that, and of a number without one the number itself.

use crate::plan::IssuedIndicator;
use crate::rules::condition::MOST_PLACES;
use crate::workbook::entry_places;

use super::formula::{Formula, Function, Operator, PERCENT, all, any, call, either};
use super::working_cell::DIFFERS;

/// The state of the parts; `value` is its cell with what was read of it.
pub(super) fn state(
    row: &IssuedIndicator,
    (cell, value): (Formula, Formula),
    above: &Formula,
    below: &Formula,
) -> Formula {
    let is_number = |part: &Formula| part.calls(Function::IsNumber);
    let places = match row.decimals {
        Some(decimals) => number(decimals.min(MOST_PLACES)),
        None => shown(row, &cell, &value),
    };
    let rounded = |of: Formula| call(Function::Round, [of, places.clone()]);
    let quotient = above.with(Operator::Times, 100usize).with(Operator::Over, below.clone());
    let differs = rounded(quotient).with(Operator::Unequal, rounded(value.clone()));
    let compared = either(below.is(0usize), DIFFERS, either(differs, DIFFERS, ""));
    let of_both = either(all([is_number(above), is_number(below)]), compared, "");
    let one_is_missing = any([all([is_number(above), below.is("")]), all([is_number(below), above.is("")])]);
    either(is_number(&value), either(one_is_missing, DIFFERS, of_both), "")
}

/// How many decimals the cell of the value shows.
fn shown(row: &IssuedIndicator, cell: &Formula, value: &Formula) -> Formula {
    let figure = cell.known_format().with(Operator::Joined, " ");
    let digit = call(Function::Mid, [figure, 2usize.into(), 1usize.into()]);
    let by_format = call(Function::Find, [digit, "0123456789".into()]).with(Operator::Minus, 1usize);
    let is_whole_at = |places: u32| call(Function::Round, [value.clone(), number(places)]).is(value.clone());
    let own = (0..MOST_PLACES)
        .rev()
        .fold(number(MOST_PLACES), |rest, places| either(is_whole_at(places), number(places), rest));
    // Where a program tells no formats, that of the issued cell.
    let issued = entry_places(row);
    by_format.or_else(either(cell.has_percent_format(PERCENT), number(issued), own))
}

fn number(places: u32) -> Formula {
    usize::try_from(places).unwrap_or_default().into()
}
