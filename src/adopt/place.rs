//! What a line of the sheet *Adopted* is about, and the cell of the tracker that it speaks of.

use crate::grid::CellRef;

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Decide,
    Column,
    Row,
    Value,
    Cell,
}

impl What {
    pub(super) const ALL: [Self; 5] = [Self::Decide, Self::Column, Self::Row, Self::Value, Self::Cell];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Column => "Column",
            Self::Value => "Value",
            Self::Row => "Row",
            Self::Cell => "Cell",
            Self::Decide => "Decide",
        }
    }
}

/// A cell of the tracker: the number of its sheet, and where it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) sheet: usize,
    pub(super) at: CellRef,
}
