//! `planroll adopt`: makes a plan workbook of the spreadsheets that a council keeps now.

use std::path::{Path, PathBuf};

use crate::adopt::{Adopted, NotAdopted};
use crate::desk::{self, adopt_tracker, ending};
use crate::domain::{command, path_word};
use crate::grid::{Legacy, Limits};
use crate::report::plain;
use crate::terminal::wrapped;

use super::arguments::{day, today};
use super::error::Error;
use super::exit::Exit;
use super::init::Scheme;
use super::over::{keep_beside, there};
use super::pasted::check_of_plan;
use super::paths::shown;
use super::reading::{Bytes, bytes_within, program};
use super::saving::{Over, save};
use super::screen::Screen;

/// How many of the things to decide are printed.
const MOST_PRINTED: usize = 12;

/// Make a plan workbook of the spreadsheets that you keep now
///
/// Reads the tracker in which you keep actions and indicators today – .xlsx, .xlsm, .xlsb, .xls, .ods, .csv, or the tables of a
/// Word document (.docx) – and writes a plan workbook. Its sheet Adopted says what every column and value was taken for, names
/// every row that was left out, and asks for what you have to decide. Type what is right under Instead, save, and run the same
/// command again. The tracker itself is only read.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  planroll adopt actions.xlsx kpis.xlsx -o plan.xlsx")]
pub(super) struct Args {
    /// The files of the tracker
    #[arg(value_name = "TRACKER", required = true)]
    trackers: Vec<PathBuf>,

    /// The plan workbook to write
    #[arg(short, long, value_name = "PLAN.xlsx", default_value = "plan.xlsx")]
    out: PathBuf,

    /// The rating scheme to map the tracker's ratings to; without it the one that knows most of its words
    #[arg(long, value_enum)]
    scheme: Option<Scheme>,

    /// The day that counts as today, for the name under which an earlier plan workbook is kept
    #[arg(long, value_name = "DATE")]
    today: Option<String>,

    /// Replace rows of Actions and Indicators though they were changed by hand
    #[arg(long)]
    force: bool,
}

/// Runs the command.
pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Error> {
    let files = read_trackers(args)?;
    if ending(&shown(&args.out)) != "xlsx" {
        return Err(Error::OtherEnding { path: shown(&args.out), ending: "xlsx".to_owned() });
    }
    if args.out.is_dir() {
        return Err(Error::IsAFolder { path: shown(&args.out), example: "plan.xlsx" });
    }
    let earlier = there(&args.out, args.force)?;
    let given: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let scheme = args.scheme.map(Scheme::preset);
    let adopted = adopt_tracker(&given, scheme, (earlier.as_deref(), args.force), Legacy::Worker(&program()?));
    let adopted = adopted.map_err(|error| in_the_way(error, &args.out))?;
    let out = plain(&shown(&args.out));
    let is_new = earlier.as_ref() != Some(&adopted.bytes);
    if let Some(bytes) = earlier.filter(|_| is_new) {
        let today = day(args.today.as_deref())?.unwrap_or_else(today);
        let kept = plain(&shown(&keep_beside(&args.out, &bytes, today)?));
        screen.note(&format!("The earlier {out} is kept as {kept}.\n"));
    }
    if is_new {
        save(&args.out, &adopted.bytes, Over::Replace)?;
    }
    let width = screen.look.width;
    screen.result(&said(&adopted, &files, width))?;
    let written = if is_new { "written" } else { "is as it was" };
    let mut below = format!("{out} {written}. To check it:\n  {}\n", check_of_plan(&shown(&args.out)));
    if !adopted.to_decide.is_empty() || !adopted.not_obeyed.is_empty() {
        below.push_str(&wrapped(
            "To put a line right, type under Instead on the sheet Adopted, save, and run again:",
            width,
            0,
        ));
        below.push_str(&format!("\n  {}\n", again(args)));
    }
    screen.beside_result(&below)?;
    Ok(Exit::found(!adopted.to_decide.is_empty() || !adopted.not_obeyed.is_empty()))
}

/// The files of the tracker: names without folders, and bytes.
fn read_trackers(args: &Args) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::with_capacity(args.trackers.len());
    for path in &args.trackers {
        if path.is_dir() {
            return Err(Error::TrackerIsAFolder { path: shown(path) });
        }
        let same = match (std::fs::canonicalize(path), std::fs::canonicalize(&args.out)) {
            (Ok(a), Ok(b)) => a == b,
            _ => *path == args.out,
        };
        if same {
            return Err(Error::OverInput { path: shown(&args.out), option: "-o" });
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if files.iter().any(|(own, _)| *own == name) {
            return Err(Error::TwoTrackers { name });
        }
        let bytes = match bytes_within(path, &Limits::returns())? {
            Bytes::Whole(bytes) => bytes,
            Bytes::TooLarge { why, .. } => {
                let not = NotAdopted::NotRead { file: shown(path), why: why.to_string() };
                return Err(desk::Error::NotAdopted(not).into());
            }
        };
        files.push((name, bytes));
    }
    Ok(files)
}

/// What is in the way, with the name of the plan workbook.
#[expect(clippy::wildcard_enum_match_arm, reason = "all others say it in their own words")]
fn in_the_way(error: desk::Error, out: &Path) -> Error {
    match error {
        desk::Error::NotAdopted(NotAdopted::NotOurs) => Error::NotAdopts { path: shown(out) },
        desk::Error::NotAdopted(NotAdopted::ChangedByHand { cells }) => {
            Error::ChangedByHand { path: shown(out), what: NotAdopted::ChangedByHand { cells }.to_string() }
        }
        other => other.into(),
    }
}

/// What became of the tracker.
fn said(adopted: &Adopted, files: &[(String, Vec<u8>)], width: usize) -> String {
    let names: Vec<String> = files.iter().map(|(name, _)| plain(name)).collect();
    let mut text = wrapped(&adopted.verdict(&names), width, 0) + "\n";
    text.push_str(&wrapped(&adopted.left_out_in_words(), width, 0));
    text.push('\n');
    for one in &adopted.not_obeyed {
        text.push_str(&wrapped(&format!("Not obeyed: {}.", plain(one)), width, 2));
        text.push('\n');
    }
    let open = adopted.to_decide.len();
    if open == 0 {
        text.push_str("Nothing is left to decide.\n");
        return text;
    }
    text.push_str(&match open {
        1 => "1 cell is yours to decide:\n".to_owned(),
        open => format!("{open} cells are yours to decide:\n"),
    });
    for (cell, why) in adopted.to_decide.iter().take(MOST_PRINTED) {
        text.push_str(&wrapped(&format!("  {cell}: {}", plain(why)), width, 4));
        text.push('\n');
    }
    if open > MOST_PRINTED {
        text.push_str(&format!("  and {} more on the sheet Adopted\n", open - MOST_PRINTED));
    }
    text
}

/// The same command once more.
fn again(args: &Args) -> String {
    let mut words = vec!["planroll".to_owned(), "adopt".to_owned()];
    words.extend(args.trackers.iter().map(|path| path_word(&shown(path))));
    words.extend(["-o".to_owned(), path_word(&shown(&args.out))]);
    if let Some(scheme) = args.scheme {
        words.extend(["--scheme".to_owned(), scheme.preset().to_string()]);
    }
    plain(&command(words.iter().map(String::as_str)))
}
