//! What becomes of actions that are milestones, and of those that have any.
//!
//! A milestone takes from its action whatever its own row leaves blank, before its delivery plan is asked. Only where both
//! are issued in the period is one the milestone of the other: what is left of an action that has ended stands by itself.

use std::collections::BTreeSet;

use crate::domain::{Milestones, Period, SharedText};
use crate::layout::{Field, Row};
use crate::plan::PlannedAction;

use super::fault::{FaultKind, PriorityFault};
use super::faults::Faults;
use super::parents::Parents;

/// Makes milestones of the actions that have a parent; `actions` are those of `named`, place by place.
pub(super) fn take_from_actions(
    (parents, setting, period): (&Parents, Milestones, Period),
    named: &[(Row<'_, '_>, SharedText)],
    actions: &mut [PlannedAction],
    faults: &mut Faults,
) {
    let is_current = |action: &PlannedAction| action.ended.is_none_or(|ended| ended >= period);
    let pairs: Vec<(usize, usize)> = (0..actions.len()).filter_map(|place| Some((place, parents.of(place)?))).collect();
    let mut with_milestones: BTreeSet<usize> = BTreeSet::new();
    for (place, parent) in pairs {
        let (Some(action), Some((row, _))) = (actions.get(parent).cloned(), named.get(place)) else { continue };
        let Some(milestone) = actions.get_mut(place) else { continue };
        take(row, &action, milestone, faults);
        if is_current(milestone) && is_current(&action) {
            milestone.issued.milestone_of = Some(action.issued.reference);
            milestone.issued.role = setting.role(true, false);
            // Where none of its milestones is monitored there is nothing to count in its place.
            if milestone.issued.monitored {
                with_milestones.insert(parent);
            }
        }
    }
    for place in with_milestones {
        let (Some(action), Some((row, _))) = (actions.get_mut(place), named.get(place)) else { continue };
        action.issued.role = setting.role(false, true);
        if !action.issued.may_be_rated() {
            // A heading has its dates in its milestones.
            faults.take_back(row, Field::Deadline, |fault| *fault == FaultKind::DeadlineMissing);
        }
    }
}

