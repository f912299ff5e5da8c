//! A revised deadline that is no later than the deadline that it revises.

use crate::domain::print_day;
use crate::layout::Field;
use crate::plan::{IssuedAction};
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords};
use crate::rules::{ActionView, Check, Finding, Words};

rule! {
    /// # What it checks
    /// A revised deadline must be later than the deadline. The deadline is the agreed one where members have moved it,
    /// else the planned one. Complete and closed actions, and actions without a day for a deadline, are left alone.
    ///
    /// # Why it matters
    /// A revised deadline on or before the deadline says that nothing has slipped. Usually last year was typed for
    /// this one, or the deadline was copied across, and the real date is missing.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | 30/09/2025 | Amber | 30/09/2025 | The contractor starts late. |
    /// | | 1.2 | 30/09/2025 | Red | 31/03/2025 | The contractor has withdrawn. |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | 30/09/2025 | Amber | 1 October 2025 | The contractor starts late. |
    ///
    /// # What to do
    /// Give the day by which the action will now be finished, or clear the cell if nothing has slipped.
    "DLN003", "revised-deadline-not-later", Error, since "0.1.0",
    checks: [Check::action::<RevisedDeadlineNotLater>()],
    yields_to: [ratings::overdue_but_on_track, ratings::not_started_although_due],
}

struct RevisedDeadlineNotLater;

impl LiveRule<IssuedAction> for RevisedDeadlineNotLater {
    const AT: Field = Field::RevisedDeadline;
    const LIVE: LiveWords<IssuedAction> = LiveWords::These("Revised deadline is not after the deadline");

    fn when<E: Entries>(action: &ActionView<'_, E>) -> E::Truth {
        let Some(deadline) = action.deadline_to_meet() else { return E::Truth::never() };
        action.row.is(Question::UpTo(Field::RevisedDeadline, deadline)).and(|| action.is_open())
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        let (revised, deadline) = (print_day(action.row.revised.given()?.day), action.deadline()?);
        let words = Words {
            message: format!(
                "the revised deadline of {revised} is not later than the deadline of {}",
                print_day(deadline)
            ),
            expected: format!("a date after {}", print_day(action.revised_must_be_after(deadline))),
            found: revised,
            help: "Give the day by which it will now be finished, or clear the cell if nothing has slipped.".to_owned(),
        };
        Some(action.finding(&RULE, Self::AT, words)?.beside(action.row.goal_at, "deadline"))
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    fn codes(text: &str) -> Vec<&'static str> {
        findings(&cases(text)[0], "DLN").iter().map(|finding| finding.rule.code).collect()
    }

    #[test]
    fn of_one_chain_only_the_first_speaks() {
        // On track and overdue; not later and passed; passed and outside the rating; missing and overdue.
        let found = codes(
            "| Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
             |---|---|---|---|---|---|
             | | 1.1 | May 2025 | Green | 30 April 2025 | |
             | | 1.2 | May 2025 | Red | 30 April 2025 | TypedSlot up by the survey. |
             | | 1.3 | May 2025 | Red | 15 June 2025 | TypedSlot up by the survey. |
             | | 1.4 | May 2025 | Red | | TypedSlot up by the survey. |",
        );
        assert_eq!(found, ["RAT005", "DLN003", "DLN004", "DLN002"]);
    }

    #[test]
    fn a_rating_that_is_blank_or_unknown_silences_what_depends_on_it() {
        let found = codes(
            "| Actions | Ref | Deadline | Rating | Completed date | Revised deadline | Commentary |
             |---|---|---|---|---|---|---|
             | | 1.1 | May 2025 | | | 30 April 2025 | Paused until October 2025. |
             | | 1.2 | May 2025 | Gren | 20/05/2025 | 30 April 2025 | Paused until October 2025. |",
        );
        assert_eq!(found, ["RAT001", "RAT002"]);
    }

    #[test]
    fn without_a_day_for_a_deadline_nothing_is_late() {
        for deadline in ["Ongoing", "Annual", "Continuous", "Every period", "", "when funded"] {
            let found = codes(&format!(
                "| Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
                 |---|---|---|---|---|---|
                 | | 1.1 | {deadline} | Green | 30 April 2025 | |
                 | | 1.2 | {deadline} | Amber | | TypedSlot up. |
                 | | 1.3 | {deadline} | Red | 15 June 2025 | TypedSlot up. |"
            ));
            assert!(found.is_empty(), "{deadline}: {found:?}");
        }
    }

    #[test]
    fn a_scheme_without_complete_or_closed_needs_no_rating_to_tell_what_is_open() {
        let found = codes(
            "| Settings | Setting | Value |
             |---|---|---|
             | | Scheme | southend |

             | Actions | Ref | Deadline | Rating | Completed date | Revised deadline |
             |---|---|---|---|---|---|
             | | 1.1 | Q2 | | | 30 April 2025 |
             | | 1.2 | May 2025 | Green | 20/05/2025 | |",
        );
        assert_eq!(found, ["RAT001", "DLN003"]);
    }
}
