//! `planroll check`: names every problem of returns, or of the plan workbook, by sheet and cell.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::collection::{Checked, Collection, NotLookedAt, Totals, Uncounted};
use crate::desk::{self, Desk, read_period, replaced_by_copies};
use crate::domain::path_word;
use crate::report::{CheckReport, check_csv, check_json, concise, counted, plain, verdict, why_not_counted};
use crate::returns::{PassedOver, Received};
use crate::terminal::{text, worst_rule, wrapped};

use super::arguments::{FailOn, Take, day};
use super::error::Error;
use super::exit::Exit;
use super::marking::{in_words, write_copies};
use super::pasted::{check as check_command, check_of_plan, over_paths};
use super::paths::shown;
use super::plan_workbook::{read_plan, with_plan};
use super::previous::with_earlier;
use super::reading::{check_files, opening_ahead};
use super::screen::Screen;
use super::search::{Found, lines_of_skipped, search};
use super::taken::say_how;
use super::to_be_issued::to_be_issued;

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

    /// Which of two different returns for one delivery plan to take
    #[arg(long, value_name = "WHICH", value_enum, requires_all = ["plan", "returns"])]
    take: Option<Take>,

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
    let read = || args.plan.as_ref().map(|path| read_plan(path, args.period.as_deref())).transpose();
    let (workbook, ahead) = opening_ahead(&found, read);
    let desk = match workbook? {
        Some(workbook) if args.returns.is_empty() => {
            let as_of = as_of.or_else(|| workbook.plan.as_ref().map(|plan| plan.period.last_day()));
            let report = CheckReport { as_of, files: vec![workbook.report()], ..CheckReport::default() };
            let exit = conclude(args, &report, screen)?;
            drop(report);
            if args.format == Format::Text {
                screen.beside_result(&to_be_issued(workbook, screen.look.width)?)?;
            }
            return Ok(exit);
        }
        Some(workbook) => with_plan(workbook, as_of, screen)?,
        None => Desk::without_plan(args.period.as_deref().map(read_period).transpose()?, as_of),
    };
    let desk = with_earlier(desk, &args.previous)?;

    let mut found = found?;
    let nothing = || Error::NothingToCheck { paths: args.returns.iter().map(|path| shown(path)).collect() };
    if found.files.is_empty() {
        list_skipped(found.skipped, &[], screen);
        return Err(nothing());
    }
    let mut checked = check_files(&found, ahead, &desk, args.format == Format::Text, screen)?;
    pass_over_unfilled(&mut checked, &found);
    let not_looked_at = list_skipped(std::mem::take(&mut found.skipped), &checked, screen);
    desk.refuse_if_not_earlier(&checked)?;
    if checked.iter().all(|file| matches!(file.received, Received::PassedOver(_))) {
        return Err(plan_to_check(&found.files, &checked).unwrap_or_else(nothing));
    }
    mention_plan(args, &found, &checked, screen);
    if let Some(plan) = &args.plan {
        mention_errors(plan, &desk, screen);
    }
    // The system takes back at once what is held of very many files; giving it back text by text takes as long as
    // counting it.
    if desk.plan_workbook().is_some() {
        let mut collection = desk.collect(checked, args.take.is_some())?;
        collection.not_looked_at = not_looked_at;
        put_paths_into_commands(&mut collection, &desk, args, &found.files);
        mention_not_counted(&collection, screen);
        say_how(&collection, screen);
        let files: Vec<(&Path, &Checked)> = collection
            .speaking()
            // Both are in the order of their paths.
            .filter_map(|(place, file)| Some((found.files.get(place)?.as_path(), file)))
            .collect();
        let exit = tell(args, &desk, &desk.report_of(&collection), &files, screen)?;
        std::mem::forget(collection);
        std::mem::forget(desk);
        return Ok(exit);
    }
    take_out_replaced(&mut found.files, &mut checked, screen);
    let of_earlier = desk.check_earlier();
    let report = CheckReport { not_looked_at, ..desk.report(&checked, &of_earlier) };
    let files: Vec<(&Path, &Checked)> = found.files.iter().map(PathBuf::as_path).zip(&checked).collect();
    let exit = tell(args, &desk, &report, &files, screen)?;
    std::mem::forget((checked, desk));
    Ok(exit)
}

/// Where a plan workbook is all there is to check: how that is asked for.
fn plan_to_check(paths: &[PathBuf], checked: &[Checked]) -> Option<Error> {
    let is_plan = |file: &Checked| matches!(file.received, Received::PassedOver(PassedOver::Plan));
    let (path, _) = paths.iter().zip(checked).find(|(_, file)| is_plan(file))?;
    let path = shown(path);
    Some(Error::PlanToCheck { command: check_of_plan(&path), path })
}

/// Where a plan workbook was named among the returns, without `--plan`: how they are checked against it.
fn mention_plan(args: &Args, found: &Found, checked: &[Checked], screen: &mut Screen) {
    let is_plan = |file: &Checked| matches!(file.received, Received::PassedOver(PassedOver::Plan));
    let mut named =
        found.files.iter().zip(checked).filter(|(path, file)| is_plan(file) && !found.in_folder.contains(*path));
    let Some((plan, _)) = named.next().filter(|_| args.plan.is_none()) else { return };
    let others = args.returns.iter().filter(|path| *path != plan).map(|path| path_word(&shown(path)));
    let words: Vec<String> = others.chain(["--plan".to_owned(), path_word(&shown(plan))]).collect();
    screen.note(&format!("To check the returns against that plan workbook:\n  {}\n", check_command(&words)));
}

