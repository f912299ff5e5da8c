//! A ref or code is blank, stands twice, or is not what was typed.

use crate::plan::RefFault;
use crate::rules::words::runs_in_words;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Every row of Actions and Indicators needs a ref, every priority and delivery plan a code, and none may stand twice
    /// on its sheet. A number that was 1.10 and is 1.1 now is told by its neighbours: it stands after 1.9 or before 1.11.
    /// A number is read as its format shows it, digits and fixed text (`000`, `"KPI "0`, `0"."0`); one that is shown as a
    /// date, a time, a fraction or a power of ten, or not at all, is no ref. The same holds of a cell that names a
    /// priority or a delivery plan by its code.
    ///
    /// # Why it matters
    /// The ref is what a row is known by in the return, in the consolidated workbook and from one period to the next.
    /// Excel drops the last nought of 1.10 unless the cell is formatted as text, and the action becomes another one.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline |
    /// |---|---|---|
    /// | | 1.1 | Q3 |
    /// | | 1.1 | Q4 |
    ///
    /// A row without a ref:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline |
    /// |---|---|---|
    /// | | | Q3 |
    ///
    /// A number that was 1.10:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline |
    /// |---|---|---|
    /// | | number 1.9 | Q3 |
    /// | | number 1.1 | Q4 |
    ///
    /// A number that is shown as a power of ten:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline |
    /// |---|---|---|
    /// | | number 30 | Q3 |
    ///
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | format | Actions!30!Ref | 0.00E+00 |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline |
    /// |---|---|---|
    /// | | number 1.1 | Q3 |
    /// | | 1.9 | Q3 |
    /// | | 1.10 | Q4 |
    /// | | number 7 | Q4 |
    /// | | number 12 | Q4 |
    /// | | number 102 | Q4 |
    ///
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | format | Actions!7!Ref | "KPI "000 |
    /// | | format | Actions!12!Ref | 0"."0 |
    /// | | format | Actions!102!Ref | 00-00 |
    ///
    /// # What to do
    /// Format the column as text, and type the ref again.
    "PLN003", "ref-faulty", Error, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(fault: &RefFault, found: &str) -> Words {
    match fault {
        RefFault::Blank { heading } => Words::new(
            format!("this row has no {}", heading.to_lowercase()),
            format!("a {} of its own", heading.to_lowercase()),
            found,
            format!("Type a {}, or clear the row if it is not wanted.", heading.to_lowercase()),
        ),
        RefFault::IsDate { heading } => Words::new(
            format!("Excel has made a date of the {}", heading.to_lowercase()),
            "text",
            found,
            format!("Format the cell as text, and type the {} again.", heading.to_lowercase()),
        ),
        RefFault::IsTime { heading } => Words::new(
            format!("Excel has made a time of the {}", heading.to_lowercase()),
            "text",
            found,
            format!("Format the cell as text, and type the {} again.", heading.to_lowercase()),
        ),
        RefFault::NotWritten { heading } => Words::new(
            format!("the {} is the number {found}, whose format shows it as something else", heading.to_lowercase()),
            "text",
            found,
            format!("Format the cell as text, and type the {} again.", heading.to_lowercase()),
        ),
        RefFault::Formatting { heading, runs } => Words::new(
            format!("in the {} {}, so it cannot be told which is meant", heading.to_lowercase(), runs_in_words(runs)),
            format!("a {} of which nothing is crossed out, raised or lowered", heading.to_lowercase()),
            runs.in_words(),
            format!("Clear the cell and type the {} that is meant.", heading.to_lowercase()),
        ),
        RefFault::Twice { heading, first } => Words::new(
            format!("the {} {found} stands twice: here and in {first}", heading.to_lowercase()),
            format!("each {} once", heading.to_lowercase()),
            found,
            format!("Give one of the two rows another {}.", heading.to_lowercase()),
        ),
        RefFault::LostNought { meant, first } => {
            let twice = first.map(|first| format!(", and {found} stands in {first} already")).unwrap_or_default();
            Words::new(
                format!(
                    "the ref {found} was probably typed as {meant}: Excel drops the last nought of a number{twice}"
                ),
                meant,
                found,
                format!("Format the Ref column as text, and type {meant} again."),
            )
        }
    }
}
