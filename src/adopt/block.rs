//! The blocks of a sheet: headings with the rows below them, and what each of those rows is.
//!
//! A row is one of the plan, or a band that files the rows below it, a total, a key, a note, headings once more, or a row
//! without a name. Only the first goes into the plan as a row; all others are named on the sheet *Adopted*.

use std::collections::BTreeSet;

use crate::grid::CellRef;

use super::columns::{Column, columns_of, is_key};
use super::heading::{Headings, has_mostly_headings, has_only_headings, headings_at, is_heading_row};
use super::holds::Holds;
use super::legend::Legend;
use super::meaning::Meaning;
use super::view::View;
use super::words::{WORDS, is_one_of, plain};

/// Headings and what stands below them.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) headings: Headings,
    pub(super) columns: Vec<Column>,
    /// The rows below in which anything stands, in order, as far as the next headings.
    pub(super) rows: Vec<u32>,
    /// Rows in which the same headings stand once more.
    pub(super) repeated: Vec<u32>,
}

/// What a row of a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowIs {
    /// One of the plan.
    Data,
    /// A band over the rows below: its text, and how it looks.
    Band(Look),
    Total,
    Key,
    Note,
    /// Something stands in it, and no name.
    NoName,
}

/// How a band looks, by which bands of two levels are told apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    pub(super) fill: Option<u32>,
    pub(super) bold: bool,
    pub(super) merged: bool,
    pub(super) col: u16,
}

/// A note is longer than any name of a band.
const LONGEST_BAND: usize = 200;

/// The blocks of a sheet from top to bottom, with what their columns hold.
pub(super) fn blocks_of(view: &View<'_>, legend: &Legend) -> Vec<Block> {
    let mut found: Vec<Headings> = Vec::new();
    let mut last_row = None;
    let is_in_table = |row: u32| row.checked_sub(1).is_some_and(|above| view.filled(above).len() > 1);
    // A row on its own, as a band is, directly below a table or its headings.
    let is_below_band = |row: u32| {
        let above = row.checked_sub(1).filter(|above| view.filled(*above).len() == 1);
        above.and_then(|above| above.checked_sub(1)).is_some_and(|above| !view.filled(above).is_empty())
    };
    for row in &view.rows {
        // Above the first headings there may be titles, and nothing of a table.
        let may_be = found.is_empty()
            || has_only_headings(view, *row)
            || !is_in_table(*row) && (!is_below_band(*row) || has_mostly_headings(view, *row));
        if last_row.is_none_or(|last| *row > last) && may_be && is_heading_row(view, *row) {
            let headings = headings_at(view, *row);
            last_row = Some(headings.last_row);
            found.push(headings);
        }
    }
    let mut blocks: Vec<Block> = Vec::new();
    for (at, headings) in found.iter().enumerate() {
        let end = found.get(at + 1).map_or(u32::MAX, |next| next.first_row);
        let below = view.rows.iter().copied().filter(|row| *row > headings.last_row && *row < end);
        let rows: Vec<u32> = below.collect();
        if let Some(last) = blocks.last_mut()
            && is_repeated(&last.headings, headings)
        {
            last.repeated.extend(headings.first_row..=headings.last_row);
            last.rows.extend(rows);
            continue;
        }
        blocks.push(Block { headings: headings.clone(), columns: Vec::new(), rows, repeated: Vec::new() });
    }
    for block in &mut blocks {
        with_unheaded(view, block);
        let figures: Vec<u32> = block.rows.iter().copied().filter(|row| view.filled(*row).len() > 1).collect();
        block.columns = columns_of(view, &block.headings, &figures, legend);
    }
    blocks
}

/// Whether the same words stand in the same columns.
fn is_repeated(one: &Headings, other: &Headings) -> bool {
    let words = |headings: &Headings| {
        let all = headings.columns.iter().filter(|own| !own.text.is_empty());
        all.map(|own| (own.col, plain(&own.text))).collect::<Vec<_>>()
    };
    words(one) == words(other)
}

/// Adds columns right of the headings in which several rows have something: their heading was left away.
fn with_unheaded(view: &View<'_>, block: &mut Block) {
    let Some(last) = block.headings.columns.last().map(|own| own.col) else { return };
    let row = block.headings.last_row;
    for col in (1..=2).filter_map(|more| last.checked_add(more)) {
        let filled = block.rows.iter().filter(|row| {
            let at = CellRef { row: **row, col };
            view.is_filled(at) || view.fill(at).is_some() && view.filled(**row).len() > 1
        });
        if filled.count() < 2 {
            break;
        }
        let at = CellRef { row, col };
        let heading = super::heading::Heading { col, at, text: String::new(), holds: None, is_open: true };
        block.headings.columns.push(heading);
    }
}

impl Block {
    /// The columns that hold something.
    pub(super) fn cols(&self, meaning: Meaning) -> impl Iterator<Item = u16> {
        let own = self.columns.iter().filter(move |column| column.holds == Holds::Known(meaning));
        own.map(|column| column.heading.col)
    }

    /// The columns in which rows have their names.
    pub(super) fn titles(&self) -> Vec<(u16, Meaning)> {
        let named = self.columns.iter().filter_map(|column| {
            let Holds::Known(meaning) = column.holds else { return None };
            meaning.is_title().then_some((column.heading.col, meaning))
        });
        named.collect()
    }

