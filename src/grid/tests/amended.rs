//! Workbooks of which single cells are amended: what changes is what was to change, however the sheet is written.

use rust_decimal::Decimal;

use super::kit::{Kit, at, rels};
use crate::grid::{
    Amendments, CellFormat, Entry, FurtherColumn, FurtherSheet, Legacy, Limits, NotAmended, Workbook, amend, read,
};

fn text(text: &str) -> Entry {
    Entry::Text(text.to_owned())
}

fn cells(cells: &[(&str, Entry)]) -> Amendments {
    let mut amendments = Amendments::default();
    let sheet = amendments.sheets.entry("S".to_owned()).or_default();
    sheet.cells.extend(cells.iter().map(|(address, entry)| (at(address), entry.clone())));
    amendments
}

fn amended(kit: &Kit, amendments: &Amendments) -> Workbook {
    read(&amend(&kit.bytes(), amendments).unwrap(), &Limits::returns(), Legacy::Refuse).unwrap()
}

/// What a sheet shows, cell by cell.
fn shown(workbook: &Workbook, sheet: usize) -> Vec<String> {
    workbook.sheets[sheet].cells.iter().map(|cell| format!("{}={}", cell.at, cell.as_shown())).collect()
}

#[test]
fn cells_are_filled_in_wherever_they_stand_in_however_plain_a_sheet() {
    let wanted = || {
        cells(&[
            ("A1", text("a & b")),
            ("C1", text("c")),
            ("E1", Entry::Blank),
            ("B3", text("_x0041_")),
            ("A5", text("5")),
        ])
    };
    let expected = ["A1=a & b", "B1=two", "C1=c", "D1=4", "B3=_x0041_", "A4=zero", "A5=5"];
    for contents in [
        "<sheetData><row r=\"1\" spans=\"2:4\"><c r=\"B1\" t=\"inlineStr\"><is><t>two</t></is></c><c r=\"D1\"><v>4</v></c><c r=\"E1\"><v>5</v></c></row><row r=\"4\"><c r=\"A4\" t=\"s\"><v>0</v></c></row></sheetData>",
        "<sheetData>\n<row><c/><c t=\"inlineStr\"><is><t>two</t></is></c>\n<c/><c><v>4</v></c><c><v>5</v></c></row>\n<row r=\"4\">\n<c t=\"s\"><v>0</v></c>\n</row>\n</sheetData>",
    ] {
        assert_eq!(shown(&amended(&Kit::sheet(contents), &wanted()), 0), expected);
    }
    let prefixed = Kit::sheet("").with(
        "xl/worksheets/sheet1.xml",
        "<x:worksheet xmlns:x=\"urn:m\"><x:sheetData><x:row r='1'><x:c r='B1' t='inlineStr'><x:is><x:t>two</x:t></x:is></x:c><x:c r='D1'><x:v>4</x:v></x:c></x:row><x:row r='4'><x:c r='A4' t='s'><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>",
    );
    assert_eq!(shown(&amended(&prefixed, &wanted()), 0), expected);
    for empty in ["<sheetData/>", "<sheetData></sheetData>", "<sheetData><row r=\"1\"/></sheetData>"] {
        assert_eq!(
            shown(&amended(&Kit::sheet(empty), &cells(&[("B1", text("x")), ("A2", text("y"))])), 0),
            ["B1=x", "A2=y"]
        );
    }
    let wide: Vec<u8> = b"\xff\xfe".iter().copied().chain(
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    ).collect();
    let kit = Kit::sheet("").with_bytes("xl/worksheets/sheet1.xml", &wide);
    assert_eq!(shown(&amended(&kit, &cells(&[("B1", text("é"))])), 0), ["A1=1", "B1=é"]);
}

#[test]
fn a_percentage_is_stored_as_the_format_of_its_cell_shows_it() {
    let kit = Kit::rows("<row r=\"1\"><c r=\"A1\" s=\"3\"/><c r=\"B1\"/></row>");
    let percent = || Entry::Percentage(Decimal::from(97));
    assert_eq!(
        shown(&amended(&kit, &cells(&[("A1", percent()), ("B1", percent()), ("C1", percent())])), 0),
        ["A1=97%", "B1=97", "C1=97"]
    );
    let columns = Kit::sheet("<cols><col min=\"3\" max=\"9\" style=\"3\"/></cols><sheetData/>");
    assert_eq!(shown(&amended(&columns, &cells(&[("B1", percent()), ("C1", percent())])), 0), ["B1=97", "C1=97%"]);
}

#[test]
fn a_formula_is_never_written_over() {
    for formula in [
        "<c r=\"B2\"><f>1+1</f><v>2</v></c>",
        "<c r=\"B2\"><f t=\"shared\" ref=\"B2:B9\" si=\"0\">A2</f><v>2</v></c>",
        "<c r=\"A2\"><f t=\"array\" ref=\"A2:C4\">D2:F4</f><v>2</v></c><c r=\"B2\"><v>3</v></c>",
        "<c r=\"A2\"><f t=\"dataTable\" ref=\"B2:B4\" r1=\"A1\"/><v>2</v></c>",
    ] {
        let kit = Kit::rows(&format!("<row r=\"2\">{formula}</row>"));
        let refused = amend(&kit.bytes(), &cells(&[("B2", text("x"))])).unwrap_err();
        assert_eq!(refused, NotAmended::PartOfFormula { sheet: "S".to_owned(), at: at("B2") }, "{formula}");
        assert!(amend(&kit.bytes(), &cells(&[("E5", text("x"))])).is_ok(), "{formula}");
    }
}

