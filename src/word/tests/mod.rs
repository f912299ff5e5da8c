//! Templates of a few lines each, filled.

mod hostile;
mod kept;
mod known;
mod laid_out;
mod placing;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::blank::blank;
use super::block::{Align, Block, Cell, Column, Level, Pages, Row, Run, Table};
use super::parts::Parts;
use super::scan::WORD;
use super::{Filling, Part, Template, WordError};

/// What the body of a template is like around what a test is about: A4 with a header.
const SECTION: &str = r#"<w:sectPr><w:headerReference w:type="default" r:id="rId9"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>"#;

/// A template with this body, before its last section.
fn with_body(body: &str) -> Vec<u8> {
    with_parts(&[("word/document.xml", &document(&format!("{body}{SECTION}")))])
}

fn document(body: &str) -> String {
    format!(
        r#"<w:document xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>"#
    )
}

/// A blank document in which these parts are others.
fn with_parts(changed: &[(&str, &str)]) -> Vec<u8> {
    let parts = Parts::open(&blank("", "").unwrap()).unwrap();
    parts.packed(changed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()).unwrap()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn filling() -> Filling {
    let [title, period, organisation, status] = ["Report", "Q1 <2025>", "Example\nCouncil", "Final"].map(str::to_owned);
    Filling { title, period, organisation, status }
}

fn say(text: &str) -> Block {
    Block::Paragraph(vec![Run::plain(text)])
}

fn table(texts: &[&str]) -> Table {
    let column = |name: &str| Column { heading: name.to_owned(), share: 1, align: Align::Left };
    let row = Row { cells: texts.iter().map(|text| Cell::of(*text)).collect(), bold: false };
    Table {
        name: "Name".to_owned(),
        description: "What it shows".to_owned(),
        columns: texts.iter().map(|text| column(&format!("Over {text}"))).collect(),
        rows: vec![row],
    }
}

/// What every test fills a template with: a table, a list, an appendix on its side.
fn blocks(part: &Part) -> Vec<Block> {
    match part {
        Part::Summary => vec![say("The {sumary} <summary>"), Block::Table(table(&["12 (92%)", ""]))],
        Part::KeyChanges => Vec::new(),
        Part::Position => vec![Block::Heading(Level::Two, "Place".to_owned()), Block::Bullet(vec![Run::bold("One")])],
        Part::Appendices | Part::Appendix(_) => {
            vec![Block::Pages(Pages::Landscape), say("On its side"), Block::Pages(Pages::AsBefore)]
        }
        Part::Everything
        | Part::Recommendations
        | Part::ActionsTable
        | Part::IndicatorsTable
        | Part::AppendixList
        | Part::Method => vec![say(&format!("{part:?}"))],
    }
}

fn filled(template: &[u8]) -> Vec<u8> {
    Template::read(template).unwrap().fill(&filling(), blocks).unwrap()
}

/// The body of a document.
fn body(bytes: &[u8]) -> String {
    parts(bytes).remove("word/document.xml").map(|bytes| String::from_utf8(bytes).unwrap()).unwrap()
}

/// The body of a template of these paragraphs, filled.
fn body_of(paragraphs: &str) -> String {
    body(&filled(&with_body(paragraphs)))
}

/// Every part of a package.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut own = Vec::new();
        part.read_to_end(&mut own).unwrap();
        parts.insert(name, own);
    }
    parts
}

fn fault(paragraphs: &str) -> String {
    Template::read(&with_body(paragraphs)).unwrap_err().to_string()
}
