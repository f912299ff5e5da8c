//! What makes a block of cells an Excel table: its headings, its name and an alternative text.
//!
//! Headings are one row, each its own, so that a table can be sorted, filtered and named in formulas. The border: the
//! rows below are for `data_table` and `late_table`.

use std::collections::BTreeSet;

use rust_xlsxwriter::{ColNum, Format, FormatAlign, RowNum, Table, TableColumn, TableStyle, Worksheet};

use crate::domain::{Colour, key};
use crate::workbook::{Styles, WriteError, colour, fit_row, line, lines_of};

/// How many rows a sheet of Excel has.
const ROWS: usize = 1_048_576;
/// How many columns it has.
const COLUMNS: usize = 16_384;
/// The longest heading of a table, in UTF-16 units.
const LONGEST_HEADING: usize = 255;
/// How many characters of a heading's width a filter button covers.
const BUTTON: u16 = 3;

/// One heading.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// What it says.
    pub text: String,
    /// The width of its column, in characters.
    pub width: u16,
    /// The fill, where it names a rating.
    pub fill: Option<Colour>,
    /// Whether figures stand below it, on the right.
    pub figures: bool,
}

impl Heading {
    /// A heading in the house's colours.
    pub(super) fn plain(text: impl Into<String>, width: u16) -> Self {
        Self { text: text.into(), width, fill: None, figures: false }
    }
}

/// A table but for its rows.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// Its name in Excel: letters and underscores.
    pub name: String,
    /// What it holds, for people who hear it read.
    pub about: String,
    /// Its headings; those that are the same are told apart when written.
    pub headings: Vec<Heading>,
    /// Whether its headings have filter buttons.
    pub filter: bool,
}

impl Frame {
    /// Writes the headings in row `at`, from column A on, and what makes them and the `rows` below a table; gives its
    /// last row and column.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        at: RowNum,
        rows: usize,
        styles: &Styles,
    ) -> Result<(RowNum, ColNum), WriteError> {
        let last = last_row(sheet, at, rows)?;
        Ok((last, self.write_to(sheet, (at, last), styles)?))
    }

    /// The same where the rows are late: a table of its first row only.
    pub(super) fn write_first(
        &self,
        sheet: &mut Worksheet,
        at: RowNum,
        rows: usize,
        styles: &Styles,
    ) -> Result<(RowNum, ColNum), WriteError> {
        let last = last_row(sheet, at, rows)?;
        Ok((last, self.write_to(sheet, (at, at.saturating_add(1)), styles)?))
    }

    fn write_to(
        &self,
        sheet: &mut Worksheet,
        (at, last): (RowNum, RowNum),
        styles: &Styles,
    ) -> Result<ColNum, WriteError> {
        let last_col = last_col(sheet, self.headings.len())?;
        let texts = unique(self.headings.iter().map(|heading| heading.text.as_str()));
        let button = if self.filter { BUTTON } else { 0 };
        // Headings are bold, and so a little wider.
        let lines = texts.iter().zip(&self.headings);
        let lines = lines.map(|(text, heading)| lines_of(text, heading.width.saturating_sub(button.saturating_add(1))));
        fit_row(sheet, at, lines.max().unwrap_or(1))?;
        let columns: Vec<TableColumn> = texts
            .into_iter()
            .zip(&self.headings)
            .map(|(text, heading)| {
                TableColumn::new().set_header(text).set_header_format(heading_format(heading, styles))
            })
            .collect();
        let table = Table::new()
            .set_name(self.name.as_str())
            .set_style(TableStyle::None)
            .set_autofilter(self.filter)
            .set_alt_text(line(&self.about, 255))
            .set_columns(&columns);
        sheet.add_table(at, 0, last, last_col, &table)?;
        Ok(last_col)
    }
}

/// The last row of a table with its headings in row `at`.
fn last_row(sheet: &Worksheet, at: RowNum, rows: usize) -> Result<RowNum, WriteError> {
    let last = RowNum::try_from(rows).ok().and_then(|rows| at.checked_add(rows));
    let last = last.filter(|last| usize::try_from(*last).is_ok_and(|last| last < ROWS));
    last.ok_or_else(|| WriteError::TooManyConsolidatedRows { sheet: sheet.name(), rows })
}

/// The last column of a table of that many.
fn last_col(sheet: &Worksheet, columns: usize) -> Result<ColNum, WriteError> {
    let last = columns.checked_sub(1).and_then(|last| ColNum::try_from(last).ok());
    last.filter(|_| columns <= COLUMNS).ok_or_else(|| WriteError::TooManyColumns { sheet: sheet.name(), columns })
}

fn heading_format(heading: &Heading, styles: &Styles) -> Format {
    let align = if heading.figures { FormatAlign::Right } else { FormatAlign::Left };
    let format = styles.heading.clone().set_align(align);
    match heading.fill {
        Some(fill) => format.set_background_color(colour(fill)).set_font_color(colour(fill.text_colour())),
        None => format,
    }
}

/// Headings as a table can have them: one line each, none empty, no two alike whatever their case.
fn unique<'h>(headings: impl Iterator<Item = &'h str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    headings
        .map(|heading| {
            let heading = match line(heading, LONGEST_HEADING) {
                empty if empty.is_empty() => "Column".to_owned(),
                heading => heading,
            };
            let numbered = |n: usize| match n {
                1 => heading.clone(),
                n => format!("{} {n}", line(&heading, LONGEST_HEADING.saturating_sub(8))),
            };
            let free = (1..=taken.len().saturating_add(1))
                .map(numbered)
                .find(|text| !taken.contains(&key(text)))
                .unwrap_or_default();
            taken.insert(key(&free));
            free
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_are_the_same_whatever_their_case_are_numbered() {
        let headings = ["Ref", "REF", "Why", "two\nlines", "", " ", "Ref 2"];
        let unique = unique(headings.into_iter());
        assert_eq!(unique, ["Ref", "REF 2", "Why", "two lines", "Column", "Column 2", "Ref 2 2"]);
    }

    #[test]
    fn a_very_long_heading_fits_a_table_even_when_it_is_there_twice() {
        let long = "x".repeat(400);
        let unique = unique([long.as_str(), long.as_str()].into_iter());
        assert!(unique.iter().all(|heading| heading.encode_utf16().count() <= LONGEST_HEADING));
        assert_ne!(unique[0], unique[1]);
    }

    #[test]
    fn more_rows_than_excel_has_are_refused_in_words() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        assert!(last_row(sheet, 2, ROWS - 3).is_ok());
        let refused = last_row(sheet, 3, ROWS - 3).unwrap_err().to_string();
        assert!(refused.contains("1,048,576"), "{refused}");
    }
}
