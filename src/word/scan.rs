//! The body of a document, read from its beginning to its end into what is found in it.
//!
//! What was deleted or moved away under tracked changes is no text, and neither is what fields show by themselves. The older
//! form in which Word writes a text box a second time is told apart.

use std::ops::Range;

use super::error::Unreadable;
use super::found::{ContentsFound, Paragraph, Piece, Scan, SectionFound, TableFound, Within};
use super::walk::{Step, Tag, Walk};

/// A field that has begun.
struct Field {
    instruction: String,
    /// Whether what it shows has begun.
    shows: bool,
    first: usize,
}

impl Field {
    fn changes(&self) -> bool {
        let word = self.instruction.split_whitespace().next().unwrap_or_default();
        self.shows && !word.eq_ignore_ascii_case("HYPERLINK")
    }
}

/// What is being gathered.
enum Gathered {
    Text { start: usize, text: String },
    Instruction,
}

#[derive(Default)]
struct Scanner {
    scan: Scan,
    /// The elements that are open, with where they began.
    open: Vec<(String, usize)>,
    /// The paragraphs, tables and content controls that are open.
    paragraphs: Vec<usize>,
    tables: Vec<usize>,
    plain_controls: Vec<bool>,
    boxes: usize,
    fallbacks: usize,
    unseen: usize,
    fields: Vec<Field>,
    simple_fields: usize,
    gathered: Option<Gathered>,
}

/// The namespace of Word's own elements.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Content controls that take no paragraphs, by what says so.
const PLAIN: [&str; 8] = [
    "w:text",
    "w:date",
    "w:dropDownList",
    "w:comboBox",
    "w:picture",
    "w:dataBinding",
    "w15:dataBinding",
    "w14:checkbox",
];
/// What belongs to the text around a paragraph and not to its own.
const MARKS: [(&str, bool); 6] = [
    ("w:bookmarkStart", true),
    ("w:bookmarkEnd", false),
    ("w:commentRangeStart", true),
    ("w:commentRangeEnd", false),
    ("w:permStart", true),
    ("w:permEnd", false),
];

/// Reads the body of a document.
pub(super) fn scan(text: &str) -> Result<Scan, Unreadable> {
    let mut walk = Walk::new(text, "its body");
    let mut scanner = Scanner::default();
    while let Some((step, place)) = walk.step()? {
        match step {
            Step::Open(tag) => scanner.opened(&tag, place),
            Step::Close => scanner.closed(place),
            Step::Text(text) => scanner.text(&text),
        }
    }
    if !scanner.scan.is_usual {
        return Err(Unreadable::Form);
    }
    if scanner.scan.end == 0 {
        return Err(Unreadable::damaged("it has no body"));
    }
    Ok(scanner.scan)
}

