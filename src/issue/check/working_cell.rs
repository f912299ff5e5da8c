//! The working cells of a row: which there are, where they stand, and the states they can hold.

use std::borrow::Cow;

use rust_xlsxwriter::ColNum;
use rust_xlsxwriter::utility::row_col_to_cell_absolute;

use crate::domain::Kind;
use crate::layout::{Field, RETURN, SheetId};
use crate::plan::{Answers, Issued};
use crate::returns::EntryCell;

/// The state of an entry that cannot be read, whoever reads it.
pub(super) const UNREADABLE: &str = "x";
/// The state of an entry that only the program can read.
pub(super) const ON_RETURN: &str = "?";
/// The state of what is none of the answers that a column takes.
pub(super) const OUTSIDE: &str = "other";
/// The state of an error value.
pub(super) const ERROR: &str = "!";
/// The state of a reason in place of a value.
pub(super) const REASON: &str = "reason";

/// The state of parts that are not those of their value.
pub(super) const DIFFERS: &str = "differs";
/// The state of words that are a value.
pub(super) const WORDS: &str = "words";

/// The column of the sheet of lists in which they begin, after the lists and a gap.
const FIRST: ColNum = 17;

/// What a working cell holds: what was read of an entry, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::issue) enum WorkingCell {
    /// 1 where the row of the sheet still is the one that was issued there, else 0.
    Place,
    /// The place of the rating, from 1.
    Rating,
    /// The text in a date cell.
    Text(Field),
    /// The same with room between its pieces.
    Pieces(Field),
    /// The day in a date cell.
    Day(Field),
    /// The number in a cell for figures, in the unit's own terms.
    Quantity(Field),
    /// The place of the rating that the value's band has, from 1.
    Band,
    /// Whether the parts of the value are not those of it.
    Parts,
    /// The words in a cell for words, without marks.
    Words(Field),
    /// Whether they stand in for words still to be written.
    Placeholder(Field),
    /// The text in a date cell of a column that asks, by its place among them.
    AnswerText(usize),
    /// The same with room between its pieces.
    AnswerPieces(usize),
    /// What was answered: a number, a day, or 1 for words that are an answer.
    Answer(usize),
}

