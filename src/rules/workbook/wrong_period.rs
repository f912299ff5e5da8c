//! The return is for another period than the one being checked.

use crate::rules::{Check, FileView, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// The return must be for the period that is being checked: the one asked for, else the plan workbook's. Without
    /// either, any period is right. A return for another period is rejected when returns are consolidated.
    ///
    /// # Why it matters
    /// Last quarter's workbook sent again is easily taken for this quarter's: it looks the same and is filled in.
    ///
    /// # Rejected
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Check period | 2025-26 Q2 |
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// The same quarter a year before:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Check period | 2024-25 Q1 |
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # Accepted
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Check period | Q1 2025/26 |
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Ask for the return for the period that is being reported, or set the period that is meant.
    "WBK004", "wrong-period", Error, since "0.1.0",
    checks: [Check::File(check)],
}

fn check(file: &FileView<'_>, out: &mut Findings) {
    let (Some(wanted), here) = (file.basis.request.period, file.received.period()) else { return };
    // Without a stamp the calendar is guessed, so that only what is printed can be compared.
    let same = if file.received.stamped { wanted == here } else { wanted.to_string() == here.to_string() };
    if same {
        return;
    }
    let words = Words {
        message: format!("the return is for {here}, but {wanted} is being checked"),
        expected: wanted.to_string(),
        found: here.to_string(),
        help: format!("Ask for the return for {wanted}, or check this one for {here}."),
    };
    out.push(Finding::at_file(&RULE, words));
}
