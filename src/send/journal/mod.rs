//! The journal of what was sent: one line for each step of each mail and recipient, which later runs go by.
//!
//! Lines are only ever added. `sending` is written before a mail is handed over and `sent`, `refused` or `failed` after
//! the server has answered, so that whatever ends the program in between leaves a mail in doubt and never one that goes
//! twice. Each line is read by itself: one that was cut off in the middle costs no other. What a spreadsheet makes of the
//! file in between (other line ends, spaces, columns moved) is read as what it says; a line that says what nobody can
//! read stops the sending, since it may be the only word of a mail that has gone. The file, the lock on it and the clock
//! are the command line's.

use crate::report::{as_typed, plain};

use super::index::as_meant;
use super::outgoing::plain_address;

/// The file of the journal, in the folder of the drafts.
pub(crate) const JOURNAL: &str = "sent.csv";
/// The headings, in order.
const HEADINGS: [&str; 6] = ["when", "draft", "recipient", "state", "reply", "sha256"];
/// What begins a CSV file that Excel reads as UTF-8.
const MARK: char = '\u{FEFF}';

/// How far a mail to one recipient has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// It is being handed over.
    Sending,
    /// The server has taken it.
    Sent,
    /// The server has refused it for good.
    Refused,
    /// It could not be handed over, or the server would not have it now.
    Failed,
}

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    /// When, as 2026-11-22T09:30:00Z.
    pub when: String,
    /// File name of the draft.
    pub draft: String,
    /// The address.
    pub recipient: String,
    /// How far it has come.
    pub state: State,
    /// What the server said.
    pub reply: String,
    /// SHA-256 of the draft, in hexadecimal.
    pub sha256: String,
}

/// What a journal says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Journal {
    records: Vec<Record>,
    columns: Option<Columns>,
    ends_cut_off: bool,
}

/// Which column of the file is which.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Columns {
    /// Of each of [`HEADINGS`], its place.
    places: [usize; HEADINGS.len()],
    /// How many there are, with those that are not the journal's.
    count: usize,
}

/// Why nobody can tell from a journal what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum JournalFault {
    /// It has lines and not all headings.
    #[error("its headings are missing")]
    NoHeadings,
    /// It has lines, and none says anything of a mail.
    #[error("none of its lines says what was sent to whom")]
    NoRecords,
    /// A line is none that was written, whole or cut off.
    #[error("line {line} lacks a draft, an address or one of the states {}", words())]
    Line {
        /// The line, from 1.
        line: usize,
    },
}

/// What the journal says of one draft and one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Delivery<'a> {
    /// It has not been sent.
    Open,
    /// It has been sent.
    Sent(&'a Record),
    /// Its sending was begun, and what became of it is not known.
    InDoubt(&'a Record),
}

impl State {
    const ALL: [Self; 4] = [Self::Sending, Self::Sent, Self::Refused, Self::Failed];

    /// The word in the journal.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

impl Journal {
    /// Reads a journal. Columns are known by their headings. A line that was cut off is passed over.
    ///
    /// # Errors
    /// Where a mail may have gone that it does not tell of in a way that can be read.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, JournalFault> {
        let text = String::from_utf8_lossy(bytes);
        let ends_cut_off = !text.is_empty() && !text.ends_with('\n');
        let text = text.trim_start_matches(MARK);
        // A line may end as the system does on which it was saved last.
        let unified = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut lines = unified.split_inclusive('\n').zip(1..);
        let (first, _) = lines.next().unwrap_or_default();
        let Some(columns) = Columns::of(&cells(first)) else {
            // Killed while the headings were written: nothing had been sent by then.
            let headings = HEADINGS.join(",");
            let is_piece_of = |whole: &str| whole.as_bytes().starts_with(bytes.trim_ascii_end());
            let barely_begun = is_piece_of(&headings) || is_piece_of(&format!("{MARK}{headings}"));
            return if barely_begun { Ok(Self::default()) } else { Err(JournalFault::NoHeadings) };
        };
        let mut records = Vec::new();
        let mut has_pieces = false;
        for (line, number) in lines {
            let cells = columns.cells(&cells(line));
            match Record::of(&cells) {
                Some(record) => records.push(record),
                // A first line without its end was being written, and nothing had been sent by then.
                None if columns.are_cut_off(&cells) => {
                    has_pieces |= line.ends_with('\n') && cells.iter().any(|cell| !cell.is_empty());
                }
                None => return Err(JournalFault::Line { line: number }),
            }
        }
        if has_pieces && records.is_empty() {
            return Err(JournalFault::NoRecords);
        }
        Ok(Self { records, columns: Some(columns), ends_cut_off })
    }

    /// What is to be written before the first new line: the headings, or the end of a line that was cut off. Says also
    /// whether the file is to be emptied first.
    ///
    /// # Errors
    /// Only where it cannot be put into memory.
    pub(crate) fn beginning(&mut self) -> Result<(String, bool), csv::Error> {
        if self.columns.is_none() || self.records.is_empty() {
            self.columns = None;
            return Ok((format!("{MARK}{}", line(&HEADINGS)?), true));
        }
        Ok((if self.ends_cut_off { "\r\n".to_owned() } else { String::new() }, false))
    }

    /// The line of a record as it is added to the journal, with its end, in the columns that the file has.
    ///
    /// # Errors
    /// Only where it cannot be put into memory.
    pub(crate) fn line(&self, record: &Record) -> Result<String, csv::Error> {
        let Some(columns) = &self.columns else { return line(&record.cells()) };
        let mut placed = vec![""; columns.count];
        for (place, cell) in columns.places.iter().zip(record.cells()) {
            if let Some(own) = placed.get_mut(*place) {
                *own = cell;
            }
        }
        line(&placed)
    }

    /// Takes in a line that was added.
    pub(crate) fn add(&mut self, record: Record) {
        self.records.push(record);
    }

    /// What it says of one draft and one recipient. A mail that was sent stays so where sending it again was refused.
    pub(crate) fn delivery(&self, draft: &str, recipient: &str) -> Delivery<'_> {
        let draft = plain(draft);
        let is_of_it =
            |record: &&Record| record.recipient.eq_ignore_ascii_case(recipient) && plain(&record.draft) == draft;
        let of_it: Vec<&Record> = self.records.iter().filter(is_of_it).collect();
        // Lines that a spreadsheet has sorted are no longer in the order of what happened.
        let last = [of_it.last(), of_it.iter().max_by_key(|record| &record.when)];
        let begun = last.into_iter().flatten().find(|record| record.state == State::Sending);
        match (begun, of_it.iter().rfind(|record| record.state == State::Sent)) {
            (Some(begun), _) => Delivery::InDoubt(begun),
            (None, Some(sent)) => Delivery::Sent(sent),
            (None, None) => Delivery::Open,
        }
    }
}

