//! Where the pages of a sheet with several lists begin.
//!
//! A sheet repeats one row on its pages, and the headings of one list would be wrong above another. So where there are several
//! lists each page is begun by hand: with the title of a list, or with its headings once more. Heights are those that the
//! rows are stored with, which programs print until somebody edits them.

use rust_xlsxwriter::RowNum;

use crate::workbook::{StoredRow, height_of_page, height_of_row};

/// The pages so far.
pub(super) struct Pages {
    /// How much a page holds, in pixels, and how much of the last is taken.
    room: u64,
    used: u64,
    /// The rows that begin a page.
    pub breaks: Vec<RowNum>,
}

impl Pages {
    /// The first page of a sheet with columns of those widths, below so many lines; the title is taller than a line.
    pub(super) fn new(widths: &[u16], lines: RowNum) -> Self {
        let room = u64::from(height_of_page(widths));
        Self { room, used: height_of(1) * (u64::from(lines) + 1), breaks: Vec::new() }
    }

    /// Takes room for what is not to be parted, in lines; `at` is its first row.
    pub(super) fn keep_together(&mut self, at: RowNum, lines: RowNum) {
        let height = height_of(1) * u64::from(lines);
        if !self.stands(height) {
            self.begin(at);
        }
        self.used += height;
    }

    fn stands(&self, height: u64) -> bool {
        self.used + height <= self.room
    }

    /// Begins a page in row `at`.
    fn begin(&mut self, at: RowNum) {
        self.breaks.push(at);
        self.used = 0;
    }

    /// Puts the headings of a list before each of its rows that begins a page; its title stands in row `at`, its headings below
    /// it. `is_band` tells the rows that head others, which stand with the first of these.
    pub(super) fn with_headings<'r>(
        &mut self,
        at: RowNum,
        headings: &StoredRow<'r>,
        rows: Vec<StoredRow<'r>>,
        is_band: impl Fn(&StoredRow<'r>) -> bool,
    ) -> Vec<StoredRow<'r>> {
        let heights: Vec<u64> = rows.iter().map(|row| height_of(row.lines)).collect();
        // A blank row parts it from what is above.
        let heads = height_of(1) * 2 + height_of(headings.lines);
        let whole = heights.iter().sum::<u64>() + heads;
        let first = rows.iter().take_while(|row| is_band(row)).count() + 1;
        let least = heights.iter().take(first).sum::<u64>() + heads;
        // What a page holds whole begins one, but for the list right below the title.
        let is_near_top = self.used <= self.room / 4;
        if !self.stands(if whole > self.room || is_near_top { least } else { whole }) {
            self.begin(at);
        }
        if self.stands(whole) {
            self.used += whole;
            return rows;
        }
        self.used += heads;
        let mut placed: Vec<StoredRow<'r>> = Vec::with_capacity(rows.len());
        let mut begun = 0;
        for (row, height) in rows.into_iter().zip(heights) {
            if !self.stands(height) && placed.len() > begun {
                let bands = placed.iter().skip(begun).rev().take_while(|row| is_band(row)).count();
                // Nothing but bands on a page: they stay.
                let bands = if placed.len() - bands == begun { 0 } else { bands };
                let moved = placed.split_off(placed.len() - bands);
                let row = RowNum::try_from(placed.len()).unwrap_or_default();
                // The title and the headings stand above.
                self.begin(at + 2 + row);
                self.used = std::iter::once(headings).chain(&moved).map(|row| height_of(row.lines)).sum();
                placed.push(headings.clone());
                placed.extend(moved);
                begun = placed.len();
            }
            self.used += height;
            placed.push(row);
        }
        placed
    }
}

/// The height of a row of so many lines.
fn height_of(lines: u32) -> u64 {
    u64::from(height_of_row(lines))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::Stored;

    const BAND: usize = 1;

    fn row(name: &str, format: usize) -> StoredRow<'static> {
        StoredRow { lines: 1, cells: vec![(format, Stored::Text(name.to_owned().into()))] }
    }

    fn names(rows: &[StoredRow<'_>]) -> Vec<String> {
        let name = |row: &StoredRow<'_>| match &row.cells[0].1 {
            Stored::Text(text) => text.to_string(),
            Stored::Blank | Stored::Number(_) | Stored::Formula(..) => String::new(),
        };
        rows.iter().map(name).collect()
    }

    fn rows(count: usize) -> Vec<StoredRow<'static>> {
        (1..=count).map(|n| row(&n.to_string(), 0)).collect()
    }

    fn is_band(row: &StoredRow<'_>) -> bool {
        row.cells[0].0 == BAND
    }

    /// A page holds thirty-three lines.
    fn pages(used: RowNum) -> Pages {
        Pages::new(&[100], used)
    }

    #[test]
    fn a_list_that_stands_on_the_page_is_left_as_it_is_and_one_that_does_not_begins_another() {
        let headings = row("Ref", 0);
        let mut pages = pages(3);
        assert_eq!(names(&pages.with_headings(4, &headings, rows(10), is_band)), names(&rows(10)));
        assert!(pages.breaks.is_empty());
        assert_eq!(names(&pages.with_headings(17, &headings, rows(20), is_band)), names(&rows(20)));
        assert_eq!(pages.breaks, [17]);
        pages.keep_together(40, 5);
        assert_eq!(pages.breaks, [17]);
        pages.keep_together(45, 8);
        assert_eq!(pages.breaks, [17, 45]);
    }

    #[test]
    fn the_headings_stand_again_above_what_goes_on_and_a_band_stands_with_its_rows() {
        let headings = row("Ref", 0);
        let mut pages = pages(3);
        let all = pages.with_headings(4, &headings, rows(60), is_band);
        let repeated: Vec<usize> = (0..all.len()).filter(|at| names(&all)[*at] == "Ref").collect();
        assert_eq!(all.len(), 60 + repeated.len());
        // Row 4 has the title, row 5 the headings: row 6 is the first.
        let breaks: Vec<RowNum> = repeated.iter().map(|at| 6 + u32::try_from(*at).unwrap()).collect();
        assert!(!breaks.is_empty());
        assert_eq!(pages.breaks, breaks);
        // A band where the page ended goes to the next one.
        let mut with_band = rows(60);
        with_band[repeated[0] - 1] = row("Homes", BAND);
        let mut pages = self::pages(3);
        let all = names(&pages.with_headings(4, &headings, with_band, is_band));
        let band = all.iter().position(|name| name == "Homes").unwrap();
        assert_eq!(all[band - 1], "Ref", "{all:?}");
    }
}
