//! Where cells stand, what is hidden, and which sheets there are.

use super::kit::{Kit, at, rels};
use crate::grid::{Legacy, Limit, Limits, Refusal, Visibility, read, read_without};

fn addresses(kit: &Kit) -> Vec<String> {
    kit.only_sheet().cells.iter().map(|cell| cell.at.to_string()).collect()
}

#[test]
fn rows_and_cells_without_an_address_follow_the_one_before() {
    let kit = Kit::rows(
        "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"5\"><c r=\"C5\"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>",
    );
    assert_eq!(addresses(&kit), ["A1", "B1", "C5", "D5", "A6"]);
}

#[test]
fn cells_out_of_order_are_put_in_order_and_a_repeated_one_is_not_lost() {
    let kit = Kit::rows(
        "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>2</v></c></row><row r=\"1\"><c r=\"A1\"><v>3</v></c><c r=\"A1\"><v>4</v></c></row>",
    );
    assert_eq!(addresses(&kit), ["A1", "A2", "B2"]);
    let sheet = kit.only_sheet();
    assert_eq!(sheet.text(at("A1")).as_deref(), Some("4"));
    assert_eq!(sheet.covered[0].as_shown(), "3");
}

#[test]
fn a_cell_in_the_last_corner_costs_nothing() {
    let kit = Kit::rows(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>",
    );
    assert_eq!(addresses(&kit), ["A1", "XFD1048576"]);
}

#[test]
fn an_address_outside_the_grid_is_damage_and_says_where() {
    for (rows, named) in [
        ("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "XFE1"),
        ("<row r=\"1\"><c r=\"A4294967298\"><v>1</v></c></row>", "A4294967298"),
        ("<row r=\"1048577\"/>", "1048577"),
        ("<row r=\"0\"/>", "0"),
        ("<row r=\"1048576\"/><row/>", "last"),
        ("<row r=\"1\"><c r=\"XFD1\"/><c><v>1</v></c></row>", "last column"),
    ] {
        let words = Kit::rows(rows).refusal();
        assert!(words.contains("the sheet S has a") && words.contains(named), "{words}");
    }
}

#[test]
fn hidden_and_filtered_rows_and_columns_are_read_and_told() {
    let kit = Kit::sheet(
        "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"4\" max=\"4\" width=\"0\" customWidth=\"1\"/><col min=\"16380\" max=\"99999\" hidden=\"1\"/><col min=\"6\" max=\"6\" width=\"9\"/></cols>\
         <sheetData><row r=\"3\" hidden=\"1\"><c r=\"A3\"><v>1</v></c></row><row r=\"4\" hidden=\"true\"/><row r=\"5\"/><row r=\"7\" ht=\"0\" customHeight=\"1\"/></sheetData>",
    );
    let sheet = kit.only_sheet();
    assert_eq!(sheet.hidden_rows, [(2, 3), (6, 6)]);
    assert_eq!(sheet.hidden_cols, [(1, 3), (16_379, 16_383)]);
    assert!(sheet.is_row_hidden(3) && !sheet.is_row_hidden(4));
    assert!(sheet.is_col_hidden(16_383) && !sheet.is_col_hidden(5));
    assert_eq!(sheet.text(at("A3")).as_deref(), Some("1"));
}

#[test]
fn rows_hidden_by_default_are_hidden_unless_listed() {
    let kit = Kit::sheet(
        "<sheetFormatPr zeroHeight=\"1\"/><sheetData><row r=\"2\"/><row r=\"3\"/><row r=\"9\" hidden=\"1\"/></sheetData>",
    );
    assert_eq!(kit.only_sheet().hidden_rows, [(0, 0), (3, 1_048_575)]);
}

#[test]
fn only_the_first_of_merged_cells_has_a_value() {
    let kit = Kit::sheet(
        "<sheetData><row r=\"5\"><c r=\"B5\" t=\"str\"><v>Q4 2023/24</v></c><c r=\"C5\" t=\"str\"><v>Q1 2024/25</v></c></row></sheetData>\
         <mergeCells count=\"2\"><mergeCell ref=\"B5:C5\"/><mergeCell ref=\"D1:XFD1048576\"/></mergeCells>",
    );
    let sheet = kit.only_sheet();
    assert_eq!(sheet.cells.len(), 1);
    assert_eq!(sheet.covered[0].as_shown(), "Q1 2024/25");
    assert_eq!(sheet.merges.len(), 2);
}

#[test]
fn too_many_merged_cells_or_filled_cells_are_refused() {
    let mut limits = Limits::returns();
    (limits.merges, limits.cells) = (1, 2);
    let refused = |kit: &Kit| match read(&kit.bytes(), &limits, Legacy::Refuse) {
        Err(Refusal::TooLarge { limit, .. }) => Some(limit),
        _ => None,
    };
    let merges =
        Kit::sheet("<sheetData/><mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:B2\"/></mergeCells>");
    assert_eq!(refused(&merges), Some(Limit::Merges));
    let cell = "<c><v>1</v></c>";
    assert_eq!(refused(&Kit::rows(&format!("<row>{}</row>", cell.repeat(2)))), None);
    assert_eq!(refused(&Kit::rows(&format!("<row>{}</row>", cell.repeat(3)))), Some(Limit::Cells));
    assert_eq!(refused(&Kit::rows(&format!("<row>{}</row>", "<c s=\"1\"/>".repeat(9)))), None);
}

#[test]
fn a_text_that_very_many_cells_share_counts_for_each() {
    let mut limits = Limits::returns();
    limits.all_text = 8;
    let cells = |count: usize| Kit::rows(&format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(count))).bytes();
    assert!(read(&cells(2), &limits, Legacy::Refuse).is_ok());
    let refusal = read(&cells(3), &limits, Legacy::Refuse).unwrap_err();
    assert!(matches!(refusal, Refusal::TooLarge { limit: Limit::AllText, found: 12, allowed: 8, .. }), "{refusal}");
}

