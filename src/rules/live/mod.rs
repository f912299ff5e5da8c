//! What a rule says of a row while it is being filled in: the live check.
//!
//! A rule that can run live describes its condition in the words of [`Test`], which names entry cells and exact edges
//! and knows no spreadsheet; issuing turns it into a formula. Everything that was issued is a fact and is settled
//! here, so that a test is about entries only. The border: no formula is written here, and which of several faults is
//! shown is for [`links()`].

mod links;
mod row;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{Cmp, RatingId, Severity};
use crate::layout::Field;

pub use links::{Link, Raised, entry_cells, links, raised, raised_by};
pub use row::{Holds, LiveAction, LiveCell, LiveIndicator};

/// An entry cell of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryCell {
    /// One of the layout's.
    Field(Field),
    /// The cell of that number among the further columns that ask, from 0.
    Asked(usize),
}

/// What a rule that can run live runs on.
#[derive(Debug, Clone, Copy)]
pub enum LiveCheck {
    /// An action; `None` where the rule cannot speak of it, whatever is typed.
    Action(fn(&LiveAction<'_>) -> Option<Live>),
    /// An indicator; likewise.
    Indicator(fn(&LiveIndicator<'_>) -> Option<Live>),
    /// An entry cell; likewise.
    Cell(fn(&LiveCell<'_>) -> Option<Live>),
}

/// The live check of one rule in one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Live {
    /// The cell that the rule's finding points at.
    pub at: EntryCell,
    /// When it is raised.
    pub test: Test,
    /// What the row's Check says, in few words.
    pub words: String,
    /// The grade of the finding, where it is not the rule's.
    pub severity: Option<Severity>,
}

/// A condition on the entries of a row. A test of a cell that is not there, or whose entry is of another kind, fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// All of them.
    All(Vec<Test>),
    /// At least one of them; of none, never.
    Any(Vec<Test>),
    /// Not.
    Not(Box<Test>),
    /// The cell is there and nothing is in it.
    Blank(EntryCell),
    /// An error value stands in the cell.
    Error(EntryCell),
    /// What stands in the cell is no rating, date or number; not said of an error.
    Unreadable(Field),
    /// The words in the cell stand in for words that are still to be written.
    Placeholder(Field),
    /// One of these ratings is given.
    RatedOneOf(Vec<RatingId>),
    /// A date is given.
    Given(Field),
    /// A date is given, and it is later.
    After(Field, Date),
    /// A date is given, and it is that day or earlier.
    UpTo(Field, Date),
    /// That date is given.
    On(Field, Date),
    /// A reason stands instead of the value.
    Reason,
    /// A number is given, and it compares so.
    Value(Cmp, Decimal),
    /// A number is given in a cell with a percent format.
    PercentCell,
    /// A number is given in a cell without one.
    PlainNumber,
    /// A number is given, and its hundredfold or hundredth is nearer to the range from the first to the second.
    Nearer(Scaled, Decimal, Decimal),
    /// A number is given, and its band has one of these ratings.
    BandedOneOf(Vec<RatingId>),
    /// A rating is given and the value's band has another.
    BandDiffers,
}

/// A number out by a factor of a hundred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scaled {
    /// A hundred times the number.
    Hundredfold,
    /// A hundredth of it.
    Hundredth,
}

impl Live {
    /// A live check with the rule's own grade.
    pub fn new(at: Field, test: Test, words: impl Into<String>) -> Self {
        Self { at: EntryCell::Field(at), test, words: words.into(), severity: None }
    }

    /// The same with another grade.
    #[must_use]
    pub fn graded(self, severity: Severity) -> Self {
        Self { severity: Some(severity), ..self }
    }
}

impl Test {
    /// Nothing is in the cell of `field`.
    pub fn blank(field: Field) -> Self {
        Self::Blank(EntryCell::Field(field))
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if let Self::All(mut tests) = self {
            tests.push(other);
            return Self::All(tests);
        }
        Self::All(vec![self, other])
    }

    /// Unless the other holds.
    #[must_use]
    pub fn unless(self, other: Self) -> Self {
        self.and(Self::Not(Box::new(other)))
    }

    /// Whether no entry can meet it.
    pub fn is_never(&self) -> bool {
        match self {
            Self::All(tests) => tests.iter().any(Self::is_never),
            Self::Any(tests) => tests.iter().all(Self::is_never),
            Self::RatedOneOf(ids) | Self::BandedOneOf(ids) => ids.is_empty(),
            Self::Not(_)
            | Self::Blank(_)
            | Self::Error(_)
            | Self::Unreadable(_)
            | Self::Placeholder(_)
            | Self::Given(_)
            | Self::After(..)
            | Self::UpTo(..)
            | Self::On(..)
            | Self::Reason
            | Self::Value(..)
            | Self::PercentCell
            | Self::PlainNumber
            | Self::Nearer(..)
            | Self::BandDiffers => false,
        }
    }

    /// The cells that it reads.
    pub fn reads(&self) -> Vec<EntryCell> {
        let of = |field| EntryCell::Field(field);
        match self {
            Self::All(tests) | Self::Any(tests) => tests.iter().flat_map(Self::reads).collect(),
            Self::Not(test) => test.reads(),
            Self::Blank(cell) | Self::Error(cell) => vec![*cell],
            Self::Unreadable(field)
            | Self::Placeholder(field)
            | Self::Given(field)
            | Self::After(field, _)
            | Self::UpTo(field, _)
            | Self::On(field, _) => vec![of(*field)],
            Self::RatedOneOf(_) => vec![of(Field::Rating)],
            Self::Reason
            | Self::Value(..)
            | Self::PercentCell
            | Self::PlainNumber
            | Self::Nearer(..)
            | Self::BandedOneOf(_) => vec![of(Field::Value)],
            Self::BandDiffers => vec![of(Field::Value), of(Field::Rating)],
        }
    }

    /// The days that the date in `field` is compared with, each with whether only that day itself is meant.
    pub fn days(&self, field: Field) -> Vec<(Date, bool)> {
        match self {
            Self::All(tests) | Self::Any(tests) => tests.iter().flat_map(|test| test.days(field)).collect(),
            Self::Not(test) => test.days(field),
            Self::After(own, day) | Self::UpTo(own, day) if *own == field => vec![(*day, false)],
            Self::On(own, day) if *own == field => vec![(*day, true)],
            Self::After(..)
            | Self::UpTo(..)
            | Self::On(..)
            | Self::Given(_)
            | Self::Blank(_)
            | Self::Error(_)
            | Self::Unreadable(_)
            | Self::Placeholder(_)
            | Self::RatedOneOf(_)
            | Self::Reason
            | Self::Value(..)
            | Self::PercentCell
            | Self::PlainNumber
            | Self::Nearer(..)
            | Self::BandedOneOf(_)
            | Self::BandDiffers => Vec::new(),
        }
    }
}
