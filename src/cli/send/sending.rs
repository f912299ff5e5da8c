//! Sending mail after mail: retries, the journal around each, and what became of all in the end.
//!
//! Recipients who are refused for now, or whose connection was lost before the mail was handed over, are tried again a
//! few times; a mail whose handing over was cut off is left in doubt and never tried again by itself. Sending stops
//! where a server cannot be reached or loses one mail after another.

use std::fmt::Write as _;
use std::thread;
use std::time::Duration;

use lettre::Address;

use crate::report::{counted, plain};
use crate::send::{Record, State};

use super::super::error::Error;
use super::folder::OpenJournal;
use super::list::Entry;
use super::post::{Fate, NoConnection, Post};

/// How often a mail is tried.
const TRIES: u32 = 3;
/// After so many mails in a row whose connection was lost, the rest is left.
const LOSSES: usize = 3;

/// What became of all mails.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Mails that went to everybody they were to go to.
    pub sent: usize,
    /// Mails that went to some.
    in_part: usize,
    /// Mails that the server refused.
    refused: usize,
    /// Mails that the server would not have now, or lost the connection on.
    later: usize,
    /// Mails in doubt.
    in_doubt: usize,
    /// Mails that were not tried.
    left: usize,
    /// Why sending stopped before the end.
    pub stopped: Option<String>,
    /// A line for each recipient whom a mail did not reach.
    pub lines: String,
}

impl Outcome {
    /// Whether every mail went to everybody.
    pub(super) fn is_whole(&self) -> bool {
        [self.in_part, self.refused, self.later, self.in_doubt, self.left] == [0; 5]
    }

    /// `11 of 12 mails sent, 1 refused`; `unfit` mails were not tried because they are not what the index says.
    pub(super) fn summary(&self, unfit: usize) -> String {
        let rest = [
            (self.in_part, "sent to some only"),
            (self.refused, "refused"),
            (self.in_doubt, "in doubt"),
            (self.later, "to be tried again later"),
            (self.left, "left"),
            (unfit, "not fit to be sent"),
        ];
        let all = self.sent + rest.iter().map(|(count, _)| count).sum::<usize>();
        let mut text = format!("{} of {} sent", self.sent, counted(all, "mail"));
        for (count, what) in rest.iter().filter(|(count, _)| *count > 0) {
            // Writing to a string cannot fail.
            let _ = write!(text, ", {count} {what}");
        }
        text.push('\n');
        text
    }

    fn take_in(&mut self, name: &str, fates: &[(Address, Fate)]) {
        let name = plain(name);
        for (address, fate) in fates {
            let line = match fate {
                Fate::Sent(_) => continue,
                Fate::Refused(words) => format!("refused: {words}"),
                Fate::NotNow(words) => format!("not taken now: {words}. Send again later"),
                Fate::Lost(words) => format!("not sent: {words}. Send again later"),
                Fate::InDoubt(words) => format!(
                    "in doubt: {words} while the mail was handed over. Find out whether it arrived; if not, send it with `--again {name}`"
                ),
            };
            let _ = writeln!(self.lines, "{name} to {address}: {line}.");
        }
        let any = |is: fn(&Fate) -> bool| fates.iter().any(|(_, fate)| is(fate));
        let was_sent = any(|fate| matches!(fate, Fate::Sent(_)));
        let counter = if any(|fate| matches!(fate, Fate::InDoubt(_))) {
            &mut self.in_doubt
        } else if was_sent && any(|fate| !matches!(fate, Fate::Sent(_))) {
            &mut self.in_part
        } else if was_sent {
            &mut self.sent
        } else if any(|fate| matches!(fate, Fate::Refused(_))) {
            &mut self.refused
        } else {
            &mut self.later
        };
        *counter += 1;
    }
}

/// Sends mails, one after the other, and notes each step in the journal.
///
/// # Errors
/// `SendError::Journal` where a step cannot be noted: nothing more is sent then.
pub(super) fn send(
    entries: &[&Entry],
    post: &mut Post<'_>,
    journal: &mut OpenJournal,
    pause: Duration,
    step: impl Fn(),
) -> Result<Outcome, Error> {
    let mut outcome = Outcome::default();
    let mut losses: usize = 0;
    for (at, entry) in entries.iter().enumerate() {
        let mut tried = try_one(entry, post, journal, pause)?;
        step();
        let lost = tried.fates.iter().any(|(_, fate)| matches!(fate, Fate::Lost(_) | Fate::InDoubt(_)));
        losses = if lost { losses + 1 } else { 0 };
        if losses >= LOSSES {
            tried.stopped.get_or_insert_with(|| "the connection was lost on one mail after another".to_owned());
        }
        let after = entries.len() - at - 1;
        if tried.fates.is_empty() {
            outcome.left = after + 1;
        } else {
            outcome.take_in(&entry.name, &tried.fates);
            outcome.left = if tried.stopped.is_some() { after } else { 0 };
        }
        if tried.stopped.is_some() {
            outcome.stopped = tried.stopped;
            break;
        }
    }
    post.leave();
    Ok(outcome)
}

/// What became of one mail.
struct Tried {
    /// To each recipient; nothing where there was no connection.
    fates: Vec<(Address, Fate)>,
    /// Why the others need not be tried.
    stopped: Option<String>,
}

fn try_one(entry: &Entry, post: &mut Post<'_>, journal: &mut OpenJournal, pause: Duration) -> Result<Tried, Error> {
    let mut tried = Tried { fates: Vec::new(), stopped: None };
    let mut open = entry.open.clone();
    for attempt in 0..TRIES {
        thread::sleep(pause * attempt);
        match post.connect() {
            Ok(()) => tried.stopped = None,
            Err(NoConnection::ForNow(why)) => {
                tried.stopped = Some(why);
                continue;
            }
            Err(NoConnection::ForGood(why)) => {
                tried.stopped = Some(why);
                break;
            }
        }
        let now = jiff::Timestamp::now();
        let date = jiff::fmt::rfc2822::to_string(&now.to_zoned(jiff::tz::TimeZone::UTC)).unwrap_or_default();
        let content = entry.mail.bytes(&date);
        let mut note = |address: &Address, state: State, reply: &str| note(journal, entry, address, state, reply);
        let fates = post.hand_over(&entry.mail, &open, &content, &mut note)?;
        let again = |fate: &Fate| matches!(fate, Fate::NotNow(_) | Fate::Lost(_));
        tried.fates.retain(|(_, fate)| !again(fate));
        tried.fates.extend(open.iter().cloned().zip(fates));
        open = tried.fates.iter().filter(|(_, fate)| again(fate)).map(|(address, _)| address.clone()).collect();
        if open.is_empty() {
            break;
        }
    }
    for (address, fate) in &tried.fates {
        if let Fate::Lost(why) = fate {
            note(journal, entry, address, State::Failed, why)?;
        }
    }
    Ok(tried)
}

/// Notes a step in the journal.
fn note(journal: &mut OpenJournal, entry: &Entry, to: &Address, state: State, reply: &str) -> Result<(), Error> {
    let record = Record {
        when: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        draft: entry.name.clone(),
        recipient: to.to_string(),
        state,
        reply: reply.to_owned(),
        sha256: entry.mail.sha256.clone(),
    };
    journal.add(record, || {
        let name = plain(&entry.name);
        match state {
            State::Sending => format!("{name} was not sent, and nothing after it; make room, and send again"),
            State::Sent => format!(
                "{name} was sent to {to}, which the journal does not say, and nothing after it; it will be told as in doubt"
            ),
            State::Refused | State::Failed => format!("{name} was not sent to {to}, and nothing after it was sent"),
        }
    })
}
