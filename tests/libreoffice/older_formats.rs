//! The same return saved by another program in an older format: the same rows, and the same value in each.
//!
//! `LibreOffice` saves .xls and .ods, of which .ods is read as .xlsx is, hidden and merged cells and all. No free program writes .xlsb: `tests/libreoffice/xlsb.py` does, and `LibreOffice`, which can read
//! it, must read the same in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use planroll::grid::sha256;
use serde_json::Value;

use crate::tools::{convert, libreoffice, planroll, python, root, run};

/// The data files of a quarter in which one return is all there is, by name.
fn data_of(bytes: &[u8]) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let (returns, data) = (folder.path().join("returns"), folder.path().join("data"));
    fs::create_dir(&returns).unwrap();
    // What a file is, its bytes say: under one name nothing but its contents can differ.
    fs::write(returns.join("return.xlsx"), bytes).unwrap();
    let plan = root().join("examples/west-norfolk/plan.xlsx");
    let mut command = planroll();
    command.arg("consolidate").arg(plan).arg(&returns).arg("-o").arg(folder.path().join("whole.xlsx"));
    run(command.arg("--data").arg(&data), 0);
    let files = fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path());
    let tables = files.filter(|path| path.extension().is_some_and(|ending| ending == "csv"));
    // Where the file was and what its bytes are is all that may differ.
    let own = |text: String| text.replace(&*folder.path().to_string_lossy(), "").replace(&sha256(bytes), "");
    tables
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, own(fs::read_to_string(path).unwrap()))
        })
        .collect()
}

/// Does something of `tests/libreoffice/xlsb.py` with a file and gives the other.
fn script(python: &Path, what: &str, given: &Path, out: PathBuf, more: &[&str]) -> PathBuf {
    let mut command = Command::new(python);
    command.arg(root().join("tests/libreoffice/xlsb.py")).arg(what).arg(given).arg(&out).args(more);
    assert_eq!(run(&mut command, 0), "");
    out
}

/// What `LibreOffice` saves of a workbook in another format.
fn saved(soffice: &Path, workbook: &Path, format: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    fs::create_dir(&from).unwrap();
    fs::create_dir(&to).unwrap();
    fs::copy(workbook, from.join(workbook.file_name().unwrap())).unwrap();
    convert(soffice, &from, &to, format);
    fs::read(fs::read_dir(to).unwrap().next().unwrap().unwrap().path()).unwrap()
}

fn assert_same_data(sent: &BTreeMap<String, String>, came: &BTreeMap<String, String>, format: &str) {
    for (name, rows) in sent {
        for (sent, read) in rows.lines().zip(came[name].lines()) {
            assert_eq!(read, sent, "{name} from {format}");
        }
        assert_eq!(came[name].lines().count(), rows.lines().count(), "{name} from {format}");
    }
}

/// What is found in a return, but for formulas whose result is used and for what is said of the format itself.
fn found(bytes: &[u8]) -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("return.xlsx"), bytes).unwrap();
    let mut command = planroll();
    command.arg("check").arg(folder.path()).arg("--plan").arg(root().join("examples/west-norfolk/plan.xlsx"));
    let said: Value = serde_json::from_str(&run(command.args(["--format", "json"]), 1)).unwrap();
    let findings = said["files"][0]["findings"].as_array().unwrap();
    let counted = findings.iter().filter(|finding| !["CEL006", "WBK025"].contains(&finding["code"].as_str().unwrap()));
    counted.map(|one| format!("{}!{} {} {}", one["sheet"], one["cell"], one["code"], one["message"])).collect()
}

#[test]
fn a_return_in_an_older_format_gives_the_same_rows_and_values() {
    let (Some(soffice), Some(python)) = (libreoffice(), python()) else { return };
    let example = root().join("examples/west-norfolk/returns/growth-2025-26-q1.xlsx");
    let as_sent = data_of(&fs::read(&example).unwrap());
    assert!(as_sent.values().any(|rows| rows.lines().count() > 15), "{as_sent:?}");
    for format in ["xls", "ods"] {
        assert_same_data(&as_sent, &data_of(&saved(&soffice, &example, format)), format);
    }
    let folder = tempfile::tempdir().unwrap();
    let binary = script(&python, "write", &example, folder.path().join("return.xlsb"), &[]);
    assert_same_data(&as_sent, &data_of(&fs::read(binary).unwrap()), "xlsb");
}

