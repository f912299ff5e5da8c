//! Files among the returns that are not looked at: each is said, with why, by every command.

use std::fs;

use serde_json::Value;

use super::workdir::Workdir;

const STEM: &str = "housing-2025-26-q1";
const PERIOD: [&str; 2] = ["--period", "2025-26 Q1"];

/// Three returns, that of housing sent in another form than was asked for.
fn quarter(names: &[&str]) -> Workdir {
    let workdir = Workdir::issued("standard");
    let bytes = workdir.bytes(&format!("returns/{STEM}.xlsx"));
    fs::remove_file(workdir.path(&format!("returns/{STEM}.xlsx"))).unwrap();
    for name in names {
        workdir.write(&format!("returns/{name}"), &bytes);
    }
    workdir
}

fn commands() -> [Vec<&'static str>; 4] {
    [
        vec!["check", "returns"],
        [&["status", "plan.xlsx", "returns"][..], &PERIOD].concat(),
        [&["chase", "plan.xlsx", "returns", "--out", "chased"][..], &PERIOD].concat(),
        [&["consolidate", "plan.xlsx", "returns", "-o", "out.xlsx"][..], &PERIOD].concat(),
    ]
}

fn paths(json: &str) -> Vec<String> {
    let json: Value = serde_json::from_str(json).unwrap();
    let all = json["not_looked_at"].as_array().unwrap().iter();
    all.map(|one| {
        assert!(!one["why"].as_str().unwrap().is_empty());
        one["path"].as_str().unwrap().to_owned()
    })
    .collect()
}

#[test]
fn a_file_of_another_ending_is_named_by_every_command() {
    let names = ["zip", "eml", "msg", "csv", "pdf", "numbers", "fods", "xlsx "].map(|end| format!("{STEM}.{end}"));
    let workdir = quarter(&names.each_ref().map(String::as_str));
    for command in commands() {
        let ran = workdir.run(&command);
        for name in &names {
            assert!(ran.err.contains(&format!("Skipped returns/{name}: ")), "{command:?}: {name}\n{}", ran.err);
        }
    }
    let json = ["--format", "json"];
    assert_eq!(paths(&workdir.run(&[&["check", "returns"][..], &json].concat()).out).len(), names.len());
    let status = workdir.run(&[&["status", "plan.xlsx", "returns"][..], &PERIOD, &json].concat());
    assert_eq!(paths(&status.out).len(), names.len());
    let counts = ["consolidate", "plan.xlsx", "returns", "-o", "other.xlsx", "--json", "-"];
    assert_eq!(paths(&workdir.run(&[&counts[..], &PERIOD].concat()).out).len(), names.len());
}

#[test]
fn more_than_ten_of_one_ending_are_a_count_in_text_and_all_there_in_json() {
    let names: Vec<String> = (1..=11).map(|number| format!("scan {number}.pdf")).chain(["a.zip".to_owned()]).collect();
    let workdir = quarter(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let ran = workdir.run(&["check", "returns", "--format", "json"]);
    assert!(ran.err.contains("Skipped 11 files that end in .pdf: not a workbook"), "{}", ran.err);
    assert!(ran.err.contains("Skipped returns/a.zip: an archive") && !ran.err.contains("scan 1.pdf"), "{}", ran.err);
    assert_eq!(paths(&ran.out).len(), 12);
}

#[test]
fn chase_says_in_the_line_of_a_plan_what_may_be_its_answer() {
    let workdir = quarter(&[&format!("{STEM} (2).pdf"), "Economy return.msg", "housings.zip"]);
    let ran = workdir.run(&commands()[2]);
    let line = |code: &str| ran.out.lines().find(|line| line.trim_start().starts_with(code)).unwrap().to_owned();
    assert!(line("housing").contains(&format!("missing; not looked at: returns/{STEM} (2).pdf")), "{}", ran.out);
    assert!(line("economy").contains("not looked at: returns/Economy return.msg"), "{}", ran.out);
    assert!(!ran.out.contains("housings.zip") && !line("corporate").contains("not looked at"), "{}", ran.out);
}

#[test]
fn what_planroll_and_systems_write_among_returns_is_not_listed() {
    let workdir = Workdir::issued("standard");
    for name in ["Thumbs.db", "desktop.ini", ".DS_Store"] {
        workdir.write(&format!("returns/{name}"), b"x");
    }
    let issue = ["issue", "plan.xlsx", "--period", "2025-26 Q1", "--out", "returns", "--mail"];
    assert_eq!(workdir.run(&issue).status, 0);
    let consolidate = ["consolidate", "plan.xlsx", "returns", "-o", "out.xlsx", "--data", "returns/data"];
    assert_eq!(workdir.run(&[&consolidate[..], &PERIOD].concat()).status, 0);
    let ran = workdir.run(&["check", "returns", "--format", "json"]);
    assert_eq!((paths(&ran.out), ran.err.as_str()), (Vec::new(), ""));
}
