//! The rows of a large table, whose cells are made one at a time.
//!
//! A quarter has millions of cells. So a table keeps what its rows are made from, and makes a cell when it is asked for
//! one: nothing but what a row is made from is held until the workbook is saved. The border: which rows and cells these
//! are is for the sheets.

use std::borrow::Cow;

use crate::at_once;

use super::content::Content;

/// How many rows are looked at together.
const PIECE: usize = 4096;

/// What makes the cell of a row in a column.
type MakeCell<'a> = Box<dyn Fn(usize, usize) -> Content<'a> + Send + Sync + 'a>;

/// Rows of cells; a cell is found by the place of its row and its own place within it.
pub(super) struct Rows<'a> {
    count: usize,
    cell: MakeCell<'a>,
}

/// What the cells of a table are like.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// How many lines each row takes.
    pub lines: Vec<u32>,
    /// For each column how many lines its tallest cell takes; 0 where nothing stands in it.
    pub tallest: Vec<u32>,
    /// The number formats, in the order of the cells.
    pub formats: Vec<Cow<'static, str>>,
}

/// What is to be known of a column before its cells are made for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sought {
    /// Nothing: it is written, and holds no figures.
    Nothing,
    /// Whether anything stands in it.
    Use,
    /// That, and the formats of the figures in it.
    Figures,
}

/// What a table must know of its columns before its cells are made for good.
#[derive(Debug, Default)]
pub(super) struct Glance {
    /// Whether anything stands in each; true where that was not sought.
    pub used: Vec<bool>,
    /// The number formats, in the order of the cells.
    pub formats: Vec<Cow<'static, str>>,
}

impl<'a> Rows<'a> {
    /// A row for each item, whose cells `cell` makes of it.
    pub(super) fn of<T: Send + Sync + 'a>(
        items: Vec<T>,
        cell: impl Fn(&T, usize) -> Content<'a> + Send + Sync + 'a,
    ) -> Self {
        let count = items.len();
        Self {
            count,
            cell: Box::new(move |row, place| items.get(row).map_or(Content::Blank, |item| cell(item, place))),
        }
    }

    /// Rows that are few, and made already.
    pub(super) fn made(rows: Vec<Vec<Content<'a>>>) -> Self {
        Self::of(rows, |row: &Vec<Content<'a>>, place| row.get(place).cloned().unwrap_or(Content::Blank))
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// A cell; nothing where there is none.
    pub(super) fn cell(&self, row: usize, place: usize) -> Content<'a> {
        (self.cell)(row, place)
    }

    /// The cells of a column.
    pub(super) fn column(&self, place: usize) -> impl Iterator<Item = Content<'a>> {
        (0..self.count).map(move |row| self.cell(row, place))
    }

    /// What is sought of the columns at those places, looking at no more cells than it takes.
    pub(super) fn glance(&self, columns: &[(usize, Sought)]) -> Glance {
        let pieces = (0..self.count).step_by(PIECE).map(|first| first..first.saturating_add(PIECE).min(self.count));
        let mut whole = Glance { used: vec![false; columns.len()], ..Glance::default() };
        for piece in at_once::map(pieces.collect(), |rows| self.glance_at(&rows, columns)) {
            for (used, here) in whole.used.iter_mut().zip(piece.used) {
                *used |= here;
            }
            for format in piece.formats {
                add_new(&mut whole.formats, format);
            }
        }
        whole
    }

    /// The number formats of the first so many columns, in the order of the cells.
    pub(super) fn formats(&self, columns: usize) -> Vec<Cow<'static, str>> {
        self.glance(&(0..columns).map(|place| (place, Sought::Figures)).collect::<Vec<_>>()).formats
    }

    fn glance_at(&self, rows: &std::ops::Range<usize>, columns: &[(usize, Sought)]) -> Glance {
        let mut glance = Glance::default();
        for (place, sought) in columns {
            let mut cells = rows.clone().map(|row| self.cell(row, *place)).filter(|cell| !cell.is_blank());
            glance.used.push(match sought {
                Sought::Nothing => true,
                Sought::Use => cells.next().is_some(),
                Sought::Figures => {
                    let mut used = false;
                    for cell in cells {
                        used = true;
                        if let Some((_, format)) = cell.figure() {
                            add_new(&mut glance.formats, format);
                        }
                    }
                    used
                }
            });
        }
        glance
    }

    /// What the cells are like in columns at those places, of those widths in characters.
    pub(super) fn survey(&self, columns: &[(usize, u16)]) -> Survey {
        let pieces = (0..self.count).step_by(PIECE).map(|first| first..first.saturating_add(PIECE).min(self.count));
        let mut whole = Survey { tallest: vec![0; columns.len()], ..Survey::default() };
        for piece in at_once::map(pieces.collect(), |rows| self.survey_of(rows, columns)) {
            whole.lines.extend(piece.lines);
            for (tallest, lines) in whole.tallest.iter_mut().zip(piece.tallest) {
                *tallest = lines.max(*tallest);
            }
            for format in piece.formats {
                add_new(&mut whole.formats, format);
            }
        }
        whole
    }

    fn survey_of(&self, rows: std::ops::Range<usize>, columns: &[(usize, u16)]) -> Survey {
        let mut survey = Survey { tallest: vec![0; columns.len()], ..Survey::default() };
        for row in rows {
            let mut most = 1;
            let mut tallest = std::mem::take(&mut survey.tallest);
            for (tallest, (place, width)) in tallest.iter_mut().zip(columns) {
                let cell = self.cell(row, *place);
                if cell.is_blank() {
                    continue;
                }
                let lines = cell.lines(*width);
                *tallest = lines.max(*tallest);
                most = lines.max(most);
                if let Some((_, format)) = cell.figure() {
                    add_new(&mut survey.formats, format);
                }
            }
            survey.tallest = tallest;
            survey.lines.push(most);
        }
        survey
    }
}

fn add_new(formats: &mut Vec<Cow<'static, str>>, format: Cow<'static, str>) {
    if !formats.contains(&format) {
        formats.push(format);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_many_pieces_are_looked_at_in_order() {
        let items: Vec<usize> = (0..PIECE * 2 + 5).collect();
        let rows = Rows::of(items, |item, place| match (item % PIECE, place) {
            (4, 0) => Content::text("one\ntwo"),
            (_, 0) => Content::text("one"),
            (7, 1) => Content::Count(1),
            _ => Content::Blank,
        });
        let survey = rows.survey(&[(0, 10), (1, 10), (2, 10)]);
        assert_eq!(survey.lines.len(), rows.count());
        assert_eq!(survey.lines.iter().filter(|lines| **lines == 2).count(), 3);
        assert_eq!(survey.lines.get(PIECE * 2 + 4), Some(&2));
        assert_eq!(survey.tallest, [2, 1, 0]);
        assert_eq!(survey.formats, ["#,##0"]);
        let glance = |sought| rows.glance(&[(0, Sought::Use), (1, sought), (2, sought)]);
        assert_eq!(glance(Sought::Figures).used, [true, true, false]);
        assert_eq!(glance(Sought::Figures).formats, survey.formats);
        assert_eq!(glance(Sought::Use).used, [true, true, false]);
        assert_eq!(glance(Sought::Nothing).used, [true, true, true]);
    }
}
