//! A rating of one standing beside a deadline that has passed: what its two rules ask and say alike.

use crate::domain::{Standing, print_day};
use crate::layout::Field;
use crate::rules::condition::{Entries, Question, Truth};

use crate::rules::{ActionView, Finding, Rule, Words};

/// The action is open and rated so, and the deadline that counts has passed: the revised one where it is given.
pub(super) fn is_past<E: Entries>(action: &ActionView<'_, E>, standing: Standing) -> E::Truth {
    // Without a deadline of its own an action is never due, whatever was typed as revised.
    let Some(deadline) = action.deadline_to_meet() else { return E::Truth::never() };
    action.is_open_and_rated(|rating| rating.standing == standing).and(|| {
        let revised = action.row.is(Question::UpTo(Field::RevisedDeadline, action.file.as_of));
        let has_passed = action.file.has_passed(deadline);
        let own = has_passed.then(|| action.row.is(Question::Blank(Field::RevisedDeadline)));
        E::Truth::any([Some(revised), own].into_iter().flatten())
    })
}

/// What is said of it, with the way out in `help`.
pub(super) fn say(action: &ActionView<'_>, rule: &'static Rule, help: &str) -> Option<Finding> {
    let (rating, deadline) = (&action.rating()?.name, action.deadline()?);
    let (which, at, day) = match action.row.revised.given_at() {
        Some((at, revised)) => ("revised deadline", Some(at), revised.day),
        None => ("deadline", action.row.goal_at, deadline),
    };
    let words = Words {
        message: format!("rated {rating}, but its {which} of {} has passed", print_day(day)),
        expected: format!(
            "a rating other than {rating}, or a revised deadline after {}",
            print_day(action.revised_must_be_after(deadline))
        ),
        found: action.row.rating.typed.to_string(),
        help: help.to_owned(),
    };
    Some(action.finding(rule, Field::Rating, words)?.beside(at, which))
}
