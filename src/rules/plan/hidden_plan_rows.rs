//! Rows or columns of a sheet of the plan workbook are hidden or filtered out.

use crate::rules::Check;

rule! {
    /// # What it checks
    /// No row and no column of a table of the plan workbook should be hidden or filtered out. They are read, issued and
    /// counted like all others.
    ///
    /// # Why it matters
    /// Whoever looked the plan over before it was issued did not see those rows, so they may be left from another year or
    /// meant to be out of it.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline |
    /// |---|---|---|
    /// | | 1.1 | Q3 |
    /// | | 1.2 | Q3 |
    ///
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | hide row | Actions!1.2 | |
    ///
    /// A column of another sheet:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline |
    /// |---|---|---|
    /// | | 1.1 | Q3 |
    ///
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | hide column | Delivery plans!Email | |
    ///
    /// # Accepted
    /// A hidden row with nothing in it:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline |
    /// |---|---|---|
    /// | | 1.1 | Q3 |
    /// | | 1.2 | Q3 |
    ///
    /// | Plan change | Do | Where | What |
    /// |---|---|---|---|
    /// | | hide row | Actions!1.2 | |
    /// | | delete row | Actions!1.2 | |
    ///
    /// # What to do
    /// Clear the filter or unhide them, and look whether what stands there is right; delete what is meant to be out of the plan.
    "PLN032", "hidden-plan-rows", Warning, since "0.2.0",
    checks: [Check::Noted],
}
