//! The tables of a document cell by cell, with what stands before each of them: how trackers that are kept in Word are read.
//!
//! Cells stand at the column of the table's grid in which they begin, so that one that spans several, or goes on from the
//! row above, is known for that. Text under tracked deletions is none, as everywhere here.

use super::error::Unreadable;
use super::parts::Parts;
use super::walk::{Step, Tag, Walk};

/// A table, and the paragraphs between it and the table before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct CellTable {
    /// The texts before it, from top to bottom, none of them blank.
    pub(crate) before: Vec<String>,
    /// Its rows.
    pub(crate) rows: Vec<Vec<TableCell>>,
}

/// One cell as it stands in its row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct TableCell {
    /// The column of the grid in which it begins, from 0.
    pub(crate) col: usize,
    /// How many columns of the grid it takes.
    pub(crate) span: usize,
    /// Whether it goes on from the cell above.
    pub(crate) goes_on: bool,
    /// Its text, the paragraphs parted by line breaks.
    pub(crate) text: String,
    /// Whether its first letters are bold.
    pub(crate) bold: bool,
    /// What fills it, as the document says it: six digits, or a word.
    pub(crate) fill: Option<String>,
    /// The font of the symbols in it that are letters of no other.
    pub(crate) symbols: Option<String>,
}

/// The widest cell and the widest row: far beyond any page.
const MOST_COLUMNS: usize = 1_000;

/// The tables of a document from top to bottom; a table within another belongs to the cell that it stands in.
///
/// # Errors
/// Where the document cannot be read.
pub(crate) fn cell_tables(bytes: &[u8]) -> Result<Vec<CellTable>, Unreadable> {
    let parts = Parts::open(bytes)?;
    let mut walk = Walk::new(parts.text(&parts.main), "its body");
    let mut reader = Reader::default();
    while let Some((step, _)) = walk.step()? {
        match step {
            Step::Open(tag) => reader.opened(&tag),
            Step::Close => reader.closed(),
            Step::Text(text) => reader.text(&text),
        }
    }
    Ok(reader.tables)
}

#[derive(Default)]
struct Reader {
    tables: Vec<CellTable>,
    /// Texts since the last table.
    before: Vec<String>,
    open: Vec<String>,
    table: Option<CellTable>,
    nested: usize,
    paragraph: String,
    is_bold: bool,
    unseen: usize,
    in_text: bool,
}

impl Reader {
    fn cell(&mut self) -> Option<&mut TableCell> {
        self.table.as_mut()?.rows.last_mut()?.last_mut()
    }

    fn opened(&mut self, tag: &Tag<'_>) {
        let name = tag.name().to_owned();
        let parent = self.open.last().map(String::as_str).unwrap_or_default().to_owned();
        match (name.as_str(), parent.as_str()) {
            ("w:tbl", _) if self.table.is_none() => {
                self.table = Some(CellTable { before: std::mem::take(&mut self.before), rows: Vec::new() });
            }
            ("w:tbl", _) => self.nested += 1,
            ("w:tr", _) if self.nested == 0 => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            ("w:tc", _) if self.nested == 0 => self.begin_cell(),
            ("w:gridSpan", "w:tcPr") if self.nested == 0 => {
                let span = tag.attribute("w:val").and_then(|span| span.trim().parse::<usize>().ok());
                if let (Some(cell), Some(span)) = (self.cell(), span) {
                    cell.span = span.clamp(1, MOST_COLUMNS);
                }
            }
            ("w:vMerge", "w:tcPr") if self.nested == 0 => {
                let begins = tag.attribute("w:val").is_some_and(|value| value == "restart");
                if let Some(cell) = self.cell() {
                    cell.goes_on = !begins;
                }
            }
            ("w:shd", "w:tcPr") if self.nested == 0 => {
                let fill = tag.attribute("w:fill").filter(|fill| fill != "auto");
                if let Some(cell) = self.cell() {
                    cell.fill = fill;
                }
            }
            ("w:gridBefore", "w:trPr") if self.nested == 0 => {
                let span = tag.attribute("w:val").and_then(|span| span.trim().parse::<usize>().ok());
                if let (Some(row), Some(span)) = (self.table.as_mut().and_then(|table| table.rows.last_mut()), span) {
                    row.push(TableCell { span: span.clamp(1, MOST_COLUMNS), ..TableCell::default() });
                }
            }
            ("w:p", _) => {
                self.paragraph.clear();
                self.is_bold = false;
            }
            ("w:b", "w:rPr") => self.is_bold |= tag.is_on() && self.paragraph.trim().is_empty(),
            ("w:t", _) => self.in_text = self.unseen == 0,
            ("w:tab", "w:r") => self.push("\t"),
            ("w:br" | "w:cr", "w:r") => self.push("\n"),
            ("w:noBreakHyphen", "w:r") => self.push("-"),
            ("w:sym", "w:r") if self.unseen == 0 => self.symbol(tag),
            ("w:del" | "w:moveFrom" | "mc:Fallback", _) => self.unseen += 1,
            _ => {}
        }
        self.open.push(name);
    }

    fn begin_cell(&mut self) {
        let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) else { return };
        let col = row.last().map_or(0, |last| last.col + last.span).min(MOST_COLUMNS);
        row.push(TableCell { col, span: 1, ..TableCell::default() });
    }

    fn symbol(&mut self, tag: &Tag<'_>) {
        let letter = tag.attribute("w:char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
        let Some(letter) = letter.and_then(char::from_u32) else { return };
        self.paragraph.push(letter);
        let font = tag.attribute("w:font");
        if let Some(cell) = self.cell() {
            cell.symbols = font.or_else(|| cell.symbols.take());
        }
    }

    fn push(&mut self, text: &str) {
        if self.unseen == 0 {
            self.paragraph.push_str(text);
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            self.paragraph.push_str(text);
        }
    }

    fn closed(&mut self) {
        match self.open.pop().as_deref() {
            Some("w:t") => self.in_text = false,
            Some("w:p") => self.end_paragraph(),
            Some("w:tbl") if self.nested > 0 => self.nested -= 1,
            Some("w:tbl") => self.tables.extend(self.table.take()),
            Some("w:del" | "w:moveFrom" | "mc:Fallback") => self.seen_again(),
            _ => {}
        }
    }

    fn seen_again(&mut self) {
        // Every element that ends has begun.
        self.unseen = self.unseen.saturating_sub(1);
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        let text = text.trim();
        let is_bold = self.is_bold;
        if text.is_empty() {
            return;
        }
        match self.cell() {
            Some(cell) if cell.text.is_empty() => {
                text.clone_into(&mut cell.text);
                cell.bold = is_bold;
            }
            Some(cell) => {
                cell.text.push('\n');
                cell.text.push_str(text);
            }
            None => self.before.push(text.to_owned()),
        }
    }
}
