//! A completed date beside a rating that says it is not complete.

use crate::domain::{Standing, print_day};
use crate::layout::Field;
use crate::plan::Issued;
use crate::rules::live::{Live, LiveAction, LiveCheck, Test};
use crate::rules::{ActionView, Check, Finding, Findings, Words};

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
    checks: [Check::Action(check)],
    live: [LiveCheck::Action(live)],
    yields_to: ["DLN001"],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let (Some((at, _)), Some((_, given))) = (action.row.rating.given_at(), action.row.completed.given_at()) else {
        return;
    };
    let scale = &action.file.issued.scheme.actions;
    let Some(complete) = scale.of_standing(Standing::Complete).and_then(|id| scale.get(id)) else { return };
    let Some(rating) = action.rating().filter(|rating| rating.standing != Standing::Complete) else { return };
    if !action.issued.monitored {
        return;
    }
    let words = Words {
        message: format!("rated {}, but a completed date of {} is given", rating.name, print_day(given.day)),
        expected: complete.name.clone(),
        found: action.row.rating.typed.to_string(),
        help: format!("Rate it {} or, if it is not finished, clear the completed date.", complete.name),
    };
    out.push(
        Finding::at_cell(&RULE, action.sheet, at, words)
            .about(action.reference())
            .beside(action.row.completed.at, "completed date"),
    );
}

fn live(action: &LiveAction<'_>) -> Option<Live> {
    let scale = &action.file.scheme.actions;
    let complete = scale.of_standing(Standing::Complete).and_then(|id| scale.get(id))?;
    let given = Test::Given(Field::CompletedDate);
    let test = given.and(action.rated(|rating| rating.standing != Standing::Complete));
    let words = format!("{} {}", Issued::CHECK_NOT_COMPLETE, complete.name);
    action.issued.monitored.then(|| Live::new(Field::Rating, test, words))
}
