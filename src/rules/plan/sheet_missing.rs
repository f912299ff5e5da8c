//! A sheet that the plan cannot do without is not there, or is empty.

use crate::plan::SheetFault;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// The plan workbook must have the sheets Settings, Priorities, Delivery plans and Ratings, with rows in them; Actions
    /// or Indicators, whichever the council reports; and Tolerances as soon as a tolerance is named. Sheets are found by
    /// their name, whatever its capitals and spaces. There must be ratings for whatever is rated.
    ///
    /// # Why it matters
    /// Without one of these sheets nobody knows what is to be issued, to whom, or how it is rated.
    ///
    /// # Rejected
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | delete sheet | Priorities | |
    ///
    /// A renamed sheet is a missing one:
    ///
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | rename sheet | Delivery plans | Services |
    ///
    /// A tolerance is named in Settings:
    ///
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | delete sheet | Tolerances | |
    ///
    /// # Accepted
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | delete sheet | Indicators | |
    /// | | delete sheet | About this workbook | |
    /// | | rename sheet | Ratings | RATINGS |
    ///
    /// # What to do
    /// Rename the sheet back, or copy it from a new starter workbook (`planroll init`).
    "PLN001", "sheet-missing", Error, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(fault: &SheetFault, found: &str) -> Words {
    match fault {
        SheetFault::Missing { sheet, or: None } => Words::new(
            format!("the sheet “{sheet}” is missing"),
            format!("a sheet named “{sheet}”"),
            found,
            "Rename the sheet back, or copy it from a new starter workbook (planroll init).",
        ),
        SheetFault::Missing { sheet, or: Some(other) } => Words::new(
            format!("the sheets “{sheet}” and “{other}” are both missing"),
            format!("a sheet named “{sheet}” or “{other}”, or both"),
            found,
            "Rename the sheet back, or copy it from a new starter workbook (planroll init).",
        ),
        SheetFault::WithoutRows { sheet } => Words::new(
            format!("nothing is filled in on the sheet “{sheet}”"),
            "at least one row below the headings",
            found,
            format!("Fill in {sheet}, directly below its headings."),
        ),
        SheetFault::WithoutRatings { of } => {
            let of = of.to_string();
            Words::new(
                format!("no rating applies to {}", of.to_lowercase()),
                format!("rows with Applies to “{of}” or “Both”"),
                found,
                format!("Add the ratings of {} to this sheet.", of.to_lowercase()),
            )
        }
    }
}
