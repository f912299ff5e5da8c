//! One Excel table of very many rows, which are written when the workbook is saved.
//!
//! The cells of a [`LateTable`] are made then, and none is kept; what must be known before, of those columns that it depends
//! on, was looked at. A [`DataTable`] whose lines may be thousands has its cells already. The border: what a late row is to
//! the file is for `workbook`, which rows there are for the sheets.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, RowNum, Worksheet};

use crate::domain::print_short;
use crate::workbook::{LateRow, LateRows, LateValue, Styles, WriteError, excel_day, number_of};

use super::content::Content;
use super::data_table::{DataTable, Looks};
use super::frame::Frame;
use super::rows::Rows;

/// One table.
pub(super) struct LateTable<'a> {
    /// Its name and headings.
    pub frame: Frame,
    /// Its rows; at least one.
    pub rows: Rows<'a>,
    /// For each heading the place of its cell in a row.
    pub places: Vec<usize>,
    /// The formats of its figures.
    pub formats: Vec<Cow<'static, str>>,
    /// How many lines each row takes, where that was found already.
    pub lines: Option<Vec<u32>>,
}

impl<'a> LateTable<'a> {
    /// Writes the table with its headings in row `at`, from column A on, but for its rows; gives its last row.
    pub(super) fn write(
        self,
        sheet: &mut Worksheet,
        at: RowNum,
        styles: &Styles,
    ) -> Result<(RowNum, LateRows<'a>), WriteError> {
        let Self { frame, rows, places, formats, lines } = self;
        let (last, last_col) = frame.write_first(sheet, at, rows.count(), styles)?;
        let looks = LateLooks { numbers: formats };
        let formats = looks.formats(styles, &[false]);
        let columns: Vec<(usize, u16)> =
            places.into_iter().zip(&frame.headings).map(|(place, heading)| (place, heading.width)).collect();
        let made = (0..rows.count()).map(move |row| {
            let known = lines.as_ref().and_then(|lines| lines.get(row).copied());
            let mut tallest = 1;
            let cells = columns.iter().map(|(place, width)| {
                let cell = rows.cell(row, *place);
                if known.is_none() {
                    tallest = cell.lines(*width).max(tallest);
                }
                looks.late(cell, false)
            });
            let cells = cells.collect();
            LateRow { lines: known.unwrap_or(tallest), cells }
        });
        let late = LateRows::new(sheet, &frame.name, ((at.saturating_add(1), last), last_col), &formats, made)?;
        Ok((last, late))
    }
}

impl<'a> DataTable<'a> {
    /// Writes the table as [`DataTable::write`] does but for its rows, of which there may be thousands: they are given back
    /// to be written when the workbook is saved.
    pub(super) fn write_late(
        self,
        sheet: &mut Worksheet,
        at: RowNum,
        styles: &Styles,
    ) -> Result<(RowNum, LateRows<'a>), WriteError> {
        let Self { frame, rows } = self;
        let (last, last_col) = frame.write_first(sheet, at, rows.len(), styles)?;
        let mut numbers = Vec::new();
        for (_, format) in rows.iter().flat_map(|row| &row.cells).filter_map(Content::figure) {
            if !numbers.contains(&format) {
                numbers.push(format);
            }
        }
        let looks = LateLooks { numbers };
        let formats = looks.formats(styles, &[false, true]);
        let Frame { name, headings, .. } = frame;
        let made = rows.into_iter().map(move |row| LateRow {
            lines: row.lines(&headings),
            cells: row.cells.into_iter().map(|cell| looks.late(cell, row.total)).collect(),
        });
        let late = LateRows::new(sheet, &name, ((at.saturating_add(1), last), last_col), &formats, made)?;
        Ok((last, late))
    }
}

/// The formats of late rows: those of [`Looks`], then one for each number format among the cells; where there are totals
/// among the rows, the same again for those.
struct LateLooks {
    numbers: Vec<Cow<'static, str>>,
}

impl LateLooks {
    const TEXT: usize = 0;
    const AS_TEXT: usize = 1;
    const DAY: usize = 2;
    const NUMBER: usize = 3;
    const FIRST_FORMAT: usize = 4;

    /// The formats of rows that are no totals, of totals, or of both.
    fn formats(&self, styles: &Styles, totals: &[bool]) -> Vec<Format> {
        let formats_of = |total: &bool| {
            let looks = Looks::new(styles, *total);
            let numbers: Vec<Format> =
                self.numbers.iter().map(|format| looks.number.clone().set_num_format(&**format)).collect();
            [looks.text, looks.as_text, looks.day, looks.number].into_iter().chain(numbers)
        };
        totals.iter().flat_map(formats_of).collect()
    }

    fn late<'a>(&self, content: Content<'a>, total: bool) -> (usize, LateValue<'a>) {
        let before = if total { Self::FIRST_FORMAT.saturating_add(self.numbers.len()) } else { 0 };
        let (format, value) = self.plain(content);
        (before.saturating_add(format), value)
    }

    fn plain<'a>(&self, content: Content<'a>) -> (usize, LateValue<'a>) {
        match content {
            Content::Blank => (Self::TEXT, LateValue::Blank),
            Content::Text(text) => (Self::TEXT, LateValue::Text(text)),
            Content::Ref(text) => (Self::AS_TEXT, LateValue::Text(text)),
            Content::Day(day) => match excel_day(day) {
                Some(date) => (Self::DAY, LateValue::Number(date.to_excel())),
                None => (Self::DAY, LateValue::Text(print_short(day).into())),
            },
            Content::Live(formula, result) => {
                let (format, result) = match result.figure() {
                    Some((value, format)) => (self.place_of(&format), number_of(value)),
                    None => (Self::NUMBER, None),
                };
                (format, LateValue::Formula(formula, result))
            }
            Content::Count(_) | Content::Number(..) | Content::Percentage(..) => {
                let Some((value, format)) = content.figure() else { return (Self::TEXT, LateValue::Blank) };
                let value =
                    number_of(value).map_or_else(|| LateValue::Text(value.to_string().into()), LateValue::Number);
                (self.place_of(&format), value)
            }
        }
    }

    fn place_of(&self, format: &str) -> usize {
        let own = self.numbers.iter().position(|known| known == format);
        own.map_or(Self::NUMBER, |own| Self::FIRST_FORMAT.saturating_add(own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_total_has_the_formats_of_a_total_and_another_row_has_not() {
        let looks = LateLooks { numbers: vec!["#,##0".into(), "0.0%".into()] };
        let styles = Styles::new();
        let formats = looks.formats(&styles, &[false, true]);
        for total in [false, true] {
            let own = Looks::new(&styles, total);
            let live = Content::live("A1".to_owned(), Content::Blank);
            let count = own.number.clone().set_num_format("#,##0");
            for (content, format) in [
                (Content::text("Overall"), own.text),
                (Content::Ref("1.10".into()), own.as_text),
                (Content::Count(3), count),
                (live, own.number),
            ] {
                let (place, _) = looks.late(content, total);
                assert!(formats[place] == format, "{place}: {:?}", formats[place]);
            }
        }
        assert!(formats[LateLooks::TEXT] != formats[looks.late(Content::text("Overall"), true).0]);
    }
}
