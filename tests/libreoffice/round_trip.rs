//! Returns filled in and saved by other programs say the same as before.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::tools::{convert, libreoffice, planroll, python, root, run};

/// The West Norfolk quarter, issued afresh and filled in by openpyxl.
fn filled_by_openpyxl(python: &Path, folder: &Path) -> PathBuf {
    let (issued, filled) = (folder.join("issued"), folder.join("openpyxl"));
    let plan = root().join("examples/west-norfolk/plan.xlsx");
    run(planroll().arg("issue").arg(plan).arg("--out").arg(&issued), 0);
    run(
        Command::new(python)
            .arg(root().join("examples/regenerate.py"))
            .arg("fill")
            .arg(&issued)
            .arg(root().join("examples/west-norfolk/data/returns.json"))
            .arg(&filled),
        0,
    );
    filled
}

/// What consolidate and check say of a folder, without paths, hashes and what only the file format tells.
fn said(returns: &Path, folder: &Path) -> (Value, Value) {
    let plan = root().join("examples/west-norfolk/plan.xlsx");
    let json = folder.join("said.json");
    run(
        planroll()
            .arg("consolidate")
            .arg(&plan)
            .arg(returns)
            .arg("-o")
            .arg(folder.join("said.xlsx"))
            .arg("--json")
            .arg(&json),
        0,
    );
    let consolidated: Value = serde_json::from_slice(&fs::read(json).unwrap()).unwrap();
    let checked = run(planroll().arg("check").arg(returns).arg("--plan").arg(&plan).args(["--format", "json"]), 1);
    let mut checked: Value = serde_json::from_str(&checked).unwrap();
    for file in checked["files"].as_array_mut().unwrap() {
        file["path"].take();
        file["sha256"].take();
    }
    (consolidated, checked)
}

#[test]
fn a_return_saved_by_openpyxl_or_libreoffice_says_the_same() {
    let (Some(python), Some(soffice)) = (python(), libreoffice()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let openpyxl = filled_by_openpyxl(&python, folder);
    let (ods, xlsx) = (folder.join("ods"), folder.join("libreoffice"));
    fs::create_dir_all(&ods).unwrap();
    fs::create_dir_all(&xlsx).unwrap();
    convert(&soffice, &openpyxl, &ods, "ods");
    convert(&soffice, &ods, &xlsx, "xlsx");
    let first = said(&openpyxl, folder);
    assert_eq!(first.0["actions"]["overall"]["counts"], serde_json::json!([0, 9, 38, 0, 2]));
    assert_eq!(first.0, said(&ods, folder).0, "consolidated from .ods");
    assert_eq!(first.0, said(&xlsx, folder).0, "consolidated from LibreOffice's .xlsx");
    assert_eq!(first.1, said(&ods, folder).1, "checked as .ods");
    assert_eq!(first.1, said(&xlsx, folder).1, "checked as LibreOffice's .xlsx");
}

#[test]
fn a_return_is_known_without_its_properties_or_with_its_stamp_merely_hidden() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let filled = filled_by_openpyxl(&python, folder.path());
    let before = said(&filled, folder.path());
    let script = "
import pathlib, sys, openpyxl
for path in pathlib.Path(sys.argv[1]).glob('*.xlsx'):
    book = openpyxl.load_workbook(path)
    book.custom_doc_props.props.clear()
    for sheet in book.worksheets:
        if sheet.sheet_state == 'veryHidden':
            sheet.sheet_state = 'hidden'
    book.save(path)
";
    run(Command::new(&python).args(["-c", script]).arg(&filled), 0);
    assert_eq!(before, said(&filled, folder.path()));
}

#[test]
fn issuing_twice_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    for council in ["west-norfolk", "cannock-chase", "southend", "colchester"] {
        let plan = root().join("examples").join(council).join("plan.xlsx");
        let (one, two) = (folder.path().join("one").join(council), folder.path().join("two").join(council));
        run(planroll().arg("issue").arg(&plan).arg("--out").arg(&one), 0);
        run(planroll().arg("issue").arg(&plan).arg("--out").arg(&two), 0);
        let mut names: Vec<_> = fs::read_dir(&one).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert!(!names.is_empty());
        for name in names {
            assert_eq!(fs::read(one.join(&name)).unwrap(), fs::read(two.join(&name)).unwrap(), "{name:?}");
        }
    }
}
