//! What stands on the sheet of a priority or delivery plan.

use crate::consolidate::tests::{all_text, sheet, written};
use crate::grid::{Cell, CellRef, Sheet};

const YEAR: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Scheme | west-norfolk |
| | Period | 2025-26 Q3 |

| Priorities | Code | Priority | Short name | Description |
|---|---|---|---|---|
| | P1 | Growth and prosperity | Growth | Good jobs and a lively town. |

| Actions | Ref | Deadline | Monitored | Outcome | Project | Rating | Revised deadline | Completed date | Commentary |
|---|---|---|---|---|---|---|---|---|---|
| | 1.1 | Q2 | Yes | Homes | New homes | Amber | Q4 | | Late. |
| | 1.2 | Q4 | Yes | Homes | | Green | | | |
| | 1.3 | 2027-28 | Yes | Jobs | | Green | | | |
| | 1.4 | Q3 | Yes | | | Completed | | 04/07/2025 | |
| | 1.5 | Ongoing | Yes | homes | New homes | Green | | | |
| | 1.6 | Q4 | No | Jobs | | | | | With partners. |

| Indicators | Ref | Unit | Better when | Target | Target Q3 | Frequency | Value | Rating | Commentary |
|---|---|---|---|---|---|---|---|---|---|
| | I1 | number | Higher | 124 | 18 | | 20 | Green | Well. |
| | I2 | days | Lower | 20 | | Annual | | | |

| Previous actions | Ref | Rating |
|---|---|---|
| | 1.1 | Green |
| | 1.2 | Green |
";

fn row(sheet: &Sheet, first: &str) -> Vec<String> {
    let at = sheet.cells.iter().find(|cell| cell.at.col == 0 && cell.as_shown() == first).expect(first).at;
    (0..12).map(|col| sheet.get(CellRef { row: at.row, col }).map(Cell::as_shown).unwrap_or_default()).collect()
}

fn column_of(sheet: &Sheet, first: &str, heading: &str) -> String {
    let at = sheet.cells.iter().find(|cell| cell.at.col == 0 && cell.as_shown() == first).expect(first).at;
    let mut refs =
        sheet.cells.iter().filter(|cell| cell.at.row < at.row && cell.at.col == 0 && cell.as_shown() == "Ref");
    let headings = refs.next_back().expect("headings").at.row;
    let heading = sheet.cells.iter().find(|cell| cell.at.row == headings && cell.as_shown() == heading);
    let heading = heading.unwrap_or_else(|| panic!("no such heading"));
    sheet.get(CellRef { row: at.row, col: heading.at.col }).map(Cell::as_shown).unwrap_or_default()
}

#[test]
fn a_priority_has_a_sheet_named_by_its_code_and_short_name() {
    let book = written(YEAR);
    let own = sheet(&book, "P1 Growth");
    let text = all_text(own);
    assert!(text.starts_with("Growth and prosperity\n"), "{text}");
    assert!(text.contains("\nGood jobs and a lively town.\n"), "{text}");
    assert!(text.contains("This sheet agrees with Summary"), "{text}");
}

#[test]
fn the_years_periods_tell_what_was_is_and_is_to_come() {
    let book = written(YEAR);
    let own = sheet(&book, "P1 Growth");
    let of = |reference: &str| ["Q1", "Q2", "Q3", "Q4", "Later"].map(|heading| column_of(own, reference, heading));
    assert_eq!(of("1.1"), ["not held", "Green", "Amber", "x", "–"]);
    assert_eq!(of("1.2"), ["not held", "Green", "Green", "x", "–"]);
    assert_eq!(of("1.3"), ["not held", "–", "Green", "–", "2027-28"]);
    assert_eq!(of("1.5"), ["not held", "–", "Green", "–", "Ongoing"]);
    assert_eq!(of("1.6"), ["not held", "–", "–", "x", "–"]);
}

#[test]
fn a_rating_says_where_it_came_from_and_a_deadline_what_became_of_it() {
    let book = written(YEAR);
    let own = sheet(&book, "P1 Growth");
    assert_eq!(column_of(own, "1.1", "Rating"), "Amber ↓ (was Green)");
    assert_eq!(column_of(own, "1.2", "Rating"), "Green");
    assert_eq!(column_of(own, "1.1", "Deadline"), "Q2, now Q4");
    assert_eq!(column_of(own, "1.4", "Deadline"), "Completed July 2025");
    assert_eq!(column_of(own, "1.3", "Deadline"), "2027-28");
}

