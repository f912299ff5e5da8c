//! A heading or a sheet's name was changed.

use crate::returns::Anomaly;
use crate::rules::{Check, FileView, Finding, Findings, Words, quoted};

rule! {
    /// # What it checks
    /// Headings and names of sheets must read as they were issued. Capitals, spaces, line breaks and the asterisk make
    /// no difference. A changed heading is found by its place between its neighbours, a renamed sheet by what is on it,
    /// and both are read as before.
    ///
    /// # Why it matters
    /// What stands under another heading may have been meant as something else, so somebody should look.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | rename column | Actions!Rating | RAG status |
    ///
    /// A sheet:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | rename sheet | Actions | Actions final |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | rename column | Actions!Completed date | COMPLETED  DATE * |
    ///
    /// # What to do
    /// Look whether the entries below it are what was asked for, and put the name back.
    "WBK009", "column-renamed", Warning, since "0.1.0",
    checks: [Check::File(check)],
}

fn check(file: &FileView<'_>, out: &mut Findings) {
    for anomaly in &file.received.anomalies {
        if let Anomaly::SheetRenamed { expected, found } = anomaly {
            let message = format!("the sheet {} is now called {}", quoted(expected), quoted(found));
            out.push(Finding::at_sheet(&RULE, found, words(message, expected, found)));
        } else if let Anomaly::ColumnRenamed { sheet, at, expected, found } = anomaly {
            let message = if found.is_empty() {
                format!("the heading {} was deleted", quoted(expected))
            } else {
                format!("the heading {} now reads {}", quoted(expected), quoted(found))
            };
            out.push(Finding::at_cell(&RULE, sheet, *at, words(message, expected, found)));
        }
    }
}

fn words(message: String, expected: &str, found: &str) -> Words {
    Words {
        message,
        expected: expected.to_owned(),
        found: found.to_owned(),
        help: "Look whether the entries below it are what was asked for, and put the name back.".to_owned(),
    }
}
