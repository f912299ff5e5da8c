//! The deadline has passed and the rating says on track.

use crate::domain::{Standing, print_day};
use crate::layout::Field;
use crate::plan::Issued;
use crate::rules::live::{Live, LiveAction, LiveCheck, Test};
use crate::rules::{ActionView, Check, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// An action whose rating's standing is On track must have its deadline still before it. Where a revised deadline
    /// is given, that is the deadline that counts; where none is, the agreed deadline, else the planned one. A date has
    /// passed when it is on or before the as-of day, which is the last day of the period unless another is given.
    /// Open deadlines (Ongoing, Annual, Continuous, Every period) never pass.
    ///
    /// # Why it matters
    /// A passed deadline printed Green is the mistake that members and auditors find first: the table says that all is
    /// well and the date beside it says that it is not.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Revised deadline |
    /// |---|---|---|---|---|
    /// | | 1.1 | May 2025 | Green | |
    /// | | 1.2 | 30/06/2025 | Green | |
    /// | | 1.3 | April 2025 | Green | 30/06/2025 |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Revised deadline |
    /// |---|---|---|---|---|
    /// | | 1.1 | 01/07/2025 | Green | |
    /// | | 1.2 | Ongoing | Green | |
    /// | | 1.3 | May 2025 | Green | 1 July 2025 |
    ///
    /// # What to do
    /// Give the completed date and rate it complete, or rate it as behind with a revised deadline.
    "RAT005", "overdue-but-on-track", Error, since "0.1.0",
    checks: [Check::Action(check)],
    live: [LiveCheck::Action(live)],
    yields_to: ["DLN001", "RAT008"],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let (Some((at, _)), Some(rating)) = (action.row.rating.given_at(), action.rating()) else { return };
    if rating.standing != Standing::OnTrack || !action.row.revised.is_readable() {
        return;
    }
    // Without a deadline of its own an action is never due, whatever was typed as revised.
    let Some(deadline) = action.pending_deadline() else { return };
    let revised = action.row.revised.given().map(|given| given.day);
    let day = revised.unwrap_or(deadline);
    if !action.file.has_passed(day) {
        return;
    }
    let which = if revised.is_some() { "revised deadline" } else { "deadline" };
    let words = Words {
        message: format!("rated {}, but its {which} of {} has passed", rating.name, print_day(day)),
        expected: format!(
            "a rating other than {}, or a revised deadline after {}",
            rating.name,
            print_day(action.revised_must_be_after(deadline))
        ),
        found: action.row.rating.typed.to_string(),
        help: if action.file.issued.scheme.actions.has_complete() {
            "Give the completed date and rate it complete, or rate it as behind with a revised deadline.".to_owned()
        } else {
            "Give the completed date if it is finished, or rate it as behind with a revised deadline.".to_owned()
        },
    };
    out.push(
        Finding::at_cell(&RULE, action.sheet, at, words)
            .about(action.reference())
            .beside(if revised.is_some() { action.row.revised.at } else { action.row.deadline_at }, which),
    );
}

fn live(action: &LiveAction<'_>) -> Option<Live> {
    let deadline = action.deadline()?;
    let revised = Field::RevisedDeadline;
    let mut passed = vec![Test::UpTo(revised, action.as_of())];
    if action.has_passed(deadline) {
        passed.push(Test::blank(revised));
    }
    let on_track = action.open_and_rated(|rating| rating.standing == Standing::OnTrack);
    Some(Live::new(Field::Rating, on_track.and(Test::Any(passed)), Issued::CHECK_OVERDUE))
}
