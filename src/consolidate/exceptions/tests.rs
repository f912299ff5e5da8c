//! Exceptions of whole quarters, read back from the workbook.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::tests::{all_text, column, sheet, table_below, written};
use crate::grid::Workbook;

/// Two priorities in an order that is not the alphabet's, one missing return.
const QUARTER: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Scheme | cannock-chase |
| | Indicator ratings | Given and checked |
| | Default tolerance | Standard 5% |
| | Without return | 2 |

| Priorities | Code | Priority |
|---|---|---|
| | P2 | Well-being |
| | P1 | Economy |

| Delivery plans | Code | Delivery plan | Lead officer | Priority |
|---|---|---|---|---|
| | housing | Housing | Head of Housing | P1 |
| | leisure | Leisure | Head of Leisure | P2 |

| Actions | Ref | Delivery plan | Priority | Deadline | Rating | Revised deadline | Completed date | Commentary |
|---|---|---|---|---|---|---|---|---|
| | 1.1 | housing | P1 | Q1 | Slightly behind | Q2 | | A bid was refused. |
| | 1.2 | housing | P1 | Q1 | Behind | Q3 | | No site was found. |
| | 1.3 | housing | P1 | Q1 | Behind | Q4 | | The owner withdrew. |
| | 1.4 | housing | P1 | Q1 | Completed | | 01/06/2025 | |
| | 1.5 | housing | P1 | Q1 | To be closed | | | Overtaken by events. |
| | 1.6 | housing | P1 | Q1 | | | | |
| | 1.7 | housing | P1 | Q1 | late-ish | | | |
| | 1.8 | housing | P1 | Q4 | | | | |
| | 2.1 | housing | P2 | Q1 | Slightly behind | Q2 | | A post is vacant. |

| Actions @2 | Ref | Delivery plan | Priority | Deadline |
|---|---|---|---|---|
| | 3.1 | leisure | P2 | Q1 |
";

fn refs(book: &Workbook, title: &str) -> Vec<String> {
    let table = table_below(sheet(book, "Exceptions"), title);
    if table.is_empty() { Vec::new() } else { column(&table, "Ref") }
}

#[test]
fn an_exception_is_told_by_its_standing_and_not_by_its_word() {
    let book = written(QUARTER);
    // Behind is off track in this scheme, and what is to be closed is a decision.
    let table = table_below(sheet(&book, "Exceptions"), "Actions: 2 Behind, 2 Slightly behind");
    assert_eq!(column(&table, "Rating"), ["Slightly behind", "Behind", "Behind", "Slightly behind"]);
}

#[test]
fn the_worst_come_first_within_each_priority_in_the_order_of_the_plan() {
    assert_eq!(refs(&written(QUARTER), "Actions"), ["2.1", "1.3", "1.2", "1.1"]);
}

#[test]
fn an_exception_says_what_slipped_whose_it_is_and_why() {
    let table = table_below(sheet(&written(QUARTER), "Exceptions"), "Actions");
    let first_of_economy = |heading| column(&table, heading).remove(1);
    let expected = [
        ("Priority", "Economy"),
        ("Ref", "1.3"),
        ("Commentary", "The owner withdrew."),
        ("Delivery plan", "Housing"),
        ("Lead officer", "Head of Housing"),
        ("Deadline", "Q1 2025-26"),
        ("Revised deadline", "Q4 2025-26"),
        ("Slippage", "9 months"),
    ];
    assert_eq!(
        expected.map(|(heading, _)| (heading, first_of_economy(heading))),
        expected.map(|(a, b)| (a, b.to_owned()))
    );
}

#[test]
fn what_should_be_rated_and_is_not_stands_with_its_reason() {
    let book = written(QUARTER);
    let exceptions = sheet(&book, "Exceptions");
    let table = table_below(exceptions, "Not rated although a rating is due: 2");
    assert_eq!(column(&table, "Ref"), ["1.6", "1.7"], "what is not due yet is not missing");
    let why = column(&table, "Why it is not rated");
    assert_eq!(why, ["No rating was given.", "“late-ish” is no rating of the scheme."]);
    let text = all_text(exceptions);
    assert!(text.contains("The return of 1 action is missing or cannot be counted"), "{text}");
}

/// What came back for three rated indicators, and what is said of those that have no rating.
fn indicators(ratings: &str, rows: [&str; 3]) -> Vec<String> {
    let text = format!(
        "
| Settings | Setting | Value |
|---|---|---|
| | Indicator ratings | {ratings} |

| Indicators | Ref | Target | Frequency | Rated | Value{}
|---|---|---|---|---|---|---|
| | I1 | 90 | | Yes | {}
| | I2 | 90 | | Yes | {}
| | I3 | 90 | | Yes | {}
| | I4 | 90 | Annual | Yes | | |
| | I5 | 90 | | Monitor only | 80 | |
",
        if ratings == "Given and checked" { " | Rating |" } else { " | Commentary |" },
        rows[0],
        rows[1],
        rows[2]
    );
    let book = written(&text);
    let table = table_below(sheet(&book, "Exceptions"), "Not rated although");
    if table.is_empty() {
        return Vec::new();
    }
    column(&table, "Ref").into_iter().zip(column(&table, "Why it is not rated")).map(|(a, b)| a + ": " + &b).collect()
}

