//! What was changed by hand in a consolidated workbook and is not carried into the next one.

use crate::grid::CellRef;

/// A change, of one row at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Edit {
    /// The workbook does not tell any more what it said when it was written.
    Unknown,
    /// Columns without which no correction can be read are gone, or stand twice.
    HeadingsLost { sheet: String, headings: Vec<&'static str> },
    /// Cells of one row.
    Cells { sheet: String, cells: Vec<EditedCell>, instead: Instead },
    /// So many cells of a sheet that they are not told one by one; the first of them.
    Many { sheet: String, at: CellRef, cells: usize },
    /// Rows that were put in, from that cell on.
    RowsAdded { sheet: String, at: CellRef, rows: usize },
    /// Rows without anything in them that were put in, before that cell.
    BlankRows { sheet: String, at: CellRef, rows: usize },
    /// Rows that are gone.
    RowsGone { sheet: String, rows: usize },
    /// A column that was put in, with its heading.
    ColumnAdded { sheet: String, at: CellRef, heading: String },
    /// Columns that are gone.
    ColumnsGone { sheet: String, columns: usize },
    /// A sheet that was put in.
    SheetAdded { sheet: String },
    /// A sheet that is gone or was renamed.
    SheetGone { sheet: String },
}

/// A cell that was changed, with what stands in it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EditedCell {
    pub at: CellRef,
    pub text: String,
}

/// Where it is to be changed instead, so that it lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Instead {
    /// In that cell of the same workbook.
    Cell { sheet: String, at: CellRef },
    /// In the return, at that place.
    Return { file: String, cell: String },
    /// In the plan workbook or the returns.
    Inputs,
    /// Nowhere: the reference stands in another row as well, and that row is read.
    RefTwice,
}

impl Edit {
    /// The sheet that it is on, where it is on one.
    pub(crate) fn sheet(&self) -> Option<&str> {
        match self {
            Self::Unknown => None,
            Self::HeadingsLost { sheet, .. }
            | Self::Cells { sheet, .. }
            | Self::Many { sheet, .. }
            | Self::RowsAdded { sheet, .. }
            | Self::BlankRows { sheet, .. }
            | Self::RowsGone { sheet, .. }
            | Self::ColumnAdded { sheet, .. }
            | Self::ColumnsGone { sheet, .. }
            | Self::SheetAdded { sheet }
            | Self::SheetGone { sheet } => Some(sheet),
        }
    }

    /// The cell that it begins at, where it is at one.
    pub(crate) fn at(&self) -> Option<CellRef> {
        match self {
            Self::Cells { cells, .. } => cells.first().map(|cell| cell.at),
            Self::Many { at, .. }
            | Self::RowsAdded { at, .. }
            | Self::BlankRows { at, .. }
            | Self::ColumnAdded { at, .. } => Some(*at),
            Self::Unknown
            | Self::HeadingsLost { .. }
            | Self::RowsGone { .. }
            | Self::ColumnsGone { .. }
            | Self::SheetAdded { .. }
            | Self::SheetGone { .. } => None,
        }
    }
}
