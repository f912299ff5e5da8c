//! What is written beside the cells of an Open Document spreadsheet: annotations, shapes with text, headers and footers.

use std::mem;

use quick_xml::events::BytesStart;

use crate::grid::beside::Line;
use crate::grid::remark::{Remark, RemarkKind};
use crate::grid::xml::{self, Step, Xml};
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

/// What was typed in the headers and footers of a kind of page.
pub(super) fn of_page(xml: &mut Xml<'_>) -> Result<Vec<Remark>, Refusal> {
    let mut typed = Vec::new();
    while let Some(tag) = xml.child()? {
        let kind = match xml::name(&tag) {
            "header" | "header-left" | "header-first" => RemarkKind::Header,
            "footer" | "footer-left" | "footer-first" => RemarkKind::Footer,
            _ => {
                xml.skip()?;
                continue;
            }
        };
        let is_shown = xml.attribute(&tag, "display")?.is_none_or(|display| xml::is_true(&display));
        let mut lines = Vec::new();
        lines_of(xml, &mut Line::default(), &mut lines)?;
        if is_shown {
            typed.extend(lines.into_iter().filter_map(Line::typed).map(|line| Remark::new(kind, None, &line)));
        }
    }
    Ok(typed)
}

/// The lines inside the current element; `line` is the one that has begun.
fn lines_of(xml: &mut Xml<'_>, line: &mut Line, lines: &mut Vec<Line>) -> Result<(), Refusal> {
    loop {
        let tag = match xml.step()? {
            Step::Close | Step::End => return Ok(()),
            Step::Text(piece) => {
                line.words.push_str(&text::cleaned(&piece));
                continue;
            }
            Step::Open(tag) => tag,
        };
        match xml::name(&tag) {
            "p" | "h" => {
                lines_of(xml, line, lines)?;
                lines.push(mem::take(line));
            }
            "span" | "a" | "region-left" | "region-center" | "region-right" => lines_of(xml, line, lines)?,
            "s" | "tab" => {
                line.words.push(' ');
                xml.skip()?;
            }
            "line-break" => {
                lines.push(mem::take(line));
                xml.skip()?;
            }
            // A page number, a day, a name.
            _ => {
                line.has_field = true;
                line.words.push(' ');
                xml.skip()?;
            }
        }
    }
}
