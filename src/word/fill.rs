//! A template filled: the parts of the report in the places that ask for them, and everything else as it was.
//!
//! Only the body and what it lists are written anew, and of the body only the paragraphs that ask for something. What is
//! placed is never searched for placeholders.

use std::collections::{BTreeMap, BTreeSet};

use super::blank::blank;
use super::block::{Block, Document, Pages};
use super::body::{Flow, Writer};
use super::contents::refreshed;
use super::error::{Unreadable, WordError};
use super::found::{Paragraph, Within};
use super::parts::{TOP, TYPES};
use super::placeholder::{Part, Words};
use super::properties::{with_property, with_title};
use super::template::Template;
use super::text::{attribute, escaped};
use super::walk::{Edits, with_child};
use super::written::{PROPERTY, hash};

/// How wide text is taken to be in a cell, where nobody knows it, in twentieths of a point.
const CELL: u32 = 3_800;
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
/// What the types of a document's parts begin with.
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const CHART_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const CUSTOM_TYPE: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
const CORE_TYPE: &str = "application/vnd.openxmlformats-package.core-properties+xml";

/// What a template is filled with beside blocks.
#[derive(Debug, Clone, Default)]
pub struct Filling {
    /// The title among the properties, where the template has none.
    pub title: String,
    /// What stands for `{period}`.
    pub period: String,
    /// What stands for `{organisation}`.
    pub organisation: String,
    /// What stands for `{status}`.
    pub status: String,
}

impl Filling {
    fn of(&self, words: Words) -> &str {
        match words {
            Words::Period => &self.period,
            Words::Organisation => &self.organisation,
            Words::Status => &self.status,
        }
    }
}

impl Template {
    /// The report: the template with `blocks` of each part in its place. A part without blocks leaves nothing behind. The same
    /// template and the same blocks give the same bytes.
    ///
    /// # Errors
    /// Where a table's rows do not fit its columns, or the package cannot be put together.
    pub fn fill(&self, filling: &Filling, blocks: impl FnMut(&Part) -> Vec<Block>) -> Result<Vec<u8>, WordError> {
        self.filled(filling, blocks, true)
    }

    /// The same; a report carries what its body is like, and a starter does not.
    pub(super) fn filled(
        &self,
        filling: &Filling,
        mut blocks: impl FnMut(&Part) -> Vec<Block>,
        is_report: bool,
    ) -> Result<Vec<u8>, WordError> {
        let mut places = Vec::new();
        for (number, part) in &self.places {
            let Some(paragraph) = self.scan.paragraphs.get(*number) else { continue };
            places.push((paragraph, blocks(part)));
        }
        let mut writer = self.writer();
        let mut edits = Edits::default();
        self.place_parts(&places, &mut writer, &mut edits)?;
        self.place_words(filling, &mut edits);
        let body = edits.applied(self.parts.text(&self.parts.main));
        let body = refreshed(body, &mut writer.styles)?;
        let mut parts = Package::of(self);
        if is_report {
            parts.set_property(&hash(&body, &writer.styles)?)?;
        }
        parts.set_title(&filling.title)?;
        parts.add_all(&writer);
        parts.changed.insert(self.parts.main.clone(), body);
        self.parts.packed(parts.changed)
    }

    fn writer(&self) -> Writer {
        let first = self.scan.tables.iter().find(|table| !table.is_nested);
        let listed = self.parts.text(&self.parts.main_relations());
        let mut prefix = "rIdPlanroll".to_owned();
        while listed.contains(&prefix) {
            prefix.push('x');
        }
        Writer {
            styles: self.styles.clone(),
            numbering: self.numbering.clone(),
            of_first_table: first.and_then(|table| table.style.clone()),
            charts: Vec::new(),
            prefix,
            drawing: self.scan.highest_drawing,
        }
    }

