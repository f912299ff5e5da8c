//! What members agreed taken into the plan, and the plan of the next year: the officer's workbook with single cells filled
//! in, and everything else as it was.

mod agree;
mod next_year;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use planroll::grid::{Legacy, Limits, read};

use super::workdir::Workdir;
use crate::tools::{self, root};

/// Makes of a plan what an officer may have made of it: other columns in another order in an Excel table, merged and hidden
/// cells, notes, formulas, formats, a sheet of their own.
const DRESSED: &str = r#"
import sys, openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
plan = openpyxl.load_workbook(sys.argv[1])
old = plan["Actions"]
rows = [[cell.value for cell in row] for row in old.iter_rows()]
place = plan.index(old)
plan.remove(old)
sheet = plan.create_sheet("Actions", place)
order = ["Notes", "Deadline", "Action", "Ref", "Delivery plan", "Priority", "Budget", "Twice"]
sheet["A1"] = "Our plan, as Cabinet knows it"
sheet.merge_cells("A1:F1")
sheet.append([])
sheet.append(order)
for number, row in enumerate(rows[1:], 4):
    given = dict(zip(rows[0], row))
    sheet.append([given.get(heading) for heading in order])
    ref = sheet.cell(number, 4)
    ref.value, ref.number_format = float(given["Ref"]), "0.0"
    sheet.cell(number, 7).value, sheet.cell(number, 7).number_format = number * 1000, "£#,##0"
    sheet.cell(number, 8).value = f"=G{number}*2"
    sheet.cell(number, 2).fill = PatternFill("solid", fgColor="FFEEEE")
last = sheet.max_row
sheet.add_table(Table(displayName="Plan", ref=f"A3:H{last}"))
for cell in sheet[3]:
    cell.font = Font(bold=True, color="123456")
sheet["B5"].comment = Comment("Ask finance", "Officer")
sheet.row_dimensions[6].hidden = True
sheet.column_dimensions["C"].width = 61
drop = DataValidation(type="list", formula1='"homes,place"')
drop.add(f"E4:E{last}")
sheet.add_data_validation(drop)
sheet.conditional_formatting.add(f"G4:G{last}", CellIsRule(operator="greaterThan", formula=["5000"], font=Font(bold=True)))
own = plan.create_sheet("Our sums")
own["A1"], own["B1"] = "All", f"=SUM(Actions!G4:G{last})"
plan.save(sys.argv[2])
"#;

/// What differs between two workbooks, a line each.
const DIFFERENCES: &str = r#"
import sys, openpyxl
def look(cell):
    return (cell.value, cell.number_format, cell.font.b, str(cell.font.color and cell.font.color.rgb), str(cell.fill.fgColor.rgb), cell.alignment.wrap_text, cell.comment and cell.comment.text)
one, other = (openpyxl.load_workbook(path) for path in sys.argv[1:])
if one.sheetnames != other.sheetnames: print("sheets", other.sheetnames[len(one.sheetnames):])
for name in one.sheetnames:
    a, b = one[name], other[name]
    def say(what, x, y):
        if x != y: print(name, what, y)
    say("merged", str(a.merged_cells.ranges), str(b.merged_cells.ranges))
    say("freeze", a.freeze_panes, b.freeze_panes)
    say("state", a.sheet_state, b.sheet_state)
    say("filter", a.auto_filter.ref, b.auto_filter.ref)
    say("tables", [(t.name, t.ref) for t in a.tables.values()], [(t.name, t.ref, len(t.tableColumns)) for t in b.tables.values()] if a.tables and [(t.name, t.ref) for t in a.tables.values()] != [(t.name, t.ref) for t in b.tables.values()] else [(t.name, t.ref) for t in b.tables.values()])
    say("lists", sorted((str(v.sqref), v.formula1) for v in a.data_validations.dataValidation), sorted((str(v.sqref), v.formula1) for v in b.data_validations.dataValidation))
    say("coloured", sorted(str(r.sqref) for r in a.conditional_formatting), sorted(str(r.sqref) for r in b.conditional_formatting))
    say("hidden", [r for r, d in a.row_dimensions.items() if d.hidden], [r for r, d in b.row_dimensions.items() if d.hidden])
    for letter, column in a.column_dimensions.items():
        say("width " + letter, column.width, b.column_dimensions[letter].width)
    for row in range(1, max(a.max_row, b.max_row) + 1):
        for col in range(1, max(a.max_column, b.max_column) + 1):
            x, y = a.cell(row, col), b.cell(row, col)
            if look(x) != look(y): print(name, y.coordinate, y.value, y.number_format)
"#;

/// Types texts into cells of a sheet, given as `A1=text`; `TRUE` is typed as such, and a day as `day:2026-06-30`.
const TYPED: &str = r#"
import sys, datetime, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book[sys.argv[3]]
for entry in sys.argv[4:]:
    at, text = entry.split("=", 1)
    value = True if text == "TRUE" else datetime.datetime.fromisoformat(text[4:]) if text.startswith("day:") else text or None
    sheet[at] = value
book.save(sys.argv[2])
"#;

/// What a script prints; `None` where there is no Python for it.
fn script(workdir: &Workdir, script: &str, args: &[&str]) -> Option<String> {
    let output =
        Command::new(tools::python()?).args(["-c", script]).args(args).current_dir(workdir.path("")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

/// What a sheet of a workbook shows, by the addresses of its cells.
fn cells(workdir: &Workdir, name: &str, sheet: &str) -> BTreeMap<String, String> {
    let workbook = read(&workdir.bytes(name), &Limits::previous(), Legacy::Refuse).unwrap();
    let sheet = workbook.sheet(sheet).unwrap();
    sheet.cells.iter().map(|cell| (cell.at.to_string(), cell.as_shown())).collect()
}

/// The cell in the row of a reference below a heading, by what stands there.
fn under(cells: &BTreeMap<String, String>, heading: &str, reference: &str) -> String {
    let split = |at: &str| {
        let digits = at.find(|c: char| c.is_ascii_digit()).unwrap();
        (at[..digits].to_owned(), at[digits..].to_owned())
    };
    let at_of = |text: &str| cells.iter().find(|(_, own)| own.as_str() == text).map(|(at, _)| split(at));
    let Some((col, _)) = at_of(heading) else { return String::new() };
    let (_, row) = at_of(reference).unwrap_or_else(|| panic!("no {reference}"));
    cells.get(&format!("{col}{row}")).cloned().unwrap_or_default()
}

/// A folder with the plan workbook of an example as `plan.xlsx`, and its returns.
fn example(name: &str) -> Workdir {
    let workdir = Workdir::new();
    let from = root().join("examples").join(name);
    fs::copy(from.join("plan.xlsx"), workdir.path("plan.xlsx")).unwrap();
    copy_all(&from.join("returns"), &workdir.path("returns"));
    workdir
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

/// Consolidates the returns of the plan.
fn consolidate(workdir: &Workdir, plan: &str, out: &str, more: &[&str]) {
    let ran = workdir.run(&[&["consolidate", plan, "returns", "-o", out], more].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
}

/// A workbook as `LibreOffice` saves it in another format, or in the same; false where there is none.
fn saved_by_libreoffice(workdir: &Workdir, name: &str, ending: &str) -> bool {
    let Some(office) = tools::libreoffice() else { return false };
    let profile = format!("-env:UserInstallation=file://{}", workdir.path("profile").display());
    let output = Command::new(office)
        .args([&profile, "--headless", "--convert-to", ending, "--outdir", "saved", name])
        .current_dir(workdir.path(""))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    true
}
