//! The parts of a workbook that is amended: those that change by their names, all others copied as they are packed.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipArchive, ZipWriter};

use super::super::package::Package;
use super::super::relation::{self, Relation};
use super::super::{Format, Limits, encoding, sniff};
use super::amendment::NotAmended;

/// A container of which some parts are to be replaced, and others added.
pub(super) struct Container<'b> {
    bytes: &'b [u8],
    package: Package<'b>,
    /// New texts by the names of their parts in lower case.
    changed: BTreeMap<String, String>,
    /// Parts that are added, with the names as they are written.
    added: Vec<(String, String)>,
}

impl<'b> Container<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, NotAmended> {
        let package = match sniff::open(bytes, &Limits::previous())? {
            sniff::Opened::Package(package, Format::Xlsx | Format::Xlsm) => package,
            sniff::Opened::Package(_, format) => return Err(NotAmended::Format(format)),
            sniff::Opened::Compound { .. } => return Err(NotAmended::Format(Format::Xls)),
        };
        // A signature would no longer be that of what was signed, and Excel would say so at each opening.
        let is_signature = |name: &str| name.starts_with("_xmlsignatures/");
        let container = Self { bytes, package: *package, changed: BTreeMap::new(), added: Vec::new() };
        if container.package.names().any(is_signature) {
            return Err(NotAmended::Other("it carries a digital signature, which a changed copy would break"));
        }
        Ok(container)
    }

    /// The text of a part as it stands now; `None` where there is none.
    pub(super) fn text(&mut self, part: &str) -> Result<Option<String>, NotAmended> {
        if let Some(text) = self.changed.get(&part.to_lowercase()) {
            return Ok(Some(text.clone()));
        }
        let mut buffer = Vec::new();
        if !self.package.unpack(part, &mut buffer)? {
            return Ok(None);
        }
        let text = encoding::text_of(&buffer, "one of its parts")?;
        Ok(Some(in_utf8(&text)))
    }

    /// The targets of a part.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, NotAmended> {
        Ok(relation::relations(&mut self.package, part)?)
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, part: &str) -> bool {
        self.package.has(part) || self.added.iter().any(|(name, _)| name.eq_ignore_ascii_case(part))
    }

    /// Puts another text in the place of a part's.
    pub(super) fn put(&mut self, part: &str, text: String) {
        self.changed.insert(part.to_lowercase(), text);
    }

    /// Adds a part.
    pub(super) fn add(&mut self, part: &str, text: String) {
        self.added.push((part.to_owned(), text));
    }

    /// The bytes of the container.
    pub(super) fn finish(self) -> Result<Vec<u8>, NotAmended> {
        self.zipped().map_err(|_| NotAmended::Other("its parts cannot be put together again"))
    }

    fn zipped(self) -> zip::result::ZipResult<Vec<u8>> {
        let mut from = ZipArchive::new(Cursor::new(self.bytes))?;
        let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(self.bytes.len())));
        for index in 0..from.len() {
            let part = from.by_index_raw(index)?;
            let name = part.name()?.into_owned();
            match self.changed.get(&name.replace('\\', "/").trim_start_matches('/').to_lowercase()) {
                Some(text) => {
                    to.start_file(name, options())?;
                    to.write_all(text.as_bytes())?;
                }
                None => to.raw_copy_file(part)?,
            }
        }
        for (name, text) in &self.added {
            to.start_file(name.as_str(), options())?;
            to.write_all(text.as_bytes())?;
        }
        Ok(to.finish()?.into_inner())
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .system(System::Unix)
}

/// A text whose first line names the encoding in which it is written again.
fn in_utf8(text: &str) -> String {
    let Some(end) = text.find("?>").filter(|_| text.starts_with("<?xml")) else { return text.to_owned() };
    let (first, rest) = text.split_at_checked(end).unwrap_or(("", text));
    let first = ["UTF-16", "utf-16", "UTF-16LE", "UTF-16BE"].iter().fold(first.to_owned(), |first, other| {
        first.replace(&format!("\"{other}\""), "\"UTF-8\"").replace(&format!("'{other}'"), "'UTF-8'")
    });
    first + rest
}
