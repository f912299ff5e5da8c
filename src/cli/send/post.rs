//! Mails handed over to a mail server: one connection for many, each answer taken for what it says.
//!
//! Recipients are named one by one, so that one who is refused costs the others nothing. Every answer must carry the
//! code that its step calls for: an answer out of step (as after something smuggled in before STARTTLS) ends the
//! connection. What is handed over is in doubt until the server has answered, and nothing else ever is.

use std::io;
use std::time::Duration;

use lettre::Address;

use crate::report::plain;
use crate::send::{Outgoing, State};

use super::super::error::Error;
use super::server::{Account, Server};
use super::smtp::{Conversation, Failure, Reply};
use super::wire::TooLong;

/// How long a server is waited for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// For a connection, and for each step with its answer.
    pub answer: Duration,
    /// For the answer to a whole mail, which servers look through first (RFC 5321, section 4.5.3.2.6).
    pub content: Duration,
}

/// A mail server with the connection to it, while there is one.
pub(super) struct Post<'a> {
    server: &'a Server,
    account: Option<&'a Account>,
    patience: Patience,
    connection: Option<Conversation>,
    /// Whether a connection has ever come about.
    pub was_connected: bool,
}

/// Why there is no connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoConnection {
    /// It will be no better in a minute: the certificate, the log-in, no encryption.
    ForGood(String),
    /// It may be.
    ForNow(String),
}

/// What became of a mail to one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// The server has taken it, in these words.
    Sent(String),
    /// The server refuses it for good, in these words.
    Refused(String),
    /// The server refuses it for now, in these words.
    NotNow(String),
    /// The connection was lost before it was handed over.
    Lost(String),
    /// The connection was lost while it was handed over.
    InDoubt(String),
}

/// Writes in the journal how far a mail to one recipient has come, with the server's words.
pub(super) type Note<'n> = dyn FnMut(&Address, State, &str) -> Result<(), Error> + 'n;

impl<'a> Post<'a> {
    /// Nothing is done yet.
    pub(super) fn new(server: &'a Server, account: Option<&'a Account>, patience: Patience) -> Self {
        Self { server, account, patience, connection: None, was_connected: false }
    }

    /// Makes sure of a connection, encrypted and logged in to.
    pub(super) fn connect(&mut self) -> Result<(), NoConnection> {
        if self.connection.is_none() {
            self.connection = Some(self.new_connection().map_err(|failure| self.no_connection(&failure))?);
            self.was_connected = true;
        }
        Ok(())
    }

    fn new_connection(&self) -> Result<Conversation, Failure> {
        let mut connection = Conversation::open(self.server, self.patience.answer)?;
        let Some(account) = self.account else { return Ok(connection) };
        match connection.log_in(account) {
            Ok(reply) if reply.code == 235 => Ok(connection),
            Ok(reply) => Err(Failure::LogIn(format!("it answered the log-in with {}", self.said(&reply)))),
            Err(Failure::Refused(reply)) if reply.is_for_good() => {
                connection.leave();
                let (user, words) = (plain(&account.user), self.said(&reply));
                Err(Failure::LogIn(format!("it refuses the log-in of {user}: {words}")))
            }
            Err(failure) => Err(failure),
        }
    }

