//! The header of a draft, taken apart into its lines and put together again, byte for byte.
//!
//! Lines are taken out and put in whole, with the lines that continue them; nothing else changes but line ends, which
//! become those of mail. What mail programs and servers read in different ways (two lines of one name, a blank
//! continuation, a lone carriage return) is refused, so that nobody sees another mail than the one that was checked.

use super::fault::DraftFault;

/// The longest line that mail systems carry, without its end (RFC 5322, section 2.1.1).
const LONGEST_LINE: usize = 998;
/// More lines than any header has, and more lines that begin as the marks between parts do than any mail has: reading
/// takes time and memory by them.
const MOST_LINES: usize = 1_000;
const MOST_MARKS: usize = 500;
/// Lines that may stand once (RFC 5322, section 3.6; RFC 2045, section 3).
const ONCE: [&str; 9] =
    ["from", "sender", "reply-to", "to", "cc", "subject", "mime-version", "content-type", "content-transfer-encoding"];

/// A draft in parts: the lines of its header, and the rest from the empty line on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    fields: Vec<Field>,
    rest: Vec<u8>,
}

/// One line of a header, with the lines that continue it and their ends.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Field {
    /// Its name in lower case.
    name: String,
    raw: Vec<u8>,
}

impl Parts {
    /// Takes a draft apart.
    ///
    /// # Errors
    /// Where it is not a mail that every program reads alike.
    pub(super) fn of(draft: &[u8]) -> Result<Self, DraftFault> {
        let mail = with_line_ends_of_mail(draft)?;
        let end = mail.windows(4).position(|four| four == b"\r\n\r\n").ok_or(DraftFault::CutOff)?;
        let (header, rest) = mail.split_at_checked(end + 2).ok_or(DraftFault::CutOff)?;
        let mut fields: Vec<Field> = Vec::new();
        for (at, line) in header.split(|byte| *byte == b'\n').enumerate() {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if line.is_empty() && at == 0 {
                return Err(DraftFault::CutOff);
            }
            if line.is_empty() {
                // What is behind the last line end; any other empty line would have ended the header.
                continue;
            }
            let wrong = || DraftFault::HeaderLine { line: at + 1 };
            if at >= MOST_LINES {
                return Err(wrong());
            }
            if !line.is_ascii() || line.iter().any(|byte| byte.is_ascii_control() && *byte != b'\t') {
                return Err(wrong());
            }
            if line.starts_with(b" ") || line.starts_with(b"\t") {
                let begun = fields.last_mut().ok_or_else(wrong)?;
                if line.trim_ascii().is_empty() {
                    return Err(wrong());
                }
                begun.raw.extend_from_slice(line);
                begun.raw.extend_from_slice(b"\r\n");
                continue;
            }
            let colon = line.iter().position(|byte| *byte == b':').ok_or_else(wrong)?;
            let name = line.get(..colon).unwrap_or_default();
            if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
                return Err(wrong());
            }
            let name = String::from_utf8_lossy(name).to_ascii_lowercase();
            if ONCE.contains(&name.as_str()) && fields.iter().any(|field| field.name == name) {
                return Err(DraftFault::Twice { name });
            }
            let mut raw = line.to_vec();
            raw.extend_from_slice(b"\r\n");
            fields.push(Field { name, raw });
        }
        Ok(Self { fields, rest: rest.to_vec() })
    }

    /// Whether there is a line of that name (in lower case) with something in it.
    pub(super) fn says(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name && !field.is_blank())
    }

    /// The names of the lines with something in them, as they are written.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let with_something = self.fields.iter().filter(|field| !field.is_blank());
        with_something.filter_map(|field| std::str::from_utf8(field.raw.get(..field.name.len())?).ok())
    }

    /// Takes out every line that `unwanted` says, by its name in lower case and whether nothing stands in it.
    pub(super) fn without(&mut self, unwanted: impl Fn(&str, bool) -> bool) {
        self.fields.retain(|field| !unwanted(&field.name, field.is_blank()));
    }

    /// The mail with these lines before its own; each is without its end and must be ASCII without control characters.
    pub(super) fn joined(&self, first: &[String]) -> Vec<u8> {
        let mut mail = Vec::new();
        for line in first {
            mail.extend(line.bytes().filter(|byte| byte.is_ascii() && !byte.is_ascii_control()));
            mail.extend_from_slice(b"\r\n");
        }
        for field in &self.fields {
            mail.extend_from_slice(&field.raw);
        }
        mail.extend_from_slice(&self.rest);
        mail
    }
}

impl Field {
    fn is_blank(&self) -> bool {
        self.raw.iter().skip_while(|byte| **byte != b':').skip(1).all(u8::is_ascii_whitespace)
    }
}

