//! `planroll check`: names every problem of returns, or of the plan workbook, by sheet and cell.

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;

use crate::quarter::{Checked, Totals};
use crate::report::{CheckReport, FileReport, check_csv, check_json, concise, counted, plain};
use crate::returns::{PassedOver, Received};
use crate::rules::{Policy, Request, check_earlier};
use crate::terminal::{text, totals_line, wrapped};

use super::arguments::{FailOn, day, period};
use super::error::Error;
use super::exit::Exit;
use super::marking::{in_words, pass_over_unfilled, take_out_replaced, write_copies};
use super::paths::shown;
use super::plan_workbook::PlanWorkbook;
use super::previous::{read_previous, refuse_if_not_earlier, reports};
use super::reading::{Ahead, check_files, left_to_the_system, meanwhile};
use super::screen::Screen;
use super::search::{Found, search};

/// Check returns, or the plan workbook, and name every problem by its cell
///
/// A folder is searched, folders within it too. With a plan workbook the returns are also checked against it; with a
/// plan workbook alone, that workbook is checked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  planroll check returns --plan plan.xlsx
  planroll check housing-2025-26-q1.xlsx
  planroll check returns --mark marked
  planroll check --plan plan.xlsx")]
pub(super) struct Args {
    /// Returns, or folders with returns in them
    #[arg(value_name = "RETURN.xlsx|DIR", required_unless_present = "plan")]
    returns: Vec<PathBuf>,

    /// The plan workbook to check against
    #[arg(long, value_name = "PLAN.xlsx")]
    plan: Option<PathBuf>,

    /// The period that the returns must be for; else the plan workbook's
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,

    /// The consolidated workbook of last period, to compare with; once more for each period before it
    #[arg(long, value_name = "CONSOLIDATED.xlsx", requires = "returns")]
    previous: Vec<PathBuf>,

    /// The day as of which deadlines have passed; else the last day of the period
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,

    /// How findings are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Write a marked copy of each return to this folder, made if need be: the service's own workbook with a list of what to fix
    #[arg(long, value_name = "DIR", requires = "returns")]
    mark: Option<PathBuf>,

    /// The severity from which the exit status is 1
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t = FailOn::Error)]
    fail_on: FailOn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, with the row of each finding
    Text,
    /// One line for each finding
    Concise,
    /// For programs
    Json,
    /// One row for each finding, for a spreadsheet
    Csv,
}

/// Runs the command.
pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Error> {
    let as_of = day(args.as_of.as_deref())?;
    let found = search(&args.returns);
    let read = || args.plan.as_ref().map(|path| PlanWorkbook::read(path, args.period.as_deref())).transpose();
    let (workbook, ahead) = meanwhile(&found, read);
    let workbook = workbook?;
    if let Some(workbook) = workbook.as_ref().filter(|_| args.returns.is_empty()) {
        let plan = workbook.draft.plan.as_ref();
        let as_of = as_of.or_else(|| plan.map(|plan| plan.period.last_day()));
        return conclude(args, &CheckReport { as_of, files: vec![workbook.report()] }, screen);
    }
    let plan = match &workbook {
        Some(workbook) => Some(workbook.plan(screen)?),
        None => None,
    };
    let asked = match (plan, args.period.as_deref()) {
        (Some(plan), _) => Some(plan.period),
        (None, Some(text)) => Some(period(text)?),
        (None, None) => None,
    };
    let history = read_previous(&args.previous, asked)?;
    let request = Request { plan, period: asked, as_of, previous: history.as_ref() };

    let mut found = found?;
    let nothing = || Error::NothingToCheck { paths: args.returns.iter().map(|path| shown(path)).collect() };
    if found.files.is_empty() {
        list_skipped(&found.skipped, &[], screen);
        return Err(nothing());
    }
    let policy = workbook.as_ref().map(|workbook| &workbook.policy);
    let mut checked = check_files(&found.files, ahead, &request, policy, args.format == Format::Text, screen)?;
    pass_over_unfilled(&mut checked, &found);
    list_skipped(&found.skipped, &checked, screen);
    refuse_if_not_earlier(history.as_ref(), &checked)?;
    for (path, copy) in take_out_replaced(&mut found.files, &mut checked) {
        let (path, copy) = (plain(&path), plain(&copy));
        screen
            .aside(&format!("Skipped {path}: {copy} is its marked copy, filled in since, and counts in its place.\n"));
    }
    let mut files: Vec<FileReport<'_>> = checked.iter().filter_map(FileReport::of).collect();
    if files.is_empty() {
        return Err(nothing());
    }
    let default = Policy::default();
    let of_earlier =
        history.as_ref().map(|history| check_earlier(history, plan, policy.unwrap_or(&default))).unwrap_or_default();
    files.extend(reports(history.as_ref(), &of_earlier));
    if let Some(workbook) = &workbook {
        mention(workbook, screen);
    }
    let exit = conclude(args, &CheckReport { as_of: as_of_all(as_of, &request, &checked), files }, screen)?;
    if let Some(folder) = &args.mark {
        let copied = in_words(&write_copies(folder, &found.files, &checked, &request, policy, screen)?);
        match args.format {
            Format::Text => screen.beside_result(&copied)?,
            Format::Concise | Format::Json | Format::Csv => screen.aside(&copied),
        }
    }
    left_to_the_system(checked);
    left_to_the_system(history);
    left_to_the_system(workbook);
    Ok(exit)
}

