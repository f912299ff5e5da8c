//! What stands in a cell for figures, read by the unit of its row: times and Yes or No by formulas of their own, amounts with
//! the letter or the word of their unit behind them left to the program.

use crate::domain::Unit;

use super::formula::{Formula, Function, Operator, all, any, call, either};
use super::working_cell::{ON_RETURN, UNREADABLE, WORDS};

/// The digits of a time: six before the colon and two behind it, by their places from the left.
const HOURS: [usize; 6] = [1, 2, 3, 4, 5, 6];
const MINUTES: [usize; 2] = [8, 9];

/// What a text is that is no reason.
pub(super) fn words(text: &Formula, unit: Unit) -> Formula {
    match unit {
        Unit::Text => WORDS.into(),
        Unit::YesNo => {
            let is = |words: [&str; 3]| any(words.map(|word| text.is(word)));
            either(is(["yes", "y", "true"]), 1usize, either(is(["no", "n", "false"]), 0usize, UNREADABLE))
        }
        Unit::HoursMinutes | Unit::MinutesSeconds => time(text),
        Unit::ThousandPounds | Unit::MillionPounds => {
            maybe_number(&lower(text).substitute("k", "").substitute("m", ""))
        }
        Unit::Days => maybe_number(&lower(text).substitute("days", "").substitute("day", "")),
        Unit::Percent | Unit::PercentChange | Unit::Pounds | Unit::Number => maybe_number(text),
    }
}

/// What a number is that stands in the cell, where it is not the value itself: whether it is shown as a time of two parts no
/// formula can tell.
pub(super) fn number(unit: Unit) -> Option<Formula> {
    match unit {
        Unit::Text => Some(WORDS.into()),
        Unit::YesNo => Some(UNREADABLE.into()),
        Unit::HoursMinutes | Unit::MinutesSeconds => Some(ON_RETURN.into()),
        Unit::Percent
        | Unit::PercentChange
        | Unit::Pounds
        | Unit::ThousandPounds
        | Unit::MillionPounds
        | Unit::Days
        | Unit::Number => None,
    }
}

/// What TRUE and FALSE are.
pub(super) fn truth(cell: &Formula, unit: Unit) -> Formula {
    match unit {
        Unit::Text => WORDS.into(),
        Unit::YesNo => either(cell.clone(), 1usize, 0usize),
        Unit::Percent | Unit::PercentChange | Unit::Pounds | Unit::ThousandPounds | Unit::MillionPounds => {
            UNREADABLE.into()
        }
        Unit::Days | Unit::HoursMinutes | Unit::MinutesSeconds | Unit::Number => UNREADABLE.into(),
    }
}

/// Text with a digit in it and no letter may be a number that the program reads.
fn maybe_number(text: &Formula) -> Formula {
    let upper_is_lower = call(Function::Exact, [text.calls(Function::Upper), lower(text)]);
    either(all([text.has_any("0123456789"), upper_is_lower]), ON_RETURN, UNREADABLE)
}

fn lower(text: &Formula) -> Formula {
    text.calls(Function::Lower)
}

/// A time of two parts, in the smaller of them: up to six digits, a colon, two digits below 60.
fn time(text: &Formula) -> Formula {
    let filled = call(Function::Right, [Formula::from("000000").with(Operator::Joined, text.clone()), 9usize.into()]);
    let at = |place: usize| call(Function::Mid, [filled.clone(), place.into(), 1usize.into()]);
    // What is no digit is found nowhere, and makes an error of the whole.
    let digit = |place| call(Function::Find, [at(place), "0123456789".into()]).with(Operator::Minus, 1usize);
    let number = |places: &[usize]| {
        places.iter().fold(Formula::from(0usize), |sum, place| {
            sum.with(Operator::Times, 10usize).with(Operator::Plus, digit(*place))
        })
    };
    let length = || text.calls(Function::Len);
    let minutes = || number(&MINUTES);
    let is_time = all([
        length().with(Operator::AtLeast, 4usize),
        length().with(Operator::AtMost, 9usize),
        at(7).is(":"),
        minutes().with(Operator::Less, 60usize),
    ]);
    let value = number(&HOURS).with(Operator::Times, 60usize).with(Operator::Plus, minutes());
    either(is_time, value, UNREADABLE).or_else(UNREADABLE)
}
