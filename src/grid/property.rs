//! Document properties: the custom ones, where an issued return keeps its stamp, and the name of the program that saved it.

use std::collections::BTreeMap;

use super::Refusal;
use super::text;
use super::xml::{self, Xml};

/// Custom properties by name, each value as its text. Of two with one name the first counts.
pub(super) fn custom(bytes: &[u8], what: &str) -> Result<BTreeMap<String, String>, Refusal> {
    let text = xml::text_of(bytes, what)?;
    let mut xml = Xml::new(&text, what);
    let mut properties = BTreeMap::new();
    xml.root()?;
    while let Some(tag) = xml.child()? {
        let name = xml.attribute(&tag, "name")?.map(|name| text::decoded(name).into_owned());
        // The line breaks between a property and its value are not part of the value.
        let mut value = String::new();
        while xml.child()?.is_some() {
            value.push_str(&text::decoded(xml.deep_text()?));
        }
        if let Some(name) = name {
            properties.entry(name).or_insert(value);
        }
    }
    xml.child()?;
    Ok(properties)
}

/// The program named in the extended properties.
pub(super) fn application(bytes: &[u8], what: &str) -> Result<Option<String>, Refusal> {
    let text = xml::text_of(bytes, what)?;
    let mut xml = Xml::new(&text, what);
    let mut found = None;
    xml.root()?;
    while let Some(tag) = xml.child()? {
        if xml::name(&tag) == "Application" {
            let name = text::decoded(xml.text()?).trim().to_owned();
            found = Some(name).filter(|name| !name.is_empty());
        } else {
            xml.skip()?;
        }
    }
    xml.child()?;
    Ok(found)
}
