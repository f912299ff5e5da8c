//! A heading that the plan cannot do without is not there, or two columns have one name.

use crate::plan::ColumnFault;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Every sheet must have the headings that are not optional. They are found in any order, in any of the first 60
    /// rows, whatever their capitals and spaces. No heading may stand twice, and a column of your own may not have the
    /// name of a column of the return, such as Commentary.
    ///
    /// # Why it matters
    /// Cells are read by the heading above them. Without it their content would be lost, and of two columns with one
    /// name nobody could say which is meant.
    ///
    /// # Rejected
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | delete column | Actions!Deadline | |
    ///
    /// A renamed heading is a missing one:
    ///
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | rename column | Delivery plans!Email | Post |
    ///
    /// A column of your own with the name of one of the return's:
    ///
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | insert column | Actions!Deadline | Commentary |
    ///
    /// # Accepted
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | rename column | Actions!Deadline | DEADLINE * |
    /// | | insert column | Actions!Action | Approach |
    ///
    /// # What to do
    /// Type the heading as it is in a new starter workbook, above its column; give columns of your own other names.
    "PLN002", "column-missing", Error, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(fault: &ColumnFault, found: &str) -> Words {
    match fault {
        ColumnFault::HeadingsMissing { headings } => Words::new(
            "the headings of this sheet were not found in its first 60 rows".to_owned(),
            format!("one row with the headings {}", headings.join(", ")),
            found,
            "Type the headings in one row, with the entries directly below.",
        ),
        ColumnFault::Missing { heading } => Words::new(
            format!("the heading “{heading}” is missing"),
            format!("“{heading}” above its column"),
            found,
            format!("Type “{heading}” in the row of headings, above its column."),
        ),
        ColumnFault::Twice { heading, first } => Words::new(
            format!("the heading “{heading}” stands twice: here and in {first}"),
            "each heading once",
            found,
            "Delete or rename the column that is not wanted.",
        ),
        ColumnFault::Taken { heading } => Words::new(
            format!("“{heading}” is the name of a column that the return or the consolidated workbook has of its own"),
            "another heading for a column of your own",
            found,
            "Rename the column, for instance to “Plan commentary”, or delete it.",
        ),
    }
}
