//! Cells of which nothing can be read, whatever is wanted there: error values, formulas whose result was never stored,
//! and logical values and times where words or numbers belong.
//!
//! They are found before anything is read, and what is read is the workbook in which they are blank. So no column and no
//! setting can take `#N/A` for a name, and none that is added later has to think of it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::tidy;
use crate::grid::{Cell, CellRef, Place, Sheet, Value, Workbook};
use crate::layout::{CellKind, Column, Field, PLAN, SheetId, SheetLayout, Table};

use super::fault::{CellFault, CellOf, Fault, FaultKind, Holds};
use super::indicators::period_label;
use super::quantity::number_in;
use super::setting::Setting;

/// The cells of a workbook of which nothing can be read.
#[derive(Debug, Default)]
pub(super) struct UnreadableCells {
    faults: Vec<Fault>,
    /// What is to be read as blank, each cell with its sheet.
    blank: Vec<(String, CellRef)>,
}

/// What a column is to the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnOf {
    /// Refs or codes, by which the row is known.
    Name,
    /// Refs or codes of other rows.
    Naming,
    /// Deadlines or targets, whose rules have words of their own for what is none.
    OwnWords,
    /// Yes or No, for which TRUE and FALSE will do.
    YesNo,
    /// Anything else that is read.
    Read,
    /// The officer's own.
    Own,
}

impl UnreadableCells {
    /// Finds them on every sheet of the plan.
    pub(super) fn find(workbook: &Workbook) -> Self {
        let mut found = Self::default();
        for layout in PLAN.sheets.iter().filter(|layout| !layout.columns.is_empty()) {
            if let Some(table) = layout.find_in(workbook).and_then(|sheet| Table::find(sheet, layout)) {
                found.in_headings(&table);
                found.in_rows(&table, layout);
            }
        }
        found
    }

    /// The workbook in which they are blank.
    pub(super) fn blanked<'g>(&self, workbook: &'g Workbook) -> Cow<'g, Workbook> {
        let mut legible = Cow::Borrowed(workbook);
        for (name, at) in &self.blank {
            if let Some(sheet) = legible.to_mut().sheets.iter_mut().find(|sheet| sheet.name == *name) {
                sheet.put(Cell::text(*at, ""));
            }
        }
        legible
    }

    /// Puts them beside the faults found in reading: one cause, one fault. A deadline and a target that a band needs have
    /// words of their own; whatever else is said of such a cell follows from its being blank.
    pub(super) fn join(self, faults: &mut Vec<Fault>) {
        let own = places(&self.faults);
        let said = places(faults.iter().filter(|fault| has_own_words(fault)));
        faults.retain(|fault| has_own_words(fault) || !place(fault).is_some_and(|at| own.contains(&at)));
        faults.extend(self.faults.into_iter().filter(|fault| !place(fault).is_some_and(|at| said.contains(&at))));
    }

    /// A heading is found by its words. Of another kind of value it is the officer's own, such as the number of a year.
    fn in_headings(&mut self, table: &Table<'_>) {
        for cell in table.sheet.row(table.header_row) {
            if let Some(holds @ (Holds::Error | Holds::NoResult)) = holds(cell) {
                self.add(table, cell, CellFault { holds, of: CellOf::Heading });
                self.blank.push((table.sheet.name.clone(), cell.at));
            }
        }
    }

    fn in_rows(&mut self, table: &Table<'_>, layout: &SheetLayout) {
        let mut own: BTreeMap<u16, Vec<(&Cell, Holds)>> = BTreeMap::new();
        let below =
            table.sheet.cells.iter().filter(|cell| cell.at.row > table.header_row && !is_value_of_unit(table, cell));
        for (cell, holds) in below.filter_map(|cell| Some((cell, holds(cell)?))) {
            let column = match column_of(table, layout, cell.at.col) {
                Some(column) if is_unreadable(column, holds) && !is_beside_no_setting(table, cell.at) => column,
                Some(_) | None => continue,
            };
            let blank = match (layout.id, column) {
                // Better a finding too many than one waived by mistake: without its period a waiver would hold for good.
                (SheetId::Waivers, _) => table.sheet.row(cell.at.row),
                (_, ColumnOf::OwnWords) => &[],
                _ => std::slice::from_ref(cell),
            };
            self.blank.extend(blank.iter().map(|cell| (table.sheet.name.clone(), cell.at)));
            let of = match column {
                ColumnOf::Own => {
                    own.entry(cell.at.col).or_default().push((cell, holds));
                    continue;
                }
                ColumnOf::Name => CellOf::Name,
                ColumnOf::Naming | ColumnOf::OwnWords | ColumnOf::YesNo | ColumnOf::Read => CellOf::Plan,
            };
            self.add(table, cell, CellFault { holds, of });
        }
        for (col, cells) in own {
            let heading = shown(table.sheet, CellRef { row: table.header_row, col });
            if let Some((first, holds)) = cells.first() {
                let of = CellOf::Own { heading, cells: cells.len() };
                self.add(table, first, CellFault { holds: *holds, of });
            }
        }
    }

    fn add(&mut self, table: &Table<'_>, cell: &Cell, fault: CellFault) {
        let at = Place::Cell { sheet: table.sheet.name.clone(), at: cell.at };
        let name = [Field::Ref, Field::Code].into_iter().find_map(|field| table.col(field));
        let name = name.filter(|col| cell.at.row > table.header_row && *col != cell.at.col);
        let reference = name.map(|col| shown(table.sheet, CellRef { row: cell.at.row, col }));
        let reference = reference.filter(|name| !name.is_empty());
        self.faults.push(Fault { at, reference, kind: FaultKind::Cell(fault), found: cell.as_shown() });
    }
}

