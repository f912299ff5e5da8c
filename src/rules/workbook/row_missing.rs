//! An issued row is not there.

use crate::returns::Anomaly;
use crate::rules::{Check, FileView, Finding, Findings, Words, quoted};

rule! {
    /// # What it checks
    /// Every action and indicator that was issued must come back. Rows are matched by Ref, in whatever order they stand;
    /// a Ref that was cleared or typed over is missing, too, and so is one of two rows of which neither is as issued.
    /// Where the rest of the row is as issued, the row is named and quoted, and is no row that was added.
    ///
    /// # Why it matters
    /// A row that is dropped quietly is an action that members are no longer told about.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    /// | | 1.2 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | delete row | Actions!1.2 | |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    /// | | 1.10 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | insert row | Actions!1.1 | |
    ///
    /// # What to do
    /// Put the row back from the return as it was issued, and fill it in.
    "WBK016", "row-missing", Error, since "0.1.0",
    checks: [Check::File(check)],
}

fn check(file: &FileView<'_>, out: &mut Findings) {
    for anomaly in &file.received.anomalies {
        let expected = |reference: &str| format!("a row with the Ref {reference}");
        if let Anomaly::RowMissing { sheet, reference } = anomaly {
            let words = Words {
                message: format!("the row {} was issued and has not come back", quoted(reference)),
                expected: expected(reference),
                found: "no such row that can be counted".to_owned(),
                help: "Put the row back from the return as it was issued, and fill it in.".to_owned(),
            };
            out.push(Finding::at_sheet(&RULE, sheet, words).about(reference));
        } else if let Anomaly::RefLost { sheet, at, reference, found, text } = anomaly {
            let now = if found.is_empty() { "is blank".to_owned() } else { format!("reads {}", quoted(found)) };
            let words = Words {
                message: format!("the row {} has lost its Ref and is not read: cell {at} {now}", quoted(reference)),
                expected: expected(reference),
                found: text.clone(),
                help: format!("Type {reference} in cell {at}."),
            };
            let finding = Finding::at_sheet(&RULE, sheet, words).about(reference);
            out.push(finding.beside(Some(*at), "ref"));
        }
    }
}
