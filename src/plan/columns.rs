//! Where the columns of a table of the plan workbook stand, so that its cells can be named when something in them matters
//! later.

use crate::domain::heading_key;
use crate::grid::CellRef;
use crate::layout::{Field, Table};

/// The columns of a table of the plan workbook.
#[derive(Debug, Clone, Default)]
pub(crate) struct TableColumns {
    sheet: String,
    fields: Vec<(Field, u16)>,
    /// Columns that the return prints like the officer's own, by heading.
    others: Vec<(String, u16)>,
}

impl TableColumns {
    /// The columns of a table.
    pub(super) fn of(table: &Table<'_>) -> Self {
        let others = table.carried().into_iter().map(|(heading, at)| (heading_key(&heading), at.col));
        Self { sheet: table.sheet.name.clone(), fields: table.fields().collect(), others: others.collect() }
    }

    /// The cell of `field` in the row of the Ref at `at`, as `Actions!E14`; the Ref where there is no such column.
    pub(super) fn cell(&self, field: Field, at: CellRef) -> String {
        let own = self.fields.iter().find(|(own, _)| *own == field);
        self.address(at, own.map(|(_, col)| *col))
    }

    /// The same, for a heading that no layout has.
    pub(super) fn cell_headed(&self, heading: &str, at: CellRef) -> String {
        let wanted = heading_key(heading);
        let own = self.others.iter().find(|(own, _)| *own == wanted);
        self.address(at, own.map(|(_, col)| *col))
    }

    fn address(&self, at: CellRef, col: Option<u16>) -> String {
        format!("{}!{}", self.sheet, CellRef { row: at.row, col: col.unwrap_or(at.col) })
    }
}
