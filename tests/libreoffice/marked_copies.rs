//! Marked copies as people use them: opened, filled in and saved by other programs, and sent back.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::tools::{convert, libreoffice, planroll, python, root, run};

/// The returns of a council in a folder of their own.
fn returns(council: &str, folder: &Path) -> PathBuf {
    let to = folder.join("returns");
    fs::create_dir_all(&to).unwrap();
    for entry in fs::read_dir(root().join("examples").join(council).join("returns")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
    to
}

fn plan(council: &str) -> PathBuf {
    root().join("examples").join(council).join("plan.xlsx")
}

/// Checks and marks; gives what was found.
fn mark(returns: &Path, marked: &Path) -> Value {
    let out = planroll().arg("check").arg(returns).args(["--format", "json", "--mark"]).arg(marked).output().unwrap();
    assert!(out.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

/// What is found in files, without their paths: rule, sheet, cell.
fn found(paths: &[PathBuf]) -> BTreeSet<String> {
    let out = planroll().arg("check").args(paths).args(["--format", "json"]).output().unwrap();
    let json: Value = serde_json::from_slice(&out.stdout).unwrap();
    let files = json["files"].as_array().unwrap();
    files.iter().flat_map(|file| findings(file).map(|one| format!("{} {} {}", file["plan"], one.0, one.1))).collect()
}

fn findings(file: &Value) -> impl Iterator<Item = (String, String)> {
    file["findings"].as_array().unwrap().iter().map(|finding| {
        let text = |name: &str| finding[name].as_str().unwrap_or_default().to_owned();
        (text("code"), format!("{}!{}", text("sheet"), text("cell")))
    })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn script(python: &Path, script: &str, args: &[&Path]) -> String {
    run(Command::new(python).args(["-c", script]).args(args), 0)
}

#[test]
fn every_finding_has_a_note_on_its_cell_and_a_link_on_the_fix_list() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    for council in ["west-norfolk", "southend"] {
        let (returns, marked) = (returns(council, &folder.path().join(council)), folder.path().join(council).join("m"));
        let before: Vec<Vec<u8>> = files(&returns).iter().map(|path| fs::read(path).unwrap()).collect();
        let json = mark(&returns, &marked);
        let look = "
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
assert book.sheetnames[0] == 'Fix list', book.sheetnames
notes, links = [], []
for sheet in book.worksheets:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None:
                assert cell.comment.author == 'planroll', cell.comment.author
                notes.append(f'{sheet.title}!{cell.coordinate}')
for row in book['Fix list'].iter_rows(min_row=7):
    if row[1].hyperlink is not None:
        place = row[1].hyperlink.location.replace(\"'\", '')
        assert place.endswith('!' + row[1].value) and place.startswith(row[0].value + '!'), (place, row[1].value)
        links.append(place)
print(json.dumps([notes, links]))
";
        for file in json["files"].as_array().unwrap() {
            let name = Path::new(file["path"].as_str().unwrap()).file_stem().unwrap().to_str().unwrap().to_owned();
            let copy = marked.join(format!("{name}.checked.xlsx"));
            let seen: Value = serde_json::from_str(&script(&python, look, &[&copy])).unwrap();
            let listed = |at: usize| -> BTreeSet<String> {
                seen[at].as_array().unwrap().iter().map(|place| place.as_str().unwrap().to_owned()).collect()
            };
            let wanted: BTreeSet<String> =
                findings(file).map(|(_, place)| place).filter(|place| !place.ends_with('!')).collect();
            assert!(wanted.is_subset(&listed(0)), "{name}: notes {:?}, wanted {wanted:?}", listed(0));
            assert!(wanted.is_subset(&listed(1)), "{name}: links {:?}, wanted {wanted:?}", listed(1));
        }
        let after: Vec<Vec<u8>> = files(&returns).iter().map(|path| fs::read(path).unwrap()).collect();
        assert!(before == after, "the originals are never touched");
        assert_eq!(found(&files(&returns)), found(&files(&marked)), "{council}");
    }
}

/// Puts right what is wrong in the growth return of West Norfolk.
const PUT_RIGHT: &str = "
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book['Indicators']
sheet['M18'] = 'Amber'
for row in (19, 20, 21, 22):
    sheet.cell(row, 12).value = 70
sheet = book['Actions']
sheet['L7'] = 'The scheme is going to plan.'
sheet['I7'] = 'The scheme is going to plan.'
book['Fix list']['G7'] = chr(0x2611)
book.save(sys.argv[1])
";

#[test]
fn a_copy_that_is_put_right_and_sent_back_is_clean_and_counts_once() {
    let (Some(python), Some(soffice)) = (python(), libreoffice()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (returns, marked) = (returns("west-norfolk", folder), folder.join("marked"));
    mark(&returns, &marked);
    let name = "growth-2025-26-q1.checked.xlsx";
    script(&python, PUT_RIGHT, &[&marked.join(name)]);
    assert!(!found(&[marked.join(name)]).iter().any(|one| one.contains("IND005") || one.contains("CEL003")));
    let before = consolidated(&returns, folder);
    let back = returns.join(name);
    fs::copy(marked.join(name), &back).unwrap();
    let counted_once = |what: &str| {
        let after = consolidated(&returns, folder);
        assert_eq!(after["returns"]["received"], 4, "{what}");
        assert_eq!(after["returns"]["duplicated"], serde_json::json!([]), "{what}");
        // One Green that its band did not bear out is now Amber; the disputed one no longer is an error.
        assert_eq!(before["indicators"]["overall"]["counts"], serde_json::json!([7, 2, 32, 17, 2]));
        assert_eq!(after["indicators"]["overall"]["counts"], serde_json::json!([7, 3, 31, 17, 2]), "{what}");
        let errors = |json: &Value| json["findings"]["error"].as_u64().unwrap();
        assert_eq!(errors(&after) + 1, errors(&before), "{what}");
        let said = run(planroll().arg("check").arg(&returns).args(["--format", "concise"]), 1);
        assert!(!said.contains("growth-2025-26-q1.xlsx"), "{what}: the file it replaces says nothing: {said}");
    };
    counted_once("saved by openpyxl");
    let (one, two) = (folder.join("one"), folder.join("two"));
    fs::create_dir_all(&one).unwrap();
    fs::create_dir_all(&two).unwrap();
    fs::rename(&back, one.join(name)).unwrap();
    convert(&soffice, &one, &two, "xlsx");
    fs::copy(two.join(name), &back).unwrap();
    counted_once("saved by LibreOffice");
}

fn consolidated(returns: &Path, folder: &Path) -> Value {
    let (json, out) = (folder.join("said.json"), folder.join("said.xlsx"));
    run(
        planroll()
            .arg("consolidate")
            .arg(plan("west-norfolk"))
            .arg(returns)
            .arg("-o")
            .arg(&out)
            .arg("--json")
            .arg(&json),
        0,
    );
    serde_json::from_slice(&fs::read(json).unwrap()).unwrap()
}

#[test]
fn a_copy_that_was_only_opened_and_saved_is_skipped_and_listed() {
    let (Some(python), Some(soffice)) = (python(), libreoffice()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (returns, marked) = (returns("west-norfolk", folder), folder.join("marked"));
    mark(&returns, &marked);
    let of_source = found(&files(&returns));
    let save = "
import pathlib, sys, openpyxl
for path in pathlib.Path(sys.argv[1]).glob('*.xlsx'):
    openpyxl.load_workbook(path).save(pathlib.Path(sys.argv[2]) / path.name)
";
    let saved: Vec<PathBuf> = ["openpyxl", "ods", "xlsx"].iter().map(|name| folder.join(name)).collect();
    for folder in &saved {
        fs::create_dir_all(folder).unwrap();
    }
    script(&python, save, &[&marked, &saved[0]]);
    convert(&soffice, &marked, &saved[1], "ods");
    convert(&soffice, &saved[1], &saved[2], "xlsx");
    for saved in &saved {
        let out = planroll().arg("check").arg(saved).output().unwrap();
        assert_eq!(out.status.code(), Some(2), "{}", String::from_utf8_lossy(&out.stdout));
        let said = String::from_utf8_lossy(&out.stderr);
        assert_eq!(said.matches("a marked copy, and nothing has been filled in").count(), 4, "{saved:?}: {said}");
        assert_eq!(of_source, found(&files(saved)), "{saved:?}");
    }
}

#[test]
fn what_was_filled_in_is_never_written_over_and_each_run_gives_the_same_bytes() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (returns, marked) = (returns("west-norfolk", folder.path()), folder.path().join("marked"));
    mark(&returns, &marked);
    let first: Vec<Vec<u8>> = files(&marked).iter().map(|path| fs::read(path).unwrap()).collect();
    mark(&returns, &marked);
    let second: Vec<Vec<u8>> = files(&marked).iter().map(|path| fs::read(path).unwrap()).collect();
    assert!(first == second);
    let growth = marked.join("growth-2025-26-q1.checked.xlsx");
    script(&python, PUT_RIGHT, &[&growth]);
    let worked_in = fs::read(&growth).unwrap();
    for _ in 0..2 {
        let said = planroll().arg("check").arg(&returns).arg("--mark").arg(&marked).output().unwrap();
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        assert!(said.contains("growth-2025-26-q1.checked-2.xlsx of "), "{said}");
        assert!(said.contains("may have been worked in, and was left as it is"), "{said}");
        assert_eq!(fs::read(&growth).unwrap(), worked_in);
        assert_eq!(files(&marked).len(), 5);
    }
}

#[test]
fn copies_kept_among_the_returns_do_not_pile_up_from_run_to_run() {
    let folder = tempfile::tempdir().unwrap();
    let returns = returns("west-norfolk", folder.path());
    let marked = returns.join("marked");
    for _ in 0..3 {
        let said = planroll().arg("check").arg(&returns).arg("--mark").arg(&marked).output().unwrap();
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        assert!(!said.contains("may have been worked in"), "{said}");
        assert_eq!(files(&marked).len(), 4);
    }
}

#[test]
fn a_file_that_is_no_return_gets_no_copy_and_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let returns = folder.path().join("returns");
    fs::create_dir_all(&returns).unwrap();
    fs::write(returns.join("a.xlsx"), b"%PDF-1.7 and so on").unwrap();
    let marked = folder.path().join("marked");
    let said = run(planroll().arg("check").arg(&returns).arg("--mark").arg(&marked), 1);
    let from = said.find("No marked copy:").unwrap_or_else(|| panic!("{said}"));
    assert!(said[from..].contains("a.xlsx: "), "{said}");
    assert_eq!(files(&marked).len(), 0);
}
