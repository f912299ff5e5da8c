//! What is there already under the name of a file that is to be written: planroll's own may be replaced, and nothing else.
//!
//! A consolidated workbook that somebody has worked in is kept under another name first.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::domain::{same, tidy};
use crate::grid::{Legacy, Limits, read};
use crate::plan::Plan;
use crate::previous::{contents_of, period_of};
use crate::report::is_consolidate_json;
use crate::workbook::is_as_packed;

use super::error::Error;
use super::paths::{no_file, shown};
use super::reading::{Bytes, bytes_within};
use super::saving::{Over, save};

/// How many names are tried for what is kept.
const MOST_NAMES: u32 = 1_000;

/// Looks whether a consolidated workbook of `plan` may be written at `path`. Gives the bytes of what is there where it is
/// one and has been changed since planroll wrote it.
///
/// # Errors
/// [`Error::NotOurs`] where something else is there, unless by `force`; [`Error::Write`] for what is no file.
pub(super) fn workbook_to_keep(path: &Path, plan: &Plan, force: bool) -> Result<Option<Vec<u8>>, Error> {
    let Some(bytes) = there(path, force)? else { return Ok(None) };
    match whose(&bytes, plan) {
        None => Ok(Some(bytes).filter(|bytes| !is_as_packed(bytes))),
        Some(_) if force => Ok(None),
        Some(what) => Err(Error::NotOurs { path: shown(path), what, option: "-o" }),
    }
}

/// Looks whether the counts may be written at `path` as JSON.
///
/// # Errors
/// Those of [`workbook_to_keep`].
pub(super) fn refuse_other_json(path: &Path, force: bool) -> Result<(), Error> {
    match there(path, force)? {
        Some(bytes) if !force && !is_consolidate_json(&bytes) => {
            let what = "no JSON of planroll consolidate".to_owned();
            Err(Error::NotOurs { path: shown(path), what, option: "--json" })
        }
        Some(_) | None => Ok(()),
    }
}

/// The bytes of the file that is there; none where nothing is, or a folder, of which saving speaks.
fn there(path: &Path, force: bool) -> Result<Option<Vec<u8>>, Error> {
    let about = match fs::metadata(path) {
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

/// What a file is instead of the consolidated workbook of this plan and period; none where it is that.
fn whose(bytes: &[u8], plan: &Plan) -> Option<String> {
    let none = || Some("no consolidated workbook that planroll wrote".to_owned());
    let Ok(workbook) = read(bytes, &Limits::previous(), Legacy::Refuse) else { return none() };
    let Ok(period) = period_of(&workbook) else { return none() };
    if period != plan.period {
        return Some(format!("the consolidated workbook for {period}"));
    }
    let settings = &plan.settings;
    let (organisation, title) = contents_of(&workbook);
    let differs = |there: &Option<String>, own: &str| !same(there.as_deref().unwrap_or_default(), &tidy(own));
    if differs(&organisation, &settings.organisation) || differs(&title, &settings.plan_title) {
        let names: Vec<String> = [organisation, title].into_iter().flatten().filter(|name| !name.is_empty()).collect();
        return Some(format!("the consolidated workbook of another plan ({})", names.join(", ")));
    }
    None
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
