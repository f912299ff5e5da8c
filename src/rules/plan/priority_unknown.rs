//! A row names no priority, or one that is not on the Priorities sheet.

use crate::plan::PriorityFault;
use crate::rules::choices::did_you_mean;
use crate::rules::words::runs_in_words;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// The priority of every action and indicator, and the default of a delivery plan, must be a code or a name from the
    /// Priorities sheet. A blank takes the delivery plan's; where that has none either, the priority is missing.
    ///
    /// # Why it matters
    /// A row without a priority would be in no line of the summary, and the totals would not add up.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Priority | Deadline |
    /// |---|---|---|---|
    /// | | 1.1 | P9 | Q3 |
    /// | | 1.2 | | Q3 |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email | Priority |
    /// |---|---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org | P2 |
    ///
    /// | Actions | Ref | Priority | Deadline |
    /// |---|---|---|---|
    /// | | 1.1 | p1 | Q3 |
    /// | | 1.2 | A thriving economy | Q3 |
    /// | | 1.3 | | Q3 |
    ///
    /// # What to do
    /// Type a code from Priorities, or add the priority there.
    "PLN004", "priority-unknown", Error, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(fault: &PriorityFault, found: &str) -> Words {
    match fault {
        PriorityFault::Unknown { nearest } => Words::new(
            format!("“{found}” is not a priority"),
            "a code or a name from Priorities",
            found,
            did_you_mean(nearest.as_deref(), "type a code or a name from Priorities, or add the priority there"),
        ),
        PriorityFault::Formatting(runs) => Words::new(
            format!("in the priority {}, so it cannot be told which is meant", runs_in_words(runs)),
            "a code or a name from Priorities",
            runs.in_words(),
            "Clear the cell and type the code that is meant.",
        ),
        PriorityFault::Missing => Words::new(
            "the row gives no priority, and its delivery plan has none either".to_owned(),
            "a code or a name from Priorities",
            found,
            "Type a priority here, or one for the whole delivery plan on Delivery plans.",
        ),
    }
}
