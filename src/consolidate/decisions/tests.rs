//! Decisions of whole quarters, read back from the workbook.

use proptest::prelude::*;

use super::super::tests::{all_text, column, sheet, table_below, written};
use crate::domain::in_words;
use crate::grid::Workbook;
use crate::trial::{cases, with_collection};

const QUARTER: &str = "
| Delivery plans | Code | Delivery plan | Lead officer |
|---|---|---|---|
| | housing | Housing | Head of Housing |

| Actions | Ref | Delivery plan | Deadline | Agreed deadline | Agreed by | Rating | Revised deadline | Completed date | Commentary |
|---|---|---|---|---|---|---|---|---|---|
| | 1.1 | housing | 30/06/2025 | | | Amber | 01/09/2025 | | A bid was refused. |
| | 1.2 | housing | 31/03/2025 | 30/06/2025 | Cabinet | Red | 31/12/2025 | | No site was found. |
| | 1.3 | housing | 30/06/2025 | | | Green | 30/06/2025 | | |
| | 1.4 | housing | 30/06/2025 | | | Complete | 30/09/2025 | 30/06/2025 | |
| | 1.5 | housing | 30/06/2025 | | | Closed | 30/09/2025 | | Overtaken by events. |
| | 1.6 | housing | 30/06/2025 | | | Red | TBC | | |
| | 1.7 | housing | 30/06/2025 | | | Green | 31/05/2025 | | Sooner than planned. |
";

fn table(book: &Workbook, title: &str) -> Vec<Vec<String>> {
    table_below(sheet(book, "Decisions"), title)
}

#[test]
fn a_deadline_that_moves_stands_with_its_slippage_rating_and_reason() {
    let amended = table(&written(QUARTER), "Deadlines to be amended: 3");
    assert_eq!(column(&amended, "Ref"), ["1.1", "1.2", "1.7"], "what is complete or closed needs no deadline");
    assert_eq!(column(&amended, "Original deadline"), ["30 Jun 2025", "31 Mar 2025", "30 Jun 2025"]);
    assert_eq!(column(&amended, "Agreed deadline"), ["", "30 Jun 2025", ""]);
    assert_eq!(column(&amended, "Revised deadline"), ["1 Sep 2025", "31 Dec 2025", "31 May 2025"]);
    assert_eq!(column(&amended, "Slippage"), ["3 months", "6 months", "none"]);
    assert_eq!(column(&amended, "Slippage from original"), ["", "9 months", ""]);
    assert_eq!(column(&amended, "Rating"), ["Amber", "Red", "Green"]);
    let reasons = ["A bid was refused.", "No site was found.", "Sooner than planned."];
    assert_eq!(column(&amended, "Reason"), reasons);
}

#[test]
fn a_revised_deadline_that_is_no_date_is_none_to_agree_and_is_named() {
    let said = all_text(sheet(&written(QUARTER), "Decisions"));
    let undated = "1 action has a revised deadline that is no date, so there is none to agree: 1.6 (“TBC”).";
    assert!(said.contains(undated), "{said}");
    let dated = all_text(sheet(&written(&QUARTER.replace("TBC", "30/09/2025")), "Decisions"));
    assert!(!dated.contains("no date"), "{dated}");
}

#[test]
fn a_deadline_that_was_revised_before_and_is_unchanged_is_marked_so() {
    let text = "
| Settings | Setting | Value |
|---|---|---|
| | Period | 2025-26 Q2 |
| | Carry forward | Yes |

| Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|
| | 1.1 | 30/06/2025 | Amber | 31/12/2025 | The frames came late. |
| | 1.2 | 30/06/2025 | Amber | 31/03/2026 | The roofs came late. |

| Previous actions | Ref | Rating | Revised deadline | Commentary |
|---|---|---|---|---|
| | 1.1 | Amber | 31/12/2025 | The contractor starts late. |
| | 1.2 | Amber | 31/12/2025 | The contractor starts late. |
";
    let amended = table(&written(text), "Deadlines to be amended: 2");
    assert_eq!(column(&amended, "Revised deadline"), ["31 Dec 2025, as before", "31 Mar 2026"]);
}

