//! Blocks as elements of a document's body, in the styles that the document has.
//!
//! Every table has a marked header row that is repeated, rows that stay whole unless they are long, and no empty cell;
//! every chart has its description; a section turns within the council's own. What was typed stands as text.

use std::fmt::Write as _;

use super::block::{Align, Block, Cell, Chart, Level, NOTHING, Pages, Row, Run, Table};
use super::chart;
use super::error::WordError;
use super::numbering::Numbering;
use super::section::Section;
use super::style::{Role, Styles};
use super::text::{attribute, runs};
use super::widths::{LETTER, widths};

/// More lines than these in a cell, and its row may break over pages.
const LONG: usize = 20;
/// Tables of at most so many lines of text are kept on one page.
const SHORT: usize = 16;
/// A chart is drawn no wider than upright pages are: more would only make it flat.
const WIDEST: u32 = 9_638;
/// English Metric Units in a twentieth of a point.
const EMU: u64 = 635;
/// Small charts are no narrower than this, and no more of them stand beside each other.
const NARROWEST: u32 = 4_200;
const BESIDE: u32 = 3;
/// More columns than these, and their text is smaller, as that of all tables on pages on their side is: in half points, and how wide a letter then is.
const MANY: usize = 8;
const SMALL: &str = "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>";
const SMALL_LETTER: u64 = 95;

/// What writes blocks, and what it has needed so far.
pub(super) struct Writer {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// The style of the template's first table.
    pub(super) of_first_table: Option<String>,
    /// The parts of charts, each with the identifier by which the body speaks of it.
    pub(super) charts: Vec<(String, String)>,
    /// What those identifiers begin with: nothing of the template's does.
    pub(super) prefix: String,
    /// The number of the last drawing.
    pub(super) drawing: u64,
}

/// Where blocks go: a section of the document, or a place in one where pages cannot turn.
pub(super) struct Flow<'s> {
    /// The section; none where pages cannot turn.
    pub(super) section: Option<&'s Section>,
    /// How wide text is there where there is no section.
    pub(super) width: u32,
    pub(super) pages: Pages,
    /// How they are to lie for what comes next: they turn when something does, so that no page stays empty.
    wanted: Pages,
    /// What was said last since the pages turned, or since the section began.
    last: Last,
    /// Whether the section has been parted already.
    pub(super) is_parted: bool,
    begins_page: bool,
}

/// What stands last in a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Text,
    Table,
}

/// What a paragraph has of its own beside its style.
#[derive(Default)]
struct Own {
    keep_next: bool,
    list: Option<u64>,
    align: Option<Align>,
}

impl<'s> Flow<'s> {
    pub(super) fn new(section: Option<&'s Section>, width: u32) -> Self {
        Self {
            section,
            width,
            pages: Pages::AsBefore,
            wanted: Pages::AsBefore,
            last: Last::Nothing,
            is_parted: false,
            begins_page: false,
        }
    }

    /// Lets what comes next begin on a new page.
    pub(super) fn begin_page(&mut self) {
        self.begins_page = true;
    }

    /// Takes note of what the template itself says.
    pub(super) fn say(&mut self) {
        self.last = Last::Text;
    }

    fn text_width(&self) -> u32 {
        self.section.map_or(self.width, |section| section.text_width(self.pages == Pages::Landscape))
    }

    /// Turns the pages for what comes next, and gives the paragraph that ends what was before.
    pub(super) fn turn(&mut self, pages: Pages) -> String {
        self.wanted = pages;
        let Some(section) = self.section.filter(|section| !section.is_landscape()) else { return String::new() };
        if pages == self.pages {
            return String::new();
        }
        let mut out = String::new();
        if self.last != Last::Nothing {
            let ended = section.written(self.pages == Pages::Landscape, !self.is_parted);
            // So low that it never takes a page of its own.
            out = format!(
                "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>{ended}</w:pPr></w:p>"
            );
            self.is_parted = true;
            self.last = Last::Nothing;
            self.begins_page = false;
        }
        self.pages = pages;
        out
    }

    /// Ends a place: two tables must not run together, and a cell ends with a paragraph.
    fn end(&mut self) -> &'static str {
        if self.last != Last::Table {
            return "";
        }
        self.last = Last::Text;
        "<w:p/>"
    }
}

