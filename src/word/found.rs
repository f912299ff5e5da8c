//! What is found in the body of a document: paragraphs with their text and their places, tables, sections, contents fields.
//!
//! Word tears a text into runs wherever it was corrected or spelled, and puts its marks between them; here a paragraph is
//! one text whose pieces know their places.

use std::ops::Range;

/// The body of a document, as far as anything is done with it.
#[derive(Debug, Clone, Default)]
pub(super) struct Scan {
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) tables: Vec<TableFound>,
    pub(super) sections: Vec<SectionFound>,
    pub(super) contents: Vec<ContentsFound>,
    /// Where the body ends.
    pub(super) end: usize,
    /// Drawings, pictures and objects.
    pub(super) drawings: usize,
    /// Comments, footnotes and endnotes that are referred to.
    pub(super) references: usize,
    /// The highest number of a drawing, and of a bookmark.
    pub(super) highest_drawing: u64,
    pub(super) highest_bookmark: u64,
    /// Whether the usual name of Word's own elements is declared at the top.
    pub(super) is_usual: bool,
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// The whole element.
    pub(super) place: Range<usize>,
    /// Where its contents stand, after its properties.
    pub(super) inside: Range<usize>,
    /// The identifier of its style, where it has one.
    pub(super) style: Option<String>,
    pub(super) pieces: Vec<Piece>,
    pub(super) within: Within,
    /// Where the element begins that it is a child of.
    pub(super) parent: usize,
    /// The table, row and cell that it stands in.
    pub(super) cell: Option<(usize, usize, usize)>,
    /// Whether it is the older form of what another paragraph says.
    pub(super) is_fallback: bool,
    pub(super) begins_page: bool,
    /// Whether it holds anything that must stay where its text goes: a drawing, a section's end, a reference.
    pub(super) holds_more: bool,
    /// Beginnings and ends of bookmarks and the like in it; true for beginnings.
    pub(super) marks: Vec<(bool, Range<usize>)>,
}

/// What a paragraph stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Within {
    #[default]
    Body,
    Cell,
    /// A content control that takes paragraphs.
    Control,
    /// A content control for a text, a date or a choice, or one that shows a property.
    PlainControl,
    TextBox,
}

/// A piece of a paragraph's text.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) text: String,
    /// Its element; nothing where the piece stands for a tab, a line break or the like.
    pub(super) place: Option<Range<usize>>,
    /// Whether it is what a field shows, which changes by itself. What a link shows does not.
    pub(super) is_of_field: bool,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub(super) struct TableFound {
    pub(super) place: Range<usize>,
    pub(super) style: Option<String>,
    /// How many cells each row has.
    pub(super) rows: Vec<usize>,
    /// How many paragraphs had begun before it.
    pub(super) after: usize,
    pub(super) is_nested: bool,
    pub(super) is_fallback: bool,
}

/// What a section is like, which stands at its end.
#[derive(Debug, Clone)]
pub(super) struct SectionFound {
    pub(super) place: Range<usize>,
}

/// A contents field.
#[derive(Debug, Clone)]
pub(super) struct ContentsFound {
    pub(super) instruction: String,
    /// The paragraphs in which it begins and ends.
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Paragraph {
    /// Its text in one.
    pub(super) fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// Whether the letter at this byte of its text is one that a field shows.
    pub(super) fn is_of_field_at(&self, at: usize) -> bool {
        let mut end = 0;
        let piece = self.pieces.iter().find(|piece| {
            end += piece.text.len();
            at < end
        });
        piece.is_some_and(|piece| piece.is_of_field)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.pieces.iter().all(|piece| piece.text.trim().is_empty())
    }
}
