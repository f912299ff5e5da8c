//! What is there already under the name of a file that is to be written: planroll's own may be replaced, and nothing else.
//!
//! A consolidated workbook that somebody has worked in is kept under another name first.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::desk::{self, ByHand, Desk};
use crate::grid::Limits;
use crate::report::is_consolidate_json;

use super::error::Error;
use super::paths::{no_file, shown};
use super::reading::{Bytes, bytes_within};
use super::saving::{Over, save};
use super::windows_names::writable;

/// How many names are tried for what is kept.
const MOST_NAMES: u32 = 1_000;

/// What is there under the name of the consolidated workbook, where that is this plan's and period's own.
pub(super) struct There {
    pub bytes: Vec<u8>,
    pub by_hand: ByHand,
}

/// Looks whether a consolidated workbook of the desk's plan and period may be written at `path`. Gives the one that is there,
/// where there is one.
///
/// # Errors
/// [`Error::NotOurs`] where something else is there, unless by `force`; [`Error::Write`] for what is no file.
pub(super) fn own_workbook(path: &Path, desk: &Desk, force: bool) -> Result<Option<There>, Error> {
    let Some(bytes) = there(path, force)? else { return Ok(None) };
    match desk.read_corrections(&shown(path), &bytes) {
        Ok(by_hand) => Ok(Some(There { bytes, by_hand })),
        Err(desk::Error::NotItsWorkbook { .. }) if force => Ok(None),
        Err(desk::Error::NotItsWorkbook { path, what }) => Err(Error::NotOurs { path, what, option: "-o" }),
        Err(other) => Err(other.into()),
    }
}

/// Looks whether the counts may be written at `path` as JSON.
///
/// # Errors
/// Those of [`own_workbook`].
pub(super) fn refuse_other_json(path: &Path, force: bool) -> Result<(), Error> {
    match there(path, force)? {
        Some(bytes) if !force && !is_consolidate_json(&bytes) => {
            let what = "no JSON of planroll consolidate".to_owned();
            Err(Error::NotOurs { path: shown(path), what, option: "--json" })
        }
        Some(_) | None => Ok(()),
    }
}

/// Looks whether the workbook for members may be written at `path`: over one that planroll wrote, and nothing else.
///
/// # Errors
/// Those of [`own_workbook`].
pub(super) fn refuse_other_members(path: &Path, force: bool) -> Result<(), Error> {
    match there(path, force)? {
        Some(bytes) if !force && !desk::is_for_members(&bytes) => {
            let what = "no workbook for members that planroll wrote".to_owned();
            Err(Error::NotOurs { path: shown(path), what, option: "--members" })
        }
        Some(_) | None => Ok(()),
    }
}

/// The bytes of the file that is there; none where nothing is, or a folder, of which saving speaks.
pub(super) fn there(path: &Path, force: bool) -> Result<Option<Vec<u8>>, Error> {
    let about = match writable(path).and_then(|()| fs::metadata(path)) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(Error::Write { path: shown(path), source }),
    };
    if about.is_dir() {
        return Ok(None);
    }
    if !about.is_file() {
        return Err(Error::Write { path: shown(path), source: no_file(&about) });
    }
    if about.permissions().readonly() && !force {
        return Err(Error::ReadOnly { path: shown(path) });
    }
    match bytes_within(path, &Limits::previous())? {
        Bytes::Whole(bytes) => Ok(Some(bytes)),
        // Far larger than anything of ours.
        Bytes::TooLarge { .. } => Ok(Some(Vec::new())),
    }
}

/// Keeps the bytes of a file beside it, under a name that is free.
///
/// # Errors
/// Where they cannot be saved.
pub(super) fn keep_beside(path: &Path, bytes: &[u8], today: Date) -> Result<PathBuf, Error> {
    let part =
        |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    let (stem, ending) = (part(path.file_stem()), part(path.extension()));
    let named = |number: u32| {
        let number = if number == 1 { String::new() } else { format!(" {number}") };
        path.with_file_name(format!("{stem} before {today}{number}.{ending}"))
    };
    // Whatever is there, a broken link too, is not written over.
    let kept = (1..=MOST_NAMES).map(named).find(|kept| fs::symlink_metadata(kept).is_err());
    let kept = kept.ok_or_else(|| Error::Exists { paths: vec![shown(&named(1))] })?;
    save(&kept, bytes, Over::Refuse)?;
    Ok(kept)
}
