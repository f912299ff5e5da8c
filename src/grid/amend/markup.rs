//! The tags of an XML part with the places where they stand in its text, so that the text can be changed there and
//! nowhere else.

use std::ops::Range;

use quick_xml::escape::escape;
use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::super::xml::{Fields, local};
use super::amendment::{NotAmended, damaged};

/// One tag.
#[derive(Debug, Clone)]
pub(super) struct Tag<'t> {
    /// Its name with its prefix.
    pub name: &'t str,
    /// What stands behind the name.
    pub attributes: &'t str,
    /// Where it stands.
    pub at: Range<usize>,
    /// Whether it begins an element, ends one, or is a whole one.
    pub kind: TagKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagKind {
    Open,
    Close,
    Whole,
}

impl<'t> Tag<'t> {
    /// Its name without a prefix.
    pub(super) fn local(&self) -> &'t str {
        local(self.name)
    }

    /// Its prefix with the colon; empty where it has none.
    pub(super) fn prefix(&self) -> &'t str {
        self.name.strip_suffix(self.local()).unwrap_or_default()
    }

    /// An attribute as it stands, found by its name without a prefix.
    pub(super) fn raw(&self, name: &str) -> Option<&'t str> {
        raw(self.attributes, name)
    }

    /// The tag again with other attributes: a value for each, or `None` for one that goes.
    pub(super) fn with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let end = if self.kind == TagKind::Whole { "/>" } else { ">" };
        format!("<{}{}{end}", self.name, with(self.attributes, changes))
    }
}

/// An attribute as it stands among others, found by its name without a prefix.
pub(super) fn raw<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    Fields::new(attributes).flatten().find(|(own, _)| local(own) == name).map(|(_, value)| value)
}

/// The name of an attribute with its prefix.
pub(super) fn full_name<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    Fields::new(attributes).flatten().find(|(own, _)| local(own) == name).map(|(own, _)| own)
}

/// Attributes with other values.
pub(super) fn with(attributes: &str, changes: &[(&str, Option<&str>)]) -> String {
    let mut text = String::new();
    for (name, value) in Fields::new(attributes).flatten() {
        match changes.iter().find(|(own, _)| *own == name) {
            Some(_) => {}
            // It may have stood in the other kind of quotation marks.
            None => text.push_str(&format!(" {name}=\"{}\"", value.replace('"', "&quot;"))),
        }
    }
    for (name, value) in changes {
        if let Some(value) = value {
            text.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        }
    }
    text
}

/// A text as XML holds it.
pub(super) fn escaped(text: &str) -> String {
    escape(text).into_owned()
}

/// The tags of a text, one after the other.
pub(super) struct Tags<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
}

impl<'t> Tags<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, reader: Reader::from_str(text) }
    }

    /// The next tag.
    pub(super) fn next(&mut self) -> Result<Option<Tag<'t>>, NotAmended> {
        let faulty = || damaged("one of its parts is not well-formed");
        loop {
            let start = self.position();
            let event = self.reader.read_event().map_err(|_| faulty())?;
            let kind = match &event {
                Event::Start(_) => TagKind::Open,
                Event::Empty(_) => TagKind::Whole,
                Event::End(_) => TagKind::Close,
                Event::Eof => return Ok(None),
                Event::DocType(_) => return Err(faulty()),
                Event::Text(_)
                | Event::CData(_)
                | Event::GeneralRef(_)
                | Event::Comment(_)
                | Event::PI(_)
                | Event::Decl(_) => {
                    continue;
                }
            };
            let at = start..self.position();
            let inner = self.text.get(at.clone()).and_then(|tag| tag.strip_prefix('<')).ok_or_else(faulty)?;
            let inner = match kind {
                TagKind::Open => inner.strip_suffix('>'),
                TagKind::Whole => inner.strip_suffix("/>"),
                TagKind::Close => inner.strip_suffix('>').and_then(|inner| inner.strip_prefix('/')),
            };
            let inner = inner.ok_or_else(faulty)?;
            let (name, attributes) = inner
                .split_at_checked(inner.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inner.len()))
                .ok_or_else(faulty)?;
            return Ok(Some(Tag { name, attributes, at, kind }));
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }
}

/// Changes at places of a text, which do not overlap.
#[derive(Debug, Default)]
pub(super) struct Changes(Vec<(Range<usize>, String)>);

impl Changes {
    /// Puts something in the place of a part of the text.
    pub(super) fn replace(&mut self, at: Range<usize>, with: String) {
        self.0.push((at, with));
    }

    /// Puts something in at a place, behind what is put in there already.
    pub(super) fn insert(&mut self, at: usize, what: String) {
        self.0.push((at..at, what));
    }

    /// The text with them.
    pub(super) fn over(mut self, text: &str) -> Result<String, NotAmended> {
        let overlap = || NotAmended::Other("its parts cannot be put together again");
        self.0.sort_by_key(|(at, _)| (at.start, at.end));
        let mut whole = String::with_capacity(text.len());
        let mut done = 0;
        for (at, with) in self.0 {
            whole.push_str(text.get(done..at.start).ok_or_else(overlap)?);
            whole.push_str(&with);
            done = at.end;
        }
        whole.push_str(text.get(done..).ok_or_else(overlap)?);
        Ok(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_is_told_with_its_place_whatever_stands_between() {
        let text = "<?xml version='1.0'?><x:a b='1'> t &amp; <!-- <c> --><x:d  e=\"2\" f='\"'/><![CDATA[<g>]]></x:a >";
        let mut tags = Tags::of(text);
        let mut found = Vec::new();
        while let Some(tag) = tags.next().unwrap() {
            found.push((text[tag.at.clone()].to_owned(), tag.local().to_owned(), tag.kind));
        }
        let expected = [
            ("<x:a b='1'>", "a", TagKind::Open),
            ("<x:d  e=\"2\" f='\"'/>", "d", TagKind::Whole),
            ("</x:a >", "a", TagKind::Close),
        ];
        assert_eq!(found, expected.map(|(tag, name, kind)| (tag.to_owned(), name.to_owned(), kind)));
    }

    #[test]
    fn attributes_keep_their_values_and_those_that_change_stand_last() {
        assert_eq!(
            with(" a='1' b=\"&lt;2\" c='\"'", &[("a", Some("<")), ("d", Some("4")), ("c", None)]),
            " b=\"&lt;2\" a=\"&lt;\" d=\"4\""
        );
    }
}
