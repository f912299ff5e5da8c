//! A sheet of several tables, one below the other: Exceptions and Decisions.
//!
//! Every section has a title, and its table or one sentence that says why there is none. The tables share the columns of
//! the sheet: each is as wide as the widest heading needs, and a text that people read at length widens its column
//! before a row would cut it off. The border: which sections and rows there are is for the sheets.

use rust_xlsxwriter::{RowNum, Worksheet};

use crate::domain::Scale;
use crate::layout::{Column, Field, Kind, SheetId};
use crate::workbook::{LateRows, MOST_LINES, Orientation, Styles, WriteError, lay_out_page, rows_of_page, write_text};

use super::data_sheet::colour_ratings;
use super::frame::{Frame, Heading};
use super::late_table::LateTable;
use super::rows::{Rows, Survey};
use super::{Whole, layout_of, status};

/// The widest that a column is made for a long text, in characters, and by how many it grows at a time.
const WIDEST: u16 = 110;
const WIDER: u16 = 6;
/// How many lines the title, the headings and the space around a section take.
const AROUND: u32 = 5;
/// What stands above a table in which even so a text is longer than its row shows.
const CUT_OFF: &str =
    "A text that is longer than Excel can show in a row stands in full in its cell, and in the data sheet.";

/// One section.
pub(super) struct Section<'a> {
    /// Its title, with how many there are.
    pub title: String,
    /// What to know or to do, a line each; above the table.
    pub notes: Vec<String>,
    /// What stands there where there is no row.
    pub empty: String,
    /// The name of its table.
    pub name: &'static str,
    /// What each column holds, of those of the sheet's layout.
    pub fields: &'static [Field],
    /// Its rows: a cell for each of those.
    pub rows: Rows<'a>,
    /// The ratings whose words are shown in their colours.
    pub scale: Option<&'a Scale>,
}

/// A sheet of sections.
pub(super) struct Sections<'a> {
    /// Which sheet it is.
    pub id: SheetId,
    /// The title in A1.
    pub title: String,
    /// What the sheet holds, a line each.
    pub guidance: Vec<String>,
    /// The sections in order.
    pub parts: Vec<Section<'a>>,
    /// Whether its headings have filter buttons.
    pub filter: bool,
}

/// A section with the columns that are written.
struct Shown<'a> {
    section: Section<'a>,
    /// The place of each in a row, its layout and its width.
    columns: Vec<(usize, &'static Column, u16)>,
    /// What stands in them.
    survey: Survey,
}

