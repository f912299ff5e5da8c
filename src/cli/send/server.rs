//! Which mail server, and who logs in to it: from the command line, the environment and the terminal.
//!
//! A password is taken from the environment or typed, never from the command line, where everybody on the machine and
//! the shell's history would see it; it is in no error, no journal and no debug print. Only a server on this very
//! machine may be spoken to without encryption.

use std::fmt;
use std::io::{self, IsTerminal as _};
use std::net::IpAddr;

use mail_parser::decoders::base64::base64_decode;

use crate::report::plain;

use super::error::SendError;

/// Where the address of the server may stand instead.
pub(super) const SMTP: &str = "PLANROLL_SMTP";
/// Where the user name and the password may stand.
const USER: &str = "PLANROLL_SMTP_USER";
const PASSWORD: &str = "PLANROLL_SMTP_PASSWORD";

/// A mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Server {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub security: Security,
    /// Who logs in, where the address says so.
    pub user: Option<String>,
}

/// How a connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Security {
    /// From the first byte.
    Tls,
    /// Begun plain and encrypted before anything is said (STARTTLS), or not used.
    StartTls,
    /// The same, but plain where the server does not offer it: it is this machine.
    StartTlsIfOffered,
}

impl Server {
    /// Reads `smtps://[user@]host[:port]` or `smtp://[user@]host[:port]`.
    ///
    /// # Errors
    /// [`SendError::PasswordInAddress`], [`SendError::ServerAddress`]. Neither repeats the text, which may hold a password.
    pub(super) fn read(text: &str) -> Result<Self, SendError> {
        let wrong = || SendError::ServerAddress;
        let (scheme, rest) = text.trim().split_once("://").ok_or_else(wrong)?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        // User names are often addresses, so that the last @ is the one that counts.
        let (user, place) = match rest.rsplit_once('@') {
            Some((user, _)) if user.contains(':') => return Err(SendError::PasswordInAddress),
            Some((user, place)) => (Some(unescaped(user).ok_or_else(wrong)?), place),
            None => (None, rest),
        };
        let (host, port) = match place.strip_prefix('[') {
            Some(address) => {
                let (host, port) = address.split_once(']').ok_or_else(wrong)?;
                host.parse::<std::net::Ipv6Addr>().map_err(|_| wrong())?;
                let port = if port.is_empty() { None } else { Some(port.strip_prefix(':').ok_or_else(wrong)?) };
                (host, port)
            }
            None => place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port))),
        };
        let is_of_a_host = |c: char| c.is_ascii_alphanumeric() || ".-:_".contains(c);
        if host.is_empty() || !host.chars().all(is_of_a_host) || user.as_deref() == Some("") {
            return Err(wrong());
        }
        let (security, usual) = match scheme.to_ascii_lowercase().as_str() {
            "smtps" => (Security::Tls, 465),
            "smtp" if is_this_machine(host) => (Security::StartTlsIfOffered, 587),
            "smtp" => (Security::StartTls, 587),
            _ => return Err(wrong()),
        };
        let port = port.map_or(Ok(usual), |port| port.parse().map_err(|_| wrong()))?;
        Ok(Self { host: host.to_owned(), port, security, user })
    }

    /// The server as it is named in messages.
    pub(super) fn shown(&self) -> String {
        plain(&format!("{}:{}", self.host, self.port))
    }
}

/// Whether a connection may go on: it is encrypted, or the server is this machine and did not offer to.
pub(super) fn may_go_on(security: Security, is_encrypted: bool) -> bool {
    is_encrypted || security == Security::StartTlsIfOffered
}

/// Whether what is said to a host never leaves this machine. A name other than `localhost` may be anybody's.
fn is_this_machine(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A text with its `%40` and the like as characters; `None` where they are none.
fn unescaped(text: &str) -> Option<String> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(piece.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(piece.get(2..)?.as_bytes());
    }
    String::from_utf8(bytes).ok().filter(|text| !text.chars().any(char::is_control))
}

/// Who logs in.
#[derive(Clone)]
pub(super) struct Account {
    /// The user name.
    pub user: String,
    /// The password, which is for the server alone.
    pub password: String,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("user", &self.user).finish_non_exhaustive()
    }
}

impl Account {
    /// The account from the environment, else from the address of the server and the terminal; `None` where nobody
    /// logs in.
    ///
    /// # Errors
    /// [`SendError::PasswordMissing`] where a user is named, no password is set and nobody can be asked;
    /// [`SendError::UserMissing`] where only a password is set.
    pub(super) fn of(server: &Server) -> Result<Option<Self>, SendError> {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let password = set(PASSWORD);
        let user = match (server.user.clone().or_else(|| set(USER)), &password) {
            (Some(user), _) => user,
            (None, Some(_)) => return Err(SendError::UserMissing),
            (None, None) => return Ok(None),
        };
        let password = match password {
            Some(password) => password,
            None => asked(&user, server)?,
        };
        Ok(Some(Self { user, password }))
    }

