//! Finding a layout's table or form in a sheet as it came back.
//!
//! People insert rows and columns, move columns and retype headings; so the header row is sought, and every column
//! is found by its heading. Positions are those of the sheet as it stands and are never recomputed. The border:
//! this knows headings and places, not what the cells mean.

use crate::domain::{SharedText, same, tidy};
use crate::grid::{Cell, CellRef, Sheet, Value};

use super::{Column, Field, SheetLayout};

/// How many rows are searched for the headings.
const HEADER_ROWS: u32 = 60;
/// How many bytes a heading may take, spaces and line breaks that people put in included.
const LONGEST_HEADING: usize = 120;

/// A column found by its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What the column holds.
    pub field: Field,
    /// Where its heading stands; the column's cells stand below it.
    pub heading: CellRef,
    /// What the heading says, where it is not the layout's (found by position or content).
    pub renamed: Option<String>,
}

/// A column of the table whose heading the layout does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extra {
    /// The heading as typed.
    pub heading: String,
    /// Where it stands.
    pub at: CellRef,
}

/// A layout's table as it stands in a sheet.
#[derive(Debug, Clone)]
pub struct Table<'g> {
    /// The sheet that it stands in.
    pub sheet: &'g Sheet,
    /// The row of the headings.
    pub header_row: u32,
    /// The columns that were found, in the layout's order.
    pub columns: Vec<Found>,
    /// Further cells with a heading that was found already.
    pub duplicated: Vec<(Field, CellRef)>,
    /// The layout's columns that were not found.
    pub missing: Vec<Field>,
    /// Columns that the layout does not know.
    pub extra: Vec<Extra>,
}

impl<'g> Table<'g> {
    /// The column number of `field`.
    pub fn col(&self, field: Field) -> Option<u16> {
        self.columns.iter().find(|found| found.field == field).map(|found| found.heading.col)
    }

    /// Where `field` stands in `row`, whether or not anything is in the cell.
    pub fn at(&self, row: u32, field: Field) -> Option<CellRef> {
        self.col(field).map(|col| CellRef { row, col })
    }

    /// The cell of `field` in `row`, where there is anything in it.
    pub fn cell(&self, row: u32, field: Field) -> Option<&'g Cell> {
        self.sheet.get(self.at(row, field)?)
    }

    /// The text shown in `field` of `row`, without outer spaces; empty where there is nothing.
    pub fn text(&self, row: u32, field: Field) -> SharedText {
        self.cell(row, field).map(Cell::tidy_text).unwrap_or_default()
    }

    /// The rows below the headings that have anything in them, top to bottom.
    pub fn rows(&self) -> impl Iterator<Item = u32> + use<'g> {
        let header = self.header_row;
        self.sheet.rows().map(|(row, _)| row).filter(move |row| *row > header)
    }
}

/// Finds the table of `layout` in `sheet`: the row among the first 60 that matches most headings, with `Ref` or at
/// least two others. `None` where no row does.
pub fn find_table<'g>(sheet: &'g Sheet, layout: &SheetLayout) -> Option<Table<'g>> {
    let mut best: Option<(usize, u32)> = None;
    for (row, cells) in sheet.rows().take_while(|(row, _)| *row < HEADER_ROWS) {
        let fields = matched(cells, layout);
        if (fields.contains(&Field::Ref) || fields.len() >= 2) && best.is_none_or(|(most, _)| fields.len() > most) {
            best = Some((fields.len(), row));
        }
        // No other row can be the headings once one has most of them.
        if fields.len().saturating_mul(2) > layout.columns.len() {
            break;
        }
    }
    best.map(|(_, row)| table_at(sheet, layout, row))
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
        Value::Text(_) | Value::Number(_) | Value::Bool(_) | Value::Date { .. } | Value::Error(_) => None,
    }
}

fn table_at<'g>(sheet: &'g Sheet, layout: &SheetLayout, header_row: u32) -> Table<'g> {
    let mut table = Table {
        sheet,
        header_row,
        columns: Vec::new(),
        duplicated: Vec::new(),
        missing: Vec::new(),
        extra: Vec::new(),
    };
    for cell in sheet.row(header_row) {
        match column_of(cell, layout) {
            Some(column) if table.col(column.field).is_some() => table.duplicated.push((column.field, cell.at)),
            Some(column) => {
                table.columns.push(Found { field: column.field, heading: cell.at, renamed: None });
            }
            None if cell.value.is_some() => {
                table.extra.push(Extra { heading: tidy(&cell.shown_text()), at: cell.at });
            }
            None => {}
        }
    }
    let order = |field: Field| layout.columns.iter().position(|column| column.field == field);
    table.columns.sort_by_key(|found| order(found.field));
    table.missing =
        layout.columns.iter().map(|column| column.field).filter(|field| table.col(*field).is_none()).collect();
    table
}

/// Where a form's label and its entry stand: the label anywhere in the first columns, the entry one cell to its right.
pub fn find_label(sheet: &Sheet, layout: &SheetLayout, field: Field) -> Option<(CellRef, CellRef)> {
    label_cells(sheet, layout).into_iter().find(|(found, _, _)| *found == field).map(|(_, label, entry)| (label, entry))
}

/// All labels of a form that are found, each with its own place and that of its entry.
pub fn label_cells(sheet: &Sheet, layout: &SheetLayout) -> Vec<(Field, CellRef, CellRef)> {
    let mut found: Vec<(Field, CellRef, CellRef)> = Vec::new();
    for cell in &sheet.cells {
        if cell.value.is_none() || cell.at.col > 8 {
            continue;
        }
        let Some(Value::Text(text)) = &cell.value else { continue };
        let text = text.trim_end_matches(|c: char| c == '*' || c.is_whitespace());
        let Some(label) = layout.labels.iter().find(|label| same(&label.heading, text)) else { continue };
        if found.iter().any(|(field, _, _)| *field == label.field) {
            continue;
        }
        found.push((label.field, cell.at, CellRef { row: cell.at.row, col: cell.at.col.saturating_add(1) }));
    }
    found
}
