//! The errors that formulas of a .xlsb show, told to calamine as it knows them; and the short cells that it does not know.
//!
//! An error that was typed and one that a formula gave are two kinds of record; calamine (0.38) knows the first only
//! and takes the other for an empty cell, so that an entry would be lost without a word. Both begin alike, so the
//! second is turned into the first, in the bytes of a sheet and before anything is read. The file that was sent stays
//! as it is. The records are `BrtFmlaError` and `BrtCellError` of MS-XLSB 2.4.
//!
//! Some programs leave the column out of a cell that stands right behind another (`BrtShortRk` to `BrtShortIsst`). calamine
//! passes over such cells, so that a file with any of them is refused.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{Limits, Refusal};

/// Where the sheets of a .xlsb are.
const SHEETS: &str = "xl/worksheets/";
/// The record of an error that was typed.
const TYPED: u8 = 3;
/// The record of an error that a formula gave.
const GIVEN: u8 = 11;
/// The records of cells without a column that hold something.
const SHORT: std::ops::RangeInclusive<u8> = 13..=18;
/// Where the error stands in either: behind the column, the style and what is reserved.
const ERROR_AT: usize = 8;
/// The errors that there are; calamine gives up the whole file for another.
const ERRORS: [u8; 8] = [0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A, 0x2B];

/// The workbook with the errors of its formulas as if they had been typed; `None` where there are none.
///
/// # Errors
/// [`Refusal::Damaged`] where a part cannot be unpacked or put back, or where cells are written short.
pub(super) fn made_plain(bytes: &[u8], limits: &Limits) -> Result<Option<Vec<u8>>, Refusal> {
    let damaged = || Refusal::damaged("its contents cannot be made out");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut changed = Vec::new();
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| damaged())?;
        let is_sheet = String::from_utf8_lossy(part.name_raw()).to_lowercase().starts_with(SHEETS);
        if is_sheet && !part.is_dir() {
            let mut records = Vec::new();
            part.take(limits.part).read_to_end(&mut records).map_err(|_| damaged())?;
            if has_short_cells(&records) {
                return Err(Refusal::damaged("its cells are written in a short form that is not read"));
            }
            if turn(&mut records) {
                changed.push((index, records));
            }
        }
    }
    if changed.is_empty() {
        return Ok(None);
    }
    let mut whole = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| damaged())?;
        match changed.iter().find(|(own, _)| *own == index) {
            None => whole.raw_copy_file(part).map_err(|_| damaged())?,
            Some((_, records)) => {
                let name = part.name().map_err(|_| damaged())?.into_owned();
                let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
                whole.start_file(name, options).map_err(|_| damaged())?;
                whole.write_all(records).map_err(|_| damaged())?;
            }
        }
    }
    whole.finish().map(|whole| Some(whole.into_inner())).map_err(|_| damaged())
}

/// Turns the records of errors that formulas gave; whether there were any. What is no record any more stays as it is.
fn turn(records: &mut [u8]) -> bool {
    let mut turned = false;
    let mut at = 0_usize;
    while let Some(record) = record(records, at) {
        let error = records.get(record.inside + ERROR_AT).filter(|_| record.length > ERROR_AT);
        if record.kind == GIVEN
            && error.is_some_and(|error| ERRORS.contains(error))
            && let Some(kind) = records.get_mut(at)
        {
            *kind = TYPED;
            turned = true;
        }
        at = record.inside + record.length;
    }
    turned
}

/// Whether there is a cell without a column that holds something.
fn has_short_cells(records: &[u8]) -> bool {
    let mut at = 0_usize;
    while let Some(record) = record(records, at) {
        if SHORT.contains(&record.kind) {
            return true;
        }
        at = record.inside + record.length;
    }
    false
}

/// A record: its number or the first byte of it, where its contents begin, and how long they are.
struct Record {
    kind: u8,
    inside: usize,
    length: usize,
}

fn record(records: &[u8], at: usize) -> Option<Record> {
    let kind = records.get(at).copied()?;
    // Numbers past 127 take two bytes.
    let head = if kind < 0x80 { 1 } else { 2 };
    let (length, taken) = length(records.get(at + head..).unwrap_or_default())?;
    Some(Record { kind, inside: at + head + taken, length })
}

/// The length of a record, seven bits a byte with the low ones first, and how many bytes it takes.
fn length(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut length = 0_usize;
    for (place, byte) in bytes.iter().take(4).enumerate() {
        length |= usize::from(byte & 0x7F) << (place * 7);
        if byte & 0x80 == 0 {
            return Some((length, place + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_record_of_an_error_that_a_formula_gave_is_turned() {
        // A row, an error that was given, a long record full of elevens with a number of two bytes, and another error.
        let long = [&[0x91, 0x01, 0x82, 0x01][..], &[GIVEN; 130]].concat();
        let given = |error: u8| [&[GIVEN, 9][..], &[0; 8], &[error]].concat();
        let before = [&[0, 2, GIVEN, GIVEN][..], &given(0x2A), &long, &given(0x2C), &given(0x17), &[GIVEN, 0]].concat();
        let mut after = before.clone();
        assert!(turn(&mut after));
        let places: Vec<usize> = (0..before.len()).filter(|at| before[*at] != after[*at]).collect();
        assert_eq!(places, [4, before.len() - 13], "an error that nobody knows and a record without one stay");
        assert!(!turn(&mut [0, 1, GIVEN]), "what is in a record is none");
    }

    #[test]
    fn a_cell_without_a_column_is_seen_and_what_is_within_another_record_is_none() {
        let row = [0, 2, 13, 13];
        let empty_short = [12, 4, 0, 0, 0, 0];
        let long = [&[0x91, 0x01, 0x82, 0x01][..], &[14; 130]].concat();
        assert!(!has_short_cells(&[&row[..], &empty_short, &long].concat()));
        for kind in SHORT {
            assert!(has_short_cells(&[&row[..], &long, &[kind, 4, 0, 0, 0, 0]].concat()), "{kind}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fail_or_change_their_number(mut bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let before = bytes.clone();
            turn(&mut bytes);
            prop_assert_eq!(bytes.len(), before.len());
            let same = |(one, other): (&u8, &u8)| one == other || (*one, *other) == (TYPED, GIVEN);
            prop_assert!(bytes.iter().zip(&before).all(same));
        }
    }
}
