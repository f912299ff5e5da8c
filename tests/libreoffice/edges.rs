//! The edges of what a workbook can hold: the longest text, long lists, characters that XML forbids, cells past counting.
//!
//! `tests/libreoffice/edges.py` makes them with openpyxl and looks at what became of them; `LibreOffice` makes the older formats and
//! must show the same. Whatever planroll writes is looked over by the laws of `tests/libreoffice/safe_output.py`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::tools::{convert, libreoffice, planroll, python, root, run};

/// A quarter with one return in it.
struct Desk {
    folder: TempDir,
    python: PathBuf,
}

impl Desk {
    fn new() -> Option<Self> {
        let desk = Self { python: python()?, folder: tempfile::tempdir().unwrap() };
        fs::create_dir(desk.path("returns")).unwrap();
        Some(desk)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn script(&self, script: &str, arguments: &[&dyn AsRef<std::ffi::OsStr>]) -> String {
        let mut command = Command::new(&self.python);
        command.arg(root().join("tests/libreoffice").join(script)).args(arguments.iter().map(AsRef::as_ref));
        run(&mut command, 0).trim().to_owned()
    }

    /// The return of growth with something done to it, as `returns/growth.xlsx`.
    fn growth(&self, what: &str, more: &[&dyn AsRef<std::ffi::OsStr>]) -> PathBuf {
        let (given, out) = (council("returns/growth-2025-26-q1.xlsx"), self.path("returns/growth.xlsx"));
        let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&what, &given, &out];
        arguments.extend(more);
        self.script("edges.py", &arguments);
        out
    }

    /// The findings of the one return, as JSON, and the consolidated workbook, which breaks no law.
    fn findings(&self) -> (Vec<Value>, PathBuf) {
        let (plan, out) = (council("plan.xlsx"), self.path("out.xlsx"));
        let mut check = planroll();
        check.arg("check").arg(self.path("returns")).arg("--plan").arg(&plan).args(["--format", "json"]);
        let checked: Value = serde_json::from_str(&run(&mut check, 1)).unwrap();
        run(planroll().arg("consolidate").arg(&plan).arg(self.path("returns")).arg("-o").arg(&out), 0);
        assert_eq!(self.script("safe_output.py", &[&"look", &out]), "");
        (checked["files"][0]["findings"].as_array().unwrap().clone(), out)
    }

    /// What `LibreOffice` saves of a workbook.
    fn converted(&self, workbook: &Path, format: &str) -> Option<PathBuf> {
        let soffice = libreoffice()?;
        let (from, to) = (self.path("from"), self.path("to"));
        for folder in [&from, &to] {
            let _ = fs::remove_dir_all(folder);
            fs::create_dir(folder).unwrap();
        }
        fs::copy(workbook, from.join(workbook.file_name().unwrap())).unwrap();
        convert(&soffice, &from, &to, format);
        Some(fs::read_dir(to).unwrap().next().unwrap().unwrap().path())
    }
}

fn council(name: &str) -> PathBuf {
    root().join("examples/west-norfolk").join(name)
}

fn of_rule<'f>(findings: &'f [Value], code: &str) -> Vec<&'f Value> {
    findings.iter().filter(|finding| finding["code"] == code).collect()
}

const SAVED_AGAIN: &str = "xlsx:Calc MS Excel 2007 XML";

#[test]
fn the_longest_text_that_a_cell_holds_is_kept_whole_and_a_longer_one_is_named_with_its_cell() {
    let Some(desk) = Desk::new() else { return };
    desk.growth("longest", &[&"32767"]);
    let (findings, out) = desk.findings();
    assert!(of_rule(&findings, "WBK002").is_empty(), "{findings:#?}");
    desk.script("edges.py", &[&"holds", &"32767", &out]);
    if let Some(again) = desk.converted(&out, SAVED_AGAIN) {
        desk.script("edges.py", &[&"holds", &"32767", &again]);
    }
    desk.growth("longest", &[&"32768"]);
    let (findings, _) = desk.findings();
    let [only] = &findings[..] else { panic!("{findings:#?}") };
    let message = only["message"].as_str().unwrap();
    assert!(message.contains("32768 characters") && message.contains("I5"), "{only:#}");
}

