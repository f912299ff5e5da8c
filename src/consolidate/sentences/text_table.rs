//! One table of Sentences: a table of Summary with its counts and percentages as text, `10 (71.4%)`, ready to be pasted.

use rust_xlsxwriter::{RowNum, Worksheet};

use crate::domain::NOT_RATED;
use crate::plan::Word;
use crate::tally::Line;
use crate::workbook::{LateRows, WriteError, lines_of_bold, write_text};

use super::super::cell::Cell;
use super::super::milestones;
use super::super::summary::Block;
use super::super::table::{Heading, Rows, Table};
use super::grammar::all_of;

/// The width of the first column, which is that of the sentences too, in characters.
pub(super) const WIDTH: u16 = 76;
/// The width of the columns of figures, in characters.
pub(super) const FIGURE_WIDTH: u16 = 11;

/// How many columns it has: the names, the ratings and the total.
pub(super) fn columns(block: &Block<'_>) -> usize {
    block.table().columns.len() + 2
}

/// How many rows of one line it takes: its lines, the last of them, title, headings and note.
pub(super) fn height(block: &Block<'_>) -> u32 {
    let headings = headings(block).iter().map(|heading| lines_of_bold(&heading.text, heading.width)).max();
    // Too many lines for a number are too many for a page.
    u32::try_from(block.lines().len()).unwrap_or(u32::MAX).saturating_add(3 + headings.unwrap_or(1))
}

/// Writes the title in row `at`, the table and what it leaves out; gives the last row, and the rows of the table to be
/// written when the workbook is saved.
pub(super) fn write<'a>(
    block: &Block<'a>,
    sheet: &mut Worksheet,
    at: RowNum,
) -> Result<(RowNum, LateRows<'a>), WriteError> {
    let styles = &block.book.styles;
    write_text(sheet, (at, 0), &block.title(), &styles.section)?;
    let table = Table {
        name: format!("{}_as_text", block.table_name()),
        about: format!("{}: counts with percentages as text", block.title()),
        headings: headings(block),
        filter: false,
        rows: Rows::made(rows(block)).with_total(),
    };
    let (last, late) = table.write_late(sheet, at + 1, styles)?;
    write_text(sheet, (last + 1, 0), &note(block), &styles.guidance)?;
    Ok((last + 1, late))
}

fn headings(block: &Block<'_>) -> Vec<Heading> {
    let wording = &block.book.plan.wording;
    let mut headings = vec![Heading::plain(wording.of(block.group.heading()), WIDTH)];
    headings.extend(block.book.plan.scale(block.kind).iter().filter(|rating| wording.shows(&rating.name)).map(
        |rating| Heading {
            fill: Some(rating.colour),
            ..Heading::plain(wording.of(&rating.name).to_owned(), FIGURE_WIDTH)
        },
    ));
    if wording.shows(Word::Total.name()) {
        headings.push(Heading::plain(wording.word(Word::Total), FIGURE_WIDTH));
    }
    headings
}

fn rows(block: &Block<'_>) -> Vec<Vec<Cell<'static>>> {
    let overall = &block.table().overall;
    let lines = block.lines().iter().map(|line| cells(block, line, block.name(line)));
    lines
        .chain(std::iter::once(cells(block, overall, block.book.plan.wording.word(Word::Overall).to_owned())))
        .collect()
}

fn cells(block: &Block<'_>, line: &Line, name: String) -> Vec<Cell<'static>> {
    let zero_counts = block.book.plan.settings.zero_counts;
    let shares = line.percentages.iter().copied().chain(std::iter::repeat(None));
    let plan = block.book.plan;
    let ratings = plan.scale(block.kind).iter().zip(line.counts.iter().zip(shares));
    let shown = ratings.filter(|(rating, _)| plan.wording.shows(&rating.name));
    let figures = shown.map(|(_, (count, share))| zero_counts.printed(*count, share));
    let total = plan.wording.shows(Word::Total.name()).then(|| line.total.to_string());
    std::iter::once(name).chain(figures).chain(total).map(Cell::text).collect()
}

/// What the percentages are of, and who is in no column.
fn note(block: &Block<'_>) -> String {
    let (table, kind, wording) = (block.table(), block.kind, &block.book.plan.wording);
    let overall = &table.overall;
    let outside = table.columns.iter().zip(&table.in_base).filter(|(_, in_base)| !**in_base);
    let outside: Vec<String> = outside.map(|(name, _)| format!("“{}”", wording.of(name))).collect();
    let rated = match overall.base {
        1 => format!("one rated {}", wording.noun(kind, 1)),
        base => format!("{base} rated {}", wording.noun(kind, base)),
    };
    let of = match (overall.base, outside.as_slice()) {
        (0, _) => "There are no percentages".to_owned(),
        (_, []) => format!("Percentages are of the {rated}"),
        (_, outside) => format!("Percentages are of the {rated}, without {}", all_of(outside)),
    };
    let absent = [(overall.not_rated, NOT_RATED), (overall.information_only, "for information only")];
    let absent: Vec<String> = absent
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {}", what.to_lowercase()))
        .chain(milestones::number(block.book, overall))
        .collect();
    let hidden = table.columns.iter().zip(&overall.counts).filter(|(name, count)| !wording.shows(name) && **count > 0);
    let hidden = hidden.map(|(name, count)| format!("{count} {}", wording.of(name)));
    let absent: Vec<String> = absent.into_iter().chain(hidden).collect();
    let which = milestones::note(block.book, kind).map(|note| format!(" {note}")).unwrap_or_default();
    match absent.as_slice() {
        [] => format!("{of}.{which}"),
        absent => format!("{of}. Not in this table: {}.{which}", all_of(absent)),
    }
}
