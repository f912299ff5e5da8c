//! How the cells of a table look, and what a sheet stores for each.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::domain::print_short;
use crate::workbook::{DAY, Stored, Styles, excel_day, number_of};

use super::super::cell::Cell;

const TEXT: usize = 0;
const AS_TEXT: usize = 1;
const AS_DAY: usize = 2;
const NUMBER: usize = 3;
const ASIDE: usize = 4;
/// The place of the first number format.
const FIRST_FIGURE: usize = 5;

/// The formats of a table's cells: text, text kept as it is, days, numbers, text in grey, and one for each number format among its
/// figures; where the last row is a total, the same again for that.
pub(super) struct Looks {
    figures: Vec<Cow<'static, str>>,
}

impl Looks {
    pub(super) fn new(figures: Vec<Cow<'static, str>>) -> Self {
        Self { figures }
    }

    /// The formats themselves.
    pub(super) fn formats(&self, styles: &Styles, with_total: bool) -> Vec<Format> {
        // Room between a figure and the words beside it.
        let number = styles.text.clone().set_align(FormatAlign::Right).set_indent(1);
        let figures = self.figures.iter().map(|format| number.clone().set_num_format(&**format));
        let day = styles.text.clone().set_num_format(DAY);
        let plain = [styles.text.clone(), styles.as_text.clone(), day, number.clone(), styles.aside.clone()];
        let plain = plain.into_iter().chain(figures);
        let mut formats: Vec<Format> = plain.collect();
        if with_total {
            let total = |format: &Format| format.clone().set_bold().set_border_top(FormatBorder::Medium);
            formats.extend(formats.iter().map(total).collect::<Vec<_>>());
        }
        formats
    }

    /// What is stored for a cell, with the place of its format.
    pub(super) fn stored<'a>(&self, cell: Cell<'a>, is_total: bool) -> (usize, Stored<'a>) {
        let (format, stored) = self.plain(cell);
        (if is_total { FIRST_FIGURE + self.figures.len() + format } else { format }, stored)
    }

    fn plain<'a>(&self, cell: Cell<'a>) -> (usize, Stored<'a>) {
        match cell {
            Cell::Blank => (TEXT, Stored::Blank),
            Cell::Text(text) => (TEXT, Stored::Text(text)),
            Cell::Ref(text) if text.is_empty() => (AS_TEXT, Stored::Blank),
            // Edited, a time stays the words that it is.
            Cell::Ref(text) | Cell::Worded(text, _) => (AS_TEXT, Stored::Text(text)),
            Cell::Aside(text) => (ASIDE, Stored::Text(text)),
            Cell::Day(day) => (
                AS_DAY,
                match excel_day(day) {
                    Some(date) => Stored::Number(date.to_excel()),
                    None => Stored::Text(print_short(day).into()),
                },
            ),
            Cell::Live(formula, result) => match result.figure() {
                Some((value, format)) => (self.place_of(&format), Stored::Formula(formula, Some(value))),
                None => (NUMBER, Stored::Formula(formula, None)),
            },
            Cell::Count(_) | Cell::Number(..) | Cell::Percentage(..) => {
                let Some((value, format)) = cell.figure() else { return (TEXT, Stored::Blank) };
                let stored = number_of(value).map_or_else(|| Stored::Text(value.to_string().into()), Stored::Number);
                (self.place_of(&format), stored)
            }
        }
    }

    fn place_of(&self, format: &str) -> usize {
        let own = self.figures.iter().position(|known| known == format);
        own.map_or(NUMBER, |own| FIRST_FIGURE + own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_bold_below_a_line_and_else_looks_as_any_row() {
        let looks = Looks::new(vec!["#,##0".into(), "0.0%".into()]);
        let formats = looks.formats(&Styles::new(), true);
        let live = || Cell::live("A1".to_owned(), Cell::Blank);
        for cell in [Cell::text("Overall"), Cell::Ref("1.10".into()), Cell::Count(3), live()] {
            let [plain, total] = [false, true].map(|total| &formats[looks.stored(cell.clone(), total).0]);
            assert!(plain != total && plain.clone().set_bold().set_border_top(FormatBorder::Medium) == *total);
        }
        let [count, words] = [Cell::Count(3), live()].map(|cell| &formats[looks.stored(cell, false).0]);
        assert!(*count == words.clone().set_num_format("#,##0"));
    }
}