#[test]
fn rows_stand_under_their_outcome_and_project_and_what_is_for_information_apart() {
    let book = written(YEAR);
    let own = sheet(&book, "P1 Growth");
    let first: Vec<String> = own.cells.iter().filter(|cell| cell.at.col == 0).map(Cell::as_shown).collect();
    let from = first.iter().position(|cell| cell == "Ref").unwrap();
    let until = first.iter().position(|cell| cell == "Actions for information only, not rated").unwrap();
    assert_eq!(first[from..until], ["Ref", "1.4", "Homes", "1.2", "New homes", "1.1", "1.5", "Jobs", "1.3"]);
    assert!(first[until..].contains(&"1.6".to_owned()), "{first:?}");
}

#[test]
fn an_indicator_has_the_years_target_with_that_of_the_period_and_says_when_it_is_due() {
    let book = written(YEAR);
    let own = sheet(&book, "P1 Growth");
    assert_eq!(column_of(own, "I1", "Target"), "124 (Q3: 18)");
    assert_eq!(column_of(own, "I1", "Q3"), "20");
    assert_eq!(column_of(own, "I2", "Rating"), "due Q4");
    assert_eq!(column_of(own, "I2", "Frequency"), "Annual");
    assert!(row(own, "I1").contains(&"Well.".to_owned()));
}

#[test]
fn next_steps_follow_the_commentary_and_own_columns_are_there_where_they_are_worded() {
    let text = "
        | Actions | Ref | Deadline | Budget | Ask: Next steps | Ask: Risk | Rating | Commentary |
        |---|---|---|---|---|---|---|---|
        | | 1.1 | Q4 | 100 | Open the hub. | High | Green | On time. |

        | Wording | What | As printed | Show |
        |---|---|---|---|
        | | Budget | Money | |
        | | Ask: Risk | | No |
        | | Lead officer | | No |";
    let book = written(text);
    let own = book.sheets.iter().find(|sheet| sheet.name.starts_with("P1")).unwrap();
    assert_eq!(column_of(own, "1.1", "Commentary"), "On time.\nNext steps: Open the hub.");
    assert_eq!(column_of(own, "1.1", "Money"), "100");
    let text = all_text(own);
    assert!(!text.contains("High") && !text.contains("Lead officer"), "{text}");
}

#[test]
fn a_priority_of_rows_for_information_has_a_sheet_and_no_line_in_the_tables() {
    let text = "
        | Priorities | Code | Priority |
        |---|---|---|
        | | P1 | Growth |
        | | P2 | Partners |

        | Actions | Ref | Priority | Deadline | Monitored | Rating |
        |---|---|---|---|---|---|
        | | 1.1 | P1 | Q4 | Yes | Green |
        | | 2.1 | P2 | Q4 | No | |";
    let book = written(text);
    assert!(book.sheet("P2 Partners").is_some());
    assert!(!all_text(sheet(&book, "Front page")).contains("Partners"));
    let front = all_text(sheet(&book, "Front page")).replace('\n', " ");
    assert!(front.contains("for information only"), "{front}");
    assert!(!all_text(sheet(&book, "Summary")).contains("Partners"));
}

#[test]
fn a_key_says_what_the_ratings_and_the_marks_above_it_mean() {
    let book = written(YEAR);
    let text = all_text(sheet(&book, "P1 Growth"));
    let (_, key) = text.split_once("\nKey\n").unwrap_or_else(|| panic!("no key: {text}"));
    let key = key.replace('\n', " ");
    assert!(key.contains("Amber = ") && key.contains("x = the deadline falls in that period"), "{key}");
    let indicators = "
        | Indicators | Ref | Unit | Better when | Target | Value | Rating |
        |---|---|---|---|---|---|---|
        | | I1 | number | Higher | 10 | 20 | Green |";
    let book = written(indicators);
    let own = book.sheets.iter().find(|sheet| sheet.name.starts_with("P1")).unwrap();
    let text = all_text(own);
    let (_, key) = text.split_once("\nKey\n").unwrap_or_else(|| panic!("no key: {text}"));
    assert!(!key.contains("x = ") && !key.contains("Actions: ") && key.contains("– = nothing is due then"), "{key}");
}

