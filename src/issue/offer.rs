//! What the rules of entry cells share: a list to choose from, and how far from the period a day may lie.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula};

use crate::workbook::WriteError;

/// Dates further from the period than this are not what was meant.
pub(super) const PLAUSIBLE_YEARS: i32 = 10;

/// A list to choose from, in a named range; anything else is stopped.
pub(super) fn list(range: &str, title: &str, message: &str) -> Result<DataValidation, WriteError> {
    Ok(DataValidation::new()
        .allow_list_formula(Formula::new(format!("={range}")))
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title(title)?
        .set_error_message(message)?)
}
