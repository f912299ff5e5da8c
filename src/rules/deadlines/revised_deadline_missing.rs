//! An action that is late, and nobody says until when.

use crate::domain::{Rating, Standing, print_day};
use crate::layout::Field;
use crate::plan::{IssuedAction};
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords, MISSING};
use crate::rules::{ActionView, Check, Finding, Words};

rule! {
    /// # What it checks
    /// An action that is late must have a revised deadline. It is asked for where the rating requires one, and where
    /// an action whose rating's standing is Behind or Off track has passed its deadline. Open deadlines (Ongoing,
    /// Annual, Continuous, Every period) and blank ones cannot be revised and are left alone.
    ///
    /// # Why it matters
    /// Members ask one thing of everything that is late: when will it be done? A revised deadline is also what the
    /// slippage, and with it the rating, is measured by.
    ///
    /// # Rejected
    /// A rating that requires a revised deadline, even before the deadline:
    ///
    /// | Actions | Ref | Deadline | Rating | Commentary |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q2 | Amber | The contractor starts four weeks late. |
    ///
    /// A rating that does not require one, when the deadline falls on the as-of day:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Scheme | west-norfolk |
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | 30/06/2025 | Red |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q2 | Amber | 31/12/2025 | The contractor starts late. |
    /// | | 1.2 | Ongoing | Amber | | Two of the five areas are behind. |
    ///
    /// A rating that does not require one, a day before the deadline:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Scheme | west-norfolk |
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | 01/07/2025 | Red |
    ///
    /// # What to do
    /// Give the day by which the action will now be finished.
    "DLN002", "revised-deadline-missing", Error, since "0.1.0",
    checks: [Check::action::<RevisedDeadlineMissing>()],
    yields_to: [
        deadlines::completed_after_period,
        ratings::date_without_complete,
        ratings::overdue_but_on_track,
        ratings::not_started_although_due,
        deadlines::revised_deadline_not_later,
        deadlines::revised_deadline_passed,
    ],
    yields_to_in_file: [workbook::nothing_filled_in],
    means_missing: true,
}

struct RevisedDeadlineMissing;

impl LiveRule<IssuedAction> for RevisedDeadlineMissing {
    const AT: Field = Field::RevisedDeadline;
    const LIVE: LiveWords<IssuedAction> = LiveWords::WithHeading(MISSING);

    fn when<E: Entries>(action: &ActionView<'_, E>) -> E::Truth {
        let Some(deadline) = action.deadline_to_meet() else { return E::Truth::never() };
        let has_passed = action.file.has_passed(deadline);
        let asks = |rating: &Rating| rating.revised.is_required() || (has_passed && is_late(rating));
        action.row.is(Question::Blank(Field::RevisedDeadline)).and(|| action.is_open_and_rated(asks))
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        let (rating, deadline) = (action.rating()?, action.deadline()?);
        let message = if is_late(rating) && action.file.has_passed(deadline) {
            format!(
                "rated {} and its deadline of {} has passed, but no revised deadline is given",
                rating.name,
                print_day(deadline)
            )
        } else {
            format!("rated {}, which requires a revised deadline, but none is given", rating.name)
        };
        let words = Words {
            message,
            expected: format!("a date after {}", print_day(action.revised_must_be_after(deadline))),
            found: String::new(),
            help: "Give the day by which it will now be finished.".to_owned(),
        };
        let finding = action.finding(&RULE, Self::AT, words)?;
        Some(finding.beside(action.row.rating.at, "rating").beside(action.row.goal_at, "deadline"))
    }
}

fn is_late(rating: &Rating) -> bool {
    matches!(rating.standing, Standing::Behind | Standing::OffTrack)
}
