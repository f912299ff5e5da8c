//! `planroll chase`: drafts to those whose return is missing, and to those whose return has errors; nobody else.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::collection::Checked;
use crate::desk::{Chase, Chased, Desk, Why, chased, counted_from, not_due_soon, unread};
use crate::domain::print_day;
use crate::mail::{Enclosure, drafts};
use crate::report::plain;
use crate::terminal::{aligned, wrapped};

use super::arguments::{Take, day, today};
use super::drafts::{DraftFolder, mention_day};
use super::error::Error;
use super::exit::Exit;
use super::inputs::{Inputs, InputsAsRead, read_inputs};
use super::marking::mark_one;
use super::previous::say_what_is_left_out;
use super::reading::program;
use super::screen::Screen;
use super::taken::{say_how, say_what_may_be_meant};

/// Write reminders to those whose return is missing or has errors
///
/// Who has not answered gets the workbook again; who has made errors gets them in words, with the marked copy. There is
/// one draft for each person, and nobody else is written to. Nothing is sent. With --due-soon only who has not answered is
/// written to, before returns are due; with --receipts only who has nothing left to do.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  planroll chase plan.xlsx returns\n  planroll chase plan.xlsx returns --out second-chase
  planroll chase plan.xlsx returns --due-soon\n  planroll chase plan.xlsx returns --receipts"
)]
pub(super) struct Args {
    /// The plan workbook
    #[arg(value_name = "PLAN.xlsx")]
    plan: PathBuf,

    /// Returns, or folders with returns in them; without any, every return counts as missing
    #[arg(value_name = "RETURNS")]
    returns: Vec<PathBuf>,

    /// The folder for the drafts, made if need be; else a new one named after today, such as chase-2025-07-14. A new one each
    /// time, so that nobody is chased who has answered since
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// The period; else the one on the Settings sheet
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,

    /// The consolidated workbook of last period that the returns were issued with; once more for each period before it
    #[arg(long, value_name = "CONSOLIDATED.xlsx")]
    previous: Vec<PathBuf>,

    /// The day as of which deadlines have passed; else the last day of the period
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,

    /// The day that counts as today: how long a return is overdue, and the name of the folder
    #[arg(long, value_name = "DATE")]
    today: Option<String>,

    /// Which of two different returns for one delivery plan to take
    #[arg(long, value_name = "WHICH", value_enum)]
    take: Option<Take>,

    /// Only remind those whose return has not come, from some working days before Returns due (5, unless Settings says
    /// otherwise) to the day itself; on any other day nothing is written
    #[arg(long)]
    due_soon: bool,

    /// Thank those who have nothing left to do, and write to nobody else
    #[arg(long, conflicts_with = "due_soon")]
    receipts: bool,
}

/// Runs the command.
pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Error> {
    let (as_of, told) = (day(args.as_of.as_deref())?, day(args.today.as_deref())?);
    let inputs = Inputs {
        plan: &args.plan,
        returns: &args.returns,
        period: args.period.as_deref(),
        previous: &args.previous,
        as_of,
        take: args.take,
    };
    let Some(InputsAsRead { desk, paths, checked, not_looked_at }) =
        read_inputs(inputs, ("chase", "Nobody was chased"), screen)?
    else {
        return Ok(Exit::Findings);
    };
    let mut collection = desk.collect(checked, args.take.is_some())?;
    collection.not_looked_at = not_looked_at;
    say_what_is_left_out(&desk, &collection.across, screen);
    say_how(&collection, screen);

    let counted_from = counted_from(told, as_of, today());
    let chase = match (args.due_soon, args.receipts) {
        (true, _) => Chase::DueSoon,
        (false, true) => Chase::Receipts,
        (false, false) => Chase::Outstanding,
    };
    if chase == Chase::DueSoon
        && let Some(why) = not_due_soon(&collection.plan.settings, counted_from)
    {
        screen.result(&format!("{}\n", wrapped(&format!("Nobody was reminded. {why}"), screen.look.width, 0)))?;
        return Ok(Exit::Done);
    }
    let (statuses, all) = (collection.statuses(), desk.returns()?);
    let chased = chased(&statuses, &all, &unread(&collection), chase);
    // Both are in the order of their paths; two of them may print alike.
    let path_of = |file: &Checked| {
        let place = collection.files.iter().position(|one| std::ptr::eq(one, file));
        place.and_then(|place| paths.get(place)).map(PathBuf::as_path)
    };
    let enclosed = enclose(&chased, path_of, &desk, screen)?;
    let written = drafts(collection.plan, enclosed, Some(counted_from));
    let out = args.out.clone().unwrap_or_else(|| new_folder(told.unwrap_or_else(today)));
    let folder = DraftFolder::ready(&out, "--out", &written, false, screen)?;
    folder.save()?;

    let drafted = |code: &str| {
        let rows = written.drafts.iter().flat_map(|draft| draft.index.iter());
        rows.into_iter().find(|row| row.plan_code == code).map(|row| row.draft.clone())
    };
    screen.beside_result(&folder.written())?;
    screen.result(&list(&chased, drafted))?;
    for rejected in collection.rejected() {
        let why = rejected.file.findings.first().map(|finding| plain(&finding.words.message));
        let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
        let path = plain(&rejected.file.source.path);
        screen.note(&format!("Look at {path} before you send: it is no return of this period{why}.\n"));
    }
    mention_day(&desk, screen);
    if as_of == Some(counted_from) && collection.plan.settings.returns_due.is_some() {
        screen.note(&format!("Days to Returns due are counted from the as-of day, {}.\n", print_day(counted_from)));
    }
    screen.beside_result(&folder.to_send(screen.look.width))?;
    say_what_may_be_meant(&collection, |more| inputs.again("chase", more), screen);
    Ok(Exit::Done)
}

/// A folder named after today that is not there yet: `chase-2025-07-14`, then `chase-2025-07-14-2`.
fn new_folder(today: Date) -> PathBuf {
    let first = PathBuf::from(format!("chase-{today}"));
    let next = (2..).map(|number: u32| PathBuf::from(format!("chase-{today}-{number}")));
    std::iter::once(first.clone()).chain(next).find(|folder| fs::symlink_metadata(folder).is_err()).unwrap_or(first)
}

/// The workbooks that go with the drafts: the return again, or its marked copy.
fn enclose<'q, 'p>(
    chased: &[Chased<'q>],
    path_of: impl Fn(&Checked) -> Option<&'p Path> + Sync,
    desk: &Desk,
    screen: &Screen,
) -> Result<Vec<Enclosure<'q>>, Error> {
    let program = program()?;
    let bar = screen.progress(chased.len(), "Making workbooks");
    let enclosed: Vec<Option<Enclosure<'q>>> = chased
        .par_iter()
        .map(|one| {
            bar.inc(1);
            one.enclose(|file| {
                let Some(path) = path_of(file) else { return Ok::<_, Error>(None) };
                Ok(mark_one(path, file, desk, &program)?.and_then(Result::ok))
            })
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
        let why = one.in_words();
        match (&one.why, drafted(&one.plan.code)) {
            (Why::LeftOut(_), _) => left_out.push([code, why, String::new()]),
            (_, Some(draft)) => written.push([code, why, draft]),
            (_, None) => {
                left_out.push([code, format!("{why}, but its e-mail address cannot be written to"), String::new()]);
            }
        }
    }
    let mut text = String::new();
    for (heading, rows) in [("Drafts to", written), ("Left out", left_out)] {
        if !rows.is_empty() {
            text.push_str(&format!("{heading}:\n{}", aligned("  ", &rows)));
        }
    }
    text
}