fn has_own_words(fault: &Fault) -> bool {
    matches!(fault.kind, FaultKind::DeadlineUnreadable { .. } | FaultKind::Target(_))
}

fn places<'f>(faults: impl IntoIterator<Item = &'f Fault>) -> BTreeSet<(String, CellRef)> {
    faults.into_iter().filter_map(place).collect()
}

fn place(fault: &Fault) -> Option<(String, CellRef)> {
    Some((fault.at.sheet()?.to_owned(), fault.at.cell()?))
}

fn shown(sheet: &Sheet, at: CellRef) -> String {
    sheet.get(at).map(|cell| tidy(&cell.shown_text())).unwrap_or_default()
}

/// What stands in a cell, where it may be neither words nor a number nor a day.
fn holds(cell: &Cell) -> Option<Holds> {
    match &cell.value {
        Some(Value::Error(_)) => Some(Holds::Error),
        Some(Value::Bool(_)) => Some(Holds::Logical),
        Some(Value::Time { .. }) => Some(Holds::Time),
        // A formula whose stored result is an empty text shows nothing, and is blank.
        None => cell.formula.as_ref().filter(|formula| !formula.stored).map(|_| Holds::NoResult),
        Some(Value::Text(_) | Value::Number(_) | Value::Date { .. }) => None,
    }
}

/// Whether a cell of an indicator is a time or a logical value of its own unit.
fn is_value_of_unit(table: &Table<'_>, cell: &Cell) -> bool {
    let is_odd = matches!(cell.value, Some(Value::Bool(_) | Value::Time { .. }));
    let is_figure = || {
        let figures = [Field::Baseline, Field::Target, Field::LastValue];
        let is_further = || table.unknown.iter().any(|(_, at)| at.col == cell.at.col);
        figures.iter().any(|field| table.col(*field) == Some(cell.at.col)) || is_further()
    };
    let unit = || table.col(Field::Unit).map(|col| shown(table.sheet, CellRef { row: cell.at.row, col }));
    is_odd
        && table.id() == SheetId::Indicators
        && is_figure()
        && unit().is_some_and(|unit| number_in(cell, &unit).is_some())
}

/// What the column is to the plan; `None` where nothing of it is read.
fn column_of(table: &Table<'_>, layout: &SheetLayout, col: u16) -> Option<ColumnOf> {
    let known = layout.columns.iter().find(|column| table.col(column.field) == Some(col));
    let is_row = matches!(layout.id, SheetId::Actions | SheetId::Indicators);
    Some(match known {
        None => {
            let heading = table.unknown.iter().find(|(_, at)| at.col == col).filter(|_| is_row);
            if period_label(&heading?.0).is_some() { ColumnOf::OwnWords } else { ColumnOf::Own }
        }
        Some(Column { field: Field::Ref | Field::Code, .. }) if layout.id != SheetId::Waivers => ColumnOf::Name,
        Some(Column { field: Field::DeliveryPlan | Field::Priority, .. }) if is_row => ColumnOf::Naming,
        Some(Column { field: Field::Deadline | Field::AgreedDeadline | Field::Target, .. }) => ColumnOf::OwnWords,
        Some(Column { kind: CellKind::YesNo, .. }) => ColumnOf::YesNo,
        Some(_) => ColumnOf::Read,
    })
}

/// Whether nothing can be read of a cell. In the officer's own columns a logical value and a time are issued as they are
/// shown, and a ref or code that became a time has words of its own.
fn is_unreadable(column: ColumnOf, holds: Holds) -> bool {
    match holds {
        Holds::Error | Holds::NoResult => true,
        Holds::Logical => !matches!(column, ColumnOf::YesNo | ColumnOf::Own),
        Holds::Time => !matches!(column, ColumnOf::Own | ColumnOf::Name | ColumnOf::Naming),
    }
}

/// Whether a cell of the Settings sheet stands beside a name that is no setting, which is said already.
fn is_beside_no_setting(table: &Table<'_>, at: CellRef) -> bool {
    let name = table.col(Field::Setting).filter(|col| *col != at.col);
    name.is_some_and(|col| Setting::find(&shown(table.sheet, CellRef { row: at.row, col })).is_none())
}
