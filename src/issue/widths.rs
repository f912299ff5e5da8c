//! How wide the columns of a table are, and how far the words of a row are set in.

use crate::domain::Kind;
use crate::layout::Field;
use crate::plan::{Issued, IssuedColumn};
use crate::workbook::too_many_characters;

/// The width of a further column, in characters.
const FURTHER_WIDTH: u16 = 20;
/// How far a milestone is set in beneath its action, in Excel's steps.
const INDENT: u8 = 2;

/// How far the words of a row are set in: those of one that stands beneath another.
pub(super) fn indent(issued: &Issued, kind: Kind, index: usize, column: &IssuedColumn<'_>) -> u8 {
    let is_wording = column.field() == Some(Field::wording(kind));
    let is_beneath = || issued.row(kind, index).is_some_and(|row| row.parent().is_some());
    if is_wording && is_beneath() { INDENT } else { 0 }
}

/// What is left of the width of a column for words that are set in.
pub(super) fn room(width: Option<u16>, indent: u8) -> u16 {
    let width = width.unwrap_or(FURTHER_WIDTH);
    // A step takes the room of about two characters, and every column of words has more.
    width.saturating_sub(u16::from(indent) * 2)
}

/// How wide columns are, in characters. Those of long texts give way, up to a third, where then all of them can be read on
/// one page.
pub(super) fn widths(columns: &[IssuedColumn<'_>]) -> Vec<u16> {
    let full = columns.iter().map(|column| match column {
        IssuedColumn::Layout(column) => column.width,
        IssuedColumn::Further { .. } | IssuedColumn::LastAnswer { .. } => FURTHER_WIDTH,
    });
    let mut widths: Vec<u16> = full.collect();
    let over = too_many_characters(&widths);
    let long = |width: &u16| *width >= FURTHER_WIDTH;
    let room: u64 = widths.iter().filter(|width| long(width)).map(|width| u64::from(*width)).sum();
    if over * 3 <= room {
        for width in widths.iter_mut().filter(|width| long(width)) {
            let less = (u64::from(*width) * over).div_ceil(room);
            *width -= u16::try_from(less).unwrap_or(0);
        }
    }
    widths
}
