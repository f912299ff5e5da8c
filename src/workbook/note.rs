//! Cell notes: text that shows when a cell is pointed at, in a box that fits it.
//!
//! A note's box keeps the size that it was given, whatever is in it, so that the size is worked out here from the text.

use rust_xlsxwriter::{ColNum, Note, RowNum, Worksheet};

use super::row_height::lines_of;
use super::styles::FONT;
use super::{WriteError, first_units, text_of};

/// Who a note is from.
const AUTHOR: &str = "planroll";
/// What a note holds, in UTF-16 units, with room to spare.
const LONGEST: usize = 8_000;
/// The width of a box, in characters and in pixels.
const CHARACTERS: u16 = 48;
const WIDTH: u32 = 330;
/// What a line and the edges take, in pixels.
const LINE: u32 = 16;
const EDGES: u32 = 12;
/// The tallest box that still fits a screen.
const TALLEST: u32 = 520;

/// Puts a note on a cell.
///
/// # Errors
/// Where the cell is outside the sheet.
pub(crate) fn write_note(sheet: &mut Worksheet, (row, col): (RowNum, ColNum), text: &str) -> Result<(), WriteError> {
    let text = text_of(text);
    let text = first_units(&text, LONGEST);
    let height = (lines_of(text, CHARACTERS) * LINE + EDGES).min(TALLEST);
    let note = Note::new(text)
        .set_author(AUTHOR)
        .add_author_prefix(false)
        .set_font_name(FONT)
        .set_font_size(9)
        .set_width(WIDTH)
        .set_height(height);
    sheet.insert_note(row, col, &note)?;
    Ok(())
}
