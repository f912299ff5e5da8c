//! What can be wrong with a cell of which nothing can be read, with one in a column of an earlier period, and with one in
//! another optional column that counts as blank.

use crate::domain::{Deadline, Period};
use crate::grid::CellRef;

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

/// What can be wrong in a column that is headed by an earlier period.
#[derive(Debug, Clone, PartialEq)]
pub enum PastFault {
    /// A value that is no number.
    NoNumber {
        /// The period.
        period: Period,
    },
    /// A word that is none of the ratings.
    NoRating {
        /// The period.
        period: Period,
        /// The rating that is nearest to it.
        nearest: Option<String>,
    },
    /// Neither Yes nor No, where a part of the value may be asked for.
    NotYesNo,
    /// A column of the same period stands before it.
    Twice {
        /// The period.
        period: Period,
        /// The heading of the first.
        first: CellRef,
    },
}

/// What can be wrong with a parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParentFault {
    /// No row has that ref.
    Unknown {
        /// The ref that is nearest to it.
        nearest: Option<String>,
    },
    /// It is the row itself.
    Itself,
    /// It stands beneath another row.
    IsBeneathAnother,
    /// It is issued to other delivery plans.
    OfAnotherPlan {
        /// The codes of the row's own.
        own: String,
        /// Those of the parent's.
        other: String,
    },
    /// Nothing in the whole column is a ref.
    NoneIsARef,
}

/// What can be wrong in an optional column whose cell counts as blank.
#[derive(Debug, Clone, PartialEq)]
pub enum OptionalFault {
    /// The start of an action is no date.
    StartUnreadable,
    /// It is later than the deadline.
    StartLate {
        /// The deadline.
        deadline: Deadline,
    },
    /// The parent of a row is a date or time.
    ParentIsDate,
    /// The place of a rating is no whole number.
    PlaceUnreadable,
}
