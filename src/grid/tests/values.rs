//! What stands in a cell, however a program chose to write it.

use super::kit::{Kit, at, cell, rels};
use crate::grid::{Limit, Refusal, Shown, Value};

fn text(value: &str) -> Value {
    Value::Text(value.into())
}

fn number(value: &str) -> Value {
    Value::Number(value.parse().unwrap())
}

fn date(value: &str, shows_day: bool) -> Value {
    let day = value.parse().unwrap();
    Value::Date { day, shows_day }
}

#[test]
fn every_way_of_writing_a_value_is_read() {
    let error = |word: &str| Some(Value::Error(word.into()));
    for (written, expected) in [
        ("<c r=\"A1\"><v>1.10</v></c>", Some(number("1.1"))),
        ("<c r=\"A1\" t=\"n\"><v> 42 </v></c>", Some(number("42"))),
        ("<c r=\"A1\"><v>4&#50;</v></c>", Some(number("42"))),
        ("<c r=\"A1\"><v><![CDATA[42]]></v></c>", Some(number("42"))),
        ("<c r=\"A1\"><v>434.99999999999994</v></c>", Some(number("435"))),
        ("<c r=\"A1\"><v>1e999</v></c>", Some(text("1e999"))),
        ("<c r=\"A1\"><v>NaN</v></c>", Some(text("NaN"))),
        ("<c r=\"A1\"><v></v></c>", None),
        ("<c r=\"A1\" s=\"1\"/>", None),
        ("<c r=\"A1\" t=\"s\"><v>0</v></c>", Some(text("zero"))),
        ("<c r=\"A1\" t=\"s\"><v> 1 </v></c>", Some(text(" one "))),
        ("<c r=\"A1\" t=\"s\"><v>2</v></c>", Some(text("two"))),
        ("<c r=\"A1\" t=\"s\"><v>3</v></c>", error("#STRING?")),
        ("<c r=\"A1\" t=\"s\"><v>-1</v></c>", error("#STRING?")),
        ("<c r=\"A1\" t=\"s\"><v>+1</v></c>", error("#STRING?")),
        ("<c r=\"A1\" t=\"s\"><v>99999999999999999999999</v></c>", error("#STRING?")),
        ("<c r=\"A1\" t=\"s\"><v/></c>", None),
        ("<c r=\"A1\" t=\"str\"><v> kept </v></c>", Some(text(" kept "))),
        ("<c r=\"A1\" t=\"str\"><v>a_x000D_\nb_x0041_</v></c>", Some(text("a\nbA"))),
        ("<c r=\"A1\" t=\"str\"><v>a\u{1}b</v></c>", Some(text("a\u{fffd}b"))),
        ("<c r=\"A1\" t=\"inlineStr\"><is><t>in</t></is></c>", Some(text("in"))),
        ("<c r=\"A1\" t=\"inlineStr\"><is><r><t>i</t></r><r><t>n</t></r></is></c>", Some(text("in"))),
        ("<c r=\"A1\" t=\"inlineStr\"><v>out</v><is><t>in</t></is></c>", Some(text("out"))),
        ("<c r=\"A1\" t=\"inlineStr\"><is><t></t></is></c>", None),
        ("<c r=\"A1\" t=\"b\"><v>1</v></c>", Some(Value::Bool(true))),
        ("<c r=\"A1\" t=\"b\"><v>false</v></c>", Some(Value::Bool(false))),
        ("<c r=\"A1\" t=\"b\"><v>Yes</v></c>", Some(text("Yes"))),
        ("<c r=\"A1\" t=\"e\"><v>#REF!</v></c>", error("#REF!")),
        ("<c r=\"A1\" t=\"e\"><v>#SPILL!</v></c>", error("#SPILL!")),
        ("<c r=\"A1\" t=\"e\"><v>Err:502</v></c>", error("Err:502")),
        ("<c r=\"A1\" t=\"d\"><v>2024-12-31T00:00:00</v></c>", Some(date("2024-12-31", true))),
        ("<c r=\"A1\" t=\"d\"><v>soon</v></c>", Some(text("soon"))),
        ("<c r=\"A1\" t=\"new\"><v>7</v></c>", Some(text("7"))),
        ("<c r=\"A1\"><v>7</v><extLst><ext><v>8</v></ext></extLst></c>", Some(number("7"))),
        ("<c r=\"A1\" s=\"1\"><v>45657</v></c>", Some(date("2024-12-31", true))),
        ("<c r=\"A1\" s=\"2\"><v>45657</v></c>", Some(date("2024-12-31", false))),
        ("<c r=\"A1\" s=\"1\"><v>0.5</v></c>", Some(number("0.5"))),
        ("<c r=\"A1\" s=\"1\"><v>2958466</v></c>", Some(number("2958466"))),
        ("<c r=\"A1\" s=\"99\"><v>45657</v></c>", Some(number("45657"))),
    ] {
        assert_eq!(cell(written, "A1").and_then(|c| c.value), expected, "{written}");
        // A comment in front keeps the quick way for plain cells from being taken.
        let slowly = format!("<!-- -->{written}");
        assert_eq!(cell(&slowly, "A1"), cell(written, "A1"), "{written}");
    }
}

