//! The sheets of a plan workbook as tables of rows, and the collecting of faults in them.
//!
//! Every reader of a sheet goes through here, so that blank rows, missing headings and the address of a fault are
//! treated alike on all of them. A fault about a column that the sheet lacks is not recorded: the missing heading was
//! said already (one cause, one finding).

use crate::domain::{SharedText, heading_key, key, tidied, tidy};
use crate::grid::{Cell, CellRef, Place, Sheet, Value, Workbook};
use crate::layout::{Field, PLAN, SheetId, SheetLayout, Table, find_table, sheet as layout_of};

use super::fault::{ColumnFault, Fault, FaultKind};

/// The faults found so far.
#[derive(Debug, Default)]
pub(super) struct Faults(pub(super) Vec<Fault>);

impl Faults {
    /// Records a fault of the workbook as a whole.
    pub(super) fn in_workbook(&mut self, kind: FaultKind, found: &str) {
        self.0.push(Fault { at: Place::File, reference: None, kind, found: found.to_owned() });
    }

    /// Records a fault of a sheet as a whole.
    pub(super) fn in_sheet(&mut self, sheet: &str, kind: FaultKind) {
        let at = Place::Sheet { sheet: sheet.to_owned() };
        self.0.push(Fault { at, reference: None, kind, found: String::new() });
    }

    /// Records a fault of the cell of `field` in `row`; nothing where the sheet has no such column.
    pub(super) fn at(&mut self, row: &Row<'_, '_>, field: Field, kind: FaultKind) {
        if let Some(at) = row.at(field) {
            self.at_cell(row, at, kind);
        }
    }

    /// Records a fault of a cell of `row` that the layout has no field for.
    pub(super) fn at_cell(&mut self, row: &Row<'_, '_>, at: CellRef, kind: FaultKind) {
        self.in_cell(row.table.sheet, at, row.reference().map(String::from), kind);
    }

    /// Records a fault of a heading.
    pub(super) fn at_heading(&mut self, rows: &Rows<'_>, at: CellRef, kind: FaultKind) {
        self.in_cell(rows.table.sheet, at, None, kind);
    }

    fn in_cell(&mut self, sheet: &Sheet, at: CellRef, reference: Option<String>, kind: FaultKind) {
        let found = sheet.get(at).map(|cell| tidy(&cell.shown_text())).unwrap_or_default();
        self.0.push(Fault { at: Place::Cell { sheet: sheet.name.clone(), at }, reference, kind, found });
    }
}

/// A sheet of the plan workbook whose headings were found.
#[derive(Debug)]
pub(super) struct Rows<'g> {
    /// Its table.
    pub(super) table: Table<'g>,
    /// Whether the workbook counts its days from 1904.
    pub(super) epoch_1904: bool,
    layout: &'static SheetLayout,
    naming: Option<Field>,
}

/// What became of a sheet.
#[derive(Debug)]
pub(super) enum Found<'g> {
    /// There is no sheet of that name.
    Missing,
    /// It is there and its headings are not.
    Headless,
    /// Its table was found.
    Table(Rows<'g>),
}

impl<'g> Found<'g> {
    /// Its table, where it was found.
    pub(super) fn rows(&self) -> Option<&Rows<'g>> {
        match self {
            Self::Table(rows) => Some(rows),
            Self::Missing | Self::Headless => None,
        }
    }

    /// Whether its table was found and has any row.
    pub(super) fn has_rows(&self) -> bool {
        self.rows().is_some_and(|rows| rows.iter().next().is_some())
    }
}

/// Finds the sheet `id` by its name, and its table; faults of its headings are recorded.
pub(super) fn find<'g>(workbook: &'g Workbook, id: SheetId, faults: &mut Faults) -> Found<'g> {
    let layout = layout_of(&PLAN, id);
    let Some(sheet) = named(workbook, &layout.name) else { return Found::Missing };
    let Some(table) = find_table(sheet, layout) else {
        if !sheet.cells.is_empty() || !layout.optional {
            let required = layout.columns.iter().filter(|column| !column.optional);
            let headings = required.map(|column| column.heading.clone()).collect();
            faults.in_sheet(&sheet.name, FaultKind::Column(ColumnFault::HeadingsMissing { headings }));
        }
        return Found::Headless;
    };
    for column in layout.columns.iter().filter(|column| !column.optional) {
        if table.missing.contains(&column.field) {
            faults.in_sheet(&sheet.name, FaultKind::Column(ColumnFault::Missing { heading: column.heading.clone() }));
        }
    }
    let naming = [Field::Ref, Field::Code].into_iter().find(|field| table.col(*field).is_some());
    let rows = Rows { table, epoch_1904: workbook.date1904, layout, naming };
    for (field, at) in &rows.table.duplicated {
        let heading = layout.heading(*field).to_owned();
        if let Some(first) = rows.table.at(rows.table.header_row, *field) {
            faults.at_heading(&rows, *at, FaultKind::Column(ColumnFault::Twice { heading, first }));
        }
    }
    Found::Table(rows)
}

