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
