//! XML as a walk over elements that knows where each of them stands in its part.
//!
//! A template is changed where its placeholders are and nowhere else, so what is read keeps its place, and nothing is
//! written anew that need not be. A document type, bad nesting, an unexplained abbreviation or an early end is refused, as
//! in workbooks.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::error::Unreadable;

/// Far deeper than any document nests.
const DEEPEST: usize = 2_000;

/// A part being walked.
pub(super) struct Walk<'a> {
    reader: Reader<&'a [u8]>,
    what: &'a str,
    depth: usize,
    /// An element without contents was opened and is to be closed next.
    closing: bool,
}

/// One step of a walk.
pub(super) enum Step<'a> {
    /// An element begins. The one that ends with it is told by a step of its own, whether it has contents or not.
    Open(Tag<'a>),
    /// The innermost element ends.
    Close,
    /// Text.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
pub(super) struct Tag<'a> {
    tag: BytesStart<'a>,
}

impl Tag<'_> {
    /// Its name as it stands, with its prefix.
    pub(super) fn name(&self) -> &str {
        self.tag.name().into_inner()
    }

    /// An attribute by its name as it stands.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let attribute = self.tag.try_get_attribute(name).ok().flatten()?;
        attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// Whether a true or false attribute, or the element that has none, means true.
    pub(super) fn is_on(&self) -> bool {
        !self.attribute("w:val").is_some_and(|value| matches!(value.trim(), "0" | "false" | "off"))
    }
}

impl<'a> Walk<'a> {
    /// Begins a walk; `what` names the part in words.
    pub(super) fn new(text: &'a str, what: &'a str) -> Self {
        Self { reader: Reader::from_str(text), what, depth: 0, closing: false }
    }

    /// The next step and where it stands; nothing at the end of the part.
    pub(super) fn step(&mut self) -> Result<Option<(Step<'a>, Range<usize>)>, Unreadable> {
        if self.closing {
            self.closing = false;
            self.depth -= 1;
            let end = self.position();
            return Ok(Some((Step::Close, end..end)));
        }
        loop {
            let start = self.position();
            let event = self.reader.read_event();
            let event = event.map_err(|_| self.damaged("is not well-formed: part of it is missing or garbled"))?;
            let step = match event {
                Event::Start(tag) => {
                    self.deepen()?;
                    Step::Open(Tag { tag })
                }
                Event::Empty(tag) => {
                    self.deepen()?;
                    self.closing = true;
                    Step::Open(Tag { tag })
                }
                Event::End(_) => {
                    self.depth -= 1;
                    Step::Close
                }
                Event::Text(text) => Step::Text(text.xml10_content()),
                Event::CData(text) => Step::Text(text.xml10_content()),
                Event::GeneralRef(reference) => Step::Text(Cow::Owned(self.resolved(&reference)?)),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
                Event::DocType(_) => {
                    return Err(self.damaged("has a document type, which can be used to attack a reader"));
                }
                Event::Eof if self.depth > 0 => return Err(self.damaged("is cut short")),
                Event::Eof => return Ok(None),
            };
            return Ok(Some((step, start..self.position())));
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn deepen(&mut self) -> Result<(), Unreadable> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.damaged("is nested too deeply"));
        }
        Ok(())
    }

    fn resolved(&self, reference: &BytesRef<'_>) -> Result<String, Unreadable> {
        if reference.is_char_ref() {
            let found = reference.resolve_char_ref().ok().flatten();
            return Ok(found.unwrap_or(char::REPLACEMENT_CHARACTER).to_string());
        }
        let known = resolve_xml_entity(&reference.xml10_content()).map(str::to_owned);
        known.ok_or_else(|| self.damaged("uses an abbreviation that is nowhere explained"))
    }

    fn damaged(&self, fault: &str) -> Unreadable {
        Unreadable::damaged(format!("{} {fault}", self.what))
    }
}

/// What is to stand instead of places of a text.
#[derive(Debug, Default)]
pub(super) struct Edits {
    each: Vec<(Range<usize>, String)>,
}

impl Edits {
    /// Puts a text in the place of another, or into a place where nothing is.
    pub(super) fn put(&mut self, place: Range<usize>, text: impl Into<String>) {
        self.each.push((place, text.into()));
    }

    /// The text with all of it. What was put into one place stands in the order in which it was put; a place within one
    /// that is taken already is left as that has it.
    pub(super) fn applied(mut self, text: &str) -> String {
        self.each.sort_by_key(|(place, _)| (place.start, place.end));
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (place, new) in self.each {
            if place.start < done {
                continue;
            }
            out.push_str(text.get(done..place.start).unwrap_or_default());
            out.push_str(&new);
            done = place.end;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }
}

/// A text with a further child at the end of its outermost element.
pub(super) fn with_child(text: &str, child: &str) -> String {
    let end = text.trim_end();
    if let Some(at) = end.rfind("</") {
        return format!("{}{child}{}", text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    }
    // The outermost element has no contents.
    let Some(open) = end.strip_suffix("/>") else { return text.to_owned() };
    let start = open.rfind('<').map_or(0, |at| at + 1);
    let name = open.get(start..).unwrap_or_default().split_whitespace().next().unwrap_or_default();
    format!("{open}>{child}</{name}>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walked(text: &str) -> Result<String, Unreadable> {
        let mut walk = Walk::new(text, "the part");
        let mut out = String::new();
        while let Some((step, place)) = walk.step()? {
            match step {
                Step::Open(tag) => out += &format!("<{}@{}", tag.name(), place.start),
                Step::Close => out += &format!(">{}", place.end),
                Step::Text(text) => out += &text,
            }
        }
        Ok(out)
    }

    #[test]
    fn every_step_knows_its_place() {
        assert_eq!(walked("<a><b/>x&amp;&#49;<c>y</c></a>").unwrap(), "<a@0<b@3>7x&1<c@18y>26>30");
    }

    #[test]
    fn what_is_not_well_formed_or_not_safe_is_refused() {
        let deep = "<a>".repeat(100_000);
        for text in ["<a>", "<a></b>", "<a>&undefined;</a>", "<!DOCTYPE a><a/>", "<a>a & b</a>", "<a", &deep] {
            assert!(walked(text).is_err(), "{}", text.get(..20).unwrap_or(text));
        }
    }

    #[test]
    fn edits_stand_where_they_were_put_and_the_rest_stays() {
        let mut edits = Edits::default();
        edits.put(4..6, "four");
        edits.put(0..1, "zero");
        edits.put(4..4, "before-");
        edits.put(5..6, "within");
        assert_eq!(edits.applied("0123456789"), "zero123before-four6789");
    }

    #[test]
    fn a_child_comes_last_even_where_there_was_none() {
        assert_eq!(with_child("<a><b/></a>\n", "<c/>"), "<a><b/><c/></a>\n");
        assert_eq!(with_child("<?xml?><w:a x=\"/\" />", "<c/>"), "<?xml?><w:a x=\"/\" ><c/></w:a>");
    }
}
