//! What a plan makes of the rules, from the workbook that an officer fills in to every place where it must be seen.

use std::process::Command;

use serde_json::{Value, json};

use super::workdir::Workdir;
use crate::tools;

const HOUSING: &str = "returns/housing-2025-26-q1.xlsx";
const CHECK: [&str; 6] = ["check", "returns", "--plan", "plan.xlsx", "--period", "2025-26 Q1"];
const CONSOLIDATE: [&str; 7] = ["consolidate", "plan.xlsx", "returns", "--period", "2025-26 Q1", "-o", "all.xlsx"];

/// Types rows into sheets of a workbook as Excel would; a sheet that is not there is made.
const TYPE_SHEETS: &str = "import json, openpyxl, sys\n\
    book = openpyxl.load_workbook(sys.argv[1])\n\
    for name, rows in json.loads(sys.argv[2]).items():\n\
    \x20   sheet = book[name] if name in book.sheetnames else book.create_sheet(name)\n\
    \x20   for row in rows:\n\
    \x20       sheet.append(row)\n\
    book.save(sys.argv[1])";
/// The rows of a sheet, from the row of headings that begins with `Severity` or `Code`.
const READ_FINDINGS: &str = "import json, openpyxl, sys\n\
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(sys.argv[1])['Findings'].iter_rows()]\n\
    start = next(place for place, row in enumerate(rows) if 'Waived by' in row)\n\
    print(json.dumps([dict(zip(rows[start], row)) for row in rows[start + 1:]]))";

/// Three returns as issued, housing with a rating that is none and a date that is none.
fn quarter(python: &std::path::Path, sheets: &Value) -> Workdir {
    let workdir = Workdir::issued("standard");
    workdir.fill(HOUSING, 2, &[("F5", "Amberr"), ("F6", "Green"), ("G6", "soon")]);
    type_into(python, &workdir, "plan.xlsx", sheets);
    workdir
}

fn type_into(python: &std::path::Path, workdir: &Workdir, book: &str, sheets: &Value) {
    let mut command = Command::new(python);
    tools::run(command.args(["-c", TYPE_SHEETS]).arg(workdir.path(book)).arg(sheets.to_string()), 0);
}

fn waivers(rows: &[[&str; 5]]) -> Value {
    let mut all = vec![["Rule", "Ref", "Period", "Reason", "Approved by"]];
    all.extend(rows);
    json!({ "Waivers": all })
}

/// Every finding of a check as JSON, in order.
fn checked(workdir: &Workdir, args: &[&str]) -> Vec<Value> {
    let ran = workdir.run(&[args, &["--format", "json"]].concat());
    let json: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"));
    json["files"].as_array().unwrap().iter().flat_map(|file| file["findings"].as_array().unwrap().clone()).collect()
}

/// The findings of the consolidated workbook's Findings sheet.
fn in_workbook(python: &std::path::Path, workdir: &Workdir) -> Vec<Value> {
    let mut command = Command::new(python);
    let read = tools::run(command.args(["-c", READ_FINDINGS]).arg(workdir.path("all.xlsx")), 0);
    serde_json::from_str(&read).unwrap()
}

fn of<'f>(findings: &'f [Value], code: &str, reference: &str) -> &'f Value {
    let is = |finding: &&Value| {
        [&finding["code"], &finding["Code"]].contains(&&json!(code))
            && [&finding["ref"], &finding["Ref"]].contains(&&json!(reference))
    };
    findings.iter().find(is).unwrap_or_else(|| panic!("no {code} of {reference} in {findings:#?}"))
}

fn codes(findings: &[Value]) -> Vec<&str> {
    findings.iter().filter_map(|finding| finding["code"].as_str().or_else(|| finding["Code"].as_str())).collect()
}

