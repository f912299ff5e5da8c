//! Names and texts that programs take for something else: a formula, a path, a device, markup.
//!
//! `tests/libreoffice/safe_output.py` makes the plans and returns and looks at the packages that planroll wrote, by the laws of
//! `package_laws.py`; `LibreOffice` opens them and must show the same texts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::{convert, libreoffice, planroll, python, root, run};

fn script(python: &Path, what: &str, arguments: &[&Path]) -> String {
    let mut command = Command::new(python);
    command.arg(root().join("tests/libreoffice/safe_output.py")).arg(what).args(arguments);
    run(&mut command, 0).trim().to_owned()
}

/// A plan workbook: of hostile names, or of that many delivery plans and priorities.
fn plan(python: &Path, folder: &Path, plans: Option<&str>) -> PathBuf {
    let (starter, plan) = (folder.join("starter.xlsx"), folder.join("plan.xlsx"));
    run(planroll().arg("init").arg(&starter), 0);
    let mut arguments = vec![starter.as_path(), plan.as_path()];
    arguments.extend(plans.map(Path::new));
    script(python, "plan", &arguments);
    plan
}

/// Every file of a folder and the folders in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn of_kind<'p>(files: &'p [PathBuf], extension: &str) -> Vec<&'p Path> {
    files.iter().filter(|path| path.extension().is_some_and(|own| own == extension)).map(PathBuf::as_path).collect()
}

/// Everything that planroll writes of the hostile plan, under `out` of the folder.
fn written(python: &Path, folder: &Path) -> Vec<PathBuf> {
    let plan = plan(python, folder, None);
    let returns = folder.join("returns");
    let out = folder.join("out");
    run(planroll().arg("issue").arg(&plan).arg("--out").arg(out.join("issued")).arg("--mail"), 0);
    script(python, "fill", &[&out.join("issued"), &returns]);
    let before = files(folder).len();
    let mut check = planroll();
    check.arg("check").arg(&returns).arg("--plan").arg(&plan).arg("--mark").arg(out.join("marked"));
    let checked = run(check.args(["--format", "csv"]), 1);
    let mut consolidate = planroll();
    consolidate.arg("consolidate").arg(&plan).arg(&returns).arg("-o").arg(out.join("consolidated.xlsx"));
    run(consolidate.arg("--data").arg(out.join("data")), 0);
    run(planroll().arg("chase").arg(&plan).arg(&returns).arg("--out").arg(out.join("chase")), 0);
    let status = run(planroll().arg("status").arg(&plan).arg(&returns).args(["--format", "csv"]), 1);
    fs::write(out.join("check.csv"), checked).unwrap();
    fs::write(out.join("status.csv"), status).unwrap();
    let (all, of_out) = (files(folder), files(&out));
    assert!(all.len() > before);
    // The starter, the plan and the returns are ours; nothing else may stand outside.
    assert_eq!(all.len(), of_out.len() + 2 + files(&returns).len(), "{all:#?}");
    of_out
}

#[test]
fn hostile_names_and_texts_stay_in_their_folder_and_are_never_computed_in_any_program() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let written = written(&python, folder.path());
    for path in &written {
        let name = path.file_name().unwrap().to_str().unwrap();
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
        assert!(name.len() <= 120 && name.chars().all(is_plain), "{name}");
        let stem = name.split('.').next().unwrap();
        assert!(!["con", "nul", "prn", "aux", ""].contains(&stem) && !name.ends_with('.'), "{name}");
    }
    let workbooks = of_kind(&written, "xlsx");
    assert_eq!(workbooks.len(), 15 + 15 + 1, "issued, marked and consolidated: {workbooks:#?}");
    assert_eq!(script(&python, "look", &workbooks), "");
    let tables = of_kind(&written, "csv");
    assert_eq!(tables.len(), 2 + 2 + 4, "two indices, check and status, four of data: {tables:#?}");
    assert_eq!(script(&python, "csv", &tables), "");

    let Some(soffice) = libreoffice() else { return };
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    fs::create_dir(&from).unwrap();
    fs::create_dir(&to).unwrap();
    let names = ["consolidated.xlsx", "issued/sum-2025-26-q1.xlsx", "marked/1-1-2025-26-q1.checked.xlsx"];
    for (at, name) in names.iter().enumerate() {
        fs::copy(folder.path().join("out").join(name), from.join(format!("{at}.xlsx"))).unwrap();
    }
    convert(&soffice, &from, &to, "xlsx:Calc MS Excel 2007 XML");
    for (at, name) in names.iter().enumerate() {
        let file = format!("{at}.xlsx");
        assert_eq!(script(&python, "same", &[&from.join(&file), &to.join(&file)]), "", "{name}");
    }
}

#[test]
fn five_hundred_delivery_plans_and_priorities_make_files_that_need_no_repair() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(&python, folder.path(), Some("500"));
    let (issued, out) = (folder.path().join("issued"), folder.path().join("consolidated.xlsx"));
    run(planroll().arg("issue").arg(&plan).arg("--out").arg(&issued).args(["--only", "p1", "--only", "p499"]), 0);
    run(planroll().arg("consolidate").arg(&plan).arg(&issued).arg("-o").arg(&out), 0);
    let mut workbooks = files(&issued);
    workbooks.extend([out, folder.path().join("starter.xlsx")]);
    assert_eq!(workbooks.len(), 4);
    assert_eq!(script(&python, "look", &of_kind(&workbooks, "xlsx")), "");
}
