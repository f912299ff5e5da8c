//! Conditions answered by the entries of a row that came back.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::{Rating, Scale, is_left_behind, is_not_applicable, is_placeholder};
use crate::layout::Field;
use crate::returns::{self, AnySlot, Entered, Quantity, Row, Unreadable};

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

impl<E: returns::Entries> Entries for &Row<E> {
    type Truth = bool;

    fn is(&self, question: Question) -> bool {
        let slot = |field| self.slot(field);
        let entered = |field| slot(field)?.entered();
        let day = |field| entered(field)?.day();
        match question {
            Question::Blank(field) => slot(field).is_some_and(|slot| slot.at().is_some() && slot.is_blank()),
            Question::Unreadable(field) => matches!(
                slot(field).and_then(AnySlot::why_unreadable),
                Some(Unreadable::Rating { .. } | Unreadable::Date(_) | Unreadable::Number(_))
            ),
            Question::Placeholder(field) => entered(field).and_then(Entered::words).is_some_and(is_placeholder),
            Question::LeftBehind(field) => entered(field).and_then(Entered::words).is_some_and(is_left_behind),
            Question::Given(field) => day(field).is_some(),
            Question::After(field, other) => day(field).is_some_and(|day| day > other),
            Question::UpTo(field, other) => day(field).is_some_and(|day| day <= other),
            Question::On(field, other) => day(field) == Some(other),
            Question::Reason => entered(Field::Value).is_some_and(Entered::is_reason),
            Question::NotApplicable => slot(Field::Value).is_some_and(|slot| is_not_applicable(slot.typed())),
            Question::Value(cmp, edge) => quantity(*self).is_some_and(|given| cmp.holds(given.value, edge)),
            Question::PercentCell => quantity(*self).is_some_and(|given| given.percent_cell),
            Question::PlainNumber => quantity(*self).is_some_and(|given| !given.percent),
            Question::PartsDiffer(decimals) => {
                let parts = [Field::Numerator, Field::Denominator];
                let [numerator, denominator] = parts.map(|field| entered(field).and_then(Entered::quantity));
                let [no_numerator, no_denominator] =
                    parts.map(|field| slot(field).is_some_and(|slot| slot.at().is_some() && slot.is_blank()));
                quantity(*self).is_some_and(|given| match (numerator, denominator) {
                    (Some(_), None) => no_denominator,
                    (None, Some(_)) => no_numerator,
                    (Some(above), Some(below)) => !is_quotient(given, above.value, below.value, decimals),
                    (None, None) => false,
                })
            }
            Question::Nearer(scaled, low, high) => {
                quantity(*self).is_some_and(|given| scaled.is_nearer(given.value, low, high))
            }
        }
    }

    fn is_value_unknown(&self) -> bool {
        !self.slot(Field::Value).is_some_and(|slot| slot.at().is_some() && slot.why_unreadable().is_none())
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
        quantity(*self).and_then(|given| band(given.value)).is_some_and(is)
    }

    fn is_outside_band<'s>(&self, scale: &'s Scale, band: impl Fn(Decimal) -> Option<&'s Rating>) -> bool {
        let Some(rated) = rating(*self, scale) else { return false };
        quantity(*self).and_then(|given| band(given.value)).is_some_and(|banded| banded.name != rated.name)
    }
}

/// The most places that are looked at.
pub(crate) const MOST_PLACES: u32 = 5;

/// Whether a percentage is that of two parts, to some places, else to those that its cell shows.
fn is_quotient(given: &Quantity, above: Decimal, below: Decimal, decimals: Option<u32>) -> bool {
    let places = decimals.unwrap_or(given.places).min(MOST_PLACES);
    let rounded = |value: Decimal| value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let quotient = above.checked_mul(Decimal::ONE_HUNDRED).and_then(|above| above.checked_div(below));
    quotient.is_some_and(|quotient| rounded(quotient) == rounded(given.value))
}

fn rating<'s>(row: &Row<impl returns::Entries>, scale: &'s Scale) -> Option<&'s Rating> {
    scale.get(row.slot(Field::Rating)?.entered()?.rating()?)
}

fn quantity(row: &Row<impl returns::Entries>) -> Option<&Quantity> {
    row.slot(Field::Value)?.entered()?.quantity()
}
