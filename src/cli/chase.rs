//! `planroll chase`: drafts to those whose return is missing, and to those whose return has errors; nobody else.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::issue::issue;
use crate::mail::{About, Enclosed, drafts};
use crate::plan::{DeliveryPlan, Issued};
use crate::quarter::{Came, Options, PlanStatus, Quarter};
use crate::report::{counted, plain};
use crate::rules::{Finding, Policy, Request};

use super::arguments::{day, day_or_today};
use super::check::check_all;
use super::drafts::{DraftFolder, mention_no_day};
use super::error::Error;
use super::exit::Exit;
use super::issue::returns_of;
use super::marking::mark_one;
use super::plan_workbook::PlanWorkbook;
use super::previous::{read_previous, say_what_is_left_out};
use super::reading::{meanwhile, program};
use super::screen::Screen;
use super::search::search;

/// Write reminders to those whose return is missing or has errors
///
/// Who has not answered gets the workbook again; who has made errors gets them in words, with the marked copy. There is
/// one draft for each person, and nobody else is written to. Nothing is sent.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  planroll chase plan.xlsx returns --out chase-18-july")]
pub(super) struct Args {
    /// The plan workbook
    #[arg(value_name = "PLAN.xlsx")]
    plan: PathBuf,

    /// Returns, or folders with returns in them; without any, every return counts as missing
    #[arg(value_name = "RETURNS")]
    returns: Vec<PathBuf>,

    /// The folder for the drafts, made if need be; a new one each time, so that nobody is chased who has answered since
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// The period; else the one on the Settings sheet
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,

    /// The consolidated workbook of last period that the returns were issued with; once more for each period before it
    #[arg(long, value_name = "CONSOLIDATED.xlsx")]
    previous: Vec<PathBuf>,

    /// The day that counts as today, and as of which deadlines have passed; else today, and the last day of the period
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

/// What is to be said to one delivery plan, and why.
struct Chased<'q> {
    plan: &'q DeliveryPlan,
    stem: String,
    why: Why<'q>,
}

enum Why<'q> {
    /// It gets a draft: its return is missing.
    Missing,
    /// It gets a draft: its return has errors.
    Wrong { status: &'q PlanStatus<'q>, errors: usize },
    /// It gets none.
    LeftOut(String),
}

/// Runs the command.
pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Error> {
    let as_of = day(args.as_of.as_deref())?;
    let period = args.period.as_deref();
    let found = search(&args.returns);
    let (workbook, ahead) = meanwhile(&found, || PlanWorkbook::read(&args.plan, period));
    let Some(workbook) = workbook?.usable("Nobody was chased", screen) else {
        return Ok(Exit::Findings);
    };
    let plan = workbook.plan(screen)?;

    let found = found?;
    let history = read_previous(&args.previous, Some(plan.period))?;
    let request = Request { plan: Some(plan), period: Some(plan.period), as_of, previous: history.as_ref() };
    let checked = check_all(&found, ahead, &request, &workbook.policy, screen)?;
    let options = Options { as_of, take_newest: false, previous: history.as_ref() };
    let quarter = Quarter::assemble(plan, &workbook.policy, workbook.findings.clone(), checked, options);
    say_what_is_left_out(history.as_ref(), &quarter.across, screen);

    let statuses = quarter.statuses();
    let all = returns_of(plan, history.as_ref());
    let chased = whom(&statuses, &all);
    let enclosed = enclose(&chased, &all, &request, &workbook.policy, screen)?;
    let written = drafts(plan, enclosed, Some(day_or_today(as_of)));
    let folder = DraftFolder::ready(&args.out, "--out", &written, false, screen)?;
    folder.save()?;

    let drafted = |code: &str| {
        let rows = written.drafts.iter().flat_map(|draft| draft.index.iter());
        rows.into_iter().find(|row| row.plan_code == code).map(|row| row.draft.clone())
    };
    screen.result(&list(&chased, drafted))?;
    for rejected in quarter.rejected() {
        let why = rejected.file.findings.first().map(|finding| plain(&finding.words.message));
        let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
        let path = plain(&rejected.file.source.path);
        screen.aside(&format!("Look at {path} before you send: it is no return of this period{why}.\n"));
    }
    mention_no_day(plan, screen);
    screen.beside_result(&folder.written(screen.look.width))?;
    Ok(Exit::Done)
}

/// Each return of the plan with its slice and the name of its file, without the ending.
type All = Vec<(Issued, String)>;

