//! The consolidated workbook is accessible by construction: looked at in the files of all examples.
//!
//! The laws are those of the Analysis Function's checklist for spreadsheets that the contract takes over: titles in A1,
//! real tables with unique headings and without gaps, nothing merged, contrast, alternative texts, document properties,
//! the cursor, the printed page.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::tools::{planroll, python, root, run};

const COUNCILS: [&str; 5] = ["cannock-chase", "colchester", "southend", "west-norfolk", "milestones"];

/// What openpyxl sees that is against a law, a line each.
const LOOK: &str = r#"
import json, sys
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
book = load_workbook(sys.argv[1])
wrong = []
def rgb(colour, default):
    if colour is None or colour.type != "rgb" or not isinstance(colour.rgb, str): return default
    return colour.rgb[-6:]
def light(code):
    parts = [int(code[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    parts = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
def contrast(one, other):
    low, high = sorted([light(one), light(other)])
    return (high + 0.05) / (low + 0.05)
def fill_of(fill, default="FFFFFF"):
    if fill is None or fill.fill_type is None: return default
    return rgb(fill.fgColor if fill.fill_type == "solid" else fill.bgColor, default)
seen = {"cells": 0, "rules": 0, "tables": 0}
for sheet in book:
    at = sheet.title
    # What the workbook keeps for planroll, which Excel shows to nobody.
    if at == "planroll digests" and sheet.sheet_state == "veryHidden": continue
    if sheet.sheet_state != "visible": wrong.append(f"{at}: hidden")
    if not isinstance(sheet["A1"].value, str): wrong.append(f"{at}: no title in A1")
    if sheet["A1"].font.sz < 12: wrong.append(f"{at}: a title smaller than 12")
    if sheet.merged_cells.ranges: wrong.append(f"{at}: merged {sheet.merged_cells.ranges}")
    view = sheet.sheet_view
    for selection in view.selection:
        if view.pane is None and selection.activeCell not in (None, "A1"): wrong.append(f"{at}: cursor in {selection.activeCell}")
    upright = "portrait" if at == "Front page" else "landscape"
    if sheet.page_setup.orientation != upright or str(sheet.page_setup.paperSize) != "9": wrong.append(f"{at}: not A4 {upright}")
    # One page wide or, where its letters would be smaller than 8 points then, several side by side.
    setup, properties = sheet.page_setup, sheet.sheet_properties.pageSetUpPr
    one_wide = properties is not None and properties.fitToPage and setup.fitToWidth in (None, 1) and setup.fitToHeight in (None, 0, 1)
    # One page in all only where its rows fit on it in letters of 8 points, which are 11 at 73 %.
    if one_wide and setup.fitToHeight != 0:
        tall = sum(sheet.row_dimensions[row].height or sheet.sheet_format.defaultRowHeight for row in range(1, sheet.max_row + 1))
        room = 210 / 25.4 * 72 - (sheet.page_margins.top + sheet.page_margins.bottom) * 72
        if tall * 0.73 > room: wrong.append(f"{at}: {tall * 0.73:.0f} points of rows on a page of {room:.0f}")
    if not one_wide and setup.scale != 73: wrong.append(f"{at}: neither one page wide nor in letters of 8 points")
    hidden = [k for k, d in list(sheet.row_dimensions.items()) + list(sheet.column_dimensions.items()) if d.hidden]
    if hidden: wrong.append(f"{at}: hidden rows or columns {hidden}")
    covered = []
    for table in sheet.tables.values():
        seen["tables"] += 1
        left, top, right, bottom = range_boundaries(table.ref)
        covered.append((top, bottom))
        if left != 1: wrong.append(f"{at} {table.name}: not from column A")
        heads = [sheet.cell(top, col).value for col in range(left, right + 1)]
        if any(not isinstance(head, str) or not head.strip() for head in heads): wrong.append(f"{at} {table.name}: a blank heading")
        if len({str(head).lower() for head in heads}) != len(heads): wrong.append(f"{at} {table.name}: a heading twice {heads}")
        if heads != [column.name for column in table.tableColumns]: wrong.append(f"{at} {table.name}: headings differ from the table's")
        for row in range(top + 1, bottom + 1):
            if all(sheet.cell(row, col).value in (None, "") for col in range(left, right + 1)): wrong.append(f"{at} {table.name}: row {row} is blank")
        for other_top, other_bottom in covered[:-1]:
            if top <= other_bottom + 1 and other_top <= bottom + 1: wrong.append(f"{at} {table.name}: no gap to another table")
        # A sheet with one table repeats its headings on every page.
        if len(sheet.tables) == 1 and bottom - top > 30 and sheet.print_title_rows != f"${top}:${top}":
            wrong.append(f"{at}: headings are not repeated ({sheet.print_title_rows})")
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value in (None, ""): continue
            seen["cells"] += 1
            ratio = contrast(rgb(cell.font.color, "000000"), fill_of(cell.fill))
            if ratio < 4.5: wrong.append(f"{at}!{cell.coordinate}: contrast {ratio:.1f}")
            if cell.font.name != "Arial" or cell.font.sz < 11: wrong.append(f"{at}!{cell.coordinate}: {cell.font.name} {cell.font.sz}")
            if cell.font.i: wrong.append(f"{at}!{cell.coordinate}: italics")
    for ranges in sheet.conditional_formatting:
        for rule in ranges.rules:
            if rule.dxf is None or rule.dxf.fill is None: continue
            seen["rules"] += 1
            fill = rgb(rule.dxf.fill.bgColor, "FFFFFF")
            ratio = contrast(rgb(rule.dxf.font.color if rule.dxf.font else None, "000000"), fill)
            if ratio < 4.5: wrong.append(f"{at} {ranges.sqref}: contrast {ratio:.1f}")
if book.active.title != "Front page": wrong.append(f"opens at {book.active.title}")
if not book.properties.title: wrong.append("no document title")
if book.properties.language != "en-GB": wrong.append(f"language {book.properties.language}")
print(json.dumps({"wrong": wrong, **seen}))
"#;

fn consolidated(council: &str, folder: &Path) -> PathBuf {
    let example = root().join("examples").join(council);
    let out = folder.join(format!("{council}.xlsx"));
    let mut command = planroll();
    run(command.arg("consolidate").arg(example.join("plan.xlsx")).arg(example.join("returns")).arg("-o").arg(&out), 0);
    out
}

#[test]
fn no_sheet_breaks_a_law_of_accessible_spreadsheets() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    for council in COUNCILS {
        let said = run(Command::new(&python).arg("-c").arg(LOOK).arg(consolidated(council, folder.path())), 0);
        let seen: Value = serde_json::from_str(&said).unwrap();
        assert_eq!(seen["wrong"], serde_json::json!([]), "{council}");
        let at_least = |what: &str, least: u64| assert!(seen[what].as_u64() > Some(least), "{council} {what}: {seen}");
        at_least("cells", 300);
        at_least("rules", 3);
        at_least("tables", 6);
    }
}

#[test]
fn every_table_and_chart_has_an_alternative_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = consolidated("west-norfolk", folder.path());
    let mut package = zip::ZipArchive::new(File::open(&path).unwrap()).unwrap();
    let names: Vec<String> = package.file_names().map(|name| name.unwrap().into_owned()).collect();
    let (mut tables, mut charts) = (0, 0);
    for name in names {
        let mut xml = String::new();
        if name.starts_with("xl/tables/") {
            package.by_name(&name).unwrap().read_to_string(&mut xml).unwrap();
            assert!(xml.contains("altText=\"") || xml.contains("altTextSummary=\""), "{name}: {xml}");
            tables += 1;
        } else if name.starts_with("xl/drawings/drawing") {
            package.by_name(&name).unwrap().read_to_string(&mut xml).unwrap();
            for frame in xml.split("<xdr:cNvPr ").skip(1) {
                let about = frame.split('>').next().unwrap();
                let is_told =
                    ["descr=\"Stacked bars", "descr=\"One bar for all rated"].iter().any(|words| about.contains(words));
                assert!(is_told, "{name}: {about}");
                charts += 1;
            }
        }
    }
    assert!(tables > 6, "{tables} tables");
    assert_eq!(charts, 4, "of actions and of indicators, on the front page and on Summary");
    assert!(fs::metadata(path).unwrap().len() > 0);
}
