//! What is to be sent, to whom, and what stands in the way: found out and listed before anything is done.
//!
//! Drafts, index and journal are put beside each other here; nothing is read, written or sent.

use std::fmt::Write as _;

use lettre::Address;

use crate::mail::IndexRow;
use crate::report::{counted, plain};
use crate::send::{Delivery, DraftFault, Journal, Outgoing};

/// The drafts of a folder, sorted by what becomes of them.
#[derive(Debug)]
pub(super) struct SortedDrafts {
    /// Drafts that are what the index says.
    pub entries: Vec<Entry>,
    /// Drafts that are not sent, with why.
    pub faulty: Vec<(String, DraftFault)>,
    /// Drafts of the index that are not there and did not go to all whom it names.
    pub gone: Vec<Gone>,
}

/// A draft of the index that is not in the folder.
#[derive(Debug)]
pub(super) struct Gone {
    /// Its file name.
    name: String,
    /// To whom it was not sent.
    open: Vec<String>,
    /// To whom it may have gone, and when.
    in_doubt: Vec<(String, String)>,
    /// Whether it went to others.
    was_sent: bool,
}

/// A draft that is what the index says.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its file name.
    pub name: String,
    /// The mail that it makes.
    pub mail: Outgoing,
    /// To whom it is still to go.
    pub open: Vec<Address>,
    /// To whom it went before.
    pub sent: Vec<Before>,
    /// To whom it may have gone.
    pub in_doubt: Vec<Before>,
}

/// What the journal says of a recipient.
#[derive(Debug)]
pub(super) struct Before {
    /// Who.
    pub address: Address,
    /// When.
    pub when: String,
    /// Whether the draft was changed since.
    pub changed: bool,
}

impl SortedDrafts {
    /// Sorts drafts. `again` names those that are to go although the journal says that they went, or may have.
    pub(super) fn of(
        drafts: Vec<(String, Result<Vec<u8>, DraftFault>)>,
        index: &[IndexRow],
        journal: &Journal,
        again: &[String],
        sender: Option<&Address>,
    ) -> Self {
        let mut sorted = Self { entries: Vec::new(), faulty: Vec::new(), gone: gone(&drafts, index, journal, again) };
        for (name, draft) in drafts {
            let is_listed = index.iter().any(|row| row.draft == name);
            let draft = if is_listed { draft } else { Err(DraftFault::NotInIndex) };
            match draft.and_then(|draft| Outgoing::of(&draft, &name, index, sender)) {
                Ok(mail) => {
                    let again = again.contains(&name);
                    sorted.entries.push(Entry::of(name, mail, journal, again));
                }
                Err(fault) => sorted.faulty.push((name, fault)),
            }
        }
        sorted
    }

    /// The mails that are to go.
    pub(super) fn open(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.open.is_empty())
    }

    /// Whether anything stands in the way of sending all.
    pub(super) fn are_wanting(&self) -> bool {
        !self.faulty.is_empty() || !self.gone.is_empty() || self.entries.iter().any(|entry| !entry.in_doubt.is_empty())
    }

    /// Every draft with its recipients, subject and attachments, what the journal says of it, and the total.
    pub(super) fn listed(&self) -> String {
        let mut text = String::new();
        for entry in &self.entries {
            entry.list(&mut text);
        }
        let (mut mails, mut recipients, mut files, mut size) = (0_usize, 0_usize, 0_usize, 0_usize);
        for entry in self.open() {
            mails += 1;
            recipients += entry.open.len();
            files += entry.mail.attachments.len();
            size += entry.mail.attachments.iter().map(|file| file.size).sum::<usize>();
        }
        if mails > 0 {
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "To be sent: {} to {} with {}, {}.",
                counted(mails, "mail"),
                counted(recipients, "recipient"),
                counted(files, "attachment"),
                sized(size),
            );
        }
        text
    }

    /// A line for each draft that is not sent, with why and what to do.
    pub(super) fn in_the_way(&self) -> String {
        let mut text = String::new();
        for (name, fault) in &self.faulty {
            let _ = writeln!(text, "{}: not sent: {}.", plain(name), plain(&fault.to_string()));
        }
        for gone in &self.gone {
            gone.tell(&mut text);
        }
        for entry in &self.entries {
            for before in &entry.in_doubt {
                let (name, when) = (plain(&entry.name), plain(&before.when));
                let _ = writeln!(
                    text,
                    "{name}: in doubt: it was being handed over to {} when sending ended ({when}). Find out whether it arrived; if not, send it with `--again {name}`.",
                    before.address
                );
            }
        }
        text
    }
}

