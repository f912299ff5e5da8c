//! What `consolidate`, `status` and `chase` read first: the plan workbook, earlier workbooks, and every return.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::collection::{Checked, NotLookedAt};
use crate::desk::{self, Desk};
use crate::domain::{command, path_word};
use crate::report::plain;

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

    /// Where what was given for the plan workbook is a folder or a return, and the plan workbook is among the returns: says
    /// how it was meant.
    fn wrong_way_round(&self, name: &str, error: &Error) -> Option<Error> {
        let what = if let Error::Desk(desk::Error::NotThePlan { what, .. }) = error {
            what
        } else if matches!(error, Error::PlanIsAFolder { .. }) {
            "a folder"
        } else {
            return None;
        };
        let is_plan = |path: &&PathBuf| path.is_file() && read_plan(path, None).is_ok_and(|other| other.plan.is_some());
        let plan = self.returns.iter().find(is_plan)?;
        let others = self.returns.iter().filter(|path| *path != plan).map(PathBuf::as_path);
        let returns = std::iter::once(self.plan).chain(others).map(|path| path_word(&shown(path)));
        let words: Vec<String> = std::iter::once(path_word(&shown(plan))).chain(returns).collect();
        let command = plain(&command(["planroll", name].into_iter().chain(words.iter().map(String::as_str))));
        Some(Error::WrongWayRound { path: shown(self.plan), what, command })
    }

    /// A command over the same files again, with `more` options.
    pub(super) fn again(&self, name: &str, more: &[&str]) -> String {
        let (plan, mut words) = (path_word(&shown(self.plan)), vec!["planroll", name]);
        let returns: Vec<String> = self.returns.iter().map(|path| path_word(&shown(path))).collect();
        words.push(&plan);
        words.extend(returns.iter().map(String::as_str));
        words.extend(self.period.filter(|_| !more.contains(&"--period")).into_iter().flat_map(|own| ["--period", own]));
        words.extend(more);
        plain(&command(words))
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

/// Reads and checks everything for the command of that name; `None` where the plan workbook's errors forbid it, once they
/// have been listed with `undone`, such as "Nothing was issued".
pub(super) fn read_inputs(
    inputs: Inputs<'_>,
    (name, undone): (&str, &str),
    screen: &mut Screen,
) -> Result<Option<InputsAsRead>, Error> {
    let found = search(inputs.returns);
    let (workbook, ahead) = opening_ahead(&found, || read_plan(inputs.plan, inputs.period));
    let desk = workbook.and_then(|workbook| usable(workbook, inputs.as_of, undone, screen));
    let Some(desk) = desk.map_err(|error| inputs.wrong_way_round(name, &error).unwrap_or(error))? else {
        return Ok(None);
    };
    let mut found = found?;
    let desk = with_earlier(desk, inputs.previous)?;
    let mut checked = check_files(&found, ahead, &desk, false, screen)?;
    pass_over_unfilled(&mut checked, &found);
    let not_looked_at = list_skipped(std::mem::take(&mut found.skipped), &checked, screen);
    Ok(Some(InputsAsRead { desk, paths: found.files, checked, not_looked_at }))
}
