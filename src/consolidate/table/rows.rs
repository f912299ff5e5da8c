//! The rows of a table, whose cells are made one at a time.
//!
//! A quarter has millions of cells. So a table keeps what its rows are made from, and makes a cell when it is asked for
//! one: nothing but what a row is made from is held until the workbook is saved.

use std::borrow::Cow;
use std::ops::Range;

use crate::at_once;
use crate::layout::Field;

use super::super::cell::Cell;

/// How many rows are looked at together.
const PIECE: usize = 4096;

/// What makes the cell of a row, from the places of both.
type MakeCell<'a> = Box<dyn Fn(usize, usize) -> Cell<'a> + Send + Sync + 'a>;

/// Rows of cells.
pub(in super::super) struct Rows<'a> {
    count: usize,
    /// For each column the place of its cell among those that a row can make.
    columns: Vec<usize>,
    ends_in_total: bool,
    cell: MakeCell<'a>,
}

/// How much room cells take.
#[derive(Debug, Default)]
pub(in super::super) struct Heights {
    /// How many lines each row takes.
    pub rows: Vec<u32>,
    /// For each column how many lines its tallest cell takes; 0 where nothing stands in it.
    pub columns: Vec<u32>,
    /// The number formats, row by row.
    pub formats: Vec<Cow<'static, str>>,
}

/// What to look for in a column before its cells are made for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Look {
    /// Nothing: it is written, and holds no figures.
    Nowhere,
    /// Whether anything stands in it.
    ForAnything,
    /// That, and the number formats of its figures.
    ForFigures,
}

