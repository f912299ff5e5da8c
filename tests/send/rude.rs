//! A mail server that says more than it is asked, or never comes to an end.

use std::fs;
use std::time::{Duration, Instant};

use super::{Ran, Room, Server};

const STEPS: [&str; 8] = ["greeting", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "content", "QUIT"];

impl Room {
    /// A server that misbehaves so in the answer to that step.
    fn rude(&self, how: &str, step: &str) -> Server {
        let mut command = self.post(&["rude", how, step]);
        command.arg(self.path("box"));
        self.listening(command)
    }

    /// Sends, waiting so many milliseconds for each answer, and fails where all takes long; with how many bytes the
    /// server could say.
    fn sent_within(&self, server: &Server, timeout: &str) -> (Ran, usize) {
        let mut command = self.command(&server.plain(), &["--yes", "--timeout", timeout]);
        command.env("PLANROLL_SMTP_USER", "officer").env("PLANROLL_SMTP_PASSWORD", "secret");
        let begun = Instant::now();
        let ran = Ran::of(&command.output().unwrap());
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}: {ran:#?}", begun.elapsed());
        assert!(!ran.err.contains("panicked"), "{ran:#?}");
        std::thread::sleep(Duration::from_millis(50));
        let said = fs::read_to_string(self.path("box/sent")).unwrap_or_default();
        (ran, said.parse().unwrap_or_default())
    }
}

#[test]
fn a_server_that_drips_without_end_is_given_up_at_every_step() {
    for step in STEPS {
        let Some(room) = Room::of(1) else { return };
        let server = room.rude("drip", step);
        let (ran, _) = room.sent_within(&server, "400");
        match step {
            "QUIT" => ran.ended(0, "1 of 1 mail sent"),
            "content" => {
                ran.ended(1, "0 of 1 mail sent, 1 in doubt");
                assert!(ran.err.contains("in doubt: it did not answer in time while"), "{ran:#?}");
            }
            _ => {
                assert!(ran.status > 0 && ran.err.contains("it did not answer in time"), "{step}: {ran:#?}");
                assert!(!room.journal().contains(",sent,") && !room.journal().contains(",sending,"));
            }
        }
    }
}

#[test]
fn an_answer_without_end_is_given_up_before_it_takes_memory() {
    for how in ["endless", "lines"] {
        for step in STEPS {
            let Some(room) = Room::of(1) else { return };
            let server = room.rude(how, step);
            let (ran, said) = room.sent_within(&server, "5000");
            // What it could say is what the system holds between the two.
            assert!(said < 32 << 20, "{step}: {said}");
            match step {
                "QUIT" => ran.ended(0, "1 of 1 mail sent"),
                "content" => ran.ended(1, "0 of 1 mail sent, 1 in doubt"),
                _ => assert!(ran.status > 0, "{step}: {ran:#?}"),
            }
            let words = "its answer is longer than any of a mail server's";
            assert!(step == "QUIT" || ran.err.contains(words), "{how} {step}: {ran:#?}");
        }
    }
}

#[test]
fn bytes_that_drip_in_the_place_of_encryption_are_given_up() {
    let Some(room) = Room::of(1) else { return };
    let server = room.rude("drip", "greeting");
    let begun = Instant::now();
    let ran = room.send(&server.plain().replace("smtp:", "smtps:"), &["--yes", "--timeout", "400"]);
    assert!(ran.status == 2 && begun.elapsed() < Duration::from_secs(20), "{ran:#?}");
}

#[test]
fn an_answer_that_was_not_asked_for_sends_nothing_and_leaves_in_doubt_what_was_begun() {
    for (how, step, is_begun) in [
        ("early", "EHLO", false),
        ("early", "MAIL", false),
        ("early", "RCPT", false),
        ("early", "DATA", false),
        ("eager", "DATA", true),
    ] {
        let Some(room) = Room::of(1) else { return };
        let server = room.rude(how, step);
        let (ran, _) = room.sent_within(&server, "5000");
        assert!(!room.journal().contains(",sent,") && !ran.out.contains("1 of 1 mail sent"), "{step}: {ran:#?}");
        assert_eq!(room.journal().contains(",sending,"), is_begun, "{how} {step}: {ran:#?}\n{}", room.journal());
        if is_begun {
            ran.ended(1, "0 of 1 mail sent, 1 in doubt");
            assert!(ran.err.contains("in doubt: it answered too early while the mail"), "{ran:#?}");
        } else {
            assert!(ran.err.contains("its answers are out of step"), "{step}: {ran:#?}");
        }
    }
    // One answer too many behind a mail that was taken costs that mail nothing.
    let Some(room) = Room::of(2) else { return };
    let server = room.rude("early", "content");
    let (ran, _) = room.sent_within(&server, "5000");
    ran.ended(0, "2 of 2 mails sent");
}