/// Has the commands that were found to be of use name the files where they are: they are pasted.
fn put_paths_into_commands(collection: &mut Collection<'_>, desk: &Desk, args: &Args, paths: &[PathBuf]) {
    let plan = args.plan.as_deref().zip(desk.plan_workbook());
    let plan = plan.map(|(path, workbook)| (workbook.source.path.as_str(), shown(path)));
    for finding in &mut collection.across {
        // Both are in the order of their paths.
        let mut files = collection.files.iter().zip(paths);
        let file = files.find(|(file, _)| file.source.path == finding.path);
        let file = file.map(|(file, path)| (file.source.path.as_str(), shown(path)));
        finding.words.help = over_paths(&finding.words.help, file.into_iter().chain(plan.clone()));
    }
}

/// Prints the report, and writes marked copies of the files where they are asked for.
fn tell(
    args: &Args,
    desk: &Desk,
    report: &CheckReport<'_>,
    files: &[(&Path, &Checked)],
    screen: &mut Screen,
) -> Result<Exit, Error> {
    let exit = conclude(args, report, screen)?;
    if let Some(folder) = &args.mark {
        let copied = in_words(&write_copies(folder, files, desk, screen)?);
        match args.format {
            Format::Text => screen.beside_result(&copied)?,
            Format::Concise | Format::Json | Format::Csv => screen.note(&copied),
        }
    }
    Ok(exit)
}

/// Prints the report and gives the exit status.
fn conclude(args: &Args, report: &CheckReport<'_>, screen: &mut Screen) -> Result<Exit, Error> {
    match args.format {
        Format::Text => {
            if let Some(verdict) = verdict(report) {
                screen.beside_result(&format!("{}\n\n", wrapped(&verdict, screen.look.width, 0)))?;
            }
            screen.result(&text(report, screen.look))?;
            if let Some(rule) = worst_rule(report) {
                screen
                    .beside_result(&format!("To read more about {}:\n  planroll explain {}\n", rule.name, rule.code))?;
            }
        }
        Format::Concise => screen.result(&concise(report))?,
        Format::Json => screen.result(&check_json(report)?)?,
        Format::Csv => screen.result(&check_csv(report)?)?,
    }
    Ok(Exit::found(report.totals().any_at(args.fail_on.severity())))
}

/// What was not taken for a return, and why; said on standard error too.
pub(super) fn list_skipped(skipped: Vec<NotLookedAt>, checked: &[Checked], screen: &mut Screen) -> Vec<NotLookedAt> {
    let passed = checked.iter().filter_map(|file| {
        let Received::PassedOver(kind) = &file.received else { return None };
        Some(NotLookedAt { path: file.source.path.clone(), why: kind.why().to_owned() })
    });
    let all: Vec<NotLookedAt> = skipped.into_iter().chain(passed).collect();
    for line in lines_of_skipped(&all) {
        screen.note(&line);
    }
    all
}

/// Passes over marked copies that were found in a folder and say no more than when they were made. One that is named by
/// itself is taken: somebody wants to see what is in it.
pub(super) fn pass_over_unfilled(checked: &mut [Checked], found: &Found) {
    for (path, file) in found.files.iter().zip(checked) {
        if found.in_folder.contains(path) {
            desk::pass_over_unfilled(file);
        }
    }
}

/// Says which files do not count, because another says the same or stands for them.
fn mention_not_counted(collection: &Collection<'_>, screen: &mut Screen) {
    let statuses = collection.statuses();
    let not_counted = statuses.iter().flat_map(|status| &status.not_counted);
    for aside in not_counted.filter(|aside| aside.why != Uncounted::Part) {
        let path = plain(&aside.file.source.path);
        screen.note(&format!("Skipped {path}: {}.\n", why_not_counted(aside)));
    }
}

/// Takes out the files whose marked copy has been filled in since and is among them too, and says so.
fn take_out_replaced(paths: &mut Vec<PathBuf>, checked: &mut Vec<Checked>, screen: &mut Screen) {
    let replaced = replaced_by_copies(checked);
    let path_of = |place: usize| checked.get(place).map(|file| plain(&file.source.path)).unwrap_or_default();
    for (path, copy) in replaced.iter().map(|(file, copy)| (path_of(*file), path_of(*copy))) {
        screen.note(&format!("Skipped {path}: {copy} is its marked copy, filled in since, and counts in its place.\n"));
    }
    let both = std::mem::take(paths).into_iter().zip(std::mem::take(checked)).enumerate();
    let staying = both.filter(|(place, _)| !replaced.iter().any(|(file, _)| file == place));
    (*paths, *checked) = staying.map(|(_, both)| both).unzip();
}

/// Says that the plan workbook has errors of its own, which are not among those of the returns.
pub(super) fn mention_errors(plan: &Path, desk: &Desk, screen: &mut Screen) {
    let Some(workbook) = desk.plan_workbook() else { return };
    let errors = Totals::of(&workbook.findings).error;
    if errors > 0 {
        let there = counted(errors, "error");
        let command = check_of_plan(&shown(plan));
        screen.note(&format!("{there} in the plan workbook. To see what is wrong there:\n  {command}\n"));
    }
}
