//! What becomes of milestones and their actions where one of them ends with the year and the other does not.

use std::collections::BTreeSet;

use crate::domain::{Role, key};
use crate::layout::Field;

use super::Job;

impl Job<'_> {
    /// Says what is to be decided of each: `ended` are the keys of the references of the actions that end.
    pub(super) fn milestones(&mut self, ended: &BTreeSet<String>) {
        let plan = self.plan;
        let goes_on = |reference: &str| !ended.contains(&key(reference));
        for planned in plan.current_actions().filter(|one| goes_on(&one.reference)) {
            if let Some(action) = planned.milestone_of.as_deref().filter(|action| !goes_on(action)) {
                let decide =
                    format!("Its action {action} has ended, so that it counts as an action. Whether it goes on.");
                self.left(planned, Field::Parent, action, &decide);
            }
            let own = |of: &str| key(of) == key(&planned.reference);
            let milestones = || plan.current_actions().filter(|one| one.milestone_of.as_deref().is_some_and(own));
            if planned.role == Role::Heading && milestones().all(|one| !goes_on(&one.reference)) {
                let decide =
                    "All its milestones have ended, so that it is rated and counted itself. Whether it goes on.";
                self.left(planned, Field::Ended, "", decide);
            }
        }
    }
}
