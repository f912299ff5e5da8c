//! What can be wrong with a cell that is not what it is seen as: how it is set, and what a merged one covers.

use crate::grid::{CellRef, Runs};

/// What crossed out, raised or lowered text does in the plan.
#[derive(Debug, Clone, PartialEq)]
pub enum FormattingFault {
    /// The cell is read for more than prose, and counts as blank.
    Unread {
        /// The heading of its column.
        heading: String,
        /// Its text in runs.
        runs: Runs,
    },
    /// Words that are printed are crossed out.
    Prose {
        /// The heading of its column.
        heading: String,
        /// Its text in runs.
        runs: Runs,
    },
    /// The ref of a row and what it says are crossed out.
    RowStruck,
}

/// What a merged cell does in a table.
#[derive(Debug, Clone, PartialEq)]
pub enum MergedFault {
    /// It covers cells of known columns.
    Cells {
        /// The cells, each with the heading of its column.
        covered: Vec<(CellRef, String)>,
        /// Whether they stand in the row of its first cell.
        is_in_one_row: bool,
    },
    /// It lies over the headings.
    Headings,
    /// It is a band across the table, and its rows are passed over.
    Band,
}
