//! `planroll report-template`: a template of the report, to be put into the council's clothes.

use std::path::PathBuf;

use crate::desk::{self, starter_template};
use crate::report::plain;
use crate::terminal::wrapped;

use super::error::Error;
use super::exit::Exit;
use super::paths::shown;
use super::saving::{Over, save};
use super::screen::Screen;

/// Write a Word template of the report, to be put into the council's own clothes
///
/// It has the usual headings of a Cabinet report, and every placeholder with what it stands for. Put in the council's
/// logo, fonts and styles, take out what is not wanted, and give it to consolidate with --report-template.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  planroll report-template cabinet.docx\n  planroll consolidate plan.xlsx returns --report report.docx --report-template cabinet.docx"
)]
pub(super) struct Args {
    /// The template to write; never over a file
    #[arg(value_name = "OUT.docx")]
    out: PathBuf,
}

/// Runs the command.
pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Error> {
    let bytes = starter_template().map_err(desk::Error::from)?;
    save(&args.out, &bytes, Over::Refuse)?;
    let said = format!(
        "{} written. Open it in Word: what stands in braces is filled in by planroll consolidate --report-template, what stands in square brackets is yours to write.",
        plain(&shown(&args.out))
    );
    screen.beside_result(&format!("{}\n", wrapped(&said, screen.look.width, 0)))?;
    Ok(Exit::Done)
}
