//! The older formats, as the worker reads them.
#![cfg(all(feature = "cli", unix))]

use zip::CompressionMethod;

use super::kit::{at, zipped};
use crate::grid::{Format, Kind, Limits, Refusal, Value, Workbook, legacy, sniff};

pub(in crate::grid) fn spreadsheet(table: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"Actions\">{table}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    );
    let mime = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    zipped(
        &[
            ("mimetype", mime.as_bytes()),
            ("META-INF/manifest.xml", manifest.as_bytes()),
            ("content.xml", content.as_bytes()),
        ],
        CompressionMethod::Stored,
    )
}

fn read(table: &str) -> Result<Workbook, Refusal> {
    let bytes = spreadsheet(table);
    assert_eq!(sniff(&bytes), Kind::Workbook(Format::Ods));
    legacy::read(&bytes, Format::Ods, &Limits::returns())
}

#[test]
fn values_of_an_open_document_are_read_at_their_addresses() {
    let book = read(
        "<table:table-row/><table:table-row><table:table-cell/>\
         <table:table-cell office:value-type=\"string\"><text:p>4.3</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"434.99999999999994\"><text:p>435</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2024-12-31\"><text:p>31/12/2024</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"8\" table:formula=\"of:=2*4\"><text:p>8</text:p></table:table-cell>\
         </table:table-row>",
    )
    .unwrap();
    let sheet = book.sheet("actions").unwrap();
    assert_eq!(sheet.text(at("B2")).as_deref(), Some("4.3"));
    assert_eq!(sheet.text(at("C2")).as_deref(), Some("435"));
    let day = "2024-12-31".parse().unwrap();
    assert_eq!(sheet.get(at("D2")).unwrap().value, Some(Value::Date { day, shows_day: true }));
    let formula = sheet.get(at("E2")).unwrap().formula.clone().unwrap();
    assert!(formula.stored && formula.text().contains("2*4"));
    assert!(!book.format.tells_formats());
}

#[test]
fn an_error_of_an_open_document_is_no_text() {
    let formula = |shows: &str| {
        format!(
            "<table:table-cell table:formula=\"of:=[.Z1]\" office:value-type=\"string\"><text:p>{shows}</text:p></table:table-cell>"
        )
    };
    let typed = "<table:table-cell office:value-type=\"string\"><text:p>#1</text:p></table:table-cell>";
    let row = ["#REF!", "#N/A", "Err:509", "Error", "Err: none"].map(formula).concat();
    let book = read(&format!("<table:table-row>{typed}{row}</table:table-row>")).unwrap();
    let sheet = book.sheet("actions").unwrap();
    let is_error = |name| matches!(sheet.get(at(name)).unwrap().value, Some(Value::Error(_)));
    assert_eq!(["A1", "B1", "C1", "D1", "E1", "F1"].map(is_error), [false, true, true, true, false, false]);
}

#[test]
fn true_typed_into_an_open_document_is_no_number() {
    let formula = |text: &str| {
        format!(
            "<table:table-cell table:formula=\"{text}\" office:value-type=\"float\" office:value=\"1\"><text:p>TRUE</text:p></table:table-cell>"
        )
    };
    let row = ["of:=TRUE()", "of:=1", "of:=TRUE()+0"].map(formula).concat();
    let book = read(&format!("<table:table-row>{row}</table:table-row>")).unwrap();
    let sheet = book.sheet("actions").unwrap();
    let shown: Vec<String> = ["A1", "B1", "C1"].map(|name| sheet.get(at(name)).unwrap().as_shown()).into();
    assert_eq!(shown, ["TRUE", "1", "1"]);
}

#[test]
fn what_cannot_be_made_out_is_refused() {
    let bytes = spreadsheet("");
    assert!(matches!(legacy::read(&bytes, Format::Xlsb, &Limits::returns()), Err(Refusal::Damaged { .. })));
    assert!(matches!(legacy::read(b"", Format::Xls, &Limits::returns()), Err(Refusal::Damaged { .. })));
}
