//! Files that are no workbook, hold two readings, or would cost too much: each refused in words before it costs anything.

use zip::CompressionMethod;

use super::kit::{Kit, zipped};
use crate::grid::{CellRef, Format, Kind, Legacy, Limit, Limits, Refusal, Seems, read, sha256, sniff};

fn refusal(bytes: &[u8]) -> Refusal {
    read(bytes, &Limits::returns(), Legacy::Refuse).unwrap_err()
}

fn limit(refusal: &Refusal) -> Option<Limit> {
    if let Refusal::TooLarge { limit, .. } = refusal { Some(*limit) } else { None }
}

/// Changes a field of every directory entry and local header that holds `from`.
fn patched(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut done = 0;
    for start in 0..=bytes.len() - from.len() {
        if bytes[start..].starts_with(from) {
            bytes[start..start + to.len()].copy_from_slice(to);
            done += 1;
        }
    }
    assert!(done > 0);
    bytes
}

#[test]
fn a_file_is_what_its_bytes_say() {
    let book = Kit::rows("").bytes();
    assert_eq!(sniff(&book), Kind::Workbook(Format::Xlsx));
    assert_eq!(sniff(&book[..book.len() / 2]), Kind::Other(Seems::Truncated));
    let word = zipped(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")], CompressionMethod::Stored);
    assert_eq!(sniff(&word), Kind::Other(Seems::Word));
    let slides = zipped(&[("ppt/presentation.xml", b"<x/>")], CompressionMethod::Stored);
    assert_eq!(sniff(&slides), Kind::Other(Seems::PowerPoint));
    let other = zipped(&[("photo.jpg", b"")], CompressionMethod::Stored);
    assert_eq!(sniff(&other), Kind::Other(Seems::Zip));
    let binary = zipped(&[("xl/workbook.bin", b"")], CompressionMethod::Stored);
    assert_eq!(sniff(&binary), Kind::Workbook(Format::Xlsb));
    assert_eq!(refusal(&binary), Refusal::LegacyNotAllowed { format: Format::Xlsb });
    let locked = zipped(
        &[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ],
        CompressionMethod::Stored,
    );
    assert_eq!(sniff(&locked), Kind::Protected);
}

#[test]
fn junk_before_or_after_the_container_does_no_harm() {
    let kit = Kit::rows("<row><c><v>1</v></c></row>");
    let mut bytes = b"junk in front".to_vec();
    bytes.extend(kit.bytes());
    bytes.extend(b"and behind");
    assert_eq!(read(&bytes, &Limits::returns(), Legacy::Refuse).unwrap(), kit.read().unwrap());
}

#[test]
fn two_parts_of_one_name_are_refused_whatever_their_letter_case() {
    let sheet = "xl/worksheets/sheet1.xml";
    for other in ["XL/Worksheets/Sheet1.xml", "xl\\worksheets\\sheet1.xml", "/xl/worksheets/sheet1.xml"] {
        let words = Kit::rows("").with(other, "<worksheet/>").refusal();
        assert!(words.contains("same name"), "{words}");
    }
    let twice = Kit::rows("").with("xl/worksheets/sheet2.xml", "<worksheet/>");
    let bytes = patched(twice.bytes(), b"xl/worksheets/sheet2.xml", sheet.as_bytes());
    assert!(refusal(&bytes).to_string().contains("same name"));
}

#[test]
fn a_part_behind_a_password_is_named_as_such() {
    // The flags stand two bytes after the version in both kinds of header.
    let bytes = Kit::rows("").bytes();
    let start = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    let mut locked = bytes;
    locked[start + 8] |= 1;
    assert_eq!(refusal(&locked), Refusal::PasswordProtected);
}

#[test]
fn what_would_unpack_to_too_much_is_refused_before_it_is_unpacked() {
    let zeros = vec![b' '; 3 << 20];
    let kit = Kit::rows("").with_bytes("xl/media/bomb.xml", &zeros);
    assert_eq!(limit(&kit.read().unwrap_err()), Some(Limit::Ratio));
    let mut limits = Limits::returns();
    limits.part = 1_000;
    assert_eq!(limit(&read(&kit.bytes(), &limits, Legacy::Refuse).unwrap_err()), Some(Limit::Part));
    let mut limits = Limits::returns();
    limits.unpacked = 100;
    assert_eq!(limit(&read(&Kit::rows("").bytes(), &limits, Legacy::Refuse).unwrap_err()), Some(Limit::Unpacked));
    let mut limits = Limits::returns();
    limits.file_bytes = 100;
    assert_eq!(limit(&read(&Kit::rows("").bytes(), &limits, Legacy::Refuse).unwrap_err()), Some(Limit::FileBytes));
    let mut limits = Limits::returns();
    limits.entries = 3;
    assert_eq!(limit(&read(&Kit::rows("").bytes(), &limits, Legacy::Refuse).unwrap_err()), Some(Limit::Entries));
}

#[test]
fn a_part_larger_than_it_declares_is_refused() {
    let contents = format!("<sheetData/>{}", " ".repeat(100_000));
    let kit = Kit::sheet(&contents);
    let size = u32::try_from("<worksheet></worksheet>".len() + contents.len()).unwrap();
    let bytes = patched(kit.bytes(), &size.to_le_bytes(), &1_000_u32.to_le_bytes());
    assert!(refusal(&bytes).to_string().contains("cannot be unpacked"));
}

#[test]
fn how_many_texts_a_list_claims_to_have_changes_nothing() {
    for claim in ["1000000000000", "1000000000000000000", "99999999999999999999999", "-1", "0"] {
        let kit = Kit::rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>2</v></c></row>").changed(
            "xl/sharedStrings.xml",
            "uniqueCount=\"3\"",
            &format!("uniqueCount=\"{claim}\""),
        );
        assert_eq!(kit.only_sheet().text(CellRef::default()).as_deref(), Some("two"), "{claim}");
    }
}

