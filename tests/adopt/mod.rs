//! Trackers in layouts such as councils keep, adopted: each becomes the plan that is expected of it, nothing of it is passed
//! over, and what an officer puts right is obeyed.

mod again;
mod examples;
mod formats;
mod refused;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use planroll::grid::{CellRef, Legacy, Limits, Sheet, Workbook, read};

use crate::tools::{planroll, root};

/// The trackers that are committed; `trackers.py` and `layouts.py` made them.
const TRACKERS: [&str; 20] = [
    "action-plan.xlsx",
    "scorecard.xlsx",
    "monthly.xlsx",
    "directorates.xlsx",
    "quarters.xlsx",
    "climate-2025-26.csv",
    "cabinet-report.docx",
    "delivery-plan.docx",
    "milestones.xlsx",
    "mixed.xlsx",
    "county-report.docx",
    "trust-scorecard.ods",
    "homes-tracker.xlsx",
    "improvement-plan.csv",
    "west-norfolk.docx",
    "cannock-chase.docx",
    "directorates.xlsm",
    "directorates.xlsb",
    "directorates.xls",
    "directorates.ods",
];

fn tracker(name: &str) -> PathBuf {
    root().join("tests/adopt/trackers").join(name)
}

/// Runs `planroll adopt` over a tracker of the folder.
fn adopt(trackers: &[&Path], out: &Path, more: &[&str]) -> Output {
    let mut command = planroll();
    command.arg("adopt").args(trackers).arg("-o").arg(out).args(more);
    command.output().unwrap()
}

fn workbook(path: &Path) -> Workbook {
    let program = Path::new(env!("CARGO_BIN_EXE_planroll"));
    read(&fs::read(path).unwrap(), &Limits::returns(), Legacy::Worker(program)).unwrap()
}

/// The rows of a sheet as text: what is shown in each cell.
fn rows_of(sheet: &Sheet) -> Vec<Vec<String>> {
    let last = sheet.cells.iter().map(|cell| cell.at.col).max().unwrap_or_default();
    let row = |row: u32| {
        (0..=last)
            .map(|col| sheet.text(CellRef { row, col }).unwrap_or_default().replace('\n', " / ").trim().to_owned())
            .collect()
    };
    sheet.rows().map(|(number, _)| row(number)).collect()
}

/// A plan workbook as text: what the tracker has to do with.
fn shown(book: &Workbook) -> String {
    let mut text = String::new();
    for (name, most) in [
        ("Settings", 7),
        ("Priorities", 99),
        ("Delivery plans", 99),
        ("Actions", 999),
        ("Indicators", 999),
        ("Adopted", 999),
    ] {
        let _ = writeln!(text, "## {name}");
        for row in rows_of(book.sheet(name).unwrap()).into_iter().take(most) {
            let cols = if name == "Settings" { 2 } else { row.len() };
            let _ = writeln!(text, "{}", row[..cols.min(row.len())].join(" | ").trim_end_matches([' ', '|']));
        }
    }
    text
}

/// The lines of the sheet Adopted, each by its headings.
fn lines(book: &Workbook) -> Vec<Vec<String>> {
    let rows = rows_of(book.sheet("Adopted").unwrap());
    let headings = ["What", "File", "Sheet", "Cell", "Found", "Times", "Taken for", "Plan cell", "Why", "Instead"];
    assert_eq!(rows[0], headings);
    rows[1..].to_vec()
}

#[test]
fn each_layout_becomes_the_plan_that_is_expected_of_it() {
    let folder = tempfile::tempdir().unwrap();
    for name in TRACKERS {
        let out = folder.path().join(format!("{name}.xlsx"));
        let ran = adopt(&[&tracker(name)], &out, &[]);
        assert!(matches!(ran.status.code(), Some(0 | 1)), "{name}: {}", String::from_utf8_lossy(&ran.stderr));
        let text = shown(&workbook(&out));
        let expected = root().join("tests/adopt/expected").join(format!("{name}.txt"));
        if std::env::var_os("PLANROLL_UPDATE").is_some() {
            fs::write(&expected, &text).unwrap();
        }
        assert_eq!(text, fs::read_to_string(&expected).unwrap(), "{name}");
    }
}

#[test]
fn every_error_of_a_new_plan_stands_at_a_cell_that_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    for name in TRACKERS {
        let out = folder.path().join(format!("{name}.xlsx"));
        let ran = adopt(&[&tracker(name)], &out, &[]);
        let lines = lines(&workbook(&out));
        let asked: BTreeSet<&str> =
            lines.iter().filter(|line| line[0] == "Decide").map(|line| line[7].as_str()).collect();
        assert_eq!(ran.status.code(), Some(i32::from(!asked.is_empty())), "{name}");
        let checked = planroll().args(["check", "--plan"]).arg(&out).args(["--format", "json"]).output().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
        for finding in json["files"][0]["findings"].as_array().unwrap() {
            let cell =
                format!("{}!{}", finding["sheet"].as_str().unwrap_or(""), finding["cell"].as_str().unwrap_or(""));
            assert!(finding["severity"] != "error" || asked.contains(cell.as_str()), "{name}: {finding}");
        }
    }
}

#[test]
fn the_tracker_is_only_read_and_the_same_gives_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let name = "scorecard.xlsx";
    let before = fs::read(tracker(name)).unwrap();
    let (one, other) = (folder.path().join("one.xlsx"), folder.path().join("other.xlsx"));
    adopt(&[&tracker(name)], &one, &[]);
    adopt(&[&tracker(name)], &other, &[]);
    assert_eq!(fs::read(&one).unwrap(), fs::read(&other).unwrap());
    assert_eq!(fs::read(tracker(name)).unwrap(), before);
}

#[test]
fn files_given_in_any_order_make_one_plan() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("one.xlsx"), folder.path().join("other.xlsx"));
    let files = [tracker("action-plan.xlsx"), tracker("scorecard.xlsx")];
    adopt(&[&files[0], &files[1]], &one, &[]);
    adopt(&[&files[1], &files[0]], &other, &[]);
    assert_eq!(fs::read(&one).unwrap(), fs::read(&other).unwrap());
    let book = workbook(&one);
    assert_eq!(
        (rows_of(book.sheet("Actions").unwrap()).len(), rows_of(book.sheet("Indicators").unwrap()).len()),
        (6, 12)
    );
}
