//! `planroll check`.

use std::fs;

use serde_json::Value;

use super::workdir::Workdir;

const HOUSING: &str = "returns/housing-2025-26-q1.xlsx";

/// Housing with one rating that is not in the scheme.
fn misspelt() -> Workdir {
    let workdir = Workdir::issued("standard");
    workdir.fill(HOUSING, 2, &[("F5", "Green"), ("F6", "Amberr")]);
    workdir
}

#[test]
fn a_finding_shows_its_row_by_its_real_number_with_the_cell_underlined() {
    let workdir = misspelt();
    let ran = workdir.run(&["check", HOUSING]);
    assert_eq!(ran.status, 1);
    let from = ran.out.find("error RAT002").unwrap_or_else(|| panic!("{}", ran.out));
    let shown = ran.out[from..].split("\n\n").take(2).collect::<Vec<_>>().join("\n\n");
    insta::assert_snapshot!(shown);
    assert!(shown.contains(" 6 │ 2.2"), "the gutter has the sheet's row");
}

#[test]
fn no_line_is_wider_than_the_terminal_and_no_colour_reaches_a_pipe() {
    let workdir = misspelt();
    let ran = workdir.run(&["check", "returns"]);
    assert!(!ran.out.contains('\u{1b}'));
    for line in ran.out.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    assert!(workdir.run(&["check", "returns", "--color", "always"]).out.contains('\u{1b}'));
}

#[test]
fn one_line_for_each_finding_names_file_sheet_and_cell() {
    let workdir = misspelt();
    let ran = workdir.run(&["check", HOUSING, "--format", "concise"]);
    let line = ran.out.lines().find(|line| line.contains("RAT002")).unwrap();
    let begins = "returns/housing-2025-26-q1.xlsx:Actions!F6: error RAT002 rating-unknown: ";
    assert!(line.starts_with(begins), "{line}");
    assert_eq!(ran.status, 1);
}

