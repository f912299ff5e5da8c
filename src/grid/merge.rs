//! What merged cells hide: every value beneath one but the first.
//!
//! Excel shows only the first cell of a merged range, yet files often still hold old values beneath it, and a reader by position
//! would take them for entries. They are moved apart in one sweep down the sheet, whose cost does not depend on the size of the
//! ranges. A range that overlaps an earlier one is not valid in Excel and is left out, so it hides nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::{CellRef, Sheet};

type Range = (CellRef, CellRef);

/// Applies merged ranges to a sheet whose cells are in order.
pub(super) fn apply(sheet: &mut Sheet, mut ranges: Vec<Range>) {
    ranges.retain(|(first, last)| first != last);
    if ranges.is_empty() {
        return;
    }
    ranges.sort_unstable();
    let mut waiting = ranges.into_iter().peekable();
    let mut open = Open::default();
    let mut applied = Vec::new();
    let cells = std::mem::take(&mut sheet.cells);
    for cell in cells {
        while let Some(range) = waiting.next_if(|(first, _)| first.row <= cell.at.row) {
            applied.extend(open.begin(range));
        }
        open.end_before(cell.at.row);
        if open.covers(cell.at) {
            sheet.covered.push(cell);
        } else {
            sheet.cells.push(cell);
        }
    }
    for range in waiting {
        applied.extend(open.begin(range));
    }
    sheet.merges = applied;
}

/// The ranges that reach over the current row: apart from each other, by their first column and by their last row.
#[derive(Default)]
struct Open {
    by_column: BTreeMap<u16, Range>,
    by_end: BTreeSet<(u32, u16)>,
}

impl Open {
    /// Takes up a range that begins on this row, unless it overlaps one that is open; gives it back if taken.
    fn begin(&mut self, range: Range) -> Option<Range> {
        let (first, last) = range;
        self.end_before(first.row);
        let before = self.by_column.range(..=last.col).next_back();
        if before.is_some_and(|(_, other)| other.1.col >= first.col) {
            return None;
        }
        self.by_column.insert(first.col, range);
        self.by_end.insert((last.row, first.col));
        Some(range)
    }

    fn end_before(&mut self, row: u32) {
        while let Some((end, col)) = self.by_end.first().copied() {
            if end >= row {
                return;
            }
            self.by_end.remove(&(end, col));
            self.by_column.remove(&col);
        }
    }

    fn covers(&self, at: CellRef) -> bool {
        let before = self.by_column.range(..=at.col).next_back();
        before.is_some_and(|(_, (first, last))| at.col <= last.col && at != *first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Cell;
    use proptest::prelude::*;

    fn merged(ranges: &[&str]) -> Sheet {
        let mut sheet = Sheet::named("Start");
        for row in 0..6 {
            for col in 0..6 {
                sheet.cells.push(Cell::text(CellRef { row, col }, "x"));
            }
        }
        let ranges = ranges.iter().map(|r| CellRef::parse_range(r).unwrap()).collect();
        apply(&mut sheet, ranges);
        sheet
    }

    #[test]
    fn only_the_first_cell_keeps_its_value_and_nothing_is_lost() {
        let sheet = merged(&["B2:C3", "E1:E6", "A1:A1"]);
        assert_eq!(sheet.merges.len(), 2);
        let covered: Vec<String> = sheet.covered.iter().map(|c| c.at.to_string()).collect();
        assert_eq!(covered, ["C2", "E2", "B3", "C3", "E3", "E4", "E5", "E6"]);
        assert_eq!(sheet.cells.len() + sheet.covered.len(), 36);
    }

    #[test]
    fn a_range_overlapping_an_earlier_one_hides_nothing() {
        let sheet = merged(&["B2:C3", "C3:D4"]);
        assert_eq!(sheet.merges.len(), 1);
        assert!(sheet.get(CellRef::parse("D4").unwrap()).is_some());
    }

    proptest! {
        #[test]
        fn the_sweep_agrees_with_looking_at_every_range(corners in prop::collection::vec((0_u32..6, 0_u16..6, 0_u32..4, 0_u16..4), 0..5)) {
            let mut sheet = Sheet::named("Start");
            for row in 0..6 {
                for col in 0..6 {
                    sheet.cells.push(Cell::text(CellRef { row, col }, "x"));
                }
            }
            let ranges: Vec<Range> = corners
                .iter()
                .map(|(row, col, high, wide)| (CellRef { row: *row, col: *col }, CellRef { row: row + high, col: col + wide }))
                .collect();
            apply(&mut sheet, ranges);
            let inside = |at: CellRef, (first, last): &Range| {
                (first.row..=last.row).contains(&at.row) && (first.col..=last.col).contains(&at.col)
            };
            for cell in &sheet.covered {
                prop_assert!(sheet.merges.iter().any(|range| inside(cell.at, range) && cell.at != range.0));
            }
            for cell in &sheet.cells {
                prop_assert!(!sheet.merges.iter().any(|range| inside(cell.at, range) && cell.at != range.0));
            }
            prop_assert_eq!(sheet.cells.len() + sheet.covered.len(), 36);
        }
    }
}
