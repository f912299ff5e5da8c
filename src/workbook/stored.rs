//! A row of cells as a sheet stores them, whether it is written at once or when the workbook is saved.

use std::borrow::Cow;

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Formula, RowNum, Worksheet};

use super::{WriteError, fit_row, write_text};

/// What a cell stores.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stored<'a> {
    /// Nothing but its format.
    Blank,
    /// Text, never a formula.
    Text(Cow<'a, str>),
    /// A number or a day.
    Number(f64),
    /// A formula of the program's own, with the number it makes now; without one it makes the empty text.
    Formula(String, Option<Decimal>),
}

/// One row: its cells from column A on, each with the place of its format among those of its table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StoredRow<'a> {
    /// How many lines its tallest cell takes.
    pub lines: u32,
    /// Its cells; a row without any is left out.
    pub cells: Vec<(usize, Stored<'a>)>,
}

/// Writes a row at once.
///
/// # Errors
/// Where the row is outside the sheet.
pub(crate) fn write_row(
    sheet: &mut Worksheet,
    row: RowNum,
    stored: &StoredRow<'_>,
    formats: &[Format],
) -> Result<(), WriteError> {
    for (col, (format, value)) in (0..).zip(&stored.cells) {
        let Some(format) = formats.get(*format) else { continue };
        match value {
            Stored::Blank => write_text(sheet, (row, col), "", format)?,
            Stored::Text(text) => write_text(sheet, (row, col), text, format)?,
            Stored::Number(number) => sheet.write_number_with_format(row, col, *number, format).map(|_| ())?,
            Stored::Formula(formula, result) => {
                let formula = Formula::new(formula);
                let formula = match result {
                    Some(result) => formula.set_result(result.to_string()),
                    None => formula,
                };
                // What a formula without a result is stored with; the writer's own is nought.
                sheet.set_formula_result_default("");
                sheet.write_formula_with_format(row, col, formula, format)?;
            }
        }
    }
    fit_row(sheet, row, stored.lines)
}
