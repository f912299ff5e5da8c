//! `planroll rules`: lists the catalogue.

use clap::ValueEnum;

use crate::report::catalogue_json;
use crate::terminal::catalogue_table;

use super::error::Error;
use super::exit::Exit;
use super::screen::Screen;

/// List every rule
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  planroll rules --format json")]
pub(super) struct Args {
    /// How the list is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table for people
    Text,
    /// For programs
    Json,
}

/// Runs the command.
pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Error> {
    match args.format {
        Format::Text => screen.result(&catalogue_table(screen.look.width))?,
        Format::Json => screen.result(&catalogue_json()?)?,
    }
    Ok(Exit::Done)
}