impl Columns {
    fn of(headings: &[String]) -> Option<Self> {
        let mut places = [0; HEADINGS.len()];
        for (place, heading) in places.iter_mut().zip(HEADINGS) {
            *place = headings.iter().position(|own| own.eq_ignore_ascii_case(heading))?;
        }
        Some(Self { places, count: headings.len() })
    }

    /// The cells of a line under each of [`HEADINGS`], blank where it has none.
    fn cells(&self, line: &[String]) -> [String; HEADINGS.len()] {
        self.places.map(|place| line.get(place).cloned().unwrap_or_default())
    }

    /// Whether a line is one whose end is missing from its state on, as where the program was killed while it was written.
    fn are_cut_off(&self, cells: &[String; HEADINGS.len()]) -> bool {
        let [.., state_place, _, _] = self.places;
        let [.., state, _, _] = cells;
        let is_piece = State::ALL.iter().any(|known| known.word().starts_with(&state.to_ascii_lowercase()));
        let mut behind = self.places.iter().zip(cells).filter(|(place, _)| **place > state_place);
        is_piece && behind.all(|(_, cell)| cell.is_empty())
    }
}

fn line(cells: &[&str]) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(cells.iter().map(|cell| as_typed(cell)))?;
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The cells of one line by itself, so that a quotation mark that is never closed swallows no other line.
fn cells(line: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(line.as_bytes());
    let first = reader.records().next().and_then(Result::ok).unwrap_or_default();
    first.iter().map(|cell| as_meant(cell.trim()).trim().to_owned()).collect()
}

impl Record {
    /// What a line says, under each of [`HEADINGS`]; `None` where it says nothing that can be gone by.
    fn of([when, draft, recipient, state, reply, sha256]: &[String; HEADINGS.len()]) -> Option<Self> {
        let state = State::ALL.into_iter().find(|known| known.word().eq_ignore_ascii_case(state))?;
        plain_address(recipient)?;
        // Saved in another encoding, a name is no longer that of its draft.
        let is_name = !draft.is_empty() && !draft.contains(char::REPLACEMENT_CHARACTER);
        is_name.then(|| Self {
            when: when.clone(),
            draft: draft.clone(),
            recipient: recipient.clone(),
            state,
            reply: reply.clone(),
            sha256: sha256.clone(),
        })
    }

    /// Its cells under each of [`HEADINGS`].
    fn cells(&self) -> [&str; HEADINGS.len()] {
        [&self.when, &self.draft, &self.recipient, self.state.word(), &self.reply, &self.sha256]
    }
}

/// The words that stand under state.
fn words() -> String {
    State::ALL.map(State::word).join(", ")
}

#[cfg(test)]
mod tests;
