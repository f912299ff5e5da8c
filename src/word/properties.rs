//! The properties of a document: its title, and the one in which a report keeps what its body was like.

use super::error::Unreadable;
use super::text::{attribute, escaped};
use super::walk::{Edits, Step, Walk, with_child};

/// Where the elements of the two parts belong.
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const DUBLIN: &str = "http://purl.org/dc/elements/1.1/";
const CUSTOM: &str = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";

/// The core properties with this title where they have none, or only spaces; nothing where they have one.
pub(super) fn with_title(text: &str, title: &str) -> Result<Option<String>, Unreadable> {
    let new = format!("<dc:title xmlns:dc=\"{DUBLIN}\">{}</dc:title>", escaped(title));
    if text.is_empty() {
        return Ok(Some(format!("<cp:coreProperties xmlns:cp=\"{CORE}\">{new}</cp:coreProperties>")));
    }
    let mut walk = Walk::new(text, "its properties");
    let mut open: Vec<(bool, usize)> = Vec::new();
    let (mut place, mut said) = (None, String::new());
    while let Some((step, at)) = walk.step()? {
        match step {
            Step::Open(tag) => open.push((local(tag.name()) == "title", at.start)),
            Step::Close => {
                if let Some((true, start)) = open.pop() {
                    place = Some(start..at.end);
                }
            }
            Step::Text(more) => {
                if open.last().is_some_and(|(is_title, _)| *is_title) {
                    said.push_str(&more);
                }
            }
        }
    }
    let Some(place) = place else { return Ok(Some(with_child(text, &new))) };
    if !said.trim().is_empty() {
        return Ok(None);
    }
    let mut edits = Edits::default();
    edits.put(place, new);
    Ok(Some(edits.applied(text)))
}

/// The further properties with this one, instead of one of the same name.
pub(super) fn with_property(text: &str, name: &str, value: &str) -> Result<String, Unreadable> {
    let mut highest = 1_u32;
    let mut edits = Edits::default();
    let mut walk = Walk::new(text, "its further properties");
    let mut open: Vec<(bool, usize)> = Vec::new();
    while let Some((step, at)) = walk.step()? {
        match step {
            Step::Open(tag) => {
                let is_property = local(tag.name()) == "property";
                let number = tag.attribute("pid").and_then(|own| own.parse().ok()).filter(|_| is_property);
                highest = highest.max(number.unwrap_or_default());
                open.push((is_property && tag.attribute("name").is_some_and(|own| own == name), at.start));
            }
            Step::Close => {
                if let Some((true, start)) = open.pop() {
                    edits.put(start..at.end, "");
                }
            }
            Step::Text(_) => {}
        }
    }
    // A part with a number that is as high as numbers go has no room for another: the last one is shared.
    let number = highest.saturating_add(1);
    let new = format!(
        "<property xmlns=\"{CUSTOM}\" fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{number}\" name=\"{}\"><vt:lpwstr xmlns:vt=\"{TYPES}\">{}</vt:lpwstr></property>",
        attribute(name),
        escaped(value)
    );
    let empty = format!("<Properties xmlns=\"{CUSTOM}\" xmlns:vt=\"{TYPES}\"></Properties>");
    Ok(with_child(&if text.is_empty() { empty } else { edits.applied(text) }, &new))
}

/// The value of a further property.
pub(super) fn property(text: &str, name: &str) -> Result<Option<String>, Unreadable> {
    let mut walk = Walk::new(text, "its further properties");
    let mut open: Vec<bool> = Vec::new();
    let mut found = None;
    while let Some((step, _)) = walk.step()? {
        match step {
            Step::Open(tag) => {
                open.push(local(tag.name()) == "property" && tag.attribute("name").is_some_and(|own| own == name));
            }
            Step::Close => {
                open.pop();
            }
            Step::Text(more) if open.contains(&true) => found.get_or_insert_with(String::new).push_str(&more),
            Step::Text(_) => {}
        }
    }
    Ok(found.map(|value| value.trim().to_owned()))
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_set_where_there_is_none_and_a_councils_stays() {
        let core = |title: &str| {
            format!("<cp:coreProperties xmlns:cp=\"{CORE}\" xmlns:dc=\"{DUBLIN}\">{title}</cp:coreProperties>")
        };
        for empty in [core(""), core("<dc:title/>"), core("<dc:title> </dc:title>"), String::new()] {
            let written = with_title(&empty, "Q1 & Q2").unwrap().unwrap();
            assert_eq!(written.matches("title").count(), 2, "{written}");
            assert!(written.contains(">Q1 &amp; Q2</dc:title>"), "{written}");
        }
        assert_eq!(with_title(&core("<dc:title>Cabinet</dc:title>"), "Q1").unwrap(), None);
    }

    #[test]
    fn a_property_is_read_again_and_stands_once() {
        let once = with_property("", "planroll-body", "one").unwrap();
        let other = with_property(&once, "Council <ref>", "7").unwrap();
        let twice = with_property(&other, "planroll-body", "two").unwrap();
        assert_eq!(property(&twice, "planroll-body").unwrap().as_deref(), Some("two"));
        assert_eq!(property(&twice, "Council <ref>").unwrap().as_deref(), Some("7"));
        assert_eq!(twice.matches("planroll-body").count(), 1);
        assert!(twice.contains("pid=\"4\"") && !twice.contains("pid=\"2\""), "{twice}");
        assert_eq!(property("", "planroll-body").unwrap(), None);
    }
}
