//! The same command again over the plan workbook that it wrote: what was typed under Instead is obeyed and kept, the sheets
//! that are the officer's stay, and nothing changed by hand is lost.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{adopt, lines, rows_of, tracker, workbook};
use crate::tools::{python, root};

/// Types into a plan workbook.
fn edit(python: &Path, plan: &Path, arguments: &[&str]) {
    let ran = Command::new(python).arg(root().join("tests/adopt/edit.py")).arg(plan).args(arguments).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

fn shown(plan: &Path, sheet: &str) -> Vec<Vec<String>> {
    rows_of(workbook(plan).sheet(sheet).unwrap())
}

#[test]
fn without_a_change_nothing_is_written_or_kept() {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.xlsx");
    adopt(&[&tracker("action-plan.xlsx")], &plan, &[]);
    let before = fs::read(&plan).unwrap();
    let ran = adopt(&[&tracker("action-plan.xlsx")], &plan, &[]);
    assert!(String::from_utf8_lossy(&ran.stdout).contains("is as it was"), "{}", String::from_utf8_lossy(&ran.stdout));
    assert_eq!(fs::read(&plan).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn what_is_typed_under_instead_is_obeyed_and_kept() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.xlsx");
    let run = || adopt(&[&tracker("action-plan.xlsx")], &plan, &["--today", "2026-11-30"]);
    run();
    for (line, instead) in [
        ("What=Decide;Found=Complete", "30 June 2025"),
        ("What=Decide;Found=Summer 2025", "September 2025"),
        ("What=Column;Found=Budget", "Leave out"),
        ("What=Column;Found=Revised date", "Agreed deadline"),
        ("What=Value;Found=Delayed", "Off track"),
        ("What=Row;Found=Total", "Leave out"),
    ] {
        edit(&python, &plan, &["Adopted", line, "Instead", instead]);
    }
    edit(&python, &plan, &["Delivery plans", "D2", "place@example.org"]);
    edit(&python, &plan, &["Settings", "B3", "Our plan"]);
    let ran = run();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert_eq!(
        ran.status.code(),
        Some(i32::from(said.contains("yours to decide"))),
        "{said}{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    let actions = shown(&plan, "Actions");
    let heading = |name: &str| actions[0].iter().position(|own| own == name);
    let column = |name: &str| actions[1..].iter().map(|row| row[heading(name).unwrap()].as_str()).collect::<Vec<_>>();
    assert_eq!(column("Deadline")[3..], ["30 June 2025", "September 2025"]);
    assert_eq!(column("Last rating")[1], "Off track");
    assert_eq!(column("Agreed deadline")[1], "1 March 2026");
    assert_eq!(heading("Budget"), None);
    assert_eq!(shown(&plan, "Delivery plans")[1][3], "place@example.org");
    assert_eq!(shown(&plan, "Settings")[2][1], "Our plan");
    let typed = lines(&workbook(&plan)).into_iter().filter(|line| !line[9].is_empty()).count();
    assert_eq!(typed, 6);
    assert!(folder.path().join("plan before 2026-11-30.xlsx").exists());
    // What was obeyed is obeyed again, and nothing changes any more.
    let before = fs::read(&plan).unwrap();
    run();
    assert_eq!(fs::read(&plan).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn what_cannot_be_obeyed_is_named_and_kept() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.xlsx");
    let run = || adopt(&[&tracker("action-plan.xlsx")], &plan, &[]);
    run();
    edit(&python, &plan, &["Adopted", "What=Column;Found=Budget", "Instead", "Bugdet"]);
    edit(&python, &plan, &["Adopted", "What=Decide;Found=Summer 2025", "Instead", "in the autumn"]);
    let ran = run();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert_eq!(ran.status.code(), Some(1), "{said}");
    assert!(said.contains("Not obeyed: Column action-plan.xlsx, Action Plan, J5: “Bugdet”"), "{said}");
    assert!(said.contains("“in the autumn”"), "{said}");
    assert_eq!(lines(&workbook(&plan)).into_iter().filter(|line| !line[9].is_empty()).count(), 2);
}

#[test]
fn rows_changed_by_hand_are_not_lost() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.xlsx");
    let run = |more: &[&str]| adopt(&[&tracker("action-plan.xlsx")], &plan, more);
    run(&[]);
    edit(&python, &plan, &["Actions", "D3", "Open the market hall and the square"]);
    let before = fs::read(&plan).unwrap();
    let ran = run(&[]);
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!((ran.status.code(), said.contains("Actions!D3")), (Some(2), true), "{said}");
    assert_eq!(fs::read(&plan).unwrap(), before);
    let ran = run(&["--force", "--today", "2026-11-30"]);
    assert_eq!(ran.status.code(), Some(1));
    assert_eq!(shown(&plan, "Actions")[2][3], "Open the market hall");
    assert_eq!(fs::read(folder.path().join("plan before 2026-11-30.xlsx")).unwrap(), before);
}
