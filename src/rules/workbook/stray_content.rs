//! Something typed outside the issued rows and columns.

use crate::grid::CellRef;
use crate::returns::Anomaly;
use crate::rules::{Check, FileView, Finding, Findings, Words, quoted};

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
    checks: [Check::File(check)],
    yields_to: ["WBK017", "WBK018"],
}

fn check(file: &FileView<'_>, out: &mut Findings) {
    let unread = file.received.unread();
    for anomaly in &file.received.anomalies {
        let (sheet, at, words) = if let Anomaly::Stray { sheet, at, text } = anomaly {
            (sheet, *at, one(text))
        } else if let Anomaly::StraysUnquoted { sheet, from, to, cells, .. } = anomaly {
            (sheet, *from, others(*cells, *from, *to))
        } else {
            continue;
        };
        let finding = Finding::at_cell(&RULE, sheet, at, words);
        // What stops the whole sheet quotes it.
        out.push(if unread.contains(sheet.as_str()) {
            finding.yielding_in_sheet(&["WBK007", "WBK008"])
        } else {
            finding
        });
    }
}

fn one(text: &str) -> Words {
    Words {
        message: format!("{} stands outside the issued rows and columns and is not read", quoted(text)),
        expected: "nothing here".to_owned(),
        found: text.to_owned(),
        help: "Move it into the commentary of its row, or delete it.".to_owned(),
    }
}

fn others(cells: usize, from: CellRef, to: CellRef) -> Words {
    let (more, stand, are) = if cells == 1 { ("cell", "stands", "is") } else { ("cells", "stand", "are") };
    Words {
        message: format!(
            "{cells} more {more} in {from}:{to} {stand} outside the issued rows and columns and {are} neither read nor quoted here"
        ),
        expected: "nothing here".to_owned(),
        found: format!("{cells} more {more} in {from}:{to}"),
        help: "Open the file that was sent and look at what stands there; delete it, and send the return again."
            .to_owned(),
    }
}
