//! The plan workbook as commands need it: read from its file, and its errors listed where nothing can be done.

use std::path::Path;

use jiff::civil::Date;

use crate::desk::{self, Desk, PlanWorkbook};
use crate::grid::Legacy;
use crate::report::{CheckReport, FileReport, counted};
use crate::rules::Finding;
use crate::terminal::text;

use super::error::Error;
use super::names::name_of;
use super::paths::shown;
use super::reading::{Bytes, bytes_of, program};
use super::screen::Screen;

/// Reads and checks a plan workbook. `period` is the period asked for, as typed.
pub(super) fn read_plan(path: &Path, period: Option<&str>) -> Result<PlanWorkbook, Error> {
    let name = name_of(path);
    if path.is_dir() {
        return Err(Error::PlanIsAFolder { path: shown(path) });
    }
    match bytes_of(path)? {
        Bytes::Whole(bytes) => Ok(PlanWorkbook::read(&name, &bytes, period, Legacy::Worker(&program()?))?),
        Bytes::TooLarge { why, .. } => Err(desk::Error::PlanRefused { path: name, why }.into()),
    }
}

/// A desk with the plan workbook, for a command that goes on with it; `None` where its errors forbid that, once they have
/// been listed on standard error with `undone`, such as "Nothing was issued".
pub(super) fn usable(
    workbook: PlanWorkbook,
    as_of: Option<Date>,
    undone: &str,
    screen: &mut Screen,
) -> Result<Option<Desk>, Error> {
    let stopping = workbook.stopping();
    if stopping.is_empty() || workbook.instead.is_some() {
        return with_plan(workbook, as_of, screen).map(Some);
    }
    list(&workbook, &stopping, screen);
    let errors = counted(stopping.len(), "error");
    screen.complain(&format!("{undone}: {errors} in the plan workbook. Put it right and try again.\n"));
    Ok(None)
}

/// A desk with the plan workbook; where it is too incomplete, its findings are listed on standard error.
pub(super) fn with_plan(workbook: PlanWorkbook, as_of: Option<Date>, screen: &mut Screen) -> Result<Desk, Error> {
    if workbook.plan.is_none() && workbook.instead.is_none() {
        list(&workbook, &workbook.findings, screen);
    }
    Ok(Desk::new(workbook, as_of)?)
}

fn list(workbook: &PlanWorkbook, findings: &[Finding], screen: &mut Screen) {
    let files = vec![FileReport { findings, ..workbook.report() }];
    screen.complain(&text(&CheckReport { files, ..CheckReport::default() }, screen.note_look));
}
