//! Consolidated workbooks of earlier periods: read, and earlier indeed.
//!
//! What is wrong with one is wrong with the job, not with a return: it is said in words, and nothing is done.

use crate::domain::Period;
use crate::grid::{Legacy, Limits, read, sha256};
use crate::previous::{self, Previous};
use crate::returns::Source;

use super::error::Error;

/// Reads the consolidated workbook of a period before `period`, where that is known.
///
/// # Errors
/// [`Error::EarlierRefused`], [`Error::NotConsolidated`], [`Error::NotEarlier`].
pub fn read_earlier(path: &str, bytes: &[u8], period: Option<Period>, legacy: Legacy<'_>) -> Result<Previous, Error> {
    let path = || path.to_owned();
    let workbook =
        read(bytes, &Limits::previous(), legacy).map_err(|why| Error::EarlierRefused { path: path(), why })?;
    let source = Source { path: path(), sha256: sha256(bytes) };
    let earlier = previous::read(source, &workbook).map_err(|why| Error::NotConsolidated { path: path(), why })?;
    match period {
        Some(period) if earlier.period.end_in_year() >= period.end_in_year() => Err(not_earlier(&earlier, period)),
        Some(_) | None => Ok(earlier),
    }
}

pub(super) fn not_earlier(workbook: &Previous, period: Period) -> Error {
    Error::NotEarlier {
        path: workbook.source.path.clone(),
        its: workbook.period.to_string(),
        period: period.to_string(),
    }
}
