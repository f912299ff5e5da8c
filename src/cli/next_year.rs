//! `planroll next-year`: makes the plan workbook of the next year.

use std::path::PathBuf;

use crate::grid::Legacy;
use crate::report::plain;
use crate::terminal::wrapped;

use super::error::Error;
use super::exit::Exit;
use super::names::Names;
use super::pasted::check_of_plan;
use super::paths::shown;
use super::reading::program;
use super::screen::Screen;
use super::turning::{consolidated_bytes, plan_and_bytes, refuse_out, save_plan};

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
    let mut text = wrapped(&next.verdict(), width, 0) + "\n";
    for line in next.to_decide() {
        text.push_str(&wrapped(&format!("  {line}"), width, 4));
        text.push('\n');
    }
    screen.result(&text)?;
    for note in &next.notes {
        screen.beside_result(&format!("{}\n", wrapped(&plain(note), width, 0)))?;
    }
    let out = shown(&args.out);
    screen.beside_result(&format!("{} written. To check it:\n  {}\n", plain(&out), check_of_plan(&out)))?;
    Ok(Exit::Done)
}
