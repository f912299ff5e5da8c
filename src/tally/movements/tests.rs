//! Movements through whole quarters: issued, filled in, consolidated, read back, and the next one compared with it.

use super::*;
use crate::domain::Rating;
use crate::trial::{cases, with_collection};

/// Every movement of a quarter: what, reference, before, now, direction.
fn moved(text: &str) -> Vec<String> {
    with_collection(&cases(text)[0], |collection| {
        let tally = collection.tally();
        let part = |text: &Option<String>| text.clone().unwrap_or_default();
        let line = |one: &Movement<'_>| {
            let way = one.direction.map_or("–", Direction::symbol);
            let text =
                format!("{:?} {}: {} > {} {way}", one.what, one.row.reference(), part(&one.before), part(&one.now));
            text.replace("  ", " ")
        };
        tally.movements.list.iter().map(line).collect()
    })
}

fn changes(text: &str) -> (RatingChanges, RatingChanges) {
    with_collection(&cases(text)[0], |collection| {
        let tally = collection.tally();
        let (actions, indicators) = (tally.movements.actions, tally.movements.indicators);
        assert_eq!(actions.total(), tally.actions.overall.total, "every rated action is counted once");
        assert_eq!(indicators.total(), tally.indicators.overall.total, "every rated indicator is counted once");
        (actions, indicators)
    })
}

const RATINGS: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Period | 2025-26 Q2 |

| Actions | Ref | Deadline | Rating | Completed date | Revised deadline | Commentary |
|---|---|---|---|---|---|---|
| | 1.1 | Q4 | Red | | Q4 2026/27 | The contractor has left. |
| | 1.2 | Q4 | Green | | | |
| | 1.3 | Q4 | Closed | | | Withdrawn by members. |
| | 1.4 | Q4 | Amber | | Q1 2026/27 | Slow. |
| | 1.5 | Q4 | | | | |
| | 1.6 | Q4 | Green | | | |
| | 1.7 | Every period | Green | | | |
| | 1.8 | Q4 | Green | | | |

| Previous actions | Ref | Rating | Completed date | Revised deadline | Commentary |
|---|---|---|---|---|---|
| | 1.1 | Green | | | |
| | 1.2 | Amber | | Q4 2025/26 | Late. |
| | 1.3 | Green | | | |
| | 1.4 | Amber | | Q1 2026/27 | Slower. |
| | 1.5 | Green | | | |
| | 1.6 | | | | |
| | 1.7 | Complete | 01/06/2025 | | |
| | 1.8 | Complete | 01/06/2025 | | |
";

#[test]
fn ratings_go_both_ways_and_every_rated_row_is_counted_once() {
    let list = moved(RATINGS);
    let ratings: Vec<&String> = list.iter().filter(|line| line.starts_with('R')).collect();
    assert_eq!(
        ratings,
        [
            "Reopened 1.8: Complete > Green ↓",
            "Rating 1.1: Green > Red ↓",
            "Rating 1.7: Complete > Green ↓",
            "Rating 1.2: Amber > Green ↑",
            "Rating 1.3: Green > Closed –",
        ]
    );
    let expected = RatingChanges { better: 1, worse: 3, other: 1, same: 1, new: 1 };
    assert_eq!(changes(RATINGS).0, expected);
}

