//! What the first version wrote is read by this one: plan workbooks and returns with the same findings, marked copies
//! as such, consolidated workbooks as earlier ones, and the drafts as mails that can be sent.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::tools::{planroll, root, run};

/// The examples, each with what its returns are compared with.
const EXAMPLES: [(&str, &[&str]); 6] = [
    ("cannock-chase", &[]),
    ("colchester", &[]),
    ("southend", &[]),
    ("two-quarters-q1", &[]),
    ("two-quarters-q2", &["--previous", "../two-quarters-q1/consolidated.xlsx"]),
    ("west-norfolk", &[]),
];

fn folder(example: &str) -> PathBuf {
    root().join("tests/written_by_0_1_0").join(example)
}

/// planroll in the folder of an example.
fn planroll_in(example: &str, arguments: &[&str]) -> Command {
    let mut command = planroll();
    command.current_dir(folder(example)).args(arguments);
    command
}

/// The names of the files of a folder that end so, in order.
fn files(folder: &Path, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.filter(|name| name.ends_with(ending)).collect();
    names.sort();
    names
}

#[test]
fn plans_and_returns_have_the_findings_that_they_had() {
    for (example, previous) in EXAMPLES {
        for (kept, arguments) in [
            ("plan-findings.json", vec!["check", "--plan", "plan.xlsx", "--format", "json"]),
            ("findings.json", vec!["check", "returns", "--plan", "plan.xlsx", "--format", "json"]),
        ] {
            let previous: &[&str] = if kept == "findings.json" { previous } else { &[] };
            let found = planroll_in(example, &arguments).args(previous).output().unwrap().stdout;
            let (found, kept) = (String::from_utf8(found).unwrap(), fs::read(folder(example).join(kept)).unwrap());
            let mut found: Value = serde_json::from_str(&found).unwrap_or_else(|_| panic!("{example}: {found}"));
            // Newer than what was kept: every file of the examples is looked at, and each was issued from its plan.
            for newer in ["across", "not_looked_at"] {
                assert_eq!(found.as_object_mut().unwrap().remove(newer), Some(Value::Array(Vec::new())), "{example}");
            }
            // Where the words of a help have changed since: it names the period now.
            let kept = String::from_utf8(kept).unwrap().replace("happened since; if", "happened since 2025-26 Q1; if");
            let kept: Value = serde_json::from_str(&kept).unwrap();
            assert_eq!(found, kept, "{example}");
        }
    }
}

#[test]
fn issued_returns_are_returns_and_marked_copies_are_marked_copies() {
    for (example, _) in EXAMPLES {
        let issued = files(&folder(example).join("issued"), ".xlsx");
        let out = planroll_in(example, &["check", "issued", "--plan", "plan.xlsx", "--format", "json"]).output();
        let found: Value = serde_json::from_slice(&out.unwrap().stdout).unwrap();
        let paths: Vec<&str> = found["files"].as_array().unwrap().iter().filter_map(|f| f["path"].as_str()).collect();
        assert_eq!(paths, issued.iter().map(|name| format!("issued/{name}")).collect::<Vec<_>>(), "{example}");
        for file in found["files"].as_array().unwrap() {
            let refused = file["findings"].as_array().unwrap().iter().any(|one| one["code"] == "WBK003");
            assert!(file["rows"].is_object() && !refused, "{example}: {file}");
        }

        let out = planroll_in(example, &["check", "marked", "--plan", "plan.xlsx"]).output().unwrap();
        let said = String::from_utf8(out.stderr).unwrap();
        let passed =
            said.lines().filter(|line| line.contains(": a marked copy, and nothing has been filled in")).count();
        assert_eq!(passed, files(&folder(example).join("marked"), ".xlsx").len(), "{example}: {said}");
    }
}

#[test]
fn consolidated_workbooks_are_taken_as_earlier_ones() {
    for (example, _) in EXAMPLES.iter().filter(|(example, _)| *example != "two-quarters-q2") {
        // The returns of the quarter itself: the workbook is read, and refused only because it is of no earlier one.
        let arguments = ["check", "returns", "--plan", "plan.xlsx", "--previous", "consolidated.xlsx"];
        let out = planroll_in(example, &arguments).output().unwrap();
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(2), "{example}: {said}");
        assert!(said.contains("earlier") && !said.contains("no consolidated workbook"), "{example}: {said}");
    }
    let plan = folder("two-quarters-q2").join("plan.xlsx");
    let arguments = ["check", "--format", "json", "returns", "--plan", plan.to_str().unwrap()];
    let with = planroll_in("two-quarters-q2", &arguments).args(EXAMPLES[4].1).output().unwrap().stdout;
    let without = planroll_in("two-quarters-q2", &arguments).output().unwrap().stdout;
    assert_ne!(with, without, "what was said a quarter before is compared");
}

#[test]
fn the_drafts_are_listed_for_sending() {
    for (example, _) in EXAMPLES {
        for drafts in ["issued/mail", "chased"] {
            let listed = run(&mut planroll_in(example, &["send", drafts]), 0);
            let names = files(&folder(example).join(drafts), ".eml");
            let mut said: Vec<&str> = listed
                .lines()
                .filter(|line| std::path::Path::new(line).extension().is_some_and(|ending| ending == "eml"))
                .collect();
            said.sort_unstable();
            assert_eq!(said, names, "{example}/{drafts}: {listed}");
        }
    }
}
