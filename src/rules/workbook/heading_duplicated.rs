//! The same heading twice.

use crate::grid::CellRef;
use crate::rules::{Check, Finding, Words, quoted};

rule! {
    /// # What it checks
    /// A heading must stand only once in its table. Where it stands twice, the first column is read, and what was typed
    /// in the second is quoted as stray content.
    ///
    /// # Why it matters
    /// With two columns of one name nobody can say which of two answers was meant.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | copy column | Actions!Commentary | |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Commentary |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q4 | Green | Commentary |
    ///
    /// # What to do
    /// Move what belongs in the first column there and delete the second.
    "WBK010", "heading-duplicated", Error, since "0.1.0",
    checks: [Check::Noted],
    put_right: Look "This copy has the column once; what stood in the second is on Kept aside. Move what is still needed.",
}

pub(in crate::rules) fn twice(sheet: &str, at: CellRef, heading: &str, first: CellRef) -> Finding {
    let words = Words::new(
        format!("the heading {} stands here a second time", quoted(heading)),
        format!("one column headed {heading}, the one at {first}"),
        heading,
        "Move what belongs in the first column there and delete the second.",
    );
    Finding::at_cell(&RULE, sheet, at, words).beside(Some(first), "the column that is read")
}