    /// Says goodbye.
    pub(super) fn leave(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            connection.leave();
        }
    }

    /// Hands one mail over to those recipients and says what became of it to each, in their order.
    ///
    /// # Errors
    /// Only what `note` fails with; then nothing more may be sent.
    pub(super) fn hand_over(
        &mut self,
        mail: &Outgoing,
        to: &[Address],
        content: &[u8],
        note: &mut Note<'_>,
    ) -> Result<Vec<Fate>, Error> {
        let Some(mut connection) = self.connection.take() else {
            return Ok(vec![Fate::Lost("there is no connection".to_owned()); to.len()]);
        };
        let mut fates: Vec<Option<Fate>> = vec![None; to.len()];
        let handed = self.converse(&mut connection, mail, to, content, &mut fates, note)?;
        // The connection is kept only where it is known to wait for the next mail; a lost one is not said goodbye to,
        // since whoever does not answer would be waited for again.
        let lost = fates.iter().any(|fate| matches!(fate, Some(Fate::Lost(_) | Fate::InDoubt(_)) | None));
        let mut waits = || connection.command("RSET").is_ok_and(|reply| reply.code == 250);
        if handed == Handed::Whole || (!lost && waits()) {
            self.connection = Some(connection);
        }
        for (address, fate) in to.iter().zip(&fates) {
            match fate {
                Some(Fate::Sent(words)) => note(address, State::Sent, words)?,
                Some(Fate::Refused(words)) => note(address, State::Refused, words)?,
                Some(Fate::NotNow(words)) => note(address, State::Failed, words)?,
                Some(Fate::Lost(_) | Fate::InDoubt(_)) | None => {}
            }
        }
        Ok(fates.into_iter().map(|fate| fate.unwrap_or(Fate::Lost(OUT_OF_STEP.to_owned()))).collect())
    }

    /// The steps of one mail. Gives whether the server waits for the next one; recipients whose fate is not known yet
    /// stay `None`, which can only be where the connection was lost.
    fn converse(
        &self,
        connection: &mut Conversation,
        mail: &Outgoing,
        to: &[Address],
        content: &[u8],
        fates: &mut [Option<Fate>],
        note: &mut Note<'_>,
    ) -> Result<Handed, Error> {
        if mail.eight_bit && !connection.offers_to("8BITMIME") {
            let why = "the server takes plain ASCII only, and the draft holds more; make the drafts again".to_owned();
            settle(fates, &Fate::Refused(why));
            return Ok(Handed::Not);
        }
        let body = if mail.eight_bit { " BODY=8BITMIME" } else { "" };
        let answer = connection.command(&format!("MAIL FROM:<{}>{body}", mail.from));
        if let Err(fate) = self.expect(answer, &[250]) {
            settle(fates, &fate);
            return Ok(Handed::Not);
        }
        for (address, fate) in to.iter().zip(fates.iter_mut()) {
            let answer = connection.command(&format!("RCPT TO:<{address}>"));
            match self.expect(answer, &[250, 251, 252]) {
                Ok(_) => {}
                Err(Fate::Lost(words)) => {
                    settle(fates, &Fate::Lost(words));
                    return Ok(Handed::Not);
                }
                Err(refusal) => *fate = Some(refusal),
            }
        }
        if fates.iter().all(Option::is_some) {
            return Ok(Handed::Not);
        }
        let answer = connection.command("DATA").and_then(|reply| connection.is_silent().map(|()| reply));
        if let Err(fate) = self.expect(answer, &[354]) {
            settle(fates, &fate);
            return Ok(Handed::Not);
        }
        for (address, fate) in to.iter().zip(fates.iter()) {
            if fate.is_none() {
                note(address, State::Sending, "")?;
            }
        }
        // From here on a lost connection leaves the mail in doubt: the server may have taken it.
        let answer = connection.content(content, self.patience.content);
        let was_early = matches!(answer, Err(Failure::OutOfStep));
        let (fate, handed) = match self.expect(answer, &[250]) {
            Ok(words) => (Fate::Sent(words), Handed::Whole),
            Err(Fate::Lost(_)) if was_early => (Fate::InDoubt("it answered too early".to_owned()), Handed::Not),
            Err(Fate::Lost(words)) => (Fate::InDoubt(words), Handed::Not),
            Err(refusal) => (refusal, Handed::Not),
        };
        settle(fates, &fate);
        Ok(handed)
    }

    /// The server's words where it answers as the step calls for, else what that means for the mail.
    fn expect(&self, answer: Result<Reply, Failure>, codes: &[u16]) -> Result<String, Fate> {
        match answer {
            Ok(reply) if codes.contains(&reply.code) => Ok(self.said(&reply)),
            Ok(_) => Err(Fate::Lost(OUT_OF_STEP.to_owned())),
            Err(Failure::Refused(reply)) if reply.is_for_good() => Err(Fate::Refused(self.said(&reply))),
            Err(Failure::Refused(reply)) => Err(Fate::NotNow(self.said(&reply))),
            Err(failure) => Err(Fate::Lost(self.words(&failure))),
        }
    }

    fn no_connection(&self, failure: &Failure) -> NoConnection {
        let mut words = self.words(failure);
        let is_for_good = match failure {
            Failure::Refused(reply) => reply.is_for_good(),
            Failure::Wire(error) if cause::<TooLong>(error).is_some() => {
                words.push_str("; check the port, or ask whoever runs it");
                true
            }
            Failure::Wire(error) => cause::<rustls::Error>(error).is_some(),
            Failure::NoServer | Failure::NotOffered(_) | Failure::LogIn(_) => true,
            Failure::OutOfStep => false,
        };
        if is_for_good { NoConnection::ForGood(words) } else { NoConnection::ForNow(words) }
    }

    fn said(&self, reply: &Reply) -> String {
        let advice = match (reply.code, reply.status()) {
            (LOG_IN, _) => "; log in, with USER@ before its name".to_owned(),
            (_, BASIC_RETIRED) => format!(". {BASIC_IS_OFF} {OTHER_WAYS}"),
            (_, NOT_AUTHENTICATED) => format!(". Either the password is wrong, or: {BASIC_IS_OFF} {OTHER_WAYS}"),
            _ => String::new(),
        };
        self.safe(&format!("{}{advice}", reply.words().trim_end_matches('.')))
    }

    /// Why a step failed: the server's own words with their code, else what happened to the connection.
    fn words(&self, failure: &Failure) -> String {
        match failure {
            Failure::Refused(reply) => self.said(reply),
            Failure::NoServer => NO_SERVER.to_owned(),
            Failure::OutOfStep => OUT_OF_STEP.to_owned(),
            Failure::NotOffered(words) => (*words).to_owned(),
            Failure::LogIn(words) => words.clone(),
            Failure::Wire(error) => match cause(error) {
                Some(rustls::Error::InvalidCertificate(kind)) => self.safe(&format!(
                    "its certificate is not trusted on this machine ({kind}); check the name of the server, or ask whoever runs it"
                )),
                Some(rustls::Error::InvalidMessage(_)) => NO_SERVER.to_owned(),
                Some(_) | None => in_words(error.kind()).map_or_else(|| self.safe(&error.to_string()), str::to_owned),
            },
        }
    }

    /// What a server said, on one line, safe to print and without the password.
    fn safe(&self, said: &str) -> String {
        let said = plain(said.trim());
        match self.account {
            Some(account) => account.kept_out_of(&said),
            None => said,
        }
    }
}

