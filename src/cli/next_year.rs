//! `planroll next-year`: makes the plan workbook of the next year.

use std::path::PathBuf;

use crate::desk::{Carried, NextYear};
use crate::grid::Legacy;
use crate::report::{counted, plain};
use crate::terminal::wrapped;

use super::error::Error;
use super::exit::Exit;
use super::names::Names;
use super::pasted::check_of_plan;
use super::paths::shown;
use super::reading::program;
use super::screen::Screen;
use super::turning::{consolidated_bytes, plan_and_bytes, refuse_out, save_plan};

/// How many references are named in a line.
const NAMED: usize = 8;

/// Make the plan workbook of the next year
///
/// Actions that are complete or closed end with the year; the others go on with the deadline that members agreed, else the
/// first one. The outturn becomes last year's figure, the periods become columns, and Period the first of the next year. The
/// sheet Carried over says what was done and what is yours to decide. The plan workbook itself is not changed.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  planroll next-year plan.xlsx --previous q4.xlsx --previous q3.xlsx -o plan-next-year.xlsx"
)]
pub(super) struct Args {
    /// The plan workbook of the year that is over
    #[arg(value_name = "PLAN.xlsx")]
    plan: PathBuf,

    /// The consolidated workbook of the year's last period; once more for each period before it that is to be kept as a column
    #[arg(long, value_name = "CONSOLIDATED.xlsx", required = true)]
    previous: Vec<PathBuf>,

    /// The new plan workbook to write
    #[arg(short, long, value_name = "NEW.xlsx")]
    out: PathBuf,

    /// Replace the file if it is there already
    #[arg(long)]
    force: bool,
}

/// Runs the command.
pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Error> {
    let (desk, bytes) = plan_and_bytes(&args.plan, screen)?;
    refuse_out(&args.out, &args.plan, args.previous.iter().map(PathBuf::as_path), args.force)?;
    let names = Names::of(&args.previous);
    let mut workbooks = Vec::with_capacity(args.previous.len());
    for path in &args.previous {
        let name = names.name(path);
        let bytes = consolidated_bytes(path, &name)?;
        workbooks.push((name, bytes));
    }
    let given: Vec<(&str, &[u8])> = workbooks.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let next = desk.next_year(&bytes, &given, Legacy::Worker(&program()?))?;
    save_plan(&args.out, &next.bytes, args.force)?;
    let width = screen.look.width;
    screen.result(&format!("{}\n{}", wrapped(&verdict(&next), width, 0), to_decide(&next, width)))?;
    for note in &next.notes {
        screen.beside_result(&format!("{}\n", wrapped(&plain(note), width, 0)))?;
    }
    let out = shown(&args.out);
    screen.beside_result(&format!("{} written. To check it:\n  {}\n", plain(&out), check_of_plan(&out)))?;
    Ok(Exit::Done)
}

/// What became of the year.
fn verdict(next: &NextYear) -> String {
    let [ended, kept] = next.actions;
    let (from, to) = (next.from, next.to);
    let goes = if kept == 1 { "goes" } else { "go" };
    let open = next.lines.iter().filter(|line| !line.to_decide.is_empty()).count();
    let decide = match open {
        0 => "Nothing is left to decide".to_owned(),
        open => format!("{} to decide", counted(open, "matter")),
    };
    format!(
        "Carried over from {from} to {to}: {} ended, {kept} {goes} on. {decide}: sheet {}.",
        counted(ended, "action"),
        plain(&next.sheet)
    )
}

/// What is to be decided: the same of several rows in one line.
fn to_decide(next: &NextYear, width: usize) -> String {
    let mut alike: Vec<(&Carried, Vec<&str>)> = Vec::new();
    for line in next.lines.iter().filter(|line| !line.to_decide.is_empty()) {
        let is_alike = |other: &Carried| {
            (&other.sheet, &other.what, &other.to_decide) == (&line.sheet, &line.what, &line.to_decide)
        };
        match alike.iter_mut().find(|(other, _)| is_alike(other)) {
            Some((_, references)) => references.push(&line.reference),
            None => alike.push((line, vec![&line.reference])),
        }
    }
    let mut text = String::new();
    for (line, references) in alike {
        let mut named: Vec<String> = references.iter().take(NAMED).map(|one| plain(one)).collect();
        named.retain(|one| !one.is_empty());
        let more = references.len().checked_sub(NAMED).filter(|more| *more > 0);
        named.extend(more.map(|more| format!("{more} more")));
        let of = if named.is_empty() { String::new() } else { format!(" ({})", named.join(", ")) };
        let whole = format!("  {}, {}: {}{of}", plain(&line.sheet), plain(&line.what), plain(&line.to_decide));
        text.push_str(&wrapped(&whole, width, 4));
        text.push('\n');
    }
    text
}
