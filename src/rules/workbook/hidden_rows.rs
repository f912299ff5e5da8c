//! Rows or columns of a table are hidden or filtered out.

use crate::returns::Anomaly;
use crate::rules::{Check, FileView, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// No row and no column of a table should be hidden or filtered out. Hidden rows are read and counted like all
    /// others.
    ///
    /// # Why it matters
    /// Who filled in and signed the return did not see those rows, so what stands in them may be left from a copy.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    /// | | 1.2 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | hide row | Actions!1.2 | |
    ///
    /// A column:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | hide column | Actions!Commentary | |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    /// | | 1.2 | Q4 | Green |
    ///
    /// # What to do
    /// Clear the filter or unhide them, and look whether what stands there is right.
    "WBK015", "hidden-rows", Warning, since "0.1.0",
    checks: [Check::File(check)],
}

fn check(file: &FileView<'_>, out: &mut Findings) {
    for anomaly in &file.received.anomalies {
        let Anomaly::Hidden { sheet, at, rows, columns } = anomaly else { continue };
        let found = match (*rows, *columns) {
            (rows, 0) => several(rows, "row"),
            (0, columns) => several(columns, "column"),
            (rows, columns) => format!("{} and {}", several(rows, "row"), several(columns, "column")),
        };
        let are = if rows.saturating_add(*columns) == 1 { "is" } else { "are" };
        let words = Words {
            message: format!("{found} of the table {are} hidden or filtered out, but read all the same"),
            expected: "every row and column in sight".to_owned(),
            found: format!("{found} hidden"),
            help: "Clear the filter or unhide them, and look whether what stands there is right.".to_owned(),
        };
        out.push(Finding::at_cell(&RULE, sheet, *at, words));
    }
}

fn several(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