#[test]
fn every_sheet_is_listed_once_in_order_with_its_visibility() {
    let sheet = |name: &str, id: u8, state: &str| {
        format!("<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"r{id}\" state=\"{state}\"/>")
    };
    let list = [
        sheet("A &amp; B", 1, "visible"),
        sheet("Twice", 2, "hidden"),
        sheet("Twice", 3, "VeryHidden"),
        sheet("Chart", 4, ""),
        sheet("Macro1", 5, "hidden"),
    ]
    .concat();
    let kit = Kit::rows("<row><c><v>1</v></c></row>")
        .with("xl/workbook.xml", &format!("<workbook xmlns:r=\"x\"><sheets>{list}</sheets></workbook>"))
        .with(
            "xl/_rels/workbook.xml.rels",
            &rels(&[
                ("r1", "worksheet", "worksheets/sheet1.xml"),
                ("r2", "worksheet", "worksheets/sheet2.xml"),
                ("r3", "worksheet", "worksheets/sheet3.xml"),
                ("r4", "chartsheet", "chartsheets/sheet1.xml"),
                ("r5", "xlMacrosheet", "macrosheets/sheet1.xml"),
            ]),
        )
        .with("xl/worksheets/sheet2.xml", "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>")
        .with("xl/worksheets/sheet3.xml", "<worksheet><sheetData><row><c><v>3</v></c></row></sheetData></worksheet>");
    let book = kit.read().unwrap();
    let found: Vec<_> = book
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.visibility, sheet.text(at("A1")).map(std::borrow::Cow::into_owned)))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        found,
        [
            ("A & B", Visibility::Visible, text("1")),
            ("Twice", Visibility::Hidden, text("2")),
            ("Twice", Visibility::VeryHidden, text("3")),
            ("Chart", Visibility::Visible, None),
            ("Macro1", Visibility::Hidden, None),
        ]
    );
    assert!(book.has_macros);
    assert_eq!(book.sheet("TWICE").unwrap().visibility, Visibility::Hidden);
    assert!(kit.without("xl/worksheets/sheet3.xml").refusal().contains("its sheet Twice are missing"));
}

