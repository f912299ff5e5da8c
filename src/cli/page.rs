//! `planroll page`: writes the page that does the jobs in a browser.

use std::path::PathBuf;

use crate::grid::sha256;
use crate::report::plain;
use crate::terminal::wrapped;

use super::error::Error;
use super::exit::Exit;
use super::paths::shown;
use super::saving::{Over, save};
use super::screen::Screen;

/// As `page/build` made it, of the same sources.
const PAGE: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/target/planroll.html"));

/// Write planroll.html, which does these jobs in a browser
///
/// It is one file that needs no installation and sends nothing anywhere: put it on the intranet or a shared drive. Its
/// SHA-256 is printed, so that whoever gets it can compare.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  planroll page planroll.html")]
pub(super) struct Args {
    /// The file to write
    #[arg(value_name = "OUT.html", default_value = "planroll.html")]
    out: PathBuf,

    /// Replace the file if it is there already
    #[arg(long)]
    force: bool,
}

/// Runs the command.
pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Error> {
    save(&args.out, PAGE, if args.force { Over::Replace } else { Over::Refuse })?;
    screen.result(&format!("{}  {}\n", sha256(PAGE), plain(&shown(&args.out))))?;
    let said = "Open it in a browser, or put it on the intranet. It sends nothing anywhere; About and for IT says how to see that.";
    screen.beside_result(&format!("{}\n", wrapped(said, screen.look.width, 0)))?;
    Ok(Exit::Done)
}