impl Writer {
    /// The elements of blocks, in their order.
    pub(super) fn blocks(&mut self, blocks: &[Block], flow: &mut Flow<'_>) -> Result<String, WordError> {
        let mut out = String::new();
        for block in blocks {
            if !matches!(block, Block::Pages(_) | Block::PageBreak) {
                out.push_str(&flow.turn(flow.wanted));
            }
            match block {
                Block::Title(text) => self.styled(&mut out, flow, Role::Title, text),
                Block::Heading(level, text) => self.styled(&mut out, flow, Role::Heading(*level), text),
                Block::Caption(text) => self.styled(&mut out, flow, Role::Caption, text),
                Block::Paragraph(own) => paragraph(&mut out, flow, None, &Own::default(), &runs(own, false, "")),
                Block::Bullet(own) => {
                    let style = self.styles.of(Role::Bullet);
                    let list = (!self.styles.makes_list(&style)).then(|| self.numbering.points());
                    let own = runs(own, false, "");
                    paragraph(&mut out, flow, Some(&style), &Own { list, ..Own::default() }, &own);
                }
                Block::Table(table) => {
                    out.push_str(&before_table(flow));
                    out.push_str(&self.table(table, flow)?);
                    flow.last = Last::Table;
                }
                Block::Chart(chart) => {
                    let drawing = self.chart(chart, flow.text_width().min(WIDEST));
                    paragraph(&mut out, flow, None, &Own::default(), &drawing);
                }
                Block::Charts(charts) => {
                    // Of several widths the lines would not be even.
                    let beside = (flow.text_width() / NARROWEST).clamp(1, BESIDE);
                    let width = flow.text_width() / beside;
                    let drawings: String = charts.iter().map(|chart| self.chart(chart, width)).collect();
                    paragraph(&mut out, flow, None, &Own::default(), &drawings);
                }
                Block::Pages(pages) => flow.wanted = *pages,
                Block::PageBreak => flow.begin_page(),
                Block::Contents(deepest) => {
                    let field = contents_field(*deepest);
                    paragraph(&mut out, flow, None, &Own::default(), &field);
                }
            }
        }
        out.push_str(flow.end());
        Ok(out)
    }

    fn styled(&mut self, out: &mut String, flow: &mut Flow<'_>, role: Role, text: &str) {
        let style = self.styles.of(role);
        // A caption stays with what it names, whatever the council's style says.
        let own = Own { keep_next: role == Role::Caption, ..Own::default() };
        paragraph(out, flow, Some(&style), &own, &runs(&[Run::plain(text)], false, ""));
    }

    fn table(&mut self, table: &Table, flow: &Flow<'_>) -> Result<String, WordError> {
        let count = table.columns.len();
        if count == 0 || table.rows.iter().any(|row| row.cells.len() != count) {
            return Err(WordError::Table { table: table.name.clone() });
        }
        let text_style = self.styles.of(Role::TableText);
        let (style, is_own) = self.styles.of_tables(self.of_first_table.as_deref());
        let is_small = count > MANY || flow.pages == Pages::Landscape;
        let (small, letter) = if is_small { (SMALL, SMALL_LETTER) } else { ("", LETTER) };
        let widths = widths(table, u64::from(flow.text_width()), letter);
        let mut out = format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{}\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>{}{}</w:tblPr><w:tblGrid>",
            attribute(&style),
            said("w:tblCaption", &table.name),
            said("w:tblDescription", &table.description)
        );
        for (twips, _) in &widths {
            let _ = write!(out, "<w:gridCol w:w=\"{twips}\"/>");
        }
        out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        let header_colour = if is_own { "<w:color w:val=\"FFFFFF\"/>" } else { "" };
        let shade = if is_own { shading("1F3A5F") } else { String::new() };
        for (column, (_, share)) in table.columns.iter().zip(&widths) {
            // A sign stands over its meaning, which is not bold: it is longer than a word.
            let (sign, meaning) = column.heading.split_once('\n').unwrap_or((&column.heading, ""));
            let mut own = runs(&[Run::plain(sign)], true, &format!("{header_colour}{small}"));
            if !meaning.is_empty() {
                own.push_str(&runs(
                    &[Run::plain(format!("\n{meaning}"))],
                    false,
                    &format!("<w:b w:val=\"0\"/><w:bCs w:val=\"0\"/>{header_colour}{SMALL}"),
                ));
            }
            // A header alone at the foot of a page is none.
            let own = cell_paragraph(&text_style, true, column.align, &own);
            let _ = write!(
                out,
                "<w:tc><w:tcPr><w:tcW w:w=\"{share}\" w:type=\"pct\"/>{shade}<w:vAlign w:val=\"bottom\"/></w:tcPr>{own}</w:tc>"
            );
        }
        out.push_str("</w:tr>");
        let lines: usize = table.rows.iter().map(|row| lines_of(row, &widths, letter)).sum();
        let stays_whole = lines <= SHORT;
        for (at, row) in table.rows.iter().enumerate() {
            out.push_str(if lines_of(row, &widths, letter) > LONG {
                "<w:tr>"
            } else {
                "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            });
            let keep_next = stays_whole && at + 1 < table.rows.len();
            for ((cell, column), (_, share)) in row.cells.iter().zip(&table.columns).zip(&widths) {
                let colour = cell.fill.map(|fill| format!("{:06X}", fill.0 & 0xFF_FF_FF));
                let letters = cell.fill.map(|fill| format!("<w:color w:val=\"{:06X}\"/>", fill.text_colour().0));
                let properties = format!("{}{small}", letters.unwrap_or_default());
                let nothing = [Run::plain(NOTHING)];
                let mut spoken = cell.spoken();
                if spoken.is_empty() {
                    spoken.push(&nothing);
                }
                let paragraphs: String = spoken
                    .iter()
                    .map(|own| runs(own, row.bold, &properties))
                    .map(|own| cell_paragraph(&text_style, keep_next, column.align, &own))
                    .collect();
                let shade = colour.map(|colour| shading(&colour)).unwrap_or_default();
                let _ = write!(
                    out,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{share}\" w:type=\"pct\"/>{shade}</w:tcPr>{paragraphs}</w:tc>"
                );
            }
            out.push_str("</w:tr>");
        }
        out.push_str("</w:tbl>");
        Ok(out)
    }

    fn chart(&mut self, chart: &Chart, width: u32) -> String {
        let id = format!("{}{}", self.prefix, self.charts.len() + 1);
        self.charts.push((id.clone(), chart::part(chart, self.styles.font.as_deref())));
        // A template in which numbers are as high as they go has no room for another: the last one is shared.
        self.drawing = self.drawing.saturating_add(1);
        let size = [width, chart::height(chart)].map(|twips| u64::from(twips) * EMU);
        let [width, height] = size;
        format!(
            "<w:r><w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:docPr id=\"{}\" name=\"Chart {}\" descr=\"{}\"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"{id}\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
            self.drawing,
            self.charts.len(),
            attribute(&chart.description)
        )
    }
}

/// A contents field that shows nothing yet.
pub(super) fn contents_field(deepest: Level) -> String {
    let instruction = format!(" TOC \\o \"1-{}\" \\h \\z \\u ", deepest.number());
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\">{}</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        super::text::escaped(&instruction)
    )
}

