//! `planroll issue`: writes one return per delivery plan.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::collection::Totals;
use crate::desk::{self, Desk, IssuedAgain, PlanWorkbook, ToIssue, consolidated_name};
use crate::domain::{command, path_word};
use crate::grid::Legacy;
use crate::mail::drafts;
use crate::plan::Plan;
use crate::report::{counted, plain};
use crate::terminal::aligned;

use super::drafts::{DraftFolder, mention_day, without_address};
use super::error::Error;
use super::exit::Exit;
use super::pasted::check_of_plan;
use super::paths::{differs, shown};
use super::plan_workbook::{read_plan, usable};
use super::previous::{say_what_is_left_out, with_earlier};
use super::reading::{Bytes, bytes_of, program};
use super::saving::{Over, make_folder, save};
use super::screen::Screen;

/// Write one return workbook per delivery plan
///
/// Each return carries its slice of the plan, pre-filled and locked where it should be. Nothing is written while the
/// plan workbook has errors (exit 1), nor over a return that is there already with other contents.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  planroll issue plan.xlsx --period \"2025-26 Q1\" --out issued
  planroll issue plan.xlsx --out issued --mail
  planroll issue plan.xlsx --only housing --from returns/housing-2025-26-q1.xlsx")]
pub(super) struct Args {
    /// The plan workbook
    #[arg(value_name = "PLAN.xlsx")]
    plan: PathBuf,

    /// The period to issue for; else the one on the Settings sheet
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,

    /// The folder to write to, made if need be; else one named after the period, such as 2025-26-q1
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// The consolidated workbook of last period, to carry forward from: last ratings and values, revised deadlines, and
    /// what is complete or closed already
    #[arg(long, value_name = "CONSOLIDATED.xlsx")]
    previous: Option<PathBuf>,

    /// Issue to these delivery plans only
    #[arg(long, value_name = "CODE", num_args = 1.., value_delimiter = ',')]
    only: Vec<String>,

    /// Issue it again with everything that was filled in in this return, from the plan workbook as it is now; to a folder of
    /// its own, such as 2025-26-q1-again, unless --out says where
    #[arg(long, value_name = "RETURN.xlsx", requires = "only")]
    from: Option<PathBuf>,

    /// Also write an e-mail draft to each lead officer, with the returns attached, to the folder mail within the other
    #[arg(long)]
    mail: bool,

    /// Replace returns that are there already, whatever has been filled in
    #[arg(long)]
    force: bool,
}

/// One return that is to be written.
struct Ready {
    one: ToIssue,
    path: PathBuf,
    bytes: Vec<u8>,
}

/// Runs the command.
pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Error> {
    let workbook = read_plan(&args.plan, args.period.as_deref())?;
    let Some(desk) = usable(workbook, None, "Nothing was issued", screen)? else { return Ok(Exit::Findings) };
    let desk = with_earlier(desk, args.previous.as_slice())?;
    let plan = desk.plan()?;
    let again = if args.from.is_some() { "-again" } else { "" };
    let folder = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}{again}", plan.period.slug())));
    say_what_is_left_out(&desk, &desk.check_earlier(), screen);
    let returns = desk.returns_for(&args.only)?;
    let (ready, left_out) = match &args.from {
        None => (make(returns, &folder, screen)?, Vec::new()),
        Some(path) => issue_again(returns, path, &folder, &desk)?,
    };
    if !args.force {
        refuse_to_replace(&ready)?;
    }
    let mail = if args.mail { Some(with_drafts(plan, &ready, &folder, args.force, screen)?) } else { None };
    make_folder(&folder)?;
    for one in &ready {
        save(&one.path, &one.bytes, Over::Replace)?;
    }
    if let Some((drafts, _)) = &mail {
        drafts.save()?;
    }
    screen.result(&list(plan, &ready))?;
    screen.result(&to_be_put_in_folder(plan, &ready))?;
    if let Some(path) = &args.from {
        screen.result(&taken_over(path, &left_out))?;
    }
    if let Some((drafts, without)) = &mail {
        screen.beside_result(&format!("{}{}{without}", drafts.written(), drafts.to_send(screen.look.width)))?;
        mention_day(&desk, screen);
    }
    if let Some(workbook) = desk.plan_workbook() {
        mention_findings(&args.plan, workbook, screen);
    }
    mention_period_before(args, plan, &folder, screen);
    Ok(Exit::Done)
}

/// Issues one return again from the file at `path`, and says what has no place in it.
fn issue_again(
    returns: Vec<ToIssue>,
    path: &Path,
    folder: &Path,
    desk: &Desk,
) -> Result<(Vec<Ready>, Vec<String>), Error> {
    let Ok([mut one]) = <[ToIssue; 1]>::try_from(returns) else { return Err(Error::OneReturnAgain) };
    let name = shown(path);
    if path.is_dir() {
        return Err(Error::IsAFolder { path: name, example: "housing-2025-26-q1.xlsx" });
    }
    let bytes = match bytes_of(path)? {
        Bytes::Whole(bytes) => bytes,
        Bytes::TooLarge { why, .. } => {
            let (code, period) = (one.issued.stamp.plan_code, one.issued.stamp.period.to_string());
            return Err(desk::Error::NotThatReturn { path: name, why: why.to_string(), code, period }.into());
        }
    };
    let IssuedAgain { bytes, left_out } = desk.issue_again(&mut one, &name, &bytes, Legacy::Worker(&program()?))?;
    let ready = Ready { path: folder.join(one.file_name()), one, bytes };
    Ok((vec![ready], left_out))
}

