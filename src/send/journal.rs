//! The journal of what was sent: one line for each step of each mail and recipient, which later runs go by.
//!
//! Lines are only ever added. `sending` is written before a mail is handed over and `sent`, `refused` or `failed` after
//! the server has answered, so that whatever ends the program in between leaves a mail in doubt and never one that goes
//! twice. Each line is read by itself: one that was cut off in the middle costs no other. The file, the
//! lock on it and the clock are the command line's.

use crate::report::{as_typed, plain};

use super::index::as_meant;

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
    has_headings: bool,
    ends_cut_off: bool,
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

impl Record {
    /// The line as it is added to the journal, with its end.
    ///
    /// # Errors
    /// Only where it cannot be put into memory.
    pub(crate) fn line(&self) -> Result<String, csv::Error> {
        line(&[&self.when, &self.draft, &self.recipient, self.state.word(), &self.reply, &self.sha256])
    }
}

impl Journal {
    /// Reads a journal. Columns are known by their headings. A line that is cut off or says nothing of a mail is passed
    /// over; `None` where there are lines and no headings, so that nobody can tell what was sent.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes);
        let ends_cut_off = !text.is_empty() && !text.ends_with('\n');
        let text = text.trim_start_matches(MARK);
        let mut lines = text.lines();
        let first = cells(lines.next().unwrap_or_default());
        let place = |heading: &str| first.iter().position(|own| own.trim().eq_ignore_ascii_case(heading));
        let places: Option<Vec<usize>> = HEADINGS.into_iter().map(place).collect();
        let Some(places) = places else {
            // Killed while the headings were written: nothing had been sent by then.
            let headings = HEADINGS.join(",");
            let is_piece_of = |whole: &str| whole.as_bytes().starts_with(bytes.trim_ascii_end());
            let barely_begun = is_piece_of(&headings) || is_piece_of(&format!("{MARK}{headings}"));
            return barely_begun.then(Self::default);
        };
        let records = lines.filter_map(|line| record(&cells(line), &places)).collect();
        Some(Self { records, has_headings: true, ends_cut_off })
    }

    /// What is to be written before the first new line: the headings, or the end of a line that was cut off. Says also
    /// whether the file is to be emptied first.
    ///
    /// # Errors
    /// Only where it cannot be put into memory.
    pub(crate) fn beginning(&self) -> Result<(String, bool), csv::Error> {
        if !self.has_headings {
            return Ok((format!("{MARK}{}", line(&HEADINGS)?), true));
        }
        Ok((if self.ends_cut_off { "\r\n".to_owned() } else { String::new() }, false))
    }

    /// Takes in a line that was added.
    pub(crate) fn add(&mut self, record: Record) {
        self.records.push(record);
    }

    /// What it says of one draft and one recipient. A mail that was sent stays so where sending it again was refused.
    pub(crate) fn delivery(&self, draft: &str, recipient: &str) -> Delivery<'_> {
        let (draft, mut sent, mut last) = (plain(draft), None, None);
        for record in &self.records {
            if plain(&record.draft) == draft && record.recipient.eq_ignore_ascii_case(recipient) {
                last = Some(record);
                if record.state == State::Sent {
                    sent = last;
                }
            }
        }
        match (last, sent) {
            (Some(last), _) if last.state == State::Sending => Delivery::InDoubt(last),
            (_, Some(sent)) => Delivery::Sent(sent),
            (_, None) => Delivery::Open,
        }
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
    first.iter().map(as_meant).collect()
}

