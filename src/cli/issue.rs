//! `planroll issue`: writes one return per delivery plan.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::issue::{file_names, issue};
use crate::mail::{About, Enclosed, drafts};
use crate::plan::{Issued, Plan};
use crate::previous::History;
use crate::report::{counted, plain};
use crate::rules::check_earlier;

use super::drafts::{DraftFolder, mention_no_day, without_address};
use super::error::Error;
use super::exit::Exit;
use super::paths::shown;
use super::plan_workbook::PlanWorkbook;
use super::previous::{read_previous, say_what_is_left_out};
use super::saving::{Over, save};
use super::screen::Screen;

/// Write one return workbook per delivery plan
///
/// Each return carries its slice of the plan, pre-filled and locked where it should be. Nothing is written while the
/// plan workbook has errors (exit 1), nor over a return that is there already with other contents.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  planroll issue plan.xlsx --period \"2025-26 Q1\" --out issued
  planroll issue plan.xlsx --out issued --mail")]
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

    /// Also write an e-mail draft to each lead officer, with the returns attached, to the folder mail within the other
    #[arg(long)]
    mail: bool,

    /// Replace returns that are there already, whatever has been filled in
    #[arg(long)]
    force: bool,
}

/// One return that is to be written.
struct Ready {
    issued: Issued,
    stem: String,
    path: PathBuf,
    bytes: Vec<u8>,
}

/// Runs the command.
pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Error> {
    let period = args.period.as_deref();
    let Some(workbook) = PlanWorkbook::read(&args.plan, period)?.usable("Nothing was issued", screen) else {
        return Ok(Exit::Findings);
    };
    let plan = workbook.plan(screen)?;
    let folder = args.out.clone().unwrap_or_else(|| PathBuf::from(plan.period.slug()));
    let history = read_previous(args.previous.as_slice(), Some(plan.period))?;
    let of_earlier = history.as_ref().map(|history| check_earlier(history, Some(plan), &workbook.policy));
    say_what_is_left_out(history.as_ref(), &of_earlier.unwrap_or_default(), screen);
    let ready = make(plan, history.as_ref(), &args.only, &folder, screen)?;
    if !args.force {
        refuse_to_replace(&ready)?;
    }
    let mail = if args.mail { Some(with_drafts(plan, &ready, &folder, args.force, screen)?) } else { None };
    fs::create_dir_all(&folder).map_err(|source| Error::Write { path: shown(&folder), source })?;
    for one in &ready {
        save(&one.path, &one.bytes, Over::Replace)?;
    }
    if let Some((drafts, _)) = &mail {
        drafts.save()?;
    }
    screen.result(&list(plan, &ready))?;
    if let Some((drafts, without)) = &mail {
        screen.beside_result(&format!("{}{without}", drafts.written(screen.look.width)))?;
        mention_no_day(plan, screen);
    }
    let others = workbook.findings.iter().filter(|finding| finding.stands()).count();
    if others > 0 {
        let there = counted(others, "finding");
        screen.aside(&format!(
            "{there} about the plan workbook: `planroll check --plan {}` lists them.\n",
            plain(&workbook.path)
        ));
    }
    Ok(Exit::Done)
}

/// Makes the returns, those with nothing in them left out.
fn make(
    plan: &Plan,
    history: Option<&History>,
    only: &[String],
    folder: &Path,
    screen: &Screen,
) -> Result<Vec<Ready>, Error> {
    let known = || plan.delivery_plans.iter().map(|own| own.code.to_string());
    let mut codes: Vec<String> = known().collect();
    if !only.is_empty() {
        codes.clear();
        for code in only {
            let found = plan
                .delivery_plan(code)
                .ok_or_else(|| Error::NoSuchPlan { code: code.clone(), known: known().collect() })?;
            if !codes.iter().any(|known| *known == found.code) {
                codes.push(found.code.to_string());
            }
        }
    }
    let wanted: Vec<(Issued, String)> =
        returns_of(plan, history).into_iter().filter(|(issued, _)| codes.contains(&issued.stamp.plan_code)).collect();
    if wanted.is_empty() {
        return Err(Error::NothingToIssue { period: plan.period.to_string(), codes });
    }
    let bar = screen.progress(wanted.len(), "Issuing");
    let ready = wanted
        .into_par_iter()
        .map(|(issued, stem)| {
            let bytes = issue(&issued)?;
            bar.inc(1);
            Ok(Ready { issued, path: folder.join(format!("{stem}.xlsx")), stem, bytes })
        })
        .collect();
    bar.finish_and_clear();
    ready
}

/// Every return of the plan as it is issued, in the plan's order, with the name of its file without the ending.
pub(super) fn returns_of(plan: &Plan, history: Option<&History>) -> Vec<(Issued, String)> {
    let all: Vec<Issued> = plan
        .delivery_plans
        .iter()
        .filter_map(|own| plan.issue(&own.code))
        .filter(|issued| !issued.actions.is_empty() || !issued.indicators.is_empty())
        .map(|mut issued| {
            if let Some(history) = history {
                history.carry_into(&mut issued);
            }
            issued
        })
        .collect();
    // Named among all returns, so that issuing one again gives its file the same name.
    let names = file_names(&all.iter().collect::<Vec<_>>());
    let stem = |name: String| name.strip_suffix(".xlsx").map(str::to_owned).unwrap_or(name);
    all.into_iter().zip(names.into_iter().map(stem)).collect()
}

/// The drafts that go with the returns, and a line for each delivery plan that gets none.
fn with_drafts(
    plan: &Plan,
    ready: &[Ready],
    folder: &Path,
    force: bool,
    screen: &Screen,
) -> Result<(DraftFolder, String), Error> {
    let enclosed = ready.iter().filter_map(|one| {
        let name = format!("{}.xlsx", one.stem);
        Some(Enclosed {
            plan: plan.delivery_plan(&one.issued.stamp.plan_code)?,
            issued: &one.issued,
            about: About::Issue,
            stem: one.stem.clone(),
            workbook: Some((name, one.bytes.clone())),
        })
    });
    let drafts = drafts(plan, enclosed.collect(), None);
    let without = without_address(&drafts);
    Ok((DraftFolder::ready(&folder.join("mail"), "--out", &drafts, force, screen)?, without))
}

/// Fails where a return is there already and is not what would be written: somebody may have filled it in.
fn refuse_to_replace(ready: &[Ready]) -> Result<(), Error> {
    let differs = |one: &&Ready| match fs::read(&one.path) {
        Ok(bytes) => bytes != one.bytes,
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    };
    let paths: Vec<String> = ready.iter().filter(differs).map(|one| shown(&one.path)).collect();
    if paths.is_empty() { Ok(()) } else { Err(Error::Exists { paths }) }
}

/// A line for each return: delivery plan, lead officer, file.
fn list(plan: &Plan, ready: &[Ready]) -> String {
    let rows: Vec<[String; 3]> = ready
        .iter()
        .map(|one| {
            let code = &one.issued.stamp.plan_code;
            let lead = plan.delivery_plan(code).and_then(|own| own.lead_officer.clone());
            [plain(code), lead.map_or_else(|| "no lead officer".to_owned(), |lead| plain(&lead)), shown(&one.path)]
        })
        .collect();
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|text| text.chars().count()).max();
    let (first, second) = (widest(0).unwrap_or_default(), widest(1).unwrap_or_default());
    let mut text = String::new();
    for [code, lead, file] in &rows {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{code:first$}  {lead:second$}  {}", plain(file));
    }
    text
}
