//! What a cell shows is not what it holds: returns and plans that openpyxl set in runs, crossed out, merged and formatted.

use std::process::Command;

use super::workdir::Workdir;
use crate::tools;

const HOUSING: &str = "returns/housing-2025-26-q1.xlsx";

/// Changes a workbook by a script, in which `wb` is the workbook and `rich` makes a text of pieces and their fonts.
fn change(python: &std::path::Path, workdir: &Workdir, file: &str, script: &str) {
    let whole = format!(
        "import openpyxl, sys\n\
         from openpyxl.cell.rich_text import CellRichText, TextBlock\n\
         from openpyxl.cell.text import InlineFont\n\
         from openpyxl.styles import Font\n\
         def rich(*pieces): return CellRichText(*[TextBlock(InlineFont(**font), text) for text, font in pieces])\n\
         wb = openpyxl.load_workbook(sys.argv[1], rich_text=True)\n\
         {script}\n\
         wb.save(sys.argv[1])"
    );
    tools::run(Command::new(python).args(["-c", &whole]).arg(workdir.path(file)), 0);
}

/// Code and cell of each finding about a file.
fn found(workdir: &Workdir, arguments: &[&str]) -> Vec<String> {
    let json: serde_json::Value = serde_json::from_str(&workdir.run(arguments).out).unwrap();
    let findings = json["files"].as_array().unwrap().iter().flat_map(|file| file["findings"].as_array().unwrap());
    let told = findings.map(|finding| {
        let word = |key: &str| finding[key].as_str().unwrap_or_default();
        format!("{} {} {}!{}", word("code"), word("severity"), word("sheet"), word("cell"))
    });
    told.collect()
}

#[test]
fn an_entry_is_never_read_otherwise_than_it_is_seen_and_its_marked_copy_shows_it_so() {
    let Some(python) = tools::python() else { return };
    let workdir = Workdir::issued("standard");
    let script = "a = wb['Actions']\n\
         a['F5'].value = 'Green'; a['F5'].font = Font(strike=True)\n\
         a['F6'].value = 'Green'; a['I6'].value = rich(('Work starts. ', dict(strike=True)), ('Work has started.', dict(b=True)))\n\
         a['F7'].value = 'Green'; a['I7'].value = rich(('It saves CO', {}), ('2', dict(vertAlign='subscript')))\n\
         a['H6'].value = rich(('3', dict(strike=True)), ('1/08/2025', {}))\n\
         a.merge_cells('G5:G6')";
    change(&python, &workdir, HOUSING, script);
    let seen = |file: &str| -> Vec<String> {
        let told = found(&workdir, &["check", file, "--format", "json"]);
        told.into_iter().filter(|one| ["CEL010", "CEL012"].contains(&&one[..6])).collect()
    };
    let by_formatting = ["CEL010 error Actions!F5", "CEL010 error Actions!H6", "CEL010 warning Actions!I6"];
    let mut all = by_formatting.to_vec();
    all.insert(1, "CEL012 error Actions!G5");
    assert_eq!(seen(HOUSING), all);
    workdir.run(&["check", HOUSING, "--mark", "marked"]);
    let copies: Vec<_> = std::fs::read_dir(workdir.path("marked")).unwrap().map(|copy| copy.unwrap().path()).collect();
    let [copy] = copies.as_slice() else { panic!("one marked copy: {copies:?}") };
    assert_eq!(
        seen(copy.to_str().unwrap()),
        by_formatting,
        "the copy is read as its source, but for what it put right"
    );
}
