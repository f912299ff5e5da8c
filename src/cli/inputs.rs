//! What `consolidate`, `status` and `chase` read first: the plan workbook, earlier workbooks, and every return.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::collection::{Checked, NotLookedAt};
use crate::desk::Desk;
use crate::report::plain;

use super::check::{list_skipped, pass_over_unfilled};
use super::error::Error;
use super::paths::shown;
use super::plan_workbook::{read_plan, usable};
use super::previous::with_earlier;
use super::reading::{check_files, opening_ahead};
use super::screen::Screen;
use super::search::search;

/// The paths and the day that a command was given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inputs<'a> {
    pub plan: &'a Path,
    pub returns: &'a [PathBuf],
    pub period: Option<&'a str>,
    pub previous: &'a [PathBuf],
    pub as_of: Option<Date>,
}

impl Inputs<'_> {
    /// The command that shows what was found in the returns. `as_of` is the day as it was typed.
    pub(super) fn check_command(&self, as_of: Option<&str>) -> String {
        let mut words = vec!["planroll check".to_owned()];
        words.extend(self.returns.iter().map(|path| plain(&shown(path))));
        words.push(self.plan_options());
        words.extend(as_of.map(|day| format!("--as-of \"{}\"", plain(day))));
        words.extend(self.previous.iter().map(|path| format!("--previous {}", plain(&shown(path)))));
        words.join(" ")
    }

    /// The options that name the plan workbook and the period.
    pub(super) fn plan_options(&self) -> String {
        let period = self.period.map(|period| format!(" --period \"{}\"", plain(period))).unwrap_or_default();
        format!("--plan {}{period}", plain(&shown(self.plan)))
    }
}

/// The desk with what was handed in.
#[derive(Debug)]
pub(super) struct InputsAsRead {
    pub desk: Desk,
    /// The returns' paths, in the order of `checked`.
    pub paths: Vec<PathBuf>,
    pub checked: Vec<Checked>,
    pub not_looked_at: Vec<NotLookedAt>,
}

/// Reads and checks everything; `None` where the plan workbook's errors forbid it, once they have been listed with
/// `undone`, such as "Nothing was issued".
pub(super) fn read_inputs(
    inputs: Inputs<'_>,
    undone: &str,
    screen: &mut Screen,
) -> Result<Option<InputsAsRead>, Error> {
    let found = search(inputs.returns);
    let (workbook, ahead) = opening_ahead(&found, || read_plan(inputs.plan, inputs.period));
    let Some(desk) = usable(workbook?, inputs.as_of, undone, screen)? else { return Ok(None) };
    let mut found = found?;
    let desk = with_earlier(desk, inputs.previous)?;
    let mut checked = check_files(&found, ahead, &desk, false, screen)?;
    pass_over_unfilled(&mut checked, &found);
    let not_looked_at = list_skipped(std::mem::take(&mut found.skipped), &checked, screen);
    Ok(Some(InputsAsRead { desk, paths: found.files, checked, not_looked_at }))
}
