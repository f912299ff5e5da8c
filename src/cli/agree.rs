//! `planroll agree`: takes what members agreed into a new plan workbook.

use std::path::PathBuf;

use crate::grid::Legacy;
use crate::report::plain;
use crate::terminal::wrapped;
use crate::turn::{Agreed, Taken};

use super::error::Error;
use super::exit::Exit;
use super::names::name_of;
use super::pasted::check_of_plan;
use super::paths::shown;
use super::reading::program;
use super::screen::Screen;
use super::turning::{consolidated_bytes, plan_and_bytes, refuse_out, save_plan};

/// Take what members agreed into the plan
///
/// Reads the column Agreed of the sheet Decisions, in which you typed Yes, No or another date once members had decided, and
/// writes a new plan workbook: the deadline that was agreed and who agreed it, and the last period of actions that were
/// closed. All else in it is as it was. Rows that services proposed are yours to add. The plan workbook itself is not changed.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  planroll agree plan.xlsx consolidated.xlsx --by \"Cabinet, 19 September 2019\" -o plan-after-cabinet.xlsx"
)]
pub(super) struct Args {
    /// The plan workbook as it is now
    #[arg(value_name = "PLAN.xlsx")]
    plan: PathBuf,

    /// The consolidated workbook with what was agreed
    #[arg(value_name = "CONSOLIDATED.xlsx")]
    consolidated: PathBuf,

    /// Who agreed it and when, as it is to stand beside the deadlines
    #[arg(long, value_name = "WHO", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    by: String,

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
    refuse_out(&args.out, &args.plan, [args.consolidated.as_path()], args.force)?;
    let name = name_of(&args.consolidated);
    let consolidated = consolidated_bytes(&args.consolidated, &name)?;
    let agreed = desk.agree(&bytes, (&name, &consolidated), args.by.trim(), Legacy::Worker(&program()?))?;
    if let Some(bytes) = &agreed.bytes {
        save_plan(&args.out, bytes, args.force)?;
    }
    let width = screen.look.width;
    screen.result(&format!("{}\n{}", wrapped(&agreed.verdict(args.by.trim()), width, 0), lines(&agreed, width)))?;
    for note in &agreed.notes {
        screen.beside_result(&format!("{}\n", wrapped(&plain(note), width, 0)))?;
    }
    let out = shown(&args.out);
    screen.beside_result(&match agreed.bytes {
        Some(_) => format!("{} written. To check it:\n  {}\n", plain(&out), check_of_plan(&out)),
        None => format!("Nothing was written: nothing changes in {}.\n", plain(&shown(&args.plan))),
    })?;
    Ok(Exit::found(agreed.lines.iter().any(|line| line.taken == Taken::Not)))
}

/// What became of each decision; those that somebody has to see to are marked.
fn lines(agreed: &Agreed, width: usize) -> String {
    let longest = agreed.lines.iter().map(|line| line.reference.chars().count()).max().unwrap_or_default().min(20);
    let mut text = String::new();
    for line in &agreed.lines {
        let mark = if line.taken == Taken::Not { '▲' } else { ' ' };
        let reference = plain(&line.reference);
        let whole = format!("{mark} {reference:<longest$}  {}", plain(&line.said));
        text.push_str(&wrapped(&whole, width, longest + 4));
        text.push('\n');
    }
    text
}