impl Scanner {
    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        let last = self.paragraphs.last()?;
        self.scan.paragraphs.get_mut(*last)
    }

    fn table(&mut self) -> Option<&mut TableFound> {
        let last = self.tables.last()?;
        self.scan.tables.get_mut(*last)
    }

    fn opened(&mut self, tag: &Tag<'_>, place: Range<usize>) {
        let name = tag.name();
        let parent = self.open.last().map(|(name, _)| name.clone()).unwrap_or_default();
        match name {
            "w:document" => self.scan.is_usual = tag.attribute("xmlns:w").is_some_and(|own| own == WORD),
            "w:p" => self.begin_paragraph(&place),
            "w:pStyle" if parent == "w:pPr" => {
                let style = tag.attribute("w:val");
                if let Some(own) = self.paragraph() {
                    own.style = style;
                }
            }
            "w:pageBreakBefore" if parent == "w:pPr" => {
                let is_on = tag.is_on();
                if let Some(own) = self.paragraph() {
                    own.begins_page = is_on;
                }
            }
            "w:t" if self.unseen == 0 => {
                self.gathered = Some(Gathered::Text { start: place.start, text: String::new() });
            }
            "w:instrText" => self.gathered = Some(Gathered::Instruction),
            "w:tab" | "w:ptab" if parent == "w:r" => self.sign("\t"),
            "w:br" | "w:cr" if parent == "w:r" => {
                self.sign("\n");
                if tag.attribute("w:type").is_some_and(|kind| kind != "textWrapping") {
                    self.hold_more();
                }
            }
            "w:noBreakHyphen" if parent == "w:r" => self.sign("-"),
            "w:tbl" => self.begin_table(&place),
            "w:tblStyle" if parent == "w:tblPr" => {
                let style = tag.attribute("w:val");
                if let Some(table) = self.table() {
                    table.style = style;
                }
            }
            "w:tr" => {
                if let Some(table) = self.table() {
                    table.rows.push(0);
                }
            }
            "w:tc" => {
                if let Some(cells) = self.table().and_then(|table| table.rows.last_mut()) {
                    *cells += 1;
                }
            }
            "w:sdt" => self.plain_controls.push(false),
            name if parent == "w:sdtPr" && PLAIN.contains(&name) => {
                if let Some(plain) = self.plain_controls.last_mut() {
                    *plain = true;
                }
            }
            "w:txbxContent" => self.boxes += 1,
            "mc:Fallback" => self.fallbacks += 1,
            "w:del" | "w:moveFrom" => self.unseen += 1,
            "w:sectPr" if parent == "w:pPr" || parent == "w:body" => {
                self.scan.sections.push(SectionFound { place: place.clone() });
                if parent == "w:pPr" {
                    self.hold_more();
                }
            }
            "w:drawing" | "w:pict" | "w:object" => {
                self.scan.drawings += usize::from(self.fallbacks == 0);
                self.hold_more();
            }
            "w:footnoteReference" | "w:endnoteReference" | "w:commentReference" => {
                self.scan.references += usize::from(self.fallbacks == 0);
                self.hold_more();
            }
            "mc:AlternateContent" | "w:sym" | "m:oMath" | "w:ruby" => self.hold_more(),
            "wp:docPr" => self.scan.highest_drawing = self.scan.highest_drawing.max(number(tag, "id")),
            "w:fldSimple" => self.simple_fields += 1,
            "w:fldChar" => self.field(tag.attribute("w:fldCharType").unwrap_or_default().as_str()),
            _ => {}
        }
        if name == "w:bookmarkStart" {
            self.scan.highest_bookmark = self.scan.highest_bookmark.max(number(tag, "w:id"));
        }
        self.open.push((name.to_owned(), place.start));
    }

    fn begin_paragraph(&mut self, place: &Range<usize>) {
        let within = if self.boxes > 0 {
            Within::TextBox
        } else if self.plain_controls.contains(&true) {
            Within::PlainControl
        } else if !self.tables.is_empty() {
            Within::Cell
        } else if self.plain_controls.is_empty() {
            Within::Body
        } else {
            Within::Control
        };
        let cell = self.tables.last().and_then(|table| {
            let rows = &self.scan.tables.get(*table)?.rows;
            Some((*table, rows.len(), *rows.last()?))
        });
        self.paragraphs.push(self.scan.paragraphs.len());
        self.scan.paragraphs.push(Paragraph {
            place: place.clone(),
            inside: place.end..place.end,
            within,
            parent: self.open.last().map_or(0, |(_, start)| *start),
            cell,
            is_fallback: self.fallbacks > 0,
            ..Paragraph::default()
        });
    }

    fn begin_table(&mut self, place: &Range<usize>) {
        let found = TableFound {
            place: place.clone(),
            after: self.scan.paragraphs.len(),
            is_nested: !self.tables.is_empty() || self.boxes > 0,
            is_fallback: self.fallbacks > 0,
            ..TableFound::default()
        };
        self.tables.push(self.scan.tables.len());
        self.scan.tables.push(found);
    }

    fn field(&mut self, kind: &str) {
        let paragraph = self.paragraphs.last().copied().unwrap_or_default();
        match kind {
            "begin" => self.fields.push(Field { instruction: String::new(), shows: false, first: paragraph }),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.shows = true;
                }
            }
            "end" => {
                let Some(field) = self.fields.pop() else { return };
                let word = field.instruction.split_whitespace().next().unwrap_or_default();
                if word.eq_ignore_ascii_case("TOC") {
                    let instruction = field.instruction.trim().to_owned();
                    self.scan.contents.push(ContentsFound { instruction, first: field.first, last: paragraph });
                }
            }
            _ => {}
        }
        self.hold_more();
    }

    fn hold_more(&mut self) {
        if let Some(own) = self.paragraph() {
            own.holds_more = true;
        }
    }

    /// What stands for a letter without being one.
    fn sign(&mut self, text: &str) {
        if self.unseen == 0 {
            self.add(text, None);
        }
    }

    fn add(&mut self, text: &str, place: Option<Range<usize>>) {
        let is_of_field = self.simple_fields > 0 || self.fields.iter().any(Field::changes);
        if let Some(own) = self.paragraph() {
            own.pieces.push(Piece { text: text.to_owned(), place, is_of_field });
        }
    }

    fn text(&mut self, more: &str) {
        match &mut self.gathered {
            Some(Gathered::Text { text, .. }) => text.push_str(more),
            Some(Gathered::Instruction) => {
                if let Some(field) = self.fields.last_mut().filter(|field| !field.shows) {
                    field.instruction.push_str(more);
                }
            }
            None => {}
        }
    }

    fn closed(&mut self, place: Range<usize>) {
        let Some((name, start)) = self.open.pop() else { return };
        match name.as_str() {
            "w:p" => {
                if let Some(own) = self.paragraph() {
                    own.place.end = place.end;
                    // One without contents has its place only.
                    own.inside.end = place.start.max(own.inside.start);
                }
                self.paragraphs.pop();
            }
            "w:pPr" => {
                let end = place.end;
                // The properties of a numbering or a style are not those of a paragraph.
                if self.open.last().is_some_and(|(parent, _)| parent == "w:p")
                    && let Some(own) = self.paragraph()
                {
                    own.inside.start = end;
                }
            }
            "w:t" | "w:instrText" => {
                if let Some(Gathered::Text { start, text }) = self.gathered.take() {
                    self.add(&text, Some(start..place.end));
                }
            }
            "w:tbl" => {
                if let Some(table) = self.table() {
                    table.place.end = place.end;
                }
                self.tables.pop();
            }
            "w:sdt" => {
                self.plain_controls.pop();
            }
            "w:sectPr" => {
                if let Some(own) = self.scan.sections.last_mut().filter(|section| section.place.start == start) {
                    own.place.end = place.end;
                }
            }
            "w:txbxContent" => self.boxes -= 1,
            "mc:Fallback" => self.fallbacks -= 1,
            "w:del" | "w:moveFrom" => self.unseen -= 1,
            "w:fldSimple" => self.simple_fields -= 1,
            "w:body" => self.scan.end = place.start,
            name => {
                if let Some((_, begins)) = MARKS.iter().find(|(mark, _)| *mark == name) {
                    let mark = (*begins, start..place.end);
                    if let Some(own) = self.paragraph() {
                        own.marks.push(mark.clone());
                    }
                }
            }
        }
    }
}

fn number(tag: &Tag<'_>, attribute: &str) -> u64 {
    tag.attribute(attribute).and_then(|own| own.trim().parse().ok()).unwrap_or_default()
}