impl<'a> Sections<'a> {
    /// Writes the sheet, with whether the figures are provisional below its title, but for the rows of its tables.
    pub(super) fn write(self, sheet: &mut Worksheet, whole: &Whole<'_>) -> Result<Vec<LateRows<'a>>, WriteError> {
        let styles = &whole.styles;
        let parts: Vec<Shown<'a>> = self.parts.into_iter().map(|section| Shown::new(section, self.id)).collect();
        let widths = widths(&parts);
        write_text(sheet, (0, 0), &self.title, &styles.title)?;
        write_text(sheet, (1, 0), &status::banner(whole), &styles.section)?;
        let mut at: RowNum = 2;
        for line in &self.guidance {
            write_text(sheet, (at, 0), line, &styles.guidance)?;
            at = at.saturating_add(1);
        }
        let (mut headings, mut pages, mut late) = (Vec::new(), Vec::new(), Vec::new());
        let (room, mut used) = (rows_of_page(&widths).max(1), at);
        for mut part in parts {
            at = at.saturating_add(1);
            part.widen(&widths);
            // A table that does not fit on the rest of its page begins another, so that its title is not left behind.
            let lines = part.lines();
            if used.saturating_add(lines) > room && !headings.is_empty() && !part.section.rows.is_empty() {
                pages.push(at);
                used = 0;
            }
            used = used.saturating_add(lines) % room;
            let (rows, next) = part.write(sheet, at, self.filter, styles)?;
            if let Some((heading, rows)) = rows {
                headings.push(heading);
                late.push(rows);
            }
            at = next;
        }
        for (col, width) in (0..).zip(&widths) {
            sheet.set_column_width(col, *width)?;
        }
        if widths.is_empty() {
            sheet.set_column_width(0, 40)?;
        }
        sheet.set_page_breaks(&pages)?;
        // The headings of one table would be wrong above another.
        let repeated = headings.first().copied().filter(|_| headings.len() == 1);
        lay_out_page(sheet, Orientation::Landscape, repeated, &self.title)?;
        Ok(late)
    }
}

/// The width of each column of the sheet.
fn widths(parts: &[Shown<'_>]) -> Vec<u16> {
    let mut widths: Vec<u16> = Vec::new();
    for part in parts {
        for (at, (_, _, width)) in part.columns.iter().enumerate() {
            match widths.get_mut(at) {
                Some(widest) => *widest = *width.max(widest),
                None => widths.push(*width),
            }
        }
    }
    widths
}

impl<'a> Shown<'a> {
    /// The columns that are written: those that must be there, and those in which a row has something; each as wide as
    /// it has to be.
    fn new(section: Section<'a>, id: SheetId) -> Self {
        let layout = layout_of(id);
        let columns = section.fields.iter().enumerate();
        let columns: Vec<_> =
            columns.filter_map(|(at, field)| layout.column(*field).map(|column| (at, column, column.width))).collect();
        let survey = survey(&section, &columns);
        let (mut shown, mut tallest) = (Vec::new(), Vec::new());
        for ((place, column, width), lines) in columns.into_iter().zip(&survey.tallest) {
            if !section.rows.is_empty() && (!column.optional || *lines > 0) {
                let is_cut_off = column.kind == Kind::LongText && *lines > MOST_LINES;
                shown.push((place, column, if is_cut_off { section.width(place, width) } else { width }));
                tallest.push(*lines);
            }
        }
        Self { section, columns: shown, survey: Survey { tallest, ..survey } }
    }

    /// Gives its columns the widths of the sheet's.
    fn widen(&mut self, widths: &[u16]) {
        let is_wider = |((_, column, _), width): (&(usize, &Column, u16), &u16)| column.width != *width;
        if !self.columns.iter().zip(widths).any(is_wider) {
            return;
        }
        for ((_, _, own), width) in self.columns.iter_mut().zip(widths) {
            *own = *width;
        }
        self.survey = survey(&self.section, &self.columns);
    }

    /// How many lines it takes on paper, with its title and the space below.
    fn lines(&self) -> u32 {
        let rows = self.survey.lines.iter().map(|lines| *lines.min(&MOST_LINES)).fold(0, u32::saturating_add);
        let notes = u32::try_from(self.section.notes.len()).unwrap_or(u32::MAX);
        rows.saturating_add(notes).saturating_add(AROUND)
    }

    /// Writes it from row `at` on; gives the row of its headings and its late rows, where it has a table, and the next
    /// free row.
    fn write(
        self,
        sheet: &mut Worksheet,
        mut at: RowNum,
        filter: bool,
        styles: &Styles,
    ) -> Result<(Option<(RowNum, LateRows<'a>)>, RowNum), WriteError> {
        let Self { section, columns, survey } = self;
        write_text(sheet, (at, 0), &section.title, &styles.section)?;
        at = at.saturating_add(1);
        if section.rows.is_empty() {
            write_text(sheet, (at, 0), &section.empty, &styles.guidance)?;
            return Ok((None, at.saturating_add(1)));
        }
        let mut tallest = columns.iter().zip(&survey.tallest);
        let cut_off = tallest.any(|((_, column, _), lines)| column.kind == Kind::LongText && *lines > MOST_LINES);
        for note in section.notes.iter().map(String::as_str).chain(cut_off.then_some(CUT_OFF)) {
            write_text(sheet, (at, 0), note, &styles.guidance)?;
            at = at.saturating_add(1);
        }
        let headings = columns.iter().map(|(_, column, width)| Heading {
            figures: matches!(column.kind, Kind::Number | Kind::Quantity),
            ..Heading::plain(&column.heading, *width)
        });
        let table = LateTable {
            frame: Frame { name: section.name.to_owned(), about: section.title, headings: headings.collect(), filter },
            places: columns.iter().map(|(place, _, _)| *place).collect(),
            rows: section.rows,
            formats: survey.formats,
            lines: Some(survey.lines),
        };
        let (last, late) = table.write(sheet, at, styles)?;
        for (col, (_, column, _)) in (0..).zip(&columns) {
            if column.kind == Kind::Rating {
                colour_ratings(sheet, section.scale, col, (at.saturating_add(1), last))?;
            }
        }
        Ok((Some((at, late)), last.saturating_add(2)))
    }
}

impl Section<'_> {
    /// How wide a column has to be that begins with `width`.
    fn width(&self, place: usize, mut width: u16) -> u16 {
        for cell in self.rows.column(place) {
            while width < WIDEST && cell.lines(width) > MOST_LINES {
                width = width.saturating_add(WIDER).min(WIDEST);
            }
        }
        width
    }
}

fn survey(section: &Section<'_>, columns: &[(usize, &Column, u16)]) -> Survey {
    let widths: Vec<(usize, u16)> = columns.iter().map(|(place, _, width)| (*place, *width)).collect();
    section.rows.survey(&widths)
}

#[cfg(test)]
mod tests {
    use super::super::content::Content;
    use super::*;

    fn section(text: &str) -> Section<'_> {
        Section {
            title: "Title".to_owned(),
            notes: Vec::new(),
            empty: String::new(),
            name: "Test",
            fields: &[Field::Ref, Field::Commentary, Field::LeadOfficer],
            rows: Rows::made(vec![vec![Content::text("1.1"), Content::text(text), Content::Blank]]),
            scale: None,
        }
    }

    fn widths(text: &str) -> Vec<u16> {
        Shown::new(section(text), SheetId::Exceptions).columns.into_iter().map(|(_, _, width)| width).collect()
    }

    #[test]
    fn a_long_text_widens_its_column_before_a_row_would_cut_it_off() {
        let ordinary = "Fifteen letters ".repeat(94);
        let long = "Fifteen letters ".repeat(150);
        let endless = "Fifteen letters ".repeat(2000);
        assert_eq!(widths(&ordinary), widths("Short."), "1,500 characters fit");
        let [_, wider] = widths(&long)[..] else { panic!("a blank column that may be absent is left out") };
        assert!(wider > widths(&ordinary)[1] && Content::text(long.as_str()).lines(wider) <= MOST_LINES);
        assert_eq!(widths(&endless)[1], WIDEST);
    }

    #[test]
    fn a_row_takes_no_more_paper_than_excel_gives_it() {
        let lines = |text: &str| Shown::new(section(text), SheetId::Exceptions).lines();
        assert_eq!(lines("Short."), AROUND + 1);
        assert_eq!(lines("Two\nlines"), AROUND + 2);
        assert_eq!(lines(&"Fifteen letters ".repeat(2000)), AROUND + MOST_LINES);
    }

    #[test]
    fn a_text_that_no_row_can_show_is_said_to_be_cut_off() {
        let said = |text: &str| {
            let mut workbook = rust_xlsxwriter::Workbook::new();
            let sheet = workbook.add_worksheet();
            let mut shown = Shown::new(section(text), SheetId::Exceptions);
            shown.widen(&widths(text));
            shown.write(sheet, 0, false, &Styles::new()).unwrap().0.map(|(heading, _)| heading)
        };
        assert_eq!(said("Short."), Some(1));
        assert_eq!(said(&"Fifteen letters ".repeat(2000)), Some(2), "a line stands above the table");
    }
}
