//! A revised deadline for something that is done.

use crate::domain::print_day;
use crate::layout::Field;
use crate::plan::{IssuedAction};
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords};
use crate::rules::{ActionView, Check, Finding, Words};

rule! {
    /// # What it checks
    /// A complete action needs no revised deadline. An action is complete by its rating or, where the scheme has no
    /// such rating, by its completed date. Closed actions may have one, for they may be rescheduled, and a revised
    /// deadline that the return was issued with may stay.
    ///
    /// # Why it matters
    /// The two entries tell two stories: either the action is done, or part of it is still to come. The report can
    /// print only one of them.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Completed date | Revised deadline |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q2 | Complete | 20/06/2025 | 31/12/2025 |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Completed date | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|---|
    /// | | 1.1 | Q2 | Complete | 20/06/2025 | | |
    /// | | 1.2 | Q2 | Closed | | 31/12/2025 | Deferred until the survey is done. |
    ///
    /// # What to do
    /// Clear the revised deadline or, if part of the action is still to be done, rate it as behind.
    "DLN005", "revised-deadline-not-needed", Warning, since "0.1.0",
    checks: [Check::action::<RevisedDeadlineNotNeeded>()],
}

struct RevisedDeadlineNotNeeded;

impl LiveRule<IssuedAction> for RevisedDeadlineNotNeeded {
    const AT: Field = Field::RevisedDeadline;
    const LIVE: LiveWords<IssuedAction> = LiveWords::These("Complete: clear the revised deadline");

    fn when<E: Entries>(action: &ActionView<'_, E>) -> E::Truth {
        E::Truth::when(action.issued.may_be_rated(), || {
            let given = action.row.is(Question::Given(Field::RevisedDeadline)).and(|| action.is_complete());
            match action.carried_revision() {
                Some(carried) => given.unless(|| action.row.is(Question::On(Field::RevisedDeadline, carried))),
                None => given,
            }
        })
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        let revised = print_day(action.row.revised.given()?.day);
        let words = Words {
            message: format!("complete, but a revised deadline of {revised} is given"),
            expected: "no revised deadline".to_owned(),
            found: revised,
            help: "Give no revised deadline (clear the cell) or, if part of it is still to be done, rate it as behind.".to_owned(),
        };
        let finding = action.finding(&RULE, Self::AT, words)?;
        let completed = action.row.completed.given_at().map(|(at, _)| at);
        Some(finding.beside(action.row.rating.at, "rating").beside(completed, "completed date"))
    }
}

#[cfg(test)]
mod tests {
    use crate::returns::Received;
    use crate::rules::{Policy, Request, check_return};
    use crate::trial::{cases, with_collection};

    #[test]
    fn a_revised_deadline_that_was_carried_forward_may_stay() {
        let case = &cases(
            "| Actions | Ref | Deadline | Rating | Completed date | Revised deadline |
             |---|---|---|---|---|---|
             | | 1.1 | Q2 | Complete | 20/06/2025 | 31/12/2025 |",
        )[0];
        let raised = |carried: Option<&str>| {
            with_collection(case, |collection| {
                let Received::Read(mut one) = collection.files[0].received.clone() else { panic!("not read") };
                one.issued.actions[0].revised_deadline = carried.map(Into::into);
                check_return(&one, &Request::default(), &Policy::default()).len()
            })
        };
        assert_eq!(raised(None), 1);
        assert_eq!(raised(Some("31 Dec 2025")), 0);
        assert_eq!(raised(Some("30 Nov 2025")), 1);
    }
}
