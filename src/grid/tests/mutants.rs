//! Thousands of damaged copies of a real workbook: each is read or refused, none may end the reader.

use std::io::{Cursor, Read as _};

use rust_xlsxwriter::{DocProperties, Format, Workbook};
use zip::{CompressionMethod, ZipArchive};

use super::kit::zipped;
use crate::grid::{Legacy, Limits, read, sniff};

/// A workbook with texts, numbers, dates, formulas, merged and hidden cells, a hidden sheet and properties.
pub(super) fn written() -> Vec<u8> {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let share = Format::new().set_num_format("0.0%");
    for name in ["Actions", "Indicators"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for row in 1..8_u32 {
            sheet.write(row, 0, format!("{row}.{}", row % 4)).unwrap();
            sheet.write(row, 1, "Green & <steady>\n£5").unwrap();
            sheet.write(row, 2, 434.999_999_999_999_94).unwrap();
            sheet.write_with_format(row, 3, 45_657 + row, &date).unwrap();
            sheet.write_with_format(row, 4, 0.925, &share).unwrap();
            sheet.write(row, 5, row % 2 == 0).unwrap();
            sheet.write_formula(row, 6, rust_xlsxwriter::Formula::new("A1&\"x\"").set_result("x")).unwrap();
        }
        sheet.merge_range(20, 1, 22, 4, "merged", &Format::new()).unwrap();
        sheet.set_row_hidden(4).unwrap();
        sheet.set_column_hidden(5).unwrap();
    }
    book.add_worksheet().set_name("planroll").unwrap().set_very_hidden(true);
    book.set_properties(&DocProperties::new().set_custom_property("plan_id", "housing"));
    book.save_to_buffer().unwrap()
}

/// A small generator of repeatable numbers (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides.max(1)).unwrap()).unwrap()
    }

    /// Flips, cuts, doubles, overwrites or moves some bytes.
    fn damage(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.roll(3) {
            let length = bytes.len();
            let from = self.roll(length);
            let to = (from + 1 + self.roll(24)).min(length);
            match self.roll(6) {
                0 if length > 0 => bytes[from] ^= 1 << self.roll(8),
                1 => drop(bytes.drain(from..to)),
                2 => bytes.truncate(from),
                3 => {
                    let again = bytes[from..to].to_vec();
                    bytes.splice(from..from, again);
                }
                4 => {
                    let words: [&[u8]; 12] = [
                        b"<",
                        b"\">",
                        b"&#x0;",
                        b"99999999999999999999",
                        b"-1",
                        b"</c>",
                        b"<row>",
                        b"\0",
                        b"\xff\xfe",
                        b"XFE1048577",
                        b"t=\"s\"",
                        b"<!--",
                    ];
                    let word = words[self.roll(words.len())];
                    bytes.splice(from..from, word.iter().copied());
                }
                _ => {
                    let piece: Vec<u8> = bytes.drain(from..to).collect();
                    let place = self.roll(bytes.len() + 1);
                    bytes.splice(place..place, piece);
                }
            }
        }
    }
}

#[test]
fn no_damaged_copy_of_a_workbook_ends_the_reader() {
    let limits = Limits::returns();
    let whole = written();
    let mut archive = ZipArchive::new(Cursor::new(whole.as_slice())).unwrap();
    let parts: Vec<(String, Vec<u8>)> = (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect();
    let mut dice = Dice(0x5eed_0f91_a11e_d001);
    let (mut read_well, mut refused) = (0, 0);
    for round in 0..2_100 {
        let bytes = if round % 3 == 0 {
            let mut bytes = whole.clone();
            dice.damage(&mut bytes);
            bytes
        } else {
            let victim = dice.roll(parts.len());
            let mut damaged = parts[victim].1.clone();
            dice.damage(&mut damaged);
            let copy: Vec<(&str, &[u8])> = parts
                .iter()
                .enumerate()
                .map(|(index, (name, part))| {
                    let part = if index == victim { &damaged } else { part };
                    (name.as_str(), part.as_slice())
                })
                .collect();
            zipped(&copy, CompressionMethod::Stored)
        };
        if round % 8 == 0 {
            let _ = sniff(&bytes);
        }
        match read(&bytes, &limits, Legacy::Refuse) {
            Ok(_) => read_well += 1,
            Err(_) => refused += 1,
        }
    }
    // Were one of these near nothing, the mutants would not reach what they are to try.
    assert!(read_well > 300 && refused > 300, "{read_well} read, {refused} refused");
}
