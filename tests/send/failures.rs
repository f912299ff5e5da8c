//! What goes wrong on the way: refusals, lost connections, kills, and drafts that must not go.

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::json;

use super::{Ran, Room, count, draft, wait_until};

#[test]
fn a_refused_recipient_is_reported_in_the_servers_words_and_the_others_get_the_mail() {
    let mut one = draft("housing");
    one["cc"] = json!("gone@example.org, head@example.org");
    let Some(room) = Room::new(&[one, draft("gone"), draft("leisure")]) else { return };
    let server = room.server(&["--refuse", "gone@example.org"]);
    let ran = room.send(&server.plain(), &["--yes"]);
    ran.ended(1, "1 of 3 mails sent, 1 sent to some only, 1 refused");
    assert!(
        ran.err.contains("housing.eml to gone@example.org: refused: 550 5.1.1 No such mailbox ␛[31mhere."),
        "{ran:#?}"
    );
    let kept = room.kept();
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[0].about["to"], json!(["housing@example.org", "head@example.org"]));
    let states: Vec<String> =
        room.journal().lines().map(|line| line.split(',').skip(1).take(3).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        states,
        [
            "draft recipient state",
            "housing.eml housing@example.org sending",
            "housing.eml head@example.org sending",
            "housing.eml housing@example.org sent",
            "housing.eml gone@example.org refused",
            "housing.eml head@example.org sent",
            "gone.eml gone@example.org refused",
            "leisure.eml leisure@example.org sending",
            "leisure.eml leisure@example.org sent",
        ]
    );
    // Once the mailbox is there, the next run writes to it and to nobody else.
    let server = room.server(&[]);
    room.send(&server.plain(), &["--yes"]).ended(0, "2 of 2 mails sent");
    let late: Vec<_> = room
        .kept()
        .iter()
        .map(|mail| mail.about["to"].clone())
        .filter(|to| *to == json!(["gone@example.org"]))
        .collect();
    assert_eq!((late.len(), room.kept().len()), (2, 4));
}

#[test]
fn a_server_that_says_not_now_is_asked_again_and_after_some_tries_the_mail_is_left_for_later() {
    let Some(room) = Room::of(2) else { return };
    let server = room.server(&["--later", "2"]);
    room.send(&server.plain(), &["--yes"]).ended(0, "2 of 2 mails sent");
    let Some(room) = Room::of(2) else { return };
    let server = room.server(&["--later-content", "2"]);
    room.send(&server.plain(), &["--yes"]).ended(0, "2 of 2 mails sent");
    let Some(room) = Room::of(2) else { return };
    let server = room.server(&["--later", "3"]);
    let ran = room.send(&server.plain(), &["--yes"]);
    ran.ended(1, "1 of 2 mails sent, 1 to be tried again later");
    assert!(
        ran.err.contains(
            "plan01.eml to plan01@example.org: not taken now: 451 4.7.1 Greylisted, come back later. Send again later."
        ),
        "{ran:#?}"
    );
    room.send(&server.plain(), &["--yes"]).ended(0, "1 of 1 mail sent");
    assert_eq!(room.kept().len(), 2);
}

#[test]
fn a_connection_that_is_lost_before_a_mail_is_made_again() {
    let Some(room) = Room::of(4) else { return };
    let server = room.server(&["--drop-mail", "2", "--drop-mail", "4"]);
    room.send(&server.plain(), &["--yes"]).ended(0, "4 of 4 mails sent");
    assert_eq!(room.kept().len(), 4);
}

#[test]
fn a_mail_that_was_cut_off_is_in_doubt_and_goes_again_only_when_told_to() {
    // One is cut off in the middle; of the other only the answer is lost, so that it did arrive.
    let Some(room) = Room::of(4) else { return };
    let server = room.server(&["--drop", "2", "--deaf", "2"]);
    let ran = room.send(&server.plain(), &["--yes"]);
    ran.ended(1, "2 of 4 mails sent, 2 in doubt");
    assert!(
        ran.err.contains(
            "plan02.eml to plan02@example.org: in doubt: it closed the connection while the mail was handed over"
        ),
        "{ran:#?}"
    );
    assert_eq!(room.kept().len(), 3);
    let ran = room.send(&server.plain(), &["--yes"]);
    ran.ended(1, "Nothing is left that can be sent.");
    assert!(ran.err.contains("send it with `--again plan02.eml`"), "{ran:#?}");
    room.send(&server.plain(), &["--yes", "--again", "plan02.eml"]).ended(1, "1 of 1 mail sent");
    assert_eq!(room.kept().len(), 4);
}

