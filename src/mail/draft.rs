//! A draft as the bytes of an .eml file that a mail program opens for sending.
//!
//! There is no date, no message id, no host and no user in it: whoever sends it adds them. The parts are told apart by
//! what is in them, so that the same draft has the same bytes. The crate lettre encodes names, subjects and bodies;
//! nothing is put into a header here that did not come out of it.

use lettre::message::header::{self, ContentType, Header, HeaderName, HeaderValue, Headers, MimeVersion};
use lettre::message::{Mailbox, Mailboxes, MultiPart, SinglePart};

use crate::grid::sha256;
use crate::report::plain;

use super::IndexRow;
use super::document::{Block, as_html, as_text};

/// The type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The longest name that stands on one line of a header; the others are encoded, which breaks them.
const LONGEST_NAME: usize = 400;

/// A mail that is ready to be sent, but for a look.
#[derive(Debug)]
pub struct Draft {
    /// Its file name.
    pub name: String,
    /// Whom it goes to.
    pub to: Vec<Mailbox>,
    /// Who gets a copy.
    pub cc: Vec<Mailbox>,
    /// Its subject, with its tag.
    pub subject: String,
    /// What the index says of it: a row for each workbook.
    pub index: Vec<IndexRow>,
    pub(super) from: Option<Mailbox>,
    pub(super) text: Vec<Block>,
    pub(super) workbooks: Vec<(String, Vec<u8>)>,
}

impl Draft {
    /// The bytes of the .eml file.
    pub fn eml(&self) -> Vec<u8> {
        let mut headers = Headers::new();
        // A mail program that knows it opens the file for writing and not for reading.
        if let Ok(name) = HeaderName::new_from_ascii("X-Unsent".to_owned()) {
            headers.insert_raw(HeaderValue::new(name, "1".to_owned()));
        }
        if let Some(from) = &self.from {
            headers.insert_raw(mailboxes("From", std::slice::from_ref(from)));
            // Whoever sends it, the answer comes to where returns are collected.
            headers.insert_raw(mailboxes("Reply-To", std::slice::from_ref(from)));
        }
        headers.insert_raw(mailboxes("To", &self.to));
        if !self.cc.is_empty() {
            headers.insert_raw(mailboxes("Cc", &self.cc));
        }
        headers.set(header::Subject::from(plain(&self.subject)));
        headers.set(MimeVersion::new(1, 0));
        let (text, html) = (as_text(&self.text), as_html(&self.text));
        let content = sha256(format!("{headers}{text}{html}").as_bytes());
        let content = content.get(..32).unwrap_or_default();
        // No line of an encoded part holds `=_`, so no part can end early.
        let words = MultiPart::alternative()
            .boundary(format!("=_words_{content}"))
            .singlepart(SinglePart::plain(text))
            .singlepart(SinglePart::html(html));
        let mut parts = MultiPart::mixed().boundary(format!("=_mail_{content}")).multipart(words);
        for (name, bytes) in &self.workbooks {
            let workbook = SinglePart::builder().header(workbook_type()).header(FileName(name.clone()));
            parts = parts.singlepart(workbook.body(bytes.clone()));
        }
        let mut eml = headers.to_string().into_bytes();
        eml.extend(parts.formatted());
        eml
    }
}

/// A header of addresses, one to a line. A name in ASCII is quoted as it is: lettre encodes those with a comma or an
/// ampersand, and some readers put a space too many where such an encoding is broken.
fn mailboxes(name: &'static str, all: &[Mailbox]) -> HeaderValue {
    let written: Vec<String> = all.iter().map(mailbox).collect();
    let shown: Vec<String> = all.iter().map(ToString::to_string).collect();
    let name = HeaderName::new_from_ascii_str(name);
    HeaderValue::dangerous_new_pre_encoded(name, shown.join(", "), written.join(",\r\n "))
}

fn mailbox(one: &Mailbox) -> String {
    let is_quotable = |c: char| c == ' ' || c.is_ascii_graphic();
    match &one.name {
        Some(name) if name.len() <= LONGEST_NAME && name.chars().all(is_quotable) => {
            format!("\"{}\" <{}>", name.replace('\\', "\\\\").replace('"', "\\\""), one.email)
        }
        Some(_) | None => {
            let mut alone = Headers::new();
            alone.set(header::To::from(Mailboxes::from(one.clone())));
            let written = alone.to_string();
            written.strip_prefix("To: ").unwrap_or(&written).trim_end().to_owned()
        }
    }
}

/// The file name of an attachment. lettre parts a long one into pieces (RFC 2231), which not every mail program puts
/// together again; ours are ASCII letters, digits, dots and hyphens and shorter than a line may be.
#[derive(Debug, Clone)]
struct FileName(String);

impl Header for FileName {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Disposition")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        let is_plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let name: String = self.0.chars().filter(is_plain).collect();
        HeaderValue::dangerous_new_pre_encoded(
            Self::name(),
            self.0.clone(),
            format!("attachment;\r\n filename=\"{name}\""),
        )
    }
}

fn workbook_type() -> ContentType {
    // The text is a constant that is one.
    ContentType::parse(XLSX).unwrap_or(ContentType::TEXT_PLAIN)
}
