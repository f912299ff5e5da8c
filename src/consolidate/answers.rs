//! Answers in the plan's own columns as the sheets have them: numbers in the format of their unit, days, ratings and words
//! of a list as the list has them, and everything else as it was typed.

use rust_decimal::Decimal;

use crate::domain::{Kind, Period, Scale, SharedText, same};
use crate::layout::data_sheet;
use crate::plan::{Answers, Ask};
use crate::returns::{Answer, AnySlot as _, Slot};

use super::book::Book;
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
pub(super) fn number(answers: Answers<'_>, value: Decimal) -> Cell<'static> {
    Cell::Number(value, answers.format_of(value).into())
}

/// What makes two headings one column of the consolidated workbook: that both ask the same question, or that both are
/// carried through and say the same.
pub(super) fn is_same_column(one: &str, other: &str) -> bool {
    match (Ask::of(one), Ask::of(other)) {
        (Some(one), Some(other)) => same(one.question, other.question),
        (None, None) => same(one, other),
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// The heading of a further column on the data sheet of `kind`: another where the sheet has one of that name.
pub(super) fn own_heading(book: &Book<'_>, kind: Kind, heading: &str) -> String {
    let printed = printed(heading);
    let is_period = year(book).iter().any(|period| same(&period.label(), printed));
    let is_taken = data_sheet(kind).column_headed(printed).is_some() || is_period;
    if is_taken { format!("{printed} (plan)") } else { printed.to_owned() }
}

/// The periods of the year that the data sheets have a column for: in annual reporting it would be that of the value once
/// more.
pub(super) fn year(book: &Book<'_>) -> Vec<Period> {
    Some(book.tally.record.year()).filter(|year| year.len() > 1).unwrap_or_default()
}

/// A further heading as the consolidated workbook prints it.
pub(super) fn printed(heading: &str) -> &str {
    Ask::of(heading).map_or(heading, |ask| ask.printed())
}

/// Where a heading stands among those that ask.
pub(super) fn place(headings: &[SharedText], wanted: &str) -> Option<usize> {
    headings.iter().filter(|heading| Ask::of(heading).is_some()).position(|own| is_same_column(own, wanted))
}
