//! The Summary sheet: how many actions and indicators have each rating, by priority and by every other grouping.
//!
//! Each rating has its count and, where it is in the percentages, its percentage beside it. Both are formulas over the
//! data sheets, stored with the figures of the tally, so that a rating corrected there is counted here. Below each table
//! it says in words what the percentages are of and who is left out; no figure stands in those words, which no formula
//! would keep right.

mod asked;
mod block;
mod chart;
mod group;
mod live;
mod notes;
mod places;
mod printed;

use rust_xlsxwriter::{RowNum, Worksheet};

use crate::workbook::{
    LateRows, Orientation, WriteError, lay_out_page, print_legibly, width_on_screen, write_lines, write_text,
};

use super::book::Book;
use super::status;
#[cfg(test)]
pub(crate) use live::percentage;

pub(super) use block::Block;
use block::Columns;
use chart::Chart;
pub(super) use chart::{fills, font};
pub(super) use group::{Group, none};
use places::{Place, What};
pub(super) use printed::shown;

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, book: &'w Book<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
    let title = book.title_of("summary");
    write_text(sheet, (0, 0), &title, &book.styles.title)?;
    let (first, _) = status::banner(book);
    write_text(sheet, (1, 0), &first, &book.styles.section)?;
    write_lines(sheet, 2, places::reasons(book), &book.styles.guidance)?;
    let mut late = Vec::new();
    let (places, pages) = places::places(book);
    let widths = places::columns(book);
    for Place { at, what } in places {
        match what {
            What::Words(words) => write_text(sheet, (at, 0), words, &book.styles.guidance)?,
            What::Table(block) => late.extend(write_block(sheet, at, &block, &widths)?),
            What::Answers(block) => block.write(sheet, at)?,
        }
    }
    for (col, width) in (0..).zip(&widths) {
        sheet.set_column_width(col, *width)?;
    }
    sheet.set_page_breaks(&pages)?;
    lay_out_page(sheet, Orientation::Landscape, None, &title)?;
    print_legibly(sheet, &widths, 1, None)?;
    Ok(late)
}

/// Writes the title of a table in row `at`, the table, its notes and, by priority, its chart. Lines
/// other than priorities may be thousands, and are given back to be written when the workbook is saved; a chart needs its
/// own at once.
fn write_block<'w>(
    sheet: &mut Worksheet,
    at: RowNum,
    block: &Block<'w>,
    widths: &[u16],
) -> Result<Option<LateRows<'w>>, WriteError> {
    let styles = &block.book.styles;
    write_text(sheet, (at, 0), &block.title(), &styles.section)?;
    let columns = Columns::new(block);
    let (headings, first) = (at + 1, at + 2);
    let figures = block.figures(&columns, first);
    let (last, late) = if block.is_first() {
        (figures.write(sheet, headings, styles)?, None)
    } else {
        let (last, late) = figures.write_late(sheet, headings, styles)?;
        (last, Some(late))
    };
    let rows = (first, last);
    block.drop_trailing_noughts(sheet, &columns, rows)?;
    let below = write_lines(sheet, last + 1, block.notes(), &styles.guidance)?;
    if block.has_chart() {
        let own = widths.get(..block.width()).unwrap_or(widths);
        // Some programs print the column behind the table too where a chart ends at its edge. No table is narrower than 2.
        let width = width_on_screen(own).saturating_sub(2);
        Chart { block, columns: &columns, rows, headings, width }.write(sheet, below + 1)?;
    }
    Ok(late)
}
