//! The address of a cell, as Excel writes it: `H14`.
//!
//! Rows and columns count from zero inside and are only ever shown in Excel's way. An address outside the grid cannot be made
//! by parsing, so whatever holds one may rely on its bounds. It is what findings carry, unchanged, from the file to the message.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How many rows a sheet has (Excel 2007 and later).
pub const ROWS: u32 = 1_048_576;
/// How many columns a sheet has, A to XFD.
pub(crate) const COLS: u16 = 16_384;

/// The address of one cell in a sheet; ordered by row, then column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CellRef {
    /// Row, counted from 0; below [`ROWS`].
    pub row: u32,
    /// Column, counted from 0; below `COLS`.
    pub col: u16,
}

impl CellRef {
    /// The address at a row and column counted from 0, or nothing when that lies outside the grid.
    pub fn new(row: u32, col: u16) -> Option<Self> {
        (row < ROWS && col < COLS).then_some(Self { row, col })
    }

    /// Reads an address such as `H14` (or `$H$14`, or `h14`). Nothing when it is no address inside the grid.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let bytes = bytes.strip_prefix(b"$").unwrap_or(bytes);
        let letters = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let (name, digits) = bytes.split_at_checked(letters)?;
        let digits = digits.strip_prefix(b"$").unwrap_or(digits);
        let col = column(name)?;
        let row = row(digits)?;
        Some(Self { row, col })
    }

    /// Reads a range such as `B5:C9`, one cell, or whole columns or rows (`L:M`, `20:20`), as its first and last corner
    /// whichever way round it was written.
    pub(super) fn parse_range(text: &str) -> Option<(Self, Self)> {
        let (from, to) = text.split_once(':').unwrap_or((text, text));
        let columns = || {
            Some((Self { row: 0, col: column(from.as_bytes())? }, Self { row: ROWS - 1, col: column(to.as_bytes())? }))
        };
        let rows =
            || Some((Self { row: row(from.as_bytes())?, col: 0 }, Self { row: row(to.as_bytes())?, col: COLS - 1 }));
        let cells = Self::parse(from).zip(Self::parse(to));
        let (a, b) = cells.or_else(|| text.contains(':').then(|| columns().or_else(rows)).flatten())?;
        let first = Self { row: a.row.min(b.row), col: a.col.min(b.col) };
        let last = Self { row: a.row.max(b.row), col: a.col.max(b.col) };
        Some((first, last))
    }

    /// The letters of the column: `A` to `XFD`.
    pub fn column_name(self) -> String {
        let mut letters = Vec::with_capacity(3);
        let mut rest = u32::from(self.col) + 1;
        while rest > 0 {
            rest -= 1;
            letters.push(char::from_u32(u32::from(b'A') + rest % 26).unwrap_or('?'));
            rest /= 26;
        }
        letters.iter().rev().collect()
    }
}

/// Reads a row number counted from 1 into one counted from 0.
pub(super) fn row(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 10 {
        return None;
    }
    let mut number: u32 = 0;
    for byte in digits {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
    }
    (1..=ROWS).contains(&number).then(|| number - 1)
}

fn column(letters: &[u8]) -> Option<u16> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut number: u16 = 0;
    for byte in letters {
        let digit = byte.to_ascii_uppercase().checked_sub(b'A').filter(|digit| *digit < 26)?;
        let digit = u16::from(digit) + 1;
        number = number.checked_mul(26)?.checked_add(digit)?;
    }
    (1..=COLS).contains(&number).then(|| number - 1)
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.width().is_none() && f.precision().is_none() {
            return write!(f, "{}{}", self.column_name(), u64::from(self.row) + 1);
        }
        f.pad(&format!("{}{}", self.column_name(), u64::from(self.row) + 1))
    }
}

impl FromStr for CellRef {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text).ok_or_else(|| format!("“{text}” is not the address of a cell"))
    }
}

impl Serialize for CellRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CellRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_corners_of_the_grid_are_addresses_and_nothing_beyond() {
        assert_eq!(CellRef::parse("A1"), CellRef::new(0, 0));
        assert_eq!(CellRef::parse("XFD1048576"), CellRef::new(ROWS - 1, COLS - 1));
        assert_eq!(CellRef::parse("$h$14"), CellRef::new(13, 7));
        for wrong in [
            "",
            "A",
            "1",
            "A0",
            "XFE1",
            "A1048577",
            "AAAAAAAAAAAA1",
            "A4294967298",
            "A1 ",
            "A-1",
            "É1",
            "A1:B2",
            "A99999999999999999999",
        ] {
            assert_eq!(CellRef::parse(wrong), None, "{wrong}");
        }
        assert_eq!(CellRef::new(ROWS, 0), None);
        assert_eq!(CellRef::new(0, COLS), None);
    }

    #[test]
    fn a_range_written_backwards_is_the_same_range() {
        assert_eq!(CellRef::parse_range("C9:B5"), CellRef::parse_range("B5:C9"));
        assert_eq!(CellRef::parse_range("B5:"), None);
    }

    #[test]
    fn whole_columns_and_rows_are_ranges() {
        let corners = |text: &str| CellRef::parse_range(text).map(|(first, last)| format!("{first}:{last}"));
        assert_eq!(corners("L:M").as_deref(), Some("L1:M1048576"));
        assert_eq!(corners("20:21").as_deref(), Some("A20:XFD21"));
        for wrong in ["L", "20", "L:20", ":", "L:", "XFE:XFE", "0:1"] {
            assert_eq!(corners(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn order_is_by_row_then_column() {
        assert!(CellRef::parse("XFD1") < CellRef::parse("A2"));
        assert!(CellRef::parse("B2") > CellRef::parse("A2"));
    }

    proptest! {
        #[test]
        fn printing_and_parsing_are_each_others_inverse(row in 0..ROWS, col in 0..COLS) {
            let at = CellRef { row, col };
            prop_assert_eq!(CellRef::parse(&at.to_string()), Some(at));
            let json = serde_json::to_string(&at).unwrap();
            prop_assert_eq!(serde_json::from_str::<CellRef>(&json).unwrap(), at);
        }

        #[test]
        fn no_text_makes_parsing_fail_otherwise_than_by_nothing(text in ".{0,12}") {
            let _ = CellRef::parse_range(&text);
        }
    }
}
