//! A sheet of several tables, one below the other: Exceptions and Decisions.
//!
//! Every section has a title, and its table or one sentence that says why there is none. The tables share the columns of
//! the sheet: each is as wide as the widest heading needs, and a text that people read at length widens its column
//! before a row would cut it off. The border: which sections and rows there are is for the sheets.

use rust_xlsxwriter::{RowNum, Worksheet};

use crate::domain::Scale;
use crate::layout::{Column, Field, Kind, SheetId};
use crate::workbook::{MOST_LINES, Orientation, Styles, WriteError, lay_out_page, rows_of_page, write_text};

use super::content::Content;
use super::data_sheet::colour_ratings;
use super::data_table::{DataTable, Heading, Row};
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
    pub rows: Vec<Vec<Content<'a>>>,
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

impl Sections<'_> {
    /// Writes the sheet, with whether the figures are provisional below its title.
    pub(super) fn write(self, sheet: &mut Worksheet, whole: &Whole<'_>) -> Result<(), WriteError> {
        let styles = &whole.styles;
        let shown: Vec<Vec<&'static Column>> = self.parts.iter().map(|section| section.columns(self.id)).collect();
        let widths = self.widths(&shown);
        write_text(sheet, (0, 0), &self.title, &styles.title)?;
        write_text(sheet, (1, 0), &status::banner(whole), &styles.section)?;
        let mut at: RowNum = 2;
        for line in &self.guidance {
            write_text(sheet, (at, 0), line, &styles.guidance)?;
            at = at.saturating_add(1);
        }
        let (mut headings, mut pages) = (Vec::new(), Vec::new());
        let (room, mut used) = (rows_of_page(&widths).max(1), at);
        for (section, columns) in self.parts.into_iter().zip(shown) {
            at = at.saturating_add(1);
            // A table that does not fit on the rest of its page begins another, so that its title is not left behind.
            let lines = section.lines(&columns, &widths);
            if used.saturating_add(lines) > room && !headings.is_empty() && !section.rows.is_empty() {
                pages.push(at);
                used = 0;
            }
            used = used.saturating_add(lines) % room;
            let (heading, next) = section.write(sheet, at, (&columns, &widths), self.filter, styles)?;
            headings.extend(heading);
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
        lay_out_page(sheet, Orientation::Landscape, repeated, &self.title)
    }

    /// The width of each column of the sheet.
    fn widths(&self, shown: &[Vec<&'static Column>]) -> Vec<u16> {
        let mut widths: Vec<u16> = Vec::new();
        for (section, columns) in self.parts.iter().zip(shown) {
            for (at, column) in columns.iter().enumerate() {
                let width = section.width(column);
                match widths.get_mut(at) {
                    Some(widest) => *widest = width.max(*widest),
                    None => widths.push(width),
                }
            }
        }
        widths
    }
}

impl<'a> Section<'a> {
    /// The columns that are written: those that must be there, and those in which a row has something.
    fn columns(&self, id: SheetId) -> Vec<&'static Column> {
        let layout = layout_of(id);
        let has_any = |at: usize| self.rows.iter().any(|row| row.get(at).is_some_and(|cell| !cell.is_blank()));
        let columns = self.fields.iter().enumerate().filter_map(|(at, field)| Some((at, layout.column(*field)?)));
        let shown = columns.filter(|(at, column)| !self.rows.is_empty() && (!column.optional || has_any(*at)));
        shown.map(|(_, column)| column).collect()
    }

    /// The cells of a column.
    fn cells(&self, column: &Column) -> impl Iterator<Item = &Content<'a>> {
        let at = self.fields.iter().position(|field| *field == column.field);
        self.rows.iter().filter_map(move |row| row.get(at?))
    }

    /// How wide a column has to be.
    fn width(&self, column: &Column) -> u16 {
        let mut width = column.width;
        if column.kind == Kind::LongText {
            for cell in self.cells(column) {
                while width < WIDEST && cell.lines(width) > MOST_LINES {
                    width = width.saturating_add(WIDER).min(WIDEST);
                }
            }
        }
        width
    }

    /// How many lines it takes on paper, with its title and the space below.
    fn lines(&self, columns: &[&'static Column], widths: &[u16]) -> u32 {
        let place = |column: &Column| self.fields.iter().position(|field| *field == column.field);
        let places: Vec<(usize, u16)> =
            columns.iter().zip(widths).filter_map(|(column, width)| Some((place(column)?, *width))).collect();
        let of_row = |row: &Vec<Content<'_>>| {
            let cells = places.iter().filter_map(|(at, width)| Some(row.get(*at)?.lines(*width)));
            cells.max().unwrap_or(1).min(MOST_LINES)
        };
        let rows = self.rows.iter().map(of_row).fold(0, u32::saturating_add);
        let notes = u32::try_from(self.notes.len()).unwrap_or(u32::MAX);
        rows.saturating_add(notes).saturating_add(AROUND)
    }

    /// Writes it from row `at` on; gives the row of its headings, where it has a table, and the next free row.
    fn write(
        mut self,
        sheet: &mut Worksheet,
        mut at: RowNum,
        (columns, widths): (&[&'static Column], &[u16]),
        filter: bool,
        styles: &Styles,
    ) -> Result<(Option<RowNum>, RowNum), WriteError> {
        write_text(sheet, (at, 0), &self.title, &styles.section)?;
        at = at.saturating_add(1);
        if self.rows.is_empty() {
            write_text(sheet, (at, 0), &self.empty, &styles.guidance)?;
            return Ok((None, at.saturating_add(1)));
        }
        let cut_off = columns.iter().zip(widths).any(|(column, width)| {
            column.kind == Kind::LongText && self.cells(column).any(|cell| cell.lines(*width) > MOST_LINES)
        });
        if cut_off {
            self.notes.push(CUT_OFF.to_owned());
        }
        for note in &self.notes {
            write_text(sheet, (at, 0), note, &styles.guidance)?;
            at = at.saturating_add(1);
        }
        let headings = columns.iter().zip(widths).map(|(column, width)| Heading {
            figures: matches!(column.kind, Kind::Number | Kind::Quantity),
            ..Heading::plain(&column.heading, *width)
        });
        let table = DataTable {
            name: self.name.to_owned(),
            about: self.title.clone(),
            headings: headings.collect(),
            rows: self.take_rows(columns),
            filter,
        };
        let last = table.write(sheet, at, styles)?;
        for (col, column) in (0..).zip(columns) {
            if column.kind == Kind::Rating {
                colour_ratings(sheet, self.scale, col, (at.saturating_add(1), last))?;
            }
        }
        Ok((Some(at), last.saturating_add(2)))
    }

    /// The cells of the columns that are written.
    fn take_rows(&mut self, columns: &[&'static Column]) -> Vec<Row<'a>> {
        let is_shown = |field: &Field| columns.iter().any(|column| column.field == *field);
        let fields = self.fields;
        let rows = std::mem::take(&mut self.rows).into_iter();
        rows.map(|row| {
            let cells = row.into_iter().zip(fields).filter(|(_, field)| is_shown(field));
            Row::plain(cells.map(|(cell, _)| cell).collect())
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(text: &str) -> Section<'_> {
        Section {
            title: "Title".to_owned(),
            notes: Vec::new(),
            empty: String::new(),
            name: "Test",
            fields: &[Field::Ref, Field::Commentary, Field::LeadOfficer],
            rows: vec![vec![Content::text("1.1"), Content::text(text), Content::Blank]],
            scale: None,
        }
    }

    fn widths(text: &str) -> Vec<u16> {
        let section = section(text);
        section.columns(SheetId::Exceptions).into_iter().map(|column| section.width(column)).collect()
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
        let lines = |text: &str| {
            let section = section(text);
            let columns = section.columns(SheetId::Exceptions);
            section.lines(&columns, &[7, 54])
        };
        assert_eq!(lines("Short."), AROUND + 1);
        assert_eq!(lines("Two\nlines"), AROUND + 2);
        assert_eq!(lines(&"Fifteen letters ".repeat(2000)), AROUND + MOST_LINES);
    }

    #[test]
    fn a_text_that_no_row_can_show_is_said_to_be_cut_off() {
        let said = |text: &str| {
            let mut workbook = rust_xlsxwriter::Workbook::new();
            let sheet = workbook.add_worksheet();
            let section = section(text);
            let columns = section.columns(SheetId::Exceptions);
            let widths: Vec<u16> = columns.iter().map(|column| section.width(column)).collect();
            section.write(sheet, 0, (&columns, &widths), false, &Styles::new()).unwrap().0
        };
        assert_eq!(said("Short."), Some(1));
        assert_eq!(said(&"Fifteen letters ".repeat(2000)), Some(2), "a line stands above the table");
    }
}
