//! The consolidated workbooks of earlier periods as commands need them: read, put in order, and earlier indeed.
//!
//! What is wrong with one is wrong with the command, not with a return: it is said in words, and nothing is done.

use std::path::{Path, PathBuf};

use crate::domain::Period;
use crate::grid::{Legacy, Limits, read, sha256};
use crate::previous::{self, History, Previous};
use crate::quarter::Checked;
use crate::report::{CheckReport, FileReport};
use crate::returns::{Received, Source};
use crate::rules::Finding;
use crate::terminal::text;

use super::error::Error;
use super::paths::shown;
use super::reading::{Bytes, bytes_within, program};
use super::screen::Screen;

/// Reads the workbooks at `paths`; `None` where there are none. Each must be of a period before `period`, where that is
/// known, and no two of the same.
pub(super) fn read_previous(paths: &[PathBuf], period: Option<Period>) -> Result<Option<History>, Error> {
    if paths.is_empty() {
        return Ok(None);
    }
    let workbooks = paths.iter().map(|path| read_one(path, period)).collect::<Result<_, _>>()?;
    let history = History::new(workbooks);
    let twice = |same: previous::SamePeriod| Error::PreviousTwice {
        period: same.period.to_string(),
        paths: same.paths.to_vec(),
    };
    history.map(Some).map_err(twice)
}

/// Fails where no return that was read is of a period after that of any earlier workbook: then none was looked at.
pub(super) fn refuse_if_not_earlier(history: Option<&History>, checked: &[Checked]) -> Result<(), Error> {
    let periods = || {
        checked.iter().filter_map(|file| match &file.received {
            Received::Read(received) => Some(received.period()),
            Received::Refused(_) | Received::PassedOver(_) => None,
        })
    };
    let (Some(history), Some(first)) = (history, periods().next()) else { return Ok(()) };
    match history.workbooks().first() {
        Some(oldest) if periods().all(|period| history.before(period).next().is_none()) => {
            Err(not_earlier(oldest, first))
        }
        Some(_) | None => Ok(()),
    }
}

/// The reports of the workbooks of which something is wrong: `findings` are about them, and may be about others too.
pub(super) fn reports<'h>(history: Option<&'h History>, findings: &'h [Finding]) -> Vec<FileReport<'h>> {
    let workbooks = history.into_iter().flat_map(History::workbooks);
    let report = |one: &'h Previous| {
        let first = findings.iter().position(|finding| finding.path == one.source.path)?;
        let of_it = findings.get(first..)?.iter().take_while(|finding| finding.path == one.source.path).count();
        Some(FileReport {
            path: &one.source.path,
            sha256: &one.source.sha256,
            plan: None,
            period: Some(one.period.to_string()),
            actions: one.action_count(),
            indicators: one.indicator_count(),
            findings: findings.get(first..first.saturating_add(of_it))?,
        })
    };
    workbooks.filter_map(report).collect()
}

/// Says on standard error what of the workbooks is neither compared nor carried forward.
pub(super) fn say_what_is_left_out(history: Option<&History>, findings: &[Finding], screen: &mut Screen) {
    let files = reports(history, findings);
    if !files.is_empty() {
        screen.aside(&text(&CheckReport { as_of: None, files }, screen.aside));
    }
}

fn read_one(path: &Path, period: Option<Period>) -> Result<Previous, Error> {
    let name = shown(path);
    if path.is_dir() {
        return Err(Error::IsAFolder { path: name, example: "consolidated.xlsx" });
    }
    let refused = |why| Error::PreviousRefused { path: name.clone(), why };
    let limits = Limits::previous();
    let bytes = match bytes_within(path, &limits)? {
        Bytes::Whole(bytes) => bytes,
        Bytes::TooLarge { why, .. } => return Err(refused(why)),
    };
    let workbook = read(&bytes, &limits, Legacy::Worker(&program()?)).map_err(refused)?;
    let source = Source { path: name.clone(), sha256: sha256(&bytes) };
    let read = previous::read(source, &workbook).map_err(|why| Error::NotConsolidated { path: name.clone(), why })?;
    match period {
        Some(period) if read.period.end_in_year() >= period.end_in_year() => Err(not_earlier(&read, period)),
        Some(_) | None => Ok(read),
    }
}

fn not_earlier(workbook: &Previous, period: Period) -> Error {
    Error::PreviousNotEarlier {
        path: workbook.source.path.clone(),
        its: workbook.period.to_string(),
        period: period.to_string(),
    }
}