#[test]
fn a_column_at_the_right_is_taken_in_by_the_table_and_the_filter_beside_it() {
    let contents = "<dimension ref=\"A1:B3\"/><cols><col min=\"1\" max=\"16384\" width=\"9\"/></cols><sheetData>\
        <row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Ref</t></is></c><c r=\"B1\" s=\"1\" t=\"inlineStr\"><is><t>B</t></is></c></row>\
        <row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" s=\"1\"><v>45000</v></c></row></sheetData>";
    let kit = Kit::sheet(&format!("{contents}<autoFilter ref=\"A1:B3\"/>"))
        .with("xl/worksheets/_rels/sheet1.xml.rels", &rels(&[("rId1", "table", "../tables/table1.xml")]))
        .with(
            "xl/tables/table1.xml",
            "<table id=\"1\" name=\"T\" displayName=\"T\" ref=\"A1:B3\"><autoFilter ref=\"A1:B3\"/><tableColumns count=\"2\"><tableColumn id=\"1\" name=\"Ref\"/><tableColumn id=\"7\" name=\"B\"/></tableColumns></table>",
        )
        .changed(
            "xl/workbook.xml",
            "</sheets>",
            "</sheets><definedNames><definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" hidden=\"1\">S!$A$1:$B$3</definedName></definedNames>",
        );
    let mut amendments = cells(&[("C2", text("x"))]);
    amendments.recalculate = true;
    let column = FurtherColumn {
        heading_at: at("C1"),
        heading: "C & D".to_owned(),
        like: 1,
        last_row: 2,
        format: CellFormat::Text,
        width: 20,
    };
    amendments.sheets.get_mut("S").unwrap().columns.push(column);
    let bytes = amend(&kit.bytes(), &amendments).unwrap();
    let part = |name: &str| {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes.clone())).unwrap();
        std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
    };
    let table = part("xl/tables/table1.xml");
    assert!(
        table.contains("displayName=\"T\" ref=\"A1:C3\"") && table.contains("<autoFilter ref=\"A1:C3\"/>"),
        "{table}"
    );
    assert!(table.contains("count=\"3\"") && table.contains("<tableColumn id=\"8\" name=\"C &amp; D\"/>"), "{table}");
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<autoFilter ref=\"A1:C3\"/>") && sheet.contains("<dimension ref=\"A1:C3\"/>"), "{sheet}");
    let book = part("xl/workbook.xml");
    assert!(book.contains("S!$A$1:$C$3</definedName></definedNames><calcPr fullCalcOnLoad=\"1\"/>"), "{book}");
    let styles = part("xl/styles.xml");
    assert!(styles.contains("<cellXfs count=\"7\">") && styles.contains("numFmtId=\"49\""), "{styles}");
    assert_eq!(
        part("xl/sharedStrings.xml"),
        String::from_utf8(kit.parts.iter().find(|(name, _)| name.ends_with("Strings.xml")).unwrap().1.clone()).unwrap()
    );
}

#[test]
fn a_sheet_is_added_behind_all_others_and_needs_no_name_of_theirs() {
    let kit = Kit::rows("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>").changed(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns:r=\"{}\"><sheets><sheet name=\"S\"",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        ),
        "<workbook><sheets><sheet xmlns:r=\"urn:r\" name=\"S\"",
    );
    let further = FurtherSheet {
        name: "Carried & over".to_owned(),
        above: vec!["Title".to_owned()],
        headings: vec![("Sheet".to_owned(), 14), ("What".to_owned(), 20)],
        rows: vec![vec!["Actions".to_owned(), String::new()], vec!["S".to_owned(), "=1+1".to_owned()]],
        like: Some(("S".to_owned(), at("A1"), at("A2"))),
    };
    let amendments = Amendments { further: Some(further), ..Amendments::default() };
    let workbook = amended(&kit, &amendments);
    assert_eq!(workbook.sheets[1].name, "Carried & over");
    assert_eq!(shown(&workbook, 1), ["A1=Title", "A2=Sheet", "B2=What", "A3=Actions", "A4=S", "B4==1+1"]);
    assert!(workbook.sheets[1].cells.iter().all(|cell| cell.formula.is_none()));
    assert_eq!(shown(&workbook, 0), ["A1=1"]);
    let bytes = amend(&kit.bytes(), &amendments).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let book = std::io::read_to_string(archive.by_name("xl/workbook.xml").unwrap()).unwrap();
    assert_eq!(book.matches("xmlns:r=\"urn:r\"").count(), 2, "{book}");
}

#[test]
fn what_cannot_be_amended_is_refused() {
    let kit = Kit::rows("");
    let signed = kit.clone().with("_xmlsignatures/sig1.xml", "<s/>").bytes();
    let refused = amend(&signed, &cells(&[])).unwrap_err();
    assert!(refused.to_string().contains("digital signature"), "{refused}");
    for broken in [
        "<worksheet/>",
        "<worksheet><sheetData><row r=\"1\"><c",
        "<worksheet><sheetData></row></sheetData></worksheet>",
    ] {
        let kit = kit.clone().with("xl/worksheets/sheet1.xml", broken);
        assert!(amend(&kit.bytes(), &cells(&[("A1", text("x"))])).is_err(), "{broken}");
    }
    let mut elsewhere = Amendments::default();
    elsewhere.sheets.entry("T".to_owned()).or_default();
    assert!(amend(&kit.bytes(), &elsewhere).is_err());
}
