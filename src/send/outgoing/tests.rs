use super::*;
use proptest::prelude::*;

/// base64 of `workbook`, and of `another`.
const WORKBOOK: &str = "d29ya2Jvb2s=";
const ANOTHER: &str = "YW5vdGhlcg==";

fn row(draft: &str, workbook: &[u8]) -> IndexRow {
    IndexRow {
        draft: draft.to_owned(),
        message: "issue".to_owned(),
        to: vec!["Housing@example.org".to_owned(), "homes@example.org".to_owned()],
        cc: vec!["head@example.org".to_owned()],
        lead_officer: String::new(),
        plan_code: "housing".to_owned(),
        plan_name: "Housing".to_owned(),
        period: "2025-26 Q1".to_owned(),
        return_by: String::new(),
        subject: "Return".to_owned(),
        file: format!("{draft}.xlsx"),
        sha256: sha256(workbook),
    }
}

/// A draft with these lines first and this attachment.
fn draft(lines: &str, attachment: &str) -> String {
    format!(
        "{lines}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDear colleague\r\n\
         --b\r\nContent-Type: application/octet-stream; name=\"return.xlsx\"\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment; filename=\"return.xlsx\"\r\n\r\n{attachment}\r\n--b--\r\n"
    )
}

const LINES: &str = "From: Team <team@example.org>\r\nTo: housing@example.org\r\nSubject: Return\r\nX-Unsent: 1\r\n";

fn of(text: &str) -> Result<Outgoing, DraftFault> {
    let index = [row("a.eml", b"workbook"), row("b.eml", b"another")];
    Outgoing::of(text.as_bytes(), "a.eml", &index, None)
}

fn to(line: &str) -> Result<Outgoing, DraftFault> {
    of(&draft(&LINES.replace("To: housing@example.org\r\n", line), WORKBOOK))
}

#[test]
fn a_draft_whose_workbook_the_index_does_not_attach_goes_without_one_only() {
    let index = [IndexRow { sha256: String::new(), ..row("a.eml", b"workbook") }];
    let without =
        format!("{LINES}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDear colleague\r\n");
    let of = |text: &str, index: &[IndexRow]| Outgoing::of(text.as_bytes(), "a.eml", index, None);
    assert!(of(&without, &index).unwrap().attachments.is_empty());
    let with = of(&draft(LINES, WORKBOOK), &index).unwrap_err();
    assert!(matches!(with, DraftFault::StrangeAttachment { .. }), "{with}");
    let lost = of(&without, &[row("a.eml", b"workbook")]).unwrap_err();
    assert!(matches!(lost, DraftFault::AttachmentMissing { .. }), "{lost}");
}

fn addresses(all: &[Address]) -> Vec<&str> {
    all.iter().map(AsRef::as_ref).collect()
}

#[test]
fn a_draft_goes_out_without_what_makes_it_a_draft_and_with_a_date_and_an_identity() {
    let lines = format!(
        "{LINES}Date: Mon, 1 Jan 2024\r\n 10:00:00 +0000\r\nMessage-ID: <x@y>\r\nBcc:\r\nFCC: imap://me@host/Sent\r\nX-Mozilla-Draft-Info: x\r\n"
    );
    let text = draft(&lines, WORKBOOK);
    let mail = of(&text).unwrap();
    let sent = String::from_utf8(mail.bytes("Sun, 22 Nov 2026 08:00:00 +0000")).unwrap();
    let id = &mail.sha256[..32];
    let first = format!("Date: Sun, 22 Nov 2026 08:00:00 +0000\r\nMessage-ID: <{id}@example.org>\r\nFrom: Team");
    assert!(sent.starts_with(&first), "{sent}");
    let rest = draft(&LINES.replace("X-Unsent: 1\r\n", ""), WORKBOOK);
    assert!(sent.ends_with(&rest), "{sent}");
    assert_eq!(mail.attachments, [Attachment { name: "return.xlsx".to_owned(), size: 8 }]);
}

