//! Rows or columns of a table are hidden or filtered out.

use crate::grid::CellRef;
use crate::rules::words::several;
use crate::rules::{Check, Finding, Words, quoted};

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
    checks: [Check::Noted],
    put_right: Look "Every row and column is in sight in this copy. Look whether what stands there is right.",
}

pub(in crate::rules) fn sheet(sheet: &str, at: CellRef) -> Finding {
    let words = Words::new(
        format!("the sheet {} is hidden, but read all the same", quoted(sheet)),
        "a sheet in sight",
        "a hidden sheet",
        "Unhide the sheet, and look whether what stands there is right.",
    );
    Finding::at_cell(&RULE, sheet, at, words)
}

pub(in crate::rules) fn of_table(sheet: &str, at: CellRef, rows: usize, columns: usize) -> Finding {
    Finding::at_cell(&RULE, sheet, at, words(rows, columns))
}

/// What is said of a table of a return or of a plan workbook.
pub(in crate::rules) fn words(rows: usize, columns: usize) -> Words {
    let found = match (rows, columns) {
        (rows, 0) => several(rows, "row"),
        (0, columns) => several(columns, "column"),
        (rows, columns) => format!("{} and {}", several(rows, "row"), several(columns, "column")),
    };
    let are = if rows + columns == 1 { "is" } else { "are" };
    Words::new(
        format!("{found} of the table {are} hidden or filtered out, but read all the same"),
        "every row and column in sight",
        format!("{found} hidden"),
        "Clear the filter or unhide them, and look whether what stands there is right.",
    )
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
