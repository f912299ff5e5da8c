//! What `consolidate`, `status` and `chase` read first: the plan workbook, earlier workbooks, and every return.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::collection::{Checked, NotLookedAt};
use crate::desk::Desk;
use crate::domain::path_word;

use super::arguments::Take;
use super::check::{list_skipped, pass_over_unfilled};
use super::error::Error;
use super::pasted::check;
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
    pub take: Option<Take>,
}

impl Inputs<'_> {
    /// The command that shows what was found in the returns.
    pub(super) fn check_returns(&self) -> String {
        let mut words: Vec<String> = self.returns.iter().map(|path| path_word(&shown(path))).collect();
        words.extend(self.plan_options());
        words.extend(self.as_of.into_iter().flat_map(|day| ["--as-of".to_owned(), day.to_string()]));
        words.extend(self.previous.iter().flat_map(|path| ["--previous".to_owned(), path_word(&shown(path))]));
        if self.take.is_some() {
            words.extend(["--take", "newest"].map(str::to_owned));
        }
        check(&words)
    }

    /// The command that shows what was found in the plan workbook.
    pub(super) fn check_plan(&self) -> String {
        check(&self.plan_options())
    }

    /// The options that name the plan workbook and the period.
    fn plan_options(&self) -> Vec<String> {
        let plan = ["--plan".to_owned(), path_word(&shown(self.plan))];
        let period = self.period.map(|period| ["--period".to_owned(), period.to_owned()]);
        plan.into_iter().chain(period.into_iter().flatten()).collect()
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
