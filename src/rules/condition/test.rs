//! Conditions kept until the cells are filled in.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{Rating, RatingId, Scale};
use crate::layout::{self, Field};
use crate::returns::EntryCell;

use super::entries::{CellEntry, Entries, Question, Truth};

/// A condition on the cells of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Test {
    /// All of them.
    All(Vec<Test>),
    /// At least one of them; of none, never.
    Any(Vec<Test>),
    /// Not.
    Not(Box<Test>),
    /// It is so.
    Is(Question),
    /// An error value stands in the cell.
    Error(EntryCell),
    /// One of these ratings is given.
    RatedOneOf(Vec<RatingId>),
    /// The value is a number, and its band has one of these ratings.
    BandedOneOf(Vec<RatingId>),
    /// A rating is given and the value's band has another.
    BandDiffers,
    /// The answer in a column that asks, by its place among them, is so.
    Answer(usize, AnswerIs),
}

/// What an answer in a column of the plan's own can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AnswerIs {
    /// Not given.
    Blank,
    /// Neither a number nor a date where one belongs.
    Unreadable,
    /// None of the answers that the column takes.
    Outside,
}

/// The cells of a row that is still to be filled in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cells;

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

    fn is(&self, question: Question) -> Test {
        Test::Is(question)
    }

    fn is_value_unknown(&self) -> Test {
        Test::Any(vec![Test::Is(Question::Unreadable(Field::Value)), Test::Error(EntryCell::Field(Field::Value))])
    }

    fn is_rated(&self, scale: &Scale, is: impl Fn(&Rating) -> bool) -> Test {
        Test::RatedOneOf(ratings(scale, is))
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
pub(crate) struct BlankCell {
    /// Which it is.
    pub at: EntryCell,
    /// What belongs in it.
    pub kind: layout::CellKind,
    /// The heading of its column.
    pub heading: String,
    /// Whether only certain answers are taken in it.
    pub takes_certain_answers: bool,
    /// Whether an answer is required in it.
    pub must_be_answered: bool,
}

impl CellEntry for BlankCell {
    type Truth = Test;

    fn is_no_date(&self) -> Test {
        self.is_unreadable(matches!(self.kind, layout::CellKind::Date | layout::CellKind::TextDate))
    }

    fn is_no_number(&self) -> Test {
        self.is_unreadable(matches!(self.kind, layout::CellKind::Quantity | layout::CellKind::Number))
    }

    fn is_no_answer(&self) -> Test {
        Test::when(self.takes_certain_answers, || self.answer(AnswerIs::Outside))
    }

    fn is_unanswered(&self) -> Test {
        // A reason instead of the value leaves nothing to be answered.
        Test::when(self.must_be_answered, || self.answer(AnswerIs::Blank).unless(|| Test::Is(Question::Reason)))
    }

    fn is_error(&self) -> Test {
        Test::Error(self.at)
    }
}

impl BlankCell {
    fn is_unreadable(&self, belongs: bool) -> Test {
        match self.at {
            EntryCell::Field(field) if belongs => Test::Is(Question::Unreadable(field)),
            EntryCell::Asked(_) if belongs => self.answer(AnswerIs::Unreadable),
            EntryCell::Field(_) | EntryCell::Asked(_) => Test::never(),
        }
    }

    fn answer(&self, is: AnswerIs) -> Test {
        match self.at {
            EntryCell::Asked(place) => Test::Answer(place, is),
            EntryCell::Field(_) => Test::never(),
        }
    }
}

/// The places of the ratings that `is`.
fn ratings(scale: &Scale, is: impl Fn(&Rating) -> bool) -> Vec<RatingId> {
    scale.with_ids().filter(|(_, rating)| is(rating)).map(|(id, _)| id).collect()
}

impl Test {
    /// Whether no entry can meet it.
    pub(crate) fn is_never(&self) -> bool {
        match self {
            Self::All(tests) => tests.iter().any(Self::is_never),
            Self::Any(tests) => tests.iter().all(Self::is_never),
            Self::RatedOneOf(ids) | Self::BandedOneOf(ids) => ids.is_empty(),
            Self::Not(_) | Self::Is(_) | Self::Error(_) | Self::BandDiffers | Self::Answer(..) => false,
        }
    }

    /// The cells that it reads.
    pub(crate) fn reads(&self) -> Vec<EntryCell> {
        let of = |field| EntryCell::Field(field);
        match self {
            Self::All(tests) | Self::Any(tests) => tests.iter().flat_map(Self::reads).collect(),
            Self::Not(test) => test.reads(),
            Self::Error(cell) => vec![*cell],
            Self::Answer(place, _) => vec![EntryCell::Asked(*place)],
            Self::RatedOneOf(_) => vec![of(Field::Rating)],
            Self::BandDiffers => vec![of(Field::Value), of(Field::Rating)],
            Self::Is(
                Question::Blank(field)
                | Question::Unreadable(field)
                | Question::Placeholder(field)
                | Question::LeftBehind(field)
                | Question::Given(field)
                | Question::After(field, _)
                | Question::UpTo(field, _)
                | Question::On(field, _),
            ) => vec![of(*field)],
            Self::Is(Question::PartsDiffer(_)) => vec![of(Field::Value), of(Field::Numerator), of(Field::Denominator)],
            Self::BandedOneOf(_)
            | Self::Is(
                Question::Reason
                | Question::NotApplicable
                | Question::Value(..)
                | Question::PercentCell
                | Question::PlainNumber
                | Question::Nearer(..),
            ) => vec![of(Field::Value)],
        }
    }

    /// The days that the date in `field` is compared with, each with whether only that day itself is meant.
    pub(crate) fn days(&self, field: Field) -> Vec<(Date, bool)> {
        match self {
            Self::All(tests) | Self::Any(tests) => tests.iter().flat_map(|test| test.days(field)).collect(),
            Self::Not(test) => test.days(field),
            Self::Is(Question::After(own, day) | Question::UpTo(own, day)) if *own == field => vec![(*day, false)],
            Self::Is(Question::On(own, day)) if *own == field => vec![(*day, true)],
            Self::Is(_)
            | Self::Error(_)
            | Self::RatedOneOf(_)
            | Self::BandedOneOf(_)
            | Self::BandDiffers
            | Self::Answer(..) => Vec::new(),
        }
    }
}
