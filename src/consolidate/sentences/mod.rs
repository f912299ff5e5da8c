//! The Sentences sheet: what to say of the period, in sentences and in tables as text, ready to paste into a report.
//!
//! Everything is made from the tally that Summary counts, once, when the workbook is written. The one formula, below the
//! title, says whether Summary has moved on since.

pub(super) mod agreement;
mod grammar;
mod left_out;
mod prose;
mod rows;
mod text_table;

use rust_xlsxwriter::{Format, FormatAlign, Formula, IgnoreError, RowNum, Worksheet};

use crate::domain::Kind;
use crate::workbook::{
    LateRows, Orientation, Stored, StoredRow, WriteError, fit_row, lay_out_page, lines_of, lines_of_bold,
    print_legibly, write_text,
};

use super::book::Book;
use super::status;
use super::summary::{self, Block};

pub(super) use grammar::predicate;
use prose::{Piece, prose};
pub(super) use prose::{of_all, of_line};
use text_table::{FIGURE_WIDTH, WIDTH};

/// How many rows of tables a printed page holds at least.
const PAGE: u32 = 36;

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, book: &'w Book<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
    let styles = &book.styles;
    let title = book.title_of("sentences");
    write_text(sheet, (0, 0), &title, &styles.title)?;
    let (state, reasons) = status::banner(book);
    let state = [vec![state], reasons].concat().join(" ");
    write_text(sheet, (1, 0), &state, &styles.section.clone().set_text_wrap())?;
    fit_row(sheet, 1, lines_of_bold(&state, WIDTH))?;
    let guidance = "Copy what you need into your report. Sentences come first, then the tables of Summary as text.";
    write_text(sheet, (2, 0), guidance, &styles.guidance)?;
    let wrapped = styles.guidance.clone().set_text_wrap();
    if let Some(formula) = agreement::formula(book).filter(|_| !book.is_for_members()) {
        sheet.write_formula_with_format(
            agreement::ROW,
            0,
            Formula::new(formula).set_result(agreement::AGREE),
            &wrapped.clone().set_bold(),
        )?;
        fit_row(sheet, agreement::ROW, lines_of_bold(agreement::CORRECTED, WIDTH))?;
    }
    let mut pages = Vec::new();
    let (at, prose) = write_prose(sheet, 5, book, &wrapped, &mut pages)?;
    pages.push(at);
    let mut late = vec![prose];
    late.extend(write_tables(sheet, at, book, &mut pages)?);
    sheet.set_page_breaks(&pages)?;
    lay_out_page(sheet, Orientation::Landscape, None, &title)?;
    let columns = Block::all(book).map(|block| text_table::columns(&block)).max().unwrap_or(1);
    // The first is that of the names.
    let figures = columns.saturating_sub(1);
    let widths: Vec<u16> = std::iter::once(WIDTH).chain(std::iter::repeat_n(FIGURE_WIDTH, figures)).collect();
    print_legibly(sheet, &widths, 1, None)?;
    Ok(late)
}

/// The place of their format among those of [`write_prose`].
const SUBHEADING: usize = 1;

/// Makes the sentences from row `at` on, a row each; gives the row where the tables begin. What stands second begins a
/// page, where the first fills one.
fn write_prose<'w>(
    sheet: &mut Worksheet,
    first: RowNum,
    book: &Book<'_>,
    wrapped: &Format,
    pages: &mut Vec<RowNum>,
) -> Result<(RowNum, LateRows<'w>), WriteError> {
    let formats = [
        book.styles.section.clone(),
        wrapped.clone().set_bold(),
        wrapped.clone(),
        wrapped.clone().set_align(FormatAlign::Left).set_indent(2),
    ];
    let mut rows: Vec<Option<(usize, String)>> = Vec::new();
    let mut at = first;
    for piece in prose(book) {
        if matches!(piece, Piece::Heading(_) | Piece::Subheading(_)) {
            rows.push(None);
            at += 1;
        }
        if piece == Piece::Heading(second_title(book)) && both_are_rated(book) {
            pages.push(at);
        }
        rows.push(Some(match piece {
            Piece::Heading(text) => (0, text),
            Piece::Subheading(text) => (SUBHEADING, text),
            Piece::Paragraph(text) => (2, text),
            Piece::Point(text) => (3, text),
        }));
        at += 1;
    }
    let made = rows.into_iter().map(|row| match row {
        Some((format, text)) => {
            let lines = if format == SUBHEADING { lines_of_bold(&text, WIDTH) } else { lines_of(&text, WIDTH) };
            StoredRow { lines, cells: vec![(format, Stored::Text(text.into()))] }
        }
        None => StoredRow { lines: 1, cells: Vec::new() },
    });
    let late = LateRows::without_table(sheet, (first, at - 1), 0, &formats, made)?;
    Ok((at + 1, late))
}

/// The title of the kind that stands second.
fn second_title(book: &Book<'_>) -> String {
    let [_, second] = book.plan.wording.kinds();
    book.plan.wording.title(second)
}

fn both_are_rated(book: &Book<'_>) -> bool {
    [Kind::Actions, Kind::Indicators].into_iter().all(|kind| summary::none(book, kind).is_none())
}

/// Writes the tables but for their rows from row `at` on; one that would not fit on its page begins the next.
fn write_tables<'w>(
    sheet: &mut Worksheet,
    at: RowNum,
    book: &'w Book<'_>,
    pages: &mut Vec<RowNum>,
) -> Result<Vec<LateRows<'w>>, WriteError> {
    let mut late = Vec::new();
    let mut next = at;
    let (mut used, mut widest) = (0, 1);
    for block in Block::all(book) {
        let height = text_table::height(&block);
        if used > 0 && used + height > PAGE {
            pages.push(next);
            used = 0;
        }
        // With the two rows between it and the next.
        used += height + 2;
        widest = widest.max(text_table::columns(&block));
        let (last, rows) = text_table::write(&block, sheet, next)?;
        late.push(rows);
        next = last + 3;
    }
    sheet.set_column_width(0, WIDTH)?;
    let mut last = 0;
    for (col, _) in (1..).zip(1..widest) {
        sheet.set_column_width(col, FIGURE_WIDTH)?;
        last = col;
    }
    if next > at {
        // A bare count is text on purpose.
        sheet.ignore_error_range(at, 0, next, last, IgnoreError::NumberStoredAsText)?;
    }
    Ok(late)
}

#[cfg(test)]
mod tests;