/// Lets a milestone have what its row leaves blank and its action has.
fn take(row: &Row<'_, '_>, action: &PlannedAction, milestone: &mut PlannedAction, faults: &mut Faults) {
    if row.given(Field::Priority).is_none() && action.priority.is_some() {
        milestone.priority.clone_from(&action.priority);
        milestone.issued.priority.clone_from(&action.issued.priority);
        let missing = FaultKind::Priority(PriorityFault::Missing);
        faults.take_back(row, Field::Priority, |fault| *fault == missing);
    }
    let (own, from) = (&mut milestone.issued, &action.issued);
    own.outcome = own.outcome.take().or_else(|| from.outcome.clone());
    own.project = own.project.take().or_else(|| from.project.clone());
    own.lead_officer = own.lead_officer.take().or_else(|| from.lead_officer.clone());
    milestone.approach = milestone.approach.take().or_else(|| action.approach.clone());
    for (field, own, from) in [
        (Field::LeadOfficer, &mut milestone.lead_officer, &action.lead_officer),
        (Field::PortfolioHolder, &mut milestone.portfolio_holder, &action.portfolio_holder),
        (Field::ScrutinyCommittee, &mut milestone.scrutiny_committee, &action.scrutiny_committee),
    ] {
        if row.given(field).is_none() {
            own.clone_from(from);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::Role;
    use crate::plan::read::trial::{assert_faults, draft};
    use crate::plan::{PlannedAction, Printed};

    const HEADINGS: (&str, &str) = ("Ended | Approach\n1.1", "Ended | Approach | Parent\n1.1");
    const HOMES: &str = "1.1 | HOU | GRO | Build 40 homes | 31/03/2026 | | | |\n";
    const TREES: &str = "| Q3 | Yes | March 2026 | | With schools\n";

    fn rows(changes: &[(&str, &str)]) -> Vec<PlannedAction> {
        draft(changes).plan.unwrap().actions
    }

    fn brief(row: &PlannedAction) -> (&str, Option<&str>, Role) {
        (&row.reference, row.milestone_of.as_deref(), row.role)
    }

    #[test]
    fn a_milestone_stands_beneath_its_action_and_takes_what_it_leaves_blank() {
        let below = (
            "1.3 | HOU; ENV | | Clear the depot | 2025/26 | No | | |\n",
            "1.3 | HOU; ENV | | Clear the depot | 2025/26 | No | | |\n1.1a | HOU | | Buy the land | Q2 | | | | | 1.1\n1.1b | HOU | CLE | Seek consent | Q3 | | | | By lot | 1.1\n",
        );
        let approach = (HOMES, "1.1 | HOU | CLE | Build 40 homes | 31/03/2026 | | | | On own land\n");
        assert_faults(&[HEADINGS, approach, below], &[]);
        let rows = rows(&[HEADINGS, approach, below]);
        let refs: Vec<(&str, Option<&str>, Role)> = rows.iter().map(brief).collect();
        let milestone = |reference| (reference, Some("1.1"), Role::Shown);
        let plain = |reference| (reference, None, Role::Counted);
        assert_eq!(refs, [plain("1.1"), milestone("1.1a"), milestone("1.1b"), plain("1.2"), plain("1.3")]);
        // Its delivery plan's own priority is GRO.
        let priorities: Vec<&str> = rows.iter().filter_map(|row| row.priority.as_deref()).collect();
        assert_eq!(priorities[..3], ["CLE", "CLE", "CLE"]);
        let approaches: Vec<Option<&str>> = rows.iter().map(|row| row.approach.as_deref()).collect();
        assert_eq!(approaches[..3], [Some("On own land"), Some("On own land"), Some("By lot")]);
        assert!(rows.iter().all(|row| row.carried.iter().all(|one| one.heading == *"Approach")));
    }

    #[test]
    fn what_is_left_of_an_action_that_has_ended_stands_by_itself() {
        let ended = (
            HOMES,
            "1.1 | HOU | GRO | Build 40 homes | 31/03/2026 | | | 2024-25 Q4 |\n1.1a | HOU | GRO | Buy the land | Q2 | | | | | 1.1\n",
        );
        let over =
            (TREES, "| Q3 | Yes | March 2026 | | With schools\n1.2a | ENV | | Dig | Q1 | | | 2024-25 Q4 | | 1.2\n");
        for setting in ["", "Milestones | Milestones only\n"] {
            let setting = ("Sign-off | Required\n", format!("Sign-off | Required\n{setting}"));
            let rows = rows(&[HEADINGS, ended, over, (setting.0, &setting.1)]);
            assert!(rows.iter().all(|row| row.milestone_of.is_none() && row.role == Role::Counted), "{setting:?}");
        }
    }

    #[test]
    fn each_parent_that_cannot_be_one_is_told_at_its_cell() {
        let with = |parents: [&str; 3]| {
            let [one, two, three] = parents;
            [
                (HEADINGS.0.to_owned(), HEADINGS.1.to_owned()),
                (HOMES.to_owned(), HOMES.replace("| |\n", &format!("| | | {one}\n"))),
                (TREES.to_owned(), TREES.replace("schools\n", &format!("schools | {two}\n"))),
                ("| 2025/26 | No | | |\n".to_owned(), format!("| 2025/26 | No | | | | {three}\n")),
            ]
        };
        let assert = |parents, expected: &[(&str, &str)]| {
            let changes = with(parents);
            let changes: Vec<(&str, &str)> = changes.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
            assert_faults(&changes, expected);
            draft(&changes).plan.unwrap()
        };
        assert(["", "", ""], &[]);
        assert(["1.1", "", ""], &[("Actions!J2", "Parent Itself")]);
        let apart = "Parent OfAnotherPlan";
        assert(["", "1.1", ""], &[("Actions!J3", apart)]);
        assert(["", "", "1.1"], &[("Actions!J4", apart)]);
        let beneath = "Parent IsBeneathAnother";
        assert(["1.2", "1.1", ""], &[("Actions!J2", beneath), ("Actions!J3", beneath)]);
        assert(["", "9.9", "1.2"], &[("Actions!J3", "Parent Unknown"), ("Actions!J4", beneath)]);
        // A date is no ref, and costs no more than its cell.
        let plan = assert(
            ["", "@2025-01-02", "1.3"],
            &[("Actions!J3", "Optional ParentIsDate"), ("Actions!J4", "Parent Itself")],
        );
        assert_eq!(plan.actions[1].carried[1].heading.as_str(), "Parent");
        // Nothing in it is a ref: the column is the officer's own, and carried.
        let plan = assert(["", "Corporate plan", "Estates"], &[("Actions!J3", "Parent NoneIsARef")]);
        let carried: Vec<&Printed> = plan.actions.iter().map(|row| &row.carried[1].value).collect();
        assert_eq!(carried, [&Printed::Blank, &Printed::words("Corporate plan"), &Printed::words("Estates")]);
    }

    #[test]
    fn a_heading_needs_no_deadline_and_what_is_asked_of_an_indicator_is_not_asked_of_it() {
        let only = ("Sign-off | Required\n", "Sign-off | Required\nMilestones | Milestones only\n");
        let homes =
            (HOMES, "1.1 | HOU | GRO | Build 40 homes | | | | |\n1.1a | HOU | GRO | Buy the land | Q2 | | | | | 1.1\n");
        assert_faults(&[HEADINGS, only, homes], &[]);
        assert_faults(&[HEADINGS, homes], &[("Actions!E2", "DeadlineMissing")]);
        let parent = ("| Decimals | Last value\n", "| Decimals | Last value | Parent\n");
        let first = ("H1 | HOU | | Repairs on time", "H0 | HOU | | Homes in good repair\nH1 | HOU | | Repairs on time");
        let beneath = ("| =1 | 92%\n", "| =1 | 92% | H0\n");
        assert_faults(&[parent, first, beneath], &[]);
        let plan = draft(&[parent, first, beneath]).plan.unwrap();
        assert!(plan.indicators[0].heading && plan.indicators[1].parent.as_deref() == Some("H0"));
        // Without anything beneath it, it is an indicator of which much is missing.
        assert!(!draft(&[parent, first]).faults.is_empty());
    }
}
