//! A completed date that has not come yet.

use crate::domain::print_day;
use crate::layout::Field;
use crate::plan::{IssuedAction};
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords};
use crate::rules::{ActionView, Check, Finding, Words};

rule! {
    /// # What it checks
    /// A completed date must not be later than the as-of day. That is the last day of the period unless another is
    /// given, so a return for April to June that comes back in July still reports what was finished by 30 June.
    ///
    /// # Why it matters
    /// An action finished after the period is not finished in it. Counted now, it makes this report too good, and is
    /// missing from the next.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Completed date |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q2 | Complete | 01/07/2025 |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Completed date |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q2 | Complete | 30/06/2025 |
    ///
    /// Where the return is checked as of a later day, dates up to that day are accepted.
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | As of | 2025-07-01 |
    ///
    /// | Actions | Ref | Deadline | Rating | Completed date |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q2 | Complete | 01/07/2025 |
    ///
    /// # What to do
    /// Correct the date or, if the action was finished after the period, clear it and rate the action as it stood at
    /// the end of the period.
    "DLN001", "completed-after-period", Error, since "0.1.0",
    checks: [Check::action::<CompletedAfterPeriod>()],
}

struct CompletedAfterPeriod;

impl LiveRule<IssuedAction> for CompletedAfterPeriod {
    const AT: Field = Field::CompletedDate;
    const LIVE: LiveWords<IssuedAction> =
        LiveWords::And("Completed date is after", |action| format!(" {}", print_day(action.file.as_of)));

    fn when<E: Entries>(action: &ActionView<'_, E>) -> E::Truth {
        E::Truth::when(action.issued.may_be_rated(), || {
            action.row.is(Question::After(Field::CompletedDate, action.file.as_of))
        })
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        let (completed, as_of) = (print_day(action.row.completed.given()?.day), print_day(action.file.as_of));
        let words = Words {
            message: format!("the completed date of {completed} is after {as_of}, the last day reported on"),
            expected: format!("a date on or before {as_of}"),
            found: completed,
            help: if action.is_open() {
                "Correct the completed date; a day by which it will be finished belongs under Revised deadline."
            } else {
                "Correct the completed date, or clear it and rate the action as it stood at the end of the period."
            }
            .to_owned(),
        };
        action.finding(&RULE, Self::AT, words)
    }
}
