//! The zip container of a workbook, inspected before anything in it is unpacked.
//!
//! Every part must have a name of its own whatever its letter case, since two programs would otherwise see two different
//! workbooks; declared sizes, their sum and their ratio are bounded; only the two ordinary ways of packing are taken. The
//! unpacker holds each part to its declared size, so the figures checked here can be trusted.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;
use zip::{CompressionMethod, ZipArchive};

use super::{Format, Limit, Limits, Refusal, Workbook};

/// A container whose directory has been found in order.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    bytes: &'b [u8],
    /// What the parts before were inflated with: making one anew for each part takes as long as a small part.
    inflate: Decompress,
    /// Position by name in lower case with forward slashes.
    names: BTreeMap<String, usize>,
    part: u64,
}

impl<'b> Package<'b> {
    /// Opens a container and checks its whole directory.
    pub(crate) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, Refusal> {
        // Nothing can list more parts than it has directory headers; counting them first bounds the work of listing them.
        let headers = memmem::find_iter(bytes, b"PK\x01\x02").count();
        limits.check(Limit::Entries, u64::try_from(headers).unwrap_or(u64::MAX))?;
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::damaged("its list of parts cannot be read"))?;
        if archive.has_duplicate_names() {
            return Err(Refusal::damaged("two of its parts have the same name"));
        }
        let mut names = BTreeMap::new();
        let mut total: u64 = 0;
        for index in 0..archive.len() {
            let entry =
                archive.by_index_data(index).map_err(|_| Refusal::damaged("its list of parts cannot be read"))?;
            if entry.encrypted() {
                return Err(Refusal::PasswordProtected);
            }
            let name = canonical(&String::from_utf8_lossy(entry.name_raw()));
            let (size, packed) = (entry.size(), entry.compressed_size());
            let ordinary = [CompressionMethod::Stored, CompressionMethod::Deflated];
            if !ordinary.contains(&entry.compression()) {
                return Err(Refusal::damaged(format!(
                    "its part {} is packed in a way that Excel does not use",
                    spoken(&name)
                )));
            }
            let place = || Some(format!("part {}", spoken(&name)));
            limits.check_at(Limit::Part, size, place)?;
            if size > Limits::RATIO_FROM {
                let ratio = size.checked_div(packed).unwrap_or(size);
                limits.check_at(Limit::Ratio, ratio, place)?;
            }
            total += size;
            if names.insert(name, index).is_some() {
                return Err(Refusal::damaged("two of its parts have the same name but for letter case"));
            }
        }
        limits.check(Limit::Unpacked, total)?;
        if archive.has_overlapping_entries().unwrap_or(true) {
            return Err(Refusal::damaged("its parts overlap or lie outside the file"));
        }
        Ok(Self { archive, bytes, inflate: Decompress::new(false), names, part: limits.part })
    }

    /// Names of all parts, in lower case with forward slashes, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Whether there is such a part; letter case does not matter.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&canonical(name))
    }

    /// Unpacks a part into a buffer, which it replaces. False when there is no such part.
    pub(crate) fn unpack(&mut self, name: &str, buffer: &mut Vec<u8>) -> Result<bool, Refusal> {
        let Some(index) = self.names.get(&canonical(name)) else {
            buffer.clear();
            return Ok(false);
        };
        if inflated(&mut self.archive, *index, self.bytes, self.part, &mut self.inflate, buffer).is_some() {
            return Ok(true);
        }
        let faulty = || Refusal::damaged(format!("its part {} cannot be unpacked", spoken(name)));
        let part = self.archive.by_index(*index).map_err(|_| faulty())?;
        let room = usize::try_from(part.size().min(self.part)).unwrap_or(0);
        let mut part = part.take(self.part + 1);
        // Reading to the end of a buffer that only has room would clear that room again and again, and what an earlier part
        // left in it need not be cleared.
        buffer.resize(room, 0);
        let filled = fill(&mut part, buffer).map_err(|_| faulty())?;
        buffer.truncate(filled);
        part.read_to_end(buffer).map_err(|_| faulty())?;
        let size = u64::try_from(buffer.len()).unwrap_or(u64::MAX);
        if size > self.part {
            return Err(Refusal::TooLarge {
                limit: Limit::Part,
                found: size,
                allowed: self.part,
                place: Some(format!("part {}", spoken(name))),
            });
        }
        Ok(true)
    }

    /// An empty workbook that names what rides along in the container: macros, links, embedded objects, leftover data.
    pub(super) fn inventory(&self, format: Format) -> Workbook {
        let mut book = Workbook::empty(format);
        for name in self.names() {
            let last = name.rsplit('/').next().unwrap_or(name);
            let within = |folder: &str| name.split('/').any(|step| step == folder);
            book.has_macros |= last == "vbaproject.bin"
                || within("macrosheets")
                || format == Format::Ods && name.starts_with("basic/");
            book.external_links |= within("externallinks") || last == "connections.xml";
            book.leftover.pivot |= last.starts_with("pivotcache");
            book.leftover.query |= within("querytables");
            book.leftover.model |= within("model") && last == "item.data";
            book.embedded |= within("embeddings")
                || within("activex")
                || within("ctrlprops") && last.starts_with("ole")
                || last.starts_with("oleobject")
                || format == Format::Ods && name.starts_with("object ") && last == "content.xml";
        }
        book
    }
}

/// Inflates a part into a buffer in one call, at nearly twice the speed of piece by piece: the directory says how large it
/// is. `None` where that does not come out, or the part is packed otherwise: what is wrong is then found piece by piece.
fn inflated(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    bytes: &[u8],
    most: u64,
    inflate: &mut Decompress,
    buffer: &mut Vec<u8>,
) -> Option<()> {
    let part = archive.by_index_raw(index).ok()?;
    let (size, sum) = (part.size(), part.crc32());
    if part.compression() != CompressionMethod::Deflated || size > most {
        return None;
    }
    let start = usize::try_from(part.data_start()?).ok()?;
    let end = start.checked_add(usize::try_from(part.compressed_size()).ok()?)?;
    let packed = bytes.get(start..end)?;
    let room = usize::try_from(size).ok()?;
    inflate.reset(false);
    buffer.clear();
    buffer.reserve(room);
    let status = inflate.decompress_vec(packed, buffer, FlushDecompress::Finish).ok()?;
    (status == Status::StreamEnd && buffer.len() == room && crc32fast::hash(buffer) == sum).then_some(())
}

/// A name as it is compared: forward slashes, none in front, lower case.
fn canonical(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// A name that is safe to say: no control characters and not endless.
fn spoken(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(80).collect()
}

/// Reads until a buffer is full or there is no more; how much of it was filled.
fn fill(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled: usize = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match from.read(rest) {
            Ok(0) => break,
            Ok(more) => filled += more,
            Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(filled)
}
