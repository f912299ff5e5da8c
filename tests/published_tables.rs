//! The four examples reproduce the published tables, count for count and percentage for percentage.
//!
//! The figures stand in `examples/expected.json`, typed from the councils' documents.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::tools::{planroll, root, run};

fn expected(council: &str) -> Value {
    let all: Value = serde_json::from_slice(&fs::read(root().join("examples/expected.json")).unwrap()).unwrap();
    all[council].clone()
}

fn consolidated(council: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let example = root().join("examples").join(council);
    let json = folder.path().join("out.json");
    run(
        planroll()
            .arg("consolidate")
            .arg(example.join("plan.xlsx"))
            .arg(example.join("returns"))
            .arg("-o")
            .arg(folder.path().join("out.xlsx"))
            .arg("--json")
            .arg(&json),
        0,
    );
    serde_json::from_slice(&fs::read(json).unwrap()).unwrap()
}

/// Every figure that was published must be there and equal; what was not published (null) is not compared.
fn assert_holds(published: &Value, ours: &Value, at: &str) {
    match published {
        Value::Object(fields) => {
            for (name, value) in fields {
                if at.ends_with("percentages") || !value.is_null() {
                    assert_holds(value, &ours[name], &format!("{at}.{name}"));
                }
            }
        }
        Value::Array(items) => {
            assert_eq!(ours.as_array().map(Vec::len), Some(items.len()), "{at}");
            for (index, item) in items.iter().enumerate() {
                assert_holds(item, &ours[index], &format!("{at}[{index}]"));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => assert_eq!(published, ours, "{at}"),
    }
}

/// Code and ref of every finding of a severity: the returns' and the plan workbook's.
fn findings(council: &str) -> BTreeSet<(String, String, String)> {
    let example = root().join("examples").join(council);
    let mut found = BTreeSet::new();
    let plan = example.join("plan.xlsx");
    let returns = example.join("returns");
    for command in [
        vec!["check".into(), returns.into_os_string(), "--plan".into(), plan.clone().into_os_string()],
        vec!["check".into(), "--plan".into(), plan.into_os_string()],
    ] {
        let out = planroll().args(command).args(["--format", "json"]).output().unwrap();
        let json: Value = serde_json::from_slice(&out.stdout).unwrap();
        for finding in json["files"].as_array().unwrap().iter().flat_map(|file| file["findings"].as_array().unwrap()) {
            let text = |name: &str| finding[name].as_str().unwrap_or_default().to_owned();
            found.insert((text("code"), text("severity"), text("ref")));
        }
    }
    found
}

fn published_findings(council: &str) -> BTreeSet<(String, String, String)> {
    let expected = expected(council);
    let mut published = BTreeSet::new();
    for list in ["findings", "plan_findings"] {
        for entry in expected[list].as_array().unwrap() {
            for reference in entry["refs"].as_array().unwrap() {
                let text = |value: &Value| value.as_str().unwrap().to_owned();
                published.insert((text(&entry["code"]), text(&entry["severity"]), text(reference)));
            }
        }
    }
    published
}

fn assert_reproduces(council: &str) {
    let (expected, ours) = (expected(council), consolidated(council));
    for part in ["period", "provisional", "actions", "indicators"] {
        if !expected[part].is_null() {
            assert_holds(&expected[part], &ours[part], &format!("{council}.{part}"));
        }
    }
    // One note says how many deadlines are open; it names no single row.
    let plain = |set: BTreeSet<(String, String, String)>| -> BTreeSet<_> {
        set.into_iter().filter(|(code, _, _)| code != "PLN020").collect()
    };
    assert_eq!(plain(findings(council)), plain(published_findings(council)), "{council}");
}

#[test]
fn west_norfolk_comes_out_as_published_with_its_three_faults_named() {
    assert_reproduces("west-norfolk");
    assert_eq!(consolidated("west-norfolk")["findings"]["error"], 3);
}

#[test]
fn cannock_chase_comes_out_as_published() {
    assert_reproduces("cannock-chase");
}

#[test]
fn southend_comes_out_as_published_with_its_faults_named() {
    assert_reproduces("southend");
}

#[test]
fn colchester_comes_out_as_published() {
    assert_reproduces("colchester");
}
