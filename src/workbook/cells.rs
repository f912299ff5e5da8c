//! Writing single cells: text, exact numbers and days.
//!
//! Text is always written as text, never as a formula or a link. Numbers leave their exact form here, because Excel
//! stores binary fractions; the nearest one is written, which Excel shows to 15 significant digits.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_xlsxwriter::{ColNum, ExcelDateTime, Format, IgnoreError, RowNum, Worksheet};

use crate::domain::print_short;
use crate::plan::Printed;

use super::{WriteError, text_of};

/// Writes text with a format; where there is none, an empty cell that keeps the format.
///
/// # Errors
/// Where the cell is outside the sheet.
pub(crate) fn write_text(
    sheet: &mut Worksheet,
    (row, col): (RowNum, ColNum),
    text: &str,
    format: &Format,
) -> Result<(), WriteError> {
    let text = text_of(text);
    if text.is_empty() {
        sheet.write_blank(row, col, format)?;
    } else {
        sheet.write_string_with_format(row, col, text, format)?;
    }
    Ok(())
}

/// Writes lines of text into column A from `row` on; gives the row below them.
///
/// # Errors
/// Where a line is outside the sheet.
pub(crate) fn write_lines(
    sheet: &mut Worksheet,
    mut row: RowNum,
    lines: impl IntoIterator<Item = impl AsRef<str>>,
    format: &Format,
) -> Result<RowNum, WriteError> {
    for line in lines {
        write_text(sheet, (row, 0), line.as_ref(), format)?;
        row += 1;
    }
    Ok(row)
}

/// Writes an exact number, in the terms in which the cell stores it (0.92 for 92% in a percent format).
///
/// # Errors
/// Where the cell is outside the sheet.
pub(crate) fn write_number(
    sheet: &mut Worksheet,
    (row, col): (RowNum, ColNum),
    number: Decimal,
    format: &Format,
) -> Result<(), WriteError> {
    match number_of(number) {
        Some(value) => sheet.write_number_with_format(row, col, value, format)?,
        None => sheet.write_string_with_format(row, col, number.to_string(), format)?,
    };
    Ok(())
}

/// Writes a day as a date of Excel; a day before 1900, which Excel does not have, as text.
///
/// # Errors
/// Where the cell is outside the sheet.
pub(crate) fn write_date(
    sheet: &mut Worksheet,
    (row, col): (RowNum, ColNum),
    day: Date,
    format: &Format,
) -> Result<(), WriteError> {
    match excel_day(day) {
        Some(date) => sheet.write_datetime_with_format(row, col, date, format)?,
        None => sheet.write_string_with_format(row, col, print_short(day), format)?,
    };
    Ok(())
}

/// Lets texts in a column of a table stand without the mark of a number that somebody forgot to turn into one: references,
/// years.
///
/// # Errors
/// Where the column is outside the sheet.
pub(crate) fn let_text_be_text(
    sheet: &mut Worksheet,
    col: ColNum,
    first: RowNum,
    rows: usize,
) -> Result<(), WriteError> {
    if let Some(last) = RowNum::try_from(rows)
        .ok()
        .and_then(|rows| first.checked_add(rows)?.checked_sub(1))
        .filter(|last| *last >= first)
    {
        sheet.ignore_error_range(first, col, last, col, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

/// Writes what an issued cell holds. `percent` stores a number as hundredths, for a cell with a percent format.
///
/// # Errors
/// Where the cell is outside the sheet.
pub(crate) fn write_printed(
    sheet: &mut Worksheet,
    at: (RowNum, ColNum),
    printed: &Printed,
    percent: bool,
    format: &Format,
) -> Result<(), WriteError> {
    match printed {
        Printed::Blank => write_text(sheet, at, "", format),
        Printed::Text(text) => write_text(sheet, at, text, format),
        Printed::Number(value) if percent => write_number(sheet, at, hundredth(*value), format),
        Printed::Number(value) => write_number(sheet, at, *value, format),
        Printed::Shown { number, format: shown } => {
            let number = if printed.is_shown_in_percent() { hundredth(*number) } else { *number };
            write_number(sheet, at, number, &format.clone().set_num_format(shown.as_str()))
        }
    }
}

/// The number as Excel stores it; `None` where there is no such number.
pub(crate) fn number_of(number: Decimal) -> Option<f64> {
    number.to_string().parse().ok().filter(|value: &f64| value.is_finite())
}

/// The day as a date of Excel.
pub(crate) fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}

/// A hundredth, exact where the number has fewer than 27 places.
pub(crate) fn hundredth(value: Decimal) -> Decimal {
    value.checked_div(Decimal::ONE_HUNDRED).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_becomes_the_nearest_that_excel_stores() {
        assert_eq!(number_of("0.0306".parse().unwrap()), Some(0.0306));
        assert_eq!(number_of(Decimal::MAX), Some(79_228_162_514_264_337_593_543_950_335.0));
    }

    #[test]
    fn a_day_before_1900_is_no_date_of_excel() {
        assert!(excel_day(jiff::civil::date(1899, 12, 31)).is_none());
        assert!(excel_day(jiff::civil::date(2026, 3, 31)).is_some());
    }
}
