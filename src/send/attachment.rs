//! The files in a mail, which must be the workbooks that the index names for it and no others.
//!
//! A workbook is known by its contents, whatever it is called: the wrong return in the wrong mail is a breach. Whatever
//! is neither text nor a picture in the text counts as a file, shown as an attachment or not.

use mail_parser::{Message, MessagePart, MimeHeaders as _, PartType};

use crate::grid::sha256;

use super::fault::DraftFault;
use crate::mail::IndexRow;

/// A file in a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attachment {
    /// Its file name.
    pub name: String,
    /// Its size in bytes, decoded.
    pub size: usize,
}

/// The attachments, where they are those of the index.
pub(super) fn attachments(
    message: &Message<'_>,
    rows: &[&IndexRow],
    index: &[IndexRow],
) -> Result<Vec<Attachment>, DraftFault> {
    let mut found = Vec::new();
    let mut hashes = Vec::new();
    for part in message.parts.iter().filter(|part| !is_text_of_the_mail(part)) {
        let name = part.attachment_name().unwrap_or("a file without a name").to_owned();
        let size = part.contents().len();
        if !is_picture_in_the_text(part) {
            let hash = sha256(part.contents());
            if !rows.iter().any(|row| row.sha256.eq_ignore_ascii_case(&hash)) {
                let other = index.iter().find(|row| row.sha256.eq_ignore_ascii_case(&hash));
                return Err(match other {
                    Some(other) => DraftFault::AttachmentOfAnother { name, other: other.draft.clone() },
                    None => DraftFault::StrangeAttachment { name },
                });
            }
            hashes.push(hash);
        }
        found.push(Attachment { name, size });
    }
    let is_there = |row: &IndexRow| hashes.iter().any(|hash| row.sha256.eq_ignore_ascii_case(hash));
    match rows.iter().find(|row| !row.sha256.is_empty() && !is_there(row)) {
        Some(row) => Err(DraftFault::AttachmentMissing { name: row.file.clone() }),
        None => Ok(found),
    }
}

/// The first encoding in a mail that its part may not have: parts that hold others are never encoded (RFC 2045, section
/// 6.4), and a program that undoes it shows another mail than one that does not.
pub(super) fn forbidden_encoding(message: &Message<'_>) -> Option<String> {
    message.parts.iter().find_map(|part| {
        let encoding = part.content_transfer_encoding()?.trim().to_ascii_lowercase();
        let holds_parts = match &part.body {
            PartType::Multipart(_) | PartType::Message(_) => true,
            PartType::Text(_) | PartType::Html(_) | PartType::Binary(_) | PartType::InlineBinary(_) => false,
        };
        let is_allowed = match encoding.as_str() {
            "7bit" | "8bit" | "binary" => true,
            "base64" | "quoted-printable" => !holds_parts,
            _ => false,
        };
        (!is_allowed).then_some(encoding)
    })
}

/// Whether a part is what the mail says, or only holds other parts.
fn is_text_of_the_mail(part: &MessagePart<'_>) -> bool {
    match &part.body {
        PartType::Multipart(_) => true,
        PartType::Message(_) | PartType::Binary(_) | PartType::InlineBinary(_) => false,
        // A workbook whose encoding is broken is read as text too, under its own kind.
        PartType::Text(_) | PartType::Html(_) => {
            let is_text = part.content_type().is_none()
                || part.is_content_type("text", "plain")
                || part.is_content_type("text", "html");
            is_text && !is_attached(part) && part.attachment_name().is_none()
        }
    }
}

/// Whether a part is a picture that the text shows, as in the signature of a council.
fn is_picture_in_the_text(part: &MessagePart<'_>) -> bool {
    let is_image = part.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image"));
    is_image && part.content_id().is_some() && !is_attached(part)
}

fn is_attached(part: &MessagePart<'_>) -> bool {
    part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment)
}
