//! Trends and the year's columns of Indicators, written from whole quarters and read back.

use super::super::tests::{all_text, cell, column, sheet, shown, table_below, written};
use crate::grid::{Sheet, written_of};

const QUARTER: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Period | 2025-26 Q2 |
| | Direction of travel | Previous period; Same period last year |

| Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|
| | 1.1 | Q4 | Green | | |
| | 1.2 | Q4 | Amber | Q1 2026/27 | Late. |

| Indicators | Ref | Unit | Better when | Target | 2024-25 Q2 | Q1 | Typed Last value | Value | Rating | Commentary |
|---|---|---|---|---|---|---|---|---|---|---|
| | E1 | days | Lower | 20 | 18 | old | 21 | 19 | Green | |
| | E2 | % | Higher | 90 | percent 80 | | percent 93.5 | percent 92 | Green | |
| | E3 | number | Higher | 90 | | | | 91 | Green | |
";
const EARLIER: &str = "
| Previous actions | Ref | Rating | Revised deadline | Commentary |
|---|---|---|---|---|
| | 1.1 | Green | | |
| | 1.2 | Green | | |

| Previous indicators | Ref | Value | Rating | Commentary |
|---|---|---|---|---|
| | E1 | 22 | Amber | Slow. |
| | E2 | percent 91 | Green | |
| | E3 | Awaited | | |
";

/// What Excel shows of a figure: its format is kept apart from the number that it is.
fn displayed(sheet: &Sheet, title: &str, first: &str, heading: &str) -> String {
    let cell = cell(sheet, title, first, heading).unwrap();
    written_of(sheet.looks_at(cell.at)).map(|written| written.text.clone()).unwrap_or_default()
}

#[test]
fn the_sheet_is_there_only_where_something_tells_of_an_earlier_period() {
    let without = QUARTER.replace("| 2024-25 Q2 |", "| 2024-25 target |");
    assert!(written(&without).sheet("Trends").is_none());
    assert!(!all_text(sheet(&written(&without), "Contents")).contains("Trends"));
    for text in [QUARTER.to_owned(), format!("{without}\n{EARLIER}")] {
        let book = written(&text);
        let movements = book.sheets.iter().position(|sheet| sheet.name == "Movements").unwrap();
        assert_eq!(book.sheets[movements + 1].name, "Trends");
        assert!(all_text(sheet(&book, "Contents")).contains("Trends"));
    }
}

#[test]
fn values_and_ratings_stand_side_by_side_and_what_was_restated_is_marked_and_said() {
    let book = written(&format!("{QUARTER}\n{EARLIER}"));
    let trends = sheet(&book, "Trends");
    let of = |reference: &str, heading: &str| shown(trends, "Indicators", reference, heading);
    assert_eq!(of("E1", "2024-25 Q2"), "18");
    assert_eq!([of("E1", "2024-25 Q3"), of("E1", "2024-25 Q4")], ["not held", "not held"]);
    assert_eq!([of("E1", "2025-26 Q1"), of("E1", "2025-26 Q2")], ["21", "19"], "numbers, whatever they show");
    assert_eq!(displayed(trends, "Indicators", "E1", "2025-26 Q1"), "21 r");
    assert_eq!(displayed(trends, "Indicators", "E2", "2025-26 Q1"), "93.5% r");
    assert_eq!(of("E2", "2024-25 Q2"), "80%");
    assert_eq!([of("E3", "2024-25 Q2"), of("E3", "2025-26 Q1")], ["not held", "Awaited"]);
    assert_eq!([of("E1", "Rating 2024-25 Q4"), of("E1", "Rating 2025-26 Q1")], ["", "Amber"]);
    assert_eq!(of("E1", "Target"), "20");
    let text = all_text(trends);
    for line in [
        "E1, 2025-26 Q1: 21 days r, reported as 22 days; restated in 2025-26 Q2.",
        "E2, 2025-26 Q1: 93.5% r, reported as 91%; restated in 2025-26 Q2.",
        "not held: no consolidated workbook of that period was given with --previous",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let actions = table_below(trends, "Actions: share of each rating by period");
    assert_eq!(column(&actions, "Period"), ["2025-26 Q1", "2025-26 Q2"]);
    assert_eq!(column(&actions, "Base"), ["2", "2"]);
    assert_eq!(column(&actions, "Green %"), ["100%", "50%"]);
    let indicators = table_below(trends, "Indicators: share of each rating by period");
    assert_eq!(column(&indicators, "Green %"), ["50%", "100%"]);
}

#[test]
fn indicators_have_the_years_columns_a_change_in_words_and_both_directions() {
    let book = written(&format!("{QUARTER}\n{EARLIER}"));
    let indicators = sheet(&book, "Indicators");
    let of = |reference: &str, heading: &str| shown(indicators, "Ref", reference, heading);
    assert_eq!(["Q1", "Q2", "Q3", "Q4"].map(|heading| of("E1", heading)), ["21", "19", "", ""]);
    assert_eq!(displayed(indicators, "Ref", "E1", "Q1"), "21 r");
    assert_eq!(of("E1", "Q1 (plan)"), "old", "a column of the officer's own has another heading");
    assert_eq!(of("E1", "Change"), "19 days, was 21: 2 days better");
    assert_eq!(of("E1", "Direction on previous period"), "Improving");
    assert_eq!(of("E1", "Direction on last year"), "Worsening");
    assert_eq!(of("E2", "Direction on last year"), "Improving");
    assert_eq!(of("E3", "Direction on last year"), "");
    assert!(!all_text(indicators).contains("Direction of travel"));
    let movements = sheet(&book, "Movements");
    assert!(all_text(movements).contains("19 days, was 21: 2 days better"));
}

#[test]
fn the_headings_of_the_year_are_those_of_its_periods() {
    for (reporting, period, headings) in
        [("Half-yearly", "2025-26 H1", vec!["H1", "H2"]), ("Annual", "2025-26", Vec::new())]
    {
        let text = format!(
            "
| Settings | Setting | Value |
|---|---|---|
| | Reporting | {reporting} |
| | Period | {period} |

| Indicators | Ref | Unit | Better when | Target | Value | Rating |
|---|---|---|---|---|---|---|
| | E1 | days | Lower | 20 | 19 | Green |
"
        );
        let book = written(&text);
        let table = sheet(&book, "Indicators").rows().find(|(_, cells)| cells[0].as_shown() == "Ref").unwrap();
        let shown: Vec<String> = table.1.iter().map(crate::grid::Cell::as_shown).collect();
        let after = shown.iter().position(|heading| heading == "Value").unwrap() + 1;
        let found: Vec<&str> = shown[after..].iter().take_while(|one| one.len() < 4).map(String::as_str).collect();
        assert_eq!(found, headings, "{shown:?}");
    }
}
