//! A council's own document as a template: what it asks for, and what is wrong with how it asks.
//!
//! All of it is looked at before anything is written, so that no half-filled report comes about. Headers, footers and notes
//! are not searched, and nothing of them is changed.

use super::error::{TemplateFault, WrongPlaceholder};
use super::found::{Paragraph, Scan, Within};
use super::numbering::Numbering;
use super::parts::Parts;
use super::placeholder::{Part, Placeholder, Words, in_braces};
use super::scan::scan;
use super::section::Section;
use super::style::Styles;

/// More places than any report has, of which each may bring all of it.
const MOST: usize = 500;

/// A template that can be filled.
#[derive(Debug, Clone)]
pub struct Template {
    pub(super) parts: Parts,
    pub(super) scan: Scan,
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// Each section of it, in order; the last has no element of its own where the body ends without one.
    pub(super) sections: Vec<Section>,
    /// The paragraphs that ask for parts of the report, in order.
    pub(super) places: Vec<(usize, Part)>,
    /// Words to be put within texts: the paragraph, and where in its text.
    pub(super) words: Vec<(usize, (usize, usize), Words)>,
}

impl Template {
    /// Reads a template, .docx or .dotx.
    ///
    /// # Errors
    /// Where it cannot be read, a word in braces is nearly a placeholder or stands where it cannot be filled, or nothing asks
    /// for any of the report.
    pub fn read(bytes: &[u8]) -> Result<Self, TemplateFault> {
        let parts = Parts::open(bytes)?;
        let found = scan(parts.text(&parts.main))?;
        let text_of = |kind: &str| parts.of_main(kind).map(|name| parts.text(&name).to_owned()).unwrap_or_default();
        let styles = Styles::read(&text_of("styles"))?;
        let numbering = Numbering::read(&text_of("numbering"))?;
        let body = parts.text(&parts.main);
        let own = found.sections.iter().map(|section| body.get(section.place.clone()).unwrap_or_default());
        let mut sections = own.map(Section::read).collect::<Result<Vec<_>, _>>()?;
        if !ends_with_section(&found) {
            sections.push(Section::read("")?);
        }
        let (mut places, mut words, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
        for (number, paragraph) in found.paragraphs.iter().enumerate() {
            let text = paragraph.text();
            for one in in_braces(&text) {
                let spoken = || text.get(one.start..one.end).unwrap_or_default().to_owned();
                // What a contents field shows stands elsewhere as well, and is shown anew.
                let is_shown = paragraph.is_of_field_at(one.start);
                match one.meant {
                    Err(_) | Ok(Placeholder::Part(_)) if is_shown => {}
                    Err(fault) => wrong.push(fault),
                    Ok(Placeholder::Words(what)) => words.push((number, (one.start, one.end), what)),
                    Ok(Placeholder::Part(_)) if text.trim() != spoken() => {
                        wrong.push(WrongPlaceholder::NotAlone { found: spoken() });
                    }
                    Ok(Placeholder::Part(part)) => match no_room(paragraph) {
                        Some(place) => wrong.push(WrongPlaceholder::NoRoom { found: spoken(), place }),
                        None => places.push((number, part)),
                    },
                }
            }
        }
        // A text box stands twice in a document, in the new form and in the old.
        let mut told = Vec::new();
        wrong.retain(|fault| {
            !told.contains(fault) && {
                told.push(fault.clone());
                true
            }
        });
        if !wrong.is_empty() {
            return Err(TemplateFault::Placeholders { wrong });
        }
        if !places.iter().any(|(_, part)| part.is_content()) {
            return Err(TemplateFault::NothingPlaced);
        }
        if places.len() > MOST {
            return Err(TemplateFault::TooMany { found: places.len(), allowed: MOST });
        }
        Ok(Self { parts, scan: found, styles, numbering, sections, places, words })
    }

    /// The parts of the report that it asks for, from top to bottom; whether there is a delivery plan of each code is for the
    /// caller to say.
    pub fn asks_for(&self) -> impl Iterator<Item = &Part> {
        self.places.iter().map(|(_, part)| part)
    }

    /// What stands in square brackets in it, with the brackets: what an officer has still to write. Numbers alone in brackets
    /// are references.
    pub fn still_to_write(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for paragraph in self.scan.paragraphs.iter().filter(|own| !own.is_fallback) {
            let text = paragraph.text();
            let mut rest = text.as_str();
            while let Some((_, after)) = rest.split_once('[') {
                let Some((inside, further)) = after.split_once(']') else { break };
                // The innermost brackets, where some stand in others.
                let inside = inside.rsplit('[').next().unwrap_or_default();
                let prompt = format!("[{}]", inside.split_whitespace().collect::<Vec<_>>().join(" "));
                if inside.chars().any(char::is_alphabetic) && !found.contains(&prompt) {
                    found.push(prompt);
                }
                rest = further;
            }
        }
        found
    }

    /// The number of the section in which something at this place of the body stands.
    pub(super) fn section_at(&self, place: usize) -> usize {
        self.scan.sections.iter().take_while(|section| section.place.start < place).count()
    }
}

/// Whether the last section says what it is like at the end of the body, as nearly all do.
fn ends_with_section(scan: &Scan) -> bool {
    let last_paragraph = scan.paragraphs.last().map_or(0, |own| own.place.end);
    scan.sections.last().is_some_and(|section| section.place.start >= last_paragraph)
}

/// Where a paragraph stands that cannot take paragraphs and tables in its place.
fn no_room(paragraph: &Paragraph) -> Option<&'static str> {
    match paragraph.within {
        Within::Body | Within::Cell | Within::Control => None,
        Within::PlainControl => Some("a content control for text only"),
        Within::TextBox => Some("a text box"),
    }
}
