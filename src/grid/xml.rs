//! XML as a walk over elements: the next child, its attributes, its text.
//!
//! Names are matched without their prefix, since the strict and the usual dialect differ only there. A document type, an
//! undefined abbreviation, bad nesting or an early end is refused: what is not well-formed has lost something, and what is lost
//! cannot be known. Nesting is bounded, so no file costs more than its size.

use std::borrow::Cow;

use memchr::{memchr, memchr3};
use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::QName;
use quick_xml::reader::Reader;

use super::Refusal;

pub(crate) use super::encoding::text_of;

/// Far deeper than any workbook nests.
const DEEPEST: usize = 256;

/// One XML part being walked.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    depth: usize,
    /// An element without contents was opened and is to be closed next.
    closing: bool,
    /// What the part is, in words, for refusals.
    what: &'a str,
}

/// A cell in one of its plain forms, as it stands in the part.
pub(super) struct PlainCell<'a> {
    /// What stands in its tag.
    pub(super) attributes: &'a str,
    /// Its formula, and whether references are to be resolved in it.
    pub(super) formula: Option<(&'a str, bool)>,
    /// Its value, before anything is made of it.
    pub(super) value: Option<&'a str>,
    /// Its inline text.
    pub(super) inline: Option<&'a str>,
}

/// The text up to the next tag and what follows it; nothing where it holds something that would have to be resolved.
fn plain_text(text: &str) -> Option<(&str, &str)> {
    let (own, rest) = text.split_at_checked(memchr3(b'<', b'&', b'\r', text.as_bytes())?)?;
    rest.starts_with('<').then_some((own, rest))
}

impl<'a> Xml<'a> {
    /// Begins a walk; `what` names the part in words, such as "the sheet Actions".
    pub(super) fn new(text: &'a str, what: &'a str) -> Self {
        Self { reader: Reader::from_str(text), text, depth: 0, closing: false, what }
    }

