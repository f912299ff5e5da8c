//! Computed directions of travel, from earlier workbooks and without them.

use crate::domain::Direction;
use crate::trial::{cases, with_collection};

/// The arrows of the actions and of the indicators of a quarter under a setting.
fn arrows(setting: &str, text: &str) -> String {
    let settings = "| Settings | Setting | Value |\n|---|---|---|\n| | Direction of travel |";
    let text = format!("{settings} {setting} |\n| | Period | 2025-26 Q2 |\n\n{text}");
    with_collection(&cases(&text)[0], |collection| {
        let tally = collection.tally();
        let actions = tally.action_lines.iter().map(|line| line.direction);
        let directions = actions.chain(tally.indicator_lines.iter().map(|line| line.direction));
        let mark = |direction: Direction| if direction == Direction::Changed { "≠" } else { direction.symbol() };
        directions.map(|direction| direction.map_or("·", mark)).collect()
    })
}

const RATED: &str = "
| Actions | Ref | Deadline | Last rating | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|---|
| | 1.1 | Q4 | Green | Amber | Q1 2026/27 | Late. |
| | 1.2 | Q4 | Amber | Green | | |
| | 1.3 | Q4 | Green | Green | | |
| | 1.4 | Q4 | | Green | | |

| Indicators | Ref | Target | Last rating | Value | Rating | Commentary |
|---|---|---|---|---|---|---|
| | E1 | 90 | Red | percent 95 | Green | |
";

#[test]
fn by_rating_the_earlier_workbook_goes_before_the_last_rating_of_the_return() {
    assert_eq!(arrows("Rating", RATED), "↓↑↔·↑");
    let earlier = "
| Previous actions | Ref | Rating | Commentary |
|---|---|---|---|
| | 1.1 | Red | Gone. |
| | 1.2 | Green | |
| | 1.3 | Closed | Stopped. |
| | 1.4 | Amber | Late. |

| Previous indicators | Ref | Value | Rating |
|---|---|---|---|
| | E1 | percent 95 | Green |
";
    assert_eq!(arrows("Rating", &format!("{RATED}\n{earlier}")), "↑↔≠↑↔");
}

#[test]
fn two_ratings_that_nothing_orders_are_a_change_and_not_steady() {
    let ratings = "
| Ratings | For | Rating | Standing | Commentary |
|---|---|---|---|---|
| | Actions | Green | On track | |
| | Actions | Lime | On track | |
| | Actions | On hold | Closed | |
| | Indicators | Green | On track | |
| | Indicators | Amber-Green | Behind | |
| | Indicators | Amber-Red | Behind | |
| | Indicators | Late | Behind | |
| | Indicators | Awaited | Awaited | |

| Tolerances | Tolerance | Measured in | Rating | Shortfall |
|---|---|---|---|---|
| | Usual | % of target | Green | <= 0 |
| | Usual | % of target | Amber-Green | <= 5 |
| | Usual | % of target | Amber-Red | > 5 |

| Actions | Ref | Deadline | Last rating | Rating |
|---|---|---|---|---|
| | 1.1 | Q4 | Green | Lime |
| | 1.2 | Q4 | Lime | Lime |
| | 1.3 | Q4 | On hold | Green |
| | 1.4 | Q4 | On hold | On hold |

| Indicators | Ref | Target | Tolerance | Last rating | Value | Rating |
|---|---|---|---|---|---|---|
| | E1 | 100 | Usual | Amber-Green | 90 | Amber-Red |
| | E2 | 100 | Usual | Amber-Red | 97 | Amber-Green |
| | E3 | 100 | Usual | Late | 97 | Amber-Green |
| | E4 | 100 | Usual | Awaited | 97 | Amber-Green |
| | E5 | 100 | Usual | Amber-Red | Awaited | |
";
    assert_eq!(arrows("Rating", ratings), "≠↔≠·↓↑≠≠≠");
}

#[test]
fn by_value_the_workbook_of_the_period_before_is_read_and_a_restated_value_goes_before_it() {
    let own = "
| Indicators | Ref | Unit | Better when | Target | Cumulative | Last value | Typed Last value | Value |
|---|---|---|---|---|---|---|---|---|
| | E1 | days | Lower | 20 | No | 18 | 18 | 19 |
| | E2 | days | Lower | 20 | No | | | 19 |
| | E3 | number | Higher | 100 | Yes | 20 | 20 | 40 |
| | E4 | days | Lower | 20 | No | 18 | 21 | 19 |
";
    assert_eq!(arrows("Previous period", own), "↓··↑");
    let earlier = |before: &str| {
        format!(
            "{own}\n| Previous indicators{before} | Ref | Value |\n|---|---|---|\n| | E1 | 22 |\n| | E2 | 22 |\n| | E3 | 20 |\n| | E4 | 17 |\n"
        )
    };
    assert_eq!(arrows("Previous period", &earlier("")), "↑↑·↑", "22 was reported for E1, and 21 is restated for E4");
    assert_eq!(arrows("Previous period", &earlier(" 2")), "↓··↑", "an older workbook says nothing of last period");
}

#[test]
fn the_same_period_of_last_year_is_four_quarters_back_and_an_outturn_of_the_year_is_not_its_figure() {
    let own = "
| Indicators | Ref | Indicator | Target | Baseline | Value |
|---|---|---|---|---|---|
| | E1 | Rent collected | 90 | 99 | percent 92 |
| | E2 | Rent owed | 90 | 80 | percent 92 |
";
    assert_eq!(arrows("Same period last year", own), "··");
    let earlier = |before: u8| {
        format!(
            "{own}\n| Previous indicators {before} | Ref | Value |\n|---|---|---|\n| | E1 | percent 93 |\n| | E2 | percent 90 |\n"
        )
    };
    assert_eq!(arrows("Same period last year", &earlier(4)), "↓↑");
    assert_eq!(arrows("Same period last year", &earlier(3)), "··");
    let cumulative = "
| Indicators | Ref | Unit | Better when | Target | Cumulative | Baseline | Value |
|---|---|---|---|---|---|---|---|
| | E1 | number | Higher | 400 | Yes | 390 | 402 |
";
    assert_eq!(arrows("Same period last year", cumulative), "·");
    let at_the_end = cumulative.to_owned();
    let settings = "| Settings | Setting | Value |\n|---|---|---|\n| | Direction of travel | Same period last year |\n| | Period | 2025-26 Q4 |\n";
    let text = format!("{settings}\n{at_the_end}");
    let direction = with_collection(&cases(&text)[0], |collection| collection.tally().indicator_lines[0].direction);
    assert_eq!(direction, Some(Direction::Improving));
}
