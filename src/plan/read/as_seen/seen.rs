//! What becomes of a plan workbook when it is taken as it is seen.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::grid::{Cell, CellRef, Place, Sheet, Workbook};
use crate::layout::{Field, Table};
use crate::plan::read::fault::{Fault, FaultKind};

/// The workbook to be read, and what was recorded on the way to it.
pub(in crate::plan::read) struct AsSeen<'w> {
    /// The workbook itself where every cell is as it is held.
    pub(in crate::plan::read) workbook: Cow<'w, Workbook>,
    faults: Vec<Fault>,
    /// Cells of which all has been said, by the names of their sheets.
    told: BTreeSet<(String, CellRef)>,
}

impl<'w> AsSeen<'w> {
    pub(super) fn new(workbook: &'w Workbook) -> Self {
        Self { workbook: Cow::Borrowed(workbook), faults: Vec::new(), told: BTreeSet::new() }
    }

    /// Adds what was recorded to `faults`, and takes out of them what would say it once more.
    pub(in crate::plan::read) fn add_to(self, faults: &mut Vec<Fault>) {
        faults.retain(|fault| match &fault.at {
            Place::Cell { sheet, at } => !self.told.contains(&(sheet.clone(), *at)),
            Place::File | Place::Sheet { .. } => true,
        });
        faults.extend(self.faults);
    }

    /// Records a fault of a cell.
    pub(super) fn record(&mut self, table: &Table<'_>, at: CellRef, kind: FaultKind) {
        let sheet = table.sheet;
        let naming = [Field::Ref, Field::Code].into_iter().find_map(|field| table.col(field));
        let naming = naming.filter(|_| at.row > table.header_row).map(|col| CellRef { row: at.row, col });
        let reference = naming.and_then(|at| sheet.text_as_written(at)).map(|text| text.trim().to_owned());
        let reference = reference.filter(|text| !text.is_empty());
        let found = sheet.get(at).map(|cell| cell.tidy_text().to_string()).unwrap_or_default();
        self.faults.push(Fault { at: Place::Cell { sheet: sheet.name.clone(), at }, reference, kind, found });
    }

    /// Says no more of a cell.
    pub(super) fn tell(&mut self, sheet: &Sheet, at: CellRef) {
        self.told.insert((sheet.name.clone(), at));
    }

    /// Lets a cell count as blank, and says no more of it.
    pub(super) fn blank(&mut self, sheet: &Sheet, at: CellRef) {
        if let Some(cell) = sheet.get(at) {
            self.put(sheet, Cell { value: None, formula: None, ..cell.clone() });
        }
        self.tell(sheet, at);
    }

    /// Puts a cell in its place in a copy of the workbook.
    pub(super) fn put(&mut self, sheet: &Sheet, cell: Cell) {
        if let Some(own) = self.workbook.to_mut().sheets.iter_mut().find(|own| own.name == sheet.name) {
            own.put(cell);
        }
    }
}
