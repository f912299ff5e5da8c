//! The formulas of live checks, put into the finished sheets.
//!
//! A return has thousands of them, each up to 8,000 letters long. The writer looks through every letter for functions that
//! Excel learned late, of which none is among them, copies it and packs it once for nothing; so it is given a short name in
//! place of each, and the formulas themselves are written here when the workbook is saved.

use std::borrow::Cow;

use rust_xlsxwriter::Formula;

use super::text::push_formula;

/// How the short name of a formula begins where it stands. Nothing else in a sheet can begin so: what people typed has no
/// tags, and no other formula has such a name.
const NAME: &str = "<f>late ";

/// Formulas that are still to be put in, by their numbers.
#[derive(Debug, Default)]
pub(crate) struct LateFormulas<'f>(Vec<&'f str>);

impl<'f> LateFormulas<'f> {
    /// What the writer is given in place of a formula, with the result that is stored; none is the sheet's default.
    pub(crate) fn stand_in(&mut self, formula: &'f str, stored: &str) -> Formula {
        let name = Formula::new(format!("late {}", self.0.len()));
        self.0.push(formula.strip_prefix('=').unwrap_or(formula));
        if stored.is_empty() { name } else { name.set_result(stored) }
    }

    /// The part of a sheet with the formulas in it.
    pub(super) fn put_in<'x>(&self, xml: &'x str) -> Cow<'x, str> {
        let mut pieces = xml.split(NAME);
        let before = pieces.next().unwrap_or_default();
        if self.0.is_empty() || before.len() == xml.len() {
            return Cow::Borrowed(xml);
        }
        let mut whole = String::with_capacity(xml.len() + self.0.iter().map(|formula| formula.len()).sum::<usize>());
        whole.push_str(before);
        for piece in pieces {
            let (number, rest) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
            let formula = number.parse().ok().and_then(|number: usize| self.0.get(number));
            whole.push_str("<f>");
            push_formula(&mut whole, formula.copied().unwrap_or_default());
            whole.push_str(rest);
        }
        Cow::Owned(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{CellRef, Legacy, Limits, read};
    use crate::workbook::{Title, new_workbook, save_with};

    #[test]
    fn a_late_formula_stands_where_the_writer_would_have_written_it_and_typed_words_stay() {
        let formulas = ["=IF(B1<>\"late 1 & <f>late 0\",A2,\"\")", "=LEFT(A1,\"1\")"];
        let made = |late: bool| {
            let mut workbook = new_workbook(&Title::default()).unwrap();
            let sheet = workbook.add_worksheet();
            sheet.write_string(0, 0, "<f>late 1").unwrap();
            let mut formulas_to_come = LateFormulas::default();
            for (row, formula) in (1..).zip(formulas) {
                let own = Formula::new(formula).set_result("<f>late 1");
                let formula = if late { formulas_to_come.stand_in(formula, "<f>late 1") } else { own };
                sheet.write_formula(row, 0, formula).unwrap();
            }
            save_with(&mut workbook, None, &formulas_to_come).unwrap()
        };
        assert_eq!(made(true), made(false));
        let book = read(&made(true), &Limits::returns(), Legacy::Refuse).unwrap();
        let cell = book.sheets[0].get(CellRef::parse("A2").unwrap()).unwrap();
        assert_eq!(cell.formula.as_ref().map(|formula| format!("={}", formula.text())), Some(formulas[0].to_owned()));
    }
}
