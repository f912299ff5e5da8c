//! The list definitions of a document, to which one for points is added where its style for them has none.

use super::error::Unreadable;
use super::scan::WORD;
use super::walk::{Edits, Step, Walk, with_child};

/// The list definitions of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbering {
    text: String,
    /// Where the first list begins, before which all definitions stand.
    first_list: Option<usize>,
    /// Where what comes after the lists begins.
    after_lists: Option<usize>,
    highest_definition: u64,
    highest_list: u64,
    added: Option<u64>,
}

impl Numbering {
    /// Reads the part, which may be empty where a document has none.
    pub(super) fn read(text: &str) -> Result<Self, Unreadable> {
        let mut found = Self { text: text.to_owned(), ..Self::default() };
        let mut walk = Walk::new(text, "its list definitions");
        while let Some((step, place)) = walk.step()? {
            let Step::Open(tag) = step else { continue };
            let number = |name| tag.attribute(name).and_then(|own| own.parse().ok()).unwrap_or_default();
            match tag.name() {
                "w:abstractNum" => {
                    found.highest_definition = found.highest_definition.max(number("w:abstractNumId"));
                }
                "w:num" => {
                    found.highest_list = found.highest_list.max(number("w:numId"));
                    found.first_list.get_or_insert(place.start);
                }
                "w:numIdMacAtCleanup" => found.after_lists = Some(place.start),
                _ => {}
            }
        }
        Ok(found)
    }

    /// The number of a list with a point before each paragraph, which is added at the first call.
    pub(super) fn points(&mut self) -> u64 {
        // A part with a number that is as high as numbers go has no room for another: the last one is shared.
        *self.added.get_or_insert(self.highest_list.saturating_add(1))
    }

    /// The part with what was added; none where nothing was.
    pub(super) fn written(&self) -> Option<String> {
        let list = self.added?;
        // As of the lists.
        let definition = self.highest_definition.saturating_add(1);
        let space = if self.text.contains("xmlns:w=") { String::new() } else { format!(" xmlns:w=\"{WORD}\"") };
        let definition_text = format!(
            "<w:abstractNum{space} w:abstractNumId=\"{definition}\"><w:multiLevelType w:val=\"hybridMultilevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"425\" w:hanging=\"425\"/></w:pPr></w:lvl></w:abstractNum>"
        );
        let list_text = format!("<w:num{space} w:numId=\"{list}\"><w:abstractNumId w:val=\"{definition}\"/></w:num>");
        let Some(first) = self.first_list else {
            let both = format!("{definition_text}{list_text}");
            let empty = format!("<w:numbering xmlns:w=\"{WORD}\"></w:numbering>");
            return Some(with_child(if self.text.is_empty() { &empty } else { &self.text }, &both));
        };
        let mut edits = Edits::default();
        edits.put(first..first, definition_text);
        if let Some(after) = self.after_lists {
            edits.put(after..after, list_text);
            return Some(edits.applied(&self.text));
        }
        Some(with_child(&edits.applied(&self.text), &list_text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_stands_before_all_lists_and_a_list_after_them() {
        let text = r#"<w:numbering xmlns:w="x"><w:abstractNum w:abstractNumId="7"/><w:num w:numId="3"/><w:numIdMacAtCleanup w:val="1"/></w:numbering>"#;
        let mut numbering = Numbering::read(text).unwrap();
        assert_eq!(numbering.written(), None);
        assert_eq!((numbering.points(), numbering.points()), (4, 4));
        let written = numbering.written().unwrap();
        let order: Vec<usize> = ["Id=\"7\"", "Id=\"8\"", "numId=\"3\"", "numId=\"4\"", "Cleanup"]
            .map(|piece| written.find(piece).unwrap())
            .to_vec();
        assert!(order.is_sorted(), "{written}");
    }

    #[test]
    fn a_document_without_lists_gets_a_part_of_them() {
        let mut numbering = Numbering::read("").unwrap();
        assert_eq!(numbering.points(), 1);
        let written = numbering.written().unwrap();
        assert!(
            written.starts_with("<w:numbering xmlns:w=") && written.ends_with("</w:num></w:numbering>"),
            "{written}"
        );
    }
}
