//! Something written beside the cells: a note, a comment, a text box, a header or footer.

use crate::domain::Kind;
use crate::grid::{CellRef, RemarkKind};
use crate::rules::{Check, FileView, Finding, Subject, Words, quoted};

rule! {
    /// # What it checks
    /// Nothing should be written beside the cells: no note or comment on a cell, no text box or other shape with text, no
    /// header or footer. What was is quoted here, and a marked copy lists it under Kept aside; the consolidated workbook
    /// says only how many there are and where. The notes of a marked copy are planroll's own unless they were changed,
    /// and a header or footer is nobody's that has only page numbers, days and names in it, repeats the title of its sheet, or
    /// is one and the same on every sheet, as a label's marking is.
    ///
    /// # Why it matters
    /// A note often says what the rating does not, and nobody reads it there; it may also be meant for nobody else.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | write a note | Actions!F6 | We shall miss this one |
    ///
    /// A text box across the table:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | draw a text box | Actions!I6 | Delayed by six months |
    ///
    /// A header on one sheet:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type a header | Actions | Figures to be confirmed |
    ///
    /// # Accepted
    /// A page number, and a marking that is on every sheet:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type a header | Actions | Page &P of &N |
    /// | | type a header everywhere | | OFFICIAL |
    ///
    /// # What to do
    /// Type what is needed into the commentary of the row, and delete the note, comment, shape, header or footer.
    "WBK022", "notes-and-shapes", Warning, since "0.2.0",
    checks: [Check::Noted],
    put_right: Look "What it says is on Kept aside, where it could be read. Move what is still needed into the commentary of its row.",
}

pub(in crate::rules) fn remark(
    file: &FileView<'_>,
    (sheet, at): (&str, Option<CellRef>),
    row: Option<(Kind, usize)>,
    kind: RemarkKind,
    text: Option<&str>,
) -> Finding {
    let (one, many, help) = match kind {
        RemarkKind::Note => {
            ("the note", "notes", "Type what is needed into the commentary of the row, and delete the note.")
        }
        RemarkKind::Comment => {
            ("the comment", "comments", "Type what is needed into the commentary of the row, and delete the comment.")
        }
        RemarkKind::Shape => (
            "the text box or shape",
            "text boxes or shapes",
            "Type what is needed into the commentary of the row, and delete the shape.",
        ),
        RemarkKind::Header | RemarkKind::Footer => (
            if kind == RemarkKind::Header { "the header" } else { "the footer" },
            "headers or footers",
            "Type what is needed into a commentary, and delete it under Page Layout, Print Titles, Header/Footer.",
        ),
    };
    let Some(text) = text else {
        let message = format!("the sheet has {many} that cannot be read: their part of the file is damaged");
        let help = "Open it in Excel, look at them, type what is needed into the commentary, and save it.";
        return Finding::at_sheet(&RULE, sheet, Words::new(message, EXPECTED, "", help));
    };
    let message = format!("{one} {} was not issued and is not read", quoted(text));
    let words = Words::new(message, EXPECTED, text, help);
    let finding = match at {
        Some(at) => Finding::at_cell(&RULE, sheet, at, words),
        None => Finding::at_sheet(&RULE, sheet, words),
    };
    let finding = finding.quoted_nowhere_else(format!("{one} here was not issued and is not read"));
    match row.and_then(|(kind, index)| Some((kind, index, file.basis.issued.reference(kind, index)?))) {
        Some((kind, index, reference)) => finding.about(reference).of(Subject::Row(kind, index)),
        None => finding,
    }
}

/// What is said of more than is quoted.
pub(in crate::rules) fn unquoted(sheet: &str, remarks: usize) -> Finding {
    let more = format!("{remarks} more notes, comments or shapes");
    let words = Words::new(
        format!("{more} of the sheet are neither read nor quoted here"),
        EXPECTED,
        more,
        "Open the file that was sent and look at them; delete them, and send the return again.",
    );
    Finding::at_sheet(&RULE, sheet, words)
}

const EXPECTED: &str = "entries in cells only, as issued";
