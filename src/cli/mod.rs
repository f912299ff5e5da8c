//! The command line: one file per command, each from arguments to settings to a call to an exit status.
//!
//! This is the only room that touches files, threads, the clock, the environment and the terminal; what it calls takes
//! values and gives values. Human text goes to standard output only where it is the result.

mod adopt;
mod agree;
mod arguments;
mod caught;
mod chase;
mod check;
mod consolidate;
mod data_folder;
mod drafts;
mod error;
mod exit;
mod explain;
mod generate;
mod init;
mod inputs;
mod issue;
mod marking;
mod names;
mod next_year;
mod over;
#[cfg(feature = "page")]
mod page;
mod pasted;
mod paths;
mod plan_workbook;
mod previous;
mod read_worker;
mod reading;
mod report_template;
mod reports;
mod rules;
mod saving;
mod screen;
mod search;
#[cfg(feature = "send")]
mod send;
mod status;
mod taken;
mod to_be_issued;
mod turning;
mod usage;
mod wildcards;
mod windows_names;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use arguments::Colour;
use screen::{Screen, Talk};

use error::Error;
use exit::Exit;

/// What `planroll` was asked to do.
#[derive(Debug, Parser)]
#[command(
    name = "planroll",
    version,
    about = "Issue, check and consolidate a council's quarterly delivery-plan returns in Excel",
    after_help = EXAMPLE,
    max_term_width = 100,
    disable_help_subcommand = true
)]
struct Cli {
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value_t = Colour::Auto, value_enum)]
    color: Colour,

    /// Print the result and nothing beside it
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Also say how each file was taken
    #[arg(short, long, global = true)]
    verbose: bool,

    #[command(subcommand)]
    command: Command,
}

const EXAMPLE: &str = "\
A quarter from end to end:
  planroll init plan.xlsx
  planroll issue plan.xlsx --period \"2025-26 Q1\" --out issued
  planroll status plan.xlsx returns
  planroll check returns --plan plan.xlsx
  planroll consolidate plan.xlsx returns -o consolidated.xlsx

Exit status: 0 done, 1 something was found, 2 it could not be done.";

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Args),
    Adopt(adopt::Args),
    Issue(issue::Args),
    Check(check::Args),
    Chase(chase::Args),
    Consolidate(consolidate::Args),
    Agree(agree::Args),
    NextYear(next_year::Args),
    ReportTemplate(report_template::Args),
    #[cfg(feature = "send")]
    Send(send::Args),
    Status(status::Args),
    #[cfg(feature = "page")]
    Page(page::Args),
    Explain(explain::Args),
    Rules(rules::Args),
    Generate(generate::Args),
    #[command(hide = true)]
    ReadWorker(read_worker::Args),
}

/// Runs the program with the arguments, the terminal and the files of this process.
pub fn main() -> ExitCode {
    run().into()
}

fn run() -> Exit {
    let words = std::env::args_os();
    // Elsewhere the shell has done it.
    let words = if cfg!(windows) { wildcards::expanded(words) } else { words.collect() };
    let cli = match Cli::try_parse_from(words) {
        Ok(cli) => cli,
        Err(said) => {
            // Help and version come this way too. A reader that went away is no failure.
            if !said.use_stderr() {
                let _ = said.print();
                return Exit::Done;
            }
            let typed: Vec<String> =
                std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
            let mut screen = Screen::of_process(Colour::Auto, Talk::Usual);
            screen.complain(&usage::in_words(&said, &Cli::command(), &typed));
            return Exit::Failed;
        }
    };
    let talk = match (cli.quiet, cli.verbose) {
        (true, _) => Talk::Quiet,
        (false, true) => Talk::Verbose,
        (false, false) => Talk::Usual,
    };
    let mut screen = Screen::of_process(cli.color, talk);
    match cli.command.run(&mut screen) {
        Ok(exit) => exit,
        Err(error) if error.is_broken_pipe() => Exit::Done,
        Err(error) => {
            screen.fail(&error);
            Exit::Failed
        }
    }
}

impl Command {
    fn run(&self, screen: &mut Screen) -> Result<Exit, Error> {
        match self {
            Self::Init(args) => init::run(args, screen),
            Self::Adopt(args) => adopt::run(args, screen),
            Self::Issue(args) => issue::run(args, screen),
            Self::Check(args) => check::run(args, screen),
            Self::Chase(args) => chase::run(args, screen),
            Self::Consolidate(args) => consolidate::run(args, screen),
            Self::Agree(args) => agree::run(args, screen),
            Self::NextYear(args) => next_year::run(args, screen),
            Self::ReportTemplate(args) => report_template::run(args, screen),
            #[cfg(feature = "send")]
            Self::Send(args) => send::run(args, screen),
            Self::Status(args) => status::run(args, screen),
            #[cfg(feature = "page")]
            Self::Page(args) => page::run(args, screen),
            Self::Explain(args) => explain::run(args, screen),
            Self::Rules(args) => rules::run(args, screen),
            Self::Generate(args) => generate::run(args, Cli::command(), screen),
            Self::ReadWorker(args) => read_worker::run(args),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_that_is_shown_has_an_example_in_its_help() {
        for command in Cli::command().get_subcommands().filter(|command| !command.is_hide_set()) {
            let help = command.clone().render_long_help().to_string();
            assert!(help.contains("Example"), "{}: no example\n{help}", command.get_name());
        }
    }
}
