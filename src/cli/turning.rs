//! What `agree` and `next-year` share: the plan workbook as its file holds it, and the new one, which takes the place of
//! no other.

use std::fs;
use std::path::Path;

use crate::desk::{self, Desk, PlanWorkbook, ending};
use crate::grid::{Legacy, Limits};

use super::error::Error;
use super::names::name_of;
use super::paths::shown;
use super::plan_workbook::with_plan;
use super::reading::{Bytes, bytes_of, bytes_within, program};
use super::saving::{Over, save};
use super::screen::Screen;

/// The desk with a plan workbook, and the bytes of its file.
pub(super) fn plan_and_bytes(path: &Path, screen: &mut Screen) -> Result<(Desk, Vec<u8>), Error> {
    let name = name_of(path);
    if path.is_dir() {
        return Err(Error::PlanIsAFolder { path: shown(path) });
    }
    let bytes = match bytes_of(path)? {
        Bytes::Whole(bytes) => bytes,
        Bytes::TooLarge { why, .. } => return Err(desk::Error::PlanRefused { path: name, why }.into()),
    };
    let workbook = PlanWorkbook::read(&name, &bytes, None, Legacy::Worker(&program()?))?;
    Ok((with_plan(workbook, None, screen)?, bytes))
}

/// The bytes of a consolidated workbook.
pub(super) fn consolidated_bytes(path: &Path, name: &str) -> Result<Vec<u8>, Error> {
    if path.is_dir() {
        return Err(Error::IsAFolder { path: shown(path), example: "consolidated.xlsx" });
    }
    match bytes_within(path, &Limits::previous())? {
        Bytes::Whole(bytes) => Ok(bytes),
        Bytes::TooLarge { why, .. } => Err(desk::Error::ConsolidatedRefused { path: name.to_owned(), why }.into()),
    }
}

/// Looks whether the new plan workbook may be written at `out`: not over a workbook that is read, and under a name that ends
/// as the plan workbook's does.
pub(super) fn refuse_out<'p>(
    out: &Path,
    plan: &Path,
    others: impl IntoIterator<Item = &'p Path>,
    force: bool,
) -> Result<(), Error> {
    let same = |a: &Path, b: &Path| match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    };
    if same(plan, out) || others.into_iter().any(|other| same(other, out)) {
        return Err(Error::OverInput { path: shown(out), option: "-o" });
    }
    // Excel opens a workbook with macros under no other ending.
    let wanted = match ending(&shown(plan)).as_str() {
        own @ ("xlsm" | "xltm") => own.to_owned(),
        _ => "xlsx".to_owned(),
    };
    if ending(&shown(out)) != wanted {
        return Err(Error::OtherEnding { path: shown(out), ending: wanted });
    }
    if !force && fs::symlink_metadata(out).is_ok() && !out.is_dir() {
        return Err(Error::Exists { paths: vec![shown(out)] });
    }
    Ok(())
}

/// Saves the new plan workbook.
pub(super) fn save_plan(out: &Path, bytes: &[u8], force: bool) -> Result<(), Error> {
    save(out, bytes, if force { Over::Replace } else { Over::Refuse })
}
