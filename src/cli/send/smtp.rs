//! What is said to a mail server and what it answers (RFC 5321), step by step.
//!
//! A step is a command and one answer to it. Whatever comes before it was asked for ends the conversation, but for a
//! server's goodbye: nobody can tell to which step an answer belongs that was there already.

use std::io;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::server::{Account, Security, Server, may_go_on};
use super::wire::Wire;

/// The content of a mail goes in pieces, and between them is looked whether the server has spoken.
const PIECE: usize = 64 << 10;
/// A line that is slower than so many bytes a second is given up.
const SLOWEST: u64 = 16 << 10;
/// How long is listened for what was not asked for, and before the end of a mail, after which it counts as an answer.
const GLANCE: Duration = Duration::from_millis(1);
const PAUSE: Duration = Duration::from_millis(20);
/// How long is waited for the answer to a goodbye.
const GOODBYE: Duration = Duration::from_secs(5);
/// The code of a server that ends the conversation (RFC 5321, section 3.8).
const CLOSING: u16 = 421;

/// A connection to a mail server that has been greeted.
pub(super) struct Conversation {
    wire: Wire,
    /// What has come and is not read yet.
    come: Vec<u8>,
    offers: Vec<String>,
    patience: Duration,
}

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    pub code: u16,
    lines: Vec<String>,
}

/// Why a step came to nothing.
#[derive(Debug)]
pub(super) enum Failure {
    /// The server says no, for good (5yz) or for now (4yz).
    Refused(Reply),
    /// The connection failed.
    Wire(io::Error),
    /// No mail server answers so.
    NoServer,
    /// It answered before it was asked.
    OutOfStep,
    /// It does not offer what is needed.
    NotOffered(&'static str),
    /// It does not take the log-in, in these words.
    LogIn(String),
}

impl Reply {
    pub(super) fn is_for_good(&self) -> bool {
        self.code >= 500
    }

    /// Its enhanced status code, such as 5.7.1 (RFC 3463); empty where it has none.
    pub(super) fn status(&self) -> &str {
        let first = self.lines.first().and_then(|line| line.split_whitespace().next()).unwrap_or_default();
        let is_status = first.contains('.') && first.chars().all(|c| c.is_ascii_digit() || c == '.');
        if is_status { first } else { "" }
    }

    /// Its code and its words on one line, with an enhanced status code that stands on each of its lines only once.
    pub(super) fn words(&self) -> String {
        let status = self.status();
        let mut words = self.code.to_string();
        for (at, line) in self.lines.iter().enumerate() {
            let repeated = if at > 0 && !status.is_empty() { line.strip_prefix(status) } else { None };
            let line = repeated.filter(|rest| rest.starts_with(' ')).map_or(line.as_str(), str::trim_start);
            words.push(' ');
            words.push_str(line);
        }
        words
    }

    /// The answer, where it has the code that its step calls for.
    fn expect(self, code: u16) -> Result<Self, Failure> {
        if self.code == code { Ok(self) } else { Err(Failure::OutOfStep) }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Wire(error)
    }
}

impl Conversation {
    /// Connects and is greeted, encrypted as the server's address says.
    pub(super) fn open(server: &Server, patience: Duration) -> Result<Self, Failure> {
        let mut wire = Wire::open(&server.host, server.port, patience)?;
        wire.allow(patience);
        if server.security == Security::Tls {
            wire = wire.encrypted(&server.host)?;
        }
        let mut conversation = Self { wire, come: Vec::new(), offers: Vec::new(), patience };
        conversation.wire.allow(patience);
        conversation.reply()?.expect(220)?;
        conversation.greet()?;
        if !conversation.wire.is_encrypted() && conversation.offers_to("STARTTLS") {
            conversation = conversation.start_tls(&server.host)?;
        }
        if !may_go_on(server.security, conversation.wire.is_encrypted()) {
            conversation.leave();
            return Err(Failure::NotOffered(
                "it does not offer to encrypt (STARTTLS), and only a server on this machine is spoken to without; ask whoever runs it, or try smtps://",
            ));
        }
        Ok(conversation)
    }

    fn start_tls(mut self, host: &str) -> Result<Self, Failure> {
        self.command("STARTTLS")?.expect(220)?;
        // What was said before the encryption is nobody's word behind it.
        if !self.come.is_empty() {
            return Err(Failure::OutOfStep);
        }
        self.wire.allow(self.patience);
        self.wire = self.wire.encrypted(host)?;
        self.greet()?;
        Ok(self)
    }

    /// Neither the name of this machine nor its address is told.
    fn greet(&mut self) -> Result<(), Failure> {
        let reply = self.command("EHLO [127.0.0.1]")?.expect(250)?;
        // Neither its name nor what it offers is blank (RFC 5321, section 4.1.1.1).
        if reply.lines.iter().any(String::is_empty) {
            return Err(Failure::NoServer);
        }
        self.offers = reply.lines.into_iter().skip(1).collect();
        Ok(())
    }

    /// Whether the server offers an extension.
    pub(super) fn offers_to(&self, extension: &str) -> bool {
        self.offer(extension).is_some()
    }

    /// What stands behind the name of an extension that the server offers.
    fn offer(&self, extension: &str) -> Option<impl Iterator<Item = &str>> {
        self.offers.iter().find_map(|offer| {
            let mut words = offer.split_whitespace();
            words.next()?.eq_ignore_ascii_case(extension).then_some(words)
        })
    }

