//! The very hidden sheet: which return this is, and everything that was issued in it, a line of JSON a row.
//!
//! Column A says what the line is; the JSON stands in the columns beside it, in pieces that a cell can hold. It lets a
//! return be checked on its own, against what was issued rather than against a plan edited since.

use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet};

use crate::layout::{RETURN, SheetId};
use crate::plan::Issued;
use crate::returns::{MARKED_LINE, Marking};
use crate::workbook::{WriteError, first_units};

use super::guidance::Guidance;

/// The longest piece of a line, in UTF-16 units; a cell holds 32,767.
const PIECE: usize = 30_000;
/// Columns of a sheet of Excel.
const COLUMNS: usize = 16_384;
/// What the sheet says to a person who finds it.
const NOTE: &str =
    "This sheet tells planroll which return this is and what was issued in it. Please leave it as it is.";

/// Writes the lines.
pub(super) fn write(
    sheet: &mut Worksheet,
    issued: &Issued,
    guidance: &Guidance,
    marking: Option<&Marking>,
) -> Result<(), WriteError> {
    // Text, so that no piece is ever taken for a number or a formula when another program saves the workbook.
    let format = Format::new().set_num_format("@");
    sheet.protect();
    let mut lines = vec![("note", NOTE.to_owned())];
    lines.extend(issued.to_lines()?);
    lines.push(("guidance", serde_json::to_string(guidance.texts())?));
    if let Some(marking) = marking {
        lines.push((MARKED_LINE, serde_json::to_string(marking)?));
    }
    let rows = lines.len();
    for (row, (what, json)) in (0..).zip(&lines) {
        let row = RowNum::try_from(row)
            .map_err(|_| WriteError::TooManyRows { sheet: RETURN.sheet_name(SheetId::Stamp).to_owned(), rows })?;
        sheet.write_string_with_format(row, 0, *what, &format)?;
        for (place, piece) in (1..).zip(pieces(json)) {
            let col = ColNum::try_from(place).ok().filter(|_| place < COLUMNS);
            let col = col.ok_or_else(|| WriteError::TooManyColumns {
                sheet: RETURN.sheet_name(SheetId::Stamp).to_owned(),
                columns: place + 1,
            })?;
            sheet.write_string_with_format(row, col, piece, &format)?;
        }
    }
    Ok(())
}

/// The line in pieces, no character torn.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let piece = first_units(rest, PIECE);
        pieces.push(piece);
        rest = rest.get(piece.len()..).unwrap_or_default();
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_together_are_the_line_and_each_fits_a_cell() {
        let line = "é🙂x".repeat(20_000);
        let pieces = pieces(&line);
        assert_eq!(pieces.concat(), line);
        assert!(pieces.iter().all(|piece| piece.encode_utf16().count() <= PIECE));
        assert!(super::pieces("").is_empty());
    }
}