    fn place_parts(
        &self,
        places: &[(&Paragraph, Vec<Block>)],
        writer: &mut Writer,
        edits: &mut Edits,
    ) -> Result<(), WordError> {
        // Where anything is said, in order: of what asks for a part, only where it gets one.
        let asked: BTreeMap<usize, bool> =
            places.iter().map(|(own, blocks)| (own.place.start, !blocks.is_empty())).collect();
        let says = |own: &&Paragraph| own.holds_more || *asked.get(&own.place.start).unwrap_or(&!own.is_blank());
        let said = self.scan.paragraphs.iter().filter(says).map(|own| own.place.start);
        let said: BTreeSet<usize> = said.chain(self.scan.tables.iter().map(|table| table.place.start)).collect();
        let says_within = |from: usize, to: usize| from < to && said.range(from..to).next().is_some();
        let mut begins = 0;
        for (number, section) in self.sections.iter().enumerate() {
            let element = self.scan.sections.get(number).map(|found| found.place.clone());
            let ends = element.as_ref().map_or(self.scan.end, |place| place.start);
            let mut flow = Flow::new(Some(section), section.text_width(false));
            let mut done = begins;
            for (paragraph, blocks) in places {
                if self.section_at(paragraph.place.start) != number {
                    continue;
                }
                if says_within(done, paragraph.place.start) {
                    flow.say();
                }
                done = paragraph.place.end;
                let new = match paragraph.within {
                    Within::Body => {
                        if paragraph.begins_page && !paragraph.holds_more {
                            flow.begin_page();
                        }
                        let mut new = writer.blocks(blocks, &mut flow)?;
                        if says_within(done, ends) {
                            new.push_str(&flow.turn(Pages::AsBefore));
                        }
                        new
                    }
                    within @ (Within::Cell | Within::Control | Within::PlainControl | Within::TextBox) => {
                        let width = if within == Within::Cell { CELL } else { section.text_width(false) };
                        flow.say();
                        let new = writer.blocks(blocks, &mut Flow::new(None, width))?;
                        // Neither a cell nor a content control is ever without a paragraph.
                        if new.is_empty() && !paragraph.holds_more { "<w:p/>".to_owned() } else { new }
                    }
                };
                self.put(paragraph, new, edits);
            }
            if flow.pages == Pages::Landscape || flow.is_parted {
                let new = section.written(flow.pages == Pages::Landscape, !flow.is_parted);
                edits.put(element.clone().unwrap_or(self.scan.end..self.scan.end), new);
            }
            begins = element.map_or(ends, |place| place.end);
        }
        Ok(())
    }

    /// Puts elements in the place of a paragraph. What must stay of it stays: bookmarks around what is new, and the paragraph
    /// itself, without its text, where it holds a drawing or ends a section.
    fn put(&self, paragraph: &Paragraph, new: String, edits: &mut Edits) {
        let body = self.parts.text(&self.parts.main);
        if paragraph.holds_more {
            edits.put(paragraph.place.start..paragraph.place.start, new);
            for place in paragraph.pieces.iter().filter_map(|piece| piece.place.clone()) {
                edits.put(place, "");
            }
            return;
        }
        let marks = |begins: bool| -> String {
            let own = paragraph.marks.iter().filter(move |(start, _)| *start == begins);
            own.filter_map(|(_, place)| body.get(place.clone())).collect()
        };
        edits.put(paragraph.place.clone(), format!("{}{new}{}", marks(true), marks(false)));
    }

    fn place_words(&self, filling: &Filling, edits: &mut Edits) {
        let mut by_paragraph: BTreeMap<usize, Vec<Replaced<'_>>> = BTreeMap::new();
        for (number, place, words) in &self.words {
            by_paragraph.entry(*number).or_default().push((*place, filling.of(*words)));
        }
        for (number, own) in by_paragraph {
            let Some(paragraph) = self.scan.paragraphs.get(number) else { continue };
            let mut at = 0;
            for piece in &paragraph.pieces {
                let (from, to) = (at, at + piece.text.len());
                at = to;
                let Some(place) = piece.place.clone() else { continue };
                if let Some(text) = replaced(&piece.text, from, to, &own) {
                    edits.put(place, format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(&text)));
                }
            }
        }
    }
}

/// From which byte of a text to which something else is to stand, and what.
type Replaced<'f> = ((usize, usize), &'f str);

/// A piece of a text, from one byte of it to another, with what stands for places of the text; nothing where none is in it.
/// A place that began in the piece before leaves nothing here.
fn replaced(piece: &str, from: usize, to: usize, places: &[Replaced<'_>]) -> Option<String> {
    let mut out = String::new();
    let mut done = from;
    let mut is_changed = false;
    for ((start, end), new) in places {
        if *start >= to || *end <= from {
            continue;
        }
        is_changed = true;
        if *start >= from {
            out.push_str(piece.get(done - from..start - from).unwrap_or_default());
            let line: Vec<&str> = new.split_whitespace().collect();
            out.push_str(&line.join(" "));
        }
        done = (*end).min(to);
    }
    out.push_str(piece.get(done - from..).unwrap_or_default());
    is_changed.then_some(out)
}

/// A document of its own, without a template.
///
/// # Errors
/// As [`Template::fill`].
pub fn write(document: &Document) -> Result<Vec<u8>, WordError> {
    written(document, true)
}

/// The same; a report carries what its body is like, and a starter does not.
pub(super) fn written(document: &Document, is_report: bool) -> Result<Vec<u8>, WordError> {
    let template = Template::read(&blank(&document.title, &document.subject)?);
    let template = template.map_err(|fault| Unreadable::damaged(fault.to_string()))?;
    template.filled(&Filling::default(), |_| document.blocks.clone(), is_report)
}

/// The parts that are changed or new, and what lists them.
struct Package<'t> {
    template: &'t Template,
    changed: BTreeMap<String, String>,
    types: String,
    top: String,
    relations: String,
}

