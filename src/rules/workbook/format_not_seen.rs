//! An older format, of which only the cells are looked at.

use crate::grid::Format;
use crate::rules::{Check, FileView, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// Of a return saved as .xls or .xlsb the cells are read, and what they show; formatting, hidden rows, notes and
    /// merged cells of these formats are not looked at.
    ///
    /// # Why it matters
    /// A figure that is crossed out, a filtered row or a note may change what a return says, and nobody would be told.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | save as | | .xls |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Open it, save it as .xlsx, and check that.
    "WBK025", "format-not-seen", Note, since "0.2.0",
    checks: [Check::File(check)],
    put_right: Look "This copy is an .xlsx workbook, made from what was read. Look whether anything in the file that was sent was crossed out, hidden, merged or noted.",
}

fn check(file: &FileView<'_>, out: &mut Findings) {
    let format = file.received.format;
    match format {
        Format::Xls | Format::Xlsb => {}
        Format::Xlsx | Format::Xlsm | Format::Ods => return,
    }
    let words = Words::new(
        format!("formatting, hidden rows, notes and merged cells of {format} are not looked at"),
        "a workbook saved as .xlsx",
        format.to_string(),
        "Save it as .xlsx and check that, to have them looked at too.",
    );
    out.push(Finding::at_file(&RULE, words));
}
