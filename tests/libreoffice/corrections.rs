//! The consolidated workbook that another program saved: what was corrected in it is carried, and saving alone changes
//! nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::tools::{convert, found, libreoffice, planroll, python, root, run};

/// Reads a workbook with exceljs and writes it again.
const EXCELJS: &str = "const E = require('exceljs'); (async () => { const book = new E.Workbook(); \
     await book.xlsx.readFile(process.argv[1]); await book.xlsx.writeFile(process.argv[1]); })();";

fn consolidate(folder: &Path) -> Value {
    let example = root().join("examples/southend");
    let mut command = planroll();
    command.arg("consolidate").arg(example.join("plan.xlsx")).arg(example.join("returns"));
    command.arg("-o").arg(folder.join("out.xlsx")).arg("--json").arg(folder.join("out.json"));
    run(command.args(["--today", "2025-01-20"]), 0);
    serde_json::from_slice(&fs::read(folder.join("out.json")).unwrap()).unwrap()
}

fn correct(python: &Path, folder: &Path, what: &[&str]) {
    run(Command::new(python).arg(root().join("tests/cli/corrections.py")).arg(folder).args(what), 0);
}

/// Lets `LibreOffice` save the workbook of a folder.
fn save_in_libreoffice(soffice: &Path, folder: &Path) {
    let (from, to) = (folder.join("from"), folder.join("to"));
    for folder in [&from, &to] {
        fs::create_dir_all(folder).unwrap();
    }
    fs::rename(folder.join("out.xlsx"), from.join("out.xlsx")).unwrap();
    convert(soffice, &from, &to, "xlsx");
    fs::rename(to.join("out.xlsx"), folder.join("out.xlsx")).unwrap();
    fs::remove_dir_all(from).unwrap();
    fs::remove_dir_all(to).unwrap();
}

fn kept(folder: &Path) -> Vec<PathBuf> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    names.filter(|path| path.to_string_lossy().contains(" before ")).collect()
}

#[test]
fn what_libreoffice_saved_is_carried_and_saving_alone_changes_nothing() {
    let (Some(soffice), Some(python)) = (libreoffice(), python()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    consolidate(folder);
    let fresh = fs::read(folder.join("out.xlsx")).unwrap();
    save_in_libreoffice(&soffice, folder);
    let counts = consolidate(folder);
    assert!(fs::read(folder.join("out.xlsx")).unwrap() == fresh && kept(folder).is_empty(), "only saved");
    assert_eq!(counts["corrections"], serde_json::json!([]));

    let own = "type Actions!1.1!Rating counted=Red";
    correct(&python, folder, &[own, "type Actions!1.1!Corrected because=Nothing was built.", "sort Actions"]);
    save_in_libreoffice(&soffice, folder);
    let warnings = counts["findings"]["warning"].clone();
    let counts = consolidate(folder);
    assert_eq!(counts["corrections"][0]["to"], "Red");
    assert_eq!((kept(folder).len(), &counts["findings"]["warning"]), (1, &warnings), "nothing else was changed");
    let second = fs::read(folder.join("out.xlsx")).unwrap();
    save_in_libreoffice(&soffice, folder);
    consolidate(folder);
    assert!(fs::read(folder.join("out.xlsx")).unwrap() == second && kept(folder).len() == 1);
}

#[test]
fn what_exceljs_saved_is_as_it_was() {
    let exceljs = std::env::var_os("PLANROLL_EXCELJS").map(PathBuf::from);
    let works = |folder: &PathBuf| {
        let tried = Command::new("node").args(["-e", "require('exceljs')"]).current_dir(folder).output();
        tried.is_ok_and(|out| out.status.success())
    };
    let Some(exceljs) = found(exceljs.filter(works), "Node with exceljs (set PLANROLL_EXCELJS)") else { return };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    consolidate(folder);
    let fresh = fs::read(folder.join("out.xlsx")).unwrap();
    run(Command::new("node").args(["-e", EXCELJS]).arg(folder.join("out.xlsx")).current_dir(exceljs), 0);
    assert!(fs::read(folder.join("out.xlsx")).unwrap() != fresh);
    consolidate(folder);
    assert!(fs::read(folder.join("out.xlsx")).unwrap() == fresh && kept(folder).is_empty());
}
