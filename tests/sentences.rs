//! The Sentences sheet of the four examples says what the councils published, with the right figures where they had not.

use std::fs;

use planroll::grid::{Legacy, Limits, read};
use serde_json::Value;

use crate::tools::{planroll, root, run};

/// The sheet's rows, the cells of each from left to right.
fn rows(council: &str) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let example = root().join("examples").join(council);
    let out = folder.path().join("out.xlsx");
    let mut command = planroll();
    command.arg("consolidate").arg(example.join("plan.xlsx")).arg(example.join("returns")).arg("-o").arg(&out);
    run(&mut command, 0);
    let book = read(&fs::read(out).unwrap(), &Limits::returns(), Legacy::Refuse).unwrap();
    let cells = &book.sheet("Sentences").unwrap().cells;
    let last = cells.iter().map(|cell| cell.at.row).max().unwrap();
    (0..=last)
        .map(|row| {
            let cells = cells.iter().filter(|cell| cell.at.row == row && cell.value.is_some());
            cells.map(planroll::grid::Cell::as_shown).collect()
        })
        .collect()
}

/// What stands below a heading up to the next blank row.
fn below(rows: &[Vec<String>], heading: &str) -> Vec<String> {
    let at = rows.iter().position(|row| row == &[heading]).unwrap_or_else(|| panic!("no “{heading}”"));
    rows.iter().skip(at + 1).take_while(|row| !row.is_empty()).map(|row| row.join(" | ")).collect()
}

/// The lines of the table by delivery plan, the overall one last: counts and percentages as published.
fn published(council: &str, kind: &str) -> Vec<Vec<String>> {
    let all: Value = serde_json::from_slice(&fs::read(root().join("examples/expected.json")).unwrap()).unwrap();
    let table = &all[council][kind];
    let bare = council == "cannock-chase";
    let lines = table["by_delivery_plan"].as_array().unwrap().iter().chain(std::iter::once(&table["overall"]));
    lines
        .map(|line| {
            let counts = line["counts"].as_array().unwrap().iter().zip(line["percentages"].as_array().unwrap());
            let cells = counts.map(|(count, share)| match share.as_str() {
                Some(_) if bare && count == 0 => "0".to_owned(),
                Some(share) => format!("{count} ({share}%)"),
                None => count.to_string(),
            });
            // King's Lynn & West Norfolk prints no column of totals, and its Wording sheet says so.
            let total = (council != "west-norfolk").then(|| line["total"].to_string());
            cells.chain(total).collect()
        })
        .collect()
}

#[test]
fn every_published_figure_stands_in_a_table_as_it_was_printed() {
    for (council, kind, title) in [
        ("cannock-chase", "actions", "Actions by delivery plan"),
        ("west-norfolk", "actions", "Actions by delivery plan"),
        ("west-norfolk", "indicators", "Indicators by delivery plan"),
        ("southend", "actions", "Actions by delivery plan"),
        ("colchester", "indicators", "Indicators by delivery plan"),
    ] {
        let rows = rows(council);
        let at = rows.iter().position(|row| row == &[title]).unwrap();
        for (line, wanted) in published(council, kind).iter().enumerate() {
            assert_eq!(&rows[at + 2 + line][1..], wanted, "{council} {title}");
        }
    }
}

#[test]
fn colchester_says_how_many_measures_have_each_rating() {
    let expected = "Of the 14 rated measures, 10 (72%) are green, 2 (14%) are amber and 2 (14%) are red. Together, 4 (28%) are amber or red.";
    assert_eq!(below(&rows("colchester"), "Overall: 72% on target"), [expected]);
}

#[test]
fn west_norfolk_names_five_ambers_and_sixty_two_per_cent_where_its_prose_said_four_and_sixty_four() {
    let rows = rows("west-norfolk");
    assert_eq!(
        below(&rows, "Growth and prosperity: 62% on track"),
        [
            "Of the 13 rated projects, 5 (38%) are amber and 8 (62%) are green; none is red and none is on hold or closed. 2 further projects are for information only; they are not in the percentages.",
            "The 5 projects that are amber:",
            "A1.2 Car parking strategy",
            "A1.4 Investment strategy for property assets",
            "A1.8 West Winch housing access road",
            "A1.9 Southgates masterplan",
            "A1.13 Shared and rural prosperity funds, 2025/26",
        ]
    );
    assert_eq!(
        below(&rows, "Efficient services: 75% on target")[1..],
        [
            "The 1 performance indicator that is red:",
            "3.2 Calls answered within 90 seconds",
            "The 2 performance indicators that are amber:",
            "3.4 Supplier invoices paid within 30 days",
            "3.13 Purchase orders raised after goods were received",
        ]
    );
    for heading in [
        "Overall position: 81% on track",
        "Environment: 100% on track",
        "Efficient services: 71% on track",
        "Communities: 100% on track",
        "Overall position: 78% on target",
        "Environment: 100% on target",
        "Communities: 85% on target",
        "Growth and prosperity: 69% on target",
    ] {
        assert!(rows.iter().any(|row| row == &[heading]), "{heading}");
    }
    let indicators = below(&rows, "Overall position: 78% on target");
    assert!(indicators[0].contains("Together, 9 (22%) are red or amber."), "{indicators:?}");
    let rating_changes = [
        "3.5 Local supplier invoices paid within 10 days: Amber to Green",
        "1.12 Rent arrears, retail and general units: Green to Red",
    ];
    for change in rating_changes {
        assert!(indicators.iter().any(|said| said == change), "{indicators:?}");
    }
}

#[test]
fn southend_names_the_action_that_is_overdue_but_on_track() {
    let overall = below(&rows("southend"), "Overall: 57% on track");
    let expected = "Of the 53 rated actions, 1 (2%) is red, 22 (41%) are amber and 30 (57%) are green. Together, 23 (43%) are red or amber. 1 action (3.6) had reached its deadline by 31 December 2024 and was not finished.";
    assert_eq!(overall, [expected]);
}

#[test]
fn cannock_chase_says_that_77_5_per_cent_are_achieved_or_in_progress() {
    let overall = below(&rows("cannock-chase"), "TOTAL: 50% complete");
    let ratings = "Of the 40 rated actions, 20 (50%) are completed, 11 (27.5%) are slightly behind, 8 (20%) are behind and 1 (2.5%) is to be closed.";
    assert!(overall[0].starts_with(ratings), "{overall:?}");
    assert!(overall[0].contains("31 (77.5%) of the 40 rated actions are achieved or in progress."), "{overall:?}");
}
