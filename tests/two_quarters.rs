//! The example of a year: each quarter is issued, checked and consolidated with what the ones before said.

use std::fs;
use std::path::Path;

use planroll::grid::{Cell, Legacy, Limits, Sheet, read};

use crate::tools::{planroll, root, run};

/// Consolidates a quarter of the example to `out`.
fn consolidate(quarter: &str, previous: &[&Path], out: &Path) {
    let home = root().join("examples/two-quarters").join(quarter);
    let mut command = planroll();
    command.arg("consolidate").arg(home.join("plan.xlsx")).arg(home.join("returns")).arg("-o").arg(out);
    for previous in previous {
        command.arg("--previous").arg(previous);
    }
    run(&mut command, 0);
}

fn sheet(path: &Path, name: &str) -> Sheet {
    let book = read(&fs::read(path).unwrap(), &Limits::previous(), Legacy::Refuse).unwrap();
    book.sheet(name).unwrap().clone()
}

/// The rows of a sheet as shown, cells parted by a bar.
fn lines(sheet: &Sheet) -> Vec<String> {
    sheet.rows().map(|(_, cells)| cells.iter().map(Cell::as_shown).collect::<Vec<_>>().join(" | ")).collect()
}

#[test]
fn every_kind_of_movement_occurs_and_is_told_from_before_to_now() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("q1.xlsx"), folder.path().join("q2.xlsx"));
    consolidate("q1", &[], &first);
    let nothing = lines(&sheet(&first, "Movements"));
    assert_eq!(nothing.len(), 2, "{nothing:#?}");
    assert!(nothing[1].starts_with("There is nothing to compare with"), "{nothing:#?}");

    consolidate("q2", &[&first], &second);
    let moved = lines(&sheet(&second, "Movements"));
    for wanted in [
        "Compared with the consolidated workbook of 2025-26 Q1.",
        "Rating | Actions | Indicators",
        "Better | 2 | 1",
        "Worse | 2 | 2",
        "Changed, neither | 0 | 0",
        "Same | 3 | 3",
        "No rating before | 1 | 0",
        "Total | 8 | 6",
        "Reopened | Worse | Action | 1.3 | Refit the sheltered homes at Elm Court | Complete | Green",
        "Rating | Worse | Action | 1.1 | Build 40 council homes at Mill Lane | Green | Amber",
        "Rating | Better | Indicator | H1 | Rent collected | Amber | Green",
        "Deadline | Worse | Action | 2.1 | Replace 900 street lamps | Apr 2026 | Jun 2026",
        "Deadline | Worse | Action | 2.4 | Renew eight play areas | 31 Dec 2025 | 31 Mar 2026 (agreed: Cabinet, 10 September 2025)",
        "Deadline | Better | Action | 1.4 | Bring 25 empty homes back into use | Jun 2026 | 31 Mar 2026",
        "Value restated | – | Indicator | E3 | Fly-tips cleared, year to date | 110 | 104",
        "Target | – | Indicator | E1 | Household waste recycled | 45% | 48%",
        "Tolerance | – | Indicator | E2 | Missed bins in 100,000 collections | Green: on target or better; Amber: less than 5% worse; Red: 5% or more worse | Green: on target or better; Amber: less than 10% worse",
        "Commentary repeated | – | Action | 2.1 | Replace 900 street lamps | The commentary of 2025-26 Q1, word for word",
        "New | – | Action | 2.5 | Insulate the town hall | Not in the plan | Green | Place and environment",
        "Ended | – | Action | 2.3 | Open a second recycling centre | Closed | Ended in the plan after 2025-26 Q1 | Place and environment | Clean and green places",
        "Gone | – | Action | 1.5 | Publish the tenants' charter | Green | No longer in the plan | Homes and communities | Decent homes",
    ] {
        let found = moved.iter().filter(|line| line.starts_with(wanted)).count();
        assert_eq!(found, 1, "{wanted}\n{moved:#?}");
    }
    let table = moved.iter().position(|line| line.starts_with("What moved | Better or worse")).unwrap();
    assert_eq!(moved.len() - table - 1, 18, "nothing else moved: {moved:#?}");

    let trends = lines(&sheet(&second, "Trends"));
    for wanted in [
        "Ref | Indicator | Unit | Target | 2025-26 Q1 | 2025-26 Q2 | Trend | Rating 2025-26 Q1 | Rating 2025-26 Q2",
        "H1 | Rent collected | % | 98% | 97% | 98.5%",
        "E3 | Fly-tips cleared, year to date | number | 400 | 104 | 212",
        "E3, 2025-26 Q1: 104 r, reported as 110; restated in 2025-26 Q2.",
        "2025-26 Q1 | 9 | 11% | 56% | 22% | 0% | 11%",
        "2025-26 Q2 | 5 | 60% | 20% | 20%",
    ] {
        assert_eq!(trends.iter().filter(|line| line.starts_with(wanted)).count(), 1, "{wanted}\n{trends:#?}");
    }

    // The directions of travel go the same way as the ratings that moved.
    let actions = sheet(&second, "Actions");
    let rows = lines(&actions);
    for (reference, direction) in [("1.1", "Worsening"), ("1.2", "Improving"), ("2.2", "Steady")] {
        let row = rows.iter().find(|line| line.starts_with(&format!("{reference} | "))).unwrap();
        assert!(row.contains(&format!(" | {direction} | ")), "{row}");
    }
    assert!(
        lines(&sheet(&second, "Method")).iter().any(|line| line.starts_with("Direction of travel | From the rating"))
    );
}

