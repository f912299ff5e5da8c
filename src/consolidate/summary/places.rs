//! Where each table of Summary stands, from the height of what stands above it.

use rust_xlsxwriter::{ColNum, RowNum};

use crate::domain::{INFORMATION_ONLY, Kind};
use crate::workbook::{height_of_page, height_of_row, is_legible, lines_of, rows_of_page};

use super::super::book::Book;
use super::super::folded::folded;
use super::super::status;
use super::super::table::Heading;
use super::asked::AskBlock;
use super::block::{Block, Columns, widths};
use super::chart;
use super::group::{Group, none};
use super::notes;

/// No chart has more bars than this.
const MOST_BARS: usize = 40;
/// The rows of the title and of what is below it.
const TITLE: usize = 2;
/// No column of numbers is made wider than this.
const MOST_LETTERS: u16 = 24;
/// The longest word of a heading that is not a rating's, in letters, and the least that is left to the names for it.
const LONG_WORD: u16 = 11;
const LEAST_NAMES: u16 = 22;
/// How many rows of one line the headings of a page's tables, which are taller, take beyond their own.
const TALL: u32 = 6;

/// What stands on the sheet, and in which row it begins.
pub(super) struct Place<'w> {
    pub(super) at: RowNum,
    pub(super) what: What<'w>,
}