#[test]
fn a_draft_goes_to_those_of_the_index_or_fewer_whatever_their_capitals() {
    let all = to("To: HOUSING@Example.org, Homes <homes@example.org>\r\nCc: head@example.org, housing@example.org\r\n");
    let all = all.unwrap();
    assert_eq!(addresses(&all.to), ["HOUSING@Example.org", "homes@example.org"]);
    let each: Vec<String> = all.recipients().into_iter().map(ToString::to_string).collect();
    assert_eq!(each, ["HOUSING@Example.org", "homes@example.org", "head@example.org"]);
    assert_eq!(addresses(&to("Cc: homes@example.org\r\n").unwrap().cc), ["homes@example.org"]);
    assert_eq!(to("To:\r\n").unwrap_err(), DraftFault::NoRecipient);
    assert_eq!(to("").unwrap_err(), DraftFault::NoRecipient);
}

#[test]
fn nobody_is_written_to_whom_the_index_does_not_name() {
    let stranger = |address: &str| DraftFault::Stranger { address: address.to_owned() };
    for (line, address) in [
        ("To: x@example.org\r\n", "x@example.org"),
        ("To: housing@example.org, x@example.com\r\n", "x@example.com"),
        ("To: housing@example.org\r\nCc: x@example.org\r\n", "x@example.org"),
        ("To: \"housing@example.org\" <x@example.org>\r\n", "x@example.org"),
        ("To: all: housing@example.org, x@example.org;\r\n", "x@example.org"),
        ("To: housing@example.org,\r\n x@example.org\r\n", "x@example.org"),
    ] {
        assert_eq!(to(line).unwrap_err(), stranger(address), "{line}");
    }
    for line in ["Bcc: x@example.org\r\n", "BCC:\r\n housing@example.org\r\n"] {
        assert_eq!(to(&format!("To: housing@example.org\r\n{line}")).unwrap_err(), DraftFault::Bcc);
    }
    let twice = to("To: housing@example.org\r\nto: x@example.org\r\n").unwrap_err();
    assert_eq!(twice, DraftFault::Twice { name: "to".to_owned() });
}

#[test]
fn names_and_addresses_that_would_begin_a_line_or_a_command_are_refused_or_stay_names() {
    // An encoded name may hold anything; it goes out as it is, encoded, and nobody is written to for it.
    let name = to("To: =?utf-8?q?x=0D=0ABcc=3A_x=40example=2Eorg?= <housing@example.org>\r\n").unwrap();
    assert_eq!(addresses(&name.to), ["housing@example.org"]);
    let sent = String::from_utf8(name.bytes("today")).unwrap();
    assert!(!sent.lines().any(|line| line.to_ascii_lowercase().starts_with("bcc")), "{sent}");
    for line in [
        "To: <housing@example.org> <x@example.org>\r\n",
        "To: housing at example.org\r\n",
        "To: \"a b\"@example.org\r\n",
        "To: h\u{f6}using@example.org\r\n",
        "To: =?utf-8?q?housing=40example=2Eorg=0D=0ARCPT_TO=3A=3Cx=40y=3E?=\r\n",
        "To: housing@example.org\0\r\n",
        "To: housing@example.org\rBcc: x@example.org\r\n",
    ] {
        assert!(to(line).is_err(), "{line:?}");
    }
    let subject = LINES.replace("Return\r\n", "=?utf-8?q?a=0D=0ABcc=3A_x=40y=2Ez?=\r\n");
    let mail = of(&draft(&subject, WORKBOOK)).unwrap();
    assert!(mail.bytes("today").starts_with(b"Date: today\r\n"));
    assert!(!String::from_utf8(mail.bytes("to\r\nday")).unwrap().contains("to\r\nday"));
}

#[test]
fn lines_that_name_other_recipients_are_refused_and_blank_ones_taken_out() {
    for name in ["Resent-To", "resent-cc", "RESENT-BCC", "Apparently-To", "Newsgroups"] {
        let fault = of(&draft(&format!("{LINES}{name}: x@example.org\r\n"), WORKBOOK)).unwrap_err();
        assert_eq!(fault, DraftFault::OtherRecipients { name: name.to_owned() });
        let mail = of(&draft(&format!("{LINES}{name}: \r\n"), WORKBOOK)).unwrap();
        assert!(!String::from_utf8(mail.bytes("today")).unwrap().contains(name) && mail.left_out.is_empty(), "{name}");
    }
}

