//! The sign-off is incomplete where it is required.

use crate::domain::Need;
use crate::layout::{RETURN, SheetId};
use crate::returns::Entries;
use crate::rules::{Check, FileView, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// Where the plan requires a sign-off, all four entries of the Sign-off sheet must be filled in: Completed by, Job
    /// title, Date and Approved by.
    ///
    /// # Why it matters
    /// Figures that nobody has put a name to are the first that an auditor asks about.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Sign-off | Completed by | Job title | Date | Approved by |
    /// |---|---|---|---|---|
    /// | | A. Clerk | Officer | 04/07/2025 | |
    ///
    /// # Accepted
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Sign-off | Optional |
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Sign-off | Completed by | Job title | Date | Approved by |
    /// |---|---|---|---|---|
    /// | | A. Clerk | Officer | 04/07/2025 | |
    ///
    /// Required and whole:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Sign-off | Completed by | Job title | Date | Approved by |
    /// |---|---|---|---|---|
    /// | | A. Clerk | Officer | 04/07/2025 | Head of service |
    ///
    /// # What to do
    /// Fill in the Sign-off sheet.
    "WBK020", "sign-off-missing", Warning, since "0.1.0",
    checks: [Check::File(check)],
    yields_to_in_file: [workbook::nothing_filled_in],
}

fn check(file: &FileView<'_>, out: &mut Findings) {
    let sign_off = &file.received.sign_off;
    let Some(sheet) = &sign_off.sheet else { return };
    if file.basis.issued.settings.sign_off != Need::Required {
        return;
    }
    let form = RETURN.sheet(SheetId::SignOff);
    let blank = sign_off.fields().filter(|(_, slot)| slot.is_blank());
    let blank: Vec<&str> = blank.map(|(field, _)| form.heading(field)).collect();
    if blank.is_empty() {
        return;
    }
    let words = Words {
        message: format!("the sign-off is incomplete: nothing in {}", blank.join(", ")),
        expected: "who completed the return, their job title, the date and who approved it".to_owned(),
        found: format!("blank: {}", blank.join(", ")),
        help: "Fill in the Sign-off sheet.".to_owned(),
    };
    out.push(Finding::at_sheet(&RULE, sheet, words));
}
