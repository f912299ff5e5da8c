//! What people write beside the cells, and what they hide: notes, shapes, headers and filtered rows, saved by openpyxl and
//! `LibreOffice`, in .xlsx and .ods.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::tools::{convert, libreoffice, planroll, python, root, run};

const RETURN: &str = "returns/growth-2025-26-q1.xlsx";

fn example(name: &str) -> PathBuf {
    root().join("examples/west-norfolk").join(name)
}

/// Does something with the workbook `book`, which openpyxl has read, and saves it elsewhere.
fn edited(python: &Path, from: &Path, to: &Path, what: &str) {
    let script = format!(
        "import sys, openpyxl\nfrom openpyxl.comments import Comment\nbook = openpyxl.load_workbook(sys.argv[1])\n{what}\n\
         book.save(sys.argv[2])"
    );
    run(Command::new(python).args(["-c", &script]).args([from, to]), 0);
}

/// What is found with that code in a file: sheet, cell, and what was found there.
fn told(file: &Path, code: &str) -> BTreeSet<(String, String, String)> {
    let out = planroll().arg("check").arg(file).args(["--format", "json"]).output().unwrap();
    let json: Value = serde_json::from_slice(&out.stdout)
        .unwrap_or_else(|_| panic!("{}: {}", file.display(), String::from_utf8_lossy(&out.stderr)));
    let findings = json["files"][0]["findings"].as_array().unwrap();
    let text = |finding: &Value, name: &str| finding[name].as_str().unwrap_or_default().to_owned();
    let own = findings.iter().filter(|finding| finding["code"] == code);
    own.map(|one| (text(one, "sheet"), text(one, "cell"), text(one, "found"))).collect()
}

fn saved(soffice: &Path, file: &Path, format: &str) -> PathBuf {
    let (from, to) = (file.with_extension("from"), file.with_extension("to"));
    fs::create_dir_all(&from).unwrap();
    fs::create_dir_all(&to).unwrap();
    fs::copy(file, from.join(file.file_name().unwrap())).unwrap();
    convert(soffice, &from, &to, format);
    fs::read_dir(to).unwrap().next().unwrap().unwrap().path()
}

const NOTED: &str = "
book['Actions']['F6'].comment = Comment('We shall miss this one', 'Lead')
book['Actions'].oddHeader.center.text = 'Figures to be confirmed'
for sheet in book: sheet.oddHeader.left.text = 'OFFICIAL'
book['Sign-off'].oddFooter.center.text = 'Page &P of &N'";

#[test]
fn a_note_and_a_header_are_told_in_every_format_and_their_words_go_no_further_than_the_marked_copy() {
    let (Some(python), Some(soffice)) = (python(), libreoffice()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let noted = folder.path().join("growth.xlsx");
    edited(&python, &example(RETURN), &noted, NOTED);
    let place = |cell: &str, text: &str| ("Actions".to_owned(), cell.to_owned(), text.to_owned());
    let expected = BTreeSet::from([place("", "Figures to be confirmed"), place("F6", "We shall miss this one")]);
    assert_eq!(told(&noted, "WBK022"), expected);
    let ods = saved(&soffice, &noted, "ods");
    assert_eq!(told(&ods, "WBK022"), expected, "saved as .ods");
    assert_eq!(told(&example(RETURN), "WBK022"), BTreeSet::new(), "as it was issued and filled in");

    let (marked, out) = (folder.path().join("marked"), folder.path().join("out.xlsx"));
    run(planroll().arg("check").arg(&noted).arg("--mark").arg(&marked), 1);
    run(planroll().arg("consolidate").arg(example("plan.xlsx")).arg(&noted).arg("-o").arg(&out), 0);
    let look = "
import sys, openpyxl, zipfile
kept = [[str(cell or '') for cell in row] for row in openpyxl.load_workbook(sys.argv[1])['Kept aside'].iter_rows(values_only=True)]
assert [row[:3] + row[4:5] for row in kept[4:]] == [['Actions', '', '', 'Figures to be confirmed'], ['Actions', 'F6', 'A1.2', 'We shall miss this one']], kept
whole = zipfile.ZipFile(sys.argv[2])
assert not [name for name in whole.namelist() if b'miss this one' in whole.read(name) or b'to be confirmed' in whole.read(name)]
rows = [row for row in openpyxl.load_workbook(sys.argv[2])['Findings'].iter_rows(values_only=True) if row[0] == 'WBK022']
assert [row[5] for row in rows] == [None, 'F6'], rows";
    run(Command::new(&python).args(["-c", look]).arg(marked.join("growth.checked.xlsx")).arg(&out), 0);
}

#[test]
fn the_notes_of_a_marked_copy_are_planrolls_own_until_somebody_changes_one() {
    let (Some(python), Some(soffice)) = (python(), libreoffice()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let marked = folder.path().join("marked");
    run(planroll().arg("check").arg(example(RETURN)).arg("--mark").arg(&marked), 1);
    let copy = marked.join("growth-2025-26-q1.checked.xlsx");
    // Something is filled in, or the copy would be passed over.
    let filled = folder.path().join("filled.xlsx");
    edited(&python, &copy, &filled, "book['Indicators']['K18'] = 'Amber'");
    for file in [filled.clone(), saved(&soffice, &filled, "xlsx:Calc MS Excel 2007 XML"), saved(&soffice, &copy, "ods")]
    {
        let out = planroll().arg("check").arg(&file).args(["--format", "concise"]).output().unwrap();
        assert!(!String::from_utf8_lossy(&out.stdout).contains("WBK022"), "{}", file.display());
    }
    let changed = folder.path().join("changed.xlsx");
    edited(&python, &copy, &changed, "book['Actions']['I7'].comment.text += ' We are on it.'");
    let told = told(&changed, "WBK022");
    assert!(told.len() == 1 && told.iter().all(|(_, cell, text)| cell == "I7" && text.ends_with("on it.")), "{told:?}");
}

#[test]
fn a_filtered_row_of_a_plan_workbook_is_told_in_xlsx_and_ods() {
    let (Some(python), Some(soffice)) = (python(), libreoffice()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.xlsx");
    edited(&python, &example("plan.xlsx"), &plan, "book['Actions'].row_dimensions[5].hidden = True");
    let told = |plan: &Path| {
        let out = planroll().args(["check", "--plan"]).arg(plan).args(["--format", "concise"]).output().unwrap();
        let said = String::from_utf8(out.stdout).unwrap();
        said.lines().filter(|line| line.contains("PLN032")).map(|line| line.contains("Actions!A5")).collect::<Vec<_>>()
    };
    assert_eq!(told(&plan), [true]);
    assert_eq!(told(&saved(&soffice, &plan, "ods")), [true]);
    assert_eq!(told(&example("plan.xlsx")), [false; 0]);
}
