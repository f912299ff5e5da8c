//! Collecting what is wrong with a plan workbook.
//!
//! A fault about a column that the sheet lacks is not recorded: the missing heading was said already (one cause, one
//! finding).

use crate::domain::{SharedText, tidy};
use crate::grid::{CellRef, Place, Sheet};
use crate::layout::{Field, Row, Table};

use super::fault::{Fault, FaultKind, SettingFault};
use super::may_be::MayBe;

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

    /// Records that the cell of `field` in `row` is none of what it may be.
    pub(super) fn invalid(&mut self, row: &Row<'_, '_>, field: Field, may_be: MayBe) {
        let what = row.table.heading(field).to_owned();
        self.at(row, field, FaultKind::Setting(SettingFault::Invalid { what, may_be }));
    }

    /// Records a fault of a cell of `row` that the layout has no field for.
    pub(super) fn at_cell(&mut self, row: &Row<'_, '_>, at: CellRef, kind: FaultKind) {
        self.in_cell(row.table.sheet, at, reference(row).map(String::from), kind);
    }

    /// Records a fault of a heading.
    pub(super) fn at_heading(&mut self, table: &Table<'_>, at: CellRef, kind: FaultKind) {
        self.in_cell(table.sheet, at, None, kind);
    }

    /// Takes back what was recorded of the cell of `field` in `row`.
    pub(super) fn take_back(&mut self, row: &Row<'_, '_>, field: Field, is: impl Fn(&FaultKind) -> bool) {
        let Some(at) = row.at(field) else { return };
        let here = Place::Cell { sheet: row.table.sheet.name.clone(), at };
        self.0.retain(|fault| fault.at != here || !is(&fault.kind));
    }

    fn in_cell(&mut self, sheet: &Sheet, at: CellRef, reference: Option<String>, kind: FaultKind) {
        let found = sheet.get(at).map(|cell| tidy(&cell.shown_text())).unwrap_or_default();
        self.0.push(Fault { at: Place::Cell { sheet: sheet.name.clone(), at }, reference, kind, found });
    }
}

/// The ref or code of a row of a sheet that has such a column.
fn reference(row: &Row<'_, '_>) -> Option<SharedText> {
    let naming = [Field::Ref, Field::Code].into_iter().find(|field| row.table.has(*field))?;
    row.given(naming)
}