    /// The next element inside the current one, which it then stands in; nothing when the current one ends here.
    /// Every element given out must be walked to its end, or passed over with [`Xml::skip`].
    pub(super) fn child(&mut self) -> Result<Option<BytesStart<'a>>, Refusal> {
        loop {
            match self.step()? {
                Step::Open(tag) => return Ok(Some(tag)),
                Step::Close | Step::End => return Ok(None),
                Step::Text(_) => {}
            }
        }
    }

    /// Passes over a whole cell in one of the forms in which nearly all are written: `<c …/>`, `<c …></c>`, a value, an inline text of one
    /// piece, or a formula with its result. Nothing, and nothing passed over, for any other form: then [`Xml::child`] is to be
    /// used, which reads every form. Sheets are mostly such cells, and this reads them at twice the speed.
    #[inline]
    pub(super) fn plain_cell(&mut self) -> Option<PlainCell<'a>> {
        if self.closing {
            return None;
        }
        // An element has just begun or ended, so what is not yet read begins right behind it.
        let start = self.text.len().checked_sub(self.reader.get_ref().len())?;
        let cell = self.text.get(start..)?.strip_prefix("<c ")?;
        let (tag, inside) = cell.split_at_checked(memchr(b'>', cell.as_bytes())?)?;
        let inside = inside.get(1..)?;
        let mut plain = PlainCell { attributes: tag, formula: None, value: None, inline: None };
        let rest = if let Some(attributes) = tag.strip_suffix('/') {
            plain.attributes = attributes;
            inside
        } else if let Some(text) = inside.strip_prefix("<is><t>") {
            let (inline, rest) = plain_text(text)?;
            plain.inline = Some(inline);
            rest.strip_prefix("</t></is></c>")?
        } else {
            let after_formula = match inside.strip_prefix("<f>") {
                Some(text) => {
                    let (formula, rest) = text.split_at_checked(memchr(b'<', text.as_bytes())?)?;
                    plain.formula = Some((formula, super::text::is_escaped(formula)?));
                    rest.strip_prefix("</f>")?
                }
                None => inside,
            };
            let after_value = if after_formula.len() == inside.len() && inside.starts_with("</c>") {
                inside
            } else if let Some(text) = after_formula.strip_prefix("<v>") {
                let (value, rest) = plain_text(text)?;
                plain.value = Some(value);
                rest.strip_prefix("</v>")?
            } else if let Some(rest) = after_formula.strip_prefix("<v/>").or(after_formula.strip_prefix("<v />")) {
                plain.value = Some("");
                rest
            } else {
                return None;
            };
            after_value.strip_prefix("</c>")?
        };
        // A `>` inside an attribute would have cut the tag short, and left a quotation mark without its fellow.
        let (mut doubles, mut singles) = (0_usize, 0_usize);
        for byte in plain.attributes.bytes() {
            doubles += usize::from(byte == b'"');
            singles += usize::from(byte == b'\'');
        }
        if doubles % 2 != 0 || singles > 0 {
            return None;
        }
        *self.reader.get_mut() = rest.as_bytes();
        Some(plain)
    }

    /// Steps into the outermost element and gives its name.
    pub(super) fn root(&mut self) -> Result<BytesStart<'a>, Refusal> {
        let root = self.child()?;
        root.ok_or_else(|| self.damaged("is empty"))
    }

    /// Steps into the outermost element, which must have this name: another one's contents would be passed over.
    pub(super) fn root_named(&mut self, expected: &str) -> Result<(), Refusal> {
        let root = self.root()?;
        if name(&root) == expected { Ok(()) } else { Err(self.damaged("does not begin as it should")) }
    }

    /// Passes over the rest of the current element.
    pub(super) fn skip(&mut self) -> Result<(), Refusal> {
        let outside = self.depth - 1;
        while self.depth > outside {
            self.step()?;
        }
        Ok(())
    }

    /// The text directly inside the current element, walked to its end; elements within are passed over.
    pub(super) fn text(&mut self) -> Result<Cow<'a, str>, Refusal> {
        self.gather(false)
    }

    /// All text inside the current element and the elements within it.
    pub(super) fn deep_text(&mut self) -> Result<Cow<'a, str>, Refusal> {
        self.gather(true)
    }

    /// An attribute of an element, found by its name without prefix.
    pub(super) fn attribute<'t>(&self, tag: &'t BytesStart<'a>, name: &str) -> Result<Option<Cow<'t, str>>, Refusal> {
        for field in Fields::of(tag) {
            let (key, value) = field.ok_or_else(|| self.damaged("has a faulty attribute"))?;
            if local(key) == name {
                return self.unescaped(value).map(Some);
            }
        }
        Ok(None)
    }

    /// The value of an attribute as it stands, with its references resolved.
    pub(super) fn unescaped<'t>(&self, value: &'t str) -> Result<Cow<'t, str>, Refusal> {
        if !value.contains(['&', '\t', '\r', '\n']) {
            return Ok(Cow::Borrowed(value));
        }
        Attribute { key: QName("value"), value: Cow::Borrowed(value) }
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|_| self.damaged("has a faulty attribute"))
    }

    /// A refusal about this part.
    pub(super) fn damaged(&self, fault: &str) -> Refusal {
        Refusal::damaged(format!("{} {fault}", self.what))
    }

    /// What the part is, in words.
    pub(super) fn what(&self) -> &'a str {
        self.what
    }

    fn gather(&mut self, deep: bool) -> Result<Cow<'a, str>, Refusal> {
        let outside = self.depth - 1;
        let mut text = Cow::Borrowed("");
        while self.depth > outside {
            match self.step()? {
                Step::Text(piece) if deep || self.depth == outside + 1 => {
                    if text.is_empty() {
                        text = piece;
                    } else {
                        text.to_mut().push_str(&piece);
                    }
                }
                Step::Text(_) | Step::Open(_) | Step::Close | Step::End => {}
            }
        }
        Ok(text)
    }

    /// The next piece of what the current element holds; an element is to be walked as with [`Xml::child`].
    #[inline]
    pub(super) fn step(&mut self) -> Result<Step<'a>, Refusal> {
        if self.closing {
            self.closing = false;
            self.depth -= 1;
            return Ok(Step::Close);
        }
        loop {
            let event = self.reader.read_event();
            match event.map_err(|_| self.damaged("is not well-formed: part of it is missing or garbled"))? {
                Event::Start(tag) => {
                    self.deepen()?;
                    return Ok(Step::Open(tag));
                }
                Event::Empty(tag) => {
                    self.deepen()?;
                    self.closing = true;
                    return Ok(Step::Open(tag));
                }
                Event::End(_) => {
                    self.depth -= 1;
                    return Ok(Step::Close);
                }
                Event::Text(text) => return Ok(Step::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Step::Text(text.xml10_content())),
                Event::GeneralRef(reference) => return self.resolved(&reference).map(Step::Text),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
                Event::DocType(_) => {
                    return Err(self.damaged(
                        "has a document type, which no workbook needs and which can be used to attack a reader",
                    ));
                }
                Event::Eof if self.depth > 0 => return Err(self.damaged("is cut short")),
                Event::Eof => return Ok(Step::End),
            }
        }
    }

    fn deepen(&mut self) -> Result<(), Refusal> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.damaged("is nested too deeply"));
        }
        Ok(())
    }

    fn resolved(&self, reference: &BytesRef<'a>) -> Result<Cow<'a, str>, Refusal> {
        match super::text::predefined(reference) {
            Some(text) => Ok(Cow::Borrowed(text)),
            None if reference.is_char_ref() => {
                let found = reference.resolve_char_ref().ok().flatten();
                Ok(Cow::Owned(found.unwrap_or(char::REPLACEMENT_CHARACTER).to_string()))
            }
            None => Err(self.damaged("uses an abbreviation that is nowhere explained")),
        }
    }
}

