//! The list of texts that cells refer to by number.
//!
//! A text may be made of runs with fonts of their own, which are put together, and may carry readings for Japanese, which are
//! left out. Each text is held once however many cells use it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::SharedText;

use super::style::lettering;
use super::xml::{self, Xml};
use super::{Lettering, Look, Refusal, text};

/// The list of texts.
#[derive(Default)]
pub(super) struct SharedStrings {
    texts: Vec<SharedText>,
    /// The pieces of those that are made of several, by their numbers.
    pieces: BTreeMap<usize, Pieces>,
    /// The looks that have been asked for: of very many cells with one text each has the same.
    looks: BTreeMap<(usize, Lettering), Option<Look>>,
}

/// Pieces of a text, each with how its own font sets it, where it has one.
pub(super) type Pieces = Vec<(String, Option<Lettering>)>;

impl SharedStrings {
    /// Reads the whole list from its part.
    pub(super) fn read(bytes: &[u8], what: &str) -> Result<Self, Refusal> {
        let text = xml::text_of(bytes, what)?;
        let mut xml = Xml::new(&text, what);
        // How many entries it claims to have is often wrong, and of no use.
        xml.root()?;
        let mut list = Self::default();
        while let Some(tag) = xml.child()? {
            if xml::name(&tag) == "si" {
                let (text, pieces) = rich_text(&mut xml)?;
                if !pieces.is_empty() {
                    list.pieces.insert(list.texts.len(), pieces);
                }
                list.texts.push(SharedText::from(text));
            } else {
                xml.skip()?;
            }
        }
        xml.child()?;
        Ok(list)
    }

    /// The text of that number.
    pub(super) fn get(&self, number: usize) -> Option<&SharedText> {
        self.texts.get(number)
    }

    /// How the text of that number looks in a cell whose own font sets a text so.
    pub(super) fn look(&mut self, number: usize, of_cell: Lettering) -> Option<Look> {
        match self.pieces.get(&number) {
            Some(pieces) => self.looks.entry((number, of_cell)).or_insert_with(|| look_of(pieces, of_cell)).clone(),
            None => Look::of_whole(self.texts.get(number)?, of_cell),
        }
    }

    /// Whether any text is made of pieces.
    pub(super) fn has_pieces(&self) -> bool {
        !self.pieces.is_empty()
    }
}

/// The text of the current element, plain or in runs, as in `si` and `is`, and the runs as pieces; walked to its end.
pub(super) fn rich_text<'a>(xml: &mut Xml<'a>) -> Result<(Cow<'a, str>, Pieces), Refusal> {
    let mut whole = Cow::Borrowed("");
    let mut pieces = Pieces::new();
    while let Some(tag) = xml.child()? {
        match xml::name(&tag) {
            "t" => append(&mut whole, xml.text()?),
            "r" => {
                let mut font = None;
                while let Some(tag) = xml.child()? {
                    match xml::name(&tag) {
                        "rPr" => font = Some(lettering(xml)?),
                        "t" => {
                            let text = xml.text()?;
                            pieces.push((text::decoded(Cow::Borrowed(&*text)).into_owned(), font));
                            append(&mut whole, text);
                        }
                        _ => xml.skip()?,
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok((text::decoded(whole), pieces))
}

/// How pieces look in a cell whose own font sets a text so.
pub(super) fn look_of(pieces: &Pieces, of_cell: Lettering) -> Option<Look> {
    Look::of_runs(pieces.iter().map(|(text, font)| (text.as_str(), *font)), of_cell)
}

fn append<'a>(whole: &mut Cow<'a, str>, piece: Cow<'a, str>) {
    if whole.is_empty() {
        *whole = piece;
    } else {
        whole.to_mut().push_str(&piece);
    }
}