/// A draft with the line ends of mail, whichever its system ends lines with.
fn with_line_ends_of_mail(draft: &[u8]) -> Result<Vec<u8>, DraftFault> {
    let mut mail = Vec::with_capacity(draft.len());
    let mut marks: usize = 0;
    for (at, line) in draft.split(|byte| *byte == b'\n').enumerate() {
        let number = at + 1;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        for (byte, what) in [(b'\r', "a carriage return without its line feed"), (0, "a null character")] {
            if line.contains(&byte) {
                return Err(DraftFault::Character { line: number, what });
            }
        }
        if line.len() > LONGEST_LINE {
            return Err(DraftFault::LineTooLong { line: number });
        }
        marks += usize::from(line.starts_with(b"--"));
        if marks > MOST_MARKS {
            return Err(DraftFault::TooManyParts);
        }
        if at > 0 {
            mail.extend_from_slice(b"\r\n");
        }
        mail.extend_from_slice(line);
    }
    Ok(mail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DRAFT: &str = "Subject: one\r\n two\r\nX-Unsent: 1\r\n\tand more\r\nTo: a@example.org\r\n\r\nBody\r\n.\r\n";

    #[test]
    fn a_line_is_taken_out_with_the_lines_that_continue_it_and_the_rest_stays_byte_for_byte() {
        let mut parts = Parts::of(DRAFT.as_bytes()).unwrap();
        assert_eq!(parts.joined(&[]), DRAFT.as_bytes());
        parts.without(|name, _| name == "x-unsent");
        let left = String::from_utf8(parts.joined(&["Date: today".to_owned()])).unwrap();
        assert_eq!(left, "Date: today\r\nSubject: one\r\n two\r\nTo: a@example.org\r\n\r\nBody\r\n.\r\n");
    }

    #[test]
    fn line_ends_of_other_systems_become_those_of_mail() {
        let parts = Parts::of(DRAFT.replace("\r\n", "\n").as_bytes()).unwrap();
        assert_eq!(parts.joined(&[]), DRAFT.as_bytes());
    }

    #[test]
    fn what_programs_read_differently_is_refused() {
        let fault = |draft: &str| Parts::of(draft.as_bytes()).unwrap_err();
        for draft in
            ["", "\r\n", "\r\n\r\nx", "\r\nTo: a\r\n\r\n", "To: a@example.org\r\nSubject: x", "To: a@example.org\r\n"]
        {
            assert_eq!(fault(draft), DraftFault::CutOff, "{draft:?}");
        }
        for (draft, line) in [
            (" To: a\r\n\r\n", 1),
            ("no colon\r\n\r\n", 1),
            ("To: a\r\n \t\r\nBcc: b\r\n\r\n", 2),
            ("To : a\r\n\r\n", 1),
            (": a\r\n\r\n", 1),
            ("To: a\r\nSubject: caf\u{e9}\r\n\r\n", 2),
            ("To: a\r\nSubject: \u{1b}[2J\r\n\r\n", 2),
        ] {
            assert_eq!(fault(draft), DraftFault::HeaderLine { line }, "{draft:?}");
        }
        for draft in ["To: a\rBcc: b\r\n\r\n", "To: a\r\n\r\nx\r.\r\n", "To: a\r\n\r\n\0\r\n", "To: a\r\r\n\r\n"] {
            assert!(matches!(fault(draft), DraftFault::Character { .. }), "{draft:?}");
        }
        assert_eq!(fault("To: a\r\nTO: b\r\n\r\n"), DraftFault::Twice { name: "to".to_owned() });
    }

    #[test]
    fn a_line_of_998_characters_goes_and_one_of_999_does_not() {
        let of = |length: usize| Parts::of(format!("To: a\r\n\r\n{}\r\n", "x".repeat(length)).as_bytes());
        assert!(of(998).is_ok());
        assert_eq!(of(999).unwrap_err(), DraftFault::LineTooLong { line: 3 });
    }

    #[test]
    fn a_draft_of_a_million_parts_or_lines_takes_no_time() {
        let parts = format!("To: a\r\n\r\n{}", "--b\r\n".repeat(1_000_000));
        assert_eq!(Parts::of(parts.as_bytes()).unwrap_err(), DraftFault::TooManyParts);
        let lines = format!("{}\r\n", "X: y\r\n".repeat(1_000_000));
        assert_eq!(Parts::of(lines.as_bytes()).unwrap_err(), DraftFault::HeaderLine { line: 1001 });
    }

    #[test]
    fn nothing_that_is_put_in_can_begin_a_line_of_its_own() {
        let parts = Parts::of(b"To: a\r\n\r\n").unwrap();
        let mail = parts.joined(&["From: a@example.org\r\nBcc: b@example.org\n\0".to_owned()]);
        assert_eq!(mail, b"From: a@example.orgBcc: b@example.org\r\nTo: a\r\n\r\n");
    }

    proptest! {
        #[test]
        fn whatever_is_taken_apart_has_only_the_line_ends_of_mail(draft in "[\\x00-\\x7fé:\r\n]{0,80}") {
            if let Ok(parts) = Parts::of(draft.as_bytes()) {
                let mail = parts.joined(&[]);
                let text = String::from_utf8(mail).unwrap();
                prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n', '\0']));
                prop_assert_eq!(text.replace("\r\n", "\n"), draft.replace("\r\n", "\n"));
            }
        }
    }
}
