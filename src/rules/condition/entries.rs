//! The questions of a condition.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{Cmp, Rating, Scale};
use crate::layout::Field;

/// The entries of a row. Of a cell that is not there, or that holds another kind of entry, nothing is so.
pub trait Entries {
    /// An answer.
    type Truth: Truth;

    /// Nothing is in the cell.
    fn is_blank(&self, field: Field) -> Self::Truth;
    /// What stands in the cell is no rating, date or number, and no error value either.
    fn is_unreadable(&self, field: Field) -> Self::Truth;
    /// What stands in the value's cell cannot be read, whatever it is, or the cell is not there.
    fn is_value_unknown(&self) -> Self::Truth;
    /// The words in the cell stand in for words that are still to be written.
    fn is_placeholder(&self, field: Field) -> Self::Truth;
    /// A rating of the scale is given, and it `is`.
    fn is_rated(&self, scale: &Scale, is: impl Fn(&Rating) -> bool) -> Self::Truth;
    /// A date is given.
    fn is_given(&self, date: Field) -> Self::Truth;
    /// A date is given, and it is later than the day.
    fn is_after(&self, date: Field, day: Date) -> Self::Truth;
    /// A date is given, and it is the day or earlier.
    fn is_up_to(&self, date: Field, day: Date) -> Self::Truth;
    /// The day is given as a date.
    fn is_on(&self, date: Field, day: Date) -> Self::Truth;
    /// A reason stands instead of the value.
    fn is_reason(&self) -> Self::Truth;
    /// The value is a number, and compares so.
    fn is_value(&self, cmp: Cmp, edge: Decimal) -> Self::Truth;
    /// The value is a number in a cell with a percent format.
    fn is_percent_cell(&self) -> Self::Truth;
    /// The value is a number without a percent format or a percent sign.
    fn is_plain_number(&self) -> Self::Truth;
    /// The value is a number, and its hundredfold or hundredth is nearer to the range from the first to the second.
    fn is_nearer(&self, scaled: Scaled, range: (Decimal, Decimal)) -> Self::Truth;
    /// The value is a number, and the rating that its band has in the scale `is`.
    fn is_banded<'s>(
        &self,
        scale: &'s Scale,
        band: impl Fn(Decimal) -> Option<&'s Rating>,
        is: impl Fn(&Rating) -> bool,
    ) -> Self::Truth;
    /// A rating of the scale is given, and the value is a number whose band has another.
    fn is_outside_band<'s>(&self, scale: &'s Scale, band: impl Fn(Decimal) -> Option<&'s Rating>) -> Self::Truth;
}

/// One entry cell, whichever it is.
pub trait CellEntry {
    /// An answer.
    type Truth: Truth;

    /// A date belongs there, and what stands there is none.
    fn is_no_date(&self) -> Self::Truth;
    /// A number belongs there, and what stands there is none.
    fn is_no_number(&self) -> Self::Truth;
    /// An error value stands there.
    fn is_error(&self) -> Self::Truth;
}

/// An answer, now or when a formula is calculated.
pub trait Truth: Sized {
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
pub enum Scaled {
    /// A hundred times the number.
    Hundredfold,
    /// A hundredth of it.
    Hundredth,
}

impl Scaled {
    /// The number scaled so; none where it has too many digits.
    pub fn of(self, value: Decimal) -> Option<Decimal> {
        match self {
            Self::Hundredfold => value.checked_mul(Decimal::ONE_HUNDRED),
            Self::Hundredth => value.checked_div(Decimal::ONE_HUNDRED),
        }
    }

    /// Whether a number scaled so is nearer to a range than it is itself.
    pub fn is_nearer(self, value: Decimal, (low, high): (Decimal, Decimal)) -> bool {
        let far = |value: Decimal| {
            let (below, above) = (low.checked_sub(value)?, value.checked_sub(high)?);
            Some(below.max(above).max(Decimal::ZERO))
        };
        let scaled = self.of(value).and_then(far);
        scaled.zip(far(value)).is_some_and(|(scaled, now)| scaled < now)
    }
}
