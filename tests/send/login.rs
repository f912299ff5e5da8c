//! Encryption and log-in: what is trusted, what is refused, and where the password never is.

use super::{Ran, Room};

const PASSWORD: &str = "correct horse 8#battery";

#[test]
fn starttls_is_used_where_the_certificate_is_trusted_and_nothing_is_said_where_it_is_not() {
    let Some(room) = Room::of(1) else { return };
    let certificate = room.certificate("127.0.0.1");
    let server = room.server(&["--tls", "starttls", "--certificate", certificate.to_str().unwrap()]);
    let ran = room.send(&server.plain(), &["--yes"]);
    assert!(ran.status == 2 && ran.err.contains("its certificate is not trusted on this machine"), "{ran:#?}");
    assert!(ran.err.ends_with("Nothing was sent.\n"), "{ran:#?}");
    assert_eq!(room.kept().len(), 0);
    let mut command = room.command(&server.plain(), &["--yes"]);
    Ran::of(&command.env("SSL_CERT_FILE", certificate.join("ca.pem")).output().unwrap()).ended(0, "1 of 1 mail sent");
    let kept = room.kept();
    assert_eq!(kept[0].about["tls"], true);
    room.compare("plan01.eml", &kept[0]);
}

#[test]
fn tls_from_the_first_byte_is_used_and_a_certificate_of_another_name_is_refused() {
    for (name, is_sent) in [("127.0.0.1", true), ("mail.example.org", false)] {
        let Some(room) = Room::of(1) else { return };
        let certificate = room.certificate(name);
        let server = room.server(&["--tls", "implicit", "--certificate", certificate.to_str().unwrap()]);
        let mut command = room.command(&server.plain().replace("smtp://", "smtps://"), &["--yes"]);
        let ran = Ran::of(&command.env("SSL_CERT_FILE", certificate.join("ca.pem")).output().unwrap());
        if is_sent {
            ran.ended(0, "1 of 1 mail sent");
            room.compare("plan01.eml", &room.kept()[0]);
        } else {
            assert!(ran.status == 2 && ran.err.contains("certificate is not trusted"), "{ran:#?}");
            assert_eq!(room.kept().len(), 0);
        }
    }
}

#[test]
fn what_is_smuggled_in_before_starttls_is_taken_for_no_answer() {
    let Some(room) = Room::of(1) else { return };
    let certificate = room.certificate("127.0.0.1");
    let server = room.server(&["--tls", "starttls", "--certificate", certificate.to_str().unwrap(), "--forged"]);
    let mut command = room.command(&server.plain(), &["--yes"]);
    let ran = Ran::of(&command.env("SSL_CERT_FILE", certificate.join("ca.pem")).output().unwrap());
    assert!(ran.status != 0 && !ran.out.contains("1 of 1 mail sent"), "{ran:#?}");
    assert!(!room.journal().contains(",sent,") && !room.journal().contains(",sending,"), "{}", room.journal());
}

#[test]
fn the_log_in_is_made_either_way_that_servers_offer_and_the_password_is_seen_nowhere() {
    for (way, encrypted) in [("PLAIN", true), ("LOGIN", true), ("PLAIN", false)] {
        let Some(room) = Room::of(1) else { return };
        let certificate = room.certificate("127.0.0.1");
        let login = format!("officer@example.org:{PASSWORD}");
        let mut options = vec!["--login", &login, "--only", way];
        if encrypted {
            options.extend(["--tls", "starttls", "--certificate", certificate.to_str().unwrap()]);
        }
        let server = room.server(&options);
        let address = server.plain().replace("smtp://", "smtp://officer@example.org@");
        let mut command = room.command(&address, &["--yes"]);
        command.env("PLANROLL_SMTP_PASSWORD", PASSWORD).env("SSL_CERT_FILE", certificate.join("ca.pem"));
        let ran = Ran::of(&command.output().unwrap());
        ran.ended(0, "1 of 1 mail sent");
        assert_eq!(room.kept()[0].about["login"], true, "{way}");
        assert!(!format!("{ran:?}{}", room.journal()).contains(PASSWORD));
    }
}

#[test]
fn a_wrong_password_stops_before_anything_is_sent_and_is_not_repeated_even_where_the_server_does() {
    let Some(room) = Room::of(2) else { return };
    let server = room.server(&["--login", "officer:another", "--echo"]);
    let mut command = room.command(&server.plain(), &["--yes"]);
    command.env("PLANROLL_SMTP_USER", "officer").env("PLANROLL_SMTP_PASSWORD", PASSWORD);
    let ran = Ran::of(&command.output().unwrap());
    assert_eq!(ran.status, 2, "{ran:#?}");
    assert!(ran.err.contains("it refuses the log-in of officer: 535 5.7.8 Not you, with [password]"), "{ran:#?}");
    assert!(!format!("{ran:?}{}", room.journal()).contains(PASSWORD));
    // The next run, with the right one, sends all.
    let mut command = room.command(&server.plain(), &["--yes"]);
    command.env("PLANROLL_SMTP_USER", "officer").env("PLANROLL_SMTP_PASSWORD", "another");
    Ran::of(&command.output().unwrap()).ended(0, "2 of 2 mails sent");
}