#[test]
fn entries_of_every_kind_are_read_alike_whatever_the_format_and_whether_typed_or_computed() {
    let (Some(soffice), Some(python)) = (libreoffice(), python()) else { return };
    let example = root().join("examples/west-norfolk/returns/growth-2025-26-q1.xlsx");
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let filled = script(&python, "fill", &example, path("filled.xlsx"), &[]);
    let (typed, computed) = (path("typed.xlsb"), path("computed.xlsb"));
    let typed = script(&python, "write", &filled, typed, &[]);
    let computed = script(&python, "write", &filled, computed, &["formulas"]);
    let broken = script(&python, "write", &filled, path("broken.xlsb"), &["broken"]);
    // What wrote it is no good if nobody else can read it.
    fs::write(path("again.xlsx"), saved(&soffice, &typed, "xlsx:Calc MS Excel 2007 XML")).unwrap();
    script(&python, "same", &filled, path("again.xlsx"), &[]);

    let as_sent = fs::read(&filled).unwrap();
    let (wanted, data) = (found(&as_sent), data_of(&as_sent));
    for code in ["CEL001", "CEL003", "CEL004", "RAT008"] {
        assert!(wanted.iter().any(|one| one.contains(code)), "{code}: {wanted:#?}");
    }
    let files = [
        (".xlsb", fs::read(typed).unwrap()),
        (".xlsb with formulas", fs::read(computed).unwrap()),
        (".xlsb whose Check column shows errors", fs::read(broken).unwrap()),
        (".xls", saved(&soffice, &filled, "xls")),
        (".ods", saved(&soffice, &filled, "ods")),
    ];
    for (format, bytes) in files {
        let said = found(&bytes);
        let lost: Vec<_> = wanted.difference(&said).collect();
        let new: Vec<_> = said.difference(&wanted).collect();
        assert!(lost.is_empty() && new.is_empty(), "{format}: {lost:#?} became {new:#?}");
        assert_same_data(&data, &data_of(&bytes), format);
    }
}

#[test]
fn what_is_hidden_or_merged_in_an_open_document_is_found_as_in_an_excel_workbook() {
    let (Some(soffice), Some(python)) = (libreoffice(), python()) else { return };
    let example = root().join("examples/west-norfolk/returns/growth-2025-26-q1.xlsx");
    let folder = tempfile::tempdir().unwrap();
    let changed = folder.path().join("changed.xlsx");
    let hide = "
import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1])
sheet = book['Actions']
row = max(cell.row for cell in sheet['A'] if cell.value)
sheet.row_dimensions[row].hidden = True
sheet.column_dimensions['D'].hidden = True
sheet.merge_cells(start_row=row + 3, end_row=row + 4, start_column=1, end_column=2)
sheet.cell(row + 3, 1).value = 'beside the table'
book.save(sys.argv[2])
";
    run(Command::new(&python).args(["-c", hide]).arg(&example).arg(&changed), 0);
    let wanted = found(&fs::read(&changed).unwrap());
    assert!(wanted.iter().any(|one| one.contains("WBK015") && one.contains("1 row and 2 columns")), "{wanted:#?}");
    assert_eq!(found(&saved(&soffice, &changed, "ods")), wanted);
}

#[test]
fn an_entry_far_out_is_one_stray_entry_in_an_older_format_too() {
    let (Some(soffice), Some(python)) = (libreoffice(), python()) else { return };
    let example = root().join("examples/west-norfolk/returns/growth-2025-26-q1.xlsx");
    let folder = tempfile::tempdir().unwrap();
    let changed = folder.path().join("changed.xlsx");
    let stray = "
import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1])
book['Actions']['IV65536'] = 'far away'
book.save(sys.argv[2])
";
    run(Command::new(&python).args(["-c", stray]).arg(&example).arg(&changed), 0);
    let wanted = found(&fs::read(&changed).unwrap());
    assert!(wanted.iter().any(|one| one.contains("WBK012") && one.contains("IV65536")), "{wanted:#?}");
    for format in ["xls", "ods"] {
        assert_eq!(found(&saved(&soffice, &changed, format)), wanted, "{format}");
    }
}
