//! Answers in the plan's own columns as the sheets have them: numbers in the format of their unit, days, ratings and words
//! of a list as the list has them, and everything else as it was typed.

use crate::domain::{Money, Scale, SharedText};
use crate::plan::{Answers, Ask};
use crate::returns::{Answer, AnySlot as _, Slot};
use crate::workbook::quantity_format;

use super::cell::Cell;

/// What one return has below one of its headings that ask.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answered<'a> {
    /// What was asked.
    pub ask: Ask<'a>,
    /// The answer.
    pub slot: &'a Slot<Answer>,
}

impl<'a> Answered<'a> {
    /// Its cell. An answer that cannot be read stands as it was typed.
    pub(super) fn cell(&self, scale: &'a Scale) -> Cell<'a> {
        match self.slot.given() {
            Some(Answer::Number(quantity)) => number(self.ask.answers, quantity.value),
            Some(Answer::Day(given)) => Cell::Day(given.day),
            Some(Answer::Rating(id)) => Cell::optional(scale.get(*id).map(|rating| rating.name.as_str())),
            Some(Answer::Listed(word) | Answer::Words(word)) => Cell::text(word),
            None => Cell::text(self.slot.typed()),
        }
    }
}

/// A number of a column.
pub(super) fn number(answers: Answers<'_>, value: rust_decimal::Decimal) -> Cell<'static> {
    let format = match answers {
        Answers::Money(money @ (Money::Thousands | Money::Millions)) => {
            format!("{}\"{}\"", quantity_format(Money::Pounds.unit(), None, value), money.letter())
        }
        Answers::Number(_) => "General".to_owned(),
        own => quantity_format(own.unit(), None, value),
    };
    Cell::Number(value, format.into())
}

/// What makes two headings one column of the consolidated workbook: that both ask the same question, or that both are
/// carried through and say the same.
pub(super) fn is_same_column(one: &str, other: &str) -> bool {
    match (Ask::of(one), Ask::of(other)) {
        (Some(one), Some(other)) => crate::domain::same(one.question, other.question),
        (None, None) => crate::domain::same(one, other),
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// A further heading as the consolidated workbook prints it.
pub(super) fn printed(heading: &str) -> &str {
    Ask::of(heading).map_or(heading, |ask| ask.printed())
}

/// Where a heading stands among those that ask.
pub(super) fn place(headings: &[SharedText], wanted: &str) -> Option<usize> {
    headings.iter().filter(|heading| Ask::of(heading).is_some()).position(|own| is_same_column(own, wanted))
}
