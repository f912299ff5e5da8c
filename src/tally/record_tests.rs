//! What is told of earlier periods, through whole quarters: by earlier workbooks, by the plan's own columns, by both.

use super::Told;
use crate::domain::Kind;
use crate::tally::shares_over_periods;
use crate::trial::{cases, with_collection};

/// Each indicator in each period that is shown: who tells of it, value or reason, rating.
fn told(text: &str) -> Vec<Vec<String>> {
    let text = format!("| Settings | Setting | Value |\n|---|---|---|\n| | Period | 2025-26 Q2 |\n\n{text}");
    with_collection(&cases(&text)[0], |collection| {
        let tally = collection.tally();
        let of_line = |line: &crate::tally::IndicatorLine<'_>| {
            let one = |period| {
                let then = tally.record.indicator(line, period);
                let value = then.value.map(|value| value.to_string()).or(then.reason.map(|one| one.word().to_owned()));
                let restated = then.restated.map_or(String::new(), |one| {
                    format!(" r {} by {}", one.reported.map_or("-".to_owned(), |value| value.to_string()), one.by)
                });
                let overruled = then.overruled.map_or(String::new(), |value| format!(" not {value}"));
                let rating = then.rating.unwrap_or("-");
                format!("{period} {:?} {}{restated}{overruled} {rating}", then.told, value.unwrap_or("-".to_owned()))
            };
            tally.record.periods().into_iter().map(one).collect()
        };
        tally.indicator_lines.iter().map(of_line).collect()
    })
}

const OWN: &str = "
| Indicators | Ref | Unit | Better when | Target | Typed Last value | Value | Rating | Commentary |
|---|---|---|---|---|---|---|---|---|
| | E1 | days | Lower | 20 | 21 | 19 | Green | |
| | E2 | days | Lower | 20 | | 25 | Red | Late. |
";

#[test]
fn without_anything_earlier_there_is_this_period_alone() {
    assert_eq!(told(OWN), [["2025-26 Q2 Now 19 Green"], ["2025-26 Q2 Now 25 Red"]]);
}

#[test]
fn an_earlier_workbook_tells_and_a_value_typed_over_restates_it() {
    let text = format!(
        "{OWN}\n| Previous indicators | Ref | Value | Rating | Commentary |\n|---|---|---|---|---|\n| | E1 | 22 | Amber | Slow. |\n| | E2 | Awaited | | |\n"
    );
    let expected = [
        ["2025-26 Q1 ByWorkbook 21 r 22 by 2025-26 Q2 Amber", "2025-26 Q2 Now 19 Green"],
        ["2025-26 Q1 ByWorkbook Awaited Awaited", "2025-26 Q2 Now 25 Red"],
    ];
    assert_eq!(told(&text), expected);
}

#[test]
fn a_period_without_a_workbook_is_not_held_and_no_older_figure_stands_for_it() {
    let text = format!(
        "{OWN}\n| Previous indicators 2 | Ref | Value | Rating | Commentary |\n|---|---|---|---|---|\n| | E1 | 22 | Amber | Slow. |\n| | E2 | 18 | Green | |\n"
    );
    // The wording of another year must be the same, and the trial's is.
    let expected = [
        ["2024-25 Q4 ByWorkbook 22 Amber", "2025-26 Q1 NotHeld - -", "2025-26 Q2 Now 19 Green"],
        ["2024-25 Q4 ByWorkbook 18 Green", "2025-26 Q1 NotHeld - -", "2025-26 Q2 Now 25 Red"],
    ];
    assert_eq!(told(&text), expected);
}

#[test]
fn a_last_value_is_of_the_period_before_in_which_a_value_was_due() {
    let text = "
| Indicators | Ref | Unit | Better when | Target | Frequency | Typed Last value | Value | Rating | Commentary |
|---|---|---|---|---|---|---|---|---|---|
| | E1 | days | Lower | 20 | Q2, Q4 | 21 | 19 | Green | |

| Previous indicators | Ref | Value | Rating | Commentary |
|---|---|---|---|---|
| | E1 | | | |

| Previous indicators 2 | Ref | Value | Rating | Commentary |
|---|---|---|---|---|
| | E1 | 22 | Amber | Slow. |
";
    let found = told(text);
    assert_eq!(found[0][0], "2024-25 Q4 ByWorkbook 21 r 22 by 2025-26 Q2 Amber", "{found:?}");
    assert!(!found[0][1].contains(" r "), "{found:?}");
}

#[test]
fn the_plans_own_columns_tell_where_no_workbook_does() {
    let text = "
| Indicators | Ref | Unit | Better when | Target | 2023-24 | Q4 2024/25 | 2025-26 Q1 | Rating 2025-26 Q1 | 2024-25 budget | Value | Rating | Commentary |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| | E1 | days | Lower | 20 | 30 | 26 | 23 | Red | 99 | 19 | Green | |
| | E2 | days | Lower | 20 | | | | | 99 | 25 | Red | Late. |
";
    let alone = [
        ["2023-24 ByPlan 30 -", "2024-25 Q4 ByPlan 26 -", "2025-26 Q1 ByPlan 23 Red", "2025-26 Q2 Now 19 Green"],
        ["2023-24 NotHeld - -", "2024-25 Q4 NotHeld - -", "2025-26 Q1 NotHeld - -", "2025-26 Q2 Now 25 Red"],
    ];
    assert_eq!(told(text), alone);
    let with_workbook = format!(
        "{text}\n| Previous indicators | Ref | Value | Rating | Commentary |\n|---|---|---|---|---|\n| | E1 | 22 | Amber | Slow. |\n| | E2 | 24 | Red | Late. |\n"
    );
    let found = told(&with_workbook);
    assert_eq!(found[0][2], "2025-26 Q1 ByWorkbook 22 not 23 Amber");
    assert_eq!(found[1][2], "2025-26 Q1 ByWorkbook 24 Red");
    assert_eq!(found[0][1], "2024-25 Q4 ByPlan 26 -");
}

