//! The example of two quarters: the second is issued, checked and consolidated with what the first said.

use std::fs;
use std::path::Path;

use planroll::grid::{Cell, Legacy, Limits, Sheet, read};

use crate::tools::{planroll, root, run};

/// Consolidates a quarter of the example to `out`.
fn consolidate(quarter: &str, previous: Option<&Path>, out: &Path) {
    let home = root().join("examples/two-quarters").join(quarter);
    let mut command = planroll();
    command.arg("consolidate").arg(home.join("plan.xlsx")).arg(home.join("returns")).arg("-o").arg(out);
    if let Some(previous) = previous {
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
    consolidate("q1", None, &first);
    let nothing = lines(&sheet(&first, "Movements"));
    assert_eq!(nothing.len(), 2, "{nothing:#?}");
    assert!(nothing[1].starts_with("There is nothing to compare with"), "{nothing:#?}");

    consolidate("q2", Some(&first), &second);
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
fn the_returns_of_the_second_quarter_are_those_that_are_issued_with_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let (first, issued) = (folder.path().join("q1.xlsx"), folder.path().join("issued"));
    consolidate("q1", None, &first);
    let home = root().join("examples/two-quarters/q2");
    let mut issue = planroll();
    issue.arg("issue").arg(home.join("plan.xlsx")).arg("--previous").arg(&first).arg("--out").arg(&issued);
    run(&mut issue, 0);
    for name in ["homes-2025-26-q2.xlsx", "place-2025-26-q2.xlsx"] {
        let (fresh, filled) = (issued.join(name), home.join("returns").join(name));
        // What was issued stands on the sheet that nobody sees.
        let stamp = |path: &Path| lines(&sheet(path, "planroll"));
        assert_eq!(stamp(&fresh), stamp(&filled), "{name}: run examples/regenerate.py");
    }
}
