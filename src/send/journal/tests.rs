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
    let mut journal = Journal::default();
    let lines: String = records.iter().map(|record| journal.line(record).unwrap()).collect();
    journal.beginning().unwrap().0 + &lines
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
        assert!(journal.is_ok_and(|journal| journal.records.is_empty()), "{cut}");
    }
}

#[test]
fn a_file_that_is_no_journal_is_not_taken_for_an_empty_one() {
    assert_eq!(Journal::read(b""), Ok(Journal::default()));
    assert_eq!(Journal::read("\u{FEFF}when,dra".as_bytes()), Ok(Journal::default()));
    assert_eq!(Journal::read(b"draft;state\r\nhousing.eml;sent\r\n"), Err(JournalFault::NoHeadings));
    assert_eq!(Journal::read(b"something else"), Err(JournalFault::NoHeadings));
}

#[test]
fn what_a_spreadsheet_makes_of_it_is_read_as_what_it_says() {
    let all = [record("a@example.org", State::Sending), record("a@example.org", State::Sent)];
    let whole = text(&all);
    let spaced = whole.replace(",a@example.org,", ", a@example.org\u{a0},").replace(",sent,", ", Sent ,");
    let moved: String = whole
        .trim_start_matches(MARK)
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.splitn(5, ',').collect();
            format!("{},{},{},{},note,{}\r\n", cells[3], cells[2], cells[1], cells[0], cells[4])
        })
        .collect();
    let padded = whole.replace("\r\n", ",,\r\n") + ",,,,,,,\r\n";
    for saved in [whole.replace("\r\n", "\r"), whole.replace("\r\n", "\n"), spaced, moved.clone(), padded] {
        assert_eq!(Journal::read(saved.as_bytes()).unwrap().records, all, "{saved}");
    }
    // What is added stands under the headings that are there.
    let more = record("b@example.org", State::Sent);
    let added = moved.clone() + &Journal::read(moved.as_bytes()).unwrap().line(&more).unwrap();
    assert_eq!(Journal::read(added.as_bytes()).unwrap().records.last(), Some(&more));
}

#[test]
fn lines_that_were_sorted_send_nothing_again() {
    let at = |second: u8, state: State| Record {
        when: format!("2026-11-22T09:30:0{second}Z"),
        ..record("a@example.org", state)
    };
    for (order, is_sent) in [
        ([at(1, State::Refused), at(2, State::Sending), at(3, State::Sent)], true),
        ([at(3, State::Sent), at(2, State::Sending), at(1, State::Refused)], true),
        ([at(3, State::Sending), at(2, State::Refused), at(1, State::Sending)], false),
    ] {
        let journal = Journal::read(text(&order).as_bytes()).unwrap();
        let said = of(&journal, "a@example.org");
        assert!(if is_sent { matches!(said, Delivery::Sent(_)) } else { matches!(said, Delivery::InDoubt(_)) });
    }
}

#[test]
fn a_line_that_may_tell_of_a_mail_and_cannot_be_read_stops_the_sending() {
    let whole = text(&[record("a@example.org", State::Sent), record("b@example.org", State::Sent)]);
    for (from, to) in [
        (",sent,", ",delivered,"),
        (",sent,", ",sen,"),
        (",sent,", ",,"),
        (",b@example.org,", ",,"),
        (",b@example.org,", ",Homes <b@example.org>,"),
        (",housing-2025-26-q1.eml,b", ",,b"),
        (",housing-2025-26-q1.eml,b", ",h\u{fffd}using.eml,b"),
    ] {
        let at = whole.rfind(from).unwrap();
        let damaged = format!("{}{to}{}", &whole[..at], &whole[at + from.len()..]);
        assert_eq!(Journal::read(damaged.as_bytes()), Err(JournalFault::Line { line: 3 }), "{damaged}");
    }
    let headings = text(&[]);
    for line in ["something else\r\n", "2026,housing.eml,a@exam\r", "2026,housing.eml,a@example.org,,,\n"] {
        assert_eq!(Journal::read((headings.clone() + line).as_bytes()), Err(JournalFault::NoRecords), "{line}");
    }
    for line in ["\r\n", ",,,,,\r\n", "2026,housing.eml,a@exam", "2026,housing.eml,a@example.org,sen"] {
        let mut journal = Journal::read((headings.clone() + line).as_bytes()).unwrap();
        // Begun anew, so that the piece is not taken for more by a later run.
        assert_eq!(journal.beginning().unwrap(), (headings.clone(), true), "{line}");
    }
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
        let last = Journal::default().line(&record("b@example.org", State::Sent)).unwrap();
        let mut bytes = whole.clone().into_bytes();
        bytes.extend(last.bytes().take(cut.min(last.len())));
        let mut journal = Journal::read(&bytes).unwrap();
        if later {
            bytes.extend(journal.beginning().unwrap().0.bytes());
            bytes.extend(journal.line(&record("c@example.org", State::Sent)).unwrap().bytes());
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