#[test]
fn cells_in_unusual_forms_end_where_they_should() {
    for first in [
        "<c r=\"A1\" x:y=\"><v>9</v></c>\"><v>1</v></c>",
        "<c r=\"A1\" x:y='/'><v>1</v></c>",
        "<c r='A1' ><v>1</v ></c>",
        "<c\nr=\"A1\"><v>1</v></c>",
        "<c r=\"A1\"><v>1<!-- --></v></c>",
        "<c r=\"A1\"><v>1</v><v>1</v></c>",
        "<c r=\"A1\" x:y=\"1/>2\"><v>1</v></c>",
        "<c r = \"A1\"><v>1</v></c>",
    ] {
        let row = format!("{first}<c r=\"B1\" t=\"str\"><v>a &gt; b</v></c><c r=\"C1\"/><c><v>4</v></c>");
        let shown = |address| cell(&row, address).map(|c| c.as_shown());
        assert_eq!(shown("A1").as_deref(), Some("1"), "{first}");
        assert_eq!(shown("B1").as_deref(), Some("a > b"), "{first}");
        assert_eq!(shown("D1").as_deref(), Some("4"), "{first}");
    }
}

#[test]
fn a_cell_knows_its_format_and_the_number_stored() {
    let percent = cell("<c r=\"A1\" s=\"3\"><v>0.92</v></c>", "A1").unwrap();
    assert_eq!((percent.shown, percent.as_shown().as_str()), (Shown::Percent, "92%"));
    let reference = cell("<c r=\"A1\" s=\"4\"><v>1.1</v></c>", "A1").unwrap();
    assert_eq!(reference.as_shown(), "1.10");
    let day = cell("<c r=\"A1\" s=\"1\"><v>45657.25</v></c>", "A1").unwrap();
    let shows_day = true;
    assert_eq!(
        day.value,
        Some(Value::Date { day: "2024-12-31".parse().unwrap(), shows_day }),
        "a time of day is dropped"
    );
}

#[test]
fn a_formula_without_a_stored_result_is_told_from_an_empty_result() {
    for (written, formula, stored, value) in [
        ("<c r=\"A1\"><f>B1*2</f></c>", "B1*2", false, None),
        ("<c r=\"A1\"><f>B1*2</f><v/></c>", "B1*2", false, None),
        ("<c r=\"A1\"><f>B1*2</f><v>4</v></c>", "B1*2", true, Some(number("4"))),
        ("<c r=\"A1\" t=\"str\"><f>\"\"</f><v></v></c>", "\"\"", true, None),
        ("<c r=\"A1\" t=\"str\"><f>\"\"</f></c>", "\"\"", false, None),
        ("<c r=\"A1\" t=\"str\"><f>B1&amp;\"x\"</f><v>x</v></c>", "B1&\"x\"", true, Some(text("x"))),
        ("<c r=\"A1\"><f t=\"shared\" si=\"10000000000\"/><v>4</v></c>", "", true, Some(number("4"))),
        ("<c r=\"A1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "1/0", true, Some(Value::Error("#DIV/0!".into()))),
    ] {
        let cell = cell(written, "A1").unwrap();
        let found = cell.formula.unwrap();
        assert_eq!((&*found.text(), found.stored, cell.value), (formula, stored, value), "{written}");
    }
}

#[test]
fn dates_count_from_1904_only_when_the_workbook_itself_says_so() {
    let kit = Kit::rows("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>44195</v></c></row>");
    let sheets = "<sheets>";
    let old_mac = kit.clone().changed("xl/workbook.xml", sheets, "<workbookPr date1904=\"true\"/><sheets>");
    let day = |kit: &Kit| kit.only_sheet().get(at("A1")).cloned().unwrap().value;
    assert_eq!(day(&old_mac), Some(date("2024-12-31", true)));
    let extended = old_mac.changed(
        "xl/workbook.xml",
        "</workbook>",
        "<extLst><ext><x15:workbookPr chartTrackingRefBase=\"1\"/></ext></extLst></workbook>",
    );
    assert_eq!(day(&extended), Some(date("2024-12-31", true)));
    assert_eq!(day(&kit), Some(date("2020-12-30", true)));
}

#[test]
fn styles_and_texts_are_found_wherever_they_stand() {
    let kit = Kit::rows("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>45657</v></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>");
    let part = |name: &str| kit.parts.iter().find(|(other, _)| other == name).unwrap().1.clone();
    let (styles, strings) = (part("xl/styles.xml"), part("xl/sharedStrings.xml"));
    let moved = kit
        .clone()
        .without("xl/styles.xml")
        .without("xl/sharedStrings.xml")
        .with_bytes("Look/My Styles.XML", &styles)
        .with_bytes("words.xml", &strings)
        .with(
            "xl/_rels/workbook.xml.rels",
            &rels(&[
                ("rId1", "worksheet", "/xl/worksheets/sheet1.xml"),
                ("rId2", "styles", "../Look/My%20Styles.xml"),
                ("rId3", "sharedStrings", "..\\words.xml"),
                ("rId4", "theme", "nowhere.xml"),
            ]),
        );
    assert_eq!(moved.only_sheet(), kit.only_sheet());
}

#[test]
fn the_strict_dialect_is_the_same_workbook() {
    let kit = Kit::rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
    let usual = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let mut other = kit.clone();
    for name in ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"] {
        other = other.changed(name, usual, strict);
    }
    let other = other.with(
        "xl/worksheets/sheet1.xml",
        "\u{feff}<?xml version=\"1.0\"?><x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData>\
         <x:row r=\"1\"><x:c r=\"A1\" t=\"s\"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>",
    );
    assert_eq!(other.only_sheet(), kit.only_sheet());
}

#[test]
fn a_text_longer_than_excel_allows_is_refused_with_its_place() {
    let row = |length: usize| {
        let text = "é".repeat(length);
        Kit::rows(&format!("<row r=\"3\"><c r=\"B3\" t=\"str\"><v>{text}</v></c></row>"))
    };
    assert!(row(32_767).read().is_ok());
    let Err(Refusal::TooLarge { limit, place, .. }) = row(32_768).read() else {
        panic!("not refused");
    };
    assert_eq!(limit, Limit::Text);
    assert_eq!(place.as_deref(), Some("sheet S, cell B3"));
}
