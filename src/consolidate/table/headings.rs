//! The headings of a table, each its own, and how far a table may reach.

use std::collections::BTreeSet;

use rust_xlsxwriter::{ColNum, Format, FormatAlign, RowNum, Worksheet};

use crate::domain::{Colour, key};
use crate::workbook::{Styles, WriteError, colour, line};

/// How many rows a sheet of Excel has.
const ROWS: usize = 1_048_576;
/// How many columns it has.
const COLUMNS: usize = 16_384;
/// The longest heading of a table, in UTF-16 units.
const LONGEST_HEADING: usize = 255;

/// One heading.
#[derive(Debug, Clone)]
pub(in super::super) struct Heading {
    /// What it says.
    pub text: String,
    /// The width of its column, in characters.
    pub width: u16,
    /// The fill, where it names a rating.
    pub fill: Option<Colour>,
    /// Whether figures stand below it, on the right.
    pub figures: bool,
}

impl Heading {
    pub(super) fn format(&self, styles: &Styles) -> Format {
        let align = if self.figures { FormatAlign::Right } else { FormatAlign::Left };
        let format = styles.heading.clone().set_align(align);
        match self.fill {
            Some(fill) => format.set_background_color(colour(fill)).set_font_color(colour(fill.text_colour())),
            None => format,
        }
    }

    /// A heading in the house's colours.
    pub(in super::super) fn plain(text: impl Into<String>, width: u16) -> Self {
        Self { text: text.into(), width, fill: None, figures: false }
    }
}

/// The last row of a table with its headings in row `at`.
pub(super) fn last_row(sheet: &Worksheet, at: RowNum, rows: usize) -> Result<RowNum, WriteError> {
    let last = RowNum::try_from(rows).ok().and_then(|rows| at.checked_add(rows));
    let last = last.filter(|last| usize::try_from(*last).is_ok_and(|last| last < ROWS));
    last.ok_or_else(|| WriteError::TooManyConsolidatedRows { sheet: sheet.name(), rows })
}

/// The last column of a table of that many.
pub(super) fn last_col(sheet: &Worksheet, columns: usize) -> Result<ColNum, WriteError> {
    let last = columns.checked_sub(1).and_then(|last| ColNum::try_from(last).ok());
    last.filter(|_| columns <= COLUMNS).ok_or_else(|| WriteError::TooManyColumns { sheet: sheet.name(), columns })
}

/// Headings as a table can have them: one line each, none empty, no two alike whatever their case.
pub(in super::super) fn unique<'h>(headings: impl Iterator<Item = &'h str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    headings
        .map(|heading| {
            let heading = match line(heading, LONGEST_HEADING) {
                empty if empty.is_empty() => "Column".to_owned(),
                heading => heading,
            };
            let numbered = |n: usize| match n {
                1 => heading.clone(),
                n => format!("{} {n}", line(&heading, LONGEST_HEADING - 8)),
            };
            let free = (1..=taken.len() + 1).map(numbered).find(|text| !taken.contains(&key(text))).unwrap_or_default();
            taken.insert(key(&free));
            free
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_are_the_same_whatever_their_case_are_numbered() {
        let headings = ["Ref", "REF", "Why", "two\nlines", "", " ", "Ref 2"];
        let unique = unique(headings.into_iter());
        assert_eq!(unique, ["Ref", "REF 2", "Why", "two lines", "Column", "Column 2", "Ref 2 2"]);
    }

    #[test]
    fn a_very_long_heading_fits_a_table_even_when_it_is_there_twice() {
        let long = "x".repeat(400);
        let unique = unique([long.as_str(), long.as_str()].into_iter());
        assert!(unique.iter().all(|heading| heading.encode_utf16().count() <= LONGEST_HEADING));
        assert_ne!(unique[0], unique[1]);
    }

    #[test]
    fn more_rows_than_excel_has_are_refused_in_words() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        assert!(last_row(sheet, 2, ROWS - 3).is_ok());
        let refused = last_row(sheet, 3, ROWS - 3).unwrap_err().to_string();
        assert!(refused.contains("1,048,576"), "{refused}");
    }
}
