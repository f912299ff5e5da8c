//! The headers and footers of an Open Document spreadsheet.

use std::mem;

use crate::grid::beside::Line;
use crate::grid::remark::{Remark, RemarkKind};
use crate::grid::xml::{self, Step, Xml};
use crate::grid::{Refusal, text};

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
