//! The hidden sheet in which a workbook keeps what its cells said when it was written, and the property with the digest over
//! all of them.
//!
//! Both are filled in when the workbook is packed, for only then all cells are known: those that the writer was given are
//! read back from what it made, which is little, and late rows are seen as they go by. The writer is given an empty sheet and
//! a property to stand for them.

use rust_xlsxwriter::Workbook;

use crate::grid::{Cell, CellRef, Legacy, Limits, Saying, SheetDigest, digest_of_all, read, sha256};

use super::WriteError;
use super::text::push_text;

/// The name of the sheet: very hidden, as other programs make it merely hidden.
pub(crate) const DIGESTS_SHEET: &str = "planroll digests";
/// The custom property with the digest over all cells and that over the hidden sheet itself.
pub(crate) const PROPERTY_DIGEST: &str = "planroll consolidated digest";
/// What stands on that sheet beside the value of the property; no sheet can be called so.
pub(crate) const ALL_CELLS: &str = "all:";
/// What stands for the value of the property until the workbook is packed.
const TO_COME: &str = "made when the workbook is packed";
/// The part that holds the custom properties.
pub(super) const PROPERTIES: &str = "docProps/custom.xml";
/// A sheet without cells, as the writer has it.
const NO_ROWS: &str = "<sheetData/>";

/// What is kept beside the digests: a name and what is kept under it, which a cell must be able to hold.
pub(crate) type Kept = Vec<(String, String)>;

/// The property as the writer is given it.
pub(crate) fn digest_to_come() -> (&'static str, String) {
    (PROPERTY_DIGEST, TO_COME.to_owned())
}

/// Adds the hidden sheet, behind all others.
///
/// # Errors
/// Where there is a sheet of that name already.
pub(crate) fn add_digests_sheet(workbook: &mut Workbook) -> Result<(), WriteError> {
    workbook.add_worksheet().set_name(DIGESTS_SHEET)?.set_very_hidden(true);
    Ok(())
}

/// The names of the sheets that the writer made, each with the cells that it was given.
///
/// # Errors
/// Where what it made cannot be read.
pub(super) fn cells_of(saved: &[u8]) -> Result<Vec<(String, Vec<Cell>)>, WriteError> {
    let book = read(saved, &Limits::previous(), Legacy::Refuse).map_err(std::io::Error::other)?;
    Ok(book.sheets.into_iter().map(|sheet| (sheet.name, sheet.cells)).collect())
}

/// The digest of a whole workbook: the value of the property, and the rows of the hidden sheet.
pub(super) struct Digests {
    property: String,
    rows: Vec<(String, String)>,
}

impl Digests {
    /// The sheets come in their order, each with its name; the hidden one is none of them.
    pub(super) fn new(sheets: &[(String, SheetDigest)], kept: Kept) -> Self {
        let digests =
            sheets.iter().flat_map(|(name, digest)| digest.pieces().map(move |piece| (name.clone(), piece.to_owned())));
        let mut rows: Vec<(String, String)> = digests.chain(kept).collect();
        let all = digest_of_all(sheets.iter().map(|(name, digest)| (name.as_str(), digest)));
        let own = digest_of_rows(rows.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let property = format!("{all} {own}");
        // Some programs drop properties.
        rows.push((ALL_CELLS.to_owned(), property.clone()));
        Self { property, rows }
    }

    /// The part of the properties with the value that was to come.
    pub(super) fn in_properties(&self, xml: &str) -> String {
        xml.replacen(TO_COME, &self.property, 1)
    }

    /// The part of the hidden sheet with its rows.
    pub(super) fn in_sheet(&self, xml: &str) -> String {
        let mut rows = String::from("<sheetData>");
        for (number, (name, text)) in (1..).zip(&self.rows) {
            rows.push_str(&format!("<row r=\"{number}\">"));
            for (column, text) in [("A", name), ("B", text)] {
                rows.push_str(&format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>"));
                push_text(&mut rows, text);
                rows.push_str("</t></is></c>");
            }
            rows.push_str("</row>");
        }
        rows.push_str("</sheetData>");
        let range = format!("ref=\"A1:B{}\"", self.rows.len().max(1));
        xml.replacen("ref=\"A1\"", &range, 1).replacen(NO_ROWS, &rows, 1)
    }
}

/// The digest over the rows of the hidden sheet, without which nothing in them is believed.
pub(crate) fn digest_of_rows<'r>(rows: impl Iterator<Item = (&'r str, &'r str)>) -> String {
    let all: Vec<String> = rows.map(|(name, text)| format!("{name}\u{1f}{text}")).collect();
    sha256(all.join("\u{1e}").as_bytes()).chars().take(16).collect()
}

/// The digest of one sheet, while its late rows go by.
pub(super) struct OfSheet<'c> {
    digest: SheetDigest,
    /// Cells that the writer was given, which are still to come.
    given: &'c [Cell],
}

impl<'c> OfSheet<'c> {
    pub(super) fn new(given: &'c [Cell]) -> Self {
        Self { digest: SheetDigest::default(), given }
    }

    /// Adds the cells above a row that the writer was given.
    pub(super) fn add_given_above(&mut self, row: u32) {
        let (above, rest) = self.given.split_at(self.given.partition_point(|cell| cell.at.row < row));
        for cell in above {
            self.add(cell.at, Saying::of_cell(cell));
        }
        self.given = rest;
    }

    pub(super) fn add(&mut self, at: CellRef, saying: Option<Saying>) {
        if let Some(saying) = saying {
            self.digest.add(at, saying);
        }
    }

    /// The digest, with all cells that are left.
    pub(super) fn whole(mut self) -> SheetDigest {
        self.add_given_above(u32::MAX);
        self.digest
    }
}
