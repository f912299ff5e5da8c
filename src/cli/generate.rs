//! `planroll generate`: the manual pages and shell completions, for packagers.
//!
//! Both come from the same definitions as `--help`, so that they cannot drift from it.

use std::path::PathBuf;

use clap::{Command, Subcommand};
use clap_complete::Shell;
use clap_mangen::Man;

use super::error::Error;
use super::exit::Exit;
use super::saving::{Over, make_folder, save};
use super::screen::Screen;

/// Generate manual pages or shell completions, for packagers
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  planroll generate man --out man1\n  planroll generate completions bash")]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Manual pages in the format of man
    #[command(after_help = "Example:\n  planroll generate man --out man1")]
    Man {
        /// Write a page for each command to this folder; else the first page is printed
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// A completion script, printed
    #[command(after_help = "Example:\n  planroll generate completions bash")]
    Completions {
        /// The shell
        #[arg(default_value_t = Shell::Bash, value_enum)]
        shell: Shell,
    },
}

/// Runs the command. `program` is the whole command line's definition.
pub(super) fn run(args: &Args, mut program: Command, screen: &mut Screen) -> Result<Exit, Error> {
    match &args.what {
        What::Man { out: None } => screen.result(&manual(program)?)?,
        What::Man { out: Some(folder) } => {
            make_folder(folder)?;
            program.build();
            for (name, page) in pages(&program)? {
                save(&folder.join(format!("{name}.1")), page.as_bytes(), Over::Replace)?;
            }
        }
        What::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut program, "planroll", &mut script);
            screen.result(&String::from_utf8_lossy(&script))?;
        }
    }
    Ok(Exit::Done)
}

/// The page of every command that is shown, by its name.
fn pages(program: &Command) -> Result<Vec<(String, String)>, Error> {
    let mut pages = vec![("planroll".to_owned(), manual(program.clone())?)];
    for command in program.get_subcommands().filter(|command| !command.is_hide_set()) {
        let name = format!("planroll-{}", command.get_name());
        pages.push((name.clone(), manual(command.clone().display_name(name))?));
    }
    Ok(pages)
}

fn manual(command: Command) -> Result<String, Error> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page).map_err(Error::Print)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
