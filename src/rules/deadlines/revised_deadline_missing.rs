//! An action that is late, and nobody says until when.

use crate::domain::{Rating, Standing, print_day};
use crate::layout::{self, Field, RETURN, SheetId};
use crate::plan::Issued;
use crate::rules::live::{Live, LiveAction, LiveCheck, Test};
use crate::rules::{ActionView, Check, Finding, Findings, Words};

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
    checks: [Check::Action(check)],
    live: [LiveCheck::Action(live)],
    yields_to: ["DLN001", "RAT008", "RAT005", "DLN003", "DLN004"],
    yields_to_in_file: ["WBK021"],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let (Some(at), Some(rating)) = (action.row.revised.blank_at(), action.rating()) else { return };
    let Some(deadline) = action.pending_deadline() else { return };
    let late = matches!(rating.standing, Standing::Behind | Standing::OffTrack) && action.file.has_passed(deadline);
    if !late && !rating.revised.is_required() {
        return;
    }
    let message = if late {
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
    out.push(
        Finding::at_cell(&RULE, action.sheet, at, words)
            .about(action.reference())
            .beside(action.row.rating.at, "rating")
            .beside(action.row.deadline_at, "deadline"),
    );
}

fn live(action: &LiveAction<'_>) -> Option<Live> {
    let late = action.has_passed(action.deadline()?);
    let asks = |rating: &Rating| {
        rating.revised.is_required() || (late && matches!(rating.standing, Standing::Behind | Standing::OffTrack))
    };
    let test = Test::blank(Field::RevisedDeadline).and(action.open_and_rated(asks));
    let heading = layout::sheet(&RETURN, SheetId::Actions).heading(Field::RevisedDeadline);
    Some(Live::new(Field::RevisedDeadline, test, format!("{}: {heading}", Issued::CHECK_MISSING)))
}
