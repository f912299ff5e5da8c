//! The list of texts that cells refer to by number.
//!
//! A text may be made of runs with fonts of their own, which are put together, and may carry readings for Japanese, which are
//! left out. Each text is held once however many cells use it.

use std::borrow::Cow;

use crate::domain::SharedText;

use super::Refusal;
use super::text;
use super::xml::{self, Xml};

/// Reads the whole list from its part.
pub(super) fn shared_strings(bytes: &[u8], what: &str) -> Result<Vec<SharedText>, Refusal> {
    let text = xml::text_of(bytes, what)?;
    let mut xml = Xml::new(&text, what);
    // How many entries it claims to have is often wrong, and of no use.
    xml.root()?;
    let mut strings = Vec::new();
    while let Some(tag) = xml.child()? {
        if xml::name(&tag) == "si" {
            strings.push(SharedText::from(rich_text(&mut xml)?));
        } else {
            xml.skip()?;
        }
    }
    xml.child()?;
    Ok(strings)
}

/// The text of the current element, plain or in runs, as in `si` and `is`; walked to its end.
pub(super) fn rich_text<'a>(xml: &mut Xml<'a>) -> Result<Cow<'a, str>, Refusal> {
    let mut whole = Cow::Borrowed("");
    while let Some(tag) = xml.child()? {
        match xml::name(&tag) {
            "t" => append(&mut whole, xml.text()?),
            "r" => {
                while let Some(tag) = xml.child()? {
                    if xml::name(&tag) == "t" {
                        append(&mut whole, xml.text()?);
                    } else {
                        xml.skip()?;
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(text::decoded(whole))
}

fn append<'a>(whole: &mut Cow<'a, str>, piece: Cow<'a, str>) {
    if whole.is_empty() {
        *whole = piece;
    } else {
        whole.to_mut().push_str(&piece);
    }
}
