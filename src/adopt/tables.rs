//! The rows in the making as the sheets Actions and Indicators, and the addresses of their cells there.

use std::collections::BTreeSet;

use crate::domain::{Kind, read_number};
use crate::grid::CellRef;
use crate::init::{FilledColumn, FilledSheet};
use crate::layout::{CellKind, Field, PLAN, SheetId, SheetLayout};
use crate::plan::Printed;

use super::draft::{Col, DraftRow};
use super::row::percent;

/// A sheet of rows, with its columns.
#[derive(Debug, Clone, Default)]
pub(super) struct RowsSheet {
    cols: Vec<Col>,
    /// The rows by their numbers in the list of all rows.
    rows: Vec<usize>,
}

impl RowsSheet {
    /// The sheet of a kind: the columns that must be there, and those that any row fills.
    pub(super) fn of(kind: Kind, rows: &[DraftRow]) -> Self {
        let layout = PLAN.sheet(SheetId::of(kind));
        let own: Vec<usize> = rows.iter().enumerate().filter(|(_, row)| row.kind == kind).map(|(at, _)| at).collect();
        let mut cols: BTreeSet<Col> =
            layout.columns.iter().filter(|column| !column.optional).map(|column| Col::Known(column.field)).collect();
        cols.extend(rows.iter().filter(|row| row.kind == kind).flat_map(|row| row.cells.keys().cloned()));
        let mut cols: Vec<Col> = cols.into_iter().collect();
        cols.sort_by_key(|col| (rank(col, layout), col.clone()));
        Self { cols, rows: own }
    }

    /// The address of a column in a row, by the number of the row in the list of all rows.
    pub(super) fn address(&self, row: usize, col: &Col) -> Option<CellRef> {
        let place = self.rows.iter().position(|own| *own == row)?;
        let number = u32::try_from(place).ok()?.checked_add(1)?;
        let col = self.cols.iter().position(|own| own == col)?;
        CellRef::new(number, u16::try_from(col).ok()?)
    }

    /// The row and column at an address.
    pub(super) fn at(&self, at: CellRef) -> Option<(usize, &Col)> {
        let place = usize::try_from(at.row).ok()?.checked_sub(1)?;
        Some((*self.rows.get(place)?, self.cols.get(usize::from(at.col))?))
    }

    /// As it is written.
    pub(super) fn filled(&self, kind: Kind, rows: &[DraftRow]) -> FilledSheet {
        let layout = PLAN.sheet(SheetId::of(kind));
        let columns = self.cols.iter().map(|col| FilledColumn { heading: heading(col, layout), field: field(col) });
        let row = |at: &usize| {
            let row = rows.get(*at);
            let value = |col| row.and_then(|row: &DraftRow| row.cells.get(col)).cloned().unwrap_or(Printed::Blank);
            self.cols.iter().map(value).collect()
        };
        FilledSheet { columns: columns.collect(), rows: self.rows.iter().map(row).collect() }
    }
}

fn field(col: &Col) -> Option<Field> {
    match col {
        Col::Known(field) => Some(*field),
        Col::Target(..) => Some(Field::PeriodTarget),
        Col::Headed(..) => None,
    }
}

/// The heading of a column, as the sheet has it.
pub(super) fn heading(col: &Col, layout: &SheetLayout) -> String {
    match col {
        Col::Known(field) => layout.heading(*field).to_owned(),
        Col::Target(_, part) => layout.heading(Field::PeriodTarget).replace("{period}", part),
        Col::Headed(_, heading) => heading.clone(),
    }
}

/// The place of a column among those of the layout; further columns stand behind them.
pub(super) fn rank(col: &Col, layout: &SheetLayout) -> usize {
    let known = field(col).and_then(|field| layout.columns.iter().position(|column| column.field == field));
    known.unwrap_or(layout.columns.len())
}

/// What an officer typed for a cell, as that cell holds it.
pub(super) fn as_typed(text: &str, col: &Col, layout: &SheetLayout) -> Printed {
    let is_number = match col {
        Col::Known(field) => layout.column(*field).is_some_and(|column| column.kind == CellKind::Number),
        Col::Target(..) => true,
        Col::Headed(..) => false,
    };
    match read_number(text) {
        Ok(read) if is_number && read.percent => percent(read.value),
        Ok(read) if is_number => Printed::Number(read.value),
        _ => Printed::words(text),
    }
}