#[test]
fn a_severity_holds_by_code_or_name_in_any_case_and_off_is_off() {
    let Some(python) = tools::python() else { return };
    let rules = json!({"Rules": [
        ["Rule", "Severity"],
        [" Rating-Unknown ", "warning"],
        ["cel001", " NOTE "],
        ["Nothing-Filled-In", "Off"],
        ["IND001", "Off"],
        ["RAT001", "Note"],
        ["WBK020", "Error"],
        ["sign-off-missing", "off"],
    ]});
    let workdir = quarter(&python, &rules);
    let findings = checked(&workdir, &CHECK);
    assert_eq!(of(&findings, "RAT002", "2.1")["severity"], "warning");
    assert_eq!(of(&findings, "CEL001", "2.2")["severity"], "note");
    let codes_found = codes(&findings);
    // The last row that names a rule holds; a rule that is off silences nothing, so RAT001 speaks where WBK021 did.
    for off in ["WBK021", "IND001", "WBK020"] {
        assert!(!codes_found.contains(&off), "{off}: {codes_found:?}");
    }
    assert!(codes_found.contains(&"RAT001"), "{codes_found:?}");
    // No error is left, and --fail-on goes by the severity as changed.
    assert_eq!(workdir.run(&CHECK).status, 0);
    assert_eq!(workdir.run(&[&CHECK[..], &["--fail-on", "warning"]].concat()).status, 1);
    workdir.run(&CONSOLIDATE);
    let listed = in_workbook(&python, &workdir);
    assert_eq!(of(&listed, "RAT002", "2.1")["Severity"], "Warning");
    assert!(!codes(&listed).contains(&"WBK021"));
}

#[test]
fn a_waived_finding_is_counted_and_attributed_everywhere_and_is_no_error() {
    let Some(python) = tools::python() else { return };
    let sheets = waivers(&[
        ["rat002", "2.1", "", "Agreed in June", "Director"],
        [" Value-Missing ", "h1", "2025-26 Q1", "", "Head of Policy"],
        ["IND001", " H2", "Q1 2025/26", "The system is down", ""],
        ["WBK020", "HOUSING", "", "", ""],
        ["CEL001", "housing", "", "All dates of housing", "Director"],
    ]);
    let workdir = quarter(&python, &sheets);
    let findings = checked(&workdir, &[&["check", HOUSING], &CHECK[2..]].concat());
    let by = |code, reference: &str| of(&findings, code, reference)["waived_by"].as_str().unwrap().to_owned();
    assert_eq!(by("RAT002", "2.1"), "Director: Agreed in June");
    assert_eq!(by("IND001", "H1"), "Head of Policy");
    assert_eq!(by("IND001", "H2"), "The system is down");
    assert_eq!(by("CEL001", "2.2"), "Director: All dates of housing");
    assert!(findings.iter().all(|finding| finding["waived_by"].is_string()), "{findings:#?}");
    // Its severity is still told: it was an error that was waived.
    assert_eq!(of(&findings, "RAT002", "2.1")["severity"], "error");

    let ran = workdir.run(&[&["check", HOUSING], &CHECK[2..]].concat());
    assert_eq!(ran.status, 0, "{}", ran.out);
    assert!(
        ran.out.starts_with(&format!("{HOUSING} (housing, 2025-26 Q1): nothing wrong (5 waived)\n")),
        "{}",
        ran.out
    );
    let expected = "waived RAT002 rating-unknown · 2.1 · sheet Actions, cell F5: “Amberr” is not one of the ratings –\n  \
        Director: Agreed in June\n";
    assert!(ran.out.contains(expected), "{}", ran.out);
    let csv = workdir.run(&[&["check", HOUSING], &CHECK[2..], &["--format", "csv"]].concat()).out;
    assert_eq!(csv.matches("Director: Agreed in June").count(), 1, "{csv}");
    let concise = workdir.run(&[&["check", HOUSING], &CHECK[2..], &["--format", "concise"]].concat()).out;
    assert!(concise.contains("waived error RAT002"), "{concise}");

    let ran = workdir.run(&[&CONSOLIDATE[..], &["--json", "-"]].concat());
    let counts: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(counts["findings"]["waived"], 5);
    let listed = in_workbook(&python, &workdir);
    assert_eq!(of(&listed, "RAT002", "2.1")["Waived by"], "Director: Agreed in June");
    assert_eq!(listed.iter().filter(|row| row["Waived by"].is_string()).count(), 5);
}

#[test]
fn a_waiver_of_another_quarter_accepts_nothing_and_is_not_called_unused() {
    let Some(python) = tools::python() else { return };
    let sheets = waivers(&[
        ["RAT002", "2.1", "2025-26 Q2", "Agreed in June", "Director"],
        ["RAT002", "2.1", "2024-25 Q1", "Agreed last year", "Director"],
        ["RAT002", "2.1", "some day", "No period", "Director"],
    ]);
    let workdir = quarter(&python, &sheets);
    assert_eq!(of(&checked(&workdir, &CHECK), "RAT002", "2.1")["waived_by"], Value::Null);
    let of_plan = checked(&workdir, &["check", "--plan", "plan.xlsx", "--period", "2025-26 Q1"]);
    // A period that cannot be read is said, and the waiver with it is not used.
    assert_eq!(codes(&of_plan), ["PLN016"]);
}