fn paragraph(out: &mut String, flow: &mut Flow<'_>, style: Option<&str>, own: &Own, contents: &str) {
    let mut properties = String::new();
    if let Some(style) = style {
        let _ = write!(properties, "<w:pStyle w:val=\"{}\"/>", attribute(style));
    }
    if own.keep_next {
        properties.push_str("<w:keepNext/>");
    }
    if std::mem::take(&mut flow.begins_page) {
        properties.push_str("<w:pageBreakBefore/>");
    }
    if let Some(list) = own.list {
        let _ = write!(properties, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>");
    }
    // Ordinary text has no room before it, and would stick to the table.
    if flow.last == Last::Table && style.is_none() {
        properties.push_str("<w:spacing w:before=\"200\"/>");
    }
    if let Some(align) = own.align {
        properties.push_str(justified(align));
    }
    let properties = if properties.is_empty() { properties } else { format!("<w:pPr>{properties}</w:pPr>") };
    let _ = write!(out, "<w:p>{properties}{contents}</w:p>");
    flow.last = Last::Text;
}

/// What must stand before a table: a paragraph where another table ends or a page is to begin.
fn before_table(flow: &mut Flow<'_>) -> String {
    if std::mem::take(&mut flow.begins_page) {
        "<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>".to_owned()
    } else if flow.last == Last::Table {
        "<w:p/>".to_owned()
    } else {
        String::new()
    }
}

fn cell_paragraph(style: &str, keep_next: bool, align: Align, contents: &str) -> String {
    let keep = if keep_next { "<w:keepNext/>" } else { "" };
    format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{keep}{}</w:pPr>{contents}</w:p>", attribute(style), justified(align))
}

fn justified(align: Align) -> &'static str {
    match align {
        Align::Left => "<w:jc w:val=\"left\"/>",
        Align::Centre => "<w:jc w:val=\"center\"/>",
        Align::Right => "<w:jc w:val=\"right\"/>",
    }
}

fn shading(colour: &str) -> String {
    format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{colour}\"/>")
}

fn said(element: &str, text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { format!("<{element} w:val=\"{}\"/>", attribute(text)) }
}

/// How many lines of text a row has.
fn lines_of(row: &Row, widths: &[(u64, u64)], letter: u64) -> usize {
    let of_cell = |(cell, (twips, _)): (&Cell, &(u64, u64))| {
        let letters = usize::try_from(*twips / letter.max(1)).unwrap_or(usize::MAX).max(1);
        let of_paragraph = |own: &[Run]| {
            let text: String = own.iter().map(|run| run.text.as_str()).collect();
            text.lines().map(|line| line.chars().count() / letters + 1).sum::<usize>()
        };
        cell.spoken().into_iter().map(of_paragraph).sum::<usize>()
    };
    row.cells.iter().zip(widths).map(of_cell).max().unwrap_or_default()
}