/// The attributes of an element as they stand: names with their prefix, values with their references.
/// A faulty one is nothing, and the last. Cells have so many of them that this is worth its own few lines.
pub(super) struct Fields<'t> {
    rest: &'t str,
}

impl<'t> Fields<'t> {
    pub(super) fn of(tag: &'t BytesStart<'_>) -> Self {
        Self::new(tag.attributes_raw())
    }

    /// The attributes in a piece of a tag.
    pub(super) fn new(rest: &'t str) -> Self {
        Self { rest }
    }
}

impl<'t> Iterator for Fields<'t> {
    type Item = Option<(&'t str, &'t str)>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let text = self.rest.trim_ascii_start();
        if text.is_empty() {
            return None;
        }
        self.rest = "";
        Some(self.field(text))
    }
}

impl<'t> Fields<'t> {
    #[inline]
    fn field(&mut self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let equals = text.bytes().position(|b| b == b'=')?;
        let (name, rest) = text.split_at_checked(equals)?;
        let rest = rest.get(1..)?.trim_ascii_start();
        let quote = rest.bytes().next().filter(|b| matches!(b, b'"' | b'\''))?;
        let rest = rest.get(1..)?;
        let end = rest.bytes().position(|b| b == quote)?;
        let value = rest.get(..end)?;
        self.rest = rest.get(end + 1..)?;
        let name = name.trim_ascii_end();
        // Where an equals sign is lost, two attributes look like one of which nobody has heard.
        let is_name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b':' | b'_' | b'-' | b'.') || !b.is_ascii();
        (!name.is_empty() && name.bytes().all(is_name)).then_some((name, value))
    }
}

/// A name without its prefix.
#[inline]
pub(super) fn local(name: &str) -> &str {
    let colon = name.bytes().position(|b| b == b':');
    colon.and_then(|colon| name.get(colon + 1..)).unwrap_or(name)
}

/// The local name of an element.
#[inline]
pub(super) fn name<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    local(tag.name().into_inner())
}

/// A true or false attribute as XML Schema writes it.
pub(super) fn is_true(value: &str) -> bool {
    let value = value.trim();
    value == "1" || value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("on")
}

/// One piece of a walk.
pub(super) enum Step<'a> {
    Open(BytesStart<'a>),
    Close,
    Text(Cow<'a, str>),
    End,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Result<String, Refusal> {
        let mut xml = Xml::new(text, "the part");
        xml.root()?;
        let text = xml.text()?.into_owned();
        xml.child()?;
        Ok(text)
    }

    #[test]
    fn text_is_put_together_from_all_its_pieces() {
        assert_eq!(inner("<v>4&#50;</v>").unwrap(), "42");
        assert_eq!(inner("<v><![CDATA[4]]>2</v>").unwrap(), "42");
        assert_eq!(inner("<v> a<!-- c -->b<x>no</x> &amp; &lt;</v>").unwrap(), " ab & <");
        assert_eq!(inner("<v>&#0;&#xD800;</v>").unwrap(), "\u{fffd}\u{fffd}");
        assert_eq!(inner("<v/>").unwrap(), "");
    }

    #[test]
    fn what_is_not_well_formed_or_not_safe_is_refused() {
        let deep = "<a>".repeat(100_000);
        for text in
            ["", "<a>", "<a></b>", "<a>&undefined;</a>", "<!DOCTYPE a><a/>", "<a>a & b</a>", "<a", "<a></a></a>", &deep]
        {
            assert!(inner(text).is_err(), "{}", text.get(..20).unwrap_or(text));
        }
    }

    #[test]
    fn attributes_that_have_run_together_are_faulty() {
        let read = |text| Fields::new(text).collect::<Option<Vec<_>>>();
        assert_eq!(read("r=\"I5\" xml:s = '43'"), Some(vec![("r", "I5"), ("xml:s", "43")]));
        for text in ["r\"I5\" s=\"43\"", "r=\"I5\" s\"43\" t=\"n\"", "r I5=\"4\"", "=\"4\"", "r<=\"4\""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