#[test]
fn a_deadline_moves_from_the_one_that_stood_to_the_one_that_stands() {
    let text = "
| Settings | Setting | Value |
|---|---|---|
| | Period | 2025-26 Q2 |

| Actions | Ref | Deadline | Rating | Completed date | Revised deadline | Commentary |
|---|---|---|---|---|---|---|
| | 1.1 | Q1 2026/27 | Amber | | Q2 2026/27 | Late. |
| | 1.2 | Q1 2026/27 | Red | | 31/03/2027 | Later. |
| | 1.3 | Q1 2026/27 | Amber | | 30/09/2026 | The same day. |
| | 1.4 | Q1 2026/27 | Complete | 02/07/2025 | | |
| | 1.5 | Q1 2026/27 | Amber | | | Nothing is said. |
| | 1.6 | Q1 2026/27 | Amber | | Aug 2026 | Sooner than we said. |
| | 1.7 | Q1 2026/27 | Green | | | |

| Previous actions | Ref | Rating | Revised deadline | Commentary |
|---|---|---|---|---|
| | 1.1 | Green | | |
| | 1.2 | Amber | Q2 2026/27 | Late. |
| | 1.3 | Amber | Q2 2026/27 | Late now. |
| | 1.4 | Amber | Q2 2026/27 | Late. |
| | 1.5 | Amber | Q2 2026/27 | Late. |
| | 1.6 | Amber | Q2 2026/27 | Late. |
| | 1.7 | Green | | |

| Previous change | Do | Where | What |
|---|---|---|---|
| | type | Actions!1.7!Deadline | Q4 2025/26 |
";
    let list: Vec<String> = moved(text).into_iter().filter(|line| line.starts_with("Deadline")).collect();
    assert_eq!(
        list,
        [
            "Deadline 1.1: Q1 2026-27 > Q2 2026-27 ↓",
            "Deadline 1.2: Q2 2026-27 > 31 Mar 2027 ↓",
            "Deadline 1.7: Q4 2025/26 > Q1 2026-27 ↓",
            "Deadline 1.6: Q2 2026-27 > Aug 2026 ↑",
        ]
    );
}

#[test]
fn what_is_complete_by_its_date_alone_and_has_lost_it_is_reopened() {
    let text = "
| Settings | Setting | Value |
|---|---|---|
| | Scheme | southend |
| | Period | 2025-26 Q2 |

| Actions | Ref | Deadline | Rating | Commentary |
|---|---|---|---|---|
| | 1.1 | Q4 | Green | Begun again. |

| Previous actions | Ref | Rating | Completed date | Commentary |
|---|---|---|---|---|
| | 1.1 | Green | 12/06/2025 | Done. |
";
    assert_eq!(moved(text), ["Reopened 1.1: Green > Green –"]);
    let day = with_collection(&cases(text)[0], |collection| collection.tally().movements.list[0].completed);
    assert_eq!(day, Some(jiff::civil::date(2025, 6, 12)));
    // A date that cannot be read may be any, and one that stands is one.
    for date in ["'some day", "12/06/2025"] {
        let text = text.replacen("Rating | Commentary |\n|---", "Rating | Completed date | Commentary |\n|---|---", 1);
        let text = text.replacen("Green | Begun", &format!("Green | {date} | Begun"), 1);
        assert!(moved(&text).iter().all(|one| !one.starts_with("Reopened")), "{date}: {:?}", moved(&text));
    }
    assert_eq!(changes(text).0, RatingChanges { same: 1, ..RatingChanges::default() });
}

#[test]
fn a_row_is_new_or_gone_by_what_it_stands_for_and_ended_where_the_plan_says_so() {
    let text = "
| Settings | Setting | Value |
|---|---|---|
| | Period | 2025-26 Q2 |
| | Without return | 2 |

| Delivery plans | Code | Delivery plan |
|---|---|---|
| | homes | Homes |
| | parks | Parks |

| Actions | Ref | Delivery plan | Action | Deadline | Ended | Rating |
|---|---|---|---|---|---|---|
| | 1.1 | homes | Build the hall | Q4 | | Green |
| | 1.2 | homes | Buy the land | Q4 | | Green |
| | 1.4 | homes | Plant the trees | Q4 | | Green |

| Actions @2 | Ref | Delivery plan | Action | Deadline | Ended |
|---|---|---|---|---|---|
| | 2.1 | parks | Drain the field | Q4 | 2025-26 Q1 |

| Previous actions | Ref | Rating |
|---|---|---|
| | 1.1 | Green |
| | 1.2 | Green |
| | 1.4 | Green |

| Previous change | Do | Where | What |
|---|---|---|---|
| | type | Actions!1.2!Action | Sell the depot |
| | type | Actions!1.4!Ref | 1.40 |
";
    assert_eq!(
        moved(text),
        [
            "New 1.2: > Green –",
            "New 1.4: > Green –",
            "Ended 2.1: > 2025-26 Q1 –",
            "Gone 1.2: Green > –",
            "Gone 1.40: Green > –",
        ]
    );
}

