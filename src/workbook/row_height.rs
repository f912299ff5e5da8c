//! Row heights for wrapped text, as a starting point that Excel may change.
//!
//! Excel fits a row to its text when the row is edited, unless the file says that somebody chose its height. The
//! writer always says so, and without a height some programs show one line only; so heights are estimated here and
//! the mark is taken out again when the workbook is saved. An estimate is generous rather than exact: a line too many
//! is white space, a line too few is text that nobody reads.

use rust_xlsxwriter::{RowNum, Worksheet};

use super::WriteError;

/// The height of a row of one line, in pixels.
const ONE_LINE: u32 = 20;
/// What each further line adds, in pixels.
const FURTHER_LINE: u32 = 19;
/// The tallest row of Excel, 409 points, in pixels.
const TALLEST: u32 = 545;
/// The most lines that a row of Excel shows.
pub(crate) const MOST_LINES: u32 = (TALLEST - ONE_LINE) / FURTHER_LINE + 1;
/// How the writer marks a height as chosen by somebody.
const CHOSEN: &str = " customHeight=\"1\"";

/// How many lines a text takes in a wrapped cell `width` digits wide; letters of Arial are narrower than its digits, and
/// an eighth more of them is counted on. A path longer than a line is given a line more: some programs break it at a
/// slash or a hyphen and leave the rest of the line empty.
pub(crate) fn lines_of(text: &str, width: u16) -> u32 {
    // Most texts are short enough to be told by their length alone.
    if text.len() <= usize::from(width) && !text.contains('\n') {
        return 1;
    }
    let digits = usize::from(width.max(1));
    let letters = usize::from((width + width / 8).max(1));
    text.split('\n').map(|paragraph| lines_of_paragraph(paragraph, digits, letters)).sum()
}

/// As [`lines_of`], in bold: its letters are an eighth wider.
pub(crate) fn lines_of_bold(text: &str, width: u16) -> u32 {
    lines_of(text, width - width / 8)
}

/// Gives a row room for `lines` lines; Excel still fits it when it is edited.
///
/// # Errors
/// Where the row is outside the sheet.
pub(crate) fn fit_row(sheet: &mut Worksheet, row: RowNum, lines: u32) -> Result<(), WriteError> {
    if let Some(pixels) = pixels_of(lines) {
        sheet.set_row_height_pixels(row, pixels)?;
    }
    Ok(())
}

/// The height of a row of that many lines in points, as a sheet's XML has it; `None` for one line.
pub(super) fn height_of(lines: u32) -> Option<String> {
    // A pixel is three quarters of a point.
    let quarters = pixels_of(lines)? * 3;
    Some(match quarters % 4 {
        0 => (quarters / 4).to_string(),
        2 => format!("{}.5", quarters / 4),
        rest => format!("{}.{}", quarters / 4, rest * 25),
    })
}

/// The height that a row of so many lines is given, in pixels.
pub(crate) fn height_of_row(lines: u32) -> u32 {
    pixels_of(lines).unwrap_or(ONE_LINE)
}

fn pixels_of(lines: u32) -> Option<u32> {
    let further = lines.checked_sub(1).filter(|further| *further > 0)?;
    Some((further * FURTHER_LINE + ONE_LINE).min(TALLEST))
}

/// The lines of a text without line breaks, where a line has room for `width` letters or for `digits` digits.
fn lines_of_paragraph(paragraph: &str, digits: usize, width: usize) -> u32 {
    let (mut lines, mut used) = (1u32, 0usize);
    for word in paragraph.as_bytes().split(|byte| *byte == b' ') {
        // Letters begin with a byte of their own; the others go on with one.
        let length = word.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        let with_space = if used == 0 { length } else { used + 1 + length };
        let is_path = length > digits && word.iter().any(|byte| matches!(byte, b'/' | b'-'));
        // Spaces at the end of a line take no line of their own.
        if (with_space <= width && !is_path) || length == 0 {
            used = with_space.min(width);
            continue;
        }
        // The word begins a line of its own, and is broken where it is longer than a line.
        let own = u32::try_from(length.div_ceil(width)).unwrap_or(u32::MAX) + u32::from(is_path);
        lines += if used == 0 { own - 1 } else { own };
        used = match length % width {
            0 => length.min(width),
            rest => rest,
        };
    }
    lines
}

/// A sheet's XML without the mark of chosen heights on its rows.
pub(super) fn let_rows_grow(xml: &str) -> String {
    let mut pieces = xml.split("<row ");
    let mut grown = String::with_capacity(xml.len());
    grown.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (tag, rest) = piece.split_at(piece.find('>').unwrap_or(0));
        grown.push_str("<row ");
        grown.push_str(&tag.replace(CHOSEN, ""));
        grown.push_str(rest);
    }
    grown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_bold_title_that_is_a_word_longer_than_its_cell_has_two_lines() {
        let title = "Community Wellbeing: Environment, Partnerships and Community Safety: 41.7% complete";
        assert_eq!((lines_of(title, 76), lines_of_bold(title, 76)), (1, 2));
        assert_eq!(lines_of_bold("Corporate: 25% complete", 76), 1);
    }

    #[test]
    fn a_text_wraps_at_words_and_a_long_word_is_broken() {
        assert_eq!(lines_of("", 10), 1);
        assert_eq!(lines_of("Completed date", 11), 2);
        assert_eq!(lines_of("Completed date", 13), 1);
        assert_eq!(lines_of("one\ntwo", 10), 2);
        assert_eq!(lines_of(&"x".repeat(25), 10), 3);
        assert_eq!(lines_of(&format!("abc {}", "x".repeat(25)), 10), 4);
        assert_eq!(lines_of("a            b", 8), 2);
    }

    #[test]
    fn a_path_longer_than_a_line_is_given_a_line_more() {
        assert_eq!(lines_of("returns/culture-and-sport-2016-17-q1.xlsx", 26), 3);
        assert_eq!(lines_of("see returns/culture-and-sport-2016-17-q1.xlsx", 26), 4);
        assert_eq!(lines_of("housing-2016-17-q1.xlsx", 26), 1);
        assert_eq!(lines_of("a well-run, two-tier, day-to-day service", 60), 1);
    }

    #[test]
    fn a_height_in_points_is_what_the_writer_would_have_said() {
        assert_eq!(height_of(1), None);
        assert_eq!(height_of(2).as_deref(), Some("29.25"));
        assert_eq!(height_of(4).as_deref(), Some("57.75"));
        assert_eq!(height_of(5).as_deref(), Some("72"));
        assert_eq!(height_of(7).as_deref(), Some("100.5"));
        assert_eq!(height_of(1000).as_deref(), Some("408.75"));
        assert_ne!(height_of(MOST_LINES), height_of(1000), "the last line that a row shows is whole");
        assert_eq!(height_of(MOST_LINES + 1), height_of(1000));
    }

    #[test]
    fn only_rows_lose_the_mark() {
        let xml = r#"<sheetFormatPr customHeight="1"/><row r="1" ht="45" customHeight="1"><c/></row><row r="2"/>"#;
        assert_eq!(let_rows_grow(xml), r#"<sheetFormatPr customHeight="1"/><row r="1" ht="45"><c/></row><row r="2"/>"#);
    }

    proptest! {
        #[test]
        fn no_text_takes_fewer_lines_than_its_letters_need(text in "[a-z ]{0,200}", width in 1u16..60) {
            let letters = text.chars().filter(|c| *c != ' ').count();
            let least = letters.div_ceil(usize::from(width + width / 8)).max(1);
            prop_assert!(usize::try_from(lines_of(&text, width)).unwrap() >= least);
        }
    }
}