/// What became of what was filled in.
fn taken_over(path: &Path, left_out: &[String]) -> String {
    let path = plain(&shown(path));
    if left_out.is_empty() {
        return format!("Everything that was filled in in {path} was taken over.\n");
    }
    let lines: String = left_out.iter().map(|one| format!("  {}\n", plain(one))).collect();
    format!("Not taken over from {path}:\n{lines}")
}

/// Says that something is to be said of the plan workbook.
fn mention_findings(plan: &Path, workbook: &PlanWorkbook, screen: &mut Screen) {
    let totals = Totals::of(&workbook.findings);
    let counts = [(totals.error, "error"), (totals.warning, "warning"), (totals.note, "note")];
    let counts: Vec<String> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(count, noun)).collect();
    if !counts.is_empty() {
        let command = check_of_plan(&shown(plan));
        screen.note(&format!("In the plan workbook: {}. To see them:\n  {command}\n", counts.join(", ")));
    }
}

/// Reminds of the period before, where there may have been one and nothing is carried forward from it: it is not the first
/// of its year, or its folder is beside the new one.
fn mention_period_before(args: &Args, plan: &Plan, folder: &Path, screen: &mut Screen) {
    let before = plan.period.previous();
    let is_beside = folder.with_file_name(before.slug()).is_dir();
    if args.previous.is_some() || args.from.is_some() || (plan.period.number() == 1 && !is_beside) {
        return;
    }
    let consolidated = format!("{}.xlsx", consolidated_name(&plan.settings.plan_title, before));
    let said = format!("Nothing is carried forward from {before}");
    if !Path::new(&consolidated).is_file() {
        screen.note(&format!("{said}. If it was consolidated, give its workbook with --previous.\n"));
        return;
    }
    let mut words = vec!["planroll".to_owned(), "issue".to_owned(), path_word(&shown(&args.plan))];
    words.extend(args.period.iter().flat_map(|period| ["--period".to_owned(), period.clone()]));
    words.extend(["--previous".to_owned(), consolidated]);
    let command = plain(&command(words.iter().map(String::as_str)));
    screen.note(&format!("{said}. To do that:\n  {command}\n"));
}

/// Makes the workbooks of the returns.
fn make(returns: Vec<ToIssue>, folder: &Path, screen: &Screen) -> Result<Vec<Ready>, Error> {
    let bar = screen.progress(returns.len(), "Issuing");
    // Where several cannot be made, the first of them is named, whichever was tried first.
    let ready: Vec<Result<Ready, Error>> = returns
        .into_par_iter()
        .map(|one| {
            let bytes = one.make()?;
            bar.inc(1);
            Ok(Ready { path: folder.join(one.file_name()), one, bytes })
        })
        .collect();
    bar.finish_and_clear();
    ready.into_iter().collect()
}

/// The drafts that go with the returns, and a line for each delivery plan that gets none.
fn with_drafts(
    plan: &Plan,
    ready: &[Ready],
    folder: &Path,
    force: bool,
    screen: &Screen,
) -> Result<(DraftFolder, String), Error> {
    let enclosed = ready.iter().filter_map(|ready| ready.one.enclose(plan, ready.bytes.clone()));
    let drafts = drafts(plan, enclosed.collect(), None);
    let without = without_address(&drafts);
    Ok((DraftFolder::ready(&folder.join("mail"), "--out", &drafts, force, screen)?, without))
}

/// Fails where a return is there already and is not what would be written: somebody may have filled it in.
fn refuse_to_replace(ready: &[Ready]) -> Result<(), Error> {
    let differs = |one: &&Ready| differs(&one.path, &one.bytes);
    let paths: Vec<String> = ready.iter().filter(differs).map(|one| shown(&one.path)).collect();
    if paths.is_empty() { Ok(()) } else { Err(Error::Exists { paths }) }
}

/// Which files services must find in the folder for returns, where there is one.
fn to_be_put_in_folder(plan: &Plan, ready: &[Ready]) -> String {
    let Some(folder) = &plan.settings.returns_folder else { return String::new() };
    let (files, name) = (counted(ready.len(), "file"), plain(folder));
    let lines: String = ready.iter().map(|one| format!("  {}\n", plain(&shown(&one.path)))).collect();
    format!("Put {files} in the folder for returns, {name}, before the mails go out:\n{lines}")
}

/// A line for each return: delivery plan, lead officer, file.
fn list(plan: &Plan, ready: &[Ready]) -> String {
    let rows: Vec<[String; 3]> = ready
        .iter()
        .map(|Ready { one, path, .. }| {
            let code = &one.issued.stamp.plan_code;
            let lead = plan.delivery_plan(code).and_then(|own| own.lead_officer.clone());
            [plain(code), lead.map_or_else(|| "no lead officer".to_owned(), |lead| plain(&lead)), plain(&shown(path))]
        })
        .collect();
    aligned("", &rows)
}