/// What is to be said to each delivery plan, in the plan's order.
fn whom<'q>(statuses: &'q [PlanStatus<'q>], all: &All) -> Vec<Chased<'q>> {
    let stem = |own: &DeliveryPlan| {
        let found = all.iter().find(|(issued, _)| issued.stamp.plan_code == own.code);
        found.map(|(_, stem)| stem.clone()).unwrap_or_default()
    };
    let why = |status: &'q PlanStatus<'q>| match &status.came {
        Came::NothingIssued => Why::LeftOut("nothing was issued to it".to_owned()),
        _ if status.delivery_plan.email.is_empty() => Why::LeftOut(
            "the Delivery plans sheet has no e-mail address for it, or one that is none (PLN010)".to_owned(),
        ),
        Came::Missing(_) => Why::Missing,
        Came::Several(files) => {
            let paths: Vec<String> = files.iter().map(|one| plain(&one.file.source.path)).collect();
            Why::LeftOut(format!("{} different returns came: {}; settle which counts", files.len(), paths.join(", ")))
        }
        Came::Received(one) => match one.totals().error {
            0 => Why::LeftOut("received, no errors".to_owned()),
            errors => Why::Wrong { status, errors },
        },
    };
    statuses
        .iter()
        .map(|status| Chased { plan: status.delivery_plan, stem: stem(status.delivery_plan), why: why(status) })
        .collect()
}

/// The workbooks that go with the drafts: the return again, or its marked copy.
fn enclose<'q>(
    chased: &[Chased<'q>],
    all: &'q All,
    request: &Request<'_>,
    policy: &Policy,
    screen: &Screen,
) -> Result<Vec<Enclosed<'q>>, Error> {
    let program = program()?;
    let bar = screen.progress(chased.len(), "Making workbooks");
    let enclosed: Vec<Option<Enclosed<'q>>> = chased
        .par_iter()
        .map(|one| {
            bar.inc(1);
            let Some((issued, _)) = all.iter().find(|(issued, _)| issued.stamp.plan_code == one.plan.code) else {
                return Ok(None);
            };
            let (about, workbook) = match &one.why {
                Why::LeftOut(_) => return Ok(None),
                Why::Missing => (About::Missing, Some((format!("{}.xlsx", one.stem), issue(issued)?))),
                Why::Wrong { status, .. } => {
                    let Came::Received(file) = &status.came else { return Ok(None) };
                    let findings: Vec<Finding> =
                        file.findings.iter().filter(|finding| finding.stands()).map(|one| (*one).clone()).collect();
                    let path = PathBuf::from(&file.file.source.path);
                    let marked = mark_one(&path, file.file, request, Some(policy), &program)?;
                    // Without a marked copy the findings in words are all there is.
                    let workbook =
                        marked.and_then(Result::ok).map(|bytes| (format!("{}.checked.xlsx", one.stem), bytes));
                    (About::Wrong(findings), workbook)
                }
            };
            Ok(Some(Enclosed { plan: one.plan, issued, about, stem: one.stem.clone(), workbook }))
        })
        .collect::<Result<_, Error>>()?;
    bar.finish_and_clear();
    Ok(enclosed.into_iter().flatten().collect())
}

/// Who is written to and who is not, each with why.
fn list(chased: &[Chased<'_>], drafted: impl Fn(&str) -> Option<String>) -> String {
    let mut written = Vec::new();
    let mut left_out = Vec::new();
    for one in chased {
        let code = plain(&one.plan.code);
        let why = match &one.why {
            Why::Missing => "missing".to_owned(),
            Why::Wrong { errors, .. } => counted(*errors, "error"),
            Why::LeftOut(why) => {
                left_out.push([code, plain(why), String::new()]);
                continue;
            }
        };
        match drafted(&one.plan.code) {
            Some(draft) => written.push([code, why, draft]),
            None => left_out.push([code, format!("{why}, but its e-mail address cannot be written to"), String::new()]),
        }
    }
    let mut text = String::new();
    for (heading, rows) in [("Drafts to", written), ("Left out", left_out)] {
        if !rows.is_empty() {
            text.push_str(&format!("{heading}:\n{}", aligned(&rows)));
        }
    }
    text
}

fn aligned(rows: &[[String; 3]]) -> String {
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|text| text.chars().count()).max();
    let (first, second) = (widest(0).unwrap_or_default(), widest(1).unwrap_or_default());
    rows.iter()
        .map(|[code, why, file]| format!("  {}\n", format!("{code:first$}  {why:second$}  {file}").trim_end()))
        .collect()
}
