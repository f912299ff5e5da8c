//! The one writer of tables: every block of data in the workbook is an Excel table that is written here.
//!
//! A table has one row of headings, each its own, so that it can be sorted, filtered and named in formulas; no merged
//! cells; and nothing that came from a return as anything but a value. Its rows are written at once or, where they may be
//! thousands, when the workbook is saved.

mod headings;
mod looks;
mod rows;

use std::borrow::Cow;

use rust_xlsxwriter::{ColNum, RowNum, TableColumn, TableStyle, Worksheet};

use crate::workbook::{LateRows, StoredRow, Styles, WriteError, fit_row, line, lines_of, write_row};

pub(super) use headings::Heading;
pub(super) use headings::unique;
use headings::{last_col, last_row};
use looks::Looks;
pub(super) use rows::{Heights, Look, Rows};

/// How many characters of a heading's width a filter button covers.
const BUTTON: u16 = 3;

/// One table.
pub(super) struct Table<'a> {
    /// Its name in Excel: letters and underscores.
    pub name: String,
    /// What it holds, for people who hear it read.
    pub about: String,
    /// Its headings; those that are the same are told apart when written.
    pub headings: Vec<Heading>,
    /// Whether its headings have filter buttons.
    pub filter: bool,
    /// Its rows; at least one, with a cell for each heading.
    pub rows: Rows<'a>,
}

impl<'a> Table<'a> {
    /// Writes the table with its headings in row `at`, from column A on; gives its last row.
    pub(super) fn write(self, sheet: &mut Worksheet, at: RowNum, styles: &Styles) -> Result<RowNum, WriteError> {
        let heights = self.heights();
        let last = last_row(sheet, at, self.rows.count())?;
        self.write_headings(sheet, (at, last), styles)?;
        let looks = Looks::new(heights.formats);
        let formats = looks.formats(styles, self.rows.ends_in_total());
        for (row, stored) in (at + 1..).zip(self.stored(looks, Some(heights.rows))) {
            write_row(sheet, row, &stored, &formats)?;
        }
        Ok(last)
    }

    /// Writes the table but for its rows, which are given back to be written when the workbook is saved; gives its last
    /// row too.
    pub(super) fn write_late(
        self,
        sheet: &mut Worksheet,
        at: RowNum,
        styles: &Styles,
    ) -> Result<(RowNum, LateRows<'a>), WriteError> {
        let heights = self.heights();
        self.write_measured(sheet, at, styles, heights.formats, Some(heights.rows))
    }

    /// The same where the number formats of its figures are known already, and how many lines each row takes is known too
    /// or is found when the row is made.
    pub(super) fn write_measured(
        self,
        sheet: &mut Worksheet,
        at: RowNum,
        styles: &Styles,
        formats: Vec<Cow<'static, str>>,
        lines: Option<Vec<u32>>,
    ) -> Result<(RowNum, LateRows<'a>), WriteError> {
        let last = last_row(sheet, at, self.rows.count())?;
        // The writer keeps a list of every cell of a table, so it is told of the first row only.
        let last_col = self.write_headings(sheet, (at, at + 1), styles)?;
        let looks = Looks::new(formats);
        let formats = looks.formats(styles, self.rows.ends_in_total());
        let name = self.name.clone();
        let late = LateRows::new(sheet, &name, ((at + 1, last), last_col), &formats, self.stored(looks, lines))?;
        Ok((last, late))
    }

    /// Writes the headings, and what makes them and the rows to `last` a table; gives its last column.
    fn write_headings(
        &self,
        sheet: &mut Worksheet,
        (at, last): (RowNum, RowNum),
        styles: &Styles,
    ) -> Result<ColNum, WriteError> {
        let last_col = last_col(sheet, self.headings.len())?;
        let texts = unique(self.headings.iter().map(|heading| heading.text.as_str()));
        // Headings are bold, and so a little wider.
        let taken = if self.filter { BUTTON + 1 } else { 1 };
        // Nothing is left of a column that is narrower than its button.
        let room = |heading: &Heading| heading.width.saturating_sub(taken);
        let lines = texts.iter().zip(&self.headings).map(|(text, heading)| lines_of(text, room(heading)));
        fit_row(sheet, at, lines.max().unwrap_or(1))?;
        let columns = texts.into_iter().zip(&self.headings);
        let columns = columns
            .map(|(text, heading)| TableColumn::new().set_header(text).set_header_format(heading.format(styles)));
        let table = rust_xlsxwriter::Table::new()
            .set_name(self.name.as_str())
            .set_style(TableStyle::None)
            .set_autofilter(self.filter)
            .set_alt_text(line(&self.about, 255))
            .set_columns(&columns.collect::<Vec<_>>());
        sheet.add_table(at, 0, last, last_col, &table)?;
        Ok(last_col)
    }

    fn heights(&self) -> Heights {
        let widths: Vec<u16> = self.headings.iter().map(|heading| heading.width).collect();
        self.rows.heights(&widths)
    }

    /// Its rows as a sheet stores them, made one at a time.
    fn stored(self, looks: Looks, lines: Option<Vec<u32>>) -> impl Iterator<Item = StoredRow<'a>> + Send + 'a {
        let Self { headings, rows, .. } = self;
        (0..rows.count()).map(move |row| {
            let known = lines.as_ref().and_then(|lines| lines.get(row).copied());
            let mut tallest = 1;
            let cells = headings.iter().enumerate().map(|(column, heading)| {
                let cell = rows.cell(row, column);
                if known.is_none() {
                    tallest = cell.lines(heading.width).max(tallest);
                }
                looks.stored(cell, rows.is_total(row))
            });
            let cells = cells.collect();
            StoredRow { lines: known.unwrap_or(tallest), cells }
        })
    }
}
