//! Crossed out, raised or lowered text in the plan workbook.

use crate::domain::Severity;
use crate::plan::FormattingFault;
use crate::rules::words::runs_in_words;
use crate::rules::{Check, Finding, Words};

rule! {
    /// # What it checks
    /// What a cell says is said by its characters alone. Where a setting, date, number or another word that planroll goes by is
    /// crossed out, or a part of it is a superscript or subscript, it is not read, and the cell counts as blank. Words that are
    /// only printed (actions, names, meanings) are read whole, and it is a warning where they are crossed out. A row of
    /// which the ref and the action or indicator are crossed out is read, and asked about once. Units, the letters behind a
    /// day (30th) and the officer's own columns are not looked at.
    ///
    /// # Why it matters
    /// Councils cross out an old target and type the new one behind it; the cell then holds both, one after the other.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Target |
    /// |---|---|---|
    /// | | E1 | '4547 |
    ///
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | cross out | Indicators!E1!Target | 45 |
    ///
    /// A row that is crossed out:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Action | Deadline |
    /// |---|---|---|---|
    /// | | 1.1 | Open the hub | Q3 |
    ///
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | cross out | Actions!1.1!Ref | |
    /// | | cross out | Actions!1.1!Action | |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Action | Deadline |
    /// |---|---|---|---|
    /// | | 1.1 | Cut CO2 by a tenth | '30th June 2026 |
    ///
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | lower | Actions!1.1!Action | 2 |
    /// | | raise | Actions!1.1!Deadline | th |
    ///
    /// # What to do
    /// Type the cell anew, and only what is to be read.
    "PLN029", "meaning-in-formatting", Error, since "0.2.0",
    checks: [Check::Noted],
    stops_no_command: true,
}

pub(in crate::rules) fn words(fault: &FormattingFault, found: &str) -> Words {
    match fault {
        FormattingFault::Unread { heading, runs } => Words::new(
            format!("in {heading} {}; the cell counts as blank", runs_in_words(runs)),
            "a cell of which nothing is crossed out, raised or lowered",
            runs.in_words(),
            "Clear the cell and type only what is to be read.",
        ),
        FormattingFault::Prose { heading, runs } => Words::new(
            format!("in {heading} {}; all of it is read", runs_in_words(runs)),
            "only what is to be printed",
            runs.in_words(),
            "Delete what is crossed out, or take the line through it away.",
        ),
        FormattingFault::RowStruck => Words::new(
            format!("the row {found} is crossed out, and it is read like the others: is it ended?"),
            "a row that is not crossed out",
            found,
            "If it is ended, name its last period under Ended or delete the row; if not, take the line through it away.",
        ),
    }
}

/// The finding with its severity: a warning where the cell is read all the same.
pub(in crate::rules) fn graded(finding: Finding, fault: &FormattingFault) -> Finding {
    match fault {
        FormattingFault::Unread { .. } => finding,
        FormattingFault::Prose { .. } | FormattingFault::RowStruck => finding.with_severity(Severity::Warning),
    }
}
