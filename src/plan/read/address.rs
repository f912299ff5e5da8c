//! E-mail addresses as they are typed in a cell: one, or several with semicolons between them.
//!
//! Only plain addresses are taken, because what is taken here goes into the header of a mail: no display names, no
//! quotes, no line breaks.

use crate::domain::tidy;

/// The longest address that mail systems carry (RFC 5321, section 4.5.3.1).
const LONGEST: usize = 254;

/// Splits a cell into the addresses that can be used and the pieces that cannot.
pub(super) fn read_addresses(text: &str) -> (Vec<String>, Vec<String>) {
    let pieces = text.split(';').map(tidy).filter(|piece| !piece.is_empty());
    pieces.partition(|piece| is_address(piece))
}

/// Whether `text` is one plain address: something, an @, and a name with a dot in it.
fn is_address(text: &str) -> bool {
    let Some((mailbox, host)) = text.rsplit_once('@') else { return false };
    text.len() <= LONGEST && is_dotted(mailbox, is_mailbox_character) && host.contains('.') && is_host(host)
}

fn is_dotted(text: &str, fits: fn(char) -> bool) -> bool {
    text.split('.').all(|part| !part.is_empty() && part.chars().all(fits))
}

fn is_host(host: &str) -> bool {
    is_dotted(host, |c| c.is_ascii_alphanumeric() || c == '-')
        && host.split('.').all(|part| !part.starts_with('-') && !part.ends_with('-'))
}

/// The characters that stand unquoted before the @ (RFC 5322, section 3.2.3).
fn is_mailbox_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_addresses_are_parted_by_semicolons() {
        let (good, bad) = read_addresses(" a.b@example.org; o'neil@example.org ;; c+d@mail.example.org;");
        assert_eq!(good, ["a.b@example.org", "o'neil@example.org", "c+d@mail.example.org"]);
        assert!(bad.is_empty());
    }

    #[test]
    fn what_could_break_a_mail_header_is_no_address() {
        for text in [
            "housing",
            "@example.org",
            "a@example",
            "a@@example.org",
            "a b@example.org",
            "a@example.org\r\nBcc: b@example.org",
            "Lead <a@example.org>",
            "a@example..org",
            ".a@example.org",
            "a@-example.org",
            "a@example.org, b@example.org",
        ] {
            let (good, bad) = read_addresses(text);
            assert!(good.is_empty() && !bad.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn an_endless_address_is_refused() {
        assert!(!is_address(&format!("{}@example.org", "a".repeat(250))));
    }
}