#[test]
fn lines_that_ask_for_receipts_or_name_another_sender_are_taken_out_and_said() {
    let wanted = "Reply-To: team@example.org\r\nImportance: high\r\nX-Protective-Marking: OFFICIAL\r\n";
    for name in [
        "Sender",
        "Resent-From",
        "Resent-Date",
        "Disposition-Notification-To",
        "Return-Receipt-To",
        "X-Confirm-Reading-To",
        "Errors-To",
        "Return-Path",
        "Received",
        "Delivered-To",
    ] {
        let lines = format!("{LINES}{wanted}{name}: x@example.org,\r\n y@example.org\r\n");
        let mail = of(&draft(&lines, WORKBOOK)).unwrap();
        assert_eq!(mail.left_out, [name]);
        let sent = String::from_utf8(mail.bytes("today")).unwrap();
        assert!(!sent.contains(name) && !sent.contains("y@example.org") && sent.contains(wanted), "{sent}");
    }
    assert!(of(&draft(&format!("{LINES}{wanted}"), WORKBOOK)).unwrap().left_out.is_empty());
}

#[test]
fn what_holds_other_parts_is_not_encoded_and_text_may_be() {
    let encoding = |encoding: &str| DraftFault::Encoding { encoding: encoding.to_owned() };
    for name in ["base64", "quoted-printable", "x-uuencode"] {
        let whole = draft(&format!("{LINES}Content-Transfer-Encoding: {name}\r\n"), WORKBOOK);
        assert_eq!(of(&whole).unwrap_err(), encoding(name));
        let inner = draft(LINES, WORKBOOK).replacen(
            "--b\r\n",
            &format!(
                "--b\r\nContent-Type: multipart/alternative; boundary=\"c\"\r\nContent-Transfer-Encoding: {name}\r\n\r\n--c\r\n\r\ntext\r\n--c--\r\n--b\r\n"
            ),
            1,
        );
        assert_eq!(of(&inner).unwrap_err(), encoding(name));
    }
    for name in ["7bit", "8BIT", "binary"] {
        assert!(of(&draft(&format!("{LINES}Content-Transfer-Encoding: {name}\r\n"), WORKBOOK)).is_ok(), "{name}");
    }
    let text =
        draft(LINES, WORKBOOK).replace("charset=utf-8\r\n", "charset=utf-8\r\nContent-Transfer-Encoding: Base64\r\n");
    assert!(of(&text.replace("Dear colleague", "RGVhciBjb2xsZWFndWU=")).is_ok());
    assert_eq!(of(&text.replace("Base64", "uuencode")).unwrap_err(), encoding("uuencode"));
}

#[test]
fn only_a_plain_address_is_one() {
    for text in ["a@example.org", "a.b+c'd@sub.example.org"] {
        assert!(plain_address(text).is_some(), "{text}");
    }
    for text in [
        "",
        "a",
        "@example.org",
        "a@",
        "a b@example.org",
        "a@b@example.org",
        "\"a\"@example.org",
        "a@[127.0.0.1]",
        "a@example.org\r\nRCPT TO:<x@y.z>",
        "a@example.org>",
        "<a@example.org",
        "ä@example.org",
        "a@exämple.org",
        "a@\0example.org",
    ] {
        assert!(plain_address(text).is_none(), "{text:?}");
    }
}

#[test]
fn a_mail_is_from_one_sender_and_from_whom_the_officer_says_where_the_draft_does_not() {
    let from = |line: &str| LINES.replace("From: Team <team@example.org>\r\n", line);
    assert_eq!(of(&draft(&from(""), WORKBOOK)).unwrap_err(), DraftFault::NoSender);
    let two = of(&draft(&from("From: a@example.org, b@example.org\r\n"), WORKBOOK)).unwrap_err();
    assert_eq!(two, DraftFault::Senders { count: 2 });
    let sender = plain_address("me@example.org");
    for line in ["", "From: \r\n"] {
        let text = draft(&from(line), WORKBOOK);
        let mail = Outgoing::of(text.as_bytes(), "a.eml", &[row("a.eml", b"workbook")], sender.as_ref()).unwrap();
        let sent = String::from_utf8(mail.bytes("today")).unwrap();
        assert_eq!(sent.matches("From:").count(), 1);
        assert!(sent.contains("\r\nFrom: me@example.org\r\n"), "{sent}");
    }
}

