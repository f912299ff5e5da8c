//! The rows of a large table, written straight into the finished sheet.
//!
//! The writer keeps every cell of a workbook, and compares its format with all others; with tens of thousands of rows
//! that costs more than reading the returns. So a data sheet gives the writer one blank cell for each format it needs
//! (the patterns), and the rows themselves are written here when the workbook is saved, one at a time, with the style
//! numbers that the patterns were given. The border: values and formats; which they are is for the sheets.

use std::borrow::Cow;

use rust_xlsxwriter::utility::{column_number_to_name, row_col_to_cell};
use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet};

use super::row_height::height_of;
use super::{WriteError, text_of};

/// How the part of a sheet begins that holds its cells' range.
const DIMENSION: &str = "<dimension ref=\"";
/// How the rows of a sheet end.
const END: &str = "</sheetData>";
/// How much is gathered before it is packed, in bytes.
const CHUNK: usize = 1 << 16;

/// What a cell of a late row holds.
#[derive(Debug, Clone, PartialEq)]
pub enum LateValue<'a> {
    /// Nothing but its format.
    Blank,
    /// Text, never a formula.
    Text(Cow<'a, str>),
    /// A number or a day as Excel stores it.
    Number(f64),
}

/// One row: its cells from column A on, each with the place of its format among the patterns.
#[derive(Debug, Clone, PartialEq)]
pub struct LateRow<'a> {
    /// How many lines its tallest cell takes.
    pub lines: u32,
    /// Its cells.
    pub cells: Vec<(usize, LateValue<'a>)>,
}

/// The rows of one sheet, which are the last thing on it.
pub struct LateRows<'a> {
    first: RowNum,
    last: RowNum,
    last_col: ColNum,
    rows: Box<dyn Iterator<Item = LateRow<'a>> + 'a>,
}

impl<'a> LateRows<'a> {
    /// Rows from `first` to `last` in columns A to `last_col`, whose cells have the given formats. The first row gets
    /// the patterns; nothing else may stand there or below.
    ///
    /// # Errors
    /// Where the patterns are outside the sheet.
    pub fn new(
        sheet: &mut Worksheet,
        (first, last): (RowNum, RowNum),
        last_col: ColNum,
        formats: &[Format],
        rows: impl Iterator<Item = LateRow<'a>> + 'a,
    ) -> Result<Self, WriteError> {
        for (col, format) in (0..).zip(formats) {
            sheet.write_blank(first, col, format)?;
        }
        Ok(Self { first, last, last_col, rows: Box::new(rows) })
    }

    /// Writes the sheet's part with its rows, a piece at a time.
    ///
    /// # Errors
    /// What `out` gives.
    pub(super) fn write<E>(self, xml: &str, mut out: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
        let mark = format!("<row r=\"{}\"", self.first.saturating_add(1));
        let (head, rest) = xml.split_at(xml.find(&mark).unwrap_or(xml.len()));
        let (patterns, tail) = rest.split_at(rest.find(END).unwrap_or(0));
        let styles: Vec<&str> = patterns.split("<c ").skip(1).map(style_of).collect();
        let columns: Vec<String> = (0..=self.last_col).map(column_number_to_name).collect();
        let mut text = self.with_dimension(head);
        for (number, row) in (self.first.saturating_add(1)..).zip(self.rows) {
            push_row(&mut text, number, &row, &columns, &styles);
            if text.len() >= CHUNK {
                out(&text)?;
                text.clear();
            }
        }
        out(&text)?;
        out(tail)
    }

    /// The beginning of the sheet, with the range of its cells as it will be.
    fn with_dimension(&self, head: &str) -> String {
        let before = head.find(DIMENSION).map_or(0, |at| at.saturating_add(DIMENSION.len()));
        let (before, rest) = head.split_at(before);
        let (_, after) = rest.split_at(rest.find('"').unwrap_or(0));
        format!("{before}A1:{}{after}", row_col_to_cell(self.last, self.last_col))
    }
}

/// The number of the style of a cell, from its attributes.
fn style_of(cell: &str) -> &str {
    let style = cell.split_once(" s=\"").and_then(|(_, rest)| rest.split_once('"'));
    style.map_or("0", |(style, _)| style)
}

