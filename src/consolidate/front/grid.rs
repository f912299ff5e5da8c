//! The columns of the Front page: one of names and as many of figures as the wider table has, on one page in letters of 10
//! points or more.

use std::cell::Cell;

use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet};

use crate::domain::Kind;
use crate::plan::{Plan, Word};
use crate::workbook::{Orientation, WriteError, fit_row, height_of_row, width_on_screen, write_text};

use super::super::book::Book;
use super::super::detail;
use super::super::folded::folded;
use super::super::summary::shown;

/// How many columns of figures a page holds upright.
const MOST_UPRIGHT: usize = 7;
/// What the margins leave of the width of A4 upright and lying, in pixels.
const UPRIGHT: u32 = 717;
const LYING: u32 = 1045;
/// What they leave of its height, in pixels, less a little for programs that make rows taller.
const TALL: u32 = 980;
const LOW: u32 = 660;
/// How wide a column of figures is at most and at least, in characters, and the column of names at least.
const FIGURES: [u16; 2] = [12, 9];
const NAMES: u16 = 24;
/// The share of their size, in per cent, at which letters of 11 points are 10.
const SMALLEST: u16 = 91;
/// How many lines a page has room for beside the two tables' headings, bars and notes.
const MOST_LINES: usize = 12;

/// The columns.
pub(super) struct Grid {
    /// The width of the column of names, and of each of figures.
    pub names: u16,
    pub figures: u16,
    /// How many columns of figures there are.
    pub count: usize,
    pub orientation: Orientation,
    /// Whether the tables are more than a page holds.
    pub is_large: bool,
    /// By how much rows are taller than one line, in pixels.
    taller: Cell<u32>,
    /// Whether even lying a page is too narrow for letters of 10 points.
    is_too_wide: bool,
}

impl Grid {
    pub(super) fn new(book: &Book<'_>, kinds: &[Kind]) -> Self {
        let by = book.plan.settings.tables_by;
        let total = usize::from(shows_total(book.plan));
        let count = kinds.iter().map(|kind| shown(book.plan, *kind).len() + total).max().unwrap_or(1);
        let lines: usize = kinds.iter().map(|kind| detail::lines_of_table(book.tally.table(*kind), by).len()).sum();
        let orientation = if count > MOST_UPRIGHT { Orientation::Landscape } else { Orientation::Portrait };
        let room = if orientation == Orientation::Portrait { UPRIGHT } else { LYING };
        let pixels = |names, figures| width_on_screen(&widths(names, figures, count));
        let [widest, least] = FIGURES;
        let figures = (least..=widest).rev().find(|figures| pixels(NAMES, *figures) <= room).unwrap_or(least);
        let names = (NAMES..=80).rev().find(|names| pixels(*names, figures) <= room).unwrap_or(NAMES);
        Self {
            names,
            figures,
            count,
            orientation,
            taller: Cell::new(0),
            is_large: lines > MOST_LINES || count > MOST_UPRIGHT,
            is_too_wide: pixels(names, figures) * u32::from(SMALLEST) > room * 100,
        }
    }

    /// How many letters a line has room for: they are narrower than the digits that widths are counted in.
    fn width(&self) -> u16 {
        let digits = usize::from(self.names) + usize::from(self.figures) * self.count;
        u16::try_from(digits + digits / 5).unwrap_or(u16::MAX)
    }

    /// How wide it is, in pixels.
    pub(super) fn pixels(&self) -> u32 {
        width_on_screen(&widths(self.names, self.figures, self.count))
    }

    /// Writes a text over the width of the page, in as many rows as it takes; gives the next free row.
    pub(super) fn write_text(
        &self,
        sheet: &mut Worksheet,
        mut at: RowNum,
        text: &str,
        format: &Format,
    ) -> Result<RowNum, WriteError> {
        for line in self.folded(text) {
            write_text(sheet, (at, 0), &line, format)?;
            at += 1;
        }
        Ok(at)
    }

    /// A text in lines of the width of the page.
    pub(super) fn folded(&self, text: &str) -> Vec<String> {
        folded(text, self.width())
    }

    /// Gives a row room for so many lines.
    pub(super) fn fit_row(&self, sheet: &mut Worksheet, at: RowNum, lines: u32) -> Result<(), WriteError> {
        let further = height_of_row(lines).abs_diff(height_of_row(1));
        // More than any page holds is more, whatever it is.
        self.taller.set(self.taller.get().saturating_add(further));
        fit_row(sheet, at, lines)
    }

    /// Whether the page that begins in row `page`, else the first, holds a title in row `at` and so many lines below it.
    pub(super) fn holds(&self, at: RowNum, lines: RowNum, page: Option<RowNum>) -> bool {
        let height = if self.orientation == Orientation::Portrait { TALL } else { LOW };
        // On a page of their own the tables are above it.
        let taller = if page.is_some() { 0 } else { self.taller.get() };
        let rows = u64::from(at.abs_diff(page.unwrap_or_default())) + 1 + u64::from(lines);
        rows * u64::from(height_of_row(1)) + u64::from(taller) <= u64::from(height)
    }

    pub(super) fn set_widths(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        sheet.set_column_width(0, self.names)?;
        for (col, _) in (1..).zip(0..self.count) {
            let col: ColNum = col;
            sheet.set_column_width(col, self.figures)?;
        }
        Ok(())
    }

    /// Lets the page go over several side by side rather than be printed smaller.
    pub(super) fn keep_size(&self, sheet: &mut Worksheet) {
        if self.is_too_wide {
            sheet.set_print_scale(SMALLEST);
        }
    }
}

/// The width of each column.
fn widths(names: u16, figures: u16, count: usize) -> Vec<u16> {
    std::iter::once(names).chain(std::iter::repeat_n(figures, count)).collect()
}

/// Whether the column of all counts is shown.
pub(super) fn shows_total(plan: &Plan) -> bool {
    plan.wording.shows(Word::Total.name())
}
