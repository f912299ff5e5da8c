//! `planroll status`.

use std::fs;

use serde_json::Value;

use super::workdir::{Ran, Workdir};

const ALL: [&str; 7] = ["status", "plan.xlsx", "returns", "--period", "2025-26 Q1", "--today", "2025-07-20"];
const HOUSING: &str = "returns/housing-2025-26-q1.xlsx";

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    ALL.into_iter().chain(more.iter().copied()).collect()
}

/// Three returns due on 11 July 2025: housing whole, economy as it was issued, corporate missing.
fn quarter() -> Workdir {
    let workdir = Workdir::issued("standard");
    workdir.alter("plan.xlsx", "xl/worksheets/sheet2.xml", |settings| {
        let (before, cell) = settings.split_once("<c r=\"B7\" s=\"6\">").expect("Returns due is filled in");
        let (_, after) = cell.split_once("</c>").unwrap();
        format!("{before}<c r=\"B7\" s=\"6\" t=\"inlineStr\"><is><t>11 July 2025</t></is></c>{after}")
    });
    fill_in(&workdir, HOUSING);
    fs::remove_file(workdir.path("returns/corporate-2025-26-q1.xlsx")).unwrap();
    workdir
}

fn fill_in(workdir: &Workdir, housing: &str) {
    workdir.fill(housing, 2, &[("F5", "Green"), ("F6", "Green")]);
    workdir.fill(housing, 3, &[("J5", "96%"), ("K5", "Green"), ("J6", "118"), ("K6", "Green")]);
    workdir.fill(housing, 4, &[("B4", "Jo Bloggs"), ("B5", "Officer"), ("B6", "4 July 2025"), ("B7", "Sam Grey")]);
}

fn json(workdir: &Workdir, args: &[&str]) -> Value {
    serde_json::from_str(&workdir.run(&[args, &["--format", "json"]].concat()).out).unwrap()
}

/// The word of each delivery plan, and how many files it has.
fn words(json: &Value) -> Vec<(String, usize)> {
    let plans = json["plans"].as_array().unwrap().iter();
    plans.map(|plan| (plan["status"].as_str().unwrap().to_owned(), plan["files"].as_array().unwrap().len())).collect()
}

fn figures(ran: &Ran) -> &str {
    ran.out.lines().nth(1).unwrap()
}

#[test]
fn at_80_and_at_120_columns_the_table_says_what_is_there_and_what_is_not() {
    let workdir = quarter();
    workdir.write("returns/notes.xlsx", b"Dear all,\n");
    let mut both = String::new();
    for columns in [80, 120] {
        let ran = workdir.run_at(columns, &ALL);
        assert_eq!(ran.status, 1, "{}", ran.err);
        assert!(ran.out.lines().all(|line| line.chars().count() <= columns), "{}", ran.out);
        both.push_str(&ran.out);
        both.push('\n');
    }
    insta::assert_snapshot!(both);
}

#[test]
fn the_status_is_0_once_everything_is_in_and_right() {
    let workdir = quarter();
    assert_eq!(workdir.run(&ALL).status, 1);
    let only = |plan: &str, returns: &str| {
        let folder = format!("{}/examples/{plan}", env!("CARGO_MANIFEST_DIR"));
        workdir.run(&["status", &format!("{folder}/plan.xlsx"), &format!("{folder}/{returns}")])
    };
    let ran = only("colchester", "returns");
    assert_eq!((ran.status, figures(&ran)), (0, "1 of 1 received, nothing missing or wrong."), "{}", ran.err);
    assert!(!ran.err.contains("planroll check"), "{}", ran.err);
    let ran = only("west-norfolk", "returns");
    assert_eq!((ran.status, figures(&ran)), (1, "4 of 4 received, 2 with errors."));
    assert!(ran.err.contains("\n  planroll check "), "{}", ran.err);
}

#[test]
fn no_return_at_all_is_normal_and_every_one_is_missing() {
    let workdir = Workdir::issued("standard");
    fs::create_dir(workdir.path("none")).unwrap();
    for returns in [&["none"][..], &[]] {
        let ran = workdir.run(&[&["status", "plan.xlsx", "--period", "2025-26 Q1"], returns].concat());
        assert_eq!((ran.status, ran.err.as_str()), (1, ""));
        assert_eq!(figures(&ran), "0 of 3 received, 3 missing.");
        // The starter has no day for Returns due.
        assert!(ran.out.starts_with("Returns for 2025-26 Q1\n"), "{}", ran.out);
    }
}