#[test]
fn without_an_agreed_deadline_there_is_no_column_for_one() {
    let text = QUARTER.replace("31/03/2025 | 30/06/2025 | Cabinet", "30/06/2025 | | ");
    let headings = table(&written(&text), "Deadlines to be amended").remove(0);
    assert!(
        !headings.iter().any(|heading| heading.contains("greed deadline") || heading.contains("from original")),
        "{headings:?}"
    );
}

#[test]
fn an_action_to_be_closed_stands_with_its_reason() {
    let closed = table(&written(QUARTER), "Actions to be closed: 1");
    assert_eq!(column(&closed, "Ref"), ["1.5"]);
    assert_eq!(column(&closed, "Reason"), ["Overtaken by events."]);
    assert_eq!(column(&closed, "Deadline"), ["30 Jun 2025"]);
}

#[test]
fn an_action_closed_before_is_not_decided_twice() {
    let text = QUARTER
        .replacen("| Agreed by | Rating |", "| Agreed by | Last rating | Rating |", 1)
        .replace("|---|---|---|---|---|---|---|---|---|---|", "|---|---|---|---|---|---|---|---|---|---|---|");
    let text = text.replace("| | | Closed", "| | | Closed | Closed").replace("| | | Amber", "| | | | Amber");
    let text = ["Cabinet | Red", "| | | Green", "| | | Complete", "| | | Red"].iter().fold(text, |text, from| {
        let (before, rating) = from.rsplit_once(' ').unwrap();
        text.replace(from, &format!("{before} | {rating}"))
    });
    let book = written(&text);
    assert_eq!(table(&book, "Actions to be closed"), Vec::<Vec<String>>::new());
    let said = all_text(sheet(&book, "Decisions"));
    assert!(
        said.contains("No action is to be closed. 1 action was closed in an earlier period and listed then: 1.5."),
        "{said}"
    );
}

#[test]
fn a_row_that_a_service_added_is_proposed_with_all_that_it_says() {
    let text = QUARTER.to_owned()
        + "
| Change | Do | Where | What |
|---|---|---|---|
| | type | Actions!A20 | 9.9 |
| | type | Actions!C20 | Open a second office |
";
    let proposed = table(&written(&text), "Rows proposed by services: 1");
    assert_eq!(column(&proposed, "Delivery plan"), ["Housing"]);
    assert_eq!(column(&proposed, "Ref"), ["9.9"]);
    assert_eq!(column(&proposed, "Source cell"), ["Actions!A20"]);
    assert_eq!(column(&proposed, "What the row says"), ["Action: Open a second office"]);
}

const INDICATORS: &str = "
| Waivers | Rule | Ref | Period | Reason | Approved by |
|---|---|---|---|---|---|
| | IND005 | I3 | 2025-26 Q1 | The source changed | Director |
| | RAT003 | housing | | Reported by the trust | |

| Delivery plans | Code | Delivery plan |
|---|---|---|
| | housing | Housing |

| Actions | Ref | Delivery plan | Deadline | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|---|
| | 1.1 | housing | 30/06/2025 | Amber | 30/09/2025 | |
| | 1.2 | housing | 30/06/2025 | Amber | 30/09/2025 | |

| Indicators | Ref | Delivery plan | Target | Value | Rating | Override reason | Commentary |
|---|---|---|---|---|---|---|---|
| | I1 | housing | 90 | 92% | Green | | |
| | I2 | housing | 90 | 50% | Amber | Checked by audit | Being looked into. |
| | I3 | housing | 90 | 50% | Green | | |
";

#[test]
fn a_rating_against_its_band_stands_with_both_and_its_reason() {
    let book = written(INDICATORS);
    let glance = all_text(sheet(&book, "Decisions"));
    assert!(glance.contains("To note: 2 ratings overridden (1 without a reason), 2 waivers used."), "{glance}");
    let exceptions = all_text(sheet(&book, "Exceptions"));
    let said = "2 indicators count with other ratings than their bands': sheet Decisions, Ratings overridden.";
    assert!(exceptions.contains(said), "{exceptions}");
    let overridden = table(&book, "Ratings overridden: 2");
    assert_eq!(column(&overridden, "Ref"), ["I2", "I3"]);
    assert_eq!(column(&overridden, "Rating given"), ["Amber", "Green"]);
    assert_eq!(column(&overridden, "Rating computed"), ["Red", "Red"]);
    assert_eq!(column(&overridden, "Reason"), ["Checked by audit", "The service gave no reason."]);
    assert!(column(&overridden, "Why")[0].starts_with("Red: 50% is"));
}

