//! `planroll check --format csv`: one finding a row, read by other programs as it was meant.

use std::process::Command;

use super::workdir::Workdir;
use crate::tools;

const HOUSING: &str = "returns/housing-2025-26-q1.xlsx";
const HEADINGS: &str = "file,plan,period,severity,code,name,sheet,cell,ref,message,found,expected,help,waived by";

/// Housing with a rating that begins a formula, one with a comma, quotation marks and a line break, and Greek.
fn typed() -> Workdir {
    let workdir = Workdir::issued("standard");
    workdir.fill(HOUSING, 2, &[("F5", "=1+1"), ("F6", "Amber, \"or\nso\" – σχεδόν"), ("G6", "-")]);
    workdir
}

/// The findings as JSON tells them: the CSV must tell the same.
fn in_json(workdir: &Workdir) -> Vec<serde_json::Value> {
    let json: serde_json::Value =
        serde_json::from_str(&workdir.run(&["check", "returns", "--format", "json"]).out).unwrap();
    json["files"].as_array().unwrap().iter().flat_map(|file| file["findings"].as_array().unwrap().clone()).collect()
}

#[test]
fn one_row_for_each_finding_that_json_has() {
    let workdir = typed();
    let ran = workdir.run(&["check", "returns", "--format", "csv"]);
    assert_eq!(ran.status, 1);
    let lines: Vec<&str> = ran.out.split_terminator("\r\n").collect();
    assert_eq!(lines[0], format!("\u{FEFF}{HEADINGS}"));
    assert_eq!(lines.len(), in_json(&workdir).len() + 1);
    assert!(lines.iter().any(|line| line.contains("error,RAT002,rating-unknown,Actions,F5,2.1,")), "{}", ran.out);
    assert!(ran.out.contains(",'=1+1,") && ran.out.contains(",'-,"), "{}", ran.out);
}

#[test]
fn nothing_found_is_a_row_of_headings_and_exits_with_0() {
    let workdir = Workdir::issued("standard");
    let ran = workdir.run(&["check", "--plan", "plan.xlsx", "--period", "2025-26 Q1", "--format", "csv"]);
    assert_eq!((ran.status, ran.out), (0, format!("\u{FEFF}{HEADINGS}\r\n")));
}

#[test]
fn python_reads_every_field_as_json_has_it() {
    let Some(python) = tools::python() else { return };
    let workdir = typed();
    workdir.write("findings.csv", workdir.run(&["check", "returns", "--format", "csv"]).out.as_bytes());
    let script = "import csv, json, sys\n\
        rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8-sig', newline='')))\n\
        print(json.dumps(rows))";
    let read = tools::run(Command::new(python).args(["-c", script]).arg(workdir.path("findings.csv")), 0);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&read).unwrap();
    let findings = in_json(&workdir);
    assert_eq!(rows.len(), findings.len());
    for (row, finding) in rows.iter().zip(&findings) {
        for heading in ["severity", "code", "name", "sheet", "cell", "message", "expected", "help"] {
            let one_line = finding[heading].as_str().unwrap_or_default().replace('\n', " ");
            assert_eq!(row[heading].as_str().unwrap().trim_start_matches('\''), one_line, "{heading}");
        }
    }
}

#[test]
fn a_spreadsheet_shows_what_was_typed_and_computes_nothing() {
    let (Some(soffice), Some(python)) = (tools::libreoffice(), tools::python()) else { return };
    let workdir = typed();
    workdir.write("findings.csv", workdir.run(&["check", "returns", "--format", "csv"]).out.as_bytes());
    // Without a window nobody is asked which encoding the file has; 76 is UTF-8.
    let mut command = Command::new(soffice);
    command
        .arg(format!("-env:UserInstallation=file://{}", workdir.path("libreoffice").display()))
        .args(["--headless", "--norestore", "--infilter=CSV:44,34,76,1", "--convert-to", "xlsx", "--outdir"])
        .args([workdir.path("."), workdir.path("findings.csv")]);
    tools::run(&mut command, 0);
    let script = "import json, openpyxl, sys\n\
        sheet = openpyxl.load_workbook(sys.argv[1]).active\n\
        print(json.dumps([[cell.value for cell in row] for row in sheet.iter_rows()]))";
    let read = tools::run(Command::new(python).args(["-c", script]).arg(workdir.path("findings.xlsx")), 0);
    let rows: Vec<Vec<serde_json::Value>> = serde_json::from_str(&read).unwrap();
    let headings: Vec<&str> = rows[0].iter().map(|heading| heading.as_str().unwrap()).collect();
    assert_eq!(headings.join(","), HEADINGS);
    assert_eq!(rows.len(), in_json(&workdir).len() + 1);
    let found: Vec<&str> = rows.iter().filter(|row| row[4] == "RAT002").filter_map(|row| row[10].as_str()).collect();
    // LibreOffice takes the apostrophe for what it is; Excel shows it.
    assert_eq!(found[0].trim_start_matches('\''), "=1+1");
    assert_eq!(found[1], "Amber, \"or so\" – σχεδόν");
}
