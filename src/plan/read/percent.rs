//! Percentages that were typed a hundredfold too small or too large: 0.92 where 92% is meant, 92 in a cell that shows it as
//! 9200%. They are read as they stand; what is told is that they may be meant otherwise.

use rust_decimal::Decimal;

use crate::domain::read_number;
use crate::grid::{Cell, CellRef, Shown, Value};
use crate::layout::{Field, Row};
use crate::plan::is_percent;

use super::fault::FaultKind;
use super::faults::Faults;
use super::quantity::{number_in, range_in};

/// The largest percentage that is taken for one.
const LARGEST: Decimal = Decimal::ONE_THOUSAND;

/// The figures of a cell: one, or the two of a range.
struct Figures {
    at: CellRef,
    is_target: bool,
    /// Whether the cell, or its text, says per cent.
    says_percent: bool,
    numbers: Vec<Decimal>,
}

/// Records what may be meant a hundredfold larger or smaller in a row; `targets` are the cells of its period targets.
pub(super) fn check_percentages(
    row: &Row<'_, '_>,
    unit: &str,
    targets: impl Iterator<Item = CellRef>,
    faults: &mut Faults,
) {
    if !is_percent(unit) {
        return;
    }
    let targets = row.at(Field::Target).into_iter().chain(targets).map(|at| (at, true));
    let others =
        [Field::Baseline, Field::LastValue].into_iter().filter_map(|field| row.at(field)).map(|at| (at, false));
    let cells = targets.chain(others).filter_map(|(at, is_target)| figures(row.cell_at(at)?, is_target));
    let cells: Vec<Figures> = cells.collect();
    for (index, cell) in cells.iter().enumerate() {
        let others =
            || cells.iter().enumerate().filter(|(other, _)| *other != index).flat_map(|(_, cell)| &cell.numbers);
        let factor = if is_too_large(cell) {
            Some(Decimal::new(1, 2))
        } else {
            is_too_small(cell, others).then_some(Decimal::ONE_HUNDRED)
        };
        let meant = factor.and_then(|factor| cell.numbers.iter().map(|number| number.checked_mul(factor)).collect());
        if let Some(meant) = meant {
            faults.at_cell(row, cell.at, FaultKind::PercentScale { read: cell.numbers.clone(), meant });
        }
    }
}

fn figures(cell: &Cell, is_target: bool) -> Option<Figures> {
    let text = match &cell.value {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    };
    let numbers = match number_in(cell, "%") {
        Some(number) => vec![number.normalize()],
        None => range_in(text).map(|(low, high)| vec![low, high])?,
    };
    let says_percent =
        cell.shown == Shown::Percent || text.contains('%') || read_number(text).is_ok_and(|read| read.percent);
    Some(Figures { at: cell.at, is_target, says_percent, numbers })
}

fn is_too_large(cell: &Figures) -> bool {
    cell.says_percent && cell.numbers.iter().all(|number| number.abs() > LARGEST)
}

/// Whether each figure is a share of one that, as a percentage, would be nearer to another figure of its row. A target
/// that has nothing beside it to be compared with is always one.
fn is_too_small<'f, I: Iterator<Item = &'f Decimal>>(cell: &Figures, others: impl Fn() -> I) -> bool {
    let is_share = |number: &Decimal| *number > Decimal::ZERO && *number < Decimal::ONE;
    let is_nearer = |number: &Decimal, other: &Decimal| {
        let away = |one: Decimal| one.checked_sub(*other).map(|away| away.abs());
        let hundredfold = number.checked_mul(Decimal::ONE_HUNDRED).and_then(away);
        *other >= Decimal::ONE && hundredfold.zip(away(*number)).is_some_and(|(hundredfold, own)| hundredfold < own)
    };
    let is_alone = cell.is_target && others().next().is_none();
    !cell.says_percent
        && cell.numbers.iter().all(is_share)
        && (is_alone || cell.numbers.iter().all(|number| others().any(|other| is_nearer(number, other))))
}
