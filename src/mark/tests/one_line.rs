//! The Fix list says one cause in one line, and speaks to the service that has the copy before it.

use super::{lines, marked};

/// The lines of the Fix list below its headings.
fn list(text: &str) -> Vec<String> {
    let marked = marked(text);
    lines(&marked.book, "Fix list").into_iter().filter(|line| line.ends_with('☐') || line.ends_with('☑')).collect()
}

#[test]
fn a_formula_without_result_is_one_line_that_must_be_put_right_and_is_kept_aside_with_its_row_and_column() {
    let text = "
        | Actions | Ref | Deadline | Rating |
        |---|---|---|---|
        | | 1.1 | Q4 | Green |
        | | 1.2 | Q4 | =A1 |";
    let list = list(text);
    assert_eq!(list.len(), 1, "{list:#?}");
    assert!(
        list[0].contains("1.2") && list[0].contains("formula") && list[0].contains("Must be put right"),
        "{list:#?}"
    );
    let aside = lines(&marked(text).book, "Kept aside");
    assert!(aside.iter().any(|line| line.contains("1.2 | Rating | =A1")), "{aside:#?}");
}

#[test]
fn a_row_that_was_lost_to_its_duplicate_is_one_line() {
    let text = "
        | Actions | Ref | Deadline | Rating | Commentary |
        |---|---|---|---|---|
        | | 1.1 | Q4 | Green | One |
        | | 1.2 | Q4 | Green | Two |

        | Change | Do | Where | What |
        |---|---|---|---|
        | | copy row | Actions!1.1 | |";
    let list = list(text);
    assert_eq!(list.len(), 1, "{list:#?}");
    assert!(list[0].contains("more than one row") && list[0].contains("Must be put right"), "{list:#?}");
    assert!(list[0].starts_with("Actions | A5 | 1.1"), "{list:#?}");
}

#[test]
fn a_row_that_did_not_come_back_is_one_line() {
    let text = "
        | Actions | Ref | Deadline | Rating |
        |---|---|---|---|
        | | 1.1 | Q4 | Green |
        | | 1.2 | Q4 | Green |

        | Change | Do | Where | What |
        |---|---|---|---|
        | | delete row | Actions!1.2 | |";
    let list = list(text);
    assert_eq!(list.len(), 1, "{list:#?}");
    assert!(list[0].contains("has not come back") && list[0].contains("Must be put right"), "{list:#?}");
}

#[test]
fn a_blank_return_asks_the_service_to_fill_it_in_and_not_to_ask_for_another() {
    let list = list(
        "
        | Actions | Ref | Deadline |
        |---|---|---|
        | | 1.1 | Q4 |",
    );
    assert_eq!(list.len(), 1, "{list:#?}");
    assert!(list[0].contains("Fill in this copy") && !list[0].contains("Ask for"), "{list:#?}");
}
