//! Sheets and rows that could not be told apart: every entry must be found again on Kept aside.

use super::*;

const ACTIONS: &str = "
| Actions | Ref | Action | Deadline | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|---|
| | 1.1 | Build the hall | 31/03/2026 | Green | | On its way. |
| | 1.2 | Buy the land | 30/06/2025 | Amber | 30/09/2025 | The seller waits. |
";

fn changed(changes: &[&str]) -> Marked {
    let rows: Vec<String> = changes.iter().map(|change| format!("| | {change} |")).collect();
    marked(&format!("{ACTIONS}\n| Change | Do | Where | What |\n|---|---|---|---|\n{}\n", rows.join("\n")))
}

fn holds(book: &Workbook, name: &str, words: &str) -> bool {
    lines(book, name).iter().any(|line| line.contains(words))
}

#[test]
fn without_headings_or_refs_one_finding_is_made_and_every_entry_is_kept_aside() {
    let headings: Vec<String> = ('A'..='J').map(|column| format!("type | Actions!{column}4 |")).collect();
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    for (changes, code) in [
        (["delete column | Actions!Ref |"].as_slice(), "WBK008"),
        (&["type | Actions!A5 |", "type | Actions!A6 |"], "WBK008"),
        (&headings, "WBK007"),
    ] {
        let marked = changed(changes);
        let [only] = marked.found.as_slice() else { panic!("{}", listed(&marked.found)) };
        assert_eq!(only.rule.code, code);
        for entry in ["Green", "On its way.", "Amber", "30/09/2025", "The seller waits."] {
            assert!(only.words.found.contains(&format!("“{entry}”")), "{}", only.words.found);
            assert!(holds(&marked.book, "Kept aside", entry), "{:?}", lines(&marked.book, "Kept aside"));
        }
        assert!(!holds(&marked.book, "Kept aside", "Build the hall"), "{:?}", lines(&marked.book, "Kept aside"));
        assert!(
            holds(&marked.book, "Fix list", "Its entries are on Kept aside"),
            "{:?}",
            lines(&marked.book, "Fix list")
        );
        assert_eq!(marked.after.actions.unwrap().rows.len(), 2);
    }
}

#[test]
fn a_row_that_lost_its_ref_is_back_without_its_entries_which_are_kept_aside() {
    let marked = changed(&["type | Actions!A6 |"]);
    let [only] = marked.found.as_slice() else { panic!("{}", listed(&marked.found)) };
    assert_eq!((only.rule.code, only.words.help.as_str()), ("WBK016", "Type 1.2 in cell A6."));
    assert!(only.words.found.contains("Commentary: The seller waits."), "{}", only.words.found);
    assert!(holds(&marked.book, "Kept aside", "The seller waits."), "{:?}", lines(&marked.book, "Kept aside"));
    assert!(holds(&marked.book, "Fix list", "move them back into it"), "{:?}", lines(&marked.book, "Fix list"));
    assert_eq!(marked.after.actions.unwrap().rows.len(), 2);
}
