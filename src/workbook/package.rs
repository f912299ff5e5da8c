//! The bytes of a finished workbook: what the writer makes, with the few parts changed that it does not let one set.
//!
//! Rows are freed to grow with their text, and the document says which language it is in, so that a screen reader speaks
//! it as English.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read as _, Seek, Write};

use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipArchive, ZipWriter};

use crate::at_once;
use crate::grid::{SensitivityLabel, SheetDigest};

use super::chart_cache::{CHARTS, WORKBOOK, filled, sheet_names};
use super::digests::{Digests, Kept, OfSheet, PROPERTIES, cells_of};
use super::late_rows::TableRange;
use super::maker::made_on_unix;
use super::row_height::let_rows_grow;
use super::{LateFormulas, LateRows, WriteError};

/// How hard parts are packed: a return, whose formulas differ in their row numbers only, gets a fifth smaller than at half
/// of it.
const LEVEL: i64 = 6;
/// The same with late rows, of which there may be very many: the next level takes half as long again and makes the
/// file a fourteenth smaller.
const LEVEL_OF_LATE_ROWS: i64 = 2;
/// What a packed late row takes, with room to spare: what is not filled costs nothing, and growing would copy it.
const ROOM_OF_ROW: usize = 128;
/// The part that holds the document's title and its like.
const CORE: &str = "docProps/core.xml";
/// How that part ends.
const CORE_END: &str = "</cp:coreProperties>";
/// The part that says what every part is, and how it ends.
const TYPES: (&str, &str) = ("[Content_Types].xml", "</Types>");
/// The part that says how the parts of the whole are found, and how it ends.
const RELATIONS: (&str, &str) = ("_rels/.rels", "</Relationships>");
/// The part that holds a sensitivity label (MS-OFFCRYPTO 2.6.2).
const LABEL: &str = "docMetadata/LabelInfo.xml";
/// What that part is.
const LABEL_TYPE: &str = "<Override PartName=\"/docMetadata/LabelInfo.xml\" ContentType=\"application/vnd.ms-office.classificationlabels+xml\"/>";
/// How that part is found.
const LABEL_RELATION: &str = "<Relationship Id=\"rIdLabel\" Type=\"http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels\" Target=\"docMetadata/LabelInfo.xml\"/>";
/// The folder of the parts that hold tables.
const TABLES: &str = "xl/tables/";
/// The language of every workbook, as the part spells it.
const LANGUAGE: &str = "<dc:language>en-GB</dc:language>";

/// The workbook's bytes, its rows free to grow, with the part of a sensitivity label. The same workbook gives the same
/// bytes.
///
/// # Errors
/// Where the workbook cannot be put together.
pub(crate) fn save(workbook: &mut Workbook, label: Option<&SensitivityLabel>) -> Result<Vec<u8>, WriteError> {
    save_with(workbook, label, &LateFormulas::default())
}

/// The same, with formulas that the writer was given only a name of.
///
/// # Errors
/// Where the workbook cannot be put together.
pub(crate) fn save_with(
    workbook: &mut Workbook,
    label: Option<&SensitivityLabel>,
    formulas: &LateFormulas<'_>,
) -> Result<Vec<u8>, WriteError> {
    packed(assembled(workbook)?, (Vec::new(), formulas), label, (LEVEL, None))?.bytes()
}

/// The workbook's bytes as the writer makes them: for a workbook that is only read again at once.
///
/// # Errors
/// Where the workbook cannot be put together.
pub(crate) fn save_draft(workbook: &mut Workbook) -> Result<Vec<u8>, WriteError> {
    assembled(workbook)
}

/// The same, with the late rows of each sheet's tables from top to bottom, in the order of the sheets; not yet one file, for
/// it may be large. With `kept` its last sheet is the hidden one of the digests, and holds that beside them.
///
/// # Errors
/// Where the workbook cannot be put together.
pub(crate) fn pack(
    mut workbook: Workbook,
    late: Vec<Vec<LateRows<'_>>>,
    label: Option<&SensitivityLabel>,
    kept: Option<Kept>,
) -> Result<Packed, WriteError> {
    let saved = assembled(&mut workbook)?;
    // Its cells need not be held while the rows are made.
    drop(workbook);
    packed(saved, (late, &LateFormulas::default()), label, (LEVEL_OF_LATE_ROWS, kept))
}