/// The periods of the shares of actions with base, counts and percentages.
fn shares(text: &str) -> Vec<String> {
    shares_of(Kind::Actions, text)
}

fn shares_of(kind: Kind, text: &str) -> Vec<String> {
    let text = format!("| Settings | Setting | Value |\n|---|---|---|\n| | Period | 2025-26 Q2 |\n\n{text}");
    with_collection(&cases(&text)[0], |collection| {
        let tally = collection.tally();
        let all = shares_over_periods(collection.plan, &tally, kind);
        let one = |one: &crate::tally::PeriodShares| {
            let shares: Vec<String> = one.percentages.iter().flatten().map(ToString::to_string).collect();
            format!("{} {} {:?} {}", one.period, one.base, one.counts, shares.join("/"))
        };
        all.iter().map(one).collect()
    })
}

#[test]
fn shares_are_told_by_workbooks_and_by_the_plan_only_where_it_has_every_rated_row() {
    let actions = |second: &str| {
        format!(
            "
| Actions | Ref | Deadline | Monitored | Rating 2024-25 Q4 | Rating 2025-26 Q1 | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|---|---|---|
| | 1.1 | Q4 | Yes | Green | Green | Green | | |
| | 1.2 | Q4 | Yes | {second} | Red | Amber | Q1 2026/27 | Late. |
| | 1.3 | Q4 | No | | | | | |
"
        )
    };
    let now = "2025-26 Q2 2 [0, 1, 1, 0, 0] 0/50/50/0/0";
    let whole = shares(&actions("Red"));
    assert_eq!(whole, ["2024-25 Q4 2 [0, 1, 0, 1, 0] 0/50/0/50/0", "2025-26 Q1 2 [0, 1, 0, 1, 0] 0/50/0/50/0", now]);
    assert_eq!(shares(&actions("")), [whole[1].as_str(), now], "one row has no rating there");
    let workbook = format!(
        "{}\n| Previous actions | Ref | Rating | Revised deadline | Commentary |\n|---|---|---|---|---|\n| | 1.1 | Green | | |\n| | 1.2 | Green | | |\n",
        actions("")
    );
    assert_eq!(
        shares(&workbook),
        ["2025-26 Q1 2 [0, 2, 0, 0, 0] 0/100/0/0/0", now],
        "the workbook goes before the plan"
    );
}

#[test]
fn shares_of_indicators_are_told_by_the_plan_where_it_has_every_one_that_is_rated() {
    let indicators = |second: &str| {
        format!(
            "
| Indicators | Ref | Unit | Better when | Target | Rated | 2025-26 Q1 | Rating 2025-26 Q1 | Value | Rating |
|---|---|---|---|---|---|---|---|---|---|
| | E1 | days | Lower | 20 | Yes | 19 | Green | 19 | Green |
| | E2 | days | Lower | 20 | Yes | 18 | {second} | 19 | Green |
| | E3 | days | Lower | | Information only | 7 | | 8 | |
"
        )
    };
    let told = |second| shares_of(Kind::Indicators, &indicators(second));
    assert_eq!(told("Green").len(), 2, "{:?}", told("Green"));
    assert!(told("Green")[0].starts_with("2025-26 Q1 2 "), "{:?}", told("Green"));
    assert_eq!(told("").len(), 1, "one rated indicator has no rating there: {:?}", told(""));
}

#[test]
fn an_action_stood_as_its_workbook_or_the_plan_has_it() {
    let text = "
| Settings | Setting | Value |
|---|---|---|
| | Period | 2025-26 Q2 |

| Actions | Ref | Deadline | Rating 2025-26 Q1 | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|---|
| | 1.1 | Q4 | Green | Green | | |
| | 1.2 | Q4 | Red | Amber | Q1 2026/27 | Late. |

| Previous actions | Ref | Rating | Revised deadline | Commentary |
|---|---|---|---|---|
| | 1.1 | Amber | Q1 2026/27 | Slow. |
| | 1.2 | | | |
";
    with_collection(&cases(text)[0], |collection| {
        let tally = collection.tally();
        let of = |line: &crate::tally::ActionLine<'_>| -> Vec<(Told, Option<String>)> {
            let year = tally.record.year().into_iter();
            year.map(|period| tally.record.action(line, period))
                .map(|one| (one.told, one.rating.map(str::to_owned)))
                .collect()
        };
        let word = |word: &str| Some(word.to_owned());
        let found: Vec<_> = tally.action_lines.iter().map(of).collect();
        let to_come = (Told::ToCome, None);
        let (first, second) = ((Told::ByWorkbook, word("Amber")), (Told::ByWorkbook, word("Red")));
        assert_eq!(found[0], [first, (Told::Now, word("Green")), to_come.clone(), to_come.clone()]);
        assert_eq!(
            found[1],
            [second, (Told::Now, word("Amber")), to_come.clone(), to_come],
            "the workbook says nothing of it"
        );
    });
}