fn named<'g>(workbook: &'g Workbook, name: &str) -> Option<&'g Sheet> {
    let wanted = key(name);
    workbook.sheets.iter().find(|sheet| key(&sheet.name) == wanted)
}

impl<'g> Rows<'g> {
    /// The name on the sheet's tab.
    pub(super) fn sheet_name(&self) -> &'g str {
        &self.table.sheet.name
    }

    /// The heading of a column as the layout spells it.
    pub(super) fn heading(&self, field: Field) -> String {
        self.layout.heading(field).to_owned()
    }

    /// Whether the sheet has the column.
    pub(super) fn has(&self, field: Field) -> bool {
        self.table.col(field).is_some()
    }

    /// The rows below the headings in which anything is shown, top to bottom.
    pub(super) fn iter(&self) -> impl Iterator<Item = Row<'_, 'g>> {
        let below = self.table.sheet.rows().filter(|(number, _)| *number > self.table.header_row);
        below
            .map(|(number, cells)| Row { table: &self.table, number, cells, naming: self.naming })
            .filter(|row| !row.is_blank())
    }

    /// The columns that the layout does not know, with their headings, left to right.
    pub(super) fn further(&self) -> Vec<(String, CellRef)> {
        let named = self.table.extra.iter().filter(|extra| !heading_key(&extra.heading).is_empty());
        named.map(|extra| (extra.heading.clone(), extra.at)).collect()
    }
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'t, 'g> {
    table: &'t Table<'g>,
    /// Its number, counted from 0.
    number: u32,
    /// Its cells, in the order of their columns.
    cells: &'g [Cell],
    naming: Option<Field>,
}

impl<'g> Row<'_, 'g> {
    /// Where `field` stands in it; `None` where the sheet has no such column.
    pub(super) fn at(&self, field: Field) -> Option<CellRef> {
        self.table.at(self.number, field)
    }

    /// The cell of `field`, where it has a value.
    pub(super) fn cell(&self, field: Field) -> Option<&'g Cell> {
        self.at(field).and_then(|at| self.cell_at(at))
    }

    /// The cell at an address, where it has a value that can be seen.
    pub(super) fn cell_at(&self, at: CellRef) -> Option<&'g Cell> {
        let index = self.cells.binary_search_by_key(&at, |cell| cell.at).ok()?;
        self.cells.get(index).filter(|cell| is_shown(cell))
    }

    /// The text shown in `field`; empty where there is nothing.
    pub(super) fn text(&self, field: Field) -> SharedText {
        self.cell(field).map(Cell::tidy_text).unwrap_or_default()
    }

    /// The text shown in `field`, where there is any.
    pub(super) fn given(&self, field: Field) -> Option<SharedText> {
        Some(self.text(field)).filter(|text| !text.is_empty())
    }

    /// The number of the row's cell under a heading.
    pub(super) fn under(&self, heading: CellRef) -> CellRef {
        CellRef { row: self.number, col: heading.col }
    }

    /// The first cell of the row in which anything is shown.
    pub(super) fn first_cell(&self) -> Option<CellRef> {
        self.cells.iter().find(|cell| is_shown(cell)).map(|cell| cell.at)
    }

    fn reference(&self) -> Option<SharedText> {
        self.naming.and_then(|field| self.given(field))
    }

    fn is_blank(&self) -> bool {
        !self.cells.iter().any(is_shown)
    }
}

/// Whether anything can be seen in a cell: spaces alone are nothing.
fn is_shown(cell: &Cell) -> bool {
    match &cell.value {
        Some(Value::Text(text)) => !tidied(text).is_empty(),
        Some(Value::Number(_) | Value::Bool(_) | Value::Date { .. } | Value::Error(_)) => true,
        None => false,
    }
}
