//! Shapes as Excel 2003 drew them. Today that is the boxes of notes, whose text stands elsewhere, and the captions of buttons,
//! tick-boxes and labels.

use super::super::remark::{Remark, RemarkKind};
use super::super::xml::{self, Step, Xml};
use super::super::{CellRef, Refusal, text};

/// The texts of the shapes of a part that are not the boxes of notes.
pub(super) fn shapes(bytes: &[u8], what: &str) -> Result<Vec<Remark>, Refusal> {
    // Excel writes line breaks as in a web page, which is no XML.
    let part = xml::text_of(bytes, what)?.replace("<br>", "<br/>");
    let of_notes = part.matches("ObjectType=\"Note\"").count();
    let mut found = Vec::new();
    match walk(&mut Xml::new(&part, what), &mut found) {
        // Nothing but the boxes of notes is in it.
        Err(_) if part.matches("ObjectType=").count() == of_notes => Ok(Vec::new()),
        walked => walked.map(|()| found),
    }
}

fn walk(xml: &mut Xml<'_>, found: &mut Vec<Remark>) -> Result<(), Refusal> {
    xml.root()?;
    shapes_in(xml, found)?;
    xml.child()?;
    Ok(())
}

/// The shapes inside the current element, however deep they stand in groups.
fn shapes_in(xml: &mut Xml<'_>, found: &mut Vec<Remark>) -> Result<(), Refusal> {
    while let Some(tag) = xml.child()? {
        if xml::name(&tag) == "group" {
            shapes_in(xml, found)?;
            continue;
        }
        let (mut at, mut is_note, mut said) = (None, false, String::new());
        while let Some(tag) = xml.child()? {
            match xml::name(&tag) {
                "textbox" => lines(xml, &mut said)?,
                "ClientData" => {
                    is_note |= xml.attribute(&tag, "ObjectType")?.is_some_and(|kind| kind == "Note");
                    while let Some(tag) = xml.child()? {
                        match xml::name(&tag) {
                            "Anchor" => at = corner(&xml.text()?),
                            _ => xml.skip()?,
                        }
                    }
                }
                _ => xml.skip()?,
            }
        }
        if !is_note {
            found.push(Remark::new(RemarkKind::Shape, at, &said));
        }
    }
    Ok(())
}

/// The first corner of an anchor: column, offset, row, offset, and the same of the last.
fn corner(anchor: &str) -> Option<CellRef> {
    let mut numbers = anchor.split(',').map(|number| number.trim().parse::<u32>());
    let col = numbers.next()?.ok()?;
    let row = numbers.nth(1)?.ok()?;
    CellRef::new(row, u16::try_from(col).ok()?)
}

/// The text inside the current element; a block or a line break begins a line.
fn lines(xml: &mut Xml<'_>, said: &mut String) -> Result<(), Refusal> {
    loop {
        match xml.step()? {
            Step::Close | Step::End => return Ok(()),
            Step::Text(piece) => said.push_str(text::decoded(piece).trim_matches(['\r', '\n'])),
            Step::Open(tag) => {
                if matches!(xml::name(&tag), "div" | "br") && !said.is_empty() {
                    said.push('\n');
                }
                lines(xml, said)?;
            }
        }
    }
}
