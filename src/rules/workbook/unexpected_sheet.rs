//! A sheet that was not issued.

use crate::grid::Visibility;
use crate::returns::Anomaly;
use crate::rules::{Check, FileView, Finding, Findings, Words, quoted};

rule! {
    /// # What it checks
    /// A return must hold no sheets beside those that were issued, above all no hidden ones. What is on such a sheet is
    /// not read.
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
    checks: [Check::File(check)],
}

fn check(file: &FileView<'_>, out: &mut Findings) {
    for anomaly in &file.received.anomalies {
        let Anomaly::UnexpectedSheet { name, visibility, cells } = anomaly else { continue };
        let (kind, help) = match visibility {
            Visibility::Visible => {
                ("sheet", "Look what is on it, move what is needed into the commentary, and delete the sheet.")
            }
            Visibility::Hidden | Visibility::VeryHidden => (
                "hidden sheet",
                "Unhide it and look for personal data before the workbook goes any further, then delete the sheet.",
            ),
        };
        let content = match cells {
            0 => "nothing on it".to_owned(),
            1 => "1 filled cell".to_owned(),
            cells => format!("{cells} filled cells"),
        };
        let words = Words {
            message: format!("the {kind} {} was not issued and is not read ({content})", quoted(name)),
            expected: "only the sheets that were issued".to_owned(),
            found: name.clone(),
            help: help.to_owned(),
        };
        out.push(Finding::at_sheet(&RULE, name, words));
    }
}
