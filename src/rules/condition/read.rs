//! Conditions answered by the entries of a row that came back.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{Rating, RatingId, Scale, SharedText, is_placeholder};
use crate::layout::Field;
use crate::returns::{ActionRow, DateGiven, IndicatorRow, Quantity, Slot, Unreadable, ValueGiven};

use super::entries::{Entries, Question, Truth};

impl Truth for bool {
    fn never() -> Self {
        false
    }

    fn and(self, other: impl FnOnce() -> Self) -> Self {
        self && other()
    }

    fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        answers.into_iter().any(|answer| answer)
    }

    fn unless(self, other: impl FnOnce() -> Self) -> Self {
        self && !other()
    }
}

/// An entry cell by the kind of its entry.
pub enum Held<'s> {
    /// A rating.
    Rating(&'s Slot<RatingId>),
    /// A date.
    Date(&'s Slot<DateGiven>),
    /// A figure or a reason for there being none.
    Value(&'s Slot<ValueGiven>),
    /// Words.
    Words(&'s Slot<SharedText>),
}

impl Held<'_> {
    fn is_blank(&self) -> bool {
        match self {
            Self::Rating(slot) => slot.blank_at().is_some(),
            Self::Date(slot) => slot.blank_at().is_some(),
            Self::Value(slot) => slot.blank_at().is_some(),
            Self::Words(slot) => slot.blank_at().is_some(),
        }
    }

    fn unreadable(&self) -> Option<&Unreadable> {
        match self {
            Self::Rating(slot) => slot.unreadable(),
            Self::Date(slot) => slot.unreadable(),
            Self::Value(slot) => slot.unreadable(),
            Self::Words(slot) => slot.unreadable(),
        }
    }
}

/// A row that came back.
pub trait Row {
    /// The entry cell of `field`; none where the row has no such cell.
    fn held(&self, field: Field) -> Option<Held<'_>>;
}

#[expect(clippy::wildcard_enum_match_arm, reason = "no condition asks about the other fields of an action")]
impl Row for ActionRow {
    fn held(&self, field: Field) -> Option<Held<'_>> {
        match field {
            Field::Rating => Some(Held::Rating(&self.rating)),
            Field::CompletedDate => Some(Held::Date(&self.completed)),
            Field::RevisedDeadline => Some(Held::Date(&self.revised)),
            Field::Commentary => Some(Held::Words(&self.commentary)),
            _ => None,
        }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "no condition asks about the other fields of an indicator")]
impl Row for IndicatorRow {
    fn held(&self, field: Field) -> Option<Held<'_>> {
        match field {
            Field::Value => Some(Held::Value(&self.value)),
            Field::Rating => Some(Held::Rating(&self.rating)),
            Field::OverrideReason => Some(Held::Words(&self.override_reason)),
            Field::Commentary => Some(Held::Words(&self.commentary)),
            _ => None,
        }
    }
}

impl<R: Row> Entries for &R {
    type Truth = bool;

    fn is(&self, question: Question) -> bool {
        let day = |field| day(*self, field);
        match question {
            Question::Blank(field) => self.held(field).is_some_and(|held| held.is_blank()),
            Question::Unreadable(field) => matches!(
                self.held(field).as_ref().and_then(Held::unreadable),
                Some(Unreadable::Rating { .. } | Unreadable::Date(_) | Unreadable::Number(_))
            ),
            Question::Placeholder(field) => {
                matches!(self.held(field), Some(Held::Words(slot)) if slot.given().is_some_and(|words| is_placeholder(words)))
            }
            Question::Given(field) => day(field).is_some(),
            Question::After(field, other) => day(field).is_some_and(|day| day > other),
            Question::UpTo(field, other) => day(field).is_some_and(|day| day <= other),
            Question::On(field, other) => day(field) == Some(other),
            Question::Reason => matches!(value(*self), Some(ValueGiven::Reason(_))),
            Question::Value(cmp, edge) => number(*self).is_some_and(|number| cmp.holds(number.value, edge)),
            Question::PercentCell => number(*self).is_some_and(|number| number.percent_cell),
            Question::PlainNumber => number(*self).is_some_and(|number| !number.percent),
            Question::Nearer(scaled, low, high) => {
                number(*self).is_some_and(|number| scaled.is_nearer(number.value, low, high))
            }
        }
    }

    fn is_value_unknown(&self) -> bool {
        !matches!(self.held(Field::Value), Some(Held::Value(slot)) if slot.is_readable())
    }

    fn is_rated(&self, scale: &Scale, is: impl Fn(&Rating) -> bool) -> bool {
        rating(*self, scale).is_some_and(is)
    }

    fn is_banded<'s>(
        &self,
        _: &'s Scale,
        band: impl Fn(Decimal) -> Option<&'s Rating>,
        is: impl Fn(&Rating) -> bool,
    ) -> bool {
        number(*self).and_then(|number| band(number.value)).is_some_and(is)
    }

    fn is_outside_band<'s>(&self, scale: &'s Scale, band: impl Fn(Decimal) -> Option<&'s Rating>) -> bool {
        let Some(given) = rating(*self, scale) else { return false };
        number(*self).and_then(|number| band(number.value)).is_some_and(|banded| banded.name != given.name)
    }
}

fn rating<'s>(row: &impl Row, scale: &'s Scale) -> Option<&'s Rating> {
    match row.held(Field::Rating)? {
        Held::Rating(slot) => scale.get(*slot.given()?),
        Held::Date(_) | Held::Value(_) | Held::Words(_) => None,
    }
}

fn day(row: &impl Row, field: Field) -> Option<Date> {
    match row.held(field)? {
        Held::Date(slot) => slot.given().map(|given| given.day),
        Held::Rating(_) | Held::Value(_) | Held::Words(_) => None,
    }
}

fn value(row: &impl Row) -> Option<&ValueGiven> {
    match row.held(Field::Value)? {
        Held::Value(slot) => slot.given(),
        Held::Rating(_) | Held::Date(_) | Held::Words(_) => None,
    }
}

fn number(row: &impl Row) -> Option<&Quantity> {
    match value(row)? {
        ValueGiven::Number(quantity) => Some(quantity),
        ValueGiven::Reason(_) => None,
    }
}
