//! A sheet that was not issued.

use crate::grid::Visibility;
use crate::rules::words::several;
use crate::rules::{Check, Finding, Words, quoted};

rule! {
    /// # What it checks
    /// A return must hold no sheets beside those that were issued, above all no hidden ones. What is on such a sheet is
    /// not read. It says where the refs of an issued sheet stand on it, as on a copy or on last period's table; a copy of this
    /// period's table with other answers is second-table.
    ///
    /// # Why it matters
    /// Notes and lists left in a workbook travel on with it: personal data has been published on hidden sheets.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | add sheet | Notes | Ask the team |
    ///
    /// A hidden one:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | add hidden sheet | Tenants | Names and addresses |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Look what is on it, move what is needed into the commentary, and delete the sheet.
    "WBK011", "unexpected-sheet", Warning, since "0.1.0",
    checks: [Check::Noted],
    put_right: Nothing "The sheet, which was empty, is left out. Nothing is left to do.",
    kept_aside: "The sheet is left out; what stood on it is on Kept aside. Delete anything personal there, and move what is needed into the commentary.",
}

/// `rows_of` is the issued sheet whose refs stand on this one too.
pub(in crate::rules) fn unexpected(
    name: &str,
    visibility: Visibility,
    cells: usize,
    rows_of: Option<&str>,
) -> Finding {
    let (kind, help) = match visibility {
        Visibility::Visible => {
            ("sheet", "Look what is on it, move what is needed into the commentary, and delete the sheet.")
        }
        Visibility::Hidden | Visibility::VeryHidden => (
            "hidden sheet",
            "Unhide it and look for personal data before the workbook goes any further, then delete the sheet.",
        ),
    };
    let filled = if cells == 0 { "nothing on it".to_owned() } else { several(cells, "filled cell") };
    let content = match rows_of {
        Some(issued) => format!("{filled}, with the same refs as {}", quoted(issued)),
        None => filled,
    };
    let message = format!("the {kind} {} was not issued and is not read ({content})", quoted(name));
    Finding::at_sheet(&RULE, name, Words::new(message, "only the sheets that were issued", name, help))
}
