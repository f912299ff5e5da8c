//! The same heading twice.

use crate::returns::Anomaly;
use crate::rules::{Check, FileView, Finding, Findings, Words, quoted};

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
    checks: [Check::File(check)],
}

fn check(file: &FileView<'_>, out: &mut Findings) {
    for anomaly in &file.received.anomalies {
        let Anomaly::HeadingDuplicated { sheet, at, heading, first } = anomaly else { continue };
        let words = Words {
            message: format!("the heading {} stands here a second time", quoted(heading)),
            expected: format!("one column headed {heading}, the one at {first}"),
            found: heading.clone(),
            help: "Move what belongs in the first column there and delete the second.".to_owned(),
        };
        out.push(Finding::at_cell(&RULE, sheet, *at, words).beside(Some(*first), "the column that is read"));
    }
}
