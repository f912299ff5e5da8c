//! The one reader of tables: the row of headings, the columns by their headings, and the rows below.
//!
//! People insert rows and columns, move columns and retype headings, so headings are sought and positions are those of
//! the sheet as it stands. What is missing, doubled or unknown comes as data: each reader makes of it what it will.

use crate::domain::{SharedText, heading_key, tidied, tidy};
use crate::grid::{Cell, CellRef, Sheet, Value};

use super::{Column, Field, SheetId, SheetLayout};

/// How many rows are searched for the headings.
const HEADER_ROWS: u32 = 60;
/// How many bytes a heading may take, spaces and line breaks that people put in included.
const LONGEST_HEADING: usize = 120;

/// A layout's table as it stands in a sheet.
#[derive(Debug, Clone)]
pub(crate) struct Table<'g> {
    /// The sheet that it stands in.
    pub sheet: &'g Sheet,
    /// The row of the headings.
    pub header_row: u32,
    layout: &'static SheetLayout,
    /// The heading of each column that was found, in their order on the sheet.
    headings: Vec<(Field, CellRef)>,
    /// Further cells with a heading that was found already.
    pub doubled: Vec<(Field, CellRef)>,
    /// Headings that the layout does not know, as typed, left to right.
    pub unknown: Vec<(String, CellRef)>,
}

impl<'g> Table<'g> {
    /// The table of `layout` in `sheet`: the row among the first 60 that matches most headings, with `Ref` or at least
    /// two others, is that of its headings. `None` where no row does.
    pub(crate) fn find(sheet: &'g Sheet, layout: &'static SheetLayout) -> Option<Self> {
        let mut best: Option<(usize, u32)> = None;
        for (row, cells) in sheet.rows().take_while(|(row, _)| *row < HEADER_ROWS) {
            let fields = matched(cells, layout);
            if (fields.contains(&Field::Ref) || fields.len() >= 2) && best.is_none_or(|(most, _)| fields.len() > most) {
                best = Some((fields.len(), row));
            }
            // No other row can be the headings once one has most of them.
            if fields.len() * 2 > layout.columns.len() {
                break;
            }
        }
        best.map(|(_, row)| Self::headed(sheet, layout, row))
    }

    fn headed(sheet: &'g Sheet, layout: &'static SheetLayout, header_row: u32) -> Self {
        let (headings, doubled, unknown) = (Vec::new(), Vec::new(), Vec::new());
        let mut table = Self { sheet, header_row, layout, headings, doubled, unknown };
        for cell in sheet.row(header_row) {
            match column_of(cell, layout) {
                Some(column) if table.has(column.field) => table.doubled.push((column.field, cell.at)),
                Some(column) => table.headings.push((column.field, cell.at)),
                None if cell.value.is_some() => table.unknown.push((tidy(&cell.shown_text()), cell.at)),
                None => {}
            }
        }
        table
    }

    /// The layout's columns that were found, each with its number.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (Field, u16)> {
        self.headings.iter().map(|(field, at)| (*field, at.col))
    }

    /// How many of the layout's columns were found.
    pub(crate) fn width(&self) -> usize {
        self.headings.len()
    }

    /// The layout's columns that were not found, in its order.
    pub(crate) fn missing(&self) -> impl Iterator<Item = &'static Column> {
        self.layout.columns.iter().filter(|column| !self.has(column.field))
    }

    /// Whether the column of `field` was found.
    pub(crate) fn has(&self, field: Field) -> bool {
        self.col(field).is_some()
    }

    /// Whether two headings name the column of `field`.
    pub(crate) fn is_doubled(&self, field: Field) -> bool {
        self.doubled.iter().any(|(own, _)| *own == field)
    }

    /// The column number of `field`.
    pub(crate) fn col(&self, field: Field) -> Option<u16> {
        self.headings.iter().find(|(own, _)| *own == field).map(|(_, at)| at.col)
    }

    /// The column that a cell stands in.
    pub(crate) fn field_at(&self, at: CellRef) -> Option<Field> {
        self.headings.iter().find(|(_, heading)| heading.col == at.col).map(|(field, _)| *field)
    }

    /// The headings, as the layout spells them, of the columns that the return prints like the officer's own, then those
    /// that the layout does not know: left to right.
    pub(crate) fn carried(&self) -> Vec<(String, CellRef)> {
        let known = self.headings.iter().filter_map(|(field, at)| {
            let column = self.layout.column(*field).filter(|column| column.carried)?;
            Some((column.heading.clone(), *at))
        });
        let mut carried: Vec<(String, CellRef)> = known.chain(self.unknown.iter().cloned()).collect();
        carried.sort_by_key(|(_, at)| at.col);
        carried
    }

    /// Which sheet of the layout it is.
    pub(crate) fn id(&self) -> SheetId {
        self.layout.id
    }

    /// Where the heading of `field` stands.
    pub(crate) fn heading_at(&self, field: Field) -> Option<CellRef> {
        self.col(field).map(|col| CellRef { row: self.header_row, col })
    }

    /// The heading of `field` as the layout spells it.
    pub(crate) fn heading(&self, field: Field) -> &'static str {
        self.layout.heading(field)
    }

    /// The column number of a heading, whether the layout knows it or not: what is a column of ours now may have been one
    /// of the officer's own.
    pub(crate) fn col_headed(&self, heading: &str) -> Option<u16> {
        let known = || self.col(self.layout.column_headed(heading)?.field);
        self.unknown_col(heading).or_else(known)
    }

    /// The column number of a heading that the layout does not know.
    pub(crate) fn unknown_col(&self, heading: &str) -> Option<u16> {
        let wanted = heading_key(heading);
        self.unknown.iter().find(|(own, _)| heading_key(own) == wanted).map(|(_, at)| at.col)
    }

    /// The rows below the headings in which anything can be seen, top to bottom.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_, 'g>> {
        let below = self.sheet.rows().filter(|(number, _)| *number > self.header_row);
        below.map(|(number, cells)| Row { table: self, number, cells }).filter(|row| row.first_cell().is_some())
    }
}