#[test]
fn an_earlier_workbook_without_its_sheet_does_not_make_every_row_new() {
    let text = "
| Settings | Setting | Value |
|---|---|---|
| | Period | 2025-26 Q2 |

| Actions | Ref | Deadline | Rating |
|---|---|---|---|
| | 1.1 | Q4 | Green |

| Indicators | Ref | Target | Value | Rating |
|---|---|---|---|---|
| | E1 | 90 | 91% | Green |

| Previous actions | Ref | Rating |
|---|---|---|
| | 1.1 | Green |

| Previous indicators | Ref | Value | Rating |
|---|---|---|---|
| | E1 | 91% | Green |

| Previous change | Do | Where | What |
|---|---|---|---|
| | delete sheet | Actions | |
";
    assert_eq!(moved(text), Vec::<String>::new());
}

const INDICATORS: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Period | 2025-26 Q2 |

| Indicators | Ref | Unit | Target | Cumulative | Tolerance | Typed Last value | Value | Rating | Commentary |
|---|---|---|---|---|---|---|---|---|---|
| | E1 | % | 90 | No | | percent 80 | percent 95 | Green | Better. |
| | E2 | number | 400 | Yes | | 100 | 210 | Green | |
| | E3 | % | 90 | No | | percent 91 | percent 60 | Red | Posts  are vacant. |

| Previous indicators | Ref | Value | Rating | Commentary |
|---|---|---|---|---|
| | E1 | percent 85 | Red | Worse. |
| | E2 | 100 | Green | |
| | E3 | percent 91 | Green | Posts are VACANT. |

| Previous change | Do | Where | What |
|---|---|---|---|
| | type | Indicators!E3!Target | 85% |
| | type | Indicators!E3!Tolerance | Green within 10% |
";

#[test]
fn values_targets_tolerances_and_commentary_move_and_a_profile_does_not() {
    let list = moved(INDICATORS);
    let tolerance = list.iter().find(|line| line.starts_with("Tolerance")).unwrap();
    assert!(tolerance.starts_with("Tolerance E3: Green within 10% > Green"), "{tolerance}");
    let rest: Vec<&String> = list.iter().filter(|line| *line != tolerance).collect();
    assert_eq!(
        rest,
        [
            "Rating E3: Green > Red ↓",
            "Rating E1: Red > Green ↑",
            "Restated E1: 85% > 80% –",
            "Target E3: 85% > 90% –",
            "Repeated E3: > –",
        ]
    );
    assert_eq!(changes(INDICATORS).1, RatingChanges { better: 1, worse: 1, same: 1, ..RatingChanges::default() });
}

#[test]
fn a_changed_profile_is_told_by_the_target_of_the_same_period() {
    let text = INDICATORS.replace(
        "| | type | Indicators!E3!Target | 85% |",
        "| | type | Indicators!E2!Target | 90 |\n| | type | Indicators!E3!Target | 90% |",
    );
    let list = moved(&text);
    assert!(list.contains(&"Target E2: 90 for 2025-26 Q1 > 100 for 2025-26 Q1 –".to_owned()), "{list:?}");
}

#[test]
fn movements_and_the_rules_that_look_back_name_the_same_rows() {
    let everything = format!("{RATINGS}\n{}", INDICATORS.split_once("| Indicators").unwrap().1);
    let everything = everything.replace("| Ref | Unit |", "| Indicators | Ref | Unit |");
    for text in [RATINGS, INDICATORS, &everything] {
        with_collection(&cases(text)[0], |collection| {
            let tally = collection.tally();
            for (what, code) in [(What::Reopened, "RAT010"), (What::Restated, "IND009"), (What::Repeated, "RAT004")] {
                let of = tally.movements.list.iter().filter(|one| one.what == what);
                let mut refs: Vec<&str> = of.map(|one| one.row.reference()).collect();
                let found = collection.findings().filter(|finding| finding.rule.code == code);
                let mut found: Vec<&str> = found.filter_map(|finding| finding.reference.as_deref()).collect();
                refs.sort_unstable();
                found.sort_unstable();
                assert_eq!(refs, found, "{code}");
            }
            let moved: Vec<&str> = tally
                .movements
                .list
                .iter()
                .filter(|one| one.what == What::Deadline)
                .map(|one| one.row.reference())
                .collect();
            for finding in collection.findings().filter(|finding| finding.rule.code == "DLN007") {
                assert!(moved.contains(&finding.reference.as_deref().unwrap()), "DLN007 {:?}", finding.reference);
            }
        });
    }
}

