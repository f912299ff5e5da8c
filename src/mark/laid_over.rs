//! Everything that was typed into entry cells, as it was typed, by its place in the return as issued.
//!
//! Cells are taken from the workbook and not from what was made of them, so that text stays text and a date a date. A
//! cell that nobody changed since it was issued filled in is left out, and so is one whose row or column is gone: both
//! come as issued.

use crate::domain::Kind;
use crate::grid::{Cell, CellRef, Sheet, Workbook};
use crate::issue::Filled;
use crate::layout::Field;
use crate::plan::Printed;
use crate::returns::{ActionRow, Entry, IndicatorRow, Part, Return, Slot, ValueGiven};

/// The entries of a return.
pub(super) fn entries(workbook: &Workbook, received: &Return) -> Filled {
    let mut filled = Filled { tells_formats: received.format.tells_formats(), ..Filled::default() };
    if let Some(part) = &received.actions {
        lay_over(workbook, received, Kind::Actions, part, &mut filled);
    }
    if let Some(part) = &received.indicators {
        lay_over(workbook, received, Kind::Indicators, part, &mut filled);
    }
    let sign_off = &received.sign_off;
    let Some(sheet) = sign_off.sheet.as_deref().and_then(|name| sheet_of(workbook, name)) else { return filled };
    let slots = [
        (Field::CompletedBy, sign_off.completed_by.at),
        (Field::JobTitle, sign_off.job_title.at),
        (Field::Date, sign_off.date.at),
        (Field::ApprovedBy, sign_off.approved_by.at),
    ];
    for (field, at) in slots {
        if let Some(cell) = at.and_then(|at| sheet.get(at)) {
            filled.sign_off.insert(field, cell.clone());
        }
    }
    filled
}

/// The sheet of that name.
pub(super) fn sheet_of<'w>(workbook: &'w Workbook, name: &str) -> Option<&'w Sheet> {
    workbook.sheets.iter().find(|sheet| sheet.name == name)
}

/// A row that came back.
pub(super) trait CameBack {
    /// Its place among the issued rows.
    fn index(&self) -> usize;
    /// The row of the sheet.
    fn row(&self) -> u32;
    /// Whether the entry of `field` still is what it was issued with.
    fn is_as_issued(&self, field: Field, printed: &Printed) -> bool;
}

impl CameBack for ActionRow {
    fn index(&self) -> usize {
        self.index
    }

    fn row(&self) -> u32 {
        self.at.row
    }

    fn is_as_issued(&self, field: Field, printed: &Printed) -> bool {
        field == Field::RevisedDeadline && is_text(&self.revised, printed)
    }
}

impl CameBack for IndicatorRow {
    fn index(&self) -> usize {
        self.index
    }

    fn row(&self) -> u32 {
        self.at.row
    }

    fn is_as_issued(&self, field: Field, printed: &Printed) -> bool {
        let value = match (&self.last_value.entry, printed) {
            (Entry::Given(ValueGiven::Number(given)), Printed::Number(value)) => given.value == *value,
            (Entry::Given(_) | Entry::Blank | Entry::Unreadable(_), _) => is_text(&self.last_value, printed),
        };
        field == Field::LastValue && !self.last_value.formula && value
    }
}

fn is_text<T>(slot: &Slot<T>, printed: &Printed) -> bool {
    matches!(printed, Printed::Text(text) if *text == slot.typed && !slot.formula)
}

fn lay_over<R: CameBack>(workbook: &Workbook, received: &Return, kind: Kind, part: &Part<R>, filled: &mut Filled) {
    let Some(sheet) = sheet_of(workbook, &part.sheet) else { return };
    let issued = &received.issued;
    let columns = issued.columns(kind);
    for row in &part.rows {
        for (place, (column, col)) in columns.iter().zip(&part.columns).enumerate() {
            let Some(col) = col.filter(|_| column.is_entry()) else { continue };
            let printed = issued.printed(kind, row.index(), column);
            if column.field().is_some_and(|field| row.is_as_issued(field, &printed)) {
                continue;
            }
            let cell = sheet.get(CellRef { row: row.row(), col });
            filled.entries.insert((kind, row.index(), place), cell.and_then(typed));
        }
    }
}

/// What stands in a cell, without the formula behind it; nothing where there is nothing to see.
fn typed(cell: &Cell) -> Option<Cell> {
    let text = cell.as_shown();
    (!text.trim().is_empty()).then(|| Cell { formula: None, ..cell.clone() })
}