    fn is_own(&self, at: CellRef) -> bool {
        self.headings.columns.iter().any(|own| own.col == at.col)
    }

    /// The filled cells of a row in the columns of the block.
    pub(super) fn filled(&self, view: &View<'_>, row: u32) -> Vec<CellRef> {
        view.filled(row).into_iter().filter(|at| self.is_own(*at)).collect()
    }

    /// What each of the rows is.
    pub(super) fn rows_are(&self, view: &View<'_>, legend: &Legend) -> Vec<(u32, RowIs)> {
        let mut all: Vec<(u32, RowIs)> = Vec::with_capacity(self.rows.len());
        let mut in_key = false;
        for row in &self.rows {
            let is = self.row_is(view, *row, legend, &mut in_key);
            all.push((*row, is));
        }
        // A band files rows: without any below it, it is a note.
        let mut has_rows = false;
        for (_, is) in all.iter_mut().rev() {
            match is {
                RowIs::Data => has_rows = true,
                RowIs::Band(_) if !has_rows => *is = RowIs::Note,
                RowIs::Band(_) | RowIs::Total | RowIs::Key | RowIs::Note | RowIs::NoName => {}
            }
        }
        all
    }

    fn row_is(&self, view: &View<'_>, row: u32, legend: &Legend, in_key: &mut bool) -> RowIs {
        let filled = self.filled(view, row);
        let texts: BTreeSet<String> = filled.iter().map(|at| view.text(*at)).collect();
        let Some(first) = filled.first().copied() else { return RowIs::Note };
        let first_text = plain(&view.text(first));
        if is_key(&first_text) {
            *in_key = true;
            return RowIs::Key;
        }
        if legend.rows.contains(&row) && (filled.len() <= 2 || *in_key) {
            return RowIs::Key;
        }
        let titles = self.titles();
        let title = titles.iter().map(|(col, _)| CellRef { row, col: *col }).find(|at| view.is_filled(*at));
        if self.is_total(view, &filled, title) {
            return RowIs::Total;
        }
        let look = Look {
            fill: view.fill(first),
            bold: view.paint(first).is_some_and(|paint| paint.bold),
            merged: view.width(first) > 1,
            col: first.col,
        };
        let is_short = view.text(first).chars().count() <= LONGEST_BAND;
        if texts.len() == 1 {
            let in_title = title == Some(first) && !look.merged;
            let is_word = |words: &[String]| words.iter().any(|word| first_text.starts_with(&format!("{word}:")));
            if is_word(&WORDS.rows.notes) || is_one_of(&WORDS.rows.notes, &first_text) {
                return RowIs::Note;
            }
            if !in_title && is_short {
                return RowIs::Band(look);
            }
            if !is_short && !in_title {
                return RowIs::Note;
            }
            // Where nothing is dressed at all, as in a CSV file, it is one among rows that have more.
            if in_title && is_short && view.sheet.painted.is_empty() && self.has_full_rows(view) {
                return RowIs::Band(look);
            }
            // A name and nothing else is a band where it is dressed as one, or all others have more.
            if in_title && is_short && (look.fill.is_some() || look.bold) && !self.is_usual_look(view, &look, first.col)
            {
                return RowIs::Band(look);
            }
        }
        if let [number, name] = filled.as_slice()
            && title == Some(*name)
            && self.cols(Meaning::Ref).any(|col| col == number.col)
            && (look.fill.is_some() || look.bold)
            && !self.is_usual_look(view, &look, first.col)
        {
            return RowIs::Band(look);
        }
        match title {
            Some(_) => RowIs::Data,
            None if filled.len() <= 1 => RowIs::Note,
            None => RowIs::NoName,
        }
    }

    /// Whether nearly all rows have more than two cells filled.
    fn has_full_rows(&self, view: &View<'_>) -> bool {
        let full = self.rows.iter().filter(|row| self.filled(view, **row).len() > 2).count();
        full >= 2 && full * 5 >= self.rows.len() * 3
    }

    /// Whether most rows with more than two cells look so: then it is no dress of a band.
    fn is_usual_look(&self, view: &View<'_>, look: &Look, col: u16) -> bool {
        let full: Vec<u32> = self.rows.iter().copied().filter(|row| self.filled(view, *row).len() > 2).collect();
        let alike = full.iter().filter(|row| {
            let at = CellRef { row: **row, col };
            view.fill(at) == look.fill && view.paint(at).is_some_and(|paint| paint.bold) == look.bold
        });
        let count = alike.count();
        count * 2 > full.len()
    }

    fn is_total(&self, view: &View<'_>, filled: &[CellRef], title: Option<CellRef>) -> bool {
        let Some(first) = filled.first() else { return false };
        let is_one = |at: &CellRef| {
            let text = plain(&view.text(*at));
            is_one_of(&WORDS.rows.totals, &text)
                || ["total ", "overall ", "sub-total ", "grand total "].iter().any(|word| {
                    text.starts_with(word)
                        && filled.iter().skip(1).all(|at| view.text(*at).starts_with(|c: char| c.is_ascii_digit()))
                })
        };
        let has_ref = self.cols(Meaning::Ref).any(|col| filled.iter().any(|at| at.col == col && !is_one(at)));
        (is_one(first) || title.as_ref().is_some_and(is_one)) && !has_ref
    }
}
