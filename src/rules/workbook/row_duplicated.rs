//! The same reference twice.

use crate::grid::CellRef;
use crate::rules::{Check, Finding, Words, quoted};

rule! {
    /// # What it checks
    /// A Ref must stand in one row only. Of several rows the one whose locked cells are as issued counts; where none is,
    /// or more than one, none counts and the row is missing as well.
    ///
    /// # Why it matters
    /// Two rows with one Ref are two answers to one question, and choosing between them is not a program's business.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | copy row | Actions!1.1 | |
    /// | | type | Actions!1.1!Action | Open a second office |
    ///
    /// # Accepted
    /// 1.10 is not 1.1:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    /// | | 1.10 | Q4 | Green |
    ///
    /// # What to do
    /// Keep one of the rows with the right entries and delete the other.
    "WBK018", "row-duplicated", Error, since "0.1.0",
    checks: [Check::Noted],
    put_right: Look "The row is on Kept aside. Look whether the row with this Ref has the right entries.",
}

pub(in crate::rules) fn twice(
    (sheet, at): (&str, CellRef),
    other: CellRef,
    other_counts: bool,
    reference: &str,
    text: &str,
) -> Finding {
    let (outcome, label) = if other_counts {
        (format!("the row at {other} is as issued and counts"), "the row that counts")
    } else {
        ("none of its rows counts".to_owned(), "another row with this Ref")
    };
    let words = Words::new(
        format!("the Ref {} stands in more than one row; {outcome}", quoted(reference)),
        "each Ref in one row",
        text,
        "Keep one of the rows with the right entries and delete the other.",
    );
    Finding::at_cell(&RULE, sheet, at, words).about(reference).beside(Some(other), label)
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    #[test]
    fn two_rows_as_issued_are_both_quoted_and_the_row_is_missing() {
        let text = "
            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | Green |
            | | 1.2 | Q4 | Green |

            | Change | Do | Where | What |
            |---|---|---|---|
            | | copy row | Actions!1.1 | |
            | | type | Actions!1.1!Rating | Bordeaux |";
        let found = findings(&cases(text)[0], "WBK");
        let told: Vec<(&str, String)> = found
            .iter()
            .map(|one| (one.rule.code, one.place.cell().map(|at| at.to_string()).unwrap_or_default()))
            .collect();
        let expected = [("WBK016", ""), ("WBK018", "A5"), ("WBK018", "A7")];
        assert_eq!(told, expected.map(|(code, cell)| (code, cell.to_owned())));
        assert!(found[1].words.found.contains("Bordeaux"));
        assert!(found[2].words.found.contains("Green"));
    }
}
