//! A CSV file as a sheet: its encoding, what parts its fields, and its cells.
//!
//! Excel writes CSV in whatever the computer is set to, so UTF-8, UTF-16 and Windows' own Western letters are read, and
//! commas, semicolons and tabs are told apart by which of them parts the lines most evenly.

use crate::domain::tidy;
use crate::grid::{Cell, CellRef, Limits, Sheet};

/// What may part the fields.
const MARKS: [u8; 3] = [b',', b';', b'\t'];
/// The letters of Windows-1252 from 0x80 to 0x9F; those that it has none for are shown as themselves.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The sheet that the bytes of a CSV file are; else why they are none.
pub(super) fn csv_sheet(bytes: &[u8]) -> Result<Sheet, String> {
    let limits = Limits::returns();
    if u64::try_from(bytes.len()).map_or(true, |size| size > limits.all_text) {
        return Err("it is too large to be read as text; save it as .xlsx, and give that".to_owned());
    }
    let text = decoded(bytes);
    let mut sheet = Sheet::named("");
    let mut left = limits.cells;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(mark_of(&text))
        .from_reader(text.as_bytes());
    // Blank lines are passed over by the reader, and are rows of the sheet all the same.
    let mut row = 0_u32;
    for record in reader.records() {
        let record = record.map_err(|_| "it cannot be read as CSV; save it as .xlsx, and give that".to_owned())?;
        let start = record.position().and_then(|place| usize::try_from(place.byte()).ok()).unwrap_or_default();
        row = row.checked_add(blank_lines(&text, start)).ok_or("it has too many rows")?;
        for (col, field) in (0_u16..).zip(record.iter()) {
            let Some(at) = CellRef::new(row, col) else { continue };
            if tidy(field).is_empty() {
                continue;
            }
            left = left.checked_sub(1).ok_or("it has too many cells; save it as .xlsx, and give that")?;
            // Cells come in order.
            sheet.cells.push(Cell::text(at, field));
        }
        row = row.checked_add(1).ok_or("it has too many rows")?;
    }
    Ok(sheet)
}

/// How many blank lines stand between the end of a record and the next.
fn blank_lines(text: &str, start: usize) -> u32 {
    let (before, after) = text.split_at_checked(start).unwrap_or((text, ""));
    // The second half of the line break that ended the record before.
    let after = if before.ends_with('\r') { after.strip_prefix('\n').unwrap_or(after) } else { after };
    let breaks = after.bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| *byte == b'\n');
    u32::try_from(breaks.count()).unwrap_or_default()
}

fn decoded(bytes: &[u8]) -> String {
    let wide = |units: &[u8], order: fn([u8; 2]) -> u16| {
        let (units, _) = units.as_chunks::<2>();
        char::decode_utf16(units.iter().map(|unit| order(*unit)))
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect::<String>()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => return wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return wide(rest, u16::from_be_bytes),
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| windows(*byte)).collect(),
    }
}

fn windows(byte: u8) -> char {
    let at = byte.checked_sub(0x80).map(usize::from);
    at.and_then(|at| WINDOWS.get(at)).copied().unwrap_or(char::from(byte))
}

/// What parts the fields: the mark of which the first lines have most.
fn mark_of(text: &str) -> u8 {
    let count =
        |mark: u8| text.lines().take(50).map(|line| line.bytes().filter(|byte| *byte == mark).count()).sum::<usize>();
    MARKS.into_iter().max_by_key(|mark| (count(*mark), *mark == b',')).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<String> {
        csv_sheet(bytes).unwrap().cells.iter().map(|cell| format!("{}={}", cell.at, cell.as_shown())).collect()
    }

    #[test]
    fn commas_semicolons_and_tabs_part_fields() {
        for bytes in [&b"Ref,KPI\n1,\"a, b\"\n"[..], b"Ref;KPI\r\n1;a, b\r\n", b"Ref\tKPI\n1\ta, b"] {
            assert_eq!(texts(bytes), ["A1=Ref", "B1=KPI", "A2=1", "B2=a, b"]);
        }
    }

    #[test]
    fn a_blank_line_moves_no_row() {
        assert_eq!(texts(b"Ref,KPI\n,\n1,x\n"), ["A1=Ref", "B1=KPI", "A3=1", "B3=x"]);
        assert_eq!(texts(b"Ref,\"K\nPI\"\r\n\r\n\r\n1,x\r\n"), ["A1=Ref", "B1=K\nPI", "A4=1", "B4=x"]);
    }

    #[test]
    fn letters_of_windows_are_read() {
        assert_eq!(texts(b"a,\xa35 \x96 \x806\n"), ["A1=a", "B1=£5 – €6"]);
        assert_eq!(texts(b"\xff\xfea\0,\0\xa3\0"), ["A1=a", "B1=£"]);
    }
}
