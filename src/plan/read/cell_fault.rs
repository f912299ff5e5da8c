//! What can be wrong with a cell of which nothing can be read.

/// What is wrong with a cell of which nothing can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFault {
    /// What stands in it.
    pub holds: Holds,
    /// What the cell is.
    pub of: CellOf,
}

/// What can stand in a cell of which nothing can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// An error value.
    Error,
    /// A formula whose result was never stored.
    NoResult,
    /// TRUE or FALSE.
    Logical,
    /// A time of day or a length of time.
    Time,
}

/// What a cell is of which nothing can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellOf {
    /// A heading.
    Heading,
    /// The ref or code of its row.
    Name,
    /// Any other cell that the plan is made of.
    Plan,
    /// The first of a column of the officer's own.
    Own {
        /// The heading of the column.
        heading: String,
        /// How many cells of the column are like it.
        cells: usize,
    },
}
