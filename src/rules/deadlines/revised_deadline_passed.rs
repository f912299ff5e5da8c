//! A revised deadline that has passed as well.

use crate::domain::print_day;
use crate::layout::Field;
use crate::plan::{IssuedAction};
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords};
use crate::rules::{ActionView, Check, Finding, Words};

rule! {
    /// # What it checks
    /// The revised deadline of an action that is not finished must still lie ahead. A date has passed when it is on or
    /// before the as-of day, which is the last day of the period unless another is given. Where the rating's standing
    /// is On track, RAT005 says so instead.
    ///
    /// # Why it matters
    /// A revised deadline is a promise. One that has passed is either an action that is done and not reported, or a
    /// second slip that nobody has owned up to.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | April 2025 | Amber | 30/06/2025 | Waiting for the valuation. |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary | Completed date |
    /// |---|---|---|---|---|---|---|
    /// | | 1.1 | April 2025 | Amber | 1 July 2025 | Waiting for the valuation. | |
    /// | | 1.2 | April 2025 | Closed | 31/05/2025 | Taken over by the county council. | |
    ///
    /// # What to do
    /// Give a new revised deadline or, if the action is finished, the completed date and the rating for complete.
    "DLN004", "revised-deadline-passed", Error, since "0.1.0",
    checks: [Check::action::<RevisedDeadlinePassed>()],
    yields_to: [
        deadlines::completed_after_period,
        ratings::date_without_complete,
        ratings::overdue_but_on_track,
        ratings::not_started_although_due,
        deadlines::revised_deadline_not_later,
    ],
}

struct RevisedDeadlinePassed;

impl LiveRule<IssuedAction> for RevisedDeadlinePassed {
    const AT: Field = Field::RevisedDeadline;
    const LIVE: LiveWords<IssuedAction> = LiveWords::These("Revised deadline has passed");

    fn when<E: Entries>(action: &ActionView<'_, E>) -> E::Truth {
        E::Truth::when(action.deadline_to_meet().is_some(), || {
            action.row.is(Question::UpTo(Field::RevisedDeadline, action.file.as_of)).and(|| action.is_open())
        })
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        let revised = print_day(action.row.revised.given()?.day);
        let words = Words {
            message: format!("the revised deadline of {revised} has passed"),
            expected: format!("a date after {}", print_day(action.revised_must_be_after(action.deadline()?))),
            found: revised,
            help: if action.scale().has_complete() {
                "Give a new revised deadline or, if it is finished, the completed date and the rating for complete."
            } else {
                "Give a new revised deadline or, if it is finished, the completed date."
            }
            .to_owned(),
        };
        Some(action.finding(&RULE, Self::AT, words)?.beside(action.row.goal_at, "deadline"))
    }
}
