//! `planroll status`: says of each delivery plan whether its return is in, and what is wrong with it.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::desk::counted_from;
use crate::report::{StatusReport, status_csv, status_json};
use crate::terminal::status_text;

use super::arguments::{Take, day, today};
use super::check::mention_errors;
use super::error::Error;
use super::exit::Exit;
use super::inputs::{Inputs, InputsAsRead, read_inputs};
use super::previous::say_what_is_left_out;
use super::screen::Screen;
use super::taken::{say_how, say_what_may_be_meant};

/// Say which returns are in, which are missing, and what is wrong with them
///
/// Per delivery plan: the return, its errors and warnings, how many rows are complete, who signed it off, and how many
/// days there are to Returns due. The exit status is 1 while anything is missing or wrong.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  planroll status plan.xlsx returns
  planroll status plan.xlsx returns --today 2025-07-11 --format csv")]
pub(super) struct Args {
    /// The plan workbook
    #[arg(value_name = "PLAN.xlsx")]
    plan: PathBuf,

    /// Returns, or folders with returns in them; without any, every return counts as missing
    #[arg(value_name = "RETURNS")]
    returns: Vec<PathBuf>,

    /// The period; else the one on the Settings sheet
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,

    /// The day as of which deadlines have passed; else the last day of the period
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,

    /// The day that counts as today, from which days to Returns due are counted
    #[arg(long, value_name = "DATE")]
    today: Option<String>,

    /// The consolidated workbook of last period, to compare with; once more for each period before it
    #[arg(long, value_name = "CONSOLIDATED.xlsx")]
    previous: Vec<PathBuf>,

    /// Which of two different returns for one delivery plan to take
    #[arg(long, value_name = "WHICH", value_enum)]
    take: Option<Take>,

    /// How it is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a table, and the figures in its last line
    Text,
    /// For programs
    Json,
    /// One row for each file or missing return, for a spreadsheet
    Csv,
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
    let Some(InputsAsRead { desk, checked, not_looked_at, .. }) =
        read_inputs(inputs, ("status", "Nothing was looked at"), screen)?
    else {
        return Ok(Exit::Findings);
    };
    let mut collection = desk.collect(checked, args.take.is_some())?;
    collection.not_looked_at = not_looked_at;
    say_what_is_left_out(&desk, &collection.across, screen);
    say_how(&collection, screen);
    mention_errors(&args.plan, &desk, screen);
    let report = StatusReport::of(&collection, counted_from(told, as_of, today()));
    match args.format {
        Format::Text => {
            screen.result(&status_text(&report, screen.look.width))?;
            if collection.is_anything_wrong_in_returns() {
                screen.note(&format!("To see what is wrong, row by row:\n  {}\n", inputs.check_returns()));
            }
        }
        Format::Json => screen.result(&status_json(&report)?)?,
        Format::Csv => screen.result(&status_csv(&report)?)?,
    }
    say_what_may_be_meant(&collection, |more| inputs.again("status", more), screen);
    Ok(Exit::found(report.is_unsettled()))
}
