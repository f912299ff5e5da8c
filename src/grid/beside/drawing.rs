//! Text boxes and other shapes with text, as they are drawn since Excel 2007.

use std::borrow::Cow;

use super::super::remark::{Remark, RemarkKind};
use super::super::xml::{self, Xml};
use super::super::{CellRef, Refusal, text};

/// The texts of all shapes of a part, each with the cell that its upper left corner lies in.
pub(super) fn shapes(bytes: &[u8], what: &str) -> Result<Vec<Remark>, Refusal> {
    let part = xml::text_of(bytes, what)?;
    let mut xml = Xml::new(&part, what);
    let mut found = Vec::new();
    xml.root_named("wsDr")?;
    while xml.child()?.is_some() {
        let (mut at, mut texts) = (None, Vec::new());
        while let Some(tag) = xml.child()? {
            match xml::name(&tag) {
                "from" => at = corner(&mut xml)?,
                _ => shape(&mut xml, &mut texts)?,
            }
        }
        found.extend(texts.iter().map(|text| Remark::new(RemarkKind::Shape, at, text)));
    }
    xml.child()?;
    Ok(found)
}

/// The cell of a corner.
fn corner(xml: &mut Xml<'_>) -> Result<Option<CellRef>, Refusal> {
    let (mut row, mut col) = (None, None);
    while let Some(tag) = xml.child()? {
        let number = xml.text()?;
        match xml::name(&tag) {
            "row" => row = number.trim().parse().ok(),
            "col" => col = number.trim().parse().ok(),
            _ => {}
        }
    }
    Ok(row.zip(col).and_then(|(row, col)| CellRef::new(row, col)))
}

/// The texts inside the current element, however deep they stand in groups of shapes.
fn shape(xml: &mut Xml<'_>, texts: &mut Vec<String>) -> Result<(), Refusal> {
    while let Some(tag) = xml.child()? {
        match xml::name(&tag) {
            "txBody" => texts.push(paragraphs(xml)?),
            // The same shape for newer and for older programs.
            "AlternateContent" => {
                let before = texts.len();
                while xml.child()?.is_some() {
                    if texts.len() == before {
                        shape(xml, texts)?;
                    } else {
                        xml.skip()?;
                    }
                }
            }
            _ => shape(xml, texts)?,
        }
    }
    Ok(())
}

/// The paragraphs of a text, each on a line of its own.
fn paragraphs(xml: &mut Xml<'_>) -> Result<String, Refusal> {
    let mut lines = String::new();
    while let Some(tag) = xml.child()? {
        if xml::name(&tag) != "p" {
            xml.skip()?;
            continue;
        }
        if !lines.is_empty() {
            lines.push('\n');
        }
        while let Some(tag) = xml.child()? {
            if xml::name(&tag) == "br" {
                lines.push('\n');
                xml.skip()?;
                continue;
            }
            // A run, or a field that shows what a cell says.
            while let Some(tag) = xml.child()? {
                match xml::name(&tag) {
                    "t" => lines.push_str(&text::decoded(Cow::Borrowed(&xml.text()?))),
                    _ => xml.skip()?,
                }
            }
        }
    }
    Ok(lines)
}
