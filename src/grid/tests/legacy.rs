//! The older formats, as the worker reads them.
#![cfg(all(feature = "cli", unix))]

use zip::CompressionMethod;

use super::kit::{at, rels, zipped};
use crate::grid::{Format, Kind, Limits, Refusal, legacy, sniff};

/// A record of a .xlsb: its number, its length and what it holds.
fn record(number: u8, inside: &[&[u8]]) -> Vec<u8> {
    let inside = inside.concat();
    let length = u8::try_from(inside.len()).unwrap();
    let number = if number < 0x80 { vec![number] } else { vec![number, 1] };
    [&number[..], &[length], &inside].concat()
}

/// A text as a .xlsb holds it.
fn wide(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.len()).unwrap().to_le_bytes();
    length.into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

/// A .xlsb whose one sheet `Actions` has a text in A1.
pub(in crate::grid) fn binary_workbook(text: &str) -> Vec<u8> {
    let book = [
        record(0x9C, &[&[0; 4], &[1, 0, 0, 0], &wide("rId1"), &wide("Actions")]),
        record(0x90, &[]),
        record(0x84, &[]),
    ]
    .concat();
    let cell = record(6, &[&[0; 8], &wide(text)]);
    let sheet =
        [record(0x94, &[&[0; 16]]), record(0x91, &[]), record(0, &[&[0; 17]]), cell, record(0x92, &[])].concat();
    let links = rels(&[("rId1", "worksheet", "worksheets/sheet1.bin")]);
    zipped(
        &[
            ("xl/workbook.bin", &book),
            ("xl/_rels/workbook.bin.rels", links.as_bytes()),
            ("xl/worksheets/sheet1.bin", &sheet),
        ],
        CompressionMethod::Stored,
    )
}

#[test]
fn a_text_of_a_binary_workbook_is_read_at_its_address() {
    let bytes = binary_workbook("4.3");
    assert_eq!(sniff(&bytes), Kind::Workbook(Format::Xlsb));
    let book = legacy::read(&bytes, Format::Xlsb, &Limits::returns()).unwrap();
    assert_eq!(book.sheet("actions").unwrap().text(at("A1")).as_deref(), Some("4.3"));
    assert!(!book.format.tells_formats());
}

#[test]
fn what_cannot_be_made_out_is_refused() {
    let refused = |bytes: &[u8], format| legacy::read(bytes, format, &Limits::returns()).unwrap_err();
    let other = zipped(&[("a", b"")], CompressionMethod::Stored);
    assert!(matches!(refused(&other, Format::Xlsb), Refusal::Damaged { .. }));
    assert!(matches!(refused(b"", Format::Xls), Refusal::Damaged { .. }));
}
