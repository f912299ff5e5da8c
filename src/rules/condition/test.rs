//! Conditions kept until the cells are filled in.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{Cmp, Rating, RatingId, Scale};
use crate::layout::{self, Field};

use super::entries::{CellEntry, Entries, Scaled, Truth};

/// An entry cell of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryCell {
    /// One of the layout's.
    Field(Field),
    /// The cell of that number among the further columns that ask, from 0.
    Asked(usize),
}

/// A condition on the cells of a row, as [`Entries`] asks them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// All of them.
    All(Vec<Test>),
    /// At least one of them; of none, never.
    Any(Vec<Test>),
    /// Not.
    Not(Box<Test>),
    /// Nothing is in the cell.
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
    /// A number is given, and scaled so it is nearer to the range from the first to the second.
    Nearer(Scaled, Decimal, Decimal),
    /// A number is given, and its band has one of these ratings.
    BandedOneOf(Vec<RatingId>),
    /// A rating is given and the value's band has another.
    BandDiffers,
}

/// The cells of a row that is still to be filled in.
#[derive(Debug, Clone, Copy)]
pub struct Cells;

impl Truth for Test {
    fn never() -> Self {
        Self::Any(Vec::new())
    }

    fn and(self, other: impl FnOnce() -> Self) -> Self {
        if let Self::All(mut tests) = self {
            tests.push(other());
            return Self::All(tests);
        }
        Self::All(vec![self, other()])
    }

    fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        Self::Any(answers.into_iter().collect())
    }

    fn unless(self, other: impl FnOnce() -> Self) -> Self {
        self.and(|| Self::Not(Box::new(other())))
    }
}

impl Entries for Cells {
    type Truth = Test;

    fn is_blank(&self, field: Field) -> Test {
        Test::Blank(EntryCell::Field(field))
    }

    fn is_unreadable(&self, field: Field) -> Test {
        Test::Unreadable(field)
    }

    fn is_value_unknown(&self) -> Test {
        Test::Any(vec![Test::Unreadable(Field::Value), Test::Error(EntryCell::Field(Field::Value))])
    }

    fn is_placeholder(&self, field: Field) -> Test {
        Test::Placeholder(field)
    }

    fn is_rated(&self, scale: &Scale, is: impl Fn(&Rating) -> bool) -> Test {
        Test::RatedOneOf(ratings(scale, is))
    }

    fn is_given(&self, date: Field) -> Test {
        Test::Given(date)
    }

    fn is_after(&self, date: Field, day: Date) -> Test {
        Test::After(date, day)
    }

    fn is_up_to(&self, date: Field, day: Date) -> Test {
        Test::UpTo(date, day)
    }

    fn is_on(&self, date: Field, day: Date) -> Test {
        Test::On(date, day)
    }

    fn is_reason(&self) -> Test {
        Test::Reason
    }

    fn is_value(&self, cmp: Cmp, edge: Decimal) -> Test {
        Test::Value(cmp, edge)
    }

    fn is_percent_cell(&self) -> Test {
        Test::PercentCell
    }

    fn is_plain_number(&self) -> Test {
        Test::PlainNumber
    }

    fn is_nearer(&self, scaled: Scaled, (low, high): (Decimal, Decimal)) -> Test {
        Test::Nearer(scaled, low, high)
    }

    fn is_banded<'s>(
        &self,
        scale: &'s Scale,
        _: impl Fn(Decimal) -> Option<&'s Rating>,
        is: impl Fn(&Rating) -> bool,
    ) -> Test {
        Test::BandedOneOf(ratings(scale, is))
    }

    fn is_outside_band<'s>(&self, _: &'s Scale, _: impl Fn(Decimal) -> Option<&'s Rating>) -> Test {
        Test::BandDiffers
    }
}

/// One cell of a row that is still to be filled in.
#[derive(Debug, Clone)]
pub struct BlankCell {
    /// Which it is.
    pub at: EntryCell,
    /// What belongs in it.
    pub kind: layout::Kind,
    /// The heading of its column.
    pub heading: String,
}

impl CellEntry for BlankCell {
    type Truth = Test;

    fn is_no_date(&self) -> Test {
        self.is_unreadable(matches!(self.kind, layout::Kind::Date | layout::Kind::TextDate))
    }

    fn is_no_number(&self) -> Test {
        self.is_unreadable(matches!(self.kind, layout::Kind::Quantity | layout::Kind::Number))
    }

    fn is_error(&self) -> Test {
        Test::Error(self.at)
    }
}

impl BlankCell {
    fn is_unreadable(&self, belongs: bool) -> Test {
        match self.at {
            EntryCell::Field(field) if belongs => Test::Unreadable(field),
            EntryCell::Field(_) | EntryCell::Asked(_) => Test::never(),
        }
    }
}

/// The places of the ratings that `is`.
fn ratings(scale: &Scale, is: impl Fn(&Rating) -> bool) -> Vec<RatingId> {
    scale.with_ids().filter(|(_, rating)| is(rating)).map(|(id, _)| id).collect()
}

impl Test {
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
