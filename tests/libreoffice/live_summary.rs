//! The consolidated workbooks of the four examples are live: calculated anew they say what was stored, and a rating
//! corrected in a data sheet is counted as if the service had sent it.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::tools::{convert, libreoffice, planroll, python, root, run};

const COUNCILS: [&str; 4] = ["cannock-chase", "colchester", "southend", "west-norfolk"];

/// Every cell of every sheet as openpyxl reads it, by sheet and address; without results, so that they are made anew.
const DUMP: &str = r#"
import json, sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1], data_only=True)
formulas = load_workbook(sys.argv[1])
def shown(value):
    return value if isinstance(value, (int, float, str, bool)) or value is None else str(value)
print(json.dumps({sheet.title: {cell.coordinate: [shown(cell.value), str(formulas[sheet.title][cell.coordinate].value).startswith("=")]
    for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")} for sheet in book}))
"#;

/// Saves a workbook again, which drops the results of its formulas; with ratings corrected by ref.
const CORRECT: &str = r#"
import json, sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1])
for sheet, ref, rating in json.loads(sys.argv[3]):
    rows = list(book[sheet].iter_rows())
    head = next(row for row in rows if row[0].value == "Ref")
    column = next(cell.column for cell in head if cell.value == "Rating counted")
    row = next(row for row in rows if str(row[0].value) == ref)
    book[sheet].cell(row[0].row, column).value = rating
book.save(sys.argv[2])
"#;

/// Types ratings into the returns of a folder.
const TYPE: &str = r#"
import json, pathlib, sys
from openpyxl import load_workbook
wanted = json.loads(sys.argv[2])
for path in pathlib.Path(sys.argv[1]).glob("*.xlsx"):
    book = load_workbook(path)
    typed = False
    for name, ref, rating in wanted:
        if name not in book.sheetnames: continue
        rows = list(book[name].iter_rows())
        head = next(row for row in rows if row[0].value == "Ref")
        column = next(cell.column for cell in head if str(cell.value).rstrip("*").strip() == "Rating")
        for row in rows:
            if str(row[0].value) == ref:
                book[name].cell(row[0].row, column).value = rating
                typed = True
    if typed: book.save(path)
"#;

fn script(python: &Path, script: &str, args: &[&Path], json: Option<&Value>) -> String {
    let mut command = Command::new(python);
    command.arg("-c").arg(script).args(args);
    if let Some(json) = json {
        command.arg(json.to_string());
    }
    run(&mut command, 0)
}

fn consolidate(plan: &Path, returns: &Path, out: &Path) {
    let mut command = planroll();
    run(command.arg("consolidate").arg(plan).arg(returns).arg("-o").arg(out), 0);
}

/// Ratings to correct: the first and the last action and indicator that have another rating, each to the scale's last
/// or first word.
fn corrections(cells: &Value) -> Vec<[String; 3]> {
    let mut corrections = Vec::new();
    for sheet in ["Actions", "Indicators"] {
        let Some(cells) = cells[sheet].as_object() else { continue };
        let text = |at: String| cells.get(&at).map(|cell| cell[0].to_string().trim_matches('"').to_owned());
        let Some((head, column)) = cells.iter().find_map(|(at, cell)| {
            (cell[0] == "Rating counted").then(|| {
                let row: u32 = at.trim_start_matches(|c: char| c.is_alphabetic()).parse().unwrap();
                (row, at.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned())
            })
        }) else {
            continue;
        };
        let rows: Vec<(String, String)> = (head + 1..)
            .map_while(|row| Some((text(format!("A{row}"))?, text(format!("{column}{row}"))?)))
            .filter(|(_, rating)| {
                ["Red", "Amber", "Green", "Slightly behind", "Behind", "Completed"].contains(&&**rating)
            })
            .collect();
        for (at, (reference, rating)) in rows.iter().enumerate() {
            let other = rows.iter().map(|(_, other)| other).find(|other| *other != rating);
            if let Some(other) = other.filter(|_| at % 7 == 0) {
                corrections.push([sheet.to_owned(), reference.clone(), other.clone()]);
            }
        }
    }
    corrections
}

/// The figures of Summary that are formulas, row by row from left to right. What stands above the tables may take more
/// lines in one workbook than in another.
fn live(cells: &Value) -> Vec<(String, Value)> {
    let place = |at: &str| {
        let column = at.trim_end_matches(|c: char| c.is_ascii_digit());
        (at[column.len()..].parse::<u32>().unwrap(), column.len(), column.to_owned())
    };
    let cells = cells["Summary"].as_object().unwrap();
    let mut live: Vec<(String, Value)> =
        cells.iter().filter(|(_, cell)| cell[1] == true).map(|(at, cell)| (at.clone(), cell[0].clone())).collect();
    live.sort_by_key(|(at, _)| place(at));
    live
}

/// Texts are the same; numbers are, to fifteen digits.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => format!("{one:.14e}") == format!("{other:.14e}"),
        _ => one == other,
    }
}