pub(super) enum What<'w> {
    /// Why there is no table.
    Words(&'static str),
    Table(Block<'w>),
    Answers(AskBlock<'w>),
}

/// The line of all rows together of a table, where it stands on the sheet.
pub(in super::super) struct Overall {
    /// The row of the headings, and its own.
    pub(in super::super) headings: RowNum,
    pub(in super::super) row: RowNum,
    counts: Vec<ColNum>,
}

impl Overall {
    /// The column of the count of a rating.
    pub(in super::super) fn count(&self, rating: usize) -> Option<ColNum> {
        self.counts.get(rating).copied()
    }
}

/// Everything on the sheet below its title, and the rows in which a printed page begins: each with a table, so that none
/// is parted from its chart, or with a chart that has no room below its table.
pub(super) fn places<'w>(book: &'w Book<'_>) -> (Vec<Place<'w>>, Vec<RowNum>) {
    let mut at = row(TITLE + reasons(book).len() + 1);
    let (mut places, mut pages) = (Vec::new(), Vec::new());
    let mut is_below_a_table = false;
    let columns = columns(book);
    let names = columns.first().copied().unwrap_or_default();
    // A page has more rows than its headings take.
    let room = rows_of_page(&columns).saturating_sub(TALL);
    let page = height_of_page(&columns) / height_of_row(1);
    let first = Group::of(book.plan.settings.tables_by);
    for group in Group::in_order(book.plan.settings.tables_by) {
        for kind in [Kind::Actions, Kind::Indicators] {
            let block = Block { book, kind, group };
            if let Some(words) = none(book, kind) {
                if group == first {
                    places.push(Place { at, what: What::Words(words) });
                    at += 3;
                }
                continue;
            }
            if block.lines().is_empty() {
                continue;
            }
            let height = row(block.height());
            if (group == first && is_below_a_table) || (group != first && runs_over(&pages, at, height, room)) {
                pages.push(at);
            }
            is_below_a_table = true;
            let begun = pages.last().copied().unwrap_or_default();
            let taken = at - begun + height + block.further_lines(names);
            if block.has_chart() && taken > page {
                pages.push(at + row(block.height_of_table()) + 1);
            }
            places.push(Place { at, what: What::Table(block) });
            at += height + 2;
        }
        if group == first {
            pages.push(at);
        }
    }
    for block in AskBlock::all(book) {
        let height = row(block.height());
        if runs_over(&pages, at, height, room) {
            pages.push(at);
        }
        places.push(Place { at, what: What::Answers(block) });
        at += height + 1;
    }
    (places, pages)
}

/// Whether a table of so many rows would be parted by the foot of a page that has begun before it, and not on a page of its
/// own. Tables of thousands of lines leave the page where they end unknown: what follows is taken to begin a page.
fn runs_over(pages: &[RowNum], at: RowNum, height: RowNum, room: u32) -> bool {
    let begun = pages.last().copied().unwrap_or_default();
    // A place stands below the page's first row.
    at > begun && at - begun + height > room
}

/// How wide each column is.
pub(super) fn columns(book: &Book<'_>) -> Vec<u16> {
    let (names, figures) = widths(book);
    let tables = Block::all(book).map(|block| block.width());
    let widest = tables.chain(AskBlock::all(book).map(|block| block.width())).max().unwrap_or(1);
    // The numbers of answers, which stand in the first three, may be longer than a count; two letters are for the edges.
    let longest = AskBlock::all(book).map(|block| block.longest()).max().unwrap_or_default();
    let numbers = u16::try_from(longest + 2).unwrap_or(u16::MAX).clamp(figures, MOST_LETTERS);
    let width = |at: usize| match at {
        0 => names,
        1..=3 => numbers,
        _ => figures,
    };
    let plain: Vec<u16> = (0..widest).map(width).collect();
    // The longest word of a heading is not broken where the names can spare it room.
    let tables: Vec<Vec<Heading>> = Block::all(book).map(|block| block.headings()).collect();
    let is_long = |at: usize| tables.iter().any(|table| table.get(at).is_some_and(|own| own.text == INFORMATION_ONLY));
    let whole: Vec<u16> =
        plain.iter().enumerate().map(|(at, own)| if is_long(at) { (*own).max(LONG_WORD) } else { *own }).collect();
    let narrower = (LEAST_NAMES..=names).rev().map(|names| {
        let mut widths = whole.clone();
        if let Some(first) = widths.first_mut() {
            *first = names;
        }
        widths
    });
    narrower.into_iter().find(|widths| is_legible(widths)).unwrap_or(plain)
}

/// Why the figures are provisional, in lines as wide as the tables: what runs over them would make a page wider.
pub(super) fn reasons(book: &Book<'_>) -> Vec<String> {
    let (_, reasons) = status::banner(book);
    reasons.iter().flat_map(|reason| folded(reason, line_width(book))).collect()
}

/// How many letters a line of words has room for.
pub(super) fn line_width(book: &Book<'_>) -> u16 {
    let (names, figures) = widths(book);
    let columns = Block::all(book).map(|block| block.width()).max().unwrap_or(1);
    // The first is that of the names.
    let others = columns.saturating_sub(1);
    let others = u16::try_from(others).unwrap_or(u16::MAX);
    // A sheet has far fewer columns than would make the product large.
    names + figures.checked_mul(others).unwrap_or(figures)
}

impl Block<'_> {
    /// Whether it is the table that *Tables by* asks for: the others have no chart, and may have thousands of lines.
    pub(super) fn is_first(&self) -> bool {
        self.group == Group::of(self.book.plan.settings.tables_by)
    }

    /// Whether a chart stands below it.
    pub(super) fn has_chart(&self) -> bool {
        self.is_first() && self.lines().len() <= MOST_BARS
    }

    /// How many rows it takes, from its title to the last of its notes or of its chart.
    fn height(&self) -> usize {
        let chart = if self.has_chart() { 2 + chart::height(self, self.lines().len() + 1) } else { 0 };
        self.height_of_table() + chart
    }

    /// How many rows it takes without its chart.
    fn height_of_table(&self) -> usize {
        3 + self.lines().len() + self.notes().len()
    }

    /// How many lines its names take in a column of that width beyond one each.
    fn further_lines(&self, names: u16) -> u32 {
        self.lines().iter().map(|line| lines_of(&self.name(line), names) - 1).sum()
    }

    /// What stands below it, in lines as wide as the tables.
    pub(super) fn notes(&self) -> Vec<String> {
        notes::notes(self).iter().flat_map(|note| folded(note, line_width(self.book))).collect()
    }

    /// Where its last line stands; none where the sheet does not have the table.
    pub(in super::super) fn overall_in_summary(&self) -> Option<Overall> {
        let (places, _) = places(self.book);
        let own = places.into_iter().find_map(|place| match place.what {
            What::Table(block) if (block.kind, block.group) == (self.kind, self.group) => Some((place.at, block)),
            What::Table(_) | What::Words(_) | What::Answers(_) => None,
        });
        let (at, block) = own?;
        let counts = Columns::new(&block).counts;
        Some(Overall { headings: at + 1, row: at + 2 + row(block.lines().len()), counts })
    }
}

/// A number of rows, which the limits of a sheet keep far below what the type holds.
fn row(number: usize) -> RowNum {
    RowNum::try_from(number).unwrap_or(RowNum::MAX)
}

#[cfg(test)]
#[path = "places_tests.rs"]
mod tests;