/// The distinct fields whose headings stand among `cells`.
fn matched(cells: &[Cell], layout: &SheetLayout) -> Vec<Field> {
    let mut fields: Vec<Field> =
        cells.iter().filter_map(|cell| column_of(cell, layout)).map(|column| column.field).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

fn column_of<'l>(cell: &Cell, layout: &'l SheetLayout) -> Option<&'l Column> {
    match cell.value.as_ref()? {
        // A heading is never longer than this; most cells that are not one are told by that alone.
        Value::Text(text) if text.len() <= LONGEST_HEADING => layout.column_headed(text),
        Value::Text(_)
        | Value::Number(_)
        | Value::Bool(_)
        | Value::Date { .. }
        | Value::Time { .. }
        | Value::Error(_) => None,
    }
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'t, 'g> {
    /// The table that it is of.
    pub table: &'t Table<'g>,
    /// Its number, counted from 0.
    pub number: u32,
    /// Its cells, in the order of their columns.
    cells: &'g [Cell],
}

impl<'g> Row<'_, 'g> {
    /// Where `field` stands in it, whether or not anything is in the cell; `None` where the sheet has no such column.
    pub(crate) fn at(&self, field: Field) -> Option<CellRef> {
        self.table.col(field).map(|col| CellRef { row: self.number, col })
    }

    /// Its cell below a heading.
    pub(crate) fn under(&self, heading: CellRef) -> CellRef {
        CellRef { row: self.number, col: heading.col }
    }

    /// The cell of `field`, where anything can be seen in it.
    pub(crate) fn cell(&self, field: Field) -> Option<&'g Cell> {
        self.at(field).and_then(|at| self.cell_at(at))
    }

    /// The cell at an address, where anything can be seen in it.
    pub(crate) fn cell_at(&self, at: CellRef) -> Option<&'g Cell> {
        let index = self.cells.binary_search_by_key(&at, |cell| cell.at).ok()?;
        self.cells.get(index).filter(|cell| is_shown(cell))
    }

    /// The text shown in `field`, without outer spaces; empty where there is nothing.
    pub(crate) fn text(&self, field: Field) -> SharedText {
        self.cell(field).map(Cell::tidy_text).unwrap_or_default()
    }

    /// The text shown in `field`, where there is any.
    pub(crate) fn given(&self, field: Field) -> Option<SharedText> {
        Some(self.text(field)).filter(|text| !text.is_empty())
    }

    /// The address of the first cell in which anything can be seen.
    pub(crate) fn first_cell(&self) -> Option<CellRef> {
        self.cells.iter().find(|cell| is_shown(cell)).map(|cell| cell.at)
    }
}

/// Whether anything can be seen in a cell: spaces alone are nothing.
fn is_shown(cell: &Cell) -> bool {
    match &cell.value {
        Some(Value::Text(text)) => !tidied(text).is_empty(),
        Some(Value::Number(_) | Value::Bool(_) | Value::Date { .. } | Value::Time { .. } | Value::Error(_)) => true,
        None => false,
    }
}
