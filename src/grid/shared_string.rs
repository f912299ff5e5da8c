//! The list of texts that cells refer to by number.
//!
//! A text may be made of runs with fonts of their own, which are put together, and may carry readings for Japanese, which are
//! left out. Each text is held once however many cells use it.

use std::borrow::Cow;

use crate::domain::SharedText;

use super::Refusal;
use super::text;
use super::xml::{self, Xml};

/// The smallest a text can be in its part is nine bytes, so a list claiming more entries than that allows is not honest.
const SMALLEST: u64 = 9;

/// Reads the whole list from its part.
pub(super) fn shared_strings(bytes: &[u8], what: &str) -> Result<Vec<SharedText>, Refusal> {
    let mut xml = Xml::new(xml::text_of(bytes, what)?, what);
    let list = xml.root()?;
    if let Some(claimed) = xml.attribute(&list, "uniqueCount")? {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let room = claimed
            .trim()
            .parse::<u64>()
            .ok()
            .and_then(|claimed| claimed.checked_mul(SMALLEST))
            .is_some_and(|least| least <= size);
        if !room {
            return Err(xml.damaged("claims more entries than it has room for"));
        }
    }
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