impl<'t> Package<'t> {
    fn of(template: &'t Template) -> Self {
        Self { template, changed: BTreeMap::new(), types: String::new(), top: String::new(), relations: String::new() }
    }

    fn set_title(&mut self, title: &str) -> Result<(), WordError> {
        let parts = &self.template.parts;
        let line: Vec<&str> = title.split_whitespace().collect();
        let known = parts.core();
        let text = known.as_deref().map(|name| parts.text(name)).unwrap_or_default();
        if line.is_empty() {
            return Ok(());
        }
        let Some(text) = with_title(text, &line.join(" "))? else { return Ok(()) };
        let name = known.unwrap_or_else(|| {
            let name = self.free("docProps/core.xml");
            self.list_part(&name, CORE_TYPE);
            self.list_at_top(
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                &name,
            );
            name
        });
        self.changed.insert(name, text);
        Ok(())
    }

    fn set_property(&mut self, hash: &str) -> Result<(), WordError> {
        let parts = &self.template.parts;
        let known = parts.custom();
        let text = known.as_deref().map(|name| parts.text(name)).unwrap_or_default();
        let text = with_property(text, PROPERTY, hash)?;
        let name = known.unwrap_or_else(|| {
            let name = self.free("docProps/custom.xml");
            self.list_part(&name, CUSTOM_TYPE);
            self.list_at_top(&format!("{RELATION}/custom-properties"), &name);
            name
        });
        self.changed.insert(name, text);
        Ok(())
    }

    /// Takes what the body needs: charts, styles, lists; and what lists all that is new.
    fn add_all(&mut self, writer: &Writer) {
        let template = self.template;
        let folder = template.parts.folder();
        for (id, text) in &writer.charts {
            let name = self.free(&format!("{folder}charts/chart.xml"));
            self.list_part(&name, CHART_TYPE);
            self.list_of_body(id, "chart", name.strip_prefix(&folder).unwrap_or(&name));
            self.changed.insert(name, text.clone());
        }
        for (kind, text) in [("styles", writer.styles.written()), ("numbering", writer.numbering.written())] {
            let Some(text) = text else { continue };
            let name = template.parts.of_main(kind).unwrap_or_else(|| {
                let name = self.free(&format!("{folder}{kind}.xml"));
                self.list_part(&name, &format!("{WORD_TYPE}{kind}+xml"));
                let id = format!("{}{kind}", writer.prefix);
                self.list_of_body(&id, kind, name.strip_prefix(&folder).unwrap_or(&name));
                name
            });
            self.changed.insert(name, text);
        }
        let relations = template.parts.main_relations();
        for (name, more, space) in
            [(TYPES, &self.types, CONTENT_TYPES), (TOP, &self.top, RELATIONS), (&relations, &self.relations, RELATIONS)]
        {
            if more.is_empty() {
                continue;
            }
            let text = template.parts.text(name);
            let empty = format!("<Relationships xmlns=\"{space}\"></Relationships>");
            self.changed.insert(name.to_owned(), with_child(if text.is_empty() { &empty } else { text }, more));
        }
    }

    /// A name that no part has: this one, or this one with a number.
    fn free(&self, name: &str) -> String {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "xml"));
        let is_chart = stem.ends_with("/chart");
        let first = (!is_chart).then(|| name.to_owned());
        let mut names = first.into_iter().chain((1..).map(|number| format!("{stem}{number}.{ending}")));
        let taken = |name: &String| self.template.parts.has(name) || self.changed.contains_key(name);
        names.find(|name| !taken(name)).unwrap_or_default()
    }

    fn list_part(&mut self, name: &str, kind: &str) {
        self.types +=
            &format!("<Override xmlns=\"{CONTENT_TYPES}\" PartName=\"/{}\" ContentType=\"{kind}\"/>", attribute(name));
    }

    fn list_at_top(&mut self, kind: &str, target: &str) {
        let listed = self.template.parts.text(TOP);
        let mut id = "rIdPlanroll".to_owned();
        while listed.contains(&id) || self.top.contains(&format!("\"{id}\"")) {
            id.push('x');
        }
        self.top += &relation(&id, kind, target);
    }

    fn list_of_body(&mut self, id: &str, kind: &str, target: &str) {
        self.relations += &relation(id, &format!("{RELATION}/{kind}"), target);
    }
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship xmlns=\"{RELATIONS}\" Id=\"{id}\" Type=\"{kind}\" Target=\"{}\"/>", attribute(target))
}