#[test]
fn a_list_of_five_hundred_is_offered_whole_and_read_in_every_program() {
    let Some(desk) = Desk::new() else { return };
    let (starter, plan, issued) = (desk.path("starter.xlsx"), desk.path("plan.xlsx"), desk.path("issued"));
    run(planroll().arg("init").arg(&starter), 0);
    desk.script("edges.py", &[&"lists", &starter, &plan, &"500"]);
    run(planroll().arg("issue").arg(&plan).arg("--out").arg(&issued), 0);
    let (workbook, out) = (issued.join("p1-2025-26-q1.xlsx"), desk.path("out.xlsx"));
    run(planroll().arg("consolidate").arg(&plan).arg(&issued).arg("-o").arg(&out), 0);
    assert_eq!(desk.script("safe_output.py", &[&"look", &workbook, &out]), "");
    desk.script("edges.py", &[&"carries", &out, &"Officer 499", &"Rating 495, \"so\""]);
    desk.script("edges.py", &[&"offers", &workbook, &"Actions", &"500"]);
    if let Some(again) = desk.converted(&workbook, SAVED_AGAIN) {
        desk.script("edges.py", &[&"offers", &again, &"Actions", &"500"]);
    }
}

#[test]
fn characters_that_xml_forbids_make_no_broken_workbook_and_cost_no_word_beside_them() {
    let Some(desk) = Desk::new() else { return };
    let given = desk.growth("forbidden", &[]);
    let kept = desk.path("given.xlsx");
    fs::rename(given, &kept).unwrap();
    for format in ["xlsx", "xls", "ods"] {
        let file = if format == "xlsx" { Some(kept.clone()) } else { desk.converted(&kept, format) };
        let Some(file) = file else { return };
        if format == "xls" {
            let bytes = fs::read(&file).unwrap();
            assert!(bytes.windows(7).any(|bytes| bytes == b"left1\x01r"), "LibreOffice keeps it, or nothing is tried");
        }
        let returned = desk.path("returns").join(format!("growth.{format}"));
        fs::copy(&file, &returned).unwrap();
        let (findings, out) = desk.findings();
        let strays = of_rule(&findings, "WBK012");
        assert_eq!(strays.len(), 10, "{format}: {findings:#?}");
        for (at, stray) in strays.iter().enumerate() {
            let found = stray["found"].as_str().unwrap();
            assert!(found.starts_with(&format!("left{at}")) && found.ends_with(&format!("right{at}")), "{found:?}");
        }
        let words: Vec<String> = (0..10).flat_map(|at| [format!("left{at}"), format!("right{at}")]).collect();
        let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&"carries", &out];
        arguments.extend(words.iter().map(|word| word as &dyn AsRef<std::ffi::OsStr>));
        desk.script("edges.py", &arguments);
        if format == "ods" {
            desk.script("edges.py", &[&"spoil", &file, &returned]);
            let (findings, _) = desk.findings();
            assert!(!findings.is_empty(), "what no program can have written is said to be so");
        }
        fs::remove_file(returned).unwrap();
    }
}

#[test]
fn more_cells_beside_a_table_than_anybody_reads_are_counted_and_named_by_their_range() {
    let Some(desk) = Desk::new() else { return };
    desk.growth("beside", &[&"10025"]);
    let (findings, out) = desk.findings();
    let strays = of_rule(&findings, "WBK012");
    assert_eq!(strays.len(), 10_001);
    let last = strays.last().unwrap();
    assert_eq!(last["found"], "25 more cells in AD1005:AM1007");
    let message = last["message"].as_str().unwrap();
    assert!(message.contains("neither read nor quoted here"), "{message}");
    desk.script("edges.py", &[&"carries", &out, &"note 0", &"note 9999", &"25 more cells in AD1005:AM1007"]);
}