#[test]
fn waivers_that_nothing_matches_are_named_once_every_return_is_in() {
    let Some(python) = tools::python() else { return };
    let sheets = waivers(&[
        ["RAT002", "2.1", "", "Used", "Director"],
        ["RAT002", "housing", "", "Matches too, and is no less used", "Director"],
        ["RAT005", "2.1", "", "Unused", "Director"],
        ["RAT005", "2.1", "2025-26 Q2", "For later", "Director"],
        ["RAT099", "2.1", "", "No such rule", "Director"],
        ["RAT002", "9.9", "", "No such ref", "Director"],
        ["RAT002", "", "", "No ref at all", "Director"],
    ]);
    let workdir = quarter(&python, &sheets);
    let cells = |findings: &[Value]| -> Vec<String> {
        let unused = findings.iter().filter(|finding| codes(&[(*finding).clone()]) == ["PLN022"]);
        unused.map(|finding| finding["cell"].as_str().or(finding["Cell"].as_str()).unwrap().to_owned()).collect()
    };
    let of_plan = checked(&workdir, &["check", "--plan", "plan.xlsx", "--period", "2025-26 Q1"]);
    assert_eq!(cells(&of_plan), ["A6", "A7", "A8"]);
    // A rejected file may yet have the finding that a waiver is for.
    workdir.write("returns/zz.xlsx", b"not a workbook");
    workdir.run(&CONSOLIDATE);
    assert_eq!(cells(&in_workbook(&python, &workdir)), ["A6", "A7", "A8"]);
    std::fs::remove_file(workdir.path("returns/zz.xlsx")).unwrap();
    workdir.run(&CONSOLIDATE);
    assert_eq!(cells(&in_workbook(&python, &workdir)), ["A4", "A6", "A7", "A8"]);
}

#[test]
fn findings_about_the_plan_and_across_returns_are_waived_too() {
    let Some(python) = tools::python() else { return };
    let mut sheets = waivers(&[
        ["PLN019", "parks", "", "The post is vacant", "Director"],
        ["RET001", "economy", "", "Closed for the quarter", "Director"],
        ["return-missing", "corporate", "", "Comes later", "Director"],
        ["delivery-plan-empty", "PARKS", "", "From next year", "Director"],
    ]);
    sheets["Delivery plans"] = json!([["parks", "Parks"]]);
    let workdir = quarter(&python, &sheets);
    let of_plan = checked(&workdir, &["check", "--plan", "plan.xlsx", "--period", "2025-26 Q1"]);
    assert_eq!(of(&of_plan, "PLN019", "parks")["waived_by"], "Director: The post is vacant");
    assert_eq!(of(&of_plan, "PLN018", "parks")["waived_by"], "Director: From next year");
    for gone in ["economy", "corporate"] {
        std::fs::remove_file(workdir.path(&format!("returns/{gone}-2025-26-q1.xlsx"))).unwrap();
    }
    let ran = workdir.run(&CONSOLIDATE);
    // What is missing is missing, whoever accepts that it is.
    assert!(ran.out.contains("Provisional: 2 returns are missing (economy, corporate)"), "{}", ran.out);
    let listed = in_workbook(&python, &workdir);
    assert_eq!(of(&listed, "RET001", "economy")["Waived by"], "Director: Closed for the quarter");
    assert_eq!(of(&listed, "RET001", "corporate")["Waived by"], "Director: Comes later");
}

#[test]
fn a_return_carries_the_severities_and_waivers_that_it_was_issued_with() {
    let Some(python) = tools::python() else { return };
    let workdir = Workdir::new();
    workdir.run(&["init", "plan.xlsx", "--scheme", "standard"]);
    let mut sheets = waivers(&[["RAT002", "2.1", "", "Agreed in June", "Director"]]);
    sheets["Rules"] = json!([["Rule", "Severity"], ["value-missing", "Warning"], ["WBK020", "Off"]]);
    type_into(&python, &workdir, "plan.xlsx", &sheets);
    workdir.run(&["issue", "plan.xlsx", "--period", "2025-26 Q1", "--out", "returns"]);
    workdir.fill(HOUSING, 2, &[("F5", "Amberr"), ("F6", "Green")]);
    let findings = checked(&workdir, &["check", HOUSING]);
    assert_eq!(of(&findings, "RAT002", "2.1")["waived_by"], "Director: Agreed in June");
    assert_eq!(of(&findings, "IND001", "H1")["severity"], "warning");
    assert!(!codes(&findings).contains(&"WBK020"));
    assert_eq!(workdir.run(&["check", HOUSING]).status, 0);
}