#[test]
fn a_waiver_stands_with_who_and_why_and_how_many_findings_it_answers_for() {
    let used = table(&written(INDICATORS), "Waivers used: 2");
    assert_eq!(column(&used, "Code"), ["IND005", "RAT003"]);
    assert_eq!(column(&used, "Ref"), ["I3", "housing"]);
    assert_eq!(column(&used, "How many"), ["1", "2"]);
    assert_eq!(column(&used, "Reason"), ["The source changed", "Reported by the trust"]);
    assert_eq!(column(&used, "Approved by"), ["Director", ""]);
    assert_eq!(column(&used, "Period"), ["2025-26 Q1", ""]);
}

#[test]
fn no_waived_finding_is_lost() {
    with_collection(&cases(INDICATORS).remove(0), |collection| {
        let listed: usize = collection.waivers_used().iter().map(|used| used.findings).sum();
        assert_eq!((listed, collection.totals().waived), (3, 3));
    });
}

#[test]
fn a_finding_whose_waiver_is_gone_still_stands_with_who_waived_it() {
    with_collection(&cases(INDICATORS).remove(0), |collection| {
        let mut plan = collection.plan.clone();
        std::sync::Arc::make_mut(&mut plan.policy).waivers.clear();
        let files = collection.files.iter().map(|file| crate::collection::Checked {
            source: file.source.clone(),
            received: file.received.clone(),
            findings: file.findings.clone(),
        });
        let later = crate::collection::Collection {
            plan: &plan,
            as_of: collection.as_of,
            files: files.collect(),
            return_files: collection.return_files.clone(),
            set: collection.set.clone(),
            previous: None,
            by_hand: None,
            across: Vec::new(),
            of_plan: Vec::new(),
            plan_source: None,
            unanswered: std::collections::BTreeMap::new(),
            not_looked_at: Vec::new(),
        };
        let used = later.waivers_used();
        assert_eq!(used.iter().map(|used| used.findings).sum::<usize>(), 3);
        assert!(used.iter().any(|used| used.reason == "Director: The source changed"), "{used:?}");
    });
}

#[test]
fn where_there_is_nothing_to_decide_a_sentence_says_so_for_each() {
    let text = "
| Actions | Ref | Deadline | Rating |
|---|---|---|---|
| | 1.1 | Q4 | Green |
";
    let said = all_text(sheet(&written(text), "Decisions")).replace('\n', " ");
    for sentence in [
        "To decide: 0 deadlines to be amended, 0 actions to be closed, 0 rows proposed.",
        "To note: 0 ratings overridden, 0 waivers used.",
        "No deadline is to be amended.",
        "No action is to be closed.",
        "No service proposed a row.",
        "No rating was given against its tolerance band.",
        "No waiver was used.",
    ] {
        assert!(said.contains(sentence), "{sentence} in:\n{said}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_deadline_that_moves_is_there_once_with_its_months(
        rows in prop::collection::vec((0..5_usize, 0..400_i32, 0..400_i32), 1..10),
    ) {
        const RATINGS: [&str; 5] = ["Complete", "Green", "Amber", "Red", "Closed"];
        let mut text = "
| Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|
".to_owned();
        let mut expected = Vec::new();
        for (at, (rating, due, moved)) in rows.iter().enumerate() {
            let first = jiff::civil::date(2025, 4, 1);
            let day = |days: i32| first.saturating_add(jiff::Span::new().days(days));
            let word = RATINGS[*rating];
            let revised = if *moved < 40 { String::new() } else { day(*moved).to_string() };
            text += &format!("| | 1.{at} | {} | {word} | {revised} | Row {at}. |\n", day(*due));
            if *moved >= 40 && moved != due && !["Complete", "Closed"].contains(&word) {
                expected.push((format!("1.{at}"), in_words(day(*due), day(*moved))));
            }
        }
        let amended = table(&written(&text), "Deadlines to be amended");
        let found: Vec<(String, String)> = if amended.is_empty() { Vec::new() } else {
            column(&amended, "Ref").into_iter().zip(column(&amended, "Slippage")).collect()
        };
        prop_assert_eq!(found, expected);
    }
}
