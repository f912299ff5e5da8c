//! Something typed outside the issued rows and columns.

use crate::grid::CellRef;
use crate::rules::workbook::{column_missing, sheet_missing};
use crate::rules::{Check, Finding, Rule, Words, quoted};

rule! {
    /// # What it checks
    /// Nothing should be typed outside the rows and columns that were issued. What was is quoted here and kept in the
    /// file, but counted nowhere; of more than 10,000 cells of a sheet the others are named together by their range. A row that looks like a further action or indicator is row-added instead, and what
    /// stands on a sheet that cannot be read for want of its headings or refs is quoted by sheet-missing or
    /// column-missing.
    ///
    /// # Why it matters
    /// A remark beside a row often changes what the row says, and it would be lost without a word.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!Z5 | see my e-mail |
    ///
    /// Commentary below the last row:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!D6 | Two posts are vacant |
    ///
    /// A second name beside the sign-off:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Sign-off!D9 | Seen by the portfolio holder |
    ///
    /// # Accepted
    /// A blank row inside the table:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    /// | | 1.2 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | insert row | Actions!1.2 | |
    ///
    /// # What to do
    /// Move it into the commentary of its row, or delete it.
    "WBK012", "stray-content", Warning, since "0.1.0",
    checks: [Check::Noted],
    yields_to: [workbook::row_added, workbook::row_duplicated],
    put_right: Look "It is on Kept aside. Move what is still needed into the commentary of its row.",
}

/// `is_unread` says that the sheet could not be read: what stops the whole sheet quotes what stands on it.
pub(in crate::rules) fn stray(sheet: &str, at: CellRef, text: &str, is_unread: bool) -> Finding {
    let words = Words::new(
        format!("{} stands outside the issued rows and columns and is not read", quoted(text)),
        "nothing here",
        text,
        "Move it into the commentary of its row, or delete it.",
    );
    finding(sheet, at, words, is_unread)
}

pub(in crate::rules) fn unquoted(
    sheet: &str,
    (from, to): (CellRef, CellRef),
    cells: usize,
    is_unread: bool,
) -> Finding {
    let (more, stand, are) = if cells == 1 { ("cell", "stands", "is") } else { ("cells", "stand", "are") };
    let words = Words::new(
        format!(
            "{cells} more {more} in {from}:{to} {stand} outside the issued rows and columns and {are} neither read nor quoted here"
        ),
        "nothing here",
        format!("{cells} more {more} in {from}:{to}"),
        "Open the file that was sent and look at what stands there; delete it, and send the return again.",
    );
    finding(sheet, from, words, is_unread)
}

/// What quotes everything on a sheet that could not be read.
static OF_UNREAD: [&Rule; 2] = [&sheet_missing::RULE, &column_missing::RULE];

fn finding(sheet: &str, at: CellRef, words: Words, is_unread: bool) -> Finding {
    let finding = Finding::at_cell(&RULE, sheet, at, words);
    if is_unread { finding.yielding_in_sheet(&OF_UNREAD) } else { finding }
}
