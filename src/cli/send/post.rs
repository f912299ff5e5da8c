//! The conversation with a mail server: one connection for many mails, each answer taken for what it says.
//!
//! Recipients are named one by one, so that one who is refused costs the others nothing. Every answer must carry the
//! code that its step calls for: an answer out of step (as after something smuggled in before STARTTLS) ends the
//! connection. What is handed over is in doubt until the server has answered, and nothing else ever is.

use std::error::Error as _;
use std::io;
use std::net::Ipv4Addr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::authentication::DEFAULT_MECHANISMS;
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;

use crate::report::plain;
use crate::send::{Outgoing, State};

use super::super::error::Error;
use super::server::{Account, Security, Server, may_go_on};

/// How long a server is waited for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// For a connection and for each answer.
    pub answer: Duration,
    /// For the answer to a whole mail, which servers look through first (RFC 5321, section 4.5.3.2.6).
    pub content: Duration,
}

/// A mail server with the connection to it, while there is one.
pub(super) struct Post<'a> {
    server: &'a Server,
    account: Option<&'a Account>,
    patience: Patience,
    connection: Option<SmtpConnection>,
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
            // lettre stops the program at an offer that is blank; no server may do that.
            let made = catch_unwind(AssertUnwindSafe(|| self.new_connection()));
            self.connection = Some(made.unwrap_or_else(|_| Err(NoConnection::ForGood(NO_SERVER.to_owned())))?);
            self.was_connected = true;
        }
        Ok(())
    }

    fn new_connection(&self) -> Result<SmtpConnection, NoConnection> {
        let Server { host, port, security, .. } = self.server;
        // Neither the name of this machine nor its address is told.
        let hello = ClientId::Ipv4(Ipv4Addr::LOCALHOST);
        let failed = |error: &lettre::transport::smtp::Error| self.no_connection(error);
        let tls = TlsParameters::new(host.clone()).map_err(|error| failed(&error))?;
        let at_once = (*security == Security::Tls).then_some(&tls);
        let place = (host.as_str(), *port);
        let mut connection = SmtpConnection::connect(place, Some(self.patience.answer), &hello, at_once, None)
            .map_err(|error| failed(&error))?;
        if connection.can_starttls() {
            connection.starttls(&tls, &hello).map_err(|error| failed(&error))?;
        }
        if !may_go_on(*security, connection.is_encrypted()) {
            connection.abort();
            return Err(NoConnection::ForGood(
                "it does not offer to encrypt (STARTTLS), and only a server on this machine is spoken to without; ask whoever runs it, or try smtps://".to_owned(),
            ));
        }
        let Some(account) = self.account else { return Ok(connection) };
        if connection.server_info().get_auth_mechanism(DEFAULT_MECHANISMS).is_none() {
            connection.abort();
            return Err(NoConnection::ForGood(
                "it does not offer to log in with a user name and a password; leave them out, or ask whoever runs it"
                    .to_owned(),
            ));
        }
        let credentials = (account.user.as_str(), account.password.as_str()).into();
        match connection.auth(DEFAULT_MECHANISMS, &credentials) {
            Ok(response) if response.has_code(235) => Ok(connection),
            Ok(response) => Err(NoConnection::ForGood(format!("it answered the log-in with {}", self.said(&response)))),
            Err(error) if error.is_permanent() => {
                connection.abort();
                let words = self.words(&error);
                Err(NoConnection::ForGood(format!("it refuses the log-in of {}: {words}", plain(&account.user))))
            }
            Err(error) => Err(failed(&error)),
        }
    }

    /// Says goodbye.
    pub(super) fn leave(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            let _ = connection.quit();
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
        let mut waits = || connection.command(Rset).is_ok_and(|response| response.has_code(250));
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
        connection: &mut SmtpConnection,
        mail: &Outgoing,
        to: &[Address],
        content: &[u8],
        fates: &mut [Option<Fate>],
        note: &mut Note<'_>,
    ) -> Result<Handed, Error> {
        let mut options = Vec::new();
        if mail.eight_bit {
            if !connection.server_info().supports_feature(Extension::EightBitMime) {
                let why =
                    "the server takes plain ASCII only, and the draft holds more; make the drafts again".to_owned();
                settle(fates, &Fate::Refused(why));
                return Ok(Handed::Not);
            }
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let answer = connection.command(Mail::new(Some(mail.from.clone()), options));
        if let Err(fate) = self.expect(answer, &[250]) {
            settle(fates, &fate);
            return Ok(Handed::Not);
        }
        for (address, fate) in to.iter().zip(fates.iter_mut()) {
            let answer = connection.command(Rcpt::new(address.clone(), Vec::new()));
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
        if let Err(fate) = self.expect(connection.command(Data), &[354]) {
            settle(fates, &fate);
            return Ok(Handed::Not);
        }
        for (address, fate) in to.iter().zip(fates.iter()) {
            if fate.is_none() {
                note(address, State::Sending, "")?;
            }
        }
        // From here on a lost connection leaves the mail in doubt: the server may have taken it.
        let _ = connection.set_timeout(Some(self.patience.content));
        let answer = connection.message(content.strip_suffix(b"\r\n").unwrap_or(content));
        let _ = connection.set_timeout(Some(self.patience.answer));
        let (fate, handed) = match self.expect(answer, &[250]) {
            Ok(words) => (Fate::Sent(words), Handed::Whole),
            Err(Fate::Lost(words)) => (Fate::InDoubt(words), Handed::Not),
            Err(refusal) => (refusal, Handed::Not),
        };
        settle(fates, &fate);
        Ok(handed)
    }

    /// The server's words where it answers as the step calls for, else what that means for the mail.
    fn expect(&self, answer: Result<Response, lettre::transport::smtp::Error>, codes: &[u16]) -> Result<String, Fate> {
        match answer {
            Ok(response) if codes.iter().any(|code| response.has_code(*code)) => Ok(self.said(&response)),
            Ok(_) => Err(Fate::Lost(OUT_OF_STEP.to_owned())),
            Err(error) if error.is_permanent() => Err(Fate::Refused(self.words(&error))),
            Err(error) if error.is_transient() => Err(Fate::NotNow(self.words(&error))),
            Err(error) => Err(Fate::Lost(self.words(&error))),
        }
    }

    fn no_connection(&self, error: &lettre::transport::smtp::Error) -> NoConnection {
        let words = self.words(error);
        if error.is_permanent() || error.is_tls() || is_untrusted(error) {
            NoConnection::ForGood(words)
        } else {
            NoConnection::ForNow(words)
        }
    }

    fn said(&self, response: &Response) -> String {
        let words = response.message().collect::<Vec<_>>().join(" ");
        self.safe(&format!("{} {words}", response.code()))
    }

    /// Why a step failed: the server's own words with their code, else what happened to the connection.
    fn words(&self, error: &lettre::transport::smtp::Error) -> String {
        let cause = error.source().map(ToString::to_string).unwrap_or_default();
        if let Some(code) = error.status() {
            let advice = if u16::from(code) == LOG_IN { "; log in, with USER@ before its name" } else { "" };
            return self.safe(&format!("{code} {cause}{advice}"));
        }
        if is_untrusted(error) {
            let kind = cause.rsplit(": ").next().unwrap_or_default();
            return self.safe(&format!(
                "its certificate is not trusted on this machine ({kind}); check the name of the server, or ask whoever runs it"
            ));
        }
        let known = io_kind(error).and_then(in_words);
        match known {
            Some(words) => words.to_owned(),
            None if cause == "incomplete response" => {
                in_words(io::ErrorKind::UnexpectedEof).unwrap_or_default().to_owned()
            }
            None if error.is_response() => NO_SERVER.to_owned(),
            None => self.safe(&cause),
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
/// An answer that belongs to another step.
const OUT_OF_STEP: &str = "its answers are out of step, as if somebody had put one in; ask whoever runs it";

/// Gives a fate to every recipient that has none.
fn settle(fates: &mut [Option<Fate>], fate: &Fate) {
    for open in fates.iter_mut().filter(|own| own.is_none()) {
        *open = Some(fate.clone());
    }
}

/// The system's error at the bottom of a failure.
fn io_kind(error: &lettre::transport::smtp::Error) -> Option<io::ErrorKind> {
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(system) = cause.downcast_ref::<io::Error>() {
            return Some(system.kind());
        }
        source = cause.source();
    }
    None
}

/// Whether the server showed a certificate that is not to be trusted.
fn is_untrusted(error: &lettre::transport::smtp::Error) -> bool {
    error.source().is_some_and(|cause| cause.to_string().contains("invalid peer certificate"))
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
