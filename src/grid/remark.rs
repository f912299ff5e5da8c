//! What is written on a sheet beside its cells: notes, comments, shapes with text, headers and footers.

use serde::{Deserialize, Serialize};

use super::CellRef;

/// The most remarks of one sheet that are kept; the others are counted.
const MOST: usize = 10_000;

/// What a remark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RemarkKind {
    /// A note on a cell.
    Note,
    /// A comment on a cell, with its replies.
    Comment,
    /// A text box, or another shape that has text in it.
    Shape,
    /// A line of a header of the printed page.
    Header,
    /// A line of a footer of the printed page.
    Footer,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// What it is.
    pub kind: RemarkKind,
    /// The cell that it is anchored to, where it is to one.
    pub at: Option<CellRef>,
    /// What it says; `None` where its part of the file is damaged, so that nobody knows how many there were.
    pub text: Option<String>,
    /// Who wrote it, where the file says.
    pub author: String,
}

/// The remarks of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Remarks {
    /// Each of them, or the first ten thousand.
    pub each: Vec<Remark>,
    /// How many more there are.
    pub more: usize,
}

impl Remark {
    pub(super) fn new(kind: RemarkKind, at: Option<CellRef>, text: &str) -> Self {
        Self { kind, at, text: Some(text.trim().to_owned()), author: String::new() }
    }

    /// Says that there are some, in a part of the file that cannot be read.
    pub(super) fn unreadable(kind: RemarkKind) -> Self {
        Self { kind, at: None, text: None, author: String::new() }
    }
}

impl Remarks {
    /// Adds one, unless it says nothing.
    pub(super) fn add(&mut self, remark: Remark) {
        if remark.text.as_ref().is_some_and(String::is_empty) {
            return;
        }
        if self.each.len() < MOST {
            self.each.push(remark);
        } else {
            self.more += 1;
        }
    }
}
