//! Finding the labels of a form, and the entries beside them, in a sheet as it came back.

use crate::domain::same;
use crate::grid::{Cell, CellRef, Sheet, Value};

use super::{Field, SheetLayout};

/// The first columns, in which labels are sought.
const LAST_COL: u16 = 8;

/// A layout's form as it stands in a sheet.
#[derive(Debug, Clone)]
pub(crate) struct Form<'g> {
    /// The sheet that it stands in.
    pub sheet: &'g Sheet,
    /// The labels that were found, each with its own place.
    labels: Vec<(Field, CellRef)>,
}

impl<'g> Form<'g> {
    /// The labels of `layout` in `sheet`, as far as they are there.
    pub(crate) fn find(sheet: &'g Sheet, layout: &SheetLayout) -> Self {
        let mut labels: Vec<(Field, CellRef)> = Vec::new();
        for cell in sheet.cells.iter().filter(|cell| cell.at.col <= LAST_COL) {
            let Some(Value::Text(text)) = &cell.value else { continue };
            let text = text.trim_end_matches(|c: char| c == '*' || c.is_whitespace());
            if let Some(label) = layout.labels.iter().find(|label| same(&label.heading, text))
                && labels.iter().all(|(field, _)| *field != label.field)
            {
                labels.push((label.field, cell.at));
            }
        }
        Self { sheet, labels }
    }

    /// Whether most of the labels of `layout` were found.
    pub(crate) fn is_most_of(&self, layout: &SheetLayout) -> bool {
        self.labels.len() * 2 > layout.labels.len()
    }

    /// Where the entry of `field` stands: one cell to the right of its label.
    pub(crate) fn at(&self, field: Field) -> Option<CellRef> {
        self.labels.iter().find(|(own, _)| *own == field).map(|(_, label)| beside(*label))
    }

    /// The entry of `field`, where there is a cell.
    pub(crate) fn cell(&self, field: Field) -> Option<&'g Cell> {
        self.sheet.get(self.at(field)?)
    }

    /// Whether a label or an entry stands at an address.
    pub(crate) fn holds(&self, at: CellRef) -> bool {
        self.labels.iter().any(|(_, label)| at == *label || at == beside(*label))
    }
}

fn beside(label: CellRef) -> CellRef {
    CellRef { row: label.row, col: label.col + 1 }
}
