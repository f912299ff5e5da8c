//! Cell notes: text that shows when a cell is pointed at, in a box that fits it.
//!
//! A note's box keeps the size that it was given, whatever is in it, so that the size is worked out here from the text.

use rust_xlsxwriter::{ColNum, Note, RowNum, Worksheet};

use super::row_height::lines_of;
use super::styles::FONT;
use super::{WriteError, first_units, text_of};

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

/// A text as a note can hold it.
pub(crate) fn note_text(text: &str) -> String {
    first_units(&text_of(text), LONGEST).to_owned()
}

/// Puts a note on a cell, from `author`.
///
/// # Errors
/// Where the cell is outside the sheet.
pub(crate) fn write_note(
    sheet: &mut Worksheet,
    (row, col): (RowNum, ColNum),
    text: &str,
    author: &str,
) -> Result<(), WriteError> {
    let text = note_text(text);
    let height = (lines_of(&text, CHARACTERS) * LINE + EDGES).min(TALLEST);
    let note = Note::new(text)
        .set_author(author)
        .add_author_prefix(false)
        .set_font_name(FONT)
        .set_font_size(9)
        .set_width(WIDTH)
        .set_height(height);
    sheet.insert_note(row, col, &note)?;
    Ok(())
}