#[test]
fn json_has_the_shape_that_the_readme_says() {
    let workdir = quarter();
    let json = json(&workdir, &ALL);
    assert_eq!((&json["planroll"], &json["period"]), (&"1".into(), &"2025-26 Q1".into()));
    assert_eq!((&json["as_of"], &json["today"]), (&"2025-06-30".into(), &"2025-07-20".into()));
    assert_eq!((&json["returns_due"], &json["days_to_due"]), (&"2025-07-11".into(), &(-9).into()));
    assert_eq!(words(&json), [("received".to_owned(), 1), ("received".to_owned(), 1), ("missing".to_owned(), 0)]);
    let [economy, housing, corporate] = json["plans"].as_array().unwrap().as_slice() else { panic!() };
    assert_eq!(economy["rows"], serde_json::json!({"complete": 0, "issued": 4}));
    assert_eq!(corporate["rows"], serde_json::json!({"complete": 0, "issued": 5}));
    assert_eq!((&housing["plan"], &housing["delivery_plan"]), (&"housing".into(), &"Housing and communities".into()));
    let file = &housing["files"][0];
    assert_eq!((&file["path"], &file["errors"], &file["warnings"]), (&HOUSING.into(), &0.into(), &0.into()));
    assert_eq!(file["rows"], serde_json::json!({"complete": 4, "issued": 4}));
    assert_eq!(file["sha256"], planroll::grid::sha256(&workdir.bytes(HOUSING)));
    let signed = [&file["completed_by"], &file["date"], &file["approved_by"]];
    assert_eq!(signed, ["Jo Bloggs", "2025-07-04", "Sam Grey"]);
    let totals = serde_json::json!({
        "expected": 3, "received": 2, "with_errors": 1, "missing": 1, "duplicated": 0, "rejected": 0
    });
    assert_eq!(json["totals"], totals);
}

#[test]
fn csv_has_a_row_for_each_file_and_each_missing_return() {
    let workdir = quarter();
    workdir.write("returns/notes.xlsx", b"Dear all,\n");
    let ran = workdir.run(&with(&["--format", "csv"]));
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    let lines: Vec<&str> = ran.out.split_terminator("\r\n").collect();
    assert_eq!(
        lines[0],
        "\u{FEFF}period,plan,delivery plan,status,file,errors,warnings,complete rows,rows,completed by,date,approved by,\
         returns due,days to due,why"
    );
    assert_eq!(
        lines[2],
        format!(
            "2025-26 Q1,housing,Housing and communities,received,{HOUSING},0,0,4,4,Jo Bloggs,2025-07-04,Sam Grey,\
             2025-07-11,-9,"
        )
    );
    assert_eq!(lines[3], "2025-26 Q1,corporate,Corporate services,missing,,,,0,5,,,,2025-07-11,-9,");
    assert!(lines[4].starts_with(",,,rejected,returns/notes.xlsx,") && lines.len() == 5, "{}", ran.out);
}