#[test]
fn an_indicator_without_a_rating_is_missing_unless_nothing_is_due_or_a_reason_is_given() {
    let given = indicators("Given and checked", ["90 | |", "| |", "Not available | |"]);
    assert_eq!(given, ["I1: No rating was given.", "I2: No value was given."]);
    let computed = indicators("Computed", ["90 | |", "| |", "soon | |"]);
    assert_eq!(computed, ["I2: No value was given.", "I3: The value “soon” cannot be read."]);
    assert_eq!(indicators("None", ["90 | |", "| |", "soon | |"]), Vec::<String>::new());
}

#[test]
fn an_indicator_stands_with_its_value_against_its_target_and_the_arithmetic() {
    let text = "
| Delivery plans | Code | Delivery plan | Lead officer |
|---|---|---|---|
| | housing | Housing | Head of Housing |

| Indicators | Ref | Delivery plan | Target | Value | Rating | Commentary |
|---|---|---|---|---|---|---|
| | I1 | housing | 90 | 50% | Red | Half the team has left. |
| | I2 | housing | 90 | 92% | Green | |
";
    let book = written(text);
    let table = table_below(sheet(&book, "Exceptions"), "Indicators: 1 Red");
    let of = |heading| column(&table, heading);
    assert_eq!((of("Ref"), of("Target"), of("Value")), (vec!["I1".into()], vec!["90%".into()], vec!["50%".into()]));
    assert!(of("Why")[0].starts_with("Red: 50% is"), "{:?}", of("Why"));
    assert_eq!(of("Lead officer"), ["Head of Housing"], "an indicator has the lead officer of its delivery plan");
}

#[test]
fn where_there_is_nothing_to_list_a_sentence_says_so() {
    let text = "
| Actions | Ref | Deadline | Rating |
|---|---|---|---|
| | 1.1 | Q4 | Green |
";
    let book = written(text);
    let said = all_text(sheet(&book, "Exceptions"));
    for sentence in [
        "No action counts as Red or Amber.",
        "No indicators in this plan.",
        "Every row for which a rating is due has one.",
    ] {
        assert!(said.contains(sentence), "{sentence} in:\n{said}");
    }
    assert_eq!(refs(&book, "Actions"), Vec::<String>::new());
}

#[test]
fn a_long_commentary_stands_in_full() {
    let long = "The contractor has asked for more time. ".repeat(60).trim().to_owned();
    let book = written(&QUARTER.replace("No site was found.", &long));
    let table = table_below(sheet(&book, "Exceptions"), "Actions");
    assert_eq!(column(&table, "Commentary")[2], long);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_row_that_counts_as_behind_or_off_track_is_there_once_and_no_other(
        rows in prop::collection::vec((0..6_usize, 0..3_usize, any::<bool>()), 1..12),
    ) {
        const RATINGS: [&str; 6] = ["Complete", "Green", "Amber", "Red", "Closed", ""];
        let mut text = "
| Priorities | Code | Priority |
|---|---|---|
| | A | Zeal |
| | B | Bread |
| | C | Care |

| Actions | Ref | Priority | Deadline | Monitored | Rating | Commentary |
|---|---|---|---|---|---|---|
".to_owned();
        let mut expected = BTreeMap::new();
        for (at, (rating, priority, monitored)) in rows.iter().enumerate() {
            let word = RATINGS[*rating];
            let monitored = if *monitored { "Yes" } else { "No" };
            let priority = ["A", "B", "C"][*priority];
            text += &format!("| | 1.{at} | {priority} | Q4 | {monitored} | {word} | Row {at}. |\n");
            if monitored == "Yes" && ["Amber", "Red"].contains(&word) {
                expected.insert(format!("1.{at}"), (word.to_owned(), format!("Row {at}.")));
            }
        }
        let book = written(&text);
        let table = table_below(sheet(&book, "Exceptions"), "Actions");
        let found: Vec<(String, (String, String))> = if table.is_empty() { Vec::new() } else {
            let said = column(&table, "Rating").into_iter().zip(column(&table, "Commentary"));
            column(&table, "Ref").into_iter().zip(said).collect()
        };
        prop_assert_eq!(found.len(), expected.len());
        prop_assert_eq!(found.into_iter().collect::<BTreeMap<_, _>>(), expected);
    }
}
