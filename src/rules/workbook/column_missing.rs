//! A column of a table is gone.

use crate::domain::heading_key;
use crate::layout::{self, Field, RETURN, SheetId};
use crate::returns::Anomaly;
use crate::rules::{Check, FileView, Finding, Findings, Words, quoted};

rule! {
    /// # What it checks
    /// Every column that was issued must still be there, save Check. Columns may stand in any order, and one whose
    /// heading was changed is found by its place.
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
        let Anomaly::ColumnMissing { sheet, heading } = anomaly else { continue };
        let is_ref = heading_key(heading) == heading_key(form.heading(Field::Ref));
        let outcome = if is_ref { ", so no row can be told from another and none is read" } else { "" };
        let words = Words {
            message: format!("the column {} is missing{outcome}", quoted(heading)),
            expected: format!("a column headed {heading}"),
            found: "no such heading".to_owned(),
            help: "Copy the entries into the return as it was issued, and send that.".to_owned(),
        };
        out.push(Finding::at_sheet(&RULE, sheet, words));
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
        assert_eq!(told, [("WBK008", "no such heading"), ("WBK012", "Green"), ("WBK012", "Blue")]);
    }
}
