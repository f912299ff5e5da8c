//! Where in a workbook something is.

use super::CellRef;

/// A file, a sheet of it or a cell, with the sheet's own name as it stands on its tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A sheet as a whole.
    Sheet {
        /// Its name.
        sheet: String,
    },
    /// A cell.
    Cell {
        /// The sheet's name.
        sheet: String,
        /// The cell.
        at: CellRef,
    },
}

impl Place {
    /// The sheet's name, where there is one.
    pub fn sheet(&self) -> Option<&str> {
        match self {
            Self::File => None,
            Self::Sheet { sheet } | Self::Cell { sheet, .. } => Some(sheet),
        }
    }

    /// The cell, where there is one.
    pub fn cell(&self) -> Option<CellRef> {
        match self {
            Self::File | Self::Sheet { .. } => None,
            Self::Cell { at, .. } => Some(*at),
        }
    }
}
