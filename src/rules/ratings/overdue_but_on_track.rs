//! The deadline has passed and the rating says on track.

use crate::domain::{Standing, print_day};
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
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | May 2025 | Green |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Revised deadline |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q2 | Green | |
    /// | | 1.2 | Ongoing | Green | |
    /// | | 1.3 | May 2025 | Green | 30/09/2025 |
    ///
    /// # What to do
    /// Give the completed date and rate it complete, or rate it as behind with a revised deadline.
    "RAT005", "overdue-but-on-track", Error, since "0.1.0",
    checks: [Check::Action(check)],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let Some((at, _)) = action.row.rating.given_at() else { return };
    if action.standing() != Some(Standing::OnTrack) || action.is_open() != Some(true) {
        return;
    }
    if !action.row.revised.is_readable() {
        return;
    }
    let revised = action.row.revised.given().map(|given| given.day);
    let Some(day) = revised.or(action.deadline()).filter(|day| action.file.has_passed(*day)) else { return };
    // An action without a deadline of its own is never due, whatever was typed as revised.
    if action.deadline().is_none() {
        return;
    }
    let found = action.rating().map(|rating| rating.name.clone()).unwrap_or_default();
    let which = if revised.is_some() { "revised deadline" } else { "deadline" };
    let words = Words {
        message: format!("rated {found}, but its {which} of {} has passed", print_day(day)),
        expected: format!("a rating other than {found}, or a revised deadline after {}", print_day(action.file.as_of)),
        found,
        help: "Give the completed date and rate it complete, or rate it as behind with a revised deadline.".to_owned(),
    };
    out.push(
        Finding::at_cell(&RULE, action.sheet, at, words)
            .about(action.reference())
            .beside(if revised.is_some() { action.row.revised.at } else { action.row.deadline_at }, which),
    );
}
