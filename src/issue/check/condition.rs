//! The condition of a rule as a formula over working cells, in which every entry has been read already.

use crate::domain::RatingId;
use crate::layout::Field;
use crate::returns::EntryCell;
use crate::rules::condition::{AnswerIs, Question, Scaled, Test};

use super::calculate::Value;
use super::formula::{Formula, Function, Operator, PERCENT, all, any, call, either, literal};
use super::placeholders::{LEFT_BEHIND, PLACEHOLDER, is_not_applicable};
use super::working_cell::{DIFFERS, ON_RETURN, OUTSIDE, REASON, UNREADABLE, WorkingCell};

/// How the cells of a row are called; none where there is no such cell.
pub(in crate::issue) trait Names {
    /// A cell of the row, on its own sheet.
    fn cell(&self, at: EntryCell) -> Option<String>;
    /// The same from another sheet.
    fn far(&self, at: EntryCell) -> Option<String>;
    /// A working cell of the row.
    fn working(&self, working: WorkingCell) -> Option<String>;
    /// The number of the row, with which each of these names ends.
    fn number(&self) -> String;
}

/// A row as it goes out.
pub(in crate::issue) trait Outgoing: Names {
    /// What stands in a cell, and the letter that Excel has for its number format; `None` for an error value.
    fn value(&self, at: EntryCell) -> (Option<Value>, &'static str);
}

/// Whether an entry is one that only the program can read.
pub(super) fn is_on_return(names: &dyn Names, working: WorkingCell) -> Formula {
    is_state(names, working, ON_RETURN)
}

/// A condition as a formula. A test of a cell that is not there fails.
pub(super) fn formula_of(test: &Test, names: &dyn Names) -> Formula {
    let of = |test: &Test| formula_of(test, names);
    match test {
        Test::All(tests) => all(tests.iter().map(of)),
        Test::Any(tests) if tests.is_empty() => false.into(),
        Test::Any(tests) => any(tests.iter().map(of)),
        Test::Not(test) => of(test).negated(),
        Test::Error(at) => cell(names, *at, |cell| cell.calls(Function::IsError)),
        Test::RatedOneOf(ids) => one_of(names, WorkingCell::Rating, ids),
        Test::BandedOneOf(ids) => one_of(names, WorkingCell::Band, ids),
        Test::BandDiffers => working(names, WorkingCell::Rating, |rating| {
            working(names, WorkingCell::Band, |band| {
                let differs = rating.with(Operator::Unequal, band.clone());
                all([rating.calls(Function::IsNumber), band.calls(Function::IsNumber), differs])
            })
        }),
        Test::Answer(place, is) => {
            let state = match is {
                AnswerIs::Blank => "",
                AnswerIs::Unreadable => UNREADABLE,
                AnswerIs::Outside => OUTSIDE,
            };
            is_state(names, WorkingCell::Answer(*place), state)
        }
        Test::Is(question) => asked(*question, names),
    }
}

fn asked(question: Question, names: &dyn Names) -> Formula {
    match question {
        Question::Blank(field) => match WorkingCell::of_entry(EntryCell::Field(field)) {
            Some(working) => is_state(names, working, ""),
            None => cell(names, EntryCell::Field(field), Formula::is_blank),
        },
        Question::Unreadable(field) => is_entry(names, field, UNREADABLE),
        Question::Placeholder(field) => is_state(names, WorkingCell::Placeholder(field), PLACEHOLDER),
        Question::LeftBehind(field) => is_state(names, WorkingCell::Placeholder(field), LEFT_BEHIND),
        Question::Given(field) => working(names, WorkingCell::Day(field), |day| day.calls(Function::IsNumber)),
        Question::After(field, day) => {
            number(names, WorkingCell::Day(field), |cell| cell.with(Operator::More, Formula::day(day)))
        }
        Question::UpTo(field, day) => {
            number(names, WorkingCell::Day(field), |cell| cell.with(Operator::AtMost, Formula::day(day)))
        }
        Question::On(field, day) => number(names, WorkingCell::Day(field), |cell| cell.is(Formula::day(day))),
        Question::Reason => is_entry(names, Field::Value, REASON),
        Question::NotApplicable => cell(names, EntryCell::Field(Field::Value), is_not_applicable),
        Question::Value(cmp, edge) => {
            number(names, WorkingCell::Quantity(Field::Value), |value| value.compared(cmp, edge))
        }
        Question::PercentCell => formatted(names, |cell| cell.has_percent_format(PERCENT)),
        Question::PlainNumber => formatted(names, |cell| cell.has_percent_format(PERCENT).negated()),
        Question::PartsDiffer(_) => is_state(names, WorkingCell::Parts, DIFFERS),
        Question::Nearer(scaled, low, high) => working(names, WorkingCell::Quantity(Field::Value), |value| {
            let (operator, low, high) = match scaled {
                Scaled::Hundredfold => (Operator::Times, literal(low), literal(high)),
                Scaled::Hundredth => (Operator::Over, literal(low), literal(high)),
            };
            // Rounded, so that two equal distances are equal in binary fractions too.
            let far = |value: &Formula| {
                let (below, above) =
                    (low.with(Operator::Minus, value.clone()), value.with(Operator::Minus, high.clone()));
                let most = call(Function::Max, [below, above, 0usize.into()]);
                call(Function::Round, [most, 9usize.into()])
            };
            let is_nearer = far(&value.with(operator, 100usize)).with(Operator::Less, far(value));
            either(value.calls(Function::IsNumber), is_nearer, false)
        }),
    }
}

fn cell(names: &dyn Names, at: EntryCell, test: impl Fn(&Formula) -> Formula) -> Formula {
    names.cell(at).map_or_else(|| false.into(), |name| test(&Formula::entry(name, at)))
}

fn working(names: &dyn Names, working: WorkingCell, test: impl Fn(&Formula) -> Formula) -> Formula {
    names.working(working).map_or_else(|| false.into(), |name| test(&Formula::working(name, working)))
}

/// A test of a working cell that holds only where it is a number.
fn number(names: &dyn Names, of: WorkingCell, test: impl Fn(&Formula) -> Formula) -> Formula {
    working(names, of, |cell| all([cell.calls(Function::IsNumber), test(cell)]))
}

fn is_state(names: &dyn Names, of: WorkingCell, state: &str) -> Formula {
    working(names, of, |cell| cell.is(state))
}

fn is_entry(names: &dyn Names, field: Field, state: &str) -> Formula {
    WorkingCell::of_entry(EntryCell::Field(field))
        .map_or_else(|| false.into(), |working| is_state(names, working, state))
}

fn one_of(names: &dyn Names, of: WorkingCell, ids: &[RatingId]) -> Formula {
    working(names, of, |cell| match ids {
        [] => false.into(),
        [one] => cell.is(one.0 + 1),
        several => any(several.iter().map(|id| cell.is(id.0 + 1))),
    })
}

/// Whether the value is a number in a cell whose format passes. Only percentages are asked for theirs, and what was read
/// where a program knows no formats was read as a percentage.
fn formatted(names: &dyn Names, format: impl Fn(&Formula) -> Formula) -> Formula {
    cell(names, EntryCell::Field(Field::Value), |cell| {
        number(names, WorkingCell::Quantity(Field::Value), |_| format(cell))
    })
}