#[test]
fn a_whole_year_stands_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let quarters = ["q1", "q2", "q3", "q4"];
    let out: Vec<_> = quarters.iter().map(|quarter| folder.path().join(format!("{quarter}.xlsx"))).collect();
    for (at, quarter) in quarters.iter().enumerate() {
        let previous: Vec<&Path> = out[..at].iter().map(std::path::PathBuf::as_path).collect();
        consolidate(quarter, &previous, &out[at]);
    }
    let trends = lines(&sheet(&out[3], "Trends"));
    for wanted in [
        "H2 | Days to let an empty home again | days | 25 | 24 | 31 | 27 | 24",
        "E3 | Fly-tips cleared, year to date | number | 400 | 104 | 212 | 309 | 417",
        "E3, 2025-26 Q1: 104 r, reported as 110; restated in 2025-26 Q2.",
        "E3, 2025-26 Q3: 309 r, reported as 311; restated in 2025-26 Q4.",
        "2025-26 Q1 | 9 | 11% | 56% | 22% | 0% | 11%",
        "2025-26 Q3 | 8 | 25% | 50% | 25% | 0% | 0%",
        "2025-26 Q4 | 8 | 63% | 13% | 25% | 0% | 0%",
        "2025-26 Q3 | 5 | 40% | 40% | 20%",
        "2025-26 Q4 | 5 | 100% | 0% | 0%",
    ] {
        assert_eq!(trends.iter().filter(|line| line.starts_with(wanted)).count(), 1, "{wanted}\n{trends:#?}");
    }
    let indicators = lines(&sheet(&out[3], "Indicators"));
    let row = indicators.iter().find(|line| line.starts_with("H2 | ")).unwrap();
    assert!(row.contains(" | 24 | 24 | 31 | 27 | 24 | 24 days, was 27: 3 days better | "), "{row}");
    // Without the second quarter's workbook its figures are not held, and nothing older stands for them.
    let gap = folder.path().join("gap.xlsx");
    consolidate("q3", &[&out[0]], &gap);
    let trends = lines(&sheet(&gap, "Trends"));
    let wanted = "H2 | Days to let an empty home again | days | 25 | 24 | not held | 27";
    assert_eq!(trends.iter().filter(|line| line.starts_with(wanted)).count(), 1, "{trends:#?}");
}

#[test]
fn the_returns_of_each_quarter_are_those_that_are_issued_with_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let quarters = ["q1", "q2", "q3", "q4"];
    let out: Vec<_> = quarters.iter().map(|quarter| folder.path().join(format!("{quarter}.xlsx"))).collect();
    for (at, quarter) in quarters.iter().enumerate() {
        let previous: Vec<&Path> = out[..at].iter().map(std::path::PathBuf::as_path).collect();
        consolidate(quarter, &previous, &out[at]);
        let Some(last) = previous.last() else { continue };
        let issued = folder.path().join(format!("issued-{quarter}"));
        let home = root().join("examples/two-quarters").join(quarter);
        let mut issue = planroll();
        issue.arg("issue").arg(home.join("plan.xlsx")).arg("--previous").arg(last).arg("--out").arg(&issued);
        run(&mut issue, 0);
        for plan in ["homes", "place"] {
            let name = format!("{plan}-2025-26-{quarter}.xlsx");
            let (fresh, filled) = (issued.join(&name), home.join("returns").join(&name));
            // What was issued stands on the sheet that nobody sees.
            let stamp = |path: &Path| lines(&sheet(path, "planroll"));
            assert_eq!(stamp(&fresh), stamp(&filled), "{name}: run examples/regenerate.py");
        }
    }
}