fn push_row(xml: &mut String, number: RowNum, row: &LateRow<'_>, columns: &[String], styles: &[&str]) {
    let number = number.to_string();
    xml.push_str("<row r=\"");
    xml.push_str(&number);
    if let Some(points) = height_of(row.lines) {
        xml.push_str("\" ht=\"");
        xml.push_str(&points);
    }
    xml.push_str("\">");
    for ((pattern, value), column) in row.cells.iter().zip(columns) {
        xml.push_str("<c r=\"");
        xml.push_str(column);
        xml.push_str(&number);
        xml.push_str("\" s=\"");
        xml.push_str(styles.get(*pattern).copied().unwrap_or("0"));
        match value {
            LateValue::Blank => xml.push_str("\"/>"),
            LateValue::Number(value) => {
                xml.push_str("\"><v>");
                xml.push_str(&value.to_string());
                xml.push_str("</v></c>");
            }
            LateValue::Text(text) => {
                // Without the mark, spaces at either end would be lost.
                let keep = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
                let open = if keep { "<t xml:space=\"preserve\">" } else { "<t>" };
                xml.push_str("\" t=\"inlineStr\"><is>");
                xml.push_str(open);
                push_text(xml, &text_of(text));
                xml.push_str("</t></is></c>");
            }
        }
    }
    xml.push_str("</row>");
}

/// Text as it stands between tags. What looks like Excel's own escape, `_x0041_`, is marked as none.
fn push_text(xml: &mut String, text: &str) {
    let mut plain = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'_' if is_escape(text.as_bytes().get(at..).unwrap_or_default()) => "_x005F_",
            _ => continue,
        };
        xml.push_str(text.get(plain..at).unwrap_or_default());
        xml.push_str(escaped);
        plain = at.saturating_add(1);
    }
    xml.push_str(text.get(plain..).unwrap_or_default());
}

fn is_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{CellRef, Legacy, Limits, Value, read};
    use crate::workbook::{Title, book, save_with_rows};
    use proptest::prelude::*;
    use rust_xlsxwriter::Format;

    fn saved(rows: Vec<LateRow<'static>>) -> Vec<u8> {
        let mut workbook = book(&Title::default()).unwrap();
        workbook.add_worksheet();
        let sheet = workbook.add_worksheet();
        sheet.write_string(0, 0, "Title").unwrap();
        let formats = [Format::new().set_text_wrap(), Format::new().set_num_format("dd/mm/yyyy"), Format::new()];
        let last = 4 + u32::try_from(rows.len()).unwrap();
        let late = LateRows::new(sheet, (5, last), 1, &formats, rows.into_iter()).unwrap();
        save_with_rows(&mut workbook, vec![(1, late)]).unwrap()
    }

    fn text(text: &str) -> LateRow<'static> {
        LateRow { lines: 1, cells: vec![(0, LateValue::Text(Cow::Owned(text.to_owned()))), (2, LateValue::Blank)] }
    }

    #[test]
    fn a_late_row_has_the_value_the_date_format_and_the_place_it_was_given() {
        let day = LateRow { lines: 3, cells: vec![(0, LateValue::Blank), (1, LateValue::Number(45_838.0))] };
        let book = read(&saved(vec![text("one"), day]), &Limits::returns(), Legacy::Refuse).unwrap();
        let sheet = &book.sheets[1];
        assert_eq!(sheet.text(CellRef::parse("A6").unwrap()).as_deref(), Some("one"));
        let day = sheet.get(CellRef::parse("B7").unwrap()).unwrap();
        assert!(matches!(day.value, Some(Value::Date { .. })), "{day:?}");
        assert_eq!(sheet.cells.len(), 3);
    }

    #[test]
    fn more_rows_than_one_piece_holds_all_arrive() {
        let rows: Vec<_> = (0..5_000).map(|number| text(&format!("row {number}"))).collect();
        let book = read(&saved(rows), &Limits::returns(), Legacy::Refuse).unwrap();
        assert_eq!(book.sheets[1].cells.len(), 5_001);
        assert_eq!(book.sheets[1].text(CellRef::parse("A5005").unwrap()).as_deref(), Some("row 4999"));
    }

    proptest! {
        #[test]
        fn any_text_comes_back_as_it_was(given in "[ -~\\n_x0041é🙂]{1,40}") {
            let book = read(&saved(vec![text(&given)]), &Limits::returns(), Legacy::Refuse).unwrap();
            let read = book.sheets[1].get(CellRef::parse("A6").unwrap()).map(|cell| cell.value.clone());
            prop_assert_eq!(read, Some(Some(Value::Text(given.into()))));
        }
    }
}
