//! A sheet that the plan cannot do without is not there, or is empty.

use crate::plan::FaultKind;
use crate::rules::plan_fault::{report, words};
use crate::rules::{Check, Findings, PlanView, Words};

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
    checks: [Check::Plan(check)],
}

fn check(plan: &PlanView<'_>, out: &mut Findings) {
    report(&RULE, plan, out, worded);
}

fn worded(kind: &FaultKind, found: &str) -> Option<Words> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other kinds are other rules'")]
    match kind {
        FaultKind::SheetMissing { sheet, or: None } => Some(words(
            format!("the sheet “{sheet}” is missing"),
            format!("a sheet named “{sheet}”"),
            found,
            "Rename the sheet back, or copy it from a new starter workbook (planroll init).",
        )),
        FaultKind::SheetMissing { sheet, or: Some(other) } => Some(words(
            format!("the sheets “{sheet}” and “{other}” are both missing"),
            format!("a sheet named “{sheet}” or “{other}”, or both"),
            found,
            "Rename the sheet back, or copy it from a new starter workbook (planroll init).",
        )),
        FaultKind::SheetWithoutRows { sheet } => Some(words(
            format!("nothing is filled in on the sheet “{sheet}”"),
            "at least one row below the headings",
            found,
            format!("Fill in {sheet}, directly below its headings."),
        )),
        FaultKind::RatingsMissing { of } => {
            let of = of.to_string();
            Some(words(
                format!("no rating applies to {}", of.to_lowercase()),
                format!("rows with Applies to “{of}” or “Both”"),
                found,
                format!("Add the ratings of {} to this sheet.", of.to_lowercase()),
            ))
        }
        _ => None,
    }
}
