//! The line that says live whether lists and words still are what the data sheets count.
//!
//! Tables follow a rating that is corrected in a data sheet; lists, sentences and detail sheets are made once. The sheet
//! Sentences has the one formula that tells; the others ask its cell.

use rust_xlsxwriter::{Formula, RowNum, Worksheet};

use crate::layout::SheetId;
use crate::workbook::{Styles, WriteError, formula_text};

use super::book::{Book, layout_of};
use super::sentences::agreement;

/// What a list says while nothing was corrected, and afterwards.
pub(super) const LISTS: [&str; 2] = [
    "This sheet agrees with Summary: no rating has been corrected since it was made.",
    "Out of date: a rating has been corrected since. Summary counts it; this sheet does not show it until planroll consolidate is run again.",
];
/// The same of a sheet whose tables follow.
pub(super) const BELOW_TABLES: [&str; 2] = [
    "Everything on this page agrees with Summary: no rating has been corrected since it was made.",
    "A rating has been corrected since: the tables and bars follow it; what is below them is out of date until planroll consolidate is run again.",
];

/// The formula with what it says now; `None` where nothing is counted, so that nothing can be corrected.
pub(super) fn line(book: &Book<'_>, words: [&str; 2]) -> Option<Formula> {
    if book.is_for_members() {
        return None;
    }
    agreement::formula(book)?;
    let [agrees, not] = words;
    let cell = format!("{}!$A${}", layout_of(SheetId::Sentences).name, agreement::ROW + 1);
    let formula =
        format!("IF({cell}={},{},{})", formula_text(agreement::AGREE), formula_text(agrees), formula_text(not));
    Some(Formula::new(formula).set_result(agrees))
}

/// Writes it into the first cell of a row.
pub(super) fn write(sheet: &mut Worksheet, at: RowNum, formula: Formula, styles: &Styles) -> Result<(), WriteError> {
    sheet.write_formula_with_format(at, 0, formula, &styles.guidance.clone().set_bold())?;
    Ok(())
}