#[test]
fn a_log_in_that_microsoft_refuses_is_told_with_the_ways_on() {
    for (denial, is_sure) in [
        ("550 5.7.30 Basic authentication is not supported for Client Submission.", true),
        ("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.", false),
        ("535 5.7.8 Not you", false),
    ] {
        let Some(room) = Room::of(1) else { return };
        let server = room.server(&["--login", "officer:another", "--denial", denial]);
        let mut command = room.command(&server.plain(), &["--yes"]);
        command.env("PLANROLL_SMTP_USER", "officer").env("PLANROLL_SMTP_PASSWORD", PASSWORD);
        let ran = Ran::of(&command.output().unwrap());
        let is_of_microsoft = !denial.contains("5.7.8");
        assert!(ran.status == 2 && ran.err.contains(denial.trim_end_matches('.')), "{ran:#?}");
        for way in ["Microsoft 365", "Open the drafts (.eml) in Outlook", "relay or connector", "High Volume Email"] {
            assert_eq!(ran.err.contains(way), is_of_microsoft, "{way}\n{ran:#?}");
        }
        assert_eq!(ran.err.contains("Either the password is wrong"), is_of_microsoft && !is_sure, "{ran:#?}");
    }
}

#[test]
fn a_password_comes_from_the_environment_or_a_person_and_never_from_the_address() {
    let Some(room) = Room::of(1) else { return };
    for (address, words) in [
        ("smtps://officer:secret@mail.example.org", "holds a password"),
        ("smtps://officer@mail.example.org", "there is no password for `officer`"),
        ("mail.example.org/secret", "the address of the mail server cannot be read"),
        ("", "no mail server is named"),
    ] {
        let ran = room.send(address, &["--yes"]);
        assert!(ran.status == 2 && ran.err.contains(words), "{ran:#?}");
        assert!(!ran.err.contains("secret"), "{ran:#?}");
    }
    let mut command = room.command("smtp://127.0.0.1:1", &["--yes"]);
    let ran = Ran::of(&command.env("PLANROLL_SMTP_PASSWORD", PASSWORD).output().unwrap());
    assert!(ran.status == 2 && ran.err.contains("no user name"), "{ran:#?}");
    let mut command = room.command("", &[]);
    let ran = Ran::of(&command.env("PLANROLL_SMTP", "smtps://officer:secret@mail.example.org").output().unwrap());
    assert!(ran.status == 2 && !ran.err.contains("secret"), "{ran:#?}");
}

#[cfg(unix)]
#[test]
fn a_password_that_is_typed_is_not_shown() {
    let Some(room) = Room::of(1) else { return };
    let server = room.server(&["--login", &format!("officer:{PASSWORD}")]);
    let send = room.command(&server.plain().replace("smtp://", "smtp://officer@"), &["--yes"]);
    let mut command = room.post(&["typed", PASSWORD]);
    command.arg(send.get_program()).args(send.get_args()).current_dir(room.path(""));
    for name in ["PLANROLL_SMTP_USER", "PLANROLL_SMTP_PASSWORD"] {
        command.env_remove(name);
    }
    let ran = Ran::of(&command.output().unwrap());
    assert!(ran.status == 0 && ran.out.contains("1 of 1 mail sent"), "{ran:#?}");
    assert!(ran.out.contains(&format!("Password of officer at 127.0.0.1:{}: ", server.port)), "{ran:#?}");
    assert!(!ran.out.contains(PASSWORD), "{ran:#?}");
    assert_eq!(room.kept()[0].about["login"], true);
}

#[cfg(target_os = "linux")]
#[test]
fn a_server_that_is_not_certainly_this_machine_is_told_nothing_without_encryption() {
    let Some(room) = Room::of(1) else { return };
    let server = room.server(&["--login", &format!("officer:{PASSWORD}")]);
    // Linux takes this address for this machine; another machine could be behind it.
    let mut command = room.command(&server.plain().replace("127.0.0.1", "officer@0.0.0.0"), &["--yes"]);
    let ran = Ran::of(&command.env("PLANROLL_SMTP_PASSWORD", PASSWORD).output().unwrap());
    assert!(ran.status == 2 && ran.err.contains("it does not offer to encrypt (STARTTLS)"), "{ran:#?}");
    assert_eq!(room.kept().len(), 0);
}

#[test]
fn a_server_that_offers_no_log_in_gets_no_password() {
    let Some(room) = Room::of(1) else { return };
    let server = room.server(&[]);
    let mut command = room.command(&server.plain(), &["--yes"]);
    command.env("PLANROLL_SMTP_USER", "officer").env("PLANROLL_SMTP_PASSWORD", PASSWORD);
    let ran = Ran::of(&command.output().unwrap());
    assert!(ran.status == 2 && ran.err.contains("does not offer to log in"), "{ran:#?}");
}