impl<'a> Rows<'a> {
    /// A row for each item, whose cells `cell` makes of it from their places.
    pub(in super::super) fn of<T: Send + Sync + 'a>(
        items: Vec<T>,
        columns: usize,
        cell: impl Fn(&T, usize) -> Cell<'a> + Send + Sync + 'a,
    ) -> Self {
        Self {
            count: items.len(),
            columns: (0..columns).collect(),
            ends_in_total: false,
            cell: Box::new(move |row, place| items.get(row).map_or(Cell::Blank, |item| cell(item, place))),
        }
    }

    /// A row for each item, whose cells `cell` makes of it from their fields.
    pub(in super::super) fn by_field<T: Send + Sync + 'a>(
        items: Vec<T>,
        fields: Vec<Field>,
        cell: impl Fn(&T, Field) -> Cell<'a> + Send + Sync + 'a,
    ) -> Self {
        Self::of(items, fields.len(), move |item, place| {
            fields.get(place).map_or(Cell::Blank, |field| cell(item, *field))
        })
    }

    /// Rows that are few, and made already.
    pub(in super::super) fn made(rows: Vec<Vec<Cell<'a>>>) -> Self {
        let columns = rows.first().map_or(0, Vec::len);
        Self::of(rows, columns, |row, place| row.get(place).cloned().unwrap_or(Cell::Blank))
    }

    /// The same rows, of which the last is a total: in bold below a line.
    pub(in super::super) fn with_total(self) -> Self {
        Self { ends_in_total: true, ..self }
    }

    /// The same rows with those of their columns, in that order.
    pub(in super::super) fn with_columns(self, columns: Vec<usize>) -> Self {
        Self { columns, ..self }
    }

    pub(in super::super) fn count(&self) -> usize {
        self.count
    }

    pub(in super::super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(super) fn ends_in_total(&self) -> bool {
        self.ends_in_total
    }

    pub(super) fn is_total(&self, row: usize) -> bool {
        self.ends_in_total && row + 1 == self.count
    }

    /// A cell; nothing where there is none.
    pub(in super::super) fn cell(&self, row: usize, column: usize) -> Cell<'a> {
        self.columns.get(column).map_or(Cell::Blank, |place| (self.cell)(row, *place))
    }

    /// The cells of a column.
    pub(in super::super) fn column(&self, column: usize) -> impl Iterator<Item = Cell<'a>> {
        (0..self.count).map(move |row| self.cell(row, column))
    }

    /// Whether anything stands in each column, true where that was not looked for; and the number formats, column by
    /// column. No more cells are made than it takes.
    pub(in super::super) fn used(&self, columns: &[Look]) -> (Vec<bool>, Vec<Cow<'static, str>>) {
        let (mut used, mut formats) = (vec![false; columns.len()], Vec::new());
        for (used_here, formats_here) in self.in_pieces(|rows| self.used_in(&rows, columns)) {
            for (used, here) in used.iter_mut().zip(used_here) {
                *used |= here;
            }
            for format in formats_here {
                add_new(&mut formats, format);
            }
        }
        (used, formats)
    }

    fn used_in(&self, rows: &Range<usize>, columns: &[Look]) -> (Vec<bool>, Vec<Cow<'static, str>>) {
        let mut formats = Vec::new();
        let used = columns.iter().enumerate().map(|(column, look)| {
            let mut cells = rows.clone().map(|row| self.cell(row, column)).filter(|cell| !cell.is_blank());
            match look {
                Look::Nowhere => true,
                Look::ForAnything => cells.next().is_some(),
                Look::ForFigures => cells.fold(false, |_, cell| {
                    if let Some((_, format)) = cell.figure() {
                        add_new(&mut formats, format);
                    }
                    true
                }),
            }
        });
        (used.collect(), formats)
    }

    /// How much room the cells take in columns of those widths, in characters.
    pub(in super::super) fn heights(&self, widths: &[u16]) -> Heights {
        let mut heights = Heights { columns: vec![0; widths.len()], ..Heights::default() };
        for piece in self.in_pieces(|rows| self.heights_in(rows, widths)) {
            heights.rows.extend(piece.rows);
            for (tallest, lines) in heights.columns.iter_mut().zip(piece.columns) {
                *tallest = lines.max(*tallest);
            }
            for format in piece.formats {
                add_new(&mut heights.formats, format);
            }
        }
        heights
    }

    fn heights_in(&self, rows: Range<usize>, widths: &[u16]) -> Heights {
        let mut heights = Heights { columns: vec![0; widths.len()], ..Heights::default() };
        for row in rows {
            let mut most = 1;
            for (column, (width, tallest)) in widths.iter().zip(&mut heights.columns).enumerate() {
                let cell = self.cell(row, column);
                if cell.is_blank() {
                    continue;
                }
                let lines = cell.lines(*width);
                *tallest = lines.max(*tallest);
                most = lines.max(most);
                if let Some((_, format)) = cell.figure() {
                    add_new(&mut heights.formats, format);
                }
            }
            heights.rows.push(most);
        }
        heights
    }

    /// What is made of all rows, so many at a time.
    fn in_pieces<P: Send>(&self, of: impl Fn(Range<usize>) -> P + Send + Sync) -> Vec<P> {
        let pieces = (0..self.count).step_by(PIECE).map(|first| first..(first + PIECE).min(self.count));
        at_once::map(pieces.collect(), of)
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
        let rows = Rows::of(items, 3, |item, place| match (item % PIECE, place) {
            (4, 0) => Cell::text("one\ntwo"),
            (_, 0) => Cell::text("one"),
            (7, 1) => Cell::Count(1),
            _ => Cell::Blank,
        });
        let heights = rows.heights(&[10, 10, 10]);
        assert_eq!(heights.rows.len(), rows.count());
        assert_eq!(heights.rows.iter().filter(|lines| **lines == 2).count(), 3);
        assert_eq!(heights.rows.get(PIECE * 2 + 4), Some(&2));
        assert_eq!(heights.columns, [2, 1, 0]);
        assert_eq!(heights.formats, ["#,##0"]);
        let used = |look| rows.used(&[Look::ForAnything, look, look]);
        assert_eq!(used(Look::ForFigures), (vec![true, true, false], heights.formats));
        assert_eq!(used(Look::ForAnything).0, [true, true, false]);
        assert_eq!(used(Look::Nowhere).0, [true, true, true]);
    }
}
