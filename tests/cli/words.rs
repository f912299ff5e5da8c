//! What is said to somebody who gave the wrong words: what is wrong, and a command that does what was meant.

use std::fs;

use super::workdir::{Ran, Workdir};

fn says(workdir: &Workdir, args: &[&str], words: &[&str]) -> Ran {
    let ran = workdir.run(args);
    for word in words {
        assert!(ran.err.contains(word), "{args:?}: {word}\n{}", ran.err);
    }
    ran
}

#[test]
fn a_plan_workbook_and_returns_the_wrong_way_round_are_told_the_right_way() {
    let workdir = Workdir::issued("standard");
    let housing = "returns/housing-2025-26-q1.xlsx";
    for (args, words) in [
        (vec!["status", "returns", "plan.xlsx"], "\n  planroll status plan.xlsx returns\n"),
        (vec!["chase", housing, "plan.xlsx"], "\n  planroll chase plan.xlsx returns/housing-2025-26-q1.xlsx\n"),
        (vec!["consolidate", "returns", "plan.xlsx"], "\n  planroll consolidate plan.xlsx returns\n"),
        (vec!["status", "returns"], "`returns` is a folder; give the plan workbook itself, such as plan.xlsx"),
        (vec!["status", housing, "returns"], "is a return, not the plan workbook; give the one"),
        (vec!["check", "returns", "--plan", housing], "is a return, not the plan workbook; give the one"),
        (vec!["issue", "returns"], "`returns` is a folder; give the plan workbook itself"),
        (vec!["check", "plan.xlsx"], "\n  planroll check --plan plan.xlsx\n"),
    ] {
        assert_eq!(says(&workdir, &args, &[words]).status, 2, "{args:?}");
    }
    // What was forgotten is named, and what was given is done.
    let ran = says(&workdir, &["check", "plan.xlsx", "returns"], &["\n  planroll check returns --plan plan.xlsx\n"]);
    assert!(ran.out.contains("WBK021"), "{}", ran.out);
    assert!(!workdir.run(&["check", "returns", "--plan", "plan.xlsx"]).err.contains("against that plan workbook"));
    // In a folder a plan workbook may lie.
    fs::copy(workdir.path("plan.xlsx"), workdir.path("returns/plan.xlsx")).unwrap();
    assert!(!workdir.run(&["check", "returns"]).err.contains("against that plan workbook"));
}

#[test]
fn returns_of_another_period_and_several_that_differ_are_told_how_to_go_on() {
    let workdir = Workdir::issued("standard");
    let other = ["status", "plan.xlsx", "returns", "--period", "2025-26 Q2"];
    says(&workdir, &other, &["\n  planroll status plan.xlsx returns --period '2025-26 Q1'\n"]);
    let period = ["--period", "2025-26 Q1"];
    let status = [&["status", "plan.xlsx", "returns"], &period[..]].concat();
    assert_eq!(workdir.run(&status).err.matches("planroll status").count(), 0);
    fs::copy(workdir.path("returns/housing-2025-26-q1.xlsx"), workdir.path("returns/second.xlsx")).unwrap();
    workdir.fill("returns/second.xlsx", 4, &[("B4", "Jo Bloggs")]);
    let ran = workdir.run(&status);
    assert!(!ran.err.contains("--take newest"), "the same entries again: {}", ran.err);
}

#[test]
fn a_word_that_is_wrong_missing_or_unknown_is_told_with_an_example() {
    let workdir = Workdir::issued("standard");
    for (args, words) in [
        (vec!["issu", "plan.xlsx"], "there is no command `issu`; the nearest is `issue`."),
        (vec!["status", "plan.xlsx", "--formt", "json"], "there is no option `--formt`; the nearest is `--format`."),
        (
            vec!["status", "plan.xlsx", "--format", "xml"],
            "`xml` cannot be given after `--format`; it is one of `text`,",
        ),
        (vec!["consolidate", "plan.xlsx", "--as-of"], "nothing is given after `--as-of`."),
        (vec!["status"], "the plan workbook (PLAN.xlsx) is missing."),
        (vec!["check"], "returns (RETURN.xlsx|DIR) is missing."),
        (
            vec!["init", "my", "plan.xlsx"],
            "`plan.xlsx` is one word too many; a name with spaces stands in quotation marks.",
        ),
        (vec!["status", "plan.xlsx", "--period", "a", "--period", "b"], "`--period` is given twice"),
    ] {
        let ran = says(&workdir, &args, &[words, "For example:\n  planroll ", " --help\n"]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(!ran.err.contains("error:") && !ran.err.contains("Usage"), "{}", ran.err);
    }
}

#[test]
fn a_second_period_without_the_first_is_a_reminder_and_no_more() {
    let workdir = Workdir::issued("standard");
    let issue =
        |period: &str, more: &[&str]| workdir.run(&[&["issue", "plan.xlsx", "--period", period], more].concat());
    assert!(!issue("2025-26 Q1", &[]).err.contains("carried forward"));
    let ran = issue("2025-26 Q2", &[]);
    assert!(ran.status == 0 && ran.err.contains("Nothing is carried forward from 2025-26 Q1."), "{}", ran.err);
    assert!(!ran.err.contains("--previous corporate-plan"), "{}", ran.err);
    let args = ["consolidate", "plan.xlsx", "returns", "--period", "2025-26 Q1"];
    assert_eq!(workdir.run(&args).status, 0);
    let ran = issue("2025-26 Q2", &["--out", "again"]);
    let command = "\n  planroll issue plan.xlsx --period '2025-26 Q2' --previous corporate-plan-2025-26-q1.xlsx\n";
    assert!(ran.err.contains(command), "{}", ran.err);
    let carried = issue("2025-26 Q2", &["--previous", "corporate-plan-2025-26-q1.xlsx", "--out", "carried"]);
    assert!(carried.status == 0 && !carried.err.contains("carried forward from"), "{}", carried.err);
    // In the first period of a year only where the one before was issued beside it.
    assert!(!issue("2026-27 Q1", &[]).err.contains("carried forward"));
    fs::create_dir(workdir.path("2025-26-q4")).unwrap();
    assert!(issue("2026-27 Q1", &[]).err.contains("Nothing is carried forward from 2025-26 Q4."));
}

#[test]
fn how_each_file_was_taken_is_said_where_that_is_asked() {
    let workdir = Workdir::issued("standard");
    workdir.write("returns/notes.pdf", b"%PDF-1.4");
    workdir.write("returns/notes.xlsx", b"Dear all");
    fs::copy(workdir.path("returns/housing-2025-26-q1.xlsx"), workdir.path("returns/second.xlsx")).unwrap();
    let status = ["status", "plan.xlsx", "returns", "--period", "2025-26 Q1"];
    assert!(!workdir.run(&status).err.contains("was taken"));
    let ran = workdir.run(&[&status[..], &["-v"]].concat());
    for line in [
        "  returns/housing-2025-26-q1.xlsx: the return of Housing and communities.\n",
        "  returns/second.xlsx: a return of Housing and communities, repeated: it says the same as ",
        "  returns/notes.pdf: not looked at: ",
        "  returns/notes.xlsx: rejected: ",
    ] {
        assert!(ran.err.contains(line), "{line}\n{}", ran.err);
    }
}
