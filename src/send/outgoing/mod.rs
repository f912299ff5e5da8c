//! A draft read again and made into the mail that goes out, where it is still what the index says.
//!
//! What is checked is what is sent: recipients and attachments are read from the very bytes that go out, and the
//! envelope is made of the addresses that were compared with the index. The text may have been edited. No
//! file, clock or network here; the day comes with the call.

use lettre::Address;
use mail_parser::{HeaderName, Message, MessageParser};

use crate::grid::sha256;

use super::attachment::{Attachment, attachments, forbidden_encoding};
use super::fault::DraftFault;
use super::going_out::{is_of_a_draft, is_taken_out, names_recipients};
use super::header::Parts;
use crate::mail::IndexRow;

/// The largest draft that is read, in MB: larger than mail systems carry.
pub(crate) const LARGEST_DRAFT: u64 = 50;

/// A mail that may go out.
#[derive(Debug, Clone)]
pub(crate) struct Outgoing {
    /// SHA-256 of the draft that it was made from, in hexadecimal.
    pub sha256: String,
    /// Who sends it.
    pub from: Address,
    /// Whom it is to.
    pub to: Vec<Address>,
    /// Who gets a copy.
    pub cc: Vec<Address>,
    /// Its subject, decoded.
    pub subject: String,
    /// The files attached, in order.
    pub attachments: Vec<Attachment>,
    /// The names of lines of its header that do not go out, and that somebody may have meant.
    pub left_out: Vec<String>,
    /// Whether it holds more than ASCII, which a server must say that it takes.
    pub eight_bit: bool,
    parts: Parts,
    /// The line that says whom it is from, where the draft has none.
    sender_line: Option<String>,
}

impl Outgoing {
    /// Makes the mail of a draft. `index` is the whole index, `name` the file name of the draft, `sender` who it is from
    /// where the draft does not say.
    ///
    /// # Errors
    /// Where it is not what the index says, or no mail that can be sent safely.
    pub(crate) fn of(
        draft: &[u8],
        name: &str,
        index: &[IndexRow],
        sender: Option<&Address>,
    ) -> Result<Self, DraftFault> {
        let rows: Vec<&IndexRow> = index.iter().filter(|row| row.draft == name).collect();
        if rows.is_empty() {
            return Err(DraftFault::NotInIndex);
        }
        let mut parts = Parts::of(draft)?;
        if parts.says("bcc") {
            return Err(DraftFault::Bcc);
        }
        let named = |is_such: fn(&str) -> bool| {
            parts.names().filter(|name| is_such(&name.to_ascii_lowercase())).map(str::to_owned).collect::<Vec<_>>()
        };
        if let Some(name) = named(names_recipients).into_iter().next() {
            return Err(DraftFault::OtherRecipients { name });
        }
        let mut left_out = named(is_taken_out);
        left_out.sort();
        left_out.dedup();
        let has_sender = parts.says("from");
        parts.without(|name, is_blank| {
            let is_unwanted = is_of_a_draft(name) || names_recipients(name) || is_taken_out(name);
            is_unwanted || (name == "from" && is_blank)
        });
        let sender_line = match (has_sender, sender) {
            (true, _) => None,
            (false, Some(sender)) => Some(format!("From: {sender}")),
            (false, None) => return Err(DraftFault::NoSender),
        };
        let content = parts.joined(sender_line.as_slice());
        let message = MessageParser::default().parse(&content).ok_or(DraftFault::CutOff)?;
        let mut senders = addresses(&message, HeaderName::From)?;
        let from = match senders.len() {
            0 | 1 => senders.pop().ok_or(DraftFault::NoSender)?,
            count => return Err(DraftFault::Senders { count }),
        };
        let (to, cc) = (addresses(&message, HeaderName::To)?, addresses(&message, HeaderName::Cc)?);
        if to.is_empty() && cc.is_empty() {
            return Err(DraftFault::NoRecipient);
        }
        let known = |address: &Address| {
            let named = rows.iter().flat_map(|row| row.to.iter().chain(&row.cc));
            named.into_iter().any(|own| own.eq_ignore_ascii_case(address.as_ref()))
        };
        if let Some(stranger) = to.iter().chain(&cc).find(|address| !known(address)) {
            return Err(DraftFault::Stranger { address: stranger.to_string() });
        }
        if let Some(encoding) = forbidden_encoding(&message) {
            return Err(DraftFault::Encoding { encoding });
        }
        let attachments = attachments(&message, &rows, index)?;
        let subject = message.subject().unwrap_or_default().to_owned();
        let eight_bit = !content.is_ascii();
        let sha256 = sha256(draft);
        Ok(Self { sha256, from, to, cc, subject, attachments, left_out, eight_bit, parts, sender_line })
    }

    /// Everybody whom it goes to, each once.
    pub(crate) fn recipients(&self) -> Vec<&Address> {
        let mut all: Vec<&Address> = Vec::new();
        for address in self.to.iter().chain(&self.cc) {
            if !all.iter().any(|own| same(own, address)) {
                all.push(address);
            }
        }
        all
    }

    /// The mail as it is handed over, with `date` as mail writes it (RFC 5322) and a Message-ID that is the same for the
    /// same draft, so that a mail system can see that it came twice.
    pub(crate) fn bytes(&self, date: &str) -> Vec<u8> {
        let id = self.sha256.get(..32).unwrap_or(&self.sha256);
        let mut first = vec![format!("Date: {date}"), format!("Message-ID: <{id}@{}>", self.from.domain())];
        first.extend(self.sender_line.clone());
        self.parts.joined(&first)
    }
}

/// Whether two addresses are one: capitals do not count.
pub(crate) fn same(one: &Address, other: &Address) -> bool {
    AsRef::<str>::as_ref(one).eq_ignore_ascii_case(other.as_ref())
}

/// An address that can be written to: plain, of ASCII, and nothing in it that means something in a header or a command.
pub(crate) fn plain_address(text: &str) -> Option<Address> {
    let is_plain = |c: char| c.is_ascii_graphic() && !"\"(),:;<>\\[]".contains(c);
    if !text.chars().all(is_plain) || text.matches('@').count() != 1 {
        return None;
    }
    text.parse().ok()
}

/// The addresses of every line of that name.
fn addresses(message: &Message<'_>, name: HeaderName<'static>) -> Result<Vec<Address>, DraftFault> {
    let mut found = Vec::new();
    for value in message.header_values(name) {
        for one in value.as_address().into_iter().flat_map(mail_parser::Address::iter) {
            let text = one.address().or(one.name()).unwrap_or_default();
            found.push(plain_address(text).ok_or_else(|| DraftFault::Address { text: text.to_owned() })?);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
