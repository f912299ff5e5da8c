//! A row that was not issued.

use crate::returns::Anomaly;
use crate::rules::{Check, FileView, Finding, Findings, Words, quoted};

rule! {
    /// # What it checks
    /// A table should hold only rows that were issued. A row with another Ref, or with a rating, a date or a value and
    /// no Ref, is kept, not counted, and listed among the decisions as proposed by the service.
    ///
    /// # Why it matters
    /// A plan is agreed by members; a service may propose an action, but not add it to the figures by itself.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!A6 | 1.2 |
    /// | | type | Actions!C6 | Open a second office |
    /// | | type | Actions!Z6 | from September |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    /// | | 1.2 | Q4 | Green |
    ///
    /// # What to do
    /// Decide whether it joins the plan; if so, add it to the plan workbook for the next period.
    "WBK017", "row-added", Warning, since "0.1.0",
    checks: [Check::File(check)],
}

fn check(file: &FileView<'_>, out: &mut Findings) {
    for anomaly in &file.received.anomalies {
        let Anomaly::RowAdded { sheet, at, reference, text } = anomaly else { continue };
        let message = if reference.is_empty() {
            format!("a row without a Ref was not issued and is not counted: {}", quoted(text))
        } else {
            format!("the row {} was not issued and is not counted: {}", quoted(reference), quoted(text))
        };
        let words = Words {
            message,
            expected: "only rows that were issued".to_owned(),
            found: text.clone(),
            help: "Decide whether it joins the plan; if so, add it to the plan workbook for the next period."
                .to_owned(),
        };
        let finding = Finding::at_cell(&RULE, sheet, *at, words);
        out.push(if reference.is_empty() { finding } else { finding.about(reference) });
    }
}