/// A finished workbook whose parts are packed, to be written as one file.
#[derive(Debug)]
pub struct Packed {
    /// What the writer made.
    saved: Vec<u8>,
    /// The parts that stand for the writer's own, each in a package of its own, by their places in it.
    parts: BTreeMap<usize, Vec<u8>>,
    /// A part that the writer does not have: that of a sensitivity label, in a package of its own.
    label: Option<Vec<u8>>,
}

impl Packed {
    /// Writes the file, from where `to` stands. The same workbook gives the same bytes.
    ///
    /// # Errors
    /// What `to` gives.
    pub fn write_to(&self, to: impl Write + Seek) -> io::Result<()> {
        let mut to = FirstFailure { to, at: 0, failure: None };
        let written = self.zip_to(&mut to);
        if let Some(failure) = to.failure {
            return Err(failure);
        }
        written.map_err(io::Error::other)?;
        to.to.flush()
    }

    fn zip_to(&self, to: &mut (impl Write + Seek)) -> zip::result::ZipResult<()> {
        let mut from = ZipArchive::new(Cursor::new(self.saved.as_slice()))?;
        let mut to = ZipWriter::new(to);
        for index in 0..from.len() {
            match self.parts.get(&index) {
                Some(part) => to.raw_copy_file(ZipArchive::new(Cursor::new(part.as_slice()))?.by_index_raw(0)?)?,
                None => to.raw_copy_file(from.by_index_raw(index)?)?,
            }
        }
        if let Some(label) = &self.label {
            to.raw_copy_file(ZipArchive::new(Cursor::new(label.as_slice()))?.by_index_raw(0)?)?;
        }
        to.finish().map(|_| ())
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// Where they cannot be put together.
    pub fn bytes(&self) -> Result<Vec<u8>, WriteError> {
        let room = self.saved.len() + self.parts.values().map(Vec::len).sum::<usize>();
        let mut bytes = Vec::with_capacity(room);
        self.write_to(Cursor::new(&mut bytes))?;
        Ok(bytes)
    }
}

/// A writer that keeps its first failure and takes everything after it as written. A zip that is given up tries once more to
/// end, and says on the terminal that it could not.
struct FirstFailure<W> {
    to: W,
    at: u64,
    failure: Option<io::Error>,
}

impl<W> FirstFailure<W> {
    /// What `work` gives, or `instead` where something failed.
    fn unless_failed<T>(&mut self, instead: T, work: impl FnOnce(&mut W) -> io::Result<T>) -> T {
        if self.failure.is_some() {
            return instead;
        }
        work(&mut self.to).unwrap_or_else(|failure| {
            self.failure = Some(failure);
            instead
        })
    }
}

impl<W: Write> Write for FirstFailure<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_failed((), |to| to.write_all(bytes));
        self.at += u64::try_from(bytes.len()).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_failed((), Write::flush);
        Ok(())
    }
}

impl<W: Seek> Seek for FirstFailure<W> {
    fn seek(&mut self, place: io::SeekFrom) -> io::Result<u64> {
        let at = self.at;
        self.at = self.unless_failed(at, |to| to.seek(place));
        Ok(self.at)
    }
}

/// What the writer makes of a workbook.
fn assembled(workbook: &mut Workbook) -> Result<Vec<u8>, WriteError> {
    // Sheets are packed again below, so the first packing need not be thorough.
    workbook.set_zip_compression_level(1);
    let mut saved = workbook.save_to_buffer()?;
    made_on_unix(&mut saved);
    Ok(saved)
}