#[test]
fn without_an_earlier_workbook_the_last_ratings_are_compared_and_nothing_is_new_or_gone() {
    let text = "
| Actions | Ref | Deadline | Last rating | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|---|
| | 1.1 | Q3 | Green | Amber | Q4 | Late. |
| | 1.2 | Q3 | Complete | Green | | Again. |
| | 1.3 | Q3 | | Green | | |
";
    assert_eq!(moved(text), ["Reopened 1.2: Complete > Green ↓", "Rating 1.1: Green > Amber ↓"]);
    let nothing = text.replace("Last rating", "Budget");
    assert_eq!(moved(&nothing), Vec::<String>::new());
    let compared = with_collection(&cases(&nothing)[0], |collection| collection.tally().movements.compared);
    assert_eq!(compared, Compared::Nothing);
}

#[test]
fn what_is_better_one_way_is_worse_the_other_and_nothing_is_counted_twice() {
    let text = "| Actions | Ref | Deadline | Rating |\n|---|---|---|---|\n| | 1.1 | Q4 | Green |";
    with_collection(&cases(text)[0], |collection| {
        let scale = &collection.plan.scheme.actions;
        for one in scale {
            for other in scale {
                let count = |before: &Rating, now: &Rating| {
                    let mut changes = RatingChanges::default();
                    changes.add(Some((&before.name, Some(before))), now, None);
                    assert_eq!(changes.total(), 1);
                    changes
                };
                let (there, back) = (count(one, other), count(other, one));
                assert_eq!((there.better, there.worse), (back.worse, back.better), "{} {}", one.name, other.name);
                assert_eq!((there.same, there.other), (back.same, back.other), "{} {}", one.name, other.name);
                assert_eq!(there.same == 1, one.name == other.name);
            }
        }
    });
}

#[test]
fn ratings_before_are_known_where_one_rated_row_of_either_kind_is_not_new() {
    let known = |actions: (u64, u64), indicators: (u64, u64)| {
        let of = |(same, new)| RatingChanges { same, new, ..RatingChanges::default() };
        let (actions, indicators) = (of(actions), of(indicators));
        !Movements { compared: Compared::LastRatings, list: Vec::new(), actions, indicators }
            .no_rating_before_is_known()
    };
    assert!(!known((0, 3), (0, 0)) && !known((0, 0), (0, 2)) && !known((0, 3), (0, 2)));
    assert!(known((1, 3), (0, 2)) && known((0, 3), (1, 2)) && known((1, 0), (0, 0)) && known((0, 0), (2, 0)));
    assert!(known((0, 0), (0, 0)), "where nothing is rated nothing is missing");
}

#[test]
fn a_last_value_alone_is_something_to_compare_with() {
    let compared = |past: &str| {
        let text = format!(
            "
| Settings | Setting | Value |
|---|---|---|
| | Period | 2025-26 Q2 |

| Indicators | Ref | Unit | Better when | Target | 2025-26 Q1 | Value | Rating |
|---|---|---|---|---|---|---|---|
| | E1 | days | Lower | 20 | {past} | 19 | Green |"
        );
        with_collection(&cases(&text)[0], |collection| collection.tally().movements.compared)
    };
    assert_eq!(compared("23"), Compared::LastRatings);
    assert_eq!(compared(""), Compared::Nothing);
}

#[test]
fn a_row_knows_its_rating_before_and_which_way_it_went() {
    with_collection(&cases(RATINGS)[0], |collection| {
        let tally = collection.tally();
        let before = |reference: &str| {
            let line = tally.action_lines.iter().find(|line| line.planned.reference.as_str() == reference).unwrap();
            line.rating_before().map(|(rating, way)| (rating.name.clone(), way))
        };
        assert_eq!(before("1.1"), Some(("Green".to_owned(), Some(Direction::Worsening))));
        assert_eq!(before("1.2"), Some(("Amber".to_owned(), Some(Direction::Improving))));
        assert_eq!(before("1.6"), None);
    });
}
