//! A column of a table is gone.

use crate::layout::{self, Field, RETURN, SheetId};
use crate::returns::Anomaly;
use crate::rules::{Check, FileView, Finding, Findings, Words, quoted};

rule! {
    /// # What it checks
    /// Every column that was issued must still be there, save Check. Columns may stand in any order, and one whose
    /// heading was changed is found by its place. Without the Ref column, or where none of the refs that were issued
    /// stands in it any more, no row can be told from another: then nothing else is said of the sheet's rows, and every
    /// entry is quoted here.
    ///
    /// # Why it matters
    /// Without its column an entry cannot be told from one that was forgotten, so nothing is said of any row's.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | delete column | Actions!Revised deadline | |
    ///
    /// The refs cleared:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    /// | | 1.2 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!A5 | |
    /// | | type | Actions!A6 | |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | delete column | Actions!Check | |
    ///
    /// # What to do
    /// Copy the entries into the return as it was issued, and send that.
    "WBK008", "column-missing", Error, since "0.1.0",
    checks: [Check::File(check)],
}

fn check(file: &FileView<'_>, out: &mut Findings) {
    let form = layout::sheet(&RETURN, SheetId::Actions);
    for anomaly in &file.received.anomalies {
        let ref_heading = form.heading(Field::Ref);
        let (sheet, words) = if let Anomaly::RefsMissing { sheet } = anomaly {
            let what = format!("none of the refs that were issued stands under {}", quoted(ref_heading));
            (sheet, file.unread(sheet, &what, format!("the issued refs under {ref_heading}"), "none of them"))
        } else if let Anomaly::ColumnMissing { sheet, heading } = anomaly {
            (sheet, of_column(file, sheet, heading, anomaly.leaves_unread().is_some()))
        } else {
            continue;
        };
        out.push(Finding::at_sheet(&RULE, sheet, words));
    }
}

fn of_column(file: &FileView<'_>, sheet: &str, heading: &str, is_ref: bool) -> Words {
    let (message, expected) =
        (format!("the column {} is missing", quoted(heading)), format!("a column headed {heading}"));
    let found = "no such heading";
    if is_ref {
        return file.unread(sheet, &format!("{message}, so no row can be told from another"), expected, found);
    }
    Words {
        message,
        expected,
        found: found.to_owned(),
        help: "Copy the entries into the return as it was issued, and send that.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    #[test]
    fn without_refs_nothing_is_missing_or_changed_and_every_entry_is_quoted() {
        let text = "
            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | May 2025 | Green |
            | | 1.2 | May 2025 | Blue |

            | Change | Do | Where | What |
            |---|---|---|---|
            | | delete column | Actions!Ref | |";
        let found = findings(&cases(text)[0], "WBK");
        let told: Vec<(&str, &str)> = found.iter().map(|one| (one.rule.code, one.words.found.as_str())).collect();
        assert_eq!(told, [("WBK008", "E5 “Green”; E6 “Blue”")]);
    }
}
