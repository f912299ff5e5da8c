//! The Front page: what a head of service reads in ten seconds.
//!
//! What and when, whether the figures hold, both tables with a bar each, what is off track now, what moved, what
//! members are asked to decide, and what the ratings mean where the page has room for that. Tables, bars and bases are formulas over Summary and follow a corrected rating; the rest
//! is made once, and a line below the title says live whether it still holds.

mod bar;
mod grid;
mod notes;
mod off_track;
mod tables;
#[cfg(test)]
mod tests;

use rust_xlsxwriter::{RowNum, Worksheet};

use crate::domain::{Colour, Kind, print_day};
use crate::plan::Word;
use crate::workbook::{WriteError, lay_out_page, write_lines, write_text};

use super::book::Book;
use super::{detail, out_of_date, status, summary};

use grid::Grid;

/// The grounds of the two states: amber and green, each with its word.
const PROVISIONAL: Colour = Colour(0x00FF_BF47);
const COMPLETE: Colour = Colour(0x0000_703C);
/// No more reasons than this stand here.
const MOST_REASONS: usize = 3;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), WriteError> {
    let styles = &book.styles;
    let kinds: Vec<Kind> =
        book.plan.wording.kinds().into_iter().filter(|kind| summary::none(book, *kind).is_none()).collect();
    let grid = Grid::new(book, &kinds);
    let title = title(book);
    write_text(sheet, (0, 0), &title, &styles.title)?;
    write_text(sheet, (1, 0), &when(book), &styles.section)?;
    if let Some(formula) = out_of_date::line(book, out_of_date::BELOW_TABLES) {
        out_of_date::write(sheet, 2, formula, styles)?;
    }
    let mut at = write_status(sheet, 4, book, &grid)? + 1;
    let mut pages = Vec::new();
    for (place, kind) in kinds.iter().enumerate() {
        // More than a page holds: each table begins one.
        if place > 0 && grid.is_large {
            pages.push(at);
        }
        at = tables::write(sheet, at, book, *kind, &grid)? + 1;
    }
    if kinds.is_empty() {
        write_text(sheet, (at, 0), "Nothing in this plan is rated.", &styles.guidance)?;
        at += 2;
    }
    if grid.is_large && !kinds.is_empty() {
        pages.push(at);
    }
    at = off_track::write(sheet, at, book, &grid)? + 1;
    at = notes::write(sheet, at, book, &grid)?;
    write_key(sheet, at + 1, book, &kinds, &grid, pages.last().copied())?;
    grid.set_widths(sheet)?;
    sheet.set_page_breaks(&pages)?;
    sheet.set_active(true);
    lay_out_page(sheet, grid.orientation, None, &book.title_of("front page"))?;
    grid.keep_size(sheet);
    Ok(())
}

/// Writes what the ratings mean, where the page that begins in row `page` still holds it; the sheets of the parts have it too.
fn write_key(
    sheet: &mut Worksheet,
    at: RowNum,
    book: &Book<'_>,
    kinds: &[Kind],
    grid: &Grid,
    page: Option<RowNum>,
) -> Result<(), WriteError> {
    let key: Vec<String> = detail::meanings(book, kinds).iter().flat_map(|text| grid.folded(text)).collect();
    let lines = RowNum::try_from(key.len()).unwrap_or(RowNum::MAX);
    if key.is_empty() || !grid.holds(at, lines, page) {
        return Ok(());
    }
    write_text(sheet, (at, 0), "Key", &book.styles.section)?;
    write_lines(sheet, at + 1, key, &book.styles.guidance)?;
    Ok(())
}

/// The council's own title, else that of the plan.
fn title(book: &Book<'_>) -> String {
    let own = book.plan.wording.own(Word::Title.name());
    let plan = book.plan.settings.plan_title.trim();
    let plan = if plan.is_empty() { "How the plan is being delivered" } else { plan };
    own.unwrap_or(plan).to_owned()
}

/// The council, the period and the day.
fn when(book: &Book<'_>) -> String {
    let period = book.plan.wording.own(Word::Period.name()).map_or_else(|| book.plan.period.to_string(), str::to_owned);
    let organisation = book.plan.settings.organisation.trim();
    let as_of = format!("{period}, as of {}", print_day(book.collection.as_of));
    if organisation.is_empty() { as_of } else { format!("{organisation}. {as_of}") }
}

/// Whether the figures hold, in a word on its colour, and why not; gives the next free row.
fn write_status(sheet: &mut Worksheet, at: RowNum, book: &Book<'_>, grid: &Grid) -> Result<RowNum, WriteError> {
    let is_provisional = book.provisional.is_provisional();
    let fill = if is_provisional { PROVISIONAL } else { COMPLETE };
    write_text(sheet, (at, 0), status::word(&book.provisional), &book.styles.rating(fill))?;
    if book.reasons.is_empty() {
        return grid.write_text(sheet, at + 1, &status::complete(book), &book.styles.guidance);
    }
    let mut next = at + 1;
    for reason in book.reasons.iter().take(MOST_REASONS) {
        next = grid.write_text(sheet, next, &reason.in_short(), &book.styles.guidance)?;
    }
    let more = book.reasons.len().checked_sub(MOST_REASONS).filter(|more| *more > 0);
    if let Some(more) = more {
        next = grid.write_text(sheet, next, &format!("and {more} more: Contents."), &book.styles.guidance)?;
    }
    Ok(next)
}
