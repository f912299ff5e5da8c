//! One sheet: its cells in order, what of it is hidden, and what lies under merged cells.
//!
//! Cells are kept as a sorted list and nothing is ever sized by an address, so a stray entry in the last corner costs one
//! cell. Values that Excel does not show, because a merged cell covers them, are kept apart so that nothing typed is lost
//! without a word.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::look::written_of;
use super::{Cell, CellRef, How, Look, Remarks, Written};

/// Whether a sheet's tab is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Visibility {
    /// Shown.
    #[default]
    Visible,
    /// Hidden, to be shown again from Excel's menu.
    Hidden,
    /// Hidden from Excel's menu too. Other programs save it back as merely hidden.
    VeryHidden,
}

/// One sheet of a workbook. Charts and dialogs are sheets without cells.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// The name on its tab, as spelled there.
    pub name: String,
    /// Whether its tab is shown.
    pub visibility: Visibility,
    /// Its cells by row, then column; no address twice.
    pub cells: Vec<Cell>,
    /// Hidden and filtered-out rows as ranges, first and last row counted from 0, in order and apart.
    pub hidden_rows: Vec<(u32, u32)>,
    /// Hidden columns likewise.
    pub hidden_cols: Vec<(u16, u16)>,
    /// Merged cells: first and last corner.
    pub merges: Vec<(CellRef, CellRef)>,
    /// Values no one sees: beneath a merged cell's first cell, or stored twice for one address (the later one is shown).
    pub covered: Vec<Cell>,
    /// What is written beside its cells.
    pub remarks: Remarks,
    /// Looks of cells that say more than their values, in the order of the cells. The older formats do not tell them.
    #[serde(skip)]
    pub looks: Vec<(CellRef, Look)>,
}

impl Sheet {
    /// A visible sheet without cells.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// The cell at an address, if it holds a value or a formula.
    pub fn get(&self, at: CellRef) -> Option<&Cell> {
        let index = self.cells.binary_search_by_key(&at, |cell| cell.at).ok()?;
        self.cells.get(index)
    }

    /// The cells of one row, counted from 0, in order of their columns.
    pub fn row(&self, row: u32) -> &[Cell] {
        self.rows_between(row, row)
    }

    /// The cells from one row to another, counted from 0, both included.
    pub fn rows_between(&self, first: u32, last: u32) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.at.row < first);
        let rest = self.cells.get(start..).unwrap_or_default();
        let length = rest.partition_point(|cell| cell.at.row <= last);
        rest.get(..length).unwrap_or_default()
    }

    /// The rows that hold any cell, in order, each with its number counted from 0.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        self.cells.chunk_by(|a, b| a.at.row == b.at.row).filter_map(|cells| Some((cells.first()?.at.row, cells)))
    }

    /// Whether a row, counted from 0, is hidden or filtered out.
    pub fn is_row_hidden(&self, row: u32) -> bool {
        within(&self.hidden_rows, row)
    }

    /// Whether a column, counted from 0, is hidden.
    pub fn is_col_hidden(&self, col: u16) -> bool {
        within(&self.hidden_cols, col)
    }

    /// What Excel shows at an address, if there is a value: see [`Cell::as_shown`].
    pub fn text(&self, at: CellRef) -> Option<Cow<'_, str>> {
        let cell = self.get(at)?;
        cell.value.as_ref().map(|_| cell.shown_text())
    }

    /// The looks of a cell that say more than its value.
    pub fn looks_at(&self, at: CellRef) -> &[(CellRef, Look)] {
        looks_at(&self.looks, at)
    }

    /// The looks that say something else than the values: not the signs and units that a format puts beside digits.
    pub fn telling_looks(&self) -> Vec<(CellRef, Look)> {
        let is_telling = |look: &Look| !matches!(look, Look::Written(Written { how: How::Digits, .. }));
        self.looks.iter().filter(|(_, look)| is_telling(look)).cloned().collect()
    }

    /// The same as [`Sheet::text`], with what the number format puts around and between the digits.
    pub fn text_as_written(&self, at: CellRef) -> Option<Cow<'_, str>> {
        match written_of(self.looks_at(at)) {
            Some(Written { text, how: How::Digits | How::Otherwise | How::Scaled | How::Instead }) => {
                Some(Cow::Borrowed(text))
            }
            Some(Written { how: How::Nothing | How::Unknown, .. }) | None => self.text(at),
        }
    }

    /// Puts a cell in its place, replacing the one at its address.
    pub fn put(&mut self, cell: Cell) {
        match self.cells.binary_search_by_key(&cell.at, |cell| cell.at) {
            Ok(index) => {
                if let Some(place) = self.cells.get_mut(index) {
                    *place = cell;
                }
            }
            Err(index) => self.cells.insert(index, cell),
        }
    }
}

/// The looks of one cell among those of a sheet.
pub(crate) fn looks_at(looks: &[(CellRef, Look)], at: CellRef) -> &[(CellRef, Look)] {
    let start = looks.partition_point(|(place, _)| *place < at);
    let rest = looks.get(start..).unwrap_or_default();
    let length = rest.partition_point(|(place, _)| *place == at);
    rest.get(..length).unwrap_or_default()
}

/// Joins single numbers and ranges into ordered ranges that do not touch.
pub(super) fn ranges<T: Ord + Copy + Into<u64>>(mut pieces: Vec<(T, T)>) -> Vec<(T, T)> {
    pieces.sort_unstable();
    pieces.dedup_by(|next, last| {
        let joined = next.0.into() <= last.1.into() + 1;
        if joined {
            last.1 = last.1.max(next.1);
        }
        joined
    });
    pieces
}

fn within<T: Ord + Copy>(ranges: &[(T, T)], number: T) -> bool {
    let after = ranges.partition_point(|(first, _)| *first <= number);
    after.checked_sub(1).and_then(|index| ranges.get(index)).is_some_and(|(_, last)| number <= *last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> CellRef {
        CellRef::parse(text).unwrap()
    }

    #[test]
    fn cells_put_in_any_order_are_found_by_address_and_row() {
        let mut sheet = Sheet::named("Actions");
        for address in ["B7", "A1", "XFD1048576", "A7", "B7"] {
            sheet.put(Cell::text(at(address), address));
        }
        assert_eq!(sheet.cells.len(), 4);
        assert_eq!(sheet.text(at("B7")).as_deref(), Some("B7"));
        assert_eq!(sheet.text(at("B8")), None);
        assert_eq!(sheet.row(6).len(), 2);
        assert!(sheet.row(5).is_empty());
        let rows: Vec<u32> = sheet.rows().map(|(row, _)| row).collect();
        assert_eq!(rows, [0, 6, 1_048_575]);
    }

    proptest! {
        #[test]
        fn ranges_hold_exactly_the_numbers_put_in(numbers in prop::collection::vec((0_u16..60, 0_u16..5), 0..12)) {
            let pieces: Vec<(u16, u16)> = numbers.iter().map(|(from, length)| (*from, from + length)).collect();
            let joined = ranges(pieces.clone());
            for number in 0..70 {
                let inside = pieces.iter().any(|(from, to)| (*from..=*to).contains(&number));
                prop_assert_eq!(within(&joined, number), inside);
            }
            prop_assert!(joined.windows(2).all(|pair| pair[0].1 + 1 < pair[1].0));
        }
    }
}
