//! Notes on cells, and comments with their replies.

use std::collections::{BTreeMap, BTreeSet};

use super::super::remark::{Remark, RemarkKind};
use super::super::shared_string::rich_text;
use super::super::xml::{self, Xml};
use super::super::{CellRef, Refusal, text};

/// Who a note is from that stands for a comment: `tc=` and the number of the comment.
const OF_COMMENT: &str = "tc=";
/// What such a note begins with, and what stands before what was written.
const PREAMBLE: &str = "[Threaded comment]";
const AFTER_PREAMBLE: &str = "\nComment:\n";

/// The notes of a part, but for those that stand for a comment in one of the cells of `threads`.
pub(super) fn notes(bytes: &[u8], what: &str, threads: &BTreeSet<CellRef>) -> Result<Vec<Remark>, Refusal> {
    let part = xml::text_of(bytes, what)?;
    let mut xml = Xml::new(&part, what);
    let (mut authors, mut notes) = (Vec::new(), Vec::new());
    xml.root_named("comments")?;
    while let Some(tag) = xml.child()? {
        match xml::name(&tag) {
            "authors" => {
                while xml.child()?.is_some() {
                    authors.push(text::decoded(xml.text()?).into_owned());
                }
            }
            "commentList" => {
                while let Some(tag) = xml.child()? {
                    let at = xml.attribute(&tag, "ref")?.and_then(|at| CellRef::parse(at.trim()));
                    let author = xml.attribute(&tag, "authorId")?.and_then(|id| id.trim().parse::<usize>().ok());
                    let author = author.and_then(|id| authors.get(id)).map(String::as_str).unwrap_or_default();
                    let mut said = String::new();
                    while let Some(tag) = xml.child()? {
                        match xml::name(&tag) {
                            "text" => said.push_str(&rich_text(&mut xml)?.0),
                            _ => xml.skip()?,
                        }
                    }
                    notes.extend(note(at, author, &said, threads));
                }
            }
            _ => xml.skip()?,
        }
    }
    xml.child()?;
    Ok(notes)
}

fn note(at: Option<CellRef>, author: &str, said: &str, threads: &BTreeSet<CellRef>) -> Option<Remark> {
    if !author.starts_with(OF_COMMENT) && !said.starts_with(PREAMBLE) {
        // Excel begins a note with the name of its author; nothing may follow it.
        let is_blank = said.trim().strip_suffix(':') == Some(author.trim());
        let author = author.to_owned();
        return (!is_blank).then(|| Remark { author, ..Remark::new(RemarkKind::Note, at, said) });
    }
    if at.is_some_and(|at| threads.contains(&at)) {
        return None;
    }
    let (_, text) = said.split_once(AFTER_PREAMBLE).unwrap_or(("", said));
    Some(Remark::new(RemarkKind::Comment, at, text))
}

/// The comments of a part, each with its replies.
pub(super) fn threads(bytes: &[u8], what: &str) -> Result<Vec<Remark>, Refusal> {
    let part = xml::text_of(bytes, what)?;
    let mut xml = Xml::new(&part, what);
    let mut threads: BTreeMap<Option<CellRef>, String> = BTreeMap::new();
    xml.root()?;
    while let Some(tag) = xml.child()? {
        let at = xml.attribute(&tag, "ref")?.and_then(|at| CellRef::parse(at.trim()));
        while let Some(tag) = xml.child()? {
            if xml::name(&tag) != "text" {
                xml.skip()?;
                continue;
            }
            let said = text::decoded(xml.text()?);
            let thread = threads.entry(at).or_default();
            if !thread.is_empty() {
                thread.push_str("\nReply: ");
            }
            thread.push_str(&said);
        }
    }
    xml.child()?;
    Ok(threads.iter().map(|(at, text)| Remark::new(RemarkKind::Comment, *at, text)).collect())
}