    /// What a server said, without the password, should it have been repeated there: as it is, or as it is sent.
    pub(super) fn kept_out_of(&self, said: &str) -> String {
        let tells = |word: &str| {
            let decoded = base64_decode(word.as_bytes()).unwrap_or_default();
            word.contains(&self.password) || String::from_utf8_lossy(&decoded).contains(&self.password)
        };
        let words = said.replace(&self.password, "[password]");
        let words = words.split(' ').map(|word| if tells(word) { "[password]" } else { word });
        words.collect::<Vec<_>>().join(" ")
    }
}

/// Asks for the password on the terminal.
fn asked(user: &str, server: &Server) -> Result<String, SendError> {
    let missing = || SendError::PasswordMissing { user: user.to_owned(), variable: PASSWORD };
    if !io::stdin().is_terminal() {
        return Err(missing());
    }
    let prompt = format!("Password of {} at {}: ", plain(user), server.shown());
    rpassword::prompt_password(prompt).ok().filter(|password| !password.is_empty()).ok_or_else(missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Server {
        Server::read(text).unwrap()
    }

    #[test]
    fn each_form_of_the_address_gives_its_port_and_its_encryption() {
        for (text, host, port, security) in [
            ("smtps://mail.example.org", "mail.example.org", 465, Security::Tls),
            ("SMTPS://mail.example.org:2465/", "mail.example.org", 2465, Security::Tls),
            ("smtp://mail.example.org", "mail.example.org", 587, Security::StartTls),
            ("smtp://127.0.0.1:25", "127.0.0.1", 25, Security::StartTlsIfOffered),
            ("smtp://[::1]:25", "::1", 25, Security::StartTlsIfOffered),
            ("smtp://LocalHost", "LocalHost", 587, Security::StartTlsIfOffered),
            ("smtps://localhost", "localhost", 465, Security::Tls),
        ] {
            let expected = Server { host: host.to_owned(), port, security, user: None };
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(read("smtps://me@example.org@mail.example.org").user.as_deref(), Some("me@example.org"));
        assert_eq!(read("smtps://me%40example.org@mail.example.org").user.as_deref(), Some("me@example.org"));
    }

    #[test]
    fn a_server_elsewhere_that_offers_no_encryption_is_not_spoken_to() {
        for host in
            ["mail.example.org", "192.0.2.1", "localhost.example.org", "128.0.0.1", "127.0.0.1.example.org", "[::2]"]
        {
            let server = read(&format!("smtp://{host}"));
            assert!(!may_go_on(server.security, false), "{host}");
            assert!(may_go_on(server.security, true), "{host}");
        }
        assert!(may_go_on(read("smtp://localhost").security, false));
        assert!(may_go_on(read("smtp://127.8.8.8").security, false));
        assert!(!may_go_on(read("smtps://localhost").security, false));
    }

    #[test]
    fn a_password_in_the_address_is_refused_and_not_repeated() {
        for text in ["smtps://me:secret@mail.example.org", "smtp://:secret@host", "smtps://me@x:secret@host"] {
            let error = Server::read(text).unwrap_err();
            assert!(matches!(error, SendError::PasswordInAddress), "{text}");
            assert!(!format!("{error} {error:?}").contains("secret"));
        }
    }

    #[test]
    fn what_is_no_address_of_a_server_is_refused_without_being_repeated() {
        for text in [
            "",
            "mail.example.org",
            "https://mail.example.org",
            "smtp://",
            "smtps://host:port",
            "smtps://@host",
            "smtps://ho st",
            "smtps://host\r\nQUIT",
            "smtps://[::1",
            "smtps://[host]",
            "smtps://%zz@host",
            "smtps://a%0d@host",
            "smtps://host/secret",
        ] {
            let error = Server::read(text).unwrap_err();
            assert!(matches!(error, SendError::ServerAddress), "{text}");
            assert!(!error.to_string().contains("secret"));
        }
    }

    #[test]
    fn a_password_is_in_no_debug_print_and_in_nothing_that_a_server_repeats() {
        let account = Account { user: "me".to_owned(), password: "pa55 word".to_owned() };
        assert!(!format!("{account:?}").contains("pa55"));
        // base64 of NUL me NUL pa55 word, as AUTH PLAIN sends it, and of the password alone, as AUTH LOGIN does.
        for said in ["535 no pa55 word here", "535 AG1lAHBhNTUgd29yZA== is wrong", "535 cGE1NSB3b3Jk"] {
            let told = account.kept_out_of(said);
            assert!(told.contains("[password]") && told.starts_with("535"), "{told}");
            assert!(!told.contains("pa55") && !told.contains("wb3Jk") && !told.contains("NTUgd"), "{told}");
        }
        assert_eq!(account.kept_out_of("550 5.1.1 no such user"), "550 5.1.1 no such user");
    }
}
