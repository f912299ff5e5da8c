//! A row is to stand beneath another that cannot be its parent.

use crate::domain::Severity;
use crate::plan::ParentFault;
use crate::rules::choices::did_you_mean;
use crate::rules::{Check, Finding, Words};

rule! {
    /// # What it checks
    /// Parent names the row of the same sheet beneath which a row stands: an action whose milestone it is, or an indicator
    /// that is its heading or broken down by it. It is the Ref of another row, issued to the same delivery plans, that has
    /// no Parent itself: there is one step, and milestones have no milestones. Where nothing in the whole column is a Ref
    /// of the sheet, the column is one of your own, and is issued and carried through like any other.
    ///
    /// # Why it matters
    /// Whether a row is counted hangs on it. A milestone whose action is not found would be counted as an action, and one
    /// beneath the wrong action be printed in the wrong place.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Parent | Deadline |
    /// |---|---|---|---|
    /// | | 1.1 | | Q4 |
    /// | | 1.1a | 1.1 | Q2 |
    /// | | 1.1b | 1.2 | Q3 |
    ///
    /// A milestone of itself, and one of a milestone:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Parent | Deadline |
    /// |---|---|---|---|
    /// | | 1.1 | | Q4 |
    /// | | 1.1a | 1.1 | Q2 |
    /// | | 1.1b | 1.1b | Q3 |
    /// | | 1.1c | 1.1a | Q3 |
    ///
    /// A parent that is issued to another delivery plan:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    /// | | place | Place | Head of Place | place@example.org |
    ///
    /// | Indicators | Ref | Parent | Delivery plan | Target |
    /// |---|---|---|---|---|
    /// | | H1 | | housing | 92% |
    /// | | H1a | H1 | place | 92% |
    /// | | H1b | H1 | housing | 92% |
    ///
    /// A column of your own, which is told once:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Parent | Deadline |
    /// |---|---|---|---|
    /// | | 1.1 | Corporate plan | Q4 |
    /// | | 1.2 | Corporate plan | Q4 |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Parent | Deadline |
    /// |---|---|---|---|
    /// | | 1.1b | 1.1 | Q3 |
    /// | | 1.1 | | Q4 |
    /// | | 1.1a | 1.1 | Q2 |
    /// | | 1.2 | | Q2 |
    ///
    /// # What to do
    /// Give the Ref of the action or indicator that it belongs to, or leave the cell blank.
    "PLN037", "parent-faulty", Error, since "0.2.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(fault: &ParentFault, found: &str) -> Words {
    let expected = "the Ref of another row of this sheet that has no Parent itself";
    match fault {
        ParentFault::Unknown { nearest } => Words::new(
            format!("no row of this sheet has the Ref “{found}”"),
            expected,
            found,
            did_you_mean(nearest.as_deref(), "leave the cell blank"),
        ),
        ParentFault::Itself => Words::new(
            "the row is named as its own parent",
            expected,
            found,
            "Give the Ref of the row that it belongs to, or leave the cell blank.",
        ),
        ParentFault::IsBeneathAnother => Words::new(
            format!("“{found}” stands beneath another row itself, and nothing can stand beneath it"),
            expected,
            found,
            "Give the Ref of the row that both belong to, or clear the Parent of the other.",
        ),
        ParentFault::OfAnotherPlan { own, other } => Words::new(
            format!("“{found}” is issued to {other} and this row to {own}, so that they cannot stand in one return"),
            "the Ref of a row of the same delivery plans",
            found,
            "Give both rows the same delivery plans, in the same order, or leave Parent blank.",
        ),
        ParentFault::NoneIsARef => Words::new(
            "nothing in the column Parent is a Ref of this sheet, so the column is taken for one of your own",
            "the Ref of the action or indicator beneath which a row stands",
            found,
            "Nothing, if it is your own; another heading keeps it apart. Otherwise type the Refs.",
        ),
    }
}

/// The finding as grave as it is: a column of the officer's own is no error.
pub(in crate::rules) fn graded(finding: Finding, fault: &ParentFault) -> Finding {
    match fault {
        ParentFault::NoneIsARef => finding.with_severity(Severity::Warning),
        ParentFault::Unknown { .. }
        | ParentFault::Itself
        | ParentFault::IsBeneathAnother
        | ParentFault::OfAnotherPlan { .. } => finding,
    }
}