    /// Logs in, in the way that the server offers.
    pub(super) fn log_in(&mut self, account: &Account) -> Result<Reply, Failure> {
        let offers =
            |way: &str| self.offer("AUTH").is_some_and(|mut ways| ways.any(|own| own.eq_ignore_ascii_case(way)));
        let Account { user, password } = account;
        if offers("PLAIN") {
            return self.command(&format!("AUTH PLAIN {}", BASE64_STANDARD.encode(format!("\0{user}\0{password}"))));
        }
        if !offers("LOGIN") {
            self.leave();
            return Err(Failure::NotOffered(
                "it does not offer to log in with a user name and a password; leave them out, or ask whoever runs it",
            ));
        }
        let mut reply = self.command("AUTH LOGIN")?;
        for secret in [user, password] {
            if reply.code != 334 {
                break;
            }
            reply = self.command(&BASE64_STANDARD.encode(secret))?;
        }
        Ok(reply)
    }

    /// Says one line and takes the answer to it.
    pub(super) fn command(&mut self, line: &str) -> Result<Reply, Failure> {
        self.wire.allow(self.patience);
        if self.has_spoken(GLANCE)? {
            return match self.reply() {
                Err(Failure::Refused(reply)) if reply.code == CLOSING => Err(Failure::Refused(reply)),
                Err(Failure::Wire(error)) => Err(Failure::Wire(error)),
                Ok(_) | Err(_) => Err(Failure::OutOfStep),
            };
        }
        self.wire.write(format!("{line}\r\n").as_bytes())?;
        self.reply()
    }

    /// Hands over the content of a mail, whose lines end with CR LF, and takes the answer to it. Servers look a mail
    /// through before they answer, which may take them `patience`.
    pub(super) fn content(&mut self, content: &[u8], patience: Duration) -> Result<Reply, Failure> {
        let content = dotted(content);
        let seconds = u64::try_from(content.len()).unwrap_or(u64::MAX) / SLOWEST;
        self.wire.allow(patience + Duration::from_secs(seconds));
        for piece in content.chunks(PIECE) {
            self.silence(GLANCE)?;
            self.wire.write(piece)?;
        }
        self.silence(PAUSE)?;
        self.wire.write(b".\r\n")?;
        self.wire.allow(patience);
        self.reply()
    }

    /// Fails where the server has said more than it was asked for.
    pub(super) fn is_silent(&mut self) -> Result<(), Failure> {
        self.silence(GLANCE)
    }

    fn silence(&mut self, time: Duration) -> Result<(), Failure> {
        if self.has_spoken(time)? { Err(Failure::OutOfStep) } else { Ok(()) }
    }

    /// Says goodbye, whatever is answered.
    pub(super) fn leave(&mut self) {
        self.patience = self.patience.min(GOODBYE);
        let _ = self.command("QUIT");
    }

    /// Whether something has come, or comes within `time`, that was not asked for.
    fn has_spoken(&mut self, time: Duration) -> io::Result<bool> {
        if self.come.is_empty() {
            self.come = self.wire.read_within(time)?;
        }
        Ok(!self.come.is_empty())
    }

    /// The next answer, which may have several lines.
    fn reply(&mut self) -> Result<Reply, Failure> {
        let mut lines: Vec<String> = Vec::new();
        let mut first = None;
        loop {
            let line = self.line()?;
            let (code, rest) = line.split_at_checked(3).ok_or(Failure::NoServer)?;
            let is_code = code.starts_with(['2', '3', '4', '5']) && code.bytes().all(|byte| byte.is_ascii_digit());
            let code: u16 = code.parse().ok().filter(|_| is_code).ok_or(Failure::NoServer)?;
            let (is_last, text) = match rest.strip_prefix('-') {
                Some(text) => (false, text),
                None => (true, rest.strip_prefix(' ').unwrap_or(rest)),
            };
            let is_odd = is_last && !rest.is_empty() && !rest.starts_with(' ');
            if is_odd || *first.get_or_insert(code) != code {
                return Err(Failure::NoServer);
            }
            lines.push(text.trim().to_owned());
            if is_last {
                let reply = Reply { code, lines };
                return if code < 400 { Ok(reply) } else { Err(Failure::Refused(reply)) };
            }
        }
    }

    fn line(&mut self) -> Result<String, Failure> {
        loop {
            if let Some(end) = self.come.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.come.drain(..=end).collect();
                return Ok(String::from_utf8_lossy(line.trim_ascii_end()).into_owned());
            }
            let more = self.wire.read()?;
            self.come.extend(more);
        }
    }
}

/// A mail with its last line end, and with a dot more before every line that begins with one (RFC 5321, section 4.5.2).
fn dotted(content: &[u8]) -> Vec<u8> {
    let mut dotted = Vec::with_capacity(content.len());
    for line in content.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b".") {
            dotted.push(b'.');
        }
        dotted.extend_from_slice(line);
    }
    if !dotted.ends_with(b"\r\n") {
        dotted.extend_from_slice(b"\r\n");
    }
    dotted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_several_lines_says_its_status_once() {
        let words =
            |lines: &[&str]| Reply { code: 550, lines: lines.iter().map(ToString::to_string).collect() }.words();
        assert_eq!(words(&["5.1.1 No such mailbox", "5.1.1 here"]), "550 5.1.1 No such mailbox here");
        assert_eq!(words(&["No such mailbox", "No here"]), "550 No such mailbox No here");
        assert_eq!(words(&["5.1.1 No", "5.1.10 here"]), "550 5.1.1 No 5.1.10 here");
    }

    #[test]
    fn a_line_that_begins_with_a_dot_is_no_end_of_the_mail() {
        assert_eq!(dotted(b".\r\na.\r\n..b"), b"..\r\na.\r\n...b\r\n");
        assert_eq!(dotted(b"a\r\n\r\n"), b"a\r\n\r\n");
    }
}
