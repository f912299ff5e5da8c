//! What has not started, ratings in an order of the plan's, and thirds of a year, in the consolidated workbook.

use super::tests::{all_text, column, sheet, shown, table_below, written};
use crate::trial::{cases, with_collection};

/// Seven actions, worked by hand: the quarter ends on 30 June 2025.
const QUARTER: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Scheme | progress |

| Actions | Ref | Deadline | Last rating | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|---|
| | 1.1 | 31/05/2025 | Not started | Not started | | No bid came in. |
| | 1.2 | 31/05/2025 | On track | Off track | Q3 | The contractor left. |
| | 1.3 | Q4 | Not started | Not started | | |
| | 1.4 | 31/05/2025 | Not started | Not started | Q3 | A post is vacant. |
| | 1.5 | Q4 | Not started | On track | | |
| | 1.6 | Q4 | At risk | Not started | | Put off. |
| | 1.7 | 31/05/2025 | Not started | At risk | | It began late. |
";

fn exceptions(text: &str) -> Vec<String> {
    let book = written(text);
    let table = table_below(sheet(&book, "Exceptions"), "Actions");
    if table.is_empty() { Vec::new() } else { column(&table, "Ref") }
}

#[test]
fn what_has_not_started_is_an_exception_where_its_deadline_has_passed() {
    assert_eq!(exceptions(QUARTER), ["1.2", "1.7", "1.1"]);
    let book = written(QUARTER);
    let text = all_text(sheet(&book, "Exceptions"));
    assert!(text.contains("Actions: 1 Off track, 1 At risk, 1 Not started"), "{text}");
    assert!(text.contains("What has not started although its deadline has passed stands here too"), "{text}");
    let method = all_text(sheet(&book, "Method"));
    assert!(method.contains("A rating of this standing is in no order with the others"), "{method}");
    assert!(!method.contains("put in order by Best to worst"), "{method}");
}

#[test]
fn where_the_error_does_not_stand_it_is_none() {
    let waived = "
| Waivers | Rule | Ref | Reason | Approved by |
|---|---|---|---|---|
| | RAT015 | 1.1 | Members know | Head of Policy |
";
    let lowered = "
| Rules | Rule | Severity |
|---|---|---|
| | RAT015 | Warning |
";
    for policy in [waived, lowered] {
        assert_eq!(exceptions(&format!("{QUARTER}{policy}")), ["1.2", "1.7"], "{policy}");
    }
}

#[test]
fn from_and_to_not_started_is_a_change_and_neither_better_nor_worse() {
    with_collection(&cases(QUARTER)[0], |collection| {
        let tally = collection.tally();
        let changes = tally.movements.actions;
        let counts = (changes.better, changes.worse, changes.other, changes.same, changes.new);
        assert_eq!(counts, (0, 1, 3, 3, 0));
        // All of them are in the percentages, each with its own share of seven.
        assert_eq!(tally.actions.overall.counts, [0, 1, 1, 1, 4, 0]);
        assert_eq!(tally.actions.overall.base, 7);
    });
}

#[test]
fn a_plan_without_such_ratings_says_nothing_of_them() {
    let book = written(
        "
| Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|
| | 1.1 | 31/05/2025 | Amber | Q2 | Late. |
",
    );
    let text = all_text(sheet(&book, "Exceptions")) + &all_text(sheet(&book, "Method"));
    assert!(!text.to_lowercase().contains("not started") && !text.contains("Best to worst"), "{text}");
}

#[test]
fn ratings_of_one_standing_move_in_the_order_of_the_plan() {
    let text = "
| Settings | Setting | Value |
|---|---|---|
| | Direction of travel | Rating |

| Ratings | Applies to | Rating | Colour | Meaning | Standing | Commentary | In percentages | Best to worst |
|---|---|---|---|---|---|---|---|---|
| | Both | Green | 00703C | Well | On track | Optional | Yes | 1 |
| | Both | Lime | 85994B | Mostly well | On track | Optional | Yes | 2 |
| | Both | Olive | 6B7A1F | Nearly well | On track | Optional | Yes | |
| | Both | Amber | FFBF47 | Less well | Behind | Optional | Yes | 1 |
| | Both | Red | B10E1E | Late | Off track | Optional | Yes | |

| Actions | Ref | Deadline | Last rating | Rating |
|---|---|---|---|---|
| | 1.1 | Q4 | Green | Lime |
| | 1.2 | Q4 | Lime | Green |
| | 1.3 | Q4 | Lime | Olive |
| | 1.4 | Q4 | Lime | Amber |
| | 1.5 | Q4 | Lime | Lime |
";
    let book = written(text);
    with_collection(&cases(text)[0], |collection| {
        let tally = collection.tally();
        let changes = tally.movements.actions;
        assert_eq!((changes.better, changes.worse, changes.other, changes.same), (1, 2, 1, 1));
        let ways: Vec<String> = tally
            .action_lines
            .iter()
            .map(|line| line.direction.map(|way| way.to_string()).unwrap_or_default())
            .collect();
        assert_eq!(ways, ["Worsening", "Improving", "Changed", "Worsening", "Steady"]);
    });
    let method = all_text(sheet(&book, "Method"));
    assert!(method.contains("put in order by Best to worst"), "{method}");
    let key = table_below(sheet(&book, "Method"), "Key to the ratings");
    assert_eq!(column(&key, "Best to worst")[..5], ["1", "2", "", "1", ""]);
}

#[test]
fn a_year_of_thirds_has_three_columns_and_targets_of_its_own() {
    let text = "
| Settings | Setting | Value |
|---|---|---|
| | Reporting | Four-monthly |
| | Period | 2025-26 T2 |

| Actions | Ref | Deadline | Rating | Revised deadline | Completed date | Commentary |
|---|---|---|---|---|---|---|
| | 1.1 | T1 | Amber | T2 2025/26 | | Late. |
| | 1.2 | T3 | Green | | | |
| | 1.3 | T2 | Complete | | 30/11/2025 | |
| | 1.4 | 30/11/2025 | Green | | | |

| Indicators | Ref | Unit | Better when | Target | Target T1 | Target T2 | Cumulative | Frequency | Value | Rating |
|---|---|---|---|---|---|---|---|---|---|---|
| | E1 | number | Higher | 90 | 30 | 55 | Yes | | 56 | Green |
| | E2 | number | Higher | 90 | | | Yes | | 60 | Green |
| | E3 | number | Higher | 90 | | | No | T1, T3 | | |
";
    let book = written(text);
    let indicators = sheet(&book, "Indicators");
    // 90 in a straight line is 60 after two of three parts.
    for (row, target, value) in [("E1", "55", "56"), ("E2", "60", "60"), ("E3", "90", "")] {
        let of = |heading| shown(indicators, "", row, heading);
        assert_eq!((of("Target").as_str(), of("T2").as_str()), (target, value), "{row}");
        assert_eq!((of("T1").as_str(), of("T3").as_str()), ("not held", ""), "{row}");
    }
    with_collection(&cases(text)[0], |collection| {
        let codes: Vec<&str> = collection.findings().map(|finding| finding.rule.code).collect();
        // The revised deadline of 1.1 and the deadline of 1.4 are the last day of November, which has passed.
        assert_eq!(codes, ["DLN004", "RAT005"]);
    });
    let everything: String = book.sheets.iter().map(all_text).collect();
    assert!(everything.contains("T1, now T2"), "{everything}");
}
