//! What became of a report since it was written: nothing, a mere saving, or an officer's work.
//!
//! A report carries a hash of what its body says: texts with their heading levels, the shape of its tables, how many
//! drawings, comments and notes. How Word or another program tears a text into runs is not in it, nor what fields show by
//! themselves, such as page numbers in the contents.

use std::fmt::Write as _;

use super::error::Unreadable;
use super::found::{Paragraph, Scan, Within};
use super::parts::Parts;
use super::properties::property;
use super::scan::scan;
use super::style::Styles;
use crate::grid::sha256;

/// The property that holds the hash.
pub(super) const PROPERTY: &str = "planroll-report";

/// Whether a file may be written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It is no Word document.
    NotWord,
    /// It is one, and not a report of planroll's, or cannot be read.
    NotPlanrolls,
    /// It is a report, and says what was written.
    AsWritten,
    /// It is a report, and its text or structure has been changed since.
    Edited,
}

impl Written {
    /// Tells what the bytes of a file are.
    pub fn of(bytes: &[u8]) -> Self {
        match hashes(bytes) {
            Ok(Some((kept, now))) if kept == now => Self::AsWritten,
            Ok(Some(_)) => Self::Edited,
            Err(Unreadable::NotWord { .. }) => Self::NotWord,
            Ok(None) | Err(_) => Self::NotPlanrolls,
        }
    }
}

/// A table of a document, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableText {
    /// The caption over it; empty where there is none.
    pub caption: String,
    /// The texts of its cells, row by row, the header first. Lines of a cell are parted by a line break.
    pub rows: Vec<Vec<String>>,
}

/// The tables of a document from top to bottom, so that figures can be held against those of another.
///
/// # Errors
/// Where the document cannot be read.
pub fn tables(bytes: &[u8]) -> Result<Vec<TableText>, Unreadable> {
    let parts = Parts::open(bytes)?;
    let found = scan(parts.text(&parts.main))?;
    let styles = styles(&parts)?;
    let mut read = Vec::new();
    for (number, table) in found.tables.iter().enumerate().filter(|(_, own)| !own.is_nested && !own.is_fallback) {
        let before = found.paragraphs.get(..table.after).unwrap_or_default();
        let caption = before.iter().rev().find(|own| own.cell.is_none() && !own.is_fallback && !own.is_blank());
        let is_caption = |own: &&Paragraph| own.style.as_deref().is_some_and(|style| styles.is_caption(style));
        let caption = caption.filter(is_caption).map(plain).unwrap_or_default();
        let mut rows: Vec<Vec<String>> = table.rows.iter().map(|cells| vec![String::new(); *cells]).collect();
        let own = |paragraph: &&Paragraph| paragraph.within != Within::TextBox && !paragraph.is_fallback;
        for paragraph in found.paragraphs.iter().filter(own) {
            let Some((_, row, cell)) = paragraph.cell.filter(|(table, ..)| *table == number) else { continue };
            let place = row.checked_sub(1).zip(cell.checked_sub(1));
            let place = place.and_then(|(row, cell)| rows.get_mut(row)?.get_mut(cell));
            if let Some(text) = place {
                let more = plain(paragraph);
                text.push_str(if text.is_empty() || more.is_empty() { "" } else { "\n" });
                text.push_str(&more);
            }
        }
        read.push(TableText { caption, rows });
    }
    Ok(read)
}

/// The hash of a body.
pub(super) fn hash(body: &str, styles: &Styles) -> Result<String, Unreadable> {
    Ok(sha256(said(&scan(body)?, styles).as_bytes()))
}

/// The hash that a report carries, and that of its body as it is; nothing for another's document.
fn hashes(bytes: &[u8]) -> Result<Option<(String, String)>, Unreadable> {
    let parts = Parts::open(bytes)?;
    let custom = parts.custom().map(|name| parts.text(&name).to_owned()).unwrap_or_default();
    let Some(kept) = property(&custom, PROPERTY)? else { return Ok(None) };
    Ok(Some((kept, hash(parts.text(&parts.main), &styles(&parts)?)?)))
}

fn styles(parts: &Parts) -> Result<Styles, Unreadable> {
    Styles::read(parts.of_main("styles").map(|name| parts.text(&name).to_owned()).unwrap_or_default().as_str())
}

/// All that a body says, in a form that a mere saving does not change.
fn said(scan: &Scan, styles: &Styles) -> String {
    let mut out = String::new();
    let mut boxes = Vec::new();
    for paragraph in scan.paragraphs.iter().filter(|own| !own.is_fallback) {
        let text = plain(paragraph);
        if text.is_empty() {
            continue;
        }
        // Programs keep text boxes in an order of their own.
        if paragraph.within == Within::TextBox {
            boxes.push(text);
            continue;
        }
        let level = paragraph.style.as_deref().and_then(|style| styles.level(style));
        let level = level.map(|level| level.to_string()).unwrap_or_default();
        let cell = paragraph.cell.map(|(_, row, cell)| format!("{row}.{cell}")).unwrap_or_default();
        let _ = writeln!(out, "{level}|{cell}|{text}");
    }
    boxes.sort();
    for text in boxes {
        let _ = writeln!(out, "box|{text}");
    }
    for table in scan.tables.iter().filter(|own| !own.is_fallback) {
        let _ = writeln!(out, "table|{:?}", table.rows);
    }
    let _ = writeln!(out, "{}|{}", scan.drawings, scan.references);
    out
}

/// The text of a paragraph as it is compared: without what fields show, and with single spaces.
fn plain(paragraph: &Paragraph) -> String {
    let own = paragraph.pieces.iter().filter(|piece| !piece.is_of_field);
    let text: String = own.map(|piece| piece.text.as_str()).collect();
    // Programs have two ways each to write these.
    let text = text.replace('\u{ad}', "").replace('\u{2011}', "-");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
