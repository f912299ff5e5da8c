//! The columns of the plan's own that ask for a certain kind of answer: their formats and their lists.
//!
//! Their lists stand on the hidden sheet of lists, right of everything that a return without such columns has there.

use std::borrow::Cow;

use crate::domain::{Kind, Unit};
use crate::plan::{Answers, Issued};
use crate::workbook::{DAY, entry_format};

use super::check::{Item, List};

/// The number format of an entry cell.
pub(super) fn format(answers: Answers<'_>) -> String {
    match answers {
        Answers::Percent => entry_format("%", None, &[]),
        Answers::Money(unit) => pounds(unit),
        Answers::Number(_) | Answers::Rating => "General".to_owned(),
        Answers::Date => DAY.to_owned(),
        // What is chosen stays as it is: 1-2 would become a day.
        Answers::Words | Answers::YesNo | Answers::OneOf(_) => "@".to_owned(),
    }
}

/// The format says in which unit an amount is, since the heading does not.
fn pounds(unit: Unit) -> String {
    let places = if unit == Unit::MillionPounds { ".00" } else { "" };
    match unit.of_pounds() {
        Some((_, letter)) => format!("£#,##0{places}\"{letter}\""),
        None => entry_format("£", None, &[]),
    }
}

/// The named range of the words to choose from in a column, by its place among those that ask.
pub(super) fn range(kind: Kind, place: usize) -> String {
    match kind {
        Kind::Actions => format!("Action_answers_{}", place + 1),
        Kind::Indicators => format!("Indicator_answers_{}", place + 1),
    }
}

/// The lists of words to choose from, of both tables.
pub(super) fn lists(issued: &Issued) -> Vec<List> {
    let kinds = [Kind::Actions, Kind::Indicators].into_iter();
    let asked = kinds.flat_map(|kind| issued.asked(kind).enumerate().map(move |(place, ask)| (kind, place, ask)));
    let offered = asked.map(|(kind, place, ask)| (range(kind, place), ask.question, ask.answers.offered()));
    offered
        .filter(|(_, _, offered)| !offered.is_empty())
        .map(|(range, question, offered)| {
            let words = offered.into_iter().map(|word| Item::Word(word.into_owned())).collect();
            (Some(Cow::Owned(range)), Cow::Owned(question.to_owned()), words)
        })
        .collect()
}
