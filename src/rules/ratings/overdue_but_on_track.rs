//! The deadline has passed and the rating says on track.

use crate::domain::{Standing, print_day};
use crate::layout::Field;
use crate::plan::{IssuedAction};
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords};
use crate::rules::{ActionView, Check, Finding, Words};

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
    checks: [Check::action::<OverdueButOnTrack>()],
    yields_to: [deadlines::completed_after_period, ratings::date_without_complete],
}

struct OverdueButOnTrack;

impl LiveRule<IssuedAction> for OverdueButOnTrack {
    const AT: Field = Field::Rating;
    const LIVE: LiveWords<IssuedAction> = LiveWords::These("Deadline has passed, but rated on track");

    fn when<E: Entries>(action: &ActionView<'_, E>) -> E::Truth {
        // Without a deadline of its own an action is never due, whatever was typed as revised.
        let Some(deadline) = action.deadline_to_meet() else { return E::Truth::never() };
        let on_track = action.is_open_and_rated(|rating| rating.standing == Standing::OnTrack);
        on_track.and(|| {
            let revised = action.row.is(Question::UpTo(Field::RevisedDeadline, action.file.as_of));
            let has_passed = action.file.has_passed(deadline);
            let own = has_passed.then(|| action.row.is(Question::Blank(Field::RevisedDeadline)));
            E::Truth::any([Some(revised), own].into_iter().flatten())
        })
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        let (rating, deadline) = (&action.rating()?.name, action.deadline()?);
        let (which, at, day) = match action.row.revised.given_at() {
            Some((at, revised)) => ("revised deadline", Some(at), revised.day),
            None => ("deadline", action.row.goal_at, deadline),
        };
        let words = Words {
            message: format!("rated {rating}, but its {which} of {} has passed", print_day(day)),
            expected: format!(
                "a rating other than {rating}, or a revised deadline after {}",
                print_day(action.revised_must_be_after(deadline))
            ),
            found: action.row.rating.typed.to_string(),
            help: if action.scale().has_complete() {
                "Give the completed date and rate it complete, or rate it as behind with a revised deadline."
            } else {
                "Give the completed date if it is finished, or rate it as behind with a revised deadline."
            }
            .to_owned(),
        };
        Some(action.finding(&RULE, Self::AT, words)?.beside(at, which))
    }
}
