//! What the appendices say of whole quarters.

use super::tests::{blocks_of, said};
use crate::word::{Block, Chart};

const QUARTER: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Period | 2025-26 Q2 |

| Actions | Ref | Deadline | Monitored | Outcome | Approach | Project | Portfolio holder | Scrutiny committee | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|---|---|---|---|---|---|
| | 1.1 | Q2 | Yes | Homes | Build | Mill Lane | Housing | Place | Amber | Q4 | Late. |
| | 1.2 | Q3 | Yes | Homes | Build | Elm Court | Housing | Place | Green | | |
| | 1.3 | Q3 | Yes | Jobs | | | Growth | Place | Green | | |

| Indicators | Ref | Unit | Better when | Target | Cumulative | Value | Rating |
|---|---|---|---|---|---|---|---|
| | E1 | days | Lower | 20 | No | 19 | Green |
| | E2 | % | Higher | 90 | Yes | percent 92 | Green |
| | E3 | number | Higher | 90 | No | 91 | Green |
";
const EARLIER: &str = "
| Previous actions | Ref | Rating |
|---|---|---|
| | 1.1 | Green |

| Previous indicators | Ref | Value | Rating |
|---|---|---|---|
| | E1 | 22 | Amber |
| | E2 | percent 91 | Green |
| | E3 | Awaited | |
";

fn charts(text: &str) -> Vec<Chart> {
    let charts = blocks_of(text).into_iter().filter_map(|block| {
        let Block::Charts(charts) = block else { return None };
        Some(charts)
    });
    charts.flatten().collect()
}

#[test]
fn an_indicator_with_figures_of_two_periods_has_a_chart_of_them() {
    let charts = charts(&format!("{QUARTER}{EARLIER}"));
    let said: Vec<&str> = charts.iter().map(|chart| chart.description.as_str()).collect();
    let expected = [
        "E1 Something to be done (days): 2025-26 Q1 22 days, 2025-26 Q2 19 days. Target 20 days.",
        "E2 Something to be done: 2025-26 Q1 91%, 2025-26 Q2 92%.",
    ];
    assert_eq!(said, expected, "one figure makes no trend, and what adds up has no level target");
    assert_eq!(charts[0].categories, ["Q1", "Q2"]);
    assert_eq!(charts[0].series[0].labels, ["22 days", "19 days"].map(|own| Some(own.to_owned())));
    assert_eq!(charts[0].series[1].name, "Target 20 days");
    let text = said_with(EARLIER);
    let [before, after] = text.split_once("Two: Indicators over the periods").unwrap().into();
    assert!(before.contains("Appendix 1") && after.contains("~ E1"), "{text}");
}

fn said_with(more: &str) -> String {
    said(&format!("{QUARTER}{more}"))
}

#[test]
fn yes_and_no_make_no_line_and_numbers_do() {
    let quarter = |unit: &str, values: &str| {
        charts(&format!(
            "
| Indicators | Ref | Unit | Better when | Target | 2024-25 Q4 | Value | Rating |
|---|---|---|---|---|---|---|---|
| | E1 | {unit} | {values} | Green |"
        ))
    };
    assert!(quarter("yes/no", "| Yes | Yes | Yes").is_empty());
    let numbers = quarter("number", "Lower | 20 | 19 | 18");
    assert!(numbers.len() == 1 && numbers[0].has_scale, "{numbers:?}");
}

#[test]
fn a_first_period_has_no_trend() {
    assert!(charts(QUARTER).is_empty());
    assert!(!said(QUARTER).contains("over the periods"));
}

#[test]
fn of_many_figures_the_first_and_the_last_are_written_beside_the_line() {
    let history = "2023-24 Q3 | 2023-24 Q4 | 2024-25 Q1 | 2024-25 Q2 | 2024-25 Q3";
    let text = format!(
        "
| Indicators | Ref | Unit | Better when | Target | {history} | Value | Rating |
|---|---|---|---|---|---|---|---|---|---|---|
| | E1 | number | Lower | 20 | 11 | 12 | 13 | 14 | 15 | 16 | Green |"
    );
    let charts = charts(&text);
    let labels: Vec<&str> = charts[0].series[0].labels.iter().flatten().map(String::as_str).collect();
    assert_eq!(labels, ["11", "16"]);
    for figure in ["12", "13", "14", "15"] {
        assert!(charts[0].description.contains(&format!(" {figure}")), "{}", charts[0].description);
    }
    // 2024-25 Q4 is not held.
    assert!(charts[0].series[0].values.iter().any(Option::is_none));
}

