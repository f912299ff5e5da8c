//! An action is rated better than its milestones are.

use std::collections::BTreeMap;

use crate::domain::{Kind, Role, Standing, key};
use crate::layout::Field;
use crate::returns::AnySlot;
use crate::rules::{ActionView, Check, FileView, Findings, Words};

rule! {
    /// # What it checks
    /// An action that is complete has no milestone that is neither complete nor closed; one whose milestone has no rating is
    /// not complete either. An action whose rating's standing is On track has no milestone that is off track. Milestones
    /// for information only are left out, and so is an action that is only the heading of its milestones (Milestones:
    /// Milestones only).
    ///
    /// # Why it matters
    /// Members read the action's rating and the milestones below it side by side. Either the action is not as far as it
    /// is said to be, or a milestone was forgotten.
    ///
    /// # Rejected
    /// | Actions | Ref | Parent | Deadline | Rating | Completed date | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|---|---|
    /// | | 1.1 | | Q4 | Complete | 20/06/2025 | | |
    /// | | 1.1a | 1.1 | Q4 | Green | | | |
    /// | | 1.2 | | Q4 | Green | | | |
    /// | | 1.2a | 1.2 | Q2 | Red | | 28/02/2026 | The contractor has withdrawn. |
    /// | | 1.3 | | Q4 | Complete | 20/06/2025 | | |
    /// | | 1.3a | 1.3 | Q4 | | | | |
    ///
    /// # Accepted
    /// | Actions | Ref | Parent | Deadline | Monitored | Rating | Completed date | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|---|---|---|
    /// | | 1.1 | | Q4 | | Complete | 20/06/2025 | | |
    /// | | 1.1a | 1.1 | Q4 | | Complete | 20/06/2025 | | |
    /// | | 1.1b | 1.1 | Q4 | | Closed | | | The grant was not needed. |
    /// | | 1.1c | 1.1 | Q4 | No | | | | With partners. |
    /// | | 1.2 | | Q4 | | Green | | | |
    /// | | 1.2a | 1.2 | Q2 | | Amber | | 31/10/2025 | One consent is outstanding. |
    /// | | 1.2b | 1.2 | Q4 | | | | | |
    ///
    /// An action that is only the heading of its milestones:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Milestones | Milestones only |
    ///
    /// | Actions | Ref | Parent | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|---|
    /// | | 1.1 | | Q4 | | | |
    /// | | 1.1a | 1.1 | Q2 | Red | 28/02/2026 | The contractor has withdrawn. |
    ///
    /// # What to do
    /// Rate the action as its milestones stand, or bring the milestone up to date.
    "RAT016", "better-than-its-milestones", Note, since "0.2.0",
    checks: [Check::File(check)],
    yields_to: [ratings::overdue_but_on_track, ratings::not_started_although_due],
}

fn check(file: &FileView<'_>, out: &mut Findings) {
    let received = file.received;
    let Some(sheet) = received.sheet_name(Kind::Actions) else { return };
    let view = |(row, issued)| ActionView { file: &file.basis, sheet, row, issued };
    let mut milestones: BTreeMap<String, Vec<ActionView<'_>>> = BTreeMap::new();
    for milestone in received.action_rows().map(view).filter(|row| row.issued.monitored) {
        if let Some(of) = &milestone.issued.milestone_of {
            milestones.entry(key(of)).or_default().push(milestone);
        }
    }
    if milestones.is_empty() {
        return;
    }
    for action in received.action_rows().map(view) {
        let Some(own) = milestones.get(&key(&action.issued.reference)) else { continue };
        if action.issued.monitored && action.issued.role != Role::Heading {
            check_action(&action, own, out);
        }
    }
}

fn check_action(action: &ActionView<'_>, milestones: &[ActionView<'_>], out: &mut Findings) {
    let (worse, is): (fn(&ActionView<'_>) -> bool, _) = if action.is_complete() {
        (is_unfinished, "neither complete nor closed")
    } else if action.standing() == Some(Standing::OnTrack) {
        (|milestone| milestone.standing() == Some(Standing::OffTrack), "off track")
    } else {
        return;
    };
    let worse: Vec<&ActionView<'_>> = milestones.iter().filter(|one| worse(one)).collect();
    let Some(rating) = action.rating().filter(|_| !worse.is_empty()) else { return };
    let named: Vec<String> = worse.iter().map(|one| in_words(one)).collect();
    let words = Words {
        message: format!(
            "rated {}, but {} {} {is}",
            rating.name,
            Words::all_of(named.iter().map(String::as_str)),
            if worse.len() == 1 { "is" } else { "are" },
        ),
        expected: "an action that is no better than its milestones".to_owned(),
        found: action.row.rating.typed.to_string(),
        help: "Rate the action as its milestones stand, or bring the milestone up to date.".to_owned(),
    };
    let finding = action.finding(&RULE, Field::Rating, words);
    out.push(finding.map(|finding| {
        worse.iter().fold(finding, |finding, one| finding.beside(one.row.rating.at, "rating of its milestone"))
    }));
}

/// Whether a milestone is known to be neither complete nor closed. One whose rating cannot be read may be either.
fn is_unfinished(milestone: &ActionView<'_>) -> bool {
    let slots: [&dyn AnySlot; 2] = [&milestone.row.rating, &milestone.row.completed];
    let is_unread = slots.iter().any(|slot| slot.at().is_none() || slot.why_unreadable().is_some());
    !is_unread && !milestone.is_complete() && milestone.standing() != Some(Standing::Closed)
}

/// `1.1a (Green)`; `1.1a (not rated)`.
fn in_words(milestone: &ActionView<'_>) -> String {
    let rating = milestone.rating().map_or("not rated", |rating| &rating.name);
    format!("{} ({rating})", milestone.reference())
}
