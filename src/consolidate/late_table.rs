//! One Excel table of very many rows, which are written when the workbook is saved.
//!
//! Its cells are made twice, and none is kept: once to see which formats there are and how tall its rows become, once to
//! be written. The border: what a late row is to the file is for `workbook`, which rows there are for the sheets.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, RowNum, Worksheet};

use crate::domain::print_short;
use crate::workbook::{LateRow, LateRows, LateValue, Styles, WriteError, excel_day, number_of};

use super::content::Content;
use super::data_table::Looks;
use super::frame::Frame;
use super::rows::{Rows, Survey};

/// One table.
pub(super) struct LateTable<'a> {
    /// Its name and headings.
    pub frame: Frame,
    /// Its rows; at least one.
    pub rows: Rows<'a>,
    /// For each heading the place of its cell in a row.
    pub places: Vec<usize>,
    /// What the cells are like, below headings as wide as these.
    pub survey: Survey,
}

impl<'a> LateTable<'a> {
    /// Writes the table with its headings in row `at`, from column A on, but for its rows; gives its last row.
    pub(super) fn write(
        self,
        sheet: &mut Worksheet,
        at: RowNum,
        styles: &Styles,
    ) -> Result<(RowNum, LateRows<'a>), WriteError> {
        let Self { frame, rows, places, survey: Survey { lines, formats, .. } } = self;
        let (last, last_col) = frame.write_first(sheet, at, rows.count(), styles)?;
        let looks = LateLooks { numbers: formats };
        let formats = looks.formats(&Looks::new(styles, false));
        let made = (0..rows.count()).zip(lines).map(move |(row, lines)| LateRow {
            lines,
            cells: places.iter().map(|place| looks.late(rows.cell(row, *place))).collect(),
        });
        let late = LateRows::new(sheet, &frame.name, ((at.saturating_add(1), last), last_col), &formats, made)?;
        Ok((last, late))
    }
}

/// The formats of late rows: those of [`Looks`], then one for each number format among the cells.
struct LateLooks {
    numbers: Vec<Cow<'static, str>>,
}

impl LateLooks {
    const TEXT: usize = 0;
    const AS_TEXT: usize = 1;
    const DAY: usize = 2;
    const FIRST_NUMBER: usize = 3;

    fn formats(&self, looks: &Looks) -> Vec<Format> {
        let numbers = self.numbers.iter().map(|format| looks.number.clone().set_num_format(&**format));
        [&looks.text, &looks.as_text, &looks.day].into_iter().cloned().chain(numbers).collect()
    }

    fn late<'a>(&self, content: Content<'a>) -> (usize, LateValue<'a>) {
        match content {
            Content::Blank => (Self::TEXT, LateValue::Blank),
            Content::Text(text) => (Self::TEXT, LateValue::Text(text)),
            Content::Ref(text) => (Self::AS_TEXT, LateValue::Text(text)),
            Content::Day(day) => match excel_day(day) {
                Some(date) => (Self::DAY, LateValue::Number(date.to_excel())),
                None => (Self::DAY, LateValue::Text(print_short(day).into())),
            },
            Content::Count(_) | Content::Number(..) | Content::Percentage(..) | Content::Live(..) => {
                let Some((value, format)) = content.figure() else { return (Self::TEXT, LateValue::Blank) };
                let own = self.numbers.iter().position(|known| *known == format).unwrap_or_default();
                let value =
                    number_of(value).map_or_else(|| LateValue::Text(value.to_string().into()), LateValue::Number);
                (Self::FIRST_NUMBER.saturating_add(own), value)
            }
        }
    }
}