#[test]
fn json_has_the_shape_of_the_contract() {
    let workdir = misspelt();
    let ran = workdir.run(&["check", "returns", "--plan", "plan.xlsx", "--period", "2025-26 Q1", "--format", "json"]);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["planroll"], "1");
    assert_eq!(json["as_of"], "2025-06-30");
    let paths: Vec<&str> =
        json["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(paths[2], HOUSING);
    let file = &json["files"][2];
    assert_eq!((&file["plan"], &file["period"]), (&"housing".into(), &"2025-26 Q1".into()));
    assert_eq!(file["rows"], serde_json::json!({"actions": 2, "indicators": 2}));
    assert_eq!(file["sha256"].as_str().unwrap().len(), 64);
    let finding = file["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "RAT002").unwrap();
    assert_eq!(finding["cell"], "F6");
    assert_eq!(finding["cells"], serde_json::json!(["F6"]));
    assert_eq!((&finding["ref"], &finding["found"]), (&"2.2".into(), &"Amberr".into()));
    let keys: Vec<&String> = finding.as_object().unwrap().keys().collect();
    let mut wanted = vec![
        "code",
        "name",
        "severity",
        "sheet",
        "cell",
        "cells",
        "ref",
        "message",
        "expected",
        "found",
        "help",
        "related",
        "waived_by",
    ];
    wanted.sort_unstable();
    let mut keys = keys.into_iter().map(String::as_str).collect::<Vec<_>>();
    keys.sort_unstable();
    assert_eq!(keys, wanted);
    let errors = |file: &Value| {
        file["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] == "error").count()
    };
    let all: usize = json["files"].as_array().unwrap().iter().map(errors).sum();
    assert_eq!(json["totals"]["error"], all);
}

#[test]
fn a_file_that_cannot_be_read_is_a_finding_and_takes_no_other_with_it() {
    let workdir = Workdir::issued("standard");
    workdir.write("returns/a.xlsx", b"");
    workdir.write("returns/b.xlsx", b"%PDF-1.7 and so on");
    workdir.write("returns/c.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut short");
    let ran = workdir.run(&["check", "returns", "--format", "json"]);
    assert_eq!(ran.status, 1);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let files = json["files"].as_array().unwrap();
    assert_eq!(files.len(), 6);
    for file in &files[..3] {
        assert_eq!(file["findings"].as_array().unwrap().len(), 1, "{file}");
        assert_eq!(file["plan"], Value::Null);
        assert_eq!(file["sha256"].as_str().unwrap().len(), 64);
    }
}

#[test]
fn a_file_of_many_megabytes_is_refused_by_its_size() {
    let workdir = Workdir::new();
    let file = fs::File::create(workdir.path("huge.xlsx")).unwrap();
    file.set_len(60_000_000).unwrap();
    let ran = workdir.run(&["check", "huge.xlsx", "--format", "concise"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("WBK014"), "{}", ran.out);
}

#[test]
fn plan_workbooks_consolidated_workbooks_and_lock_files_are_skipped_and_listed() {
    let workdir = Workdir::issued("standard");
    fs::copy(workdir.path("plan.xlsx"), workdir.path("returns/plan.xlsx")).unwrap();
    workdir.write("returns/~$housing-2025-26-q1.xlsx", b"lock");
    workdir.run(&["consolidate", "plan.xlsx", "returns", "--period", "2025-26 Q1", "-o", "returns/all.xlsx"]);
    let ran = workdir.run(&["check", "returns"]);
    insta::assert_snapshot!(ran.err, @"
    Skipped returns/~$housing-2025-26-q1.xlsx: a lock file, left while the workbook is open.
    Skipped returns/all.xlsx: a consolidated workbook.
    Skipped returns/plan.xlsx: a plan workbook.
    ");
    assert_eq!(workdir.run(&["check", "returns", "-q"]).err, "");
}

#[test]
fn what_cannot_be_done_ends_with_2_and_says_why() {
    let workdir = Workdir::issued("standard");
    fs::create_dir(workdir.path("empty")).unwrap();
    workdir.write("not-a-plan.xlsx", b"words");
    for (args, says) in [
        (vec!["check"], "is missing"),
        (vec!["check", "empty"], "no return was found in `empty`"),
        (vec!["check", "nowhere"], "there is no such file or folder"),
        (vec!["check", "returns", "--as-of", "soon"], "`soon` is not a day"),
        (vec!["check", "returns", "--period", "Q9"], "`Q9` is not a period"),
        (vec!["check", "returns", "--plan", "not-a-plan.xlsx"], "Give the plan workbook itself"),
        (vec!["check", "returns", "--plan", HOUSING], "is a return, not the plan workbook"),
    ] {
        let ran = workdir.run(&args);
        assert_eq!(ran.status, 2, "{args:?}");
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
        assert_eq!(ran.out, "", "{args:?}");
    }
}

#[test]
fn a_plan_alone_that_is_no_plan_has_findings() {
    let workdir = Workdir::issued("standard");
    let ran = workdir.run(&["check", "--plan", HOUSING, "--format", "concise"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("PLN001"), "{}", ran.out);
}

#[test]
fn a_plan_with_an_error_that_stops_says_that_nothing_can_be_issued() {
    let workdir = Workdir::issued("standard");
    // A ref that stands there already.
    workdir.alter("plan.xlsx", "xl/worksheets/sheet5.xml", |xml| {
        let second = xml.find("<c r=\"A3\"").unwrap();
        let end = second + xml[second..].find("</c>").unwrap();
        format!("{}<c r=\"A3\" t=\"inlineStr\"><is><t>1.1</t></is>{}", &xml[..second], &xml[end..])
    });
    let ran = workdir.run(&["check", "--plan", "plan.xlsx", "--period", "2025-26 Q1"]);
    assert_eq!(ran.status, 1, "{}", ran.out);
    assert!(ran.out.ends_with("No return can be issued while the errors above stand.\n"), "{}", ran.out);
}

#[test]
fn warnings_fail_only_where_asked() {
    // Everything is answered, and of the sign-off only the post is blank: one warning, no error.
    let workdir = Workdir::issued("southend");
    let caring = "returns/caring-2025-26-q1.xlsx";
    workdir.fill(caring, 2, &[("G5", "Green"), ("J5", "steady"), ("K5", "The building is on course.")]);
    workdir.fill(caring, 3, &[("B4", "A. Clerk"), ("B6", "4 July 2025"), ("B7", "Head of service")]);
    let ran = workdir.run(&["check", caring]);
    assert_eq!(ran.status, 0, "{}", ran.out);
    assert!(ran.out.contains(": 0 errors, 1 warning, 0 notes"), "{}", ran.out);
    assert_eq!(workdir.run(&["check", caring, "--fail-on", "warning"]).status, 1);
    assert_eq!(workdir.run(&["check", caring, "--fail-on", "note"]).status, 1);
}

#[test]
fn one_clean_file_is_called_clean_once() {
    let workdir = Workdir::issued("standard");
    let ran = workdir.run(&["check", "--plan", "plan.xlsx", "--period", "2025-26 Q1"]);
    insta::assert_snapshot!(ran.out, @"
    plan.xlsx (2025-26 Q1): nothing wrong

    3 returns will be issued for 2025-26 Q1, with 6 actions and 7 indicators:
      economy    4 rows  Head of Economy and Growth      economy@example.org
      housing    4 rows  Head of Housing                 housing@example.org
      corporate  5 rows  Director of Corporate Services  corporate@example.org
    ");
    let quiet = workdir.run(&["check", "--plan", "plan.xlsx", "--period", "2025-26 Q1", "--quiet"]);
    assert_eq!(quiet.out, "plan.xlsx (2025-26 Q1): nothing wrong\n");
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    use std::process::{Command, Stdio};
    let workdir = misspelt();
    let mut child = Command::new(env!("CARGO_BIN_EXE_planroll"))
        .args(["check", "returns"])
        .current_dir(workdir.path("."))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
