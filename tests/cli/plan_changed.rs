//! A plan workbook that was changed after its returns went out: said alike by every command, and mended by the command
//! that is named.

use planroll::internals::layout::{CONSOLIDATED, SheetId};
use serde_json::Value;

use super::workdir::{Workdir, is_there};

/// The wording of an action of the starter plan workbook.
const WORDING: &str = "Start on site with the first 40 council homes";

/// Returns issued, one of them begun, and an action of it worded otherwise in the plan workbook since.
fn changed() -> Workdir {
    let workdir = Workdir::issued("standard");
    workdir.fill("returns/housing-2025-26-q1.xlsx", 2, &[("F5", "Green")]);
    workdir.alter("plan.xlsx", "xl/sharedStrings.xml", |texts| texts.replace(WORDING, "Something else altogether"));
    workdir
}

const PERIOD: [&str; 2] = ["--period", "2025-26 Q1"];

fn across(workdir: &Workdir) -> Vec<Value> {
    let args = [&["check", "returns", "--plan", "plan.xlsx", "--format", "json"], &PERIOD[..]].concat();
    let json: Value = serde_json::from_str(&workdir.run(&args).out).unwrap();
    json["across"].as_array().unwrap().clone()
}

#[test]
fn the_command_that_is_named_issues_the_return_again_and_nothing_is_left_to_say() {
    let workdir = changed();
    let found = across(&workdir);
    let of_housing = found.iter().find(|one| one["paths"][0] == "returns/housing-2025-26-q1.xlsx").expect("a finding");
    assert_eq!(of_housing["code"], "RET006");
    let help = of_housing["help"].as_str().unwrap();
    let command = help.split('`').nth(1).expect("a command");
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    // The period is quoted; no other word is.
    let words: Vec<String> = words
        .join(" ")
        .split('\'')
        .enumerate()
        .flat_map(|(nth, part)| match nth % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect();
    let ran = workdir.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(ran.status, 0, "{command}: {}", ran.err);
    assert!(ran.out.contains("Everything that was filled in"), "{}", ran.out);
    std::fs::remove_file(workdir.path("returns/housing-2025-26-q1.xlsx")).unwrap();
    workdir.write("returns/housing-2025-26-q1.xlsx", &workdir.bytes("2025-26-q1-again/housing-2025-26-q1.xlsx"));
    assert!(across(&workdir).iter().all(|one| one["paths"][0] != "returns/housing-2025-26-q1.xlsx"));
}

#[test]
fn every_command_finds_it_and_no_service_is_told() {
    let workdir = changed();
    let ran = workdir.run(&[&["check", "returns", "--plan", "plan.xlsx"], &PERIOD[..]].concat());
    let (_, after) = ran.out.split_once("Across the returns: ").expect("a section");
    assert!(after.contains("RET006") && after.contains("\n              planroll issue plan.xlsx --"), "{after}");
    let concise =
        workdir.run(&[&["check", "returns", "--plan", "plan.xlsx", "--format", "concise"], &PERIOD[..]].concat());
    let last = concise.out.lines().last().unwrap();
    assert!(last.starts_with("returns/housing-2025-26-q1.xlsx: warning RET006"), "{last}");
    let ran = workdir.run(&[&["consolidate", "plan.xlsx", "returns", "-o", "out.xlsx"], &PERIOD[..]].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    let findings = workdir.sheet_number("out.xlsx", CONSOLIDATED.sheet_name(SheetId::Findings));
    assert!(workdir.part("out.xlsx", &format!("xl/worksheets/sheet{findings}.xml")).contains("RET006"));
    let ran = workdir.run(&[&["chase", "plan.xlsx", "returns", "--out", "chased"], &PERIOD[..]].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    for name in workdir.names("chased") {
        assert!(!String::from_utf8_lossy(&workdir.bytes(&format!("chased/{name}"))).contains("plan has changed"));
    }
}

#[test]
fn another_return_or_several_are_refused_and_nothing_is_written() {
    let workdir = changed();
    for (only, from, words) in [
        ("economy", "returns/housing-2025-26-q1.xlsx", "it is the return of `housing`"),
        ("housing", "plan.xlsx", "it is no return"),
        ("housing,economy", "returns/housing-2025-26-q1.xlsx", "issues one return again"),
        ("housing", "returns", "is a folder"),
    ] {
        let args = [&["issue", "plan.xlsx", "--only", only, "--from", from], &PERIOD[..]].concat();
        let ran = workdir.run(&args);
        assert_eq!(ran.status, 2, "{only} {from}: {}", ran.err);
        assert!(ran.err.contains(words), "{only} {from}: {}", ran.err);
        assert!(!is_there(&workdir.path("2025-26-q1-again")));
    }
}