#[test]
fn an_outcome_is_a_heading_and_what_is_within_it_one_below_with_a_table_each() {
    let text = said(QUARTER);
    let headings: Vec<&str> =
        text.lines().filter(|line| line.starts_with("Two: ") || line.starts_with("Three: ")).collect();
    let own = &headings[headings.iter().position(|line| line.starts_with("Two: Actions")).unwrap()..];
    let expected = [
        "Two: Actions: Homes",
        "Three: Build – Mill Lane",
        "Three: Build – Elm Court",
        "Two: Actions: Jobs",
        "Two: Indicators",
    ];
    assert_eq!(own, expected, "{text}");
    let alone = QUARTER.split("| Indicators").next().unwrap();
    assert!(said(alone).contains("\nTwo: Homes\nThree: Build – Mill Lane\n"), "{}", said(alone));
    let aside = alone.replace("Q3 | Yes | Jobs", "Q3 | No | Jobs").replace("| Yes | Homes", "| No | Homes");
    let aside = said(&aside.replace("| Amber | Q4 |", "| | |").replace("| Green |", "| |"));
    assert!(aside.contains("Two: Actions for information only, not rated: Homes"), "{aside}");
}

#[test]
fn whom_a_row_answers_to_stands_beside_it_or_once_above_where_it_is_the_same_for_all() {
    let alone = QUARTER.split("| Indicators").next().unwrap();
    let text = said(alone);
    assert!(text.contains("\nScrutiny committee: Place\n"), "{text}");
    assert!(text.contains("\nRef | Action | Lead officer | Portfolio holder | Q1"), "{text}");
    assert!(text.contains("\n1.3 | Something to be done | Head of Economy and Growth | Growth | "), "{text}");
    let wording = "
| Wording | What | As printed | Show |
|---|---|---|---|
| | Portfolio holder | | No |
| | Scrutiny committee | Panel | |
";
    let text = said(&format!("{alone}{wording}"));
    assert!(text.contains("\nPanel: Place\n") && !text.contains("Portfolio holder"), "{text}");
    let text = said(&alone.replace("Portfolio holder", "Ward").replace("Scrutiny committee", "Place in town"));
    assert!(!text.contains("committee") && !text.contains("holder"), "{text}");
}

#[test]
fn a_column_in_which_nobody_has_an_entry_is_left_out_but_for_the_periods_of_the_year() {
    let alone = QUARTER.split("| Indicators").next().unwrap();
    let heads = |text: &str| text.lines().find(|line| line.starts_with("Ref | Action")).unwrap().to_owned();
    let text = said(alone);
    assert!(!heads(&text).contains("Later") && heads(&text).contains("Q1 | Q2 | Q3 | Q4 | Deadline"), "{text}");
    let later = said(&alone.replace("| Q3 |", "| 2027-28 |"));
    assert!(heads(&later).contains("Q4 | Later | Deadline"), "{later}");
}

#[test]
fn marks_are_explained_where_they_stand_and_no_others() {
    let text = said(QUARTER);
    assert!(text.contains("x = the deadline falls in that period; – = nothing is due then"), "{text}");
    assert!(text.contains("not held = "), "{text}");
    let text = said(&QUARTER.replace("2025-26 Q2", "2025-26 Q1"));
    assert!(!text.contains("not held"), "{text}");
}

#[test]
fn a_rating_stands_above_its_rows_with_its_full_meaning() {
    let text = said(QUARTER);
    assert!(text.contains("1 (33%) ▲ Behind: will be finished"), "{text}");
    let lettered = "
| Settings | Setting | Value |
|---|---|---|
| | Scheme | west-norfolk |

| Actions | Ref | Deadline | Rating |
|---|---|---|---|
| | 1.1 | Q4 | Amber |
| | 1.2 | Q4 | Green |
";
    let text = said(lettered);
    assert!(
        text.contains("1 (50%) Amber (Behind, with action under way to catch up), 1 (50%) Green (On track)"),
        "{text}"
    );
}

#[test]
fn each_appendix_begins_on_a_page_of_its_own() {
    let blocks = blocks_of(crate::consolidate::tests::QUARTER);
    let breaks: Vec<usize> =
        blocks.iter().enumerate().filter(|(_, block)| **block == Block::PageBreak).map(|(at, _)| at).collect();
    assert_eq!(breaks.len(), 1, "the first begins where the pages turn");
    assert!(matches!(&blocks[breaks[0] + 1], Block::Heading(_, text) if text.starts_with("Appendix 2")));
}
