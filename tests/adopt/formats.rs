//! The same tracker in every format that is read, and the law of rows in all of them: each row of a tracker is an action, an
//! indicator or a line of the sheet Adopted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use planroll::grid::CellRef;

use super::{TRACKERS, adopt, lines, rows_of, tracker, workbook};

/// The rows of a tracker in which anything stands, by its sheets as Adopted calls them; counted from the file itself.
fn rows_in(path: &Path) -> BTreeMap<String, usize> {
    let end = path.extension().and_then(|end| end.to_str()).unwrap();
    match end {
        "csv" => {
            let bytes = std::fs::read(path).unwrap();
            let lines = bytes.split(|byte| *byte == b'\n');
            let is_filled = |line: &&[u8]| line.iter().any(|byte| !b";,\r\"".contains(byte));
            [(String::new(), lines.filter(is_filled).count())].into()
        }
        "docx" => {
            let mut body = String::new();
            let mut parts = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
            parts.by_name("word/document.xml").unwrap().read_to_string(&mut body).unwrap();
            let tables = body.split("<w:tbl>").skip(1).map(|table| {
                let table = table.split("</w:tbl>").next().unwrap();
                table.split("<w:tr>").skip(1).filter(|row| row.contains("<w:t>") || row.contains("<w:t ")).count()
            });
            (1..).map(|number: u8| format!("Table {number}")).zip(tables).collect()
        }
        _ => workbook(path).sheets.iter().map(|sheet| (sheet.name.clone(), sheet.rows().count())).collect(),
    }
}

#[test]
fn every_row_of_a_tracker_is_in_the_plan_or_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut counted = Vec::new();
    for name in TRACKERS {
        let out = folder.path().join(format!("{name}.xlsx"));
        adopt(&[&tracker(name)], &out, &[]);
        let plan = workbook(&out);
        let lines = lines(&plan);
        let (mut in_tracker, mut named) = (0, 0);
        for (sheet, rows) in rows_in(&tracker(name)) {
            let own = || lines.iter().filter(|line| line[2] == sheet);
            let row_of = |cell: &str| CellRef::parse(cell).unwrap().row;
            let whole: usize = own()
                .filter(|line| line[0] == "Row" && line[8].starts_with("no headings"))
                .map(|line| line[5].parse::<usize>().unwrap())
                .sum();
            // The names of sheets and the headings before tables are no rows, and what a format does not tell is said at one.
            let is_no_row = |why: &str| {
                ["no headings", "the name of the sheet", "the heading before the table"]
                    .iter()
                    .any(|own| why.starts_with(own))
                    || why.contains("are not seen")
            };
            let is_row = |line: &&Vec<String>| {
                line[0] == "Row" && !is_no_row(&line[8]) || line[8].starts_with("a key beside the table")
            };
            let told: BTreeSet<u32> = own().filter(is_row).map(|line| row_of(&line[3])).collect();
            // A heading that is merged over two rows names the first of them.
            let headed: BTreeSet<u32> = own().filter(|line| line[0] == "Column").map(|line| row_of(&line[3])).collect();
            in_tracker += rows;
            named += whole + told.union(&headed).count();
        }
        named += headings_told_before(name);
        let rows = |sheet: &str| {
            rows_of(plan.sheet(sheet).unwrap())
                .iter()
                .skip(1)
                .filter(|row| row.iter().any(|text| !text.is_empty()))
                .count()
        };
        counted.push((name, in_tracker, rows("Actions") + rows("Indicators") + named));
    }
    let wrong: Vec<_> = counted.iter().filter(|(_, in_tracker, found)| in_tracker != found).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// How many rows of headings are told at another place: those of a later table with the same words, and a second row of them
/// that has no word of its own.
fn headings_told_before(name: &str) -> usize {
    match name {
        "cannock-chase.docx" => 6,
        "west-norfolk.docx" => 3,
        "county-report.docx" => 2,
        "cabinet-report.docx" => 1,
        _ if name.starts_with("directorates.") => 1,
        _ => 0,
    }
}

#[test]
fn one_tracker_is_the_same_plan_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let plan = |name: &str| {
        let out = folder.path().join(format!("{name}.xlsx"));
        let ran = adopt(&[&tracker(name)], &out, &[]);
        assert!(matches!(ran.status.code(), Some(0 | 1)), "{name}: {}", String::from_utf8_lossy(&ran.stderr));
        workbook(&out)
    };
    let first = plan("directorates.xlsx");
    for end in ["xlsm", "xlsb", "xls", "ods"] {
        let other = plan(&format!("directorates.{end}"));
        for sheet in ["Priorities", "Delivery plans", "Actions", "Indicators"] {
            assert_eq!(rows_of(other.sheet(sheet).unwrap()), rows_of(first.sheet(sheet).unwrap()), "{end}: {sheet}");
        }
        // What these formats do not tell is said.
        let says_so = lines(&other).iter().any(|line| line[8].contains("of this file format are not seen"));
        assert_eq!(says_so, matches!(end, "xlsb" | "xls"), "{end}");
    }
}
