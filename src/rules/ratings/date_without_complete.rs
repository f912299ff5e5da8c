//! A completed date beside a rating that says it is not complete.

use crate::domain::{Rating, Standing, print_day};
use crate::layout::Field;
use crate::plan::{IssuedAction};
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords};
use crate::rules::{ActionView, Check, Finding, Words};

rule! {
    /// # What it checks
    /// An action with a completed date is rated complete. Where the scheme has no rating for complete, the date itself
    /// makes the action complete, and this rule never speaks.
    ///
    /// # Why it matters
    /// One of the two is wrong, and the action is either counted as done when it is not, or not counted when it is.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Completed date |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q2 | Green | 20/06/2025 |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Completed date |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q2 | Complete | 20/06/2025 |
    /// | | 1.2 | Q2 | Green | |
    ///
    /// A scheme without a rating for complete:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Scheme | southend |
    ///
    /// | Actions | Ref | Deadline | Rating | Completed date |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q2 | Green | 20/06/2025 |
    ///
    /// # What to do
    /// Rate the action complete or, if it is not finished, clear the completed date. A day by which it will be finished
    /// belongs under Revised deadline.
    "RAT008", "date-without-complete", Error, since "0.1.0",
    checks: [Check::action::<DateWithoutComplete>()],
    yields_to: [deadlines::completed_after_period],
}

struct DateWithoutComplete;

impl LiveRule<IssuedAction> for DateWithoutComplete {
    const AT: Field = Field::Rating;
    const LIVE: LiveWords<IssuedAction> = LiveWords::And("Has a completed date, but is not rated", |action| {
        let complete = complete(action).map(|rating| rating.name.as_str()).unwrap_or_default();
        format!(" {complete}")
    });

    fn when<E: Entries>(action: &ActionView<'_, E>) -> E::Truth {
        E::Truth::when(action.issued.may_be_rated() && complete(action).is_some(), || {
            let given = action.row.is(Question::Given(Field::CompletedDate));
            given.and(|| action.is_rated(|rating| rating.standing != Standing::Complete))
        })
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        let (rating, complete) = (&action.rating()?.name, &complete(action)?.name);
        let completed = print_day(action.row.completed.given()?.day);
        let words = Words {
            message: format!("rated {rating}, but a completed date of {completed} is given"),
            expected: complete.clone(),
            found: action.row.rating.typed.to_string(),
            help: format!("Rate it {complete} or, if it is not finished, clear the completed date."),
        };
        Some(action.finding(&RULE, Self::AT, words)?.beside(action.row.completed.at, "completed date"))
    }
}

fn complete<'a, E>(action: &ActionView<'a, E>) -> Option<&'a Rating> {
    action.scale().get(action.scale().of_standing(Standing::Complete)?)
}
