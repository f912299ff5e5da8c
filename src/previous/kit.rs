//! What the tests of this room build earlier workbooks from.

use super::PROPERTY_CONSOLIDATED_PERIOD;
use crate::grid::{Cell, CellRef, Format, Sheet, Workbook};
use crate::returns::Source;

/// Where a workbook came from.
pub(super) fn source() -> Source {
    Source { path: "a.xlsx".to_owned(), sha256: String::new() }
}

/// A sheet of texts; an empty one is no cell.
pub(super) fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let mut sheet = Sheet::named(name);
    for (row, texts) in (0..).zip(rows) {
        for (col, text) in (0..).zip(*texts) {
            if !text.is_empty() {
                sheet.put(Cell::text(CellRef { row, col }, text));
            }
        }
    }
    sheet
}

/// A consolidated workbook of 2025-26 Q1 with these sheets.
pub(super) fn workbook(sheets: Vec<Sheet>) -> Workbook {
    let mut book = Workbook { sheets, ..Workbook::empty(Format::Xlsx) };
    book.properties.insert(PROPERTY_CONSOLIDATED_PERIOD.to_owned(), "2025-26 Q1".to_owned());
    book
}
