//! The working cells behind the answers in the plan's own columns: what stands in each, read once.
//!
//! They stand right of the working cells that every return has, and only where a column asks for a certain kind of
//! answer or requires one.

use std::borrow::Cow;

use crate::domain::{Cmp, Kind};
use crate::issue::{answers, lists};
use crate::plan::{Answers, Ask, Issued};

use super::formula::{Formula, Function, Operator, PERCENT, PLAIN, all, any, call, either, tidy};
use super::known::{FOLDED, is_plain_format};
use super::working_cell::{ERROR, ON_RETURN, OUTSIDE, UNREADABLE};

/// What stands in the cell of an answer, which goes out in the format of a letter where it goes out with a number; a date
/// is read by [`DateTexts`](super::DateTexts).
pub(super) fn answer(
    issued: &Issued,
    (kind, place): (Kind, usize),
    ask: &Ask<'_>,
    cell: &Formula,
    letter: Option<&'static str>,
) -> Formula {
    if ask.answers.is_number() {
        return number(ask.answers, cell, letter);
    }
    let text = tidy(&cell.as_text());
    let listed = |range: Cow<'static, str>| text.left(255).plain_place(range).calls(Function::IsNumber);
    let is_known = match ask.answers {
        Answers::OneOf(_) => listed(answers::range(kind, place).into()),
        Answers::Rating => match lists::accepted(issued, kind) {
            Some((words, _)) => listed(words.into()),
            None => false.into(),
        },
        Answers::YesNo => any(["yes", "no", "y", "n", "true", "false"].map(|word| text.is(word))),
        Answers::Words | Answers::Percent | Answers::Money(_) | Answers::Number(_) | Answers::Date => true.into(),
    };
    let unknown = either(text.has_any(FOLDED), ON_RETURN, OUTSIDE);
    either(cell.calls(Function::IsError), ERROR, either(text.is(""), "", either(is_known, 1usize, unknown)))
}

/// The number in a cell. Text with a digit in it may be a number that the program reads.
fn number(answers: Answers<'_>, cell: &Formula, letter: Option<&'static str>) -> Formula {
    let text = tidy(&cell.as_text());
    let is_percentage = matches!(answers, Answers::Percent);
    let own = if is_percentage { PERCENT } else { PLAIN };
    let issued = if letter.is_none_or(|letter| letter == own) { own } else { "" };
    let (is_percent, is_plain) = (cell.has_percent_format(issued), is_plain_format(cell, issued));
    let number = if is_percentage {
        let hundredfold = call(Function::Round, [cell.with(Operator::Times, 100usize), 12usize.into()]);
        let read = either(is_percent, hundredfold, either(is_plain, cell.clone(), ON_RETURN));
        let may_be_other = cell.with(Operator::Times, cell.clone()).with(Operator::More, 100usize);
        either(all([cell.known_format().calls(Function::IsError), may_be_other]), ON_RETURN, read)
    } else {
        let read = match answers {
            Answers::Number(Some((low, high))) => {
                let is_outside = any([cell.compared(Cmp::Lt, low), cell.compared(Cmp::Gt, high)]);
                either(is_outside, OUTSIDE, cell.clone())
            }
            Answers::Words
            | Answers::Percent
            | Answers::Money(_)
            | Answers::Number(None)
            | Answers::Date
            | Answers::YesNo
            | Answers::Rating
            | Answers::OneOf(_) => cell.clone(),
        };
        either(any([is_plain, is_percent]), read, ON_RETURN)
    };
    let has_digit = text.has_any("0123456789");
    let may_be_read = if matches!(answers, Answers::Money(_)) {
        has_digit
    } else {
        all([has_digit, call(Function::Exact, [text.calls(Function::Upper), text.calls(Function::Lower)])])
    };
    let words = either(may_be_read, ON_RETURN, UNREADABLE);
    let typed = either(text.is(""), "", words);
    let known = either(cell.calls(Function::IsNumber), number, typed);
    either(cell.calls(Function::IsError), ERROR, either(cell.calls(Function::IsLogical), UNREADABLE, known))
}
