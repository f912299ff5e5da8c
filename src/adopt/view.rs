//! A sheet of a tracker as a person sees it: what is shown in each cell, and what a merged cell says to the rows and columns
//! that it covers.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{read_number, tidy};
use crate::grid::{Cell, CellRef, Paint, Shown, Value};

use super::source::{TrackerSheet, seen_rows};

/// Merged cells taller than this cover whole columns, and say nothing to single rows.
const TALLEST_MERGE: u32 = 500;

/// A sheet as it is seen.
pub(super) struct View<'s> {
    pub(super) sheet: &'s TrackerSheet,
    /// The rows in which anything is shown.
    pub(super) rows: Vec<u32>,
    /// The merged cells that reach into each row: first and last column, and the cell that is shown.
    merged: BTreeMap<u32, Vec<(u16, u16, CellRef)>>,
    /// Cells that were taken off it.
    hidden: BTreeSet<CellRef>,
}

impl<'s> View<'s> {
    pub(super) fn of(sheet: &'s TrackerSheet) -> Self {
        let mut merged: BTreeMap<u32, Vec<(u16, u16, CellRef)>> = BTreeMap::new();
        for (first, last) in &sheet.grid.merges {
            if last.row.checked_sub(first.row).is_none_or(|tall| tall > TALLEST_MERGE) {
                continue;
            }
            for row in first.row..=last.row {
                merged.entry(row).or_default().push((first.col, last.col, *first));
            }
        }
        Self { sheet, rows: seen_rows(&sheet.grid), merged, hidden: BTreeSet::new() }
    }

    /// Takes cells off the sheet: nothing is seen in them any more.
    pub(super) fn hide(&mut self, cells: BTreeSet<CellRef>) {
        self.hidden.extend(cells);
        let rows = std::mem::take(&mut self.rows);
        self.rows = rows.into_iter().filter(|row| !self.filled(*row).is_empty()).collect();
    }

    /// The cell at a place, where anything is shown in it.
    pub(super) fn cell(&self, at: CellRef) -> Option<&'s Cell> {
        let seen = self.sheet.grid.get(at).filter(|_| !self.hidden.contains(&at));
        seen.filter(|cell| cell.value.is_some() && !tidy(&cell.shown_text()).is_empty())
    }

    /// What is shown at a place, with the signs of its format.
    pub(super) fn text(&self, at: CellRef) -> String {
        match self.cell(at) {
            Some(_) => tidy(&self.sheet.grid.text_as_written(at).unwrap_or_default()),
            None => String::new(),
        }
    }

    /// Whether anything is shown at a place.
    pub(super) fn is_filled(&self, at: CellRef) -> bool {
        self.cell(at).is_some()
    }

    /// The cell whose contents are seen at a place: that of the merged cell which covers it, else its own.
    pub(super) fn origin(&self, at: CellRef) -> CellRef {
        let over =
            self.merged.get(&at.row).and_then(|all| all.iter().find(|(from, to, _)| (*from..=*to).contains(&at.col)));
        over.map_or(at, |(_, _, origin)| *origin)
    }

    /// How many columns the merged cell at a place takes; 1 where there is none.
    pub(super) fn width(&self, at: CellRef) -> u16 {
        let all = self.merged.get(&at.row);
        let own = all.and_then(|all| all.iter().find(|(_, _, origin)| *origin == at));
        own.map_or(1, |(from, to, _)| (to - from).checked_add(1).unwrap_or(1))
    }

    /// The filled cells of a row, from left to right.
    pub(super) fn filled(&self, row: u32) -> Vec<CellRef> {
        let cells = self.sheet.grid.row(row).iter().map(|cell| cell.at);
        cells.filter(|at| self.is_filled(*at)).collect()
    }

    pub(super) fn paint(&self, at: CellRef) -> Option<&'s Paint> {
        self.sheet.painted.get(&at)
    }

    /// What fills a cell, where that is a colour.
    pub(super) fn fill(&self, at: CellRef) -> Option<u32> {
        self.paint(at).filter(|_| !self.hidden.contains(&at)).and_then(|paint| paint.fill)
    }
}

/// The number of a cell in the terms of what is shown: 92 for 92%.
pub(super) fn number_of(cell: &Cell) -> Option<Decimal> {
    match cell.value.as_ref()? {
        Value::Number(number) if cell.shown == Shown::Percent => {
            number.checked_mul(Decimal::ONE_HUNDRED).map(|n| n.normalize())
        }
        Value::Number(number) => Some(number.normalize()),
        Value::Text(text) => read_number(text).ok().map(|typed| typed.value),
        Value::Bool(_) | Value::Date { .. } | Value::Time { .. } | Value::Error(_) => None,
    }
}

/// The day of a cell, and whether it shows the day of the month.
pub(super) fn day_of(cell: &Cell) -> Option<(Date, bool)> {
    match cell.value.as_ref()? {
        Value::Date { day, shows_day } => Some((*day, *shows_day)),
        Value::Text(_) | Value::Number(_) | Value::Bool(_) | Value::Time { .. } | Value::Error(_) => None,
    }
}
