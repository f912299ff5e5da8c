//! A heading that is nearly one of the plan's.

use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Whether a heading that planroll does not know is nearly an optional one that the sheet lacks: one letter changed,
    /// missing, added or two swapped in a heading of six letters or more; or one of Qtr 1 (for Target Q1), Mon., Freq.,
    /// Tol., Cum. and Dec. places. All other headings are your own, and their columns are issued as they are.
    ///
    /// # Why it matters
    /// Nothing of the column is used: the deadlines that members agreed would not count, and nobody would notice.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline | Agreed dedline |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | |
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Target | Qtr 1 |
    /// |---|---|---|---|
    /// | | H1 | 92% | |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline | Site | Owner | Extended | Agreed deadline |
    /// |---|---|---|---|---|---|---|
    /// | | 1.1 | Q3 | Depot | Estates | No | |
    ///
    /// # What to do
    /// Correct the heading, or call your own column something else.
    "PLN031", "heading-unknown", Warning, since "0.2.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(meant: &str, found: &str) -> Words {
    Words::new(
        format!("the heading “{found}” is none that planroll knows, and is nearly “{meant}”; its column is taken for your own"),
        meant,
        found,
        format!("If you meant “{meant}”, type that; otherwise give your column another heading."),
    )
}