#[test]
fn what_is_stored_is_what_a_program_calculates_and_a_corrected_rating_is_counted() {
    let (Some(python), Some(soffice)) = (python(), libreoffice()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let (plain, calculated) = (folder.path().join("plain"), folder.path().join("calculated"));
    fs::create_dir_all(&plain).unwrap();
    fs::create_dir_all(&calculated).unwrap();
    let mut wanted = Vec::new();
    for council in COUNCILS {
        let example = root().join("examples").join(council);
        let out = folder.path().join(format!("{council}.xlsx"));
        consolidate(&example.join("plan.xlsx"), &example.join("returns"), &out);
        let stored: Value = serde_json::from_str(&script(&python, DUMP, &[&out], None)).unwrap();
        let corrections = serde_json::to_value(corrections(&stored)).unwrap();
        assert!(!corrections.as_array().unwrap().is_empty(), "{council} has ratings to correct");
        let as_stored = plain.join(format!("{council}.xlsx"));
        script(&python, CORRECT, &[&out, &as_stored], Some(&Value::Array(Vec::new())));
        let corrected = plain.join(format!("{council}-corrected.xlsx"));
        script(&python, CORRECT, &[&out, &corrected], Some(&corrections));
        // What planroll says where the service sends those ratings.
        let returns = folder.path().join(format!("{council}-returns"));
        fs::create_dir_all(&returns).unwrap();
        for file in fs::read_dir(example.join("returns")).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), returns.join(file.file_name())).unwrap();
        }
        script(&python, TYPE, &[&returns], Some(&corrections));
        let ours = folder.path().join(format!("{council}-ours.xlsx"));
        consolidate(&example.join("plan.xlsx"), &returns, &ours);
        let ours: Value = serde_json::from_str(&script(&python, DUMP, &[&ours], None)).unwrap();
        assert_ne!(live(&stored), live(&ours), "{council}: the corrections move a figure");
        wanted.push((council, stored, ours));
    }
    convert(&soffice, &plain, &calculated, "xlsx:Calc MS Excel 2007 XML");
    let read = |name: String| -> Value {
        serde_json::from_str(&script(&python, DUMP, &[&calculated.join(name)], None)).unwrap()
    };
    for (council, stored, ours) in wanted {
        let again = read(format!("{council}.xlsx"));
        for (sheet, cells) in stored.as_object().unwrap() {
            for (at, cell) in cells.as_object().unwrap() {
                let other = &again[sheet][at][0];
                assert!(is_same(&cell[0], other), "{council} {sheet}!{at}: stored {}, calculated {other}", cell[0]);
            }
            assert_eq!(again[sheet].as_object().map(serde_json::Map::len), cells.as_object().map(serde_json::Map::len));
        }
        let corrected = read(format!("{council}-corrected.xlsx"));
        let says = |cells: &Value| cells["Sentences"]["A4"][0].as_str().unwrap_or_default().to_owned();
        assert!(says(&again).contains("no rating has been corrected"), "{council}: {}", says(&again));
        assert!(says(&corrected).contains("has been corrected since"), "{council}: {}", says(&corrected));
        let (ours, corrected) = (live(&ours), live(&corrected));
        assert_eq!(ours.len(), corrected.len(), "{council}");
        for ((_, value), (at, other)) in ours.iter().zip(&corrected) {
            assert!(is_same(value, other), "{council} Summary!{at}: planroll {value}, calculated {other}");
        }
    }
}
