//! The cells of a return, as every job reads them.

use crate::grid::{Legacy, Limits, Refusal, Workbook, read_without};
use crate::layout::{RETURN, SheetId};

/// Reads the cells of a return but for its lists and the workings of its live checks: they are more than half of it, and
/// nothing is typed there.
///
/// # Errors
/// Why the file is no workbook that is read.
pub(crate) fn open(bytes: &[u8], limits: &Limits, legacy: Legacy<'_>) -> Result<Workbook, Refusal> {
    read_without(bytes, limits, legacy, &[RETURN.sheet_name(SheetId::Lists)])
}
