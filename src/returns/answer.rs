//! An answer in a column that asks, read as its heading says: a number, a day, a rating, a word of a list, or any words.
//!
//! A number or a date is read as one is anywhere in a return. What is neither of those but is none of the answers that
//! the column takes is unreadable too, for a reason of its own.

use jiff::civil::Date;

use crate::domain::{NotANumber, Precision, RatingId, Scale, SharedText, Unit, key, same};
use crate::grid::{Cell, Value};
use crate::layout::Field;
use crate::plan::{Answers, Ask};

use super::cells::{Entered, Found, Holds, RowReading, slot, unreadable};
use super::entry::{DateDoubt, DateGiven, Entry, Quantity, Slot, Unreadable};

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Words of one's own.
    Words(SharedText),
    /// A number, in the terms of the column.
    Number(Quantity),
    /// A day.
    Day(DateGiven),
    /// A rating of the plan's.
    Rating(RatingId),
    /// A word of the column's list, as the list has it.
    Listed(SharedText),
}

impl Answer {
    /// Reads the cell of a column.
    pub(super) fn of(ask: &Ask<'_>, found: Found<'_>, row: &RowReading<'_>) -> Slot<Self> {
        match ask.answers {
            Answers::Words => Self::read(None, found, row),
            Answers::Percent | Answers::Money(_) | Answers::Number(_) => number(ask.answers, found, row),
            Answers::Date => {
                let Slot { at, entry, typed, formula } = row.reading.date(found, Precision::Quarter);
                let entry = match entry {
                    Entry::Blank => Entry::Blank,
                    Entry::Given(day) => Entry::Given(Self::Day(day)),
                    Entry::Unreadable(why) => Entry::Unreadable(why),
                };
                Slot { at, entry, typed, formula }
            }
            Answers::Rating => slot(found, Holds::Word, |_, typed| {
                row.scale.find(typed).map_or_else(outside, |id| Entry::Given(Self::Rating(id)))
            }),
            Answers::YesNo => slot(found, Holds::Word, |_, typed| match key(typed).as_str() {
                "yes" | "y" | "true" => Entry::Given(Self::Listed("Yes".into())),
                "no" | "n" | "false" => Entry::Given(Self::Listed("No".into())),
                _ => outside(),
            }),
            Answers::OneOf(_) => slot(found, Holds::Word, |_, typed| {
                let own = ask.answers.offered().into_iter().find(|word| same(word, typed));
                own.map_or_else(outside, |word| Entry::Given(Self::Listed(word.as_ref().into())))
            }),
        }
    }
}

/// A number in a column of numbers; a range that it must lie in is the column's list.
fn number(answers: Answers<'_>, found: Found<'_>, row: &RowReading<'_>) -> Slot<Answer> {
    let shown = found.cell.map(|cell: &Cell| cell.shown);
    let unit = if answers.unit() == Unit::Percent { "%" } else { "" };
    let is_outside = |value| matches!(answers, Answers::Number(Some((low, high))) if value < low || value > high);
    let in_range = |quantity: Quantity| {
        if is_outside(quantity.value) { outside() } else { Entry::Given(Answer::Number(quantity)) }
    };
    slot(found, Holds::Number, |value, typed| match value {
        Value::Number(number) => match row.reading.quantity(*number, (shown, None), unit) {
            Some(quantity) => in_range(quantity),
            None => unreadable(Unreadable::Number(NotANumber::OutOfRange)),
        },
        Value::Text(_) => {
            let read = answers.unit().read(typed).map(|read| (read.value, read.percent));
            match read {
                Ok((value, percent)) => {
                    in_range(Quantity { value, percent, percent_cell: false, places: value.scale() })
                }
                Err(why) => unreadable(Unreadable::Number(why)),
            }
        }
        Value::Time { .. } => unreadable(Unreadable::Number(NotANumber::Time)),
        Value::Bool(_) | Value::Date { .. } | Value::Error(_) => unreadable(Unreadable::Number(NotANumber::Words)),
    })
}

fn outside() -> Entry<Answer> {
    unreadable(Unreadable::NoAnswer)
}

impl Entered for Answer {
    fn read(field: Option<Field>, found: Found<'_>, row: &RowReading<'_>) -> Slot<Self> {
        let Slot { at, entry, typed, formula } = SharedText::read(field, found, row);
        let entry = match entry {
            Entry::Blank => Entry::Blank,
            Entry::Given(words) => Entry::Given(Self::Words(words)),
            Entry::Unreadable(why) => Entry::Unreadable(why),
        };
        Slot { at, entry, typed, formula }
    }

    fn day(&self) -> Option<Date> {
        match self {
            Self::Day(given) => Some(given.day),
            Self::Words(_) | Self::Number(_) | Self::Rating(_) | Self::Listed(_) => None,
        }
    }

    fn doubt(&self) -> Option<DateDoubt> {
        match self {
            Self::Day(given) => given.doubt,
            Self::Words(_) | Self::Number(_) | Self::Rating(_) | Self::Listed(_) => None,
        }
    }

    fn quantity(&self) -> Option<&Quantity> {
        match self {
            Self::Number(quantity) => Some(quantity),
            Self::Words(_) | Self::Day(_) | Self::Rating(_) | Self::Listed(_) => None,
        }
    }

    fn rating(&self) -> Option<RatingId> {
        match self {
            Self::Rating(id) => Some(*id),
            Self::Words(_) | Self::Number(_) | Self::Day(_) | Self::Listed(_) => None,
        }
    }

    fn words(&self) -> Option<&str> {
        match self {
            Self::Words(words) | Self::Listed(words) => Some(words),
            Self::Number(_) | Self::Day(_) | Self::Rating(_) => None,
        }
    }

    fn word(&self, scale: &Scale) -> Option<String> {
        match self {
            Self::Rating(id) => id.word(scale),
            Self::Listed(word) => Some(key(word)),
            Self::Words(_) | Self::Number(_) | Self::Day(_) => None,
        }
    }
}