#[test]
fn a_workbook_is_what_its_main_part_is_whatever_else_its_list_of_types_names() {
    let types = "[Content_Types].xml";
    let binary = "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/>";
    let kit = Kit::rows("").changed(types, "<Override", &format!("{binary}<Override"));
    assert_eq!(kit.read().unwrap().format, Format::Xlsx);
    let plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let of_ending = format!("<Types><Default Extension=\"xml\" ContentType=\"{plain}\"/></Types>");
    assert_eq!(Kit::rows("").with(types, &of_ending).read().unwrap().format, Format::Xlsx);
    let macros = Kit::rows("").changed(types, plain, "application/vnd.ms-excel.template.macroEnabled.main+xml");
    assert_eq!(macros.read().unwrap().format, Format::Xlsm);
}

#[test]
fn a_sheet_that_no_part_is_named_for_is_empty_and_one_whose_part_is_gone_is_damage() {
    let list = "xl/workbook.xml";
    let other = "<sheet name=\"Module1\" sheetId=\"77\" state=\"veryHidden\" r:id=\"\"/></sheets>";
    let workbook = Kit::rows("").changed(list, "</sheets>", other).read().unwrap();
    assert_eq!(workbook.sheets.len(), 2);
    assert_eq!((workbook.sheets[1].name.as_str(), workbook.sheets[1].cells.len()), ("Module1", 0));
    assert!(Kit::rows("").without("xl/worksheets/sheet1.xml").refusal().contains("its sheet S are missing"));
}

#[test]
fn parts_in_utf_16_are_read() {
    let kit = Kit::rows("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>£5 – ŵ</t></is></c></row>");
    let mut wide = kit.clone();
    for (_, part) in &mut wide.parts {
        let text = String::from_utf8(part.clone()).unwrap();
        *part = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    }
    assert_eq!(wide.read().unwrap(), kit.read().unwrap());
}

#[test]
fn parts_that_are_not_safe_or_not_whole_are_refused_in_words() {
    let sheet = "xl/worksheets/sheet1.xml";
    let deep = format!("<worksheet>{}", "<a>".repeat(300_000));
    for (contents, words) in [
        ("<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet/>", "document type"),
        ("<worksheet><sheetData><row><c><v>1</v></c></row>", "cut short"),
        ("<worksheet><sheetData></worksheet>", "not well-formed"),
        ("", "is empty"),
        ("<worksheet>&b;</worksheet>", "nowhere explained"),
        (deep.as_str(), "too deeply"),
    ] {
        let found = Kit::rows("").with(sheet, contents).refusal();
        assert!(found.contains("the sheet S") && found.contains(words), "{found}");
    }
    let found = Kit::rows("").with_bytes(sheet, b"<worksheet>\xe9</worksheet>").refusal();
    assert!(found.contains("the sheet S is written in an encoding"), "{found}");
    assert!(Kit::rows("").without("xl/workbook.xml").refusal().contains("list of sheets is missing"));
    assert!(Kit::rows("").without("xl/sharedStrings.xml").refusal().contains("list of texts is missing"));
    assert!(Kit::rows("").without("xl/styles.xml").refusal().contains("list of styles is missing"));
}

#[test]
fn the_fingerprint_is_the_standard_one() {
    assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
