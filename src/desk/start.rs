//! The plan workbook to begin with.

use jiff::civil::Date;

use crate::domain::Period;
use crate::init::starter;

use super::error::Error;

pub use crate::init::Preset;

/// A starter plan workbook of a scheme for the period that `today` falls in, as the bytes of an .xlsx file.
///
/// # Errors
/// [`Error::Workbook`].
pub fn start_plan(preset: Preset, today: Date) -> Result<Vec<u8>, Error> {
    Ok(starter(preset, Period::containing(today, &preset.calendar()))?)
}
