//! What is written beside the cells of an Open Document spreadsheet: annotations and shapes with text.

use quick_xml::events::BytesStart;

use crate::grid::remark::{Remark, RemarkKind};
use crate::grid::xml::{self, Xml};
use crate::grid::{CellRef, Refusal, text};

use super::cell::{Cells, Words};

impl Cells<'_> {
    /// Keeps what the element says that the walk stands in, where it is an annotation or a shape; walked to its end.
    pub(super) fn remark<'a>(
        &mut self,
        xml: &mut Xml<'a>,
        tag: &BytesStart<'a>,
        at: Option<CellRef>,
    ) -> Result<(), Refusal> {
        let kind = match xml::name(tag) {
            "annotation" => RemarkKind::Note,
            "frame" | "custom-shape" | "g" | "a" | "rect" | "ellipse" | "circle" | "caption" | "line" | "polyline"
            | "polygon" | "regular-polygon" | "path" | "connector" | "measure" => RemarkKind::Shape,
            _ => return xml.skip(),
        };
        let (mut words, mut author) = (Words::default(), String::new());
        self.said(xml, &mut words, &mut author)?;
        self.remarks.push(Remark { author, ..Remark::new(kind, at, &words.text) });
        Ok(())
    }

    /// The paragraphs inside the current element, however deep they stand in lists and groups of shapes.
    fn said(&self, xml: &mut Xml<'_>, words: &mut Words, author: &mut String) -> Result<(), Refusal> {
        while let Some(tag) = xml.child()? {
            match xml::name(&tag) {
                "p" | "h" => {
                    if !words.text.is_empty() {
                        words.text.push('\n');
                    }
                    self.run_of_text(xml, words, None, &mut true)?;
                }
                "creator" => *author = text::cleaned(&xml.text()?),
                // Its description is not shown, and what is embedded is told apart.
                "title" | "desc" | "date" | "date-string" | "object" | "object-ole" | "image" => xml.skip()?,
                _ => self.said(xml, words, author)?,
            }
        }
        Ok(())
    }
}
