//! The parts of a workbook taken out, changed and put together again.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The parts of a workbook by name, in the order of its container.
pub(crate) type Parts = Vec<(String, Vec<u8>)>;

/// Takes a workbook apart.
pub(crate) fn parts_of(bytes: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Puts parts together.
pub(crate) fn packed(parts: &Parts) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook in which one part is another; the rest is copied as it was packed, which is quick.
pub(crate) fn with_part(whole: &[u8], name: &str, part: &[u8]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(whole.len() + part.len())));
    for index in 0..from.len() {
        let entry = from.by_index_raw(index).unwrap();
        if entry.name().unwrap() == name {
            to.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
            to.write_all(part).unwrap();
        } else {
            to.raw_copy_file(entry).unwrap();
        }
    }
    to.finish().unwrap().into_inner()
}

/// Moves the inline texts of one sheet into the workbook's list of texts, as Excel stores them.
pub(crate) fn with_shared_texts(mut parts: Parts, sheet: &str) -> Parts {
    const LIST: &str = "xl/sharedStrings.xml";
    let at = parts.iter().position(|(name, _)| name == sheet).unwrap();
    let mut text = String::from_utf8(parts[at].1.clone()).unwrap();
    let before = parts.iter().find(|(name, _)| name == LIST).map(|(_, list)| String::from_utf8(list.clone()).unwrap());
    let had_list = before.is_some();
    let mut list = before.unwrap_or_default();
    list = list.replace("</sst>", "");
    list.replace_range(..list.find("<si>").unwrap_or(0), "");
    let mut count = list.matches("<si>").count();
    while let Some(start) = text.find("t=\"inlineStr\"><is>") {
        let end = start + text[start..].find("</is>").unwrap();
        let inner = text[start + "t=\"inlineStr\"><is>".len()..end].to_owned();
        text.replace_range(start..end + "</is>".len(), &format!("t=\"s\"><v>{count}</v>"));
        list += &format!("<si>{inner}</si>");
        count += 1;
    }
    parts[at].1 = text.into_bytes();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let list = format!("<sst xmlns=\"{main}\" count=\"{count}\" uniqueCount=\"{count}\">{list}</sst>");
    if had_list {
        rewritten(&mut parts, LIST, |_| list.clone());
        return parts;
    }
    parts.push((LIST.to_owned(), list.into_bytes()));
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings";
    let relation =
        format!("<Relationship Id=\"rIdTexts\" Type=\"{kind}\" Target=\"sharedStrings.xml\"/></Relationships>");
    changed(&mut parts, "xl/_rels/workbook.xml.rels", "</Relationships>", &relation);
    parts
}

/// Replaces words in one part, which must have them.
pub(crate) fn changed(parts: &mut Parts, name: &str, from: &str, to: &str) {
    rewritten(parts, name, |text| {
        assert!(text.contains(from), "{name} has no {from}");
        text.replace(from, to)
    });
}

/// Writes one part, which must be there, anew.
pub(crate) fn rewritten(parts: &mut Parts, name: &str, change: impl Fn(&str) -> String) {
    let (_, part) = parts.iter_mut().find(|(other, _)| other == name).unwrap();
    *part = change(std::str::from_utf8(part).unwrap()).into_bytes();
}
