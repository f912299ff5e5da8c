//! The sign-off is incomplete where it is required.

use crate::domain::{Need, Severity};
use crate::layout::{Field, RETURN, SheetId};
use crate::returns::Entries;
use crate::rules::{Check, FileView, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// Where the plan requires a sign-off, all four entries of the Sign-off sheet must be filled in: Completed by, Job
    /// title, Date and Approved by. It is a warning where only Job title is blank.
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
    /// Only the post of whoever completed it:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Sign-off | Completed by | Job title | Date | Approved by |
    /// |---|---|---|---|---|
    /// | | A. Clerk | | 04/07/2025 | Head of service |
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
    "WBK020", "sign-off-missing", Error, since "0.1.0",
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
    let blank: Vec<Field> = blank.map(|(field, _)| field).collect();
    let severity = match blank.as_slice() {
        [] => return,
        [Field::JobTitle] => Severity::Warning,
        _ => Severity::Error,
    };
    let blank: Vec<&str> = blank.into_iter().map(|field| form.heading(field)).collect();
    let words = Words {
        message: format!("the sign-off is incomplete: nothing in {}", blank.join(", ")),
        expected: "who completed the return, their job title, the date and who approved it".to_owned(),
        found: format!("blank: {}", blank.join(", ")),
        help: "Fill in the Sign-off sheet.".to_owned(),
    };
    out.push(Finding::at_sheet(&RULE, sheet, words).with_severity(severity));
}

#[cfg(test)]
mod tests {
    use crate::domain::Severity;
    use crate::trial::{cases, findings};

    #[test]
    fn a_blank_post_is_a_warning_and_a_blank_name_day_or_approval_an_error() {
        for (signed, severity) in [
            ("A. Clerk | | 04/07/2025 | Head", Severity::Warning),
            (" | Officer | 04/07/2025 | Head", Severity::Error),
            ("A. Clerk | Officer | | Head", Severity::Error),
            ("A. Clerk | | 04/07/2025 | ", Severity::Error),
        ] {
            let text = format!(
                "
                | Actions | Ref | Deadline | Rating |
                |---|---|---|---|
                | | 1.1 | Q4 | Green |

                | Sign-off | Completed by | Job title | Date | Approved by |
                |---|---|---|---|---|
                | | {signed} |"
            );
            let found = findings(&cases(&text)[0], "WBK");
            assert_eq!(found.len(), 1, "{signed}");
            assert_eq!(found[0].severity, severity, "{signed}");
        }
    }
}
