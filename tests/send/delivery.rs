//! What arrives, and to whom.

use std::fs;
use std::process::Command;

use serde_json::json;

use super::{Room, draft};
use crate::tools::{planroll, root, run};

#[test]
fn every_mail_arrives_as_its_draft_with_a_date_and_an_identity_and_nothing_of_this_machine() {
    let mut one = draft("housing");
    one["to"] = json!("\"Müller, Ärne\" <housing@example.org>, homes@example.org");
    one["cc"] = json!("head.of-service@example.org");
    one["reply-to"] = json!("performance@example.org");
    one["subject"] =
        json!("Rückmeldung für „Wohnen“, quarter one, due by 18 July 2025 at the very latest [housing 2025-26 Q1]");
    one["text"] = json!("Größe\n.\n..\n.hidden\nfrom here\nFrom there\n\n.");
    one["files"] = json!([["housing-2025-26-q1.xlsx", "one"], ["homes-2025-26-q1.xlsx", "two"]]);
    let mut other = draft("leisure");
    other["from"] = json!(null);
    let Some(room) = Room::new(&[one, other]) else { return };
    let server = room.server(&[]);
    let before = fs::read(room.drafts().join("housing.eml")).unwrap();
    room.send(&server.plain(), &["--from", "officer@example.org", "--yes"]).ended(0, "2 of 2 mails sent");
    assert_eq!(fs::read(room.drafts().join("housing.eml")).unwrap(), before, "a draft is never written to");

    let kept = room.kept();
    let [housing, leisure] = &kept[..] else { panic!("{kept:#?}") };
    room.compare("housing.eml", housing);
    room.compare("leisure.eml", leisure);
    assert_eq!(housing.about["to"], json!(["housing@example.org", "homes@example.org", "head.of-service@example.org"]));
    assert_eq!(housing.about["from"], "performance@example.org");
    assert_eq!(
        (leisure.about["from"].as_str(), leisure.header("From").as_str()),
        (Some("officer@example.org"), "From: officer@example.org")
    );
    for mail in &kept {
        assert_eq!(mail.about["hello"], "[127.0.0.1]");
        assert!(mail.header("Message-ID").ends_with("@example.org>"));
        assert!(mail.header("Date").ends_with(" +0000"));
    }
    // Beside the lines that are taken out and put in, every byte is the draft's.
    let drafted = String::from_utf8(before).unwrap().replace("X-Unsent: 1\r\n", "");
    assert!(housing.text.ends_with(&drafted), "{}", housing.text);
}

#[test]
fn the_drafts_of_issue_and_of_chase_arrive_with_their_workbooks_as_they_were_written() {
    let Some(room) = Room::new(&[]) else { return };
    let council = root().join("examples/west-norfolk");
    let returns = ["growth", "environment"].map(|name| council.join(format!("returns/{name}-2025-26-q1.xlsx")));
    let write: [&dyn Fn(&mut Command); 2] = [
        &|command| {
            command.arg("issue").arg(council.join("plan.xlsx")).args(["--out", "issued", "--mail"]);
        },
        &|command| {
            command.arg("chase").arg(council.join("plan.xlsx")).args(&returns).args(["--out", "chased"]);
        },
    ];
    let mut sent = 0;
    for (write, folder, count) in [(write[0], "issued/mail", 4), (write[1], "chased", 3)] {
        let mut command = planroll();
        write(command.current_dir(room.folder.path()));
        run(&mut command, 0);
        let _ = fs::remove_dir_all(room.drafts());
        fs::rename(room.path(folder), room.drafts()).unwrap();
        let server = room.server(&[]);
        room.send(&server.plain(), &["--yes"]).ended(0, &format!("{count} of {count} mails sent"));
        let drafts = fs::read_dir(room.drafts()).unwrap().map(|entry| entry.unwrap().path());
        let mut compared = 0;
        for draft in drafts.filter(|path| path.extension().is_some_and(|ending| ending == "eml")) {
            let name = draft.file_name().unwrap().to_str().unwrap().to_owned();
            // What went out is the draft's own text behind the lines that were put in.
            let body = fs::read_to_string(&draft).unwrap().split_once("\r\n\r\n").unwrap().1.to_owned();
            let kept = room.kept();
            let kept = kept.iter().find(|mail| mail.text.ends_with(&body)).expect("the mail of the draft");
            room.compare(&name, kept);
            compared += 1;
        }
        assert_eq!(compared, count);
        sent += count;
        assert_eq!(room.kept().len(), sent);
    }
}

