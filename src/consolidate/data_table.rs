//! One Excel table: headings, rows of typed cells, a name and an alternative text.
//!
//! Every block of data in the workbook is written here or in `late_table`, so that all are real tables with one row of
//! unique headings, no merged cells and nothing that came from a return as anything but a value. The border: which rows and
//! headings there are is for the sheets.

use rust_xlsxwriter::{ColNum, Format, FormatAlign, FormatBorder, Formula, RowNum, Worksheet};

use crate::workbook::{Styles, WriteError, fit_row, write_date, write_number, write_text};

use super::content::Content;
use super::frame::{Frame, Heading};

/// The number format of a day.
const DAY: &str = "dd/mm/yyyy";

/// One row.
#[derive(Debug, Clone)]
pub(super) struct Row<'a> {
    /// Its cells, one for each heading.
    pub cells: Vec<Content<'a>>,
    /// Whether it is a total, in bold below a line.
    pub total: bool,
}

/// One table.
#[derive(Debug, Clone)]
pub(super) struct DataTable<'a> {
    /// Its name and headings.
    pub frame: Frame,
    /// Its rows; at least one.
    pub rows: Vec<Row<'a>>,
}

impl<'a> Row<'a> {
    /// A row of a table that is no total.
    pub(super) fn plain(cells: Vec<Content<'a>>) -> Self {
        Self { cells, total: false }
    }

    /// How many lines its tallest cell takes below those headings.
    pub(super) fn lines(&self, headings: &[Heading]) -> u32 {
        let lines = self.cells.iter().zip(headings).map(|(content, heading)| content.lines(heading.width));
        lines.max().unwrap_or(1)
    }
}

impl DataTable<'_> {
    /// Writes the table with its headings in row `at`, from column A on; gives its last row.
    pub(super) fn write(&self, sheet: &mut Worksheet, at: RowNum, styles: &Styles) -> Result<RowNum, WriteError> {
        let (last, last_col) = self.frame.write(sheet, at, self.rows.len(), styles)?;
        let looks = [Looks::new(styles, false), Looks::new(styles, true)];
        for (row, line) in (at.saturating_add(1)..).zip(&self.rows) {
            let [plain, total] = &looks;
            let looks = if line.total { total } else { plain };
            for (col, content) in (0..=last_col).zip(&line.cells) {
                looks.write(sheet, (row, col), content)?;
            }
            fit_row(sheet, row, line.lines(&self.frame.headings))?;
        }
        Ok(last)
    }
}

/// The formats of a row.
pub(super) struct Looks {
    pub(super) text: Format,
    pub(super) as_text: Format,
    pub(super) number: Format,
    pub(super) day: Format,
}

impl Looks {
    pub(super) fn new(styles: &Styles, total: bool) -> Self {
        let strong = |format: &Format| {
            let format = format.clone();
            if total { format.set_bold().set_border_top(FormatBorder::Medium) } else { format }
        };
        Self {
            text: strong(&styles.text),
            as_text: strong(&styles.as_text),
            number: strong(&styles.text).set_align(FormatAlign::Right),
            day: strong(&styles.text).set_num_format(DAY),
        }
    }

    fn write(&self, sheet: &mut Worksheet, at: (RowNum, ColNum), content: &Content<'_>) -> Result<(), WriteError> {
        match content {
            Content::Blank => write_text(sheet, at, "", &self.text),
            Content::Text(text) => write_text(sheet, at, text, &self.text),
            Content::Ref(text) => write_text(sheet, at, text, &self.as_text),
            Content::Count(_) | Content::Number(..) | Content::Percentage(..) => {
                let Some((value, format)) = content.figure() else { return Ok(()) };
                write_number(sheet, at, value, &self.number.clone().set_num_format(&*format))
            }
            Content::Day(day) => write_date(sheet, at, *day, &self.day),
            Content::Live(formula, result) => self.write_live(sheet, at, formula, result),
        }
    }

    /// A formula with its result; a result that is no number is the empty text.
    fn write_live(
        &self,
        sheet: &mut Worksheet,
        (row, col): (RowNum, ColNum),
        formula: &str,
        result: &Content<'_>,
    ) -> Result<(), WriteError> {
        let formula = Formula::new(formula);
        let (formula, format) = match result.figure() {
            Some((value, format)) => {
                (formula.set_result(value.to_string()), self.number.clone().set_num_format(&*format))
            }
            None => (formula, self.number.clone()),
        };
        // What a formula without a result is stored with; the writer's own is nought.
        sheet.set_formula_result_default("");
        sheet.write_formula_with_format(row, col, formula, &format)?;
        Ok(())
    }
}