fn record(cells: &[String], places: &[usize]) -> Option<Record> {
    let mut cells = places.iter().map(|place| cells.get(*place).cloned().unwrap_or_default());
    let mut next = || cells.next().unwrap_or_default();
    let (when, draft, recipient, state, reply, sha256) = (next(), next(), next(), next(), next(), next());
    let state = State::ALL.into_iter().find(|known| known.word().eq_ignore_ascii_case(state.trim()))?;
    (!draft.is_empty() && !recipient.is_empty()).then_some(Record { when, draft, recipient, state, reply, sha256 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn record(recipient: &str, state: State) -> Record {
        Record {
            when: "2026-11-22T09:30:00Z".to_owned(),
            draft: "housing-2025-26-q1.eml".to_owned(),
            recipient: recipient.to_owned(),
            state,
            reply: "250 2.0.0 OK, \"queued\"".to_owned(),
            sha256: "ab".repeat(32),
        }
    }

    fn text(records: &[Record]) -> String {
        let lines: String = records.iter().map(|record| record.line().unwrap()).collect();
        Journal::default().beginning().unwrap().0 + &lines
    }

    fn of<'a>(journal: &'a Journal, recipient: &str) -> Delivery<'a> {
        journal.delivery("housing-2025-26-q1.eml", recipient)
    }

    #[test]
    fn what_was_written_is_read_again_and_the_last_word_counts() {
        let all = [
            record("a@example.org", State::Sending),
            record("a@example.org", State::Sent),
            record("+b@example.org", State::Sending),
            record("c@example.org", State::Sending),
            record("c@example.org", State::Refused),
            record("d@example.org", State::Failed),
        ];
        let journal = Journal::read(text(&all).as_bytes()).unwrap();
        assert_eq!(journal.records, all);
        assert!(matches!(of(&journal, "A@Example.org"), Delivery::Sent(_)));
        assert!(matches!(of(&journal, "+b@example.org"), Delivery::InDoubt(_)));
        for open in ["c@example.org", "d@example.org", "nobody@example.org"] {
            assert_eq!(of(&journal, open), Delivery::Open);
        }
        assert_eq!(journal.delivery("other.eml", "a@example.org"), Delivery::Open);
    }

    #[test]
    fn a_mail_that_was_sent_stays_so_when_sending_it_again_is_refused_and_is_in_doubt_when_it_is_cut_off() {
        let mut journal = Journal::default();
        journal.add(record("a@example.org", State::Sent));
        journal.add(record("a@example.org", State::Failed));
        assert!(matches!(of(&journal, "a@example.org"), Delivery::Sent(_)));
        journal.add(record("a@example.org", State::Sending));
        assert!(matches!(of(&journal, "a@example.org"), Delivery::InDoubt(_)));
    }

    #[test]
    fn a_journal_whose_headings_were_cut_off_at_any_byte_is_an_empty_one() {
        let headings = text(&[]).into_bytes();
        for cut in 0..headings.len() {
            let journal = Journal::read(&headings[..cut]);
            assert!(journal.is_some_and(|journal| journal.records.is_empty()), "{cut}");
        }
    }

    #[test]
    fn a_file_that_is_no_journal_is_not_taken_for_an_empty_one() {
        assert_eq!(Journal::read(b""), Some(Journal::default()));
        assert_eq!(Journal::read("\u{FEFF}when,dra".as_bytes()), Some(Journal::default()));
        assert_eq!(Journal::read(b"draft;state\r\nhousing.eml;sent\r\n"), None);
        assert_eq!(Journal::read(b"something else"), None);
    }

    #[test]
    fn what_a_server_says_begins_no_line_and_no_formula() {
        let hostile = Record {
            reply: "=1+1\r\nx,housing.eml,b@example.org,sent".to_owned(),
            ..record("a@example.org", State::Refused)
        };
        let written = text(&[hostile]);
        assert_eq!(written.lines().count(), 2);
        assert!(written.contains("'=1+1"), "{written}");
    }

    proptest! {
        /// Killed at any byte while a line is written, the journal says what it said before or what the line says.
        #[test]
        fn a_line_that_was_cut_off_costs_no_other(cut in 0usize..400, later in any::<bool>()) {
            let before = [record("a@example.org", State::Sent), record("b@example.org", State::Sending)];
            let whole = text(&before);
            let last = record("b@example.org", State::Sent).line().unwrap();
            let mut bytes = whole.clone().into_bytes();
            bytes.extend(last.bytes().take(cut.min(last.len())));
            let mut journal = Journal::read(&bytes).unwrap();
            if later {
                bytes.extend(journal.beginning().unwrap().0.bytes());
                bytes.extend(record("c@example.org", State::Sent).line().unwrap().bytes());
                journal = Journal::read(&bytes).unwrap();
                prop_assert!(matches!(of(&journal, "c@example.org"), Delivery::Sent(_)));
            }
            prop_assert!(matches!(of(&journal, "a@example.org"), Delivery::Sent(_)));
            prop_assert!(matches!(of(&journal, "b@example.org"), Delivery::Sent(_) | Delivery::InDoubt(_)));
        }

        #[test]
        fn no_bytes_make_reading_fail(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Journal::read(&bytes);
        }
    }
}
