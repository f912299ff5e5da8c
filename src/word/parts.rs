//! The package of a document: its parts as they are, and the package again with some of them changed.
//!
//! A part that is not changed is copied as it is packed, so that it stays what it was to the last bit. The directory is
//! held to the limits of workbooks before anything is unpacked.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipArchive, ZipWriter};

use crate::grid::{Limits, Package, Relation, content_type, main_part, of_kind, relations, text_of};
use crate::workbook::made_on_unix;

use super::error::{Unreadable, WordError};

/// How the type of a Word document begins, and of a template.
const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const TEMPLATE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml";
/// How parts are packed.
const LEVEL: i64 = 6;

/// The part that says what every part is.
pub(super) const TYPES: &str = "[Content_Types].xml";
/// The part that says how the parts of the whole are found.
pub(super) const TOP: &str = "_rels/.rels";

/// A document's package, unpacked as far as it is read.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    bytes: Vec<u8>,
    /// The names of all parts, in lower case.
    names: BTreeSet<String>,
    /// The part of the body.
    pub(super) main: String,
    /// What the body refers to.
    pub(super) of_main: Vec<Relation>,
    /// What the whole refers to.
    of_top: Vec<Relation>,
    /// The texts that were read, by the names of their parts.
    texts: BTreeMap<String, String>,
}

impl Parts {
    /// Opens a document and reads the parts that may have to change.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Unreadable> {
        let limits = Limits::returns();
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > limits.file_bytes {
            let allowed = limits.file_bytes;
            return Err(Unreadable::TooLarge { limit: crate::grid::Limit::FileBytes, found: size, allowed });
        }
        if !bytes.starts_with(b"PK\x03\x04") {
            return Err(Unreadable::of_bytes(bytes));
        }
        let mut package = Package::open(bytes, &limits)?;
        let main = main_part(&mut package).unwrap_or_else(|| "word/document.xml".to_owned());
        let kind = content_type(&mut package, &main).unwrap_or_default();
        if kind.contains("ms-word") || package.names().any(|name| name.ends_with("vbaproject.bin")) {
            return Err(Unreadable::Macros);
        }
        if kind != DOCUMENT && kind != TEMPLATE {
            let why = Unreadable::of_bytes(bytes);
            let is_word = matches!(&why, Unreadable::NotWord { seems } if seems.contains("Word"));
            return Err(if is_word { Unreadable::damaged("it has no body") } else { why });
        }
        let of_main = relations(&mut package, &main)?;
        let of_top = relations(&mut package, "")?;
        let names = package.names().map(str::to_owned).collect();
        let mut parts = Self { bytes: bytes.to_vec(), names, main, of_main, of_top, texts: BTreeMap::new() };
        let found = [parts.of_main("styles"), parts.of_main("numbering"), parts.core(), parts.custom()];
        let found = found.into_iter().flatten();
        let wanted = [parts.main.clone(), parts.main_relations(), TYPES.to_owned(), TOP.to_owned()];
        let wanted: Vec<String> = wanted.into_iter().chain(found).collect();
        let mut buffer = Vec::new();
        for name in wanted {
            if package.unpack(&name, &mut buffer)? {
                let what =
                    format!("its part {}", name.chars().filter(|c| !c.is_control()).take(80).collect::<String>());
                let text = without_declaration(&text_of(&buffer, &what)?).to_owned();
                parts.texts.insert(name, text);
            }
        }
        if parts.text(&parts.main).is_empty() {
            return Err(Unreadable::damaged("it has no body"));
        }
        Ok(parts)
    }

    /// The text of a part that was read, without its declaration; empty where there is no such part.
    pub(super) fn text(&self, name: &str) -> &str {
        self.texts.get(name).map(String::as_str).unwrap_or_default()
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(&name.to_lowercase())
    }

    /// The part of a kind that the body refers to.
    pub(super) fn of_main(&self, kind: &str) -> Option<String> {
        of_kind(&self.of_main, kind).map(|relation| relation.target.clone())
    }

    /// The part that holds the title and its like.
    pub(super) fn core(&self) -> Option<String> {
        of_kind(&self.of_top, "core-properties").map(|relation| relation.target.clone())
    }

    /// The part that holds further properties.
    pub(super) fn custom(&self) -> Option<String> {
        of_kind(&self.of_top, "custom-properties").map(|relation| relation.target.clone())
    }

    /// The part in which the targets of the body are listed.
    pub(super) fn main_relations(&self) -> String {
        let (folder, file) = self.main.rsplit_once('/').unwrap_or(("", &self.main));
        if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") }
    }

    /// The folder of the body, as a path from the top that ends in a slash, or nothing.
    pub(super) fn folder(&self) -> String {
        self.main.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default()
    }

    /// The package with these parts instead of those of their names, and beside the others; a template becomes a document.
    pub(super) fn packed(&self, mut changed: BTreeMap<String, String>) -> Result<Vec<u8>, WordError> {
        let types = changed.remove(TYPES).unwrap_or_else(|| self.text(TYPES).to_owned());
        changed.insert(TYPES.to_owned(), types.replace(TEMPLATE, DOCUMENT));
        let mut changed: BTreeMap<String, (String, String)> =
            changed.into_iter().map(|(name, text)| (name.to_lowercase(), (name, text))).collect();
        let mut from = ZipArchive::new(Cursor::new(self.bytes.as_slice()))?;
        let mut to = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..from.len() {
            let entry = from.by_index_raw(index)?;
            let name = entry.name()?.into_owned();
            let canonical = name.replace('\\', "/").trim_start_matches('/').to_lowercase();
            match changed.remove(&canonical) {
                Some((_, text)) => add(&mut to, &name, &text)?,
                None => to.raw_copy_file(entry)?,
            }
        }
        for (name, text) in changed.into_values() {
            add(&mut to, &name, &text)?;
        }
        let mut bytes = to.finish()?.into_inner();
        made_on_unix(&mut bytes);
        Ok(bytes)
    }
}

/// A new package of these parts, in their order.
pub(super) fn new_package(parts: &[(&str, &str)]) -> Result<Vec<u8>, WordError> {
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        add(&mut to, name, text)?;
    }
    let mut bytes = to.finish()?.into_inner();
    made_on_unix(&mut bytes);
    Ok(bytes)
}

fn add(to: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str) -> Result<(), WordError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(zip::DateTime::default())
        .system(System::Unix);
    to.start_file(name, options)?;
    to.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")?;
    to.write_all(without_declaration(text).as_bytes())?;
    Ok(())
}

/// The text of a part without what says how it is encoded: it is written in UTF-8, whatever it was read in.
fn without_declaration(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest.trim_start(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_is_written_once() {
        assert_eq!(without_declaration("\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?>\r\n<a/>"), "<a/>");
        assert_eq!(without_declaration("<a><?xml-not?></a>"), "<a><?xml-not?></a>");
    }
}
