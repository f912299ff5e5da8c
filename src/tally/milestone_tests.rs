//! What is counted of actions and their milestones, worked by hand for each setting over one and the same quarter.

use crate::domain::Kind;
use crate::trial::{cases, findings, with_collection};

/// 1.1 has three milestones, one of them typed above it and one unrated; 1.2 has none; 1.3 is for information and its
/// milestone is not; 1.4 is unrated, and its milestone is for information.
const QUARTER: &str = "
| Actions | Ref | Parent | Deadline | Monitored | Rating | Completed date | Revised deadline | Commentary |
|---|---|---|---|---|---|---|---|---|
| | 1.1a | 1.1 | Q4 | | Complete | 20/06/2025 | | |
| | 1.1 | | Q4 | | Green | | | |
| | 1.1b | 1.1 | Q2 | | Red | | 31/12/2025 | The contractor has withdrawn. |
| | 1.2 | | Q3 | | Amber | | 31/01/2026 | One consent is outstanding. |
| | 1.1c | 1.1 | Q4 | | | | | |
| | 1.3 | | Q4 | No | | | | |
| | 1.3a | 1.3 | Q4 | | Green | | | |
| | 1.4 | | Q4 | | | | | |
| | 1.4a | 1.4 | Q4 | No | | | | |
";

/// The counts of Complete, Green, Amber, Red and Closed; then total, not rated, for information only, milestones.
fn counted(setting: &str) -> (Vec<u64>, [u64; 4]) {
    with_collection(&cases(&with(setting))[0], |collection| {
        let tally = collection.tally();
        let overall = &tally.actions.overall;
        assert_eq!(overall.rows(), 9, "every row of the plan is in one of them");
        let of_plan = &tally.actions.by_delivery_plan[0];
        assert_eq!((of_plan.rows(), of_plan.milestones), (9, overall.milestones));
        let beside = [overall.total, overall.not_rated, overall.information_only, overall.milestones];
        (overall.counts.clone(), beside)
    })
}

fn with(setting: &str) -> String {
    format!("| Settings | Setting | Value |\n|---|---|---|\n| | Milestones | {setting} |\n{QUARTER}")
}

/// The refs of which a rating is demanded, those rated although they have none, and those better than their milestones.
fn raised(setting: &str) -> [Vec<String>; 3] {
    let found = findings(&cases(&with(setting))[0], "RAT");
    ["RAT001", "RAT013", "RAT016"].map(|code| {
        let own = found.iter().filter(|finding| finding.rule.code == code);
        own.filter_map(|finding| finding.reference.clone()).collect()
    })
}

#[test]
fn actions_only() {
    // Counted: 1.1 Green, 1.2 Amber; 1.4 is not rated. 1.3 and 1.4a are for information. Left out: 1.1a, b, c and 1.3a.
    for setting in ["", "Actions only"] {
        assert_eq!(counted(setting), (vec![0, 1, 1, 0, 0], [2, 1, 2, 4]), "{setting:?}");
        assert_eq!(raised(setting), [vec!["1.4"], vec![], vec!["1.1"]], "{setting:?}");
    }
}

#[test]
fn milestones_only() {
    // Counted: 1.1a Complete, 1.1b Red, 1.2 Amber, 1.3a Green; 1.1c and 1.4 are not rated. 1.1 is a heading; 1.4, whose
    // only milestone is for information, counts as itself.
    assert_eq!(counted("Milestones only"), (vec![1, 1, 1, 1, 0], [4, 2, 2, 1]));
    assert_eq!(raised("milestones  only"), [vec!["1.1c", "1.4"], vec!["1.1"], vec![]]);
}

#[test]
fn both() {
    // Counted: 1.1 Green, 1.1a Complete, 1.1b Red, 1.2 Amber, 1.3a Green; 1.1c and 1.4 are not rated.
    assert_eq!(counted("Both"), (vec![1, 2, 1, 1, 0], [5, 2, 2, 0]));
    assert_eq!(raised("Both"), [vec!["1.1c", "1.4"], vec![], vec!["1.1"]]);
}

#[test]
fn a_milestone_is_rated_and_counts_as_nothing_where_actions_are_counted() {
    with_collection(&cases(&with("Actions only"))[0], |collection| {
        let tally = collection.tally();
        let of = |reference: &str| tally.action_lines.iter().find(|line| line.planned.reference == *reference).unwrap();
        let refs: Vec<&str> = tally.action_lines.iter().map(|line| line.planned.reference.as_str()).collect();
        assert_eq!(refs, ["1.1", "1.1a", "1.1b", "1.1c", "1.2", "1.3", "1.3a", "1.4", "1.4a"]);
        let names =
            |reference| (of(reference).rated.map(|one| &*one.name), of(reference).counted.map(|one| &*one.name));
        assert_eq!(names("1.1"), (Some("Green"), Some("Green")));
        assert_eq!(names("1.1b"), (Some("Red"), None));
        assert_eq!(tally.table(Kind::Actions).overall.base, 2);
    });
}

#[test]
fn an_indicator_that_heads_others_is_for_information_and_asks_for_nothing() {
    let text = "
        | Indicators | Ref | Parent | Unit | Better when | Target | Value | Rating |
        |---|---|---|---|---|---|---|---|
        | | H1 | | | | | | |
        | | H1a | H1 | % | Higher | 90 | 92% | Green |
        | | H2 | | % | Higher | 90 | 95% | Green |
        | | H2a | H2 | % | Higher | 90 | 91% | Green |";
    with_collection(&cases(text)[0], |collection| {
        let overall = collection.tally().indicators.overall;
        assert_eq!((overall.total, overall.information_only, overall.milestones), (3, 1, 0));
        assert!(collection.totals().error == 0 && collection.of_plan.is_empty(), "{:?}", collection.of_plan);
    });
}
