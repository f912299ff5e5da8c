//! What the pages of a section are like, and the same pages turned on their long side.
//!
//! Appendices lie on their side within the council's own section: its headers, footers, margins and columns go with them,
//! page numbers go on, and a first page that is different stays the first.

use super::error::Unreadable;
use super::walk::{Step, Walk};

/// A sheet of A4 in twentieths of a point, short side first.
const A4: (u32, u32) = (11_906, 16_838);
/// What Word takes where a section says nothing of its margins.
const MARGIN: u32 = 1_440;

/// A section's properties, element by element.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// Name and text of each.
    children: Vec<(String, String)>,
    width: u32,
    height: u32,
    /// Both margins and the gutter.
    beside: u32,
    /// The page numbers' form, without where they begin.
    page_numbers: Option<String>,
}

impl Section {
    /// Reads the element of a section's properties; an empty text is a section that says nothing.
    pub(super) fn read(text: &str) -> Result<Self, Unreadable> {
        let mut section =
            Self { children: Vec::new(), width: A4.0, height: A4.1, beside: 2 * MARGIN, page_numbers: None };
        let mut walk = Walk::new(text, "a section of it");
        let mut depth = 0_usize;
        let mut begun = 0;
        let mut name = String::new();
        while let Some((step, place)) = walk.step()? {
            match step {
                Step::Open(tag) => {
                    depth += 1;
                    if depth == 2 {
                        begun = place.start;
                        tag.name().clone_into(&mut name);
                        let number = |of: &str| tag.attribute(of).and_then(|own| own.trim().parse::<u32>().ok());
                        match tag.name() {
                            "w:pgSz" => {
                                section.width = number("w:w").unwrap_or(section.width);
                                section.height = number("w:h").unwrap_or(section.height);
                            }
                            "w:pgMar" => {
                                let sides =
                                    ["w:left", "w:right", "w:gutter"].map(|side| number(side).unwrap_or_default());
                                section.beside = sides
                                    .iter()
                                    .try_fold(0_u32, |sum, side| sum.checked_add(*side))
                                    .unwrap_or_default();
                            }
                            "w:pgNumType" => {
                                let kept = ["w:fmt", "w:chapStyle", "w:chapSep"];
                                let kept =
                                    kept.map(|own| tag.attribute(own).map(|value| format!(" {own}=\"{value}\"")));
                                let kept: String = kept.into_iter().flatten().collect();
                                section.page_numbers = Some(kept).filter(|kept| !kept.is_empty());
                            }
                            _ => {}
                        }
                    }
                }
                Step::Close => {
                    if depth == 2 {
                        let own = text.get(begun..place.end).unwrap_or_default().to_owned();
                        section.children.push((std::mem::take(&mut name), own));
                    }
                    depth -= 1;
                }
                Step::Text(_) => {}
            }
        }
        Ok(section)
    }

    /// Whether its pages lie on their long side by themselves.
    pub(super) fn is_landscape(&self) -> bool {
        self.width > self.height
    }

    /// How wide the text is, upright or turned, in twentieths of a point.
    pub(super) fn text_width(&self, turned: bool) -> u32 {
        let page = if turned { self.width.max(self.height) } else { self.width };
        page.checked_sub(self.beside).filter(|width| *width > MARGIN).unwrap_or(MARGIN)
    }

    /// The element again, turned or as it is. Only the first of those that come from one section begins as it does.
    pub(super) fn written(&self, turned: bool, is_first: bool) -> String {
        let turned = turned && !self.is_landscape();
        let size = format!("<w:pgSz w:w=\"{}\" w:h=\"{}\" w:orient=\"landscape\"/>", self.height, self.width);
        let mut out = String::from("<w:sectPr>");
        let mut said_size = !turned;
        for (name, text) in &self.children {
            // The size comes after these.
            let before = ["w:headerReference", "w:footerReference", "w:footnotePr", "w:endnotePr", "w:type", "w:pgSz"];
            if !said_size && !before.contains(&name.as_str()) {
                out.push_str(&size);
                said_size = true;
            }
            match name.as_str() {
                "w:pgSz" if turned => {
                    out.push_str(&size);
                    said_size = true;
                }
                "w:sectPrChange" | "w:printerSettings" => {}
                "w:type" | "w:titlePg" if !is_first => {}
                "w:pgNumType" if !is_first => {
                    let kept = self.page_numbers.iter().map(|kept| format!("<w:pgNumType{kept}/>"));
                    out.extend(kept);
                }
                _ => out.push_str(text),
            }
        }
        if !said_size {
            out.push_str(&size);
        }
        out.push_str("</w:sectPr>");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = r#"<w:sectPr w:rsidR="1"><w:headerReference w:type="first" r:id="rId7"/><w:type w:val="oddPage"/><w:pgSz w:w="11906" w:h="16838" w:code="9"/><w:pgMar w:top="1" w:right="1000" w:bottom="2" w:left="1100" w:header="3" w:footer="4" w:gutter="0"/><w:pgNumType w:fmt="lowerRoman" w:start="1"/><w:cols w:space="708"/><w:titlePg/><w:sectPrChange><w:sectPr/></w:sectPrChange></w:sectPr>"#;

    #[test]
    fn turned_pages_keep_headers_and_margins_and_go_on_counting() {
        let section = Section::read(OWN).unwrap();
        assert_eq!((section.text_width(false), section.text_width(true)), (9_806, 14_738));
        assert_eq!(
            section.written(true, false),
            r#"<w:sectPr><w:headerReference w:type="first" r:id="rId7"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1" w:right="1000" w:bottom="2" w:left="1100" w:header="3" w:footer="4" w:gutter="0"/><w:pgNumType w:fmt="lowerRoman"/><w:cols w:space="708"/></w:sectPr>"#
        );
    }

    #[test]
    fn the_first_of_a_section_begins_as_it_does() {
        let first = Section::read(OWN).unwrap().written(false, true);
        for kept in ["oddPage", "titlePg", "w:start=\"1\"", "w:code=\"9\""] {
            assert!(first.contains(kept), "{kept}");
        }
        assert!(!first.contains("sectPrChange"));
    }

    #[test]
    fn a_section_that_says_nothing_is_a4() {
        assert_eq!(
            Section::read("<w:sectPr/>").unwrap().written(true, false),
            "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/></w:sectPr>"
        );
        assert!(!Section::read("").unwrap().is_landscape());
    }

    #[test]
    fn pages_that_lie_already_are_not_turned_upright() {
        let own = r#"<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>"#;
        assert_eq!(Section::read(own).unwrap().written(true, true), own);
    }
}