#[test]
fn a_sheet_that_may_hold_cells_is_not_passed_over_because_its_kind_is_garbled() {
    let kit = Kit::rows("<row><c><v>1</v></c></row>");
    for kind in ["worksheeu", "", "theme"] {
        let rels = rels(&[("rId1", kind, "worksheets/sheet1.xml")]);
        let refusal = kit.clone().with("xl/_rels/workbook.xml.rels", &rels).refusal();
        assert!(refusal.contains("it does not say what its sheet S is"), "{kind}: {refusal}");
    }
}

#[test]
fn a_sheet_whose_outermost_element_is_garbled_is_not_empty() {
    let whole = "<worksheet><sheetPr/><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>";
    for garbled in [whole.replacen('<', "=", 1), whole.replace("worksheet", "vorksheet")] {
        let refusal = Kit::rows("").with("xl/worksheets/sheet1.xml", &garbled).refusal();
        assert!(refusal.contains("the sheet S does not begin as it should"), "{refusal}");
    }
}

#[test]
fn a_sheet_that_need_not_be_read_is_listed_and_read_all_the_same_where_it_is_in_sight() {
    let in_sight = Kit::rows("<row><c><v>1</v></c></row>");
    let hidden = in_sight.clone().changed("xl/workbook.xml", "name=\"S\"", "name=\"S\" state=\"hidden\"");
    let cells = |kit: &Kit, unread: &[&str]| {
        let book = read_without(&kit.bytes(), &Limits::returns(), Legacy::Refuse, unread).unwrap();
        assert_eq!(book.sheets.len(), 1);
        book.sheets[0].cells.len()
    };
    assert_eq!([cells(&in_sight, &["S"]), cells(&hidden, &["S"]), cells(&hidden, &["T"])], [1, 0, 1]);
    let gone = hidden.without("xl/worksheets/sheet1.xml").bytes();
    assert!(read_without(&gone, &Limits::returns(), Legacy::Refuse, &["S"]).is_err());
}

#[test]
fn two_sheets_with_the_same_contents_part_are_refused() {
    let kit = Kit::rows("").changed(
        "xl/workbook.xml",
        "</sheets>",
        "<sheet name=\"Again\" sheetId=\"2\" r:id=\"rId1\"/></sheets>",
    );
    assert!(kit.refusal().contains("one and the same (Again)"));
}

#[test]
fn properties_and_what_rides_along_are_told() {
    let kit = Kit::rows("")
        .with(
            "docProps/custom.xml",
            "<Properties>\n <property fmtid=\"{D5}\" pid=\"2\" name=\"plan\">\n <vt:lpwstr>P&amp;D</vt:lpwstr>\n </property>\
             <property name=\"version\"><vt:r8>3</vt:r8></property><property name=\"live\"><vt:bool>true</vt:bool></property>\
             <property name=\"empty\"/></Properties>",
        )
        .with("docProps/app.xml", "<Properties><Application>LibreOffice/7.4</Application></Properties>")
        .with("xl/vbaProject.bin", "macros")
        .with("xl/externalLinks/externalLink1.xml", "<externalLink/>")
        .with("xl/embeddings/oleObject1.bin", "object");
    let book = kit.read().unwrap();
    let expected = [("empty", ""), ("live", "true"), ("plan", "P&D"), ("version", "3")];
    assert!(book.properties.iter().map(|(k, v)| (k.as_str(), v.as_str())).eq(expected));
    assert_eq!(book.app.as_deref(), Some("LibreOffice/7.4"));
    assert!(book.has_macros && book.external_links && book.embedded);
    assert_eq!(book.format, crate::grid::Format::Xlsm);
    let plain = Kit::rows("").read().unwrap();
    assert!(!plain.has_macros && !plain.external_links && !plain.embedded);
}