/// The headings above a row.
fn headings_of(sheet: &Sheet, first: &str) -> Vec<String> {
    let at = sheet.cells.iter().find(|cell| cell.at.col == 0 && cell.as_shown() == first).expect(first).at;
    let mut refs = sheet.cells.iter().filter(|cell| cell.at < at && cell.at.col == 0 && cell.as_shown() == "Ref");
    let row = refs.next_back().expect("headings").at.row;
    sheet.row(row).iter().map(Cell::as_shown).filter(|heading| !heading.is_empty()).collect()
}

#[test]
fn what_is_for_information_has_no_column_of_ratings() {
    let book = written(YEAR);
    let own = sheet(&book, "P1 Growth");
    assert!(!headings_of(own, "1.6").contains(&"Rating".to_owned()), "{:?}", headings_of(own, "1.6"));
    assert!(headings_of(own, "1.1").contains(&"Rating".to_owned()));
    assert_eq!(column_of(own, "1.6", "Commentary"), "With partners.");
}

#[test]
fn the_headings_of_each_list_stand_again_where_it_goes_on_on_another_page() {
    let headings = |text: &str| {
        let book = written(text);
        let own = book.sheets.iter().find(|sheet| sheet.name.starts_with("P1")).unwrap();
        own.cells.iter().filter(|cell| cell.at.col == 0 && cell.as_shown() == "Ref").count()
    };
    let actions: String = (1..=90).map(|n| format!("| | 1.{n} | Q4 | Green |\n")).collect();
    let actions = format!("| Actions | Ref | Deadline | Rating |\n|---|---|---|---|\n{actions}");
    let indicators = "
        | Indicators | Ref | Unit | Better when | Target | Value | Rating |
        |---|---|---|---|---|---|---|
        | | I1 | number | Higher | 10 | 20 | Green |";
    assert!(headings(&format!("{actions}\n{indicators}")) > 3);
    // One list: Excel repeats its headings. Two short ones stand on a page.
    assert_eq!(headings(&actions), 1);
    assert_eq!(
        headings(&format!(
            "| Actions | Ref | Deadline | Rating |\n|---|---|---|---|\n| | 1.1 | Q4 | Green |\n{indicators}"
        )),
        2
    );
}

#[test]
fn a_straight_line_has_no_more_places_than_its_target_and_the_value() {
    let target = |decimals: &str, year: &str, value: &str| {
        let text = format!(
            "
            | Indicators | Ref | Unit | Better when | Cumulative | Target | Decimals | Value | Rating |
            |---|---|---|---|---|---|---|---|---|
            | | I1 | number | Higher | Yes | {year} | {decimals} | {value} | Green |"
        );
        let book = written(&text);
        let own = book.sheets.iter().find(|sheet| sheet.name.starts_with("P1")).unwrap();
        column_of(own, "I1", "Target")
    };
    assert_eq!(target("", "162127", "43987"), "162,127 (Q1: 40,532)");
    assert_eq!(target("", "162127", "43987.5"), "162,127 (Q1: 40,531.8)");
    assert_eq!(target("2", "162127", "43987"), "162,127.00 (Q1: 40,531.75)");
    assert_eq!(target("", "100", "43"), "100 (Q1: 25)");
}

#[test]
fn next_steps_that_are_worded_stand_for_themselves_in_the_councils_words() {
    let with = |what: &str, printed: &str, show: &str| {
        let text = format!(
            "
            | Actions | Ref | Deadline | Ask: Next steps | Rating | Commentary |
            |---|---|---|---|---|---|
            | | 1.1 | Q4 | Open the hub. | Green | On time. |

            | Wording | What | As printed | Show |
            |---|---|---|---|
            | | {what} | {printed} | {show} |"
        );
        let book = written(&text);
        let own = book.sheets.iter().find(|sheet| sheet.name.starts_with("P1")).unwrap();
        (all_text(own), column_of(own, "1.1", "Commentary"))
    };
    for what in ["Next steps", "Ask: Next steps"] {
        let (text, commentary) = with(what, "Action Required", "Yes");
        assert!(text.contains("\nAction Required\n") && text.contains("\nOpen the hub.\n"), "{text}");
        assert_eq!(commentary, "On time.");
        let (text, commentary) = with(what, "", "No");
        assert!(!text.contains("Open the hub.") && commentary == "On time.", "{text}");
    }
    assert_eq!(with("Overall", "TOTAL", "Yes").1, "On time.\nNext steps: Open the hub.");
}
