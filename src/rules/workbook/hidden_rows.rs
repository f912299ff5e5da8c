//! Rows or columns of a table are hidden or filtered out.

use crate::returns::Anomaly;
use crate::rules::{Check, FileView, Finding, Findings, Words, quoted};

rule! {
    /// # What it checks
    /// No row and no column of a table should be hidden or filtered out, its headings included, and not the whole sheet.
    /// Hidden rows are read and counted like all others.
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
        if let Anomaly::SheetHidden { sheet, at } = anomaly {
            let words = Words {
                message: format!("the sheet {} is hidden, but read all the same", quoted(sheet)),
                expected: "a sheet in sight".to_owned(),
                found: "a hidden sheet".to_owned(),
                help: "Unhide the sheet, and look whether what stands there is right.".to_owned(),
            };
            out.push(Finding::at_cell(&RULE, sheet, *at, words));
        }
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

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    fn found(change: &str) -> Vec<String> {
        let text = format!(
            "
            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | Green |

            | Change | Do | Where | What |
            |---|---|---|---|
            {change}"
        );
        let found = findings(&cases(&text)[0], "WBK");
        found.iter().map(|finding| format!("{} {}", finding.rule.code, finding.words.message)).collect()
    }

    #[test]
    fn a_hidden_sheet_is_said_once_whatever_is_hidden_on_it() {
        let expected = ["WBK015 the sheet “Actions” is hidden, but read all the same"];
        assert_eq!(found("| | hide sheet | Actions | |"), expected);
        assert_eq!(found("| | hide sheet | Actions | |\n| | hide row | Actions!1.1 | |"), expected);
    }

    #[test]
    fn a_hidden_row_of_headings_is_a_row_of_the_table() {
        let expected = ["WBK015 1 row of the table is hidden or filtered out, but read all the same"];
        assert_eq!(found("| | hide row | Actions!Ref | |"), expected);
    }
}
