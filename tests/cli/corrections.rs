//! What officers correct in the consolidated workbook with another program, carried when it is written again.

use std::process::Command;

use planroll::grid::{Cell, Legacy, Limits, Workbook, read};
use serde_json::Value;

use crate::tools::{python, root, run};

use super::workdir::{Ran, Workdir};

const OUT: &str = "out.xlsx";
const KEPT: &str = "out before 2025-01-20.xlsx";
/// A rating of 1.1 that is corrected.
const CORRECTED: &str = "type Actions!1.1!Rating counted=Red";
const BECAUSE: &str = "type Actions!1.1!Corrected because=Nothing was built.";

/// The example of one quarter, consolidated once.
fn example() -> Option<(Workdir, std::path::PathBuf)> {
    let python = python()?;
    let workdir = Workdir::new();
    let home = root().join("examples/southend");
    std::fs::create_dir(workdir.path("returns")).unwrap();
    std::fs::copy(home.join("plan.xlsx"), workdir.path("plan.xlsx")).unwrap();
    for entry in std::fs::read_dir(home.join("returns")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), workdir.path("returns").join(entry.file_name())).unwrap();
    }
    assert_eq!(consolidate(&workdir).status, 0);
    Some((workdir, python))
}

fn consolidate(workdir: &Workdir) -> Ran {
    let all = ["consolidate", "plan.xlsx", "returns", "-o", OUT, "--json", "out.json", "--today", "2025-01-20"];
    let ran = workdir.run(&all);
    assert_eq!(ran.status, 0, "{}", ran.err);
    ran
}

fn change(workdir: &Workdir, python: &std::path::Path, what: &[&str]) {
    let script = root().join("tests/cli/corrections.py");
    run(Command::new(python).arg(script).arg(workdir.path("")).args(what), 0);
}

fn book(workdir: &Workdir) -> Workbook {
    read(&workdir.bytes(OUT), &Limits::previous(), Legacy::Refuse).unwrap()
}

/// The rows of a sheet as shown, cells parted by a bar.
fn lines(workdir: &Workdir, sheet: &str) -> Vec<String> {
    let book = book(workdir);
    let sheet = book.sheets.iter().find(|own| own.name == sheet).unwrap();
    sheet.rows().map(|(_, cells)| cells.iter().map(Cell::as_shown).collect::<Vec<_>>().join(" | ")).collect()
}

/// What was found in the workbook that was replaced: code, sheet and cell, and what is wrong.
fn found(workdir: &Workdir) -> Vec<String> {
    let all = lines(workdir, "Findings").into_iter();
    all.filter(|line| ["RET009", "RET010", "RET011"].iter().any(|code| line.starts_with(code))).collect()
}

fn json(workdir: &Workdir) -> Value {
    serde_json::from_slice(&workdir.bytes("out.json")).unwrap()
}

fn corrections(workdir: &Workdir) -> Value {
    json(workdir)["corrections"].take()
}

#[test]
fn a_correction_counts_everywhere_and_making_it_again_changes_nothing() {
    let Some((workdir, python)) = example() else { return };
    let (before, red) = (json(&workdir), lines(&workdir, "Exceptions"));
    assert_eq!(before["corrections"], serde_json::json!([]));
    change(&workdir, &python, &[CORRECTED, BECAUSE, "type Actions!1.1!Commentary for report=Said for members."]);
    let by_hand = workdir.bytes(OUT);
    let ran = consolidate(&workdir);
    assert!(ran.out.contains("\n1 correction carried over\n1 commentary for the report carried over\n"), "{}", ran.out);
    assert!(ran.err.contains(&format!("{OUT} was changed since planroll wrote it, and is kept as {KEPT}.")));
    assert!(workdir.bytes(KEPT) == by_hand && found(&workdir).is_empty());
    let expected = serde_json::json!([{"kind": "action", "ref": "1.1", "from": "Green", "to": "Red", "because": "Nothing was built."}]);
    assert_eq!(corrections(&workdir), expected);
    let overall = |json: &Value| json["actions"]["overall"]["counts"].clone();
    assert_eq!(
        (overall(&before), overall(&json(&workdir))),
        (serde_json::json!([1, 22, 30]), serde_json::json!([2, 22, 29]))
    );
    let exceptions = lines(&workdir, "Exceptions");
    let own = exceptions.iter().find(|line| line.contains(" | 1.1 | ")).unwrap();
    assert!(own.contains("Red | Said for members.") && !red.iter().any(|line| line.contains(" | 1.1 | ")), "{own}");
    let decisions = lines(&workdir, "Decisions");
    assert!(decisions.contains(&"For the record: 1".to_owned()), "{decisions:#?}");
    assert!(
        decisions.iter().any(|line| line.starts_with("1.1 | ") && line.ends_with("Green | Red | Nothing was built."))
    );

    let (second, names) = (workdir.bytes(OUT), workdir.names(""));
    assert_eq!(consolidate(&workdir).err, "");
    assert!(workdir.bytes(OUT) == second && workdir.names("") == names);
    change(&workdir, &python, &[]);
    assert!(workdir.bytes(OUT) != second, "openpyxl saves it otherwise");
    assert_eq!(consolidate(&workdir).err, "", "and changes nothing");
    assert!(workdir.bytes(OUT) == second && workdir.names("") == names);
}

