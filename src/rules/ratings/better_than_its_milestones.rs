//! An action is rated better than its milestones are.

use std::collections::BTreeMap;

use crate::domain::{Kind, Role, Standing, key};
use crate::layout::Field;
use crate::returns::{AnySlot, Return};
use crate::rules::{AcrossView, ActionView, Basis, Check, FileView, Finding, Findings, Request, Subject, Words};

rule! {
    /// # What it checks
    /// An action that is complete has no milestone that is neither complete nor closed; one whose milestone has no rating is
    /// not complete either. An action whose rating's standing is On track has no milestone that is off track. Milestones
    /// for information only are left out, and so is an action that is only the heading of its milestones (Milestones:
    /// Milestones only). Where a return came in parts, they may stand in another of them than their action.
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
    checks: [Check::File(check), Check::Across(check_parts)],
    yields_to: [ratings::overdue_but_on_track, ratings::not_started_although_due],
}

fn check(file: &FileView<'_>, out: &mut Findings) {
    let rows: Vec<(usize, ActionView<'_>)> = rows_of(file.received, &file.basis).map(|row| (0, row)).collect();
    for (_, finding) in found_in(&rows) {
        out.push(finding);
    }
}

/// Returns that are read as one: an action may stand in one of them, and its milestones in another.
fn check_parts(view: &AcrossView<'_>, out: &mut Findings) {
    for place in 0..view.set.plans.len() {
        let parts: Vec<(usize, &Return)> = view.stamped_of(place).collect();
        if parts.len() < 2 {
            continue;
        }
        let mut bases: Vec<Basis<'_>> = Vec::new();
        for (_, received) in &parts {
            bases.push(Basis { issued: &received.issued, request: Request::default(), as_of: view.as_of });
        }
        let rows = parts.iter().zip(&bases);
        let rows = rows.flat_map(|((file, part), basis)| rows_of(part, basis).map(|row| (*file, row)));
        let rows: Vec<(usize, ActionView<'_>)> = rows.collect();
        for (file, finding) in found_in(&rows) {
            let others = view.findings.get(file).into_iter().copied().flatten();
            let yields = others.filter(|other| RULE.yields_to.contains(&other.rule));
            let of_row = |other: &Finding| other.subject.and_then(Subject::row) == finding.subject.and_then(Subject::row);
            if !yields.into_iter().any(of_row) {
                out.push(view.path(file).map(|path| finding.in_file(path)));
            }
        }
    }
}

fn rows_of<'v>(received: &'v Return, basis: &'v Basis<'v>) -> impl Iterator<Item = ActionView<'v>> {
    let sheet = received.sheet_name(Kind::Actions);
    let view = move |(row, issued)| Some(ActionView { file: basis, sheet: sheet?, row, issued });
    received.action_rows().filter_map(view)
}

/// What is found in rows, each with the number of its return.
fn found_in<'v>(rows: &'v [(usize, ActionView<'v>)]) -> impl Iterator<Item = (usize, Finding)> + 'v {
    let mut milestones: BTreeMap<String, Vec<&(usize, ActionView<'_>)>> = BTreeMap::new();
    for row in rows.iter().filter(|(_, row)| row.issued.monitored) {
        if let Some(of) = &row.1.issued.milestone_of {
            milestones.entry(key(of)).or_default().push(row);
        }
    }
    rows.iter().filter(|(_, action)| action.issued.monitored && action.issued.role != Role::Heading).filter_map(
        move |row| {
            let own = milestones.get(&key(&row.1.issued.reference))?;
            Some((row.0, check_action(row, own)?))
        },
    )
}

fn check_action(
    (file, action): &(usize, ActionView<'_>),
    milestones: &[&(usize, ActionView<'_>)],
) -> Option<Finding> {
    let (worse, is): (fn(&ActionView<'_>) -> bool, _) = if action.is_complete() {
        (is_unfinished, "neither complete nor closed")
    } else if action.standing() == Some(Standing::OnTrack) {
        (|milestone| milestone.standing() == Some(Standing::OffTrack), "off track")
    } else {
        return None;
    };
    let worse: Vec<&&(usize, ActionView<'_>)> = milestones.iter().filter(|(_, one)| worse(one)).collect();
    let rating = action.rating().filter(|_| !worse.is_empty())?;
    let named: Vec<String> = worse.iter().map(|(_, one)| in_words(one)).collect();
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
    let beside = worse.iter().filter(|(of, _)| of == file);
    let finding = action.finding(&RULE, Field::Rating, words)?;
    Some(beside.fold(finding, |finding, (_, one)| finding.beside(one.row.rating.at, "rating of its milestone")))
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

#[cfg(test)]
mod tests {
    use crate::trial::{cases, with_collection};

    /// The files of what the rule finds in two returns that are read as one.
    fn found(first: &str, second: &str) -> Vec<String> {
        let text = format!(
            "| Actions | Ref | Parent | Deadline | Rating | Completed date |\n|---|---|---|---|---|---|\n{first}\n\n\
             | Actions @2 | Ref | Parent | Deadline | Rating | Completed date |\n|---|---|---|---|---|---|\n{second}"
        );
        with_collection(&cases(&text)[0], |collection| {
            let own = collection.findings().filter(|one| one.rule == &super::RULE);
            own.map(|one| format!("{} {}", one.path, one.words.message)).collect()
        })
    }

    #[test]
    fn an_action_in_one_part_is_no_better_than_its_milestone_in_the_other() {
        let found = found(
            "| | 1.1 | | Q4 | Green | |\n| | 1.1a | 1.1 | Q4 | | |",
            "| | 1.1 | | Q4 | | |\n| | 1.1a | 1.1 | Q4 | Red | |",
        );
        assert_eq!(found, ["return-1.xlsx rated Green, but 1.1a (Red) is off track"]);
    }

    #[test]
    fn a_milestone_that_is_complete_in_the_other_part_is_not_taken_for_unfinished() {
        let complete = "Complete | 15/05/2025 |";
        let found = found(
            &format!("| | 1.1 | | Q4 | {complete}\n| | 1.1a | 1.1 | Q4 | | |"),
            &format!("| | 1.1 | | Q4 | | |\n| | 1.1a | 1.1 | Q4 | {complete}"),
        );
        assert!(found.is_empty(), "{found:?}");
    }
}