#[test]
fn a_server_that_loses_one_connection_after_another_is_given_up() {
    let Some(room) = Room::of(8) else { return };
    let drops: Vec<String> = (1..40).flat_map(|at| ["--drop".to_owned(), at.to_string()]).collect();
    let server = room.server(&drops.iter().map(String::as_str).collect::<Vec<_>>());
    let ran = room.send(&server.plain(), &["--yes"]);
    ran.ended(1, "0 of 8 mails sent, 3 in doubt, 5 left");
    assert!(ran.err.contains("one mail after another. Run the command again to send the rest."), "{ran:#?}");
}

#[test]
fn a_server_that_is_killed_and_started_again_gets_the_rest_in_the_next_run() {
    let Some(room) = Room::of(12) else { return };
    let server = room.server(&["--slow", "0.05"]);
    let mut child =
        room.command(&server.plain(), &["--yes"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    wait_until(|| count(&room.path("box")) >= 4);
    let port = server.port.to_string();
    drop(server);
    assert_eq!(child.wait().unwrap().code(), Some(1));
    let before = room.kept().len();
    assert!((4..12).contains(&before));
    // Nobody there at all is a failure of another kind.
    let ran = room.send(&format!("smtp://127.0.0.1:{port}"), &["--yes"]);
    assert!(ran.status == 2 && ran.err.contains("nothing answers there"), "{ran:#?}");
    let server = room.server(&["--port", &port]);
    finish(&room, &server.plain());
}

#[test]
#[ignore = "takes long: .ci/run runs it"]
fn killed_while_sending_and_run_again_every_mail_arrives_once_but_for_one_that_is_named() {
    for (mails, options) in [
        (1, ["--slow", "0"]),
        (3, ["--slow", "0.01"]),
        (7, ["--slow", "0.03"]),
        (0, ["--slow", "0.02"]),
        // The mail has arrived, and the answer is not yet there.
        (1, ["--late", "0.2"]),
        (6, ["--late", "0.1"]),
    ] {
        let Some(room) = Room::of(12) else { return };
        let server = room.server(&options);
        let mut command = room.command(&server.plain(), &["--yes"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        wait_until(|| count(&room.path("box")) >= mails);
        child.kill().unwrap();
        child.wait().unwrap();
        finish(&room, &server.plain());
    }
}

/// Runs again, and fails unless every mail arrived once, or at most one was named as in doubt and not sent.
fn finish(room: &Room, server: &str) {
    let ran = room.send(server, &["--yes"]);
    let mut arrived: BTreeMap<String, usize> = BTreeMap::new();
    for mail in room.kept() {
        *arrived.entry(mail.about["to"][0].as_str().unwrap().to_owned()).or_default() += 1;
    }
    assert!(arrived.values().all(|times| *times == 1), "{arrived:?}\n{}", room.journal());
    let in_doubt = ran.err.matches(": in doubt: it was being handed over to ").count();
    assert_eq!(ran.status, i32::from(in_doubt > 0), "{ran:#?}");
    assert!(in_doubt <= 1, "{ran:#?}");
    let missing: Vec<String> =
        (1..=12).map(|at| format!("plan{at:02}@example.org")).filter(|to| !arrived.contains_key(to)).collect();
    assert!(missing.len() <= in_doubt && missing.iter().all(|to| ran.err.contains(to)), "{missing:?}\n{ran:#?}");
    room.send(server, &["--yes"]).ended(
        ran.status,
        if in_doubt > 0 { "Nothing is left that can be sent." } else { "Nothing is left to be sent." },
    );
}

#[test]
fn a_server_that_says_nothing_is_not_waited_for_for_ever() {
    let Some(room) = Room::of(1) else { return };
    let server = room.server(&["--silent"]);
    let begun = Instant::now();
    let ran = room.send(&server.plain(), &["--yes", "--timeout", "200"]);
    assert!(ran.status == 2 && ran.err.contains("it did not answer in time"), "{ran:#?}");
    assert!(begun.elapsed() < Duration::from_secs(20));
    // One that takes too long over a mail leaves it in doubt.
    let server = room.server(&["--slow", "5"]);
    let ran = room.send(&server.plain(), &["--yes", "--timeout", "500"]);
    ran.ended(1, "0 of 1 mail sent, 1 in doubt");
}

#[test]
fn what_is_not_a_mail_server_is_said_to_be_none() {
    let Some(room) = Room::of(1) else { return };
    let ran = room.send("smtps://does-not-exist.invalid", &["--yes"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    let certificate = room.certificate("127.0.0.1");
    let server = room.server(&["--tls", "implicit", "--certificate", certificate.to_str().unwrap()]);
    let ran = room.send(&server.plain(), &["--yes", "--timeout", "300"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    let server = room.server(&["--blank"]);
    let ran = room.send(&server.plain(), &["--yes"]);
    assert!(ran.status == 2 && ran.err.contains("does not answer as a mail server does"), "{ran:#?}");
    assert_eq!(ran.err.lines().count(), 1, "{ran:#?}");
    let server = room.server(&[]);
    let ran = room.send(&server.plain().replace("smtp:", "smtps:"), &["--yes"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
}

#[test]
fn drafts_that_are_not_what_the_index_says_stay_and_the_others_go() {
    let drafts: Vec<_> = ["bcc", "copied", "fine", "other", "swapped", "unlisted", "unsigned"].map(draft).into();
    let Some(mut room) = Room::new(&drafts) else { return };
    let edit = |name: &str, from: &str, to: &str| {
        let path = room.drafts().join(name);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    };
    edit("bcc.eml", "Subject:", "Bcc: x@example.org\r\nSubject:");
    edit("copied.eml", "To: copied@example.org", "To: copied@example.org\r\nCc: x@example.org");
    edit("fine.eml", "Subject:", "Sender: x@example.org\r\nDisposition-Notification-To: x@example.org\r\nSubject:");
    edit("other.eml", "Subject:", "Resent-To:\r\nSubject:");
    edit("unsigned.eml", "From: Performance Team <performance@example.org>\r\n", "");
    let mut swapped = draft("swapped");
    swapped["files"] = json!([["swapped-2025-26-q1.xlsx", "workbook of other"]]);
    room.write(&[swapped]);
    room.rows.retain(|row| row.draft != "unlisted.eml");
    let mut absent = room.rows[0].clone();
    absent.draft = "../absent.eml".to_owned();
    room.rows.push(absent);
    room.write_index();
    let server = room.server(&[]);
    let ran = room.send(&server.plain(), &["--yes"]);
    ran.ended(1, "2 of 7 mails sent, 5 not fit to be sent");
    for line in [
        "bcc.eml: not sent: it has a Bcc",
        "copied.eml: not sent: it goes to x@example.org, whom the index does not name",
        "swapped.eml: not sent: swapped-2025-26-q1.xlsx is attached, which is the workbook of other.eml",
        "unlisted.eml: not sent: it is not in the index",
        "unsigned.eml: not sent: it does not say who it is from; give your address with --from.",
        "../absent.eml: not sent: the index names it, and it is not there",
    ] {
        assert!(ran.err.contains(line), "{line}\n{}", ran.err);
    }
    assert!(ran.out.contains("  Left out  Disposition-Notification-To, Sender\n"), "{}", ran.out);
    let kept = room.kept();
    assert!(kept.iter().all(|mail| !mail.text.contains("x@example.org") && !mail.text.contains("Resent")), "{kept:#?}");
    assert_eq!(
        kept.iter().map(|mail| mail.about["to"].to_string()).collect::<Vec<_>>(),
        ["[\"fine@example.org\"]", "[\"other@example.org\"]"]
    );
}

#[test]
fn two_runs_at_once_send_nothing_twice() {
    let Some(room) = Room::of(6) else { return };
    let server = room.server(&["--slow", "0.1"]);
    let start =
        || room.command(&server.plain(), &["--yes"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (one, other) = (start(), start());
    let mut ran = [one, other].map(|child| Ran::of(&child.wait_with_output().unwrap()));
    ran.sort_by_key(|ran| ran.status);
    ran[0].ended(0, "6 of 6 mails sent");
    assert!(ran[1].status == 2 && ran[1].err.contains("is in use by another run of planroll send"), "{ran:#?}");
    assert_eq!(room.kept().len(), 6);
}

#[test]
fn nothing_is_sent_that_cannot_be_noted() {
    let Some(room) = Room::of(2) else { return };
    let server = room.server(&[]);
    let journal = room.drafts().join("sent.csv");
    fs::create_dir(&journal).unwrap();
    let ran = room.send(&server.plain(), &["--yes"]);
    assert!(ran.status == 2 && ran.err.contains("sent.csv` cannot be written"), "{ran:#?}");
    fs::remove_dir(&journal).unwrap();
    fs::write(&journal, "Something else\r\nthat was here\r\n").unwrap();
    let ran = room.send(&server.plain(), &["--yes"]);
    assert!(ran.status == 2 && ran.err.contains("cannot be made out, so nothing was sent"), "{ran:#?}");
    assert_eq!(fs::read_to_string(&journal).unwrap(), "Something else\r\nthat was here\r\n");
    let line = "2026-11-22T09:30:00Z,plan01.eml,plan01@example.org,done,250 OK,\r\n";
    fs::write(&journal, format!("when,draft,recipient,state,reply,sha256\r\n{line}")).unwrap();
    let ran = room.send(&server.plain(), &["--yes"]);
    let why = "line 2 lacks a draft, an address or one of the states sending, sent, refused, failed";
    assert!(ran.status == 2 && ran.err.contains(why), "{ran:#?}");
    assert_eq!(room.kept().len(), 0);
}

#[test]
fn a_journal_that_was_cut_off_costs_nothing() {
    let Some(room) = Room::of(3) else { return };
    let server = room.server(&[]);
    room.send(&server.plain(), &["--yes"]).ended(0, "3 of 3 mails sent");
    let journal = room.journal();
    // Killed while the last line was written: that the third was sent is lost, that it was begun is not.
    fs::write(room.drafts().join("sent.csv"), &journal[..journal.trim_end().rfind("sent").unwrap() + 2]).unwrap();
    let ran = room.send(&server.plain(), &["--yes"]);
    ran.ended(1, "Nothing is left that can be sent.");
    assert!(ran.err.contains("plan03.eml: in doubt"), "{ran:#?}");
    room.send(&server.plain(), &["--yes", "--again", "plan03.eml"]).ended(0, "1 of 1 mail sent");
    assert_eq!(room.kept().len(), 4);
    room.send(&server.plain(), &["--yes"]).ended(0, "Nothing is left to be sent.");
}

#[test]
fn a_journal_that_a_spreadsheet_has_saved_sends_nothing_twice() {
    let Some(room) = Room::of(3) else { return };
    let server = room.server(&[]);
    room.send(&server.plain(), &["--yes"]).ended(0, "3 of 3 mails sent");
    let whole = room.journal();
    for saved in
        [whole.replace("\r\n", "\r"), whole.replace("\r\n", "\n"), whole.replace("@example.org,", "@example.org ,")]
    {
        assert_ne!(saved, whole);
        fs::write(room.drafts().join("sent.csv"), saved).unwrap();
        room.send(&server.plain(), &["--yes"]).ended(0, "Nothing is left to be sent.");
    }
    assert_eq!(room.kept().len(), 3);
}

#[test]
fn a_draft_that_is_gone_and_went_to_some_only_names_the_others() {
    let mut one = draft("housing");
    one["cc"] = json!("gone@example.org");
    let Some(room) = Room::new(&[one, draft("leisure")]) else { return };
    let server = room.server(&["--refuse", "gone@example.org"]);
    room.send(&server.plain(), &["--yes"]).ended(1, "1 of 2 mails sent, 1 sent to some only");
    for name in ["housing.eml", "leisure.eml"] {
        fs::remove_file(room.drafts().join(name)).unwrap();
    }
    let ran = room.send(&server.plain(), &["--yes"]);
    ran.ended(1, "Nothing is left that can be sent.");
    assert_eq!(
        ran.err,
        "housing.eml: not sent to gone@example.org, whom the index names for it, and it is not there any more; make the drafts again, and send them: nobody gets twice what went before.\n"
    );
    // One whose sending was cut off is in doubt, there or not.
    let journal = room.journal().replace(",gone@example.org,refused,", ",gone@example.org,sending,");
    fs::write(room.drafts().join("sent.csv"), journal).unwrap();
    let ran = room.send(&server.plain(), &["--yes"]);
    assert!(ran.err.starts_with("housing.eml: in doubt: it was being handed over to gone@example.org"), "{ran:#?}");
    assert_eq!(ran.err.lines().count(), 1, "{ran:#?}");
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_in_the_middle_of_a_line_stops_the_sending_and_the_next_run_sends_the_rest() {
    let Some(room) = Room::of(12) else { return };
    let server = room.server(&[]);
    let send = room.command(&server.plain(), &["--yes"]);
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh"]).arg(send.get_program()).args(send.get_args());
    command.current_dir(room.path("")).stdin(Stdio::null());
    let ran = Ran::of(&command.output().unwrap());
    assert!(ran.status == 2 && ran.err.contains("drafts/sent.csv` cannot be written"), "{ran:#?}");
    assert!(ran.err.contains("nothing after it"), "{ran:#?}");
    assert!((1..12).contains(&room.kept().len()), "{ran:#?}");
    finish(&room, &server.plain());
}