#[test]
fn what_is_not_carried_is_named_with_the_cell_to_change_instead_and_kept() {
    let Some((workdir, python)) = example() else { return };
    let reference = {
        let exceptions = lines(&workdir, "Exceptions");
        let first = exceptions.iter().find(|line| line.contains(" | Red | ") || line.contains(" | Amber | ")).unwrap();
        first.split(" | ").nth(1).unwrap().to_owned()
    };
    let exception = format!("type Exceptions!{reference}!Commentary=In other words.");
    let information = "type Actions!1.2!Lead officer=Somebody else";
    change(&workdir, &python, &[&exception, information, "type Actions!1.1!Rating counted=Reddish", "sort Actions"]);
    let ran = consolidate(&workdir);
    assert!(!ran.out.contains("carried over") && ran.err.contains(KEPT), "{}{}", ran.out, ran.err);
    let found = found(&workdir);
    let [lead, word, exception] = &found[..] else { panic!("{found:#?}") };
    assert!(word.contains("to “Reddish”, which is no rating; 1.1 counts as its return has it."), "{word}");
    assert!(lead.contains("to “Somebody else”.") && lead.contains("It is made anew from the plan workbook"), "{lead}");
    assert!(exception.contains("to “In other words.”"), "{exception}");
    assert!(exception.contains("That sheet is made anew; change Actions!"), "{exception}");
    assert_eq!(corrections(&workdir), serde_json::json!([]));
    assert_eq!(consolidate(&workdir).err, "", "it was said once, and what was typed is kept");
}

#[test]
fn sorted_sheets_and_lost_digests_keep_their_corrections() {
    let Some((workdir, python)) = example() else { return };
    change(&workdir, &python, &[CORRECTED, BECAUSE, "sort Actions"]);
    consolidate(&workdir);
    assert_eq!((corrections(&workdir)[0]["to"].as_str(), found(&workdir)), (Some("Red"), Vec::new()));
    change(&workdir, &python, &["drop planroll digests"]);
    assert!(consolidate(&workdir).err.contains("out before 2025-01-20 2.xlsx"));
    let lost = found(&workdir);
    assert!(lost.len() == 1 && lost[0].contains("does not tell any more what it said"), "{lost:#?}");
    assert_eq!(corrections(&workdir)[0]["because"], "Nothing was built.");
}

#[test]
fn a_column_and_blank_rows_that_were_put_in_are_told_once() {
    let Some((workdir, python)) = example() else { return };
    change(&workdir, &python, &["insert-row Exceptions", "insert-column Returns", "insert-row Actions"]);
    consolidate(&workdir);
    let found = found(&workdir);
    let all = found.join("\n");
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(all.contains(" cells of Returns, from "), "{all}");
    for sheet in ["Exceptions", "Actions"] {
        assert!(all.contains(&format!("You put a blank row into {sheet}, above A")), "{all}");
    }
}

#[test]
fn a_grey_cell_that_was_typed_over_corrects_nothing_and_hides_no_correction() {
    let Some((workdir, python)) = example() else { return };
    change(&workdir, &python, &["type Actions!1.1!Rating before correction=Red"]);
    consolidate(&workdir);
    let told = found(&workdir);
    assert!(told.len() == 1 && told[0].starts_with("RET010") && told[0].contains("to “Red”."), "{told:#?}");
    assert_eq!(corrections(&workdir), serde_json::json!([]));
    change(&workdir, &python, &["type Actions!1.1!Rating before correction=Red", CORRECTED, BECAUSE]);
    consolidate(&workdir);
    let told = found(&workdir);
    assert!(told.len() == 1 && told[0].starts_with("RET010"), "{told:#?}");
    assert_eq!((&corrections(&workdir)[0]["from"], &corrections(&workdir)[0]["to"]), (&"Green".into(), &"Red".into()));
}