fn packed(
    saved: Vec<u8>,
    (late, formulas): (Vec<Vec<LateRows<'_>>>, &LateFormulas<'_>),
    label: Option<&SensitivityLabel>,
    (level, kept): (i64, Option<Kept>),
) -> Result<Packed, WriteError> {
    let label = label.and_then(|label| label.part.as_deref());
    let mut from = ZipArchive::new(Cursor::new(saved.as_slice()))?;
    let ranges: Vec<TableRange> = late.iter().flatten().filter_map(LateRows::range).collect();
    let mut late: Vec<(String, Vec<LateRows<'_>>)> =
        late.into_iter().enumerate().map(|(sheet, tables)| (part_of(sheet), tables)).collect();
    let charted = charted(&mut from)?;
    let given = if kept.is_some() { cells_of(&saved)? } else { Vec::new() };
    let hidden = given.len().checked_sub(1).map(part_of);
    let (mut changed, mut filled_in) = (Vec::new(), Vec::new());
    for index in 0..from.len() {
        let name = from.by_index_raw(index)?.name()?.into_owned();
        // The writer's own names: only sheets stand in this folder, and their relations in one of its own.
        let is_sheet = name.strip_prefix("xl/worksheets/").is_some_and(|sheet| !sheet.contains('/'));
        let finds_label = label.is_some() && [TYPES.0, RELATIONS.0].contains(&name.as_str());
        if kept.is_some() && (name == PROPERTIES || hidden.as_ref() == Some(&name)) {
            filled_in.push((index, name));
            continue;
        }
        let is_chart = name.starts_with(CHARTS);
        if is_sheet || is_chart || finds_label || name == CORE || (!ranges.is_empty() && name.starts_with(TABLES)) {
            let own = late.iter().position(|(part, _)| *part == name);
            let tables = own.map(|own| late.swap_remove(own).1).unwrap_or_default();
            changed.push((index, name, tables));
        }
    }
    // The largest first: what takes longest must not be begun last.
    changed.sort_by_key(|(_, _, tables)| Reverse(size_of(tables)));
    let options = options_of(level);
    // Each part is packed by itself, in a package of its own.
    let parts = at_once::map(changed, |(index, name, tables)| {
        let mut text = String::new();
        from.clone().by_index(index)?.read_to_string(&mut text)?;
        let text = match name.as_str() {
            CORE => before_end(&text, CORE_END, LANGUAGE),
            name if name == TYPES.0 => before_end(&text, TYPES.1, LABEL_TYPE),
            name if name == RELATIONS.0 => before_end(&text, RELATIONS.1, LABEL_RELATION),
            name if name.starts_with(TABLES) => with_range(text, &ranges),
            name if name.starts_with(CHARTS) => filled(&text, &charted),
            _ => formulas.put_in(&let_rows_grow(&text)).into_owned(),
        };
        let room = tables.iter().map(LateRows::count).sum::<usize>() * ROOM_OF_ROW;
        let sheet = (0..given.len()).find(|sheet| part_of(*sheet) == name);
        let mut digest = sheet.and_then(|sheet| Some(OfSheet::new(&given.get(sheet)?.1)));
        let mut alone = ZipWriter::new(Cursor::new(Vec::with_capacity(room)));
        alone.start_file(name, options)?;
        LateRows::write(tables, &text, digest.as_mut(), |piece| alone.write_all(piece.as_bytes()))?;
        Ok::<_, WriteError>((index, alone.finish()?.into_inner(), sheet.zip(digest)))
    });
    let (mut packed, mut digests) = (BTreeMap::new(), BTreeMap::new());
    for part in parts {
        let (index, bytes, digest) = part?;
        packed.insert(index, bytes);
        digests.extend(digest.map(|(sheet, digest)| (sheet, digest.whole())));
    }
    if let Some(kept) = kept {
        let names = given.iter().map(|(name, _)| name.clone());
        let sheets: Vec<(String, SheetDigest)> = names.zip(digests.into_values()).collect();
        let digests = Digests::new(&sheets, kept);
        for (index, name) in filled_in {
            let mut text = String::new();
            from.by_index(index)?.read_to_string(&mut text)?;
            let text = if name == PROPERTIES { digests.in_properties(&text) } else { digests.in_sheet(&text) };
            packed.insert(index, alone(&name, text.as_bytes(), options)?);
        }
    }
    let label = label.map(|bytes| alone(LABEL, bytes, options));
    Ok(Packed { saved, parts: packed, label: label.transpose()? })
}

/// The finished sheets by their names, where there is a chart to be drawn from any.
fn charted(from: &mut ZipArchive<Cursor<&[u8]>>) -> Result<BTreeMap<String, String>, WriteError> {
    let mut sheets = BTreeMap::new();
    if !from.file_names().any(|name| name.is_ok_and(|name| name.starts_with(CHARTS))) {
        return Ok(sheets);
    }
    let mut workbook = String::new();
    from.by_name(WORKBOOK)?.read_to_string(&mut workbook)?;
    for (place, name) in sheet_names(&workbook).into_iter().enumerate() {
        let mut text = String::new();
        from.by_name(&part_of(place))?.read_to_string(&mut text)?;
        sheets.insert(name, text);
    }
    Ok(sheets)
}

/// A part in a package of its own.
fn alone(name: &str, bytes: &[u8], options: SimpleFileOptions) -> Result<Vec<u8>, WriteError> {
    let mut alone = ZipWriter::new(Cursor::new(Vec::new()));
    alone.start_file(name, options)?;
    alone.write_all(bytes)?;
    Ok(alone.finish()?.into_inner())
}

/// How parts are packed.
fn options_of(level: i64) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(level))
        .last_modified_time(zip::DateTime::default())
        .system(System::Unix)
}

