//! A column of a table is gone.

use crate::domain::Kind;
use crate::layout::{Field, RETURN, SheetId};
use crate::rules::{Check, FileView, Finding, Subject, Words, quoted};

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
    checks: [Check::Noted],
    put_right: Look "The column is back in this copy. Fill it in where it applies.",
    kept_aside: "The table is back in this copy, as it was issued. Its entries are on Kept aside, each with the cell where it stood: move them back into their rows.",
}

pub(in crate::rules) fn refs_lost(file: &FileView<'_>, sheet: &str, kind: Kind) -> Finding {
    let heading = RETURN.sheet(SheetId::Actions).heading(Field::Ref);
    let what = format!("none of the refs that were issued stands under {}", quoted(heading));
    let words = file.unread(sheet, &what, format!("the issued refs under {heading}"), "none of them");
    // Ref is the first column of either table.
    Finding::at_sheet(&RULE, sheet, words).of(Subject::Column(kind, 0))
}

pub(in crate::rules) fn missing(
    file: &FileView<'_>,
    sheet: &str,
    (kind, column): (Kind, usize),
    heading: &str,
    is_ref: bool,
) -> Finding {
    let (message, expected) =
        (format!("the column {} is missing", quoted(heading)), format!("a column headed {heading}"));
    let found = "no such heading";
    let words = if is_ref {
        file.unread(sheet, &format!("{message}, so no row can be told from another"), expected, found)
    } else {
        Words::new(message, expected, found, "Copy the entries into the return as it was issued, and send that.")
    };
    Finding::at_sheet(&RULE, sheet, words).of(Subject::Column(kind, column))
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
