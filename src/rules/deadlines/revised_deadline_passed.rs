//! A revised deadline that has passed as well.

use crate::domain::print_day;
use crate::layout::Field;
use crate::plan::Issued;
use crate::rules::live::{Live, LiveAction, LiveCheck, Test};
use crate::rules::{ActionView, Check, Finding, Findings, Words};

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
    checks: [Check::Action(check)],
    live: [LiveCheck::Action(live)],
    yields_to: ["DLN001", "RAT008", "RAT005", "DLN003"],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let Some((at, revised)) = action.row.revised.given_at() else { return };
    if !action.file.has_passed(revised.day) {
        return;
    }
    let Some(deadline) = action.pending_deadline() else { return };
    let words = Words {
        message: format!("the revised deadline of {} has passed", print_day(revised.day)),
        expected: format!("a date after {}", print_day(action.revised_must_be_after(deadline))),
        found: print_day(revised.day),
        help: if action.file.issued.scheme.actions.has_complete() {
            "Give a new revised deadline or, if it is finished, the completed date and the rating for complete."
                .to_owned()
        } else {
            "Give a new revised deadline or, if it is finished, the completed date.".to_owned()
        },
    };
    out.push(
        Finding::at_cell(&RULE, action.sheet, at, words)
            .about(action.reference())
            .beside(action.row.deadline_at, "deadline"),
    );
}

fn live(action: &LiveAction<'_>) -> Option<Live> {
    let test = Test::UpTo(Field::RevisedDeadline, action.as_of()).and(action.open());
    action.deadline().map(|_| Live::new(Field::RevisedDeadline, test, Issued::CHECK_REVISED_PASSED))
}
