//! The deadline has passed and the rating says on track.

use crate::domain::Standing;
use crate::layout::Field;
use crate::plan::IssuedAction;
use crate::rules::condition::Entries;
use crate::rules::live::{LiveRule, LiveWords};
use crate::rules::past_deadline;
use crate::rules::{ActionView, Check, Finding};

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
        past_deadline::is_past(action, Standing::OnTrack)
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        let help = if action.scale().has_complete() {
            "Give the completed date and rate it complete, or rate it as behind with a revised deadline."
        } else {
            "Give the completed date if it is finished, or rate it as behind with a revised deadline."
        };
        past_deadline::say(action, &RULE, help)
    }
}