#[test]
fn nothing_is_sent_without_yes_and_the_list_says_what_would_be() {
    let Some(room) = Room::of(2) else { return };
    // No server is asked for, and none is spoken to.
    let ran = room.send("", &[]);
    ran.ended(0, "Nothing was sent: add --yes to send these 2 mails.");
    insta::assert_snapshot!(ran.out, @r"
    plan01.eml
      To        plan01@example.org
      Subject   Return for plan01 [plan01 2025-26 Q1]
      Attached  plan01-2025-26-q1.xlsx (1 KB)
    plan02.eml
      To        plan02@example.org
      Subject   Return for plan02 [plan02 2025-26 Q1]
      Attached  plan02-2025-26-q1.xlsx (1 KB)
    To be sent: 2 mails to 2 recipients with 2 attachments, 1 KB.
    Nothing was sent: add --yes to send these 2 mails.
    ");
    assert_eq!(room.journal(), "");
}

#[test]
fn a_second_run_sends_nothing_and_again_sends_one_anew() {
    let Some(room) = Room::of(3) else { return };
    let server = room.server(&[]);
    room.send(&server.plain(), &["--yes"]).ended(0, "3 of 3 mails sent");
    room.send(&server.plain(), &["--yes"]).ended(0, "Nothing is left to be sent.");
    assert_eq!(room.kept().len(), 3);
    // One that was changed since is not sent by itself.
    let path = room.drafts().join("plan02.eml");
    let changed = fs::read_to_string(&path).unwrap().replace("please", "kindly");
    fs::write(&path, changed).unwrap();
    let ran = room.send("", &[]);
    ran.ended(0, "Nothing is left to be sent.");
    assert!(ran.out.contains("changed since, and `--again plan02.eml` sends it anew"), "{}", ran.out);
    room.send(&server.plain(), &["--yes", "--again", "drafts/plan02.eml"]).ended(0, "1 of 1 mail sent");
    assert_eq!(room.kept().iter().filter(|mail| mail.subject().contains("plan02")).count(), 2);
    room.send(&server.plain(), &["--yes"]).ended(0, "Nothing is left to be sent.");
    let ran = room.send(&server.plain(), &["--yes", "--again", "plan99.eml"]);
    assert!(ran.status == 2 && ran.err.contains("there is no draft `plan99.eml` in the index"), "{ran:?}");
    // A draft that was taken away after it was sent is missed only where it is to be sent again.
    fs::remove_file(path).unwrap();
    room.send(&server.plain(), &["--yes"]).ended(0, "Nothing is left to be sent.");
    let ran = room.send(&server.plain(), &["--yes", "--again", "plan02.eml"]);
    assert!(
        ran.status == 1 && ran.err.contains("plan02.eml: not sent: the index names it, and it is not there"),
        "{ran:?}"
    );
}

#[test]
fn the_folder_that_issue_wrote_will_do_and_one_without_drafts_is_named() {
    let Some(room) = Room::of(1) else { return };
    fs::create_dir(room.path("issued")).unwrap();
    fs::rename(room.drafts(), room.path("issued/mail")).unwrap();
    let mut command = room.command("", &[]);
    command.current_dir(room.path("issued")).env("PLANROLL_SMTP", "smtp://127.0.0.1:1");
    fs::create_dir(room.path("issued/drafts")).unwrap();
    let ran = super::Ran::of(&command.output().unwrap());
    assert!(ran.status == 2 && ran.err.contains("there is no index of drafts (index.csv) in `drafts`"), "{ran:?}");
    fs::rename(room.path("issued"), room.path("drafts")).unwrap();
    room.send("", &[]).ended(0, "Nothing was sent: add --yes to send this mail.");
}

#[test]
fn lines_as_long_as_mail_may_have_arrive_whole_and_longer_ones_are_not_sent() {
    let (mut longest, mut longer) = (draft("longest"), draft("longer"));
    for (one, length) in [(&mut longest, 998), (&mut longer, 999)] {
        one["text"] = json!(format!("{}\n", "x".repeat(length)));
        one["encoding"] = json!("7bit");
    }
    let Some(room) = Room::new(&[longest, longer]) else { return };
    // The HTML part is longer by its tags.
    let path = room.drafts().join("longest.eml");
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("<p>", "<p>\r\n").replace("<br>", "\r\n<br>")).unwrap();
    let server = room.server(&[]);
    let ran = room.send(&server.plain(), &["--yes"]);
    ran.ended(1, "1 of 2 mails sent, 1 not fit to be sent");
    assert!(ran.err.contains("longer.eml: not sent: line") && ran.err.contains("longer than the 998"), "{}", ran.err);
    room.compare("longest.eml", &room.kept()[0]);
}

#[test]
fn a_text_that_is_not_ascii_is_said_to_the_server() {
    let mut one = draft("housing");
    one["text"] = json!("Größe\n");
    one["encoding"] = json!("8bit");
    let Some(room) = Room::new(&[one]) else { return };
    let server = room.server(&[]);
    let ascii_only = room.server(&["--seven-bit"]);
    let ran = room.send(&ascii_only.plain(), &["--yes"]);
    ran.ended(1, "0 of 1 mail sent, 1 refused");
    assert!(ran.err.contains("the server takes plain ASCII only"), "{ran:#?}");
    room.send(&server.plain(), &["--yes"]).ended(0, "1 of 1 mail sent");
    let kept = room.kept();
    assert_eq!(kept[0].about["options"], json!(["BODY=8BITMIME"]));
    room.compare("housing.eml", &kept[0]);
}
