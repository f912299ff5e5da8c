//! Where the program prints: results to standard output, everything else to standard error.
//!
//! One value that knows the width, the colour and how quiet to be, so that commands do not ask the terminal themselves.

use std::io::{self, IsTerminal as _, Stderr, Stdout, Write as _};

use indicatif::{ProgressBar, ProgressStyle};

use crate::report::plain;
use crate::terminal::{Look, with_commands, wrapped};

use super::arguments::Colour;
use super::error::Error;

/// The width where there is no terminal to ask.
const WIDTH: usize = 100;
/// The narrowest and widest that text is laid out.
const NARROWEST: usize = 60;
const WIDEST: usize = 160;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Talk {
    /// Results only.
    Quiet,
    /// What goes with them too.
    Usual,
    /// How each file was taken too.
    Verbose,
}

/// Where the program prints.
#[derive(Debug)]
pub(super) struct Screen {
    /// How results are laid out.
    pub look: Look,
    /// How what goes to standard error is laid out.
    pub note_look: Look,
    talk: Talk,
    out: Stdout,
    err: Stderr,
}

/// Asks the console to take the marks of colour, which Windows' own do only where asked; says whether it does.
fn takes_colour() -> bool {
    #[cfg(windows)]
    let takes = anstyle_query::windows::enable_ansi_colors().unwrap_or(true);
    #[cfg(not(windows))]
    let takes = true;
    takes
}

impl Screen {
    /// The terminal or pipes of this process.
    pub(super) fn of_process(colour: Colour, talk: Talk) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        let takes_colour = takes_colour();
        let uses = |is_terminal: bool| match colour {
            Colour::Auto => is_terminal && takes_colour && !plain,
            Colour::Always => true,
            Colour::Never => false,
        };
        let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let told = || std::env::var("COLUMNS").ok().and_then(|width| width.trim().parse().ok());
        // In a pipe, who says a width means it; else a pager will show it on the terminal there is.
        let width = if io::stdout().is_terminal() { terminal().or_else(told) } else { told().or_else(terminal) };
        let width = width.unwrap_or(WIDTH).clamp(NARROWEST, WIDEST);
        Self {
            look: Look { width, colour: uses(io::stdout().is_terminal()) },
            note_look: Look { width, colour: uses(io::stderr().is_terminal()) },
            talk,
            out: io::stdout(),
            err: io::stderr(),
        }
    }

    /// Prints a result.
    pub(super) fn result(&mut self, text: &str) -> Result<(), Error> {
        self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush()).map_err(Error::Print)
    }

    /// Prints what goes with a result, unless asked to be quiet.
    pub(super) fn beside_result(&mut self, text: &str) -> Result<(), Error> {
        if self.talk == Talk::Quiet { Ok(()) } else { self.result(text) }
    }

    /// Says something on standard error, unless asked to be quiet. Sentences are broken into lines; what is set in, as
    /// commands are, is not.
    pub(super) fn note(&mut self, text: &str) {
        if self.talk != Talk::Quiet {
            let width = self.note_look.width;
            let fitted = |line: &str| if line.starts_with(' ') { line.to_owned() } else { wrapped(line, width, 2) };
            let lines: Vec<String> = text.split('\n').map(fitted).collect();
            self.complain(&lines.join("\n"));
        }
    }

    /// Whether it is to be said how each file was taken.
    pub(super) fn is_verbose(&self) -> bool {
        self.talk == Talk::Verbose
    }

    /// Says on standard error why something was not done.
    pub(super) fn complain(&mut self, text: &str) {
        // Where even this cannot be said, the exit status says it.
        let _ = self.err.write_all(text.as_bytes()).and_then(|()| self.err.flush());
    }

    /// Says that the command failed, and why.
    pub(super) fn fail(&mut self, error: &Error) {
        let text = plain(&error.to_string());
        let stop = if text.ends_with(['.', '?', '`']) { "" } else { "." };
        let text = with_commands(&format!("planroll: {text}{stop}"), usize::MAX);
        self.complain(&format!("{text}\n"));
    }

    /// A progress bar on a terminal; nothing in a pipe, for little work, or when asked to be quiet.
    pub(super) fn progress(&self, steps: usize, what: &'static str) -> ProgressBar {
        if self.talk == Talk::Quiet || steps < 2 || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(u64::try_from(steps).unwrap_or(u64::MAX)).with_message(what);
        if let Ok(style) = ProgressStyle::with_template("{msg} {pos}/{len} {wide_bar} {eta}") {
            bar.set_style(style);
        }
        bar
    }
}