#[test]
fn days_count_from_today_where_the_computer_stands_and_rules_from_the_period() {
    let workdir = quarter();
    let today = |zone: &str| -> Value {
        let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_planroll"))
            .args(["status", "plan.xlsx", "returns", "--period", "2025-26 Q1", "--format", "json"])
            .current_dir(workdir.path("."))
            .env("TZ", zone)
            .output()
            .unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    // These are 26 hours apart, so it is never the same day in both.
    let (east, west) = (today("<+14>-14"), today("<-12>12"));
    assert!(east["days_to_due"].as_i64() < west["days_to_due"].as_i64(), "{} {}", east["today"], west["today"]);
    assert_eq!(east["as_of"], "2025-06-30");
}

#[test]
fn an_as_of_day_is_the_day_of_the_deadlines_too() {
    let workdir = quarter();
    // Housing's action 2.1 is due in the second quarter.
    let errors = |day: &str| {
        let args = ["status", "plan.xlsx", "returns", "--period", "2025-26 Q1", "--as-of", day];
        json(&workdir, &args)["plans"][1]["files"][0]["errors"].clone()
    };
    assert_eq!((errors("2025-09-29"), errors("2025-09-30")), (0.into(), 1.into()));
}

#[test]
fn files_that_are_no_return_of_the_quarter_are_rejected_and_said_why() {
    let workdir = quarter();
    let issue = ["issue", "plan.xlsx", "--period", "2025-26 Q2", "--out", "next", "--only", "corporate"];
    assert_eq!(workdir.run(&issue).status, 0);
    fs::copy(workdir.path("next/corporate-2025-26-q2.xlsx"), workdir.path("returns/corporate.xlsx")).unwrap();
    assert_eq!(workdir.run(&["init", "other.xlsx", "--scheme", "southend"]).status, 0);
    let issue = ["issue", "other.xlsx", "--period", "2025-26 Q1", "--out", "other", "--only", "proud"];
    assert_eq!(workdir.run(&issue).status, 0);
    fs::copy(workdir.path("other/proud-2025-26-q1.xlsx"), workdir.path("returns/proud.xlsx")).unwrap();
    workdir.write("returns/zipped.xlsx", b"PK\x03\x04 no more");
    let ran = workdir.run_at(160, &ALL);
    assert_eq!(figures(&ran), "2 of 3 received, 1 with errors, 1 missing, 3 files rejected.");
    let said: Vec<&str> = ran.out.lines().filter(|line| line.contains("▲ Rejected: ")).collect();
    assert_eq!(said.len(), 3, "{}", ran.out);
    assert!(ran.out.contains("it is from Corporate services for 2025-26 Q2, and this is 2025-26 Q1."), "{}", ran.out);
    assert!(ran.out.contains("it is for delivery plan “proud”, which the plan workbook does not have."), "{}", ran.out);
    let rejected = json(&workdir, &ALL)["rejected"].clone();
    assert_eq!((&rejected[0]["plan"], &rejected[0]["period"]), (&"corporate".into(), &"2025-26 Q2".into()));
    assert_eq!((&rejected[2]["plan"], &rejected[2]["period"]), (&Value::Null, &Value::Null));
}

#[test]
fn a_return_sent_twice_counts_once_and_two_that_differ_count_for_nothing() {
    let workdir = quarter();
    fs::copy(workdir.path(HOUSING), workdir.path("returns/housing again.xlsx")).unwrap();
    let ran = workdir.run(&ALL);
    assert_eq!(figures(&ran), "2 of 3 received, 1 with errors, 1 missing.");
    assert!(ran.out.contains("Not counted: returns/housing-2025-26-q1.xlsx: it says the same as"), "{}", ran.out);
    workdir.fill("returns/housing again.xlsx", 2, &[("I5", "The tender is out.")]);
    let ran = workdir.run(&ALL);
    assert_eq!(figures(&ran), "1 of 3 received, 1 with errors, 1 missing, 1 with several different returns.");
    let json = json(&workdir, &ALL);
    assert_eq!(words(&json)[1], ("duplicated".to_owned(), 2));
    assert_eq!(json["plans"][1]["rows"], Value::Null);
}

#[test]
fn a_marked_copy_counts_once_it_is_filled_in() {
    let workdir = quarter();
    let mark = ["check", "returns/economy-2025-26-q1.xlsx", "--mark", "marked"];
    assert_eq!(workdir.run(&mark).status, 1);
    let copy = "returns/economy-2025-26-q1.checked.xlsx";
    fs::copy(workdir.path("marked/economy-2025-26-q1.checked.xlsx"), workdir.path(copy)).unwrap();
    let ran = workdir.run(&ALL);
    let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("nothing has been filled in since it was made"), "{said}");
    assert_eq!(figures(&ran), "2 of 3 received, 1 with errors, 1 missing.");
    // The list of what to fix stands before the other sheets of a marked copy.
    workdir.fill(copy, 3, &[("F5", "Green")]);
    let json = json(&workdir, &ALL);
    assert_eq!(json["plans"][0]["files"][0]["path"], copy, "{json:#}");
    assert_eq!(json["plans"][0]["not_counted"][0]["status"], "replaced");
}

#[test]
fn earlier_workbooks_are_compared_with_as_check_does() {
    let folder = format!("{}/examples/two-quarters", env!("CARGO_MANIFEST_DIR"));
    let workdir = Workdir::new();
    let [plan, returns] = [format!("{folder}/q1/plan.xlsx"), format!("{folder}/q1/returns")];
    assert_eq!(workdir.run(&["consolidate", &plan, &returns, "-o", "q1.xlsx"]).status, 0);
    let [plan, returns] = [format!("{folder}/q2/plan.xlsx"), format!("{folder}/q2/returns")];
    let warnings = |more: &[&str]| -> u64 {
        let json = json(&workdir, &[&["status", plan.as_str(), returns.as_str()], more].concat());
        let plans = json["plans"].as_array().unwrap().iter();
        plans.filter_map(|plan| plan["files"][0]["warnings"].as_u64()).sum()
    };
    assert!(warnings(&["--previous", "q1.xlsx"]) > warnings(&[]));
    let ran = workdir.run(&["status", &plan, &returns, "--previous", &plan]);
    assert_eq!(ran.status, 2, "{}", ran.err);
}

#[test]
fn a_faulty_plan_workbook_stops_it_as_it_stops_consolidate() {
    let workdir = quarter();
    workdir.alter("plan.xlsx", "xl/sharedStrings.xml", |texts| texts.replace(">Required<", ">Sometimes<"));
    let ran = workdir.run(&ALL);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(ran.err.ends_with(" errors in the plan workbook. Put it right and try again.\n"), "{}", ran.err);
}

#[test]
fn what_is_not_there_cannot_be_looked_at() {
    let workdir = quarter();
    assert_eq!(workdir.run(&["status", "none.xlsx", "returns"]).status, 2);
    assert_eq!(workdir.run(&["status", "plan.xlsx", "nowhere"]).status, 2);
    assert_eq!(workdir.run(&with(&["--as-of", "soon"])).status, 2);
}
