//! Rows that were sorted and cells that were pasted over: every entry must come back in its own row.

use super::*;

/// The row of a sheet that says `words`, cell by cell as shown.
fn row_saying(book: &Workbook, name: &str, words: &str) -> Vec<String> {
    let mut rows = sheet(book, name).rows().map(|(_, cells)| cells.iter().map(Cell::as_shown).collect::<Vec<_>>());
    let found = rows.find(|cells| cells.iter().any(|cell| cell == words));
    found.unwrap_or_else(|| panic!("nothing says {words}"))
}

#[test]
fn sorted_rows_come_back_with_every_entry_beside_its_own_reference() {
    let marked = marked(
        "
| Actions | Ref | Action | Deadline | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|---|
| | 1.1 | Build the hall | 31/03/2026 | Red | | One |
| | 1.2 | Buy the land | 30/06/2025 | Amber | 30/09/2025 | Two |
| | 1.3 | Plant the trees | 31/03/2026 | Grene | | Three |
| | 1.4 | Light the street | 31/03/2026 | Green | | Four |

| Indicators | Ref | Unit | Target | Last value | Value | Rating | Commentary |
|---|---|---|---|---|---|---|---|
| | E1 | % | 93 | 91 | 94% | Green | Five |
| | E2 | number | 10 | 9 | 7 | Red | Six |
| | E3 | number | 20 | 19 | 21 | Grene | Seven |

| Change | Do | Where | What |
|---|---|---|---|
| | swap rows | Actions!1.1 | 1.3 |
| | swap rows | Actions!1.3 | 1.4 |
| | swap rows | Indicators!E1 | E3 |
| | swap rows | Indicators!E1 | E2 |
",
    );
    assert!(marked.before.actions.as_ref().unwrap().rows[0].index != 0, "the rows were not sorted");
    for (name, own) in [
        ("Actions", ["1.1", "Build the hall", "Red", "One"].as_slice()),
        ("Actions", &["1.2", "Buy the land", "Amber", "30/09/2025", "Two"]),
        ("Actions", &["1.3", "Plant the trees", "Grene", "Three"]),
        ("Actions", &["1.4", "Light the street", "Green", "Four"]),
        ("Indicators", &["E1", "94.0%", "Green", "Five"]),
        ("Indicators", &["E2", "7", "Red", "Six"]),
        ("Indicators", &["E3", "21", "Grene", "Seven"]),
    ] {
        let row = row_saying(&marked.book, name, own.last().unwrap());
        assert!(own.iter().all(|cell| row.iter().any(|shown| shown == cell)), "{own:?} is not {row:?}");
    }
    assert_eq!(about(&marked.found), about(&marked.found_after));
    assert!(marked.book.sheet("Kept aside").is_none(), "{:?}", lines(&marked.book, "Kept aside"));
}

/// What was found, by rule and row.
fn about(findings: &[Finding]) -> BTreeSet<(&'static str, Option<String>)> {
    findings.iter().map(|finding| (finding.rule.code, finding.reference.clone())).collect()
}

#[test]
fn what_was_pasted_over_drop_downs_comes_back_in_its_own_row_and_means_the_same() {
    let marked = marked(
        "
| Actions | Ref | Deadline | Rating | Completed date | Revised deadline | Commentary |
|---|---|---|---|---|---|---|
| | 1.1 | 30/06/2025 | gREEN | | | One |
| | 1.2 | 30/06/2025 | AMBER | | '30/09/2025 | Two |
| | 1.3 | 30/06/2025 | complete | '15 June 2025 | | Three |
| | 1.4 | 30/06/2025 | number 3 | '15.06.25 | number 45930 | Four |
",
    );
    let (before, after) = (marked.before.actions.unwrap(), marked.after.actions.unwrap());
    assert_eq!(typed(&before.rows), typed(&after.rows));
    let entries = |rows: &[ActionRow]| -> Vec<_> {
        rows.iter()
            .map(|row| (row.index, row.rating.entry.clone(), row.completed.entry.clone(), row.revised.entry.clone()))
            .collect()
    };
    assert_eq!(entries(&before.rows), entries(&after.rows));
    for own in [["1.1", "gREEN", "One"], ["1.2", "30/09/2025", "Two"], ["1.3", "15 June 2025", "Three"]] {
        let row = row_saying(&marked.book, "Actions", own[2]);
        assert!(own.iter().all(|cell| row.iter().any(|shown| shown == cell)), "{own:?} is not {row:?}");
    }
    assert_eq!(codes(&marked.found), codes(&marked.found_after), "{}", listed(&marked.found_after));
}