impl WorkingCell {
    /// The working cells that every return has of each kind of row, in the order of their columns, with their headings. None reads a later one.
    fn all(kind: Kind) -> &'static [(Self, &'static str)] {
        const COMPLETED: Field = Field::CompletedDate;
        const REVISED: Field = Field::RevisedDeadline;
        match kind {
            Kind::Actions => &[
                (WorkingCell::Place, "Action, in its place"),
                (WorkingCell::Rating, "Rating, by place"),
                (WorkingCell::Text(COMPLETED), "Completed date, text"),
                (WorkingCell::Pieces(COMPLETED), "Completed date, pieces"),
                (WorkingCell::Day(COMPLETED), "Completed date, day"),
                (WorkingCell::Text(REVISED), "Revised deadline, text"),
                (WorkingCell::Pieces(REVISED), "Revised deadline, pieces"),
                (WorkingCell::Day(REVISED), "Revised deadline, day"),
                (WorkingCell::Words(Field::Commentary), "Commentary, words"),
                (WorkingCell::Placeholder(Field::Commentary), "Commentary, state"),
            ],
            Kind::Indicators => &[
                (WorkingCell::Place, "Indicator, in its place"),
                (WorkingCell::Quantity(Field::LastValue), "Last value, number"),
                (WorkingCell::Quantity(Field::Value), "Value, number"),
                (WorkingCell::Rating, "Rating, by place"),
                (WorkingCell::Band, "Rating of the band, by place"),
                (WorkingCell::Words(Field::OverrideReason), "Override reason, words"),
                (WorkingCell::Placeholder(Field::OverrideReason), "Override reason, state"),
                (WorkingCell::Words(Field::Commentary), "Commentary, words"),
                (WorkingCell::Placeholder(Field::Commentary), "Commentary, state"),
                (WorkingCell::Quantity(Field::Numerator), "Numerator, number"),
                (WorkingCell::Quantity(Field::Denominator), "Denominator, number"),
                (WorkingCell::Parts, "Numerator by denominator, state"),
            ],
        }
    }

    /// Whether it stands there only where the plan asks for the parts of a value.
    pub(in crate::issue) fn is_of_parts(self) -> bool {
        matches!(self, Self::Quantity(Field::Numerator | Field::Denominator) | Self::Parts)
    }

    /// The column of the sheet of lists in which it stands.
    pub(in crate::issue) fn column(self, issued: &Issued, kind: Kind) -> Option<ColNum> {
        if matches!(self, Self::AnswerText(_) | Self::AnswerPieces(_) | Self::Answer(_)) {
            let at = of_answers(issued, kind).iter().position(|(cell, _)| *cell == self)?;
            return Self::first_answer(issued, kind)?.checked_add(ColNum::try_from(at).ok()?);
        }
        let first = match kind {
            Kind::Actions => FIRST,
            Kind::Indicators => FIRST.checked_add(ColNum::try_from(Self::all(Kind::Actions).len()).ok()?)?,
        };
        let at = Self::all(kind).iter().position(|(cell, _)| *cell == self)?;
        first.checked_add(ColNum::try_from(at).ok()?)
    }

    /// The column of the first answer of `kind`, right of all that every return has.
    fn first_answer(issued: &Issued, kind: Kind) -> Option<ColNum> {
        let always = Self::all(Kind::Actions).len().checked_add(Self::all(Kind::Indicators).len())?;
        let before = match kind {
            Kind::Actions => always,
            Kind::Indicators => always.checked_add(of_answers(issued, Kind::Actions).len())?,
        };
        FIRST.checked_add(ColNum::try_from(before).ok()?)
    }

    /// All working cells of the rows of `kind` in a return.
    pub(in crate::issue) fn of_return(issued: &Issued, kind: Kind) -> Vec<(Self, Cow<'static, str>)> {
        let always = Self::all(kind).iter().map(|(cell, heading)| (*cell, Cow::Borrowed(*heading)));
        always.chain(of_answers(issued, kind)).collect()
    }

    /// The first column of the sheet of lists that is free behind them all.
    pub(in crate::issue) fn first_free(issued: &Issued) -> ColNum {
        let kinds = [Kind::Actions, Kind::Indicators];
        let all = kinds.map(|kind| Self::of_return(issued, kind).len()).into_iter().sum::<usize>();
        ColNum::try_from(all).ok().and_then(|all| FIRST.checked_add(all)).unwrap_or(FIRST)
    }

    /// The entry cell of which it holds what was read, where it is of one alone.
    pub(super) fn entry(self) -> Option<EntryCell> {
        match self {
            Self::Rating => Some(EntryCell::Field(Field::Rating)),
            Self::Text(field)
            | Self::Pieces(field)
            | Self::Day(field)
            | Self::Quantity(field)
            | Self::Words(field)
            | Self::Placeholder(field) => Some(EntryCell::Field(field)),
            Self::AnswerText(place) | Self::AnswerPieces(place) | Self::Answer(place) => Some(EntryCell::Asked(place)),
            Self::Place | Self::Band | Self::Parts => None,
        }
    }

    /// The working cell that holds what was read in an entry cell; none where the entry is only words.
    pub(super) fn of_entry(at: EntryCell) -> Option<Self> {
        match at {
            EntryCell::Field(Field::Rating) => Some(Self::Rating),
            EntryCell::Field(field @ (Field::CompletedDate | Field::RevisedDeadline)) => Some(Self::Day(field)),
            EntryCell::Field(field @ (Field::Value | Field::LastValue | Field::Numerator | Field::Denominator)) => {
                Some(Self::Quantity(field))
            }
            EntryCell::Asked(place) => Some(Self::Answer(place)),
            EntryCell::Field(_) => None,
        }
    }
}

/// A cell that is empty and has the General format, in the gap between the lists and the working cells.
pub(super) fn general() -> String {
    format!("{}!{}", RETURN.sheet_name(SheetId::Lists), row_col_to_cell_absolute(0, FIRST - 1))
}

/// The working cells of the columns of `kind` that ask, with their headings. None reads a later one.
fn of_answers(issued: &Issued, kind: Kind) -> Vec<(WorkingCell, Cow<'static, str>)> {
    let mut cells = Vec::new();
    for (place, ask) in issued.asked(kind).enumerate().filter(|(_, ask)| !ask.is_plain()) {
        let own: &[(WorkingCell, &str)] = match ask.answers {
            Answers::Date => &[
                (WorkingCell::AnswerText(place), "text"),
                (WorkingCell::AnswerPieces(place), "pieces"),
                (WorkingCell::Answer(place), "day"),
            ],
            Answers::Words
            | Answers::Percent
            | Answers::Money(_)
            | Answers::Number(_)
            | Answers::YesNo
            | Answers::Rating
            | Answers::OneOf(_) => &[(WorkingCell::Answer(place), "answer")],
        };
        cells.extend(own.iter().map(|(cell, what)| (*cell, Cow::Owned(format!("{}, {what}", ask.question)))));
    }
    cells
}