/// How many late cells a part holds, which is what packing it takes time for.
fn size_of(tables: &[LateRows<'_>]) -> usize {
    tables.iter().map(LateRows::cells).sum()
}

/// The part of a sheet, as the writer names it by its place in the workbook.
fn part_of(sheet: usize) -> String {
    format!("xl/worksheets/sheet{}.xml", sheet + 1)
}

/// A table with the range of all its rows, where they are late.
fn with_range(xml: String, ranges: &[TableRange]) -> String {
    match ranges.iter().find(|range| xml.contains(&range.name)) {
        Some(range) => xml.replace(&range.begun, &range.whole),
        None => xml,
    }
}

/// A part with something more before its end.
fn before_end(xml: &str, end: &str, more: &str) -> String {
    xml.replacen(end, &format!("{more}{end}"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::{Title, new_workbook};

    /// Takes so many bytes, and tells how often it was asked after it had failed.
    struct Full(usize, usize);

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 == 0 {
                self.1 += 1;
                return Err(io::Error::from_raw_os_error(28));
            }
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Seek for Full {
        fn seek(&mut self, _: io::SeekFrom) -> io::Result<u64> {
            Ok(0)
        }
    }

    #[test]
    fn a_full_disk_is_told_as_the_system_tells_it_and_is_not_written_to_again() {
        let mut workbook = new_workbook(&Title::default()).unwrap();
        workbook.add_worksheet();
        let packed = pack(workbook, Vec::new(), None, None).unwrap();
        let whole = packed.bytes().unwrap().len();
        for room in [0, 1, 100, whole / 2, whole - 1] {
            let mut full = Full(room, 0);
            let mut to = FirstFailure { to: &mut full, at: 0, failure: None };
            let _ = packed.zip_to(&mut to);
            assert_eq!(to.failure.and_then(|failure| failure.raw_os_error()), Some(28), "{room}");
            assert_eq!(full.1, 1, "{room}");
        }
    }

    #[test]
    fn a_saved_workbook_says_its_language_and_has_the_same_bytes_each_time() {
        let made = || {
            let mut workbook =
                new_workbook(&Title { title: "A </cp:coreProperties> title", ..Title::default() }).unwrap();
            workbook.add_worksheet();
            save(&mut workbook, None).unwrap()
        };
        let bytes = made();
        assert_eq!(bytes, made());
        let mut core = String::new();
        let mut package = ZipArchive::new(Cursor::new(bytes)).unwrap();
        package.by_name(CORE).unwrap().read_to_string(&mut core).unwrap();
        assert_eq!(core.matches(LANGUAGE).count(), 1, "{core}");
        assert!(core.ends_with(&format!("{LANGUAGE}{CORE_END}")), "{core}");
    }
}