#[test]
fn what_members_agreed_is_carried_and_told_once_where_it_is_not_asked_any_more() {
    let Some(python) = python() else { return };
    let workdir = Workdir::new();
    let home = root().join("examples/cannock-chase");
    std::fs::create_dir(workdir.path("returns")).unwrap();
    std::fs::copy(home.join("plan.xlsx"), workdir.path("plan.xlsx")).unwrap();
    for entry in std::fs::read_dir(home.join("returns")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), workdir.path("returns").join(entry.file_name())).unwrap();
    }
    consolidate(&workdir);
    change(&workdir, &python, &["type Decisions!PP02!Agreed=Yes", "type Decisions!PP03!Agreed=31 December 2019"]);
    let ran = consolidate(&workdir);
    assert!(ran.out.contains("\n2 answers of members carried over\n"), "{}", ran.out);
    assert_eq!(found(&workdir), Vec::<String>::new());
    let answer = |reference: &str| {
        let all = lines(&workdir, "Decisions");
        let own = all.iter().find(|line| line.contains(&format!(" | {reference} | "))).unwrap();
        own.rsplit(" | ").next().unwrap().to_owned()
    };
    assert_eq!([answer("PP02"), answer("PP03")], ["Yes", "31 December 2019"]);
    let (second, names) = (workdir.bytes(OUT), workdir.names(""));
    consolidate(&workdir);
    assert!(workdir.bytes(OUT) == second && workdir.names("") == names, "running again changes nothing");

    // The return is taken back: nothing is asked of the two.
    std::fs::remove_file(workdir.path("returns/prosperity-2019-20-q1.xlsx")).unwrap();
    consolidate(&workdir);
    let all = lines(&workdir, "Decisions");
    assert!(all.contains(&"Agreed before, and not asked any more: 2".to_owned()), "{all:#?}");
    assert!(all.iter().any(|line| line.starts_with("PP03 | ") && line.ends_with(" | 31 December 2019")), "{all:#?}");
}

#[test]
fn a_correction_whose_return_changed_stands_and_is_told_until_it_is_looked_at() {
    let Some((workdir, python)) = example() else { return };
    // The rating was typed before the return came.
    std::fs::rename(workdir.path("returns"), workdir.path("away")).unwrap();
    std::fs::create_dir(workdir.path("returns")).unwrap();
    consolidate(&workdir);
    change(&workdir, &python, &[CORRECTED, BECAUSE]);
    consolidate(&workdir);
    assert_eq!(found(&workdir), Vec::<String>::new());
    std::fs::remove_dir(workdir.path("returns")).unwrap();
    std::fs::rename(workdir.path("away"), workdir.path("returns")).unwrap();
    for _ in 0..2 {
        consolidate(&workdir);
        let outdated = found(&workdir);
        assert!(
            outdated.len() == 1 && outdated[0].contains("Rating received was blank and is “Green” now"),
            "{outdated:#?}"
        );
        assert_eq!(corrections(&workdir)[0]["from"], "Green");
    }
    change(&workdir, &python, &["type Actions!1.1!Corrected because=Nothing was built by December."]);
    consolidate(&workdir);
    assert_eq!(found(&workdir), Vec::<String>::new(), "it was looked at");
    assert_eq!(corrections(&workdir)[0]["to"], "Red");
    change(&workdir, &python, &["type Actions!1.1!Rating counted=Green", "type Actions!1.1!Corrected because="]);
    consolidate(&workdir);
    assert_eq!(corrections(&workdir), serde_json::json!([]), "and taken back");
}

#[test]
fn a_workbook_of_0_1_0_is_kept_and_nothing_of_it_is_carried() {
    let workdir = Workdir::issued("standard");
    let run = || {
        workdir.run(&[
            "consolidate",
            "plan.xlsx",
            "returns",
            "--period",
            "2025-26 Q1",
            "-o",
            OUT,
            "--today",
            "2025-01-20",
        ])
    };
    assert_eq!(run().status, 0);
    for part in ["xl/worksheets/sheet7.xml", "xl/worksheets/sheet8.xml", "xl/sharedStrings.xml"] {
        workdir.alter(OUT, part, |xml| xml.replace("Rating before correction", "My own column"));
    }
    for part in ["docProps/custom.xml", "xl/workbook.xml"] {
        workdir
            .alter(OUT, part, |xml| xml.replace("planroll digests", "Notes").replace("consolidated digest", "other"));
    }
    let old = workdir.bytes(OUT);
    let ran = run();
    assert!(ran.err.contains("has no columns for corrections, as planroll 0.1.0 wrote it"), "{}", ran.err);
    assert!(ran.err.contains(KEPT) && workdir.bytes(KEPT) == old, "{}", ran.err);
    assert_eq!(run().err, "");
}
