//! The consolidated workbooks of earlier periods as commands need them.

use std::path::{Path, PathBuf};

use crate::desk::{self, Desk, read_earlier};
use crate::domain::Period;
use crate::grid::{Legacy, Limits};
use crate::previous::Previous;
use crate::report::CheckReport;
use crate::rules::Finding;
use crate::terminal::text;

use super::error::Error;
use super::names::Names;
use super::paths::shown;
use super::reading::{Bytes, bytes_within, program};
use super::screen::Screen;

/// Lays the workbooks at `paths` beside the desk.
pub(super) fn with_earlier(desk: Desk, paths: &[PathBuf]) -> Result<Desk, Error> {
    let names = Names::of(paths);
    let workbooks =
        paths.iter().map(|path| read_one(path, &names.name(path), desk.period())).collect::<Result<_, _>>()?;
    Ok(desk.with_earlier(workbooks)?)
}

/// Says on standard error what of the earlier workbooks is neither compared nor carried forward.
pub(super) fn say_what_is_left_out(desk: &Desk, findings: &[Finding], screen: &mut Screen) {
    let files = desk.reports_of_earlier(findings);
    if !files.is_empty() {
        screen.note(&text(&CheckReport { files, ..CheckReport::default() }, screen.note_look));
    }
}

fn read_one(path: &Path, name: &str, period: Option<Period>) -> Result<Previous, Error> {
    if path.is_dir() {
        return Err(Error::IsAFolder { path: shown(path), example: "consolidated.xlsx" });
    }
    match bytes_within(path, &Limits::previous())? {
        Bytes::Whole(bytes) => Ok(read_earlier(name, &bytes, period, Legacy::Worker(&program()?))?),
        Bytes::TooLarge { why, .. } => Err(desk::Error::EarlierRefused { path: name.to_owned(), why }.into()),
    }
}
