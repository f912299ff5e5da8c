//! The questions of a condition.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{Cmp, Rating, Scale};
use crate::layout::Field;

/// What is asked of an entry. Of a cell that is not there, or that holds another kind of entry, nothing is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question {
    /// Nothing is in the cell.
    Blank(Field),
    /// What stands in the cell is no rating, date or number, and no error value either.
    Unreadable(Field),
    /// The words in the cell stand in for words that are still to be written.
    Placeholder(Field),
    /// The entry is only what a tick box or an empty formula leaves behind: FALSE, TRUE or 0.
    LeftBehind(Field),
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
    /// What stands instead of the value says that there cannot be one.
    NotApplicable,
    /// The value is a number, and compares so.
    Value(Cmp, Decimal),
    /// The value is a number in a cell with a percent format.
    PercentCell,
    /// The value is a number without a percent format or a percent sign.
    PlainNumber,
    /// The value is a number, and its parts are not those of it: one is missing, the one below the line is 0, or their
    /// quotient is another percentage, to that many places, else to those that its cell shows.
    PartsDiffer(Option<u32>),
    /// The value is a number, and scaled so it is nearer to the range from the first to the second.
    Nearer(Scaled, Decimal, Decimal),
}

/// The entries of a row.
pub(crate) trait Entries {
    /// An answer.
    type Truth: Truth;

    /// Whether something is so.
    fn is(&self, question: Question) -> Self::Truth;
    /// Whether the value cannot be known: what stands in its cell cannot be read, or the cell is not there.
    fn is_value_unknown(&self) -> Self::Truth;
    /// Whether a rating of the scale is given that `is`.
    fn is_rated(&self, scale: &Scale, is: impl Fn(&Rating) -> bool) -> Self::Truth;
    /// Whether the value is a number, and the rating that its band has in the scale `is`.
    fn is_banded<'s>(
        &self,
        scale: &'s Scale,
        band: impl Fn(Decimal) -> Option<&'s Rating>,
        is: impl Fn(&Rating) -> bool,
    ) -> Self::Truth;
    /// Whether a rating of the scale is given, and the value is a number whose band has another.
    fn is_outside_band<'s>(&self, scale: &'s Scale, band: impl Fn(Decimal) -> Option<&'s Rating>) -> Self::Truth;
}

/// One entry cell, whichever it is.
pub(crate) trait CellEntry {
    /// An answer.
    type Truth: Truth;

    /// A date belongs there, and what stands there is none.
    fn is_no_date(&self) -> Self::Truth;
    /// A number belongs there, and what stands there is none.
    fn is_no_number(&self) -> Self::Truth;
    /// What stands there is none of the answers that the column takes.
    fn is_no_answer(&self) -> Self::Truth;
    /// An answer is required there, and nothing stands there.
    fn is_unanswered(&self) -> Self::Truth;
    /// An error value stands there.
    fn is_error(&self) -> Self::Truth;
}

/// An answer, now or when a formula is calculated.
pub(crate) trait Truth: Sized {
    /// What is never so.
    fn never() -> Self;
    /// Both.
    #[must_use]
    fn and(self, other: impl FnOnce() -> Self) -> Self;
    /// At least one of them; of none, never.
    fn any(answers: impl IntoIterator<Item = Self>) -> Self;
    /// The one and not the other.
    #[must_use]
    fn unless(self, other: impl FnOnce() -> Self) -> Self;

    /// Never, where a fact rules it out.
    fn when(fact: bool, answer: impl FnOnce() -> Self) -> Self {
        if fact { answer() } else { Self::never() }
    }
}

/// A number out by a factor of a hundred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scaled {
    /// A hundred times the number.
    Hundredfold,
    /// A hundredth of it.
    Hundredth,
}

impl Scaled {
    /// The number scaled so; none where it has too many digits.
    pub(crate) fn of(self, value: Decimal) -> Option<Decimal> {
        match self {
            Self::Hundredfold => value.checked_mul(Decimal::ONE_HUNDRED),
            Self::Hundredth => value.checked_div(Decimal::ONE_HUNDRED),
        }
    }

    /// Whether a number scaled so is nearer to the range from `low` to `high` than it is itself.
    pub(crate) fn is_nearer(self, value: Decimal, low: Decimal, high: Decimal) -> bool {
        let far = |value: Decimal| {
            let (below, above) = (low.checked_sub(value)?, value.checked_sub(high)?);
            Some(below.max(above).max(Decimal::ZERO))
        };
        let scaled = self.of(value).and_then(far);
        scaled.zip(far(value)).is_some_and(|(scaled, now)| scaled < now)
    }
}
