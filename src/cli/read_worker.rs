//! `planroll read-worker`: the hidden process of its own in which the older formats are read.

use std::io;

use crate::grid::run_worker;

use super::error::Error;
use super::exit::Exit;

/// Read one workbook of an older format; planroll calls this by itself
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

/// Runs the command: nothing else may be read from standard input or printed.
pub(super) fn run(_args: &Args) -> Result<Exit, Error> {
    run_worker(io::stdin().lock(), io::stdout().lock()).map_err(Error::Print)?;
    Ok(Exit::Done)
}