/// Whether a mail was handed over whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Handed {
    Whole,
    Not,
}

/// Something else than a mail server.
const NO_SERVER: &str = "it does not answer as a mail server does; check the port, and smtps:// against smtp://";
/// The code of a server that wants a log-in (RFC 4954, section 6).
const LOG_IN: u16 = 530;
/// What Microsoft 365 answers where it takes no password from programs, and where it does not take this one or, as it then
/// says in words that change, any.
const BASIC_RETIRED: &str = "5.7.30";
const NOT_AUTHENTICATED: &str = "5.7.139";
const BASIC_IS_OFF: &str = "Microsoft 365 lets no program log in with a user name and a password any more (basic authentication of SMTP), unless an administrator allows it.";
const OTHER_WAYS: &str = "Open the drafts (.eml) in Outlook and send them by hand; or ask IT for a relay or connector that takes mail without a log-in and give it with --smtp, without USER@; or for High Volume Email";
/// An answer that belongs to another step.
const OUT_OF_STEP: &str = "its answers are out of step, as if somebody had put one in; ask whoever runs it";

/// Gives a fate to every recipient that has none.
fn settle(fates: &mut [Option<Fate>], fate: &Fate) {
    for open in fates.iter_mut().filter(|own| own.is_none()) {
        *open = Some(fate.clone());
    }
}

/// What lies below an error of the system's kind, where it is of that type.
fn cause<T: std::error::Error + 'static>(error: &io::Error) -> Option<&T> {
    error.get_ref()?.downcast_ref()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "new kinds of error are added with every version of Rust")]
fn in_words(kind: io::ErrorKind) -> Option<&'static str> {
    match kind {
        // Which of the two it is depends on the system.
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Some("it did not answer in time"),
        io::ErrorKind::ConnectionRefused => Some("nothing answers there; check its name and its port"),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::NotConnected
        | io::ErrorKind::UnexpectedEof => Some("it closed the connection"),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown => {
            Some("there is no way to it from this machine's network")
        }
        _ => None,
    }
}