/// Prints the report and gives the exit status.
fn conclude(args: &Args, report: &CheckReport<'_>, screen: &mut Screen) -> Result<Exit, Error> {
    match args.format {
        Format::Text => {
            screen.result(&text(report, screen.look))?;
            if let Some(totals) = totals_line(report) {
                let totals = wrapped(&totals, screen.look.width, 0);
                screen.beside_result(&format!("{totals}\n"))?;
            }
        }
        Format::Concise => screen.result(&concise(report))?,
        Format::Json => screen.result(&check_json(report)?)?,
        Format::Csv => screen.result(&check_csv(report)?)?,
    }
    Ok(Exit::found(report.totals().any_at(args.fail_on.severity())))
}

/// The day that held for all files: the one given, the period's last, or the one that the files agree on.
fn as_of_all(given: Option<Date>, request: &Request<'_>, checked: &[Checked]) -> Option<Date> {
    let mut days = checked.iter().filter_map(|file| match &file.received {
        Received::Read(received) => Some(received.period().last_day()),
        Received::Refused(_) | Received::PassedOver(_) => None,
    });
    let agreed = || days.next().filter(|first| days.all(|day| day == *first));
    given.or_else(|| request.period.map(|period| period.last_day())).or_else(agreed)
}

/// Says on standard error which files were not taken for returns, and why.
fn list_skipped(skipped: &[(String, &'static str)], checked: &[Checked], screen: &mut Screen) {
    let passed = checked.iter().filter_map(|file| match &file.received {
        Received::PassedOver(PassedOver::Plan) => Some((file.source.path.clone(), "a plan workbook")),
        Received::PassedOver(PassedOver::Consolidated) => Some((file.source.path.clone(), "a consolidated workbook")),
        Received::PassedOver(PassedOver::MarkedCopy) => {
            Some((file.source.path.clone(), "a marked copy, and nothing has been filled in since it was made"))
        }
        Received::Read(_) | Received::Refused(_) => None,
    });
    for (path, why) in skipped.iter().cloned().chain(passed) {
        screen.aside(&format!("Skipped {}: {why}.\n", plain(&path)));
    }
}

/// Checks the returns of a quarter against their plan, passes over what says nothing of its own, and lists what was left
/// out: what every command does that looks at a whole quarter.
pub(super) fn check_all(
    found: &Found,
    ahead: Ahead,
    request: &Request<'_>,
    policy: &Policy,
    screen: &mut Screen,
) -> Result<Vec<Checked>, Error> {
    let mut checked = check_files(&found.files, ahead, request, Some(policy), false, screen)?;
    pass_over_unfilled(&mut checked, found);
    list_skipped(&found.skipped, &checked, screen);
    Ok(checked)
}

/// Says that the plan workbook has errors of its own, which are not among those of the returns.
pub(super) fn mention(workbook: &PlanWorkbook, screen: &mut Screen) {
    let errors = Totals::of(&workbook.findings).error;
    if errors > 0 {
        let there = counted(errors, "error");
        let path = plain(&workbook.path);
        screen.aside(&format!("{there} in the plan workbook: `planroll check --plan {path}` lists them.\n"));
    }
}
