//! Everything that was typed into entry cells, as it was typed, by its place in the return as issued.
//!
//! Cells are taken from the workbook and not from what was made of them, so that text stays text and a date a date. A
//! cell that nobody changed since it was issued filled in is left out, and so is one whose row or column is gone: both
//! come as issued.

use rust_decimal::Decimal;

use crate::grid::{BETWEEN_EPOCHS, Cell, CellRef, Sheet, Value, Workbook, runs_of};
use crate::issue::{Filled, Typed};
use crate::plan::Printed;
use crate::returns::{AnySlot, DateDoubt, Entries, EntryTable, Return};

/// The entries of a return.
pub(super) fn entries(workbook: &Workbook, received: &Return) -> Filled {
    let mut filled = Filled { tells_formats: received.format.tells_formats(), ..Filled::default() };
    if let Some(table) = &received.actions {
        lay_over(workbook, received, table, &mut filled);
    }
    if let Some(table) = &received.indicators {
        lay_over(workbook, received, table, &mut filled);
    }
    let sign_off = &received.sign_off;
    let Some(sheet) = sign_off.sheet.as_deref().and_then(|name| sheet_of(workbook, name)) else { return filled };
    for (field, slot) in sign_off.fields() {
        if let Some(cell) = slot.at().and_then(|at| sheet.get(at)) {
            let cell = counted_from_1900(cell.clone(), slot, workbook);
            filled.sign_off.insert(field, Typed { runs: runs_of(sheet.looks_at(cell.at)).cloned(), cell });
        }
    }
    filled
}

/// The sheet of that name.
pub(super) fn sheet_of<'w>(workbook: &'w Workbook, name: &str) -> Option<&'w Sheet> {
    workbook.sheets.iter().find(|sheet| sheet.name == name)
}

fn lay_over<E: Entries>(workbook: &Workbook, received: &Return, table: &EntryTable<E>, filled: &mut Filled) {
    let Some(sheet) = sheet_of(workbook, &table.sheet) else { return };
    let (issued, kind) = (&received.issued, table.kind);
    let columns = issued.columns(kind);
    for row in &table.rows {
        for (place, (column, col)) in columns.iter().zip(&table.columns).enumerate() {
            let Some(col) = col.filter(|_| column.is_entry()) else { continue };
            let slot = column.field().and_then(|field| row.entries.fields().find(|(own, _)| *own == field));
            if slot.is_some_and(|(_, slot)| is_as_issued(slot, &issued.printed(kind, row.index, column))) {
                continue;
            }
            let cell = sheet.get(CellRef { row: row.at.row, col }).and_then(typed);
            let cell = match slot {
                Some((_, slot)) => cell.map(|cell| counted_from_1900(cell, slot, workbook)),
                None => cell,
            };
            let typed = cell.map(|cell| Typed { runs: runs_of(sheet.looks_at(cell.at)).cloned(), cell });
            filled.entries.insert((kind, row.index, place), typed);
        }
    }
}

/// Whether an entry still is what it was issued with.
fn is_as_issued(slot: &dyn AnySlot, issued: &Printed) -> bool {
    let has_words = matches!(issued, Printed::Text(words) if words == slot.typed());
    !slot.has_formula() && (has_words || slot.has_number_of(issued))
}

/// What stands in a cell, without the formula behind it; nothing where there is nothing to see.
fn typed(cell: &Cell) -> Option<Cell> {
    let text = cell.as_shown();
    (!text.trim().is_empty()).then(|| Cell { formula: None, ..cell.clone() })
}

/// A bare number that was read as a day, as a workbook that counts its days from 1900 has it: a marked copy does.
fn counted_from_1900(mut cell: Cell, slot: &dyn AnySlot, workbook: &Workbook) -> Cell {
    if let (Some(Value::Number(number)), Some((DateDoubt::SerialNumber, _))) = (&mut cell.value, slot.doubt())
        && workbook.date1904
    {
        *number += Decimal::from(BETWEEN_EPOCHS);
    }
    cell
}
