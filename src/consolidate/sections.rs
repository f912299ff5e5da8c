//! A sheet of several tables, one below the other: Exceptions and Decisions.
//!
//! Every section has a title, and its table or one sentence that says why there is none. The tables share the columns of
//! the sheet: each is as wide as the widest heading needs, and a text that people read at length widens its column
//! before a row would cut it off.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet};

use crate::domain::Scale;
use crate::layout::{CellKind, Column, Field, SheetId};
use crate::workbook::{
    LateRows, MOST_LINES, Orientation, Styles, WriteError, lay_out_page, narrowed, print_legibly, rows_of_page,
    write_lines, write_text,
};

use super::book::{Book, layout_of};
use super::data_sheet::colour_ratings;
use super::drop_down::offer_agreement;
use super::folded::folded;
use super::out_of_date;
use super::status;
use super::table::{Heading, Heights, Rows, Table};

/// The widest that a column is made for a long text, in characters, and by how many it grows at a time.
const WIDEST: u16 = 110;
const WIDER: u16 = 6;
/// The narrowest that a column is made so that a page holds all.
const LEAST: u16 = 16;
/// How many columns stand on every page, where a page is too narrow for all: priority, reference, and what the row is.
const REPEATED: ColNum = 3;
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

/// A title with how many there are.
pub(super) fn counted_title(title: &str, rows: &Rows<'_>) -> String {
    if rows.is_empty() { title.to_owned() } else { format!("{title}: {}", rows.count()) }
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
    /// Each with its width.
    columns: Vec<(&'static Column, u16)>,
    heights: Heights,
}

impl<'a> Sections<'a> {
    /// Writes the sheet, with whether the figures are provisional below its title, but for the rows of its tables.
    pub(super) fn write(self, sheet: &mut Worksheet, book: &Book<'_>) -> Result<Vec<LateRows<'a>>, WriteError> {
        let styles = &book.styles;
        let parts: Vec<Shown<'a>> = self.parts.into_iter().map(|section| Shown::new(section, self.id)).collect();
        let widths = narrowed(&widths(&parts), LEAST);
        write_text(sheet, (0, 0), &self.title, &styles.title)?;
        write_text(sheet, (1, 0), &status::in_a_line(book), &styles.section)?;
        let mut at = 2;
        if let Some(formula) = out_of_date::line(book, out_of_date::LISTS) {
            out_of_date::write(sheet, at, formula, styles)?;
            at += 1;
        }
        let width = widths.iter().copied().map(u32::from).sum::<u32>().max(100);
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        let guidance = self.guidance.iter().flat_map(|line| folded(line, width));
        let mut at = write_lines(sheet, at, guidance, &styles.guidance)?;
        let (mut headings, mut pages, mut late) = (Vec::new(), Vec::new(), Vec::new());
        let (room, mut used) = (rows_of_page(&widths).max(1), at);
        for mut part in parts {
            at += 1;
            part.widen(&widths);
            // A table that does not fit on the rest of its page begins another, so that its title is not left behind.
            let lines = part.lines();
            if used + lines > room && !headings.is_empty() && !part.section.rows.is_empty() {
                pages.push(at);
                used = 0;
            }
            used = (used + lines) % room;
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
        print_legibly(sheet, &widths, REPEATED, None)?;
        Ok(late)
    }
}

/// The width of each column of the sheet.
fn widths(parts: &[Shown<'_>]) -> Vec<u16> {
    let columns = parts.iter().map(|part| part.columns.len()).max().unwrap_or_default();
    let widest = |at| parts.iter().filter_map(|part| part.columns.get(at)).map(|(_, width)| *width).max();
    (0..columns).filter_map(widest).collect()
}

impl<'a> Shown<'a> {
    /// The columns that are written: those that must be there, and those in which a row has something; each as wide as
    /// it has to be.
    fn new(section: Section<'a>, id: SheetId) -> Self {
        let layout = layout_of(id);
        let columns = section.fields.iter().filter_map(|field| layout.column(*field));
        let columns: Vec<&Column> = if section.rows.is_empty() { Vec::new() } else { columns.collect() };
        let heights = section.rows.heights(&columns.iter().map(|column| column.width).collect::<Vec<_>>());
        let (mut shown, mut places, mut tallest) = (Vec::new(), Vec::new(), Vec::new());
        for ((place, column), lines) in columns.into_iter().enumerate().zip(&heights.columns) {
            if !column.optional || *lines > 0 {
                let is_cut_off = column.kind == CellKind::LongText && *lines > MOST_LINES;
                shown.push((column, if is_cut_off { section.width(place, column.width) } else { column.width }));
                places.push(place);
                tallest.push(*lines);
            }
        }
        let section = Section { rows: section.rows.with_columns(places), ..section };
        Self { section, columns: shown, heights: Heights { columns: tallest, ..heights } }
    }

    /// Gives its columns the widths of the sheet's.
    fn widen(&mut self, widths: &[u16]) {
        if self.columns.iter().zip(widths).all(|((column, _), width)| column.width == *width) {
            return;
        }
        for ((_, own), width) in self.columns.iter_mut().zip(widths) {
            *own = *width;
        }
        self.heights = self.section.rows.heights(&self.columns.iter().map(|(_, width)| *width).collect::<Vec<_>>());
    }

    /// How many lines it takes on paper, with its title and the space below.
    fn lines(&self) -> u32 {
        let rows: u32 = self.heights.rows.iter().map(|lines| *lines.min(&MOST_LINES)).sum();
        let notes: u32 = self.section.notes.iter().map(|_| 1).sum();
        rows + notes + AROUND
    }

    /// Writes it from row `at` on; gives the row of its headings and its late rows, where it has a table, and the next
    /// free row.
    fn write(
        self,
        sheet: &mut Worksheet,
        at: RowNum,
        filter: bool,
        styles: &Styles,
    ) -> Result<(Option<(RowNum, LateRows<'a>)>, RowNum), WriteError> {
        let Self { section, columns, heights } = self;
        write_text(sheet, (at, 0), &section.title, &styles.section)?;
        if section.rows.is_empty() {
            write_text(sheet, (at + 1, 0), &section.empty, &styles.guidance)?;
            return Ok((None, at + 2));
        }
        let mut tallest = columns.iter().zip(&heights.columns);
        let cut_off = tallest.any(|((column, _), lines)| column.kind == CellKind::LongText && *lines > MOST_LINES);
        let notes = section.notes.iter().map(String::as_str).chain(cut_off.then_some(CUT_OFF));
        let at = write_lines(sheet, at + 1, notes, &styles.guidance)?;
        let headings = columns.iter().map(|(column, width)| Heading {
            figures: matches!(column.kind, CellKind::Number | CellKind::Quantity),
            ..Heading::plain(&column.heading, *width)
        });
        let table = Table {
            name: section.name.to_owned(),
            about: section.title,
            headings: headings.collect(),
            filter,
            rows: section.rows,
        };
        let (last, late) = table.write_measured(sheet, at, styles, heights.formats, Some(heights.rows))?;
        for (col, (column, _)) in (0..).zip(&columns) {
            if column.kind == CellKind::Rating {
                colour_ratings(sheet, section.scale, col, (at + 1, last))?;
            }
            if column.entry {
                offer_agreement(sheet, col, (at + 1, last))?;
            }
        }
        Ok((Some((at, late)), last + 2))
    }
}

impl Section<'_> {
    /// How wide a column has to be that begins with `width`.
    fn width(&self, column: usize, mut width: u16) -> u16 {
        for cell in self.rows.column(column) {
            while width < WIDEST && cell.lines(width) > MOST_LINES {
                width = (width + WIDER).min(WIDEST);
            }
        }
        width
    }
}

#[cfg(test)]
mod tests {
    use super::super::cell::Cell;
    use super::*;

    fn section(text: &str) -> Section<'_> {
        Section {
            title: "Title".to_owned(),
            notes: Vec::new(),
            empty: String::new(),
            name: "Test",
            fields: &[Field::Ref, Field::Commentary, Field::LeadOfficer],
            rows: Rows::made(vec![vec![Cell::text("1.1"), Cell::text(text), Cell::Blank]]),
            scale: None,
        }
    }

    fn widths(text: &str) -> Vec<u16> {
        Shown::new(section(text), SheetId::Exceptions).columns.into_iter().map(|(_, width)| width).collect()
    }

    #[test]
    fn a_long_text_widens_its_column_before_a_row_would_cut_it_off() {
        let ordinary = "Fifteen letters ".repeat(94);
        let long = "Fifteen letters ".repeat(150);
        let endless = "Fifteen letters ".repeat(2000);
        assert_eq!(widths(&ordinary), widths("Short."), "1,500 characters fit");
        let [_, wider] = widths(&long)[..] else { panic!("a blank column that may be absent is left out") };
        assert!(wider > widths(&ordinary)[1] && Cell::text(long.as_str()).lines(wider) <= MOST_LINES);
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