#[test]
fn no_workbook_goes_that_is_not_the_drafts_own() {
    let name = || "return.xlsx".to_owned();
    let wrong = |attachment: &str| of(&draft(LINES, attachment)).unwrap_err();
    assert_eq!(wrong(ANOTHER), DraftFault::AttachmentOfAnother { name: name(), other: "b.eml".to_owned() });
    assert_eq!(wrong("c29tZXRoaW5n"), DraftFault::StrangeAttachment { name: name() });
    // Cut off, or no base64 at all: whatever is made of it is not the workbook.
    assert_eq!(wrong("d29ya2Jv"), DraftFault::StrangeAttachment { name: name() });
    assert_eq!(wrong("****"), DraftFault::StrangeAttachment { name: name() });
    let without = format!("{LINES}Content-Type: text/plain\r\n\r\nDear colleague\r\n");
    assert_eq!(of(&without).unwrap_err(), DraftFault::AttachmentMissing { name: "a.eml.xlsx".to_owned() });
    let text = draft(LINES, WORKBOOK);
    for more in [
        "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=\"notes.txt\"\r\n\r\nnotes",
        "Content-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny",
        "Content-Type: image/png\r\nContent-Disposition: attachment\r\n\r\npicture",
        "Content-Type: application/octet-stream\r\n\r\nx",
        "Content-Type: text/calendar\r\n\r\nx",
    ] {
        let with = text.replace("--b--", &format!("--b\r\n{more}\r\n--b--"));
        assert!(matches!(of(&with).unwrap_err(), DraftFault::StrangeAttachment { .. }), "{more}");
    }
    // The crest of the council in a signature is no attachment.
    let crest = "--b\r\nContent-Type: image/png; name=\"crest.png\"\r\nContent-ID: <crest>\r\nContent-Disposition: inline\r\n\r\nx\r\n--b--";
    assert_eq!(of(&text.replace("--b--", crest)).unwrap().attachments.len(), 2);
}

#[test]
fn a_text_that_was_edited_goes_and_one_that_is_not_in_the_index_does_not() {
    let text = draft(LINES, WORKBOOK).replace("Dear colleague", "Dear all,\r\n.\r\nplease\r\n");
    assert!(of(&text).is_ok());
    assert!(of(&text.replace("\r\n", "\n")).unwrap().bytes("x").ends_with(b"--b--\r\n"));
    let index = [row("b.eml", b"workbook")];
    assert_eq!(Outgoing::of(text.as_bytes(), "a.eml", &index, None).unwrap_err(), DraftFault::NotInIndex);
}

#[test]
fn a_draft_that_another_library_has_put_together_is_read() {
    use lettre::message::{Attachment as File, Message, MultiPart, header::ContentType};
    let kind = ContentType::parse("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").unwrap();
    let made = Message::builder()
        .from("\u{c4}rne <team@example.org>".parse().unwrap())
        .to("Housing, Homes <housing@example.org>".replace(',', "").parse().unwrap())
        .subject("R\u{fc}ckmeldung [housing 2025-26 Q1]")
        .multipart(
            MultiPart::mixed()
                .multipart(MultiPart::alternative_plain_html("Gr\u{f6}\u{df}e".to_owned(), "<p>x</p>".to_owned()))
                .singlepart(File::new("return.xlsx".to_owned()).body(b"workbook".to_vec(), kind)),
        )
        .unwrap();
    let mail = of(&String::from_utf8(made.formatted()).unwrap()).unwrap();
    assert_eq!(mail.subject, "R\u{fc}ckmeldung [housing 2025-26 Q1]");
    assert_eq!((addresses(&mail.to), mail.eight_bit), (vec!["housing@example.org"], false));
    assert_eq!(mail.attachments, [Attachment { name: "return.xlsx".to_owned(), size: 8 }]);
}

proptest! {
    #[test]
    fn a_draft_with_any_byte_changed_goes_to_nobody_else_and_carries_nothing_else(at in 0usize..600, byte in any::<u8>()) {
        let mut bytes = draft(LINES, WORKBOOK).into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(mail) = Outgoing::of(&bytes, "a.eml", &[row("a.eml", b"workbook")], None) {
            let known = ["housing@example.org", "homes@example.org", "head@example.org"];
            for address in mail.recipients() {
                prop_assert!(known.iter().any(|own| own.eq_ignore_ascii_case(address.as_ref())));
            }
            prop_assert!(mail.attachments.iter().all(|file| file.size == 8));
        }
    }

    #[test]
    fn no_bytes_make_reading_fail(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = Outgoing::of(&bytes, "a.eml", &[row("a.eml", b"workbook")], None);
    }
}
