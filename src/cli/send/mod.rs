//! `planroll send`: sends the drafts of a folder over SMTP, each to whom the index names and never twice.
//!
//! First everything is read, compared and listed; the network is touched only with `--yes`, and only after the journal
//! has been opened and locked. What a mail may hold and what the journal says are the mail room's.

pub(super) mod error;
mod folder;
mod list;
mod post;
mod sending;
mod server;
mod smtp;
mod wire;

use std::path::PathBuf;
use std::time::Duration;

use crate::report::counted;
use crate::send::plain_address;

use super::error::Error;
use super::exit::Exit;
use super::screen::Screen;

use error::SendError;
use folder::{Folder, OpenJournal};
use list::{Entry, SortedDrafts};
use post::{Patience, Post};
use server::{Account, SMTP, Server};

/// Send the drafts of a folder over SMTP
///
/// Lists every draft with its recipients, subject and attachments; nothing is sent without --yes. A draft goes only to
/// whom the index names, with only its own workbooks. The journal sent.csv beside the drafts says what was sent: a run
/// that was interrupted, run again, sends the rest and nothing twice.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLE)]
pub(super) struct Args {
    /// The folder of the drafts, or the one that holds it as `mail`, such as `planroll issue --mail` writes
    #[arg(value_name = "DIR")]
    dir: PathBuf,

    #[arg(long, value_name = "URL", help = SERVER)]
    smtp: Option<String>,

    /// Who the mails are from, where the drafts do not say
    #[arg(long, value_name = "ADDRESS")]
    from: Option<String>,

    /// Send this draft although it was sent already, or may have been
    #[arg(long, value_name = "DRAFT.eml")]
    again: Vec<String>,

    /// Send; else the mails are only listed
    #[arg(long)]
    yes: bool,

    /// How long an answer is waited for, in milliseconds (for tests)
    #[arg(long, value_name = "MS", hide = true)]
    timeout: Option<u64>,

    /// How long is waited before another try, in milliseconds (for tests)
    #[arg(long, value_name = "MS", hide = true)]
    pause: Option<u64>,
}

const SERVER: &str = "\
The mail server: smtps://HOST (encrypted from the start, port 465) or smtp://HOST (STARTTLS, port 587), with USER@ before \
HOST to log in; else PLANROLL_SMTP";

const EXAMPLE: &str = "\
Example:
  planroll send issued --smtp smtps://performance@mail.example.org
  planroll send issued --smtp smtps://performance@mail.example.org --yes

The password is asked for, or taken from PLANROLL_SMTP_PASSWORD; the user name may
stand in PLANROLL_SMTP_USER too. A server must offer encryption, with a certificate
that this machine trusts, unless it is this machine (localhost).";

/// How long a connection and an answer are waited for, and the answer to a whole mail.
const ANSWER: Duration = Duration::from_secs(60);
const CONTENT: Duration = Duration::from_secs(600);
/// How long is waited before the second try; twice as long before the third.
const PAUSE: Duration = Duration::from_secs(5);

/// Runs the command.
pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Error> {
    let server = args.smtp.clone().or_else(|| std::env::var(SMTP).ok().filter(|text| !text.is_empty()));
    let server = server.map(|text| Server::read(&text)).transpose()?;
    let sender = args
        .from
        .as_ref()
        .map(|text| plain_address(text.trim()).ok_or_else(|| SendError::NotAnAddress { text: text.clone() }));
    let sender = sender.transpose()?;
    let mut folder = Folder::read(&args.dir)?;
    let again = again(&args.again, &folder)?;
    // Two runs that read before either writes would both send: the journal is locked before it is looked at.
    let mut journal = if args.yes { Some(OpenJournal::of(&folder)?) } else { None };
    let says = match &journal {
        Some(journal) => journal.says.clone(),
        None => folder.journal()?,
    };
    let drafts = SortedDrafts::of(std::mem::take(&mut folder.drafts), &folder.index, &says, &again, sender.as_ref());
    let open: Vec<&Entry> = drafts.open().collect();
    let listed = drafts.listed();
    match (&mut journal, open.is_empty()) {
        (Some(journal), false) => {
            screen.beside_result(&listed)?;
            screen.complain(&drafts.in_the_way());
            let server = server.ok_or(SendError::NoServer { variable: SMTP })?;
            deliver(args, &server, &open, &drafts, journal, screen)
        }
        (_, nothing_open) => {
            screen.result(&listed)?;
            screen.complain(&drafts.in_the_way());
            let end = match (nothing_open, drafts.are_wanting()) {
                (true, true) => "Nothing is left that can be sent.\n".to_owned(),
                (true, false) => "Nothing is left to be sent.\n".to_owned(),
                (false, _) => format!("Nothing was sent: add --yes to send {}.\n", these(open.len())),
            };
            screen.result(&end)?;
            Ok(Exit::found(drafts.are_wanting()))
        }
    }
}

/// Sends what is open and says what became of it.
fn deliver(
    args: &Args,
    server: &Server,
    open: &[&Entry],
    drafts: &SortedDrafts,
    journal: &mut OpenJournal,
    screen: &mut Screen,
) -> Result<Exit, Error> {
    let account = Account::of(server)?;
    let told = |milliseconds: Option<u64>| milliseconds.map(Duration::from_millis);
    let timeout = told(args.timeout);
    let patience = Patience { answer: timeout.unwrap_or(ANSWER), content: timeout.unwrap_or(CONTENT) };
    let mut post = Post::new(server, account.as_ref(), patience);
    let bar = screen.progress(open.len(), "Sending");
    let outcome = sending::send(open, &mut post, journal, told(args.pause).unwrap_or(PAUSE), || bar.inc(1));
    bar.finish_and_clear();
    let outcome = outcome?;
    screen.complain(&outcome.lines);
    if let Some(why) = &outcome.stopped {
        if !post.was_connected {
            return Err(SendError::Post { server: server.shown(), why: why.clone() }.into());
        }
        screen.complain(&format!(
            "Sending stopped at {}: {why}. Run the command again to send the rest.\n",
            server.shown()
        ));
    }
    screen.result(&outcome.summary(drafts.faulty.len()))?;
    Ok(Exit::found(!outcome.is_whole() || drafts.are_wanting()))
}

/// The drafts that are to be sent again, by their names in the index; a path to one will do.
fn again(given: &[String], folder: &Folder) -> Result<Vec<String>, SendError> {
    let mut known: Vec<String> = folder.index.iter().map(|row| row.draft.clone()).collect();
    known.dedup();
    let of = |text: &String| {
        let name = std::path::Path::new(text).file_name().map(|name| name.to_string_lossy().into_owned());
        name.filter(|name| known.contains(name))
            .ok_or_else(|| SendError::NoSuchDraft { name: text.clone(), known: known.clone() })
    };
    given.iter().map(of).collect()
}

fn these(count: usize) -> String {
    if count == 1 { "this mail".to_owned() } else { format!("these {}", counted(count, "mail")) }
}