impl Entry {
    fn of(name: String, mail: Outgoing, journal: &Journal, again: bool) -> Self {
        let (mut open, mut sent, mut in_doubt) = (Vec::new(), Vec::new(), Vec::new());
        for address in mail.recipients() {
            let before = |record: &crate::send::Record| Before {
                address: address.clone(),
                when: record.when.clone(),
                changed: !record.sha256.eq_ignore_ascii_case(&mail.sha256),
            };
            match journal.delivery(&name, address.as_ref()) {
                Delivery::Open => open.push(address.clone()),
                Delivery::Sent(record) => sent.push(before(record)),
                Delivery::InDoubt(record) => in_doubt.push(before(record)),
            }
        }
        // Sent again on purpose: to those of whom it is not known that they have it, else to all.
        if again && !in_doubt.is_empty() {
            open.extend(in_doubt.drain(..).map(|before| before.address));
        } else if again && open.is_empty() {
            open.extend(sent.drain(..).map(|before| before.address));
        }
        Self { name, mail, open, sent, in_doubt }
    }

    fn list(&self, text: &mut String) {
        let joined = |all: &[Address]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let _ = writeln!(text, "{}", plain(&self.name));
        let mut line = |label: &str, value: &str| {
            if !value.is_empty() {
                let _ = writeln!(text, "  {label:<9} {value}");
            }
        };
        line("To", &joined(&self.mail.to));
        line("Cc", &joined(&self.mail.cc));
        line("Subject", &plain(&self.mail.subject));
        for file in &self.mail.attachments {
            line("Attached", &format!("{} ({})", plain(&file.name), sized(file.size)));
        }
        line("Left out", &plain(&self.mail.left_out.join(", ")));
        for before in &self.sent {
            let changed = if before.changed {
                format!("; changed since, and `--again {}` sends it anew", plain(&self.name))
            } else {
                String::new()
            };
            line("Sent", &format!("{} to {}{changed}", plain(&before.when), before.address));
        }
        for before in &self.in_doubt {
            line("In doubt", &format!("{} to {}", plain(&before.when), before.address));
        }
    }
}

impl Gone {
    /// What the journal says of a draft that is not there.
    fn of(name: &str, index: &[IndexRow], journal: &Journal, again: bool) -> Self {
        let mut gone = Self { name: name.to_owned(), open: Vec::new(), in_doubt: Vec::new(), was_sent: false };
        let mut seen: Vec<&String> = Vec::new();
        for row in index.iter().filter(|row| row.draft == name) {
            for address in row.to.iter().chain(&row.cc) {
                if seen.iter().any(|own| own.eq_ignore_ascii_case(address)) {
                    continue;
                }
                seen.push(address);
                match journal.delivery(name, address) {
                    Delivery::Sent(_) if !again => gone.was_sent = true,
                    Delivery::InDoubt(record) if !again => gone.in_doubt.push((address.clone(), record.when.clone())),
                    Delivery::Open | Delivery::Sent(_) | Delivery::InDoubt(_) => gone.open.push(address.clone()),
                }
            }
        }
        gone
    }

    fn went_to_all(&self) -> bool {
        self.was_sent && self.open.is_empty() && self.in_doubt.is_empty()
    }

    fn tell(&self, text: &mut String) {
        let name = plain(&self.name);
        for (address, when) in &self.in_doubt {
            let (address, when) = (plain(address), plain(when));
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "{name}: in doubt: it was being handed over to {address} when sending ended ({when}), and it is not there any more. Find out whether it arrived; if not, make the drafts again, and send it with `--again {name}`.",
            );
        }
        if self.was_sent && !self.open.is_empty() {
            let open = plain(&self.open.join(", "));
            let _ = writeln!(
                text,
                "{name}: not sent to {open}, whom the index names for it, and it is not there any more; make the drafts again, and send them: nobody gets twice what went before."
            );
        } else if self.in_doubt.is_empty() || !self.open.is_empty() {
            let _ = writeln!(text, "{name}: not sent: the index names it, and it is not there; make the drafts again.");
        }
    }
}

/// The drafts of the index that are not in the folder, but for those that went to all before they were taken away and are
/// not to be sent again.
fn gone(
    drafts: &[(String, Result<Vec<u8>, DraftFault>)],
    index: &[IndexRow],
    journal: &Journal,
    again: &[String],
) -> Vec<Gone> {
    let mut gone: Vec<Gone> = Vec::new();
    for row in index {
        let is_there = drafts.iter().any(|(name, _)| *name == row.draft);
        if !is_there && gone.iter().all(|own| own.name != row.draft) {
            gone.push(Gone::of(&row.draft, index, journal, again.contains(&row.draft)));
        }
    }
    gone.retain(|gone| !gone.went_to_all());
    gone
}

/// A size as people read it: `34 KB`, `1.5 MB`.
fn sized(bytes: usize) -> String {
    const KB: usize = 1 << 10;
    const MB: usize = 1 << 20;
    if bytes < MB {
        return format!("{} KB", bytes.div_ceil(KB));
    }
    let tenths = bytes * 10 / MB;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_never_told_smaller_than_a_kilobyte_and_in_tenths_of_megabytes() {
        for (bytes, text) in [(0, "0 KB"), (1, "1 KB"), (34_000, "34 KB"), (1 << 20, "1.0 MB"), (1_600_000, "1.5 MB")] {
            assert_eq!(sized(bytes), text);
        }
    }
}
