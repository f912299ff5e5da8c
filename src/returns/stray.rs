//! What was typed outside the issued rows and columns: quoted and kept, so that nothing typed is lost.
//!
//! Of a sheet with more such cells than anybody reads the first are quoted and the others counted, with where they
//! stand: two million cells pasted beside a table would be two million findings.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

use crate::domain::{key, tidy};
use crate::grid::{Cell, CellRef, Sheet};
use crate::layout::{Field, Form, RETURN, SheetId};
use crate::plan::Issued;

use super::Anomaly;
use super::columns::Columns;
use super::digest::BETWEEN;
use super::marked::is_mark;
use super::sheets::FoundSheets;

/// How many cells of a sheet are quoted, far more than a return with all its rows has.
const MOST: usize = 10_000;

/// The texts that were written on the sheets as guidance: what else stands there was typed.
pub(super) struct Guidance {
    /// Of the forms.
    texts: BTreeSet<String>,
    /// Of the tables: the forms explain ratings, and a rating on a table's sheet was typed.
    titles: BTreeSet<String>,
    /// Whether the titles of the tables are known.
    is_known: bool,
    /// Whether it is a marked copy, whose marks nobody typed.
    is_marked: bool,
    /// Whether a text is what a live check says, which nobody typed.
    is_check: fn(&str) -> bool,
}

impl Guidance {
    /// The guidance of a return: what its stamp lists, and the titles and instructions of its tables. Where what was
    /// issued is not known, everything above the headings is taken for guidance.
    pub(super) fn new(
        issued: &Issued,
        listed: &[String],
        is_known: bool,
        is_marked: bool,
        is_check: fn(&str) -> bool,
    ) -> Self {
        Self {
            texts: listed.iter().map(|text| key(text)).collect(),
            titles: issued.table_texts.iter().map(|text| key(text)).collect(),
            is_known,
            is_marked,
            is_check,
        }
    }

    /// Whether the return is a marked copy.
    pub(super) fn is_marked(&self) -> bool {
        self.is_marked
    }

    /// Whether one of the titles and instructions of the tables `is` what is sought.
    pub(super) fn has_title(&self, is: impl Fn(&str) -> bool) -> bool {
        self.titles.iter().any(|title| is(title))
    }

    /// Reports what stands in a table's sheet outside its issued rows and columns.
    pub(super) fn strays_of_table(&self, columns: &Columns<'_>, known_rows: &[u32], anomalies: &mut Vec<Anomaly>) {
        let known: BTreeSet<u32> = known_rows.iter().copied().collect();
        // Without references no row is known; what was issued need not be quoted then.
        let has_refs = !anomalies.iter().any(|anomaly| anomaly.leaves_unread() == Some(&columns.sheet.name));
        let check = columns.col(Field::Check);
        let marks = self.is_marked.then(|| columns.marks()).flatten();
        // A second heading is a finding of its own.
        let doubled: BTreeSet<CellRef> = anomalies
            .iter()
            .filter_map(|anomaly| {
                let Anomaly::HeadingDuplicated { sheet, at, .. } = anomaly else { return None };
                (*sheet == columns.sheet.name).then_some(*at)
            })
            .collect();
        let is_stray = |cell: &&Cell| {
            let row = cell.at.row;
            let in_place = columns.is_issued(cell.at.col) && (row == columns.header_row || known.contains(&row))
                || (!has_refs && row > columns.header_row && columns.is_locked(cell.at.col));
            let above =
                row < columns.header_row && (!self.is_known || is_one_of(&self.titles, cell) || cell.formula.is_some());
            let over_check =
                in_place && row > columns.header_row && Some(cell.at.col) == check && cell.formula.is_none();
            let is_mark = row >= columns.header_row && Some(cell.at.col) == marks && is_mark(cell);
            (!in_place || over_check && !self.is_check(cell)) && !above && !is_mark && !doubled.contains(&cell.at)
        };
        let strays = columns.sheet.cells.iter().filter(is_stray);
        report(columns.sheet, strays.chain(&columns.sheet.covered), anomalies);
    }

    /// Reports everything on a sheet that cannot be read as the table it was issued as, but for the `issued` cells.
    pub(super) fn strays_of_sheet(&self, sheet: &Sheet, issued: &BTreeSet<CellRef>, anomalies: &mut Vec<Anomaly>) {
        let is_ours =
            |cell: &Cell| is_one_of(&self.titles, cell) || self.is_check(cell) || self.is_marked && is_mark(cell);
        let typed = |cell: &&Cell| !issued.contains(&cell.at) && !is_ours(cell);
        report(sheet, sheet.cells.iter().filter(typed).chain(&sheet.covered), anomalies);
    }

    /// Whether a cell holds the live check of its row, as a formula or, where only values were kept, by its words.
    fn is_check(&self, cell: &Cell) -> bool {
        let text = cell.shown_text();
        (cell.formula.is_some() && text.is_empty()) || (self.is_check)(&text)
    }

    /// Reports what stands on the other issued sheets beside labels, entries and guidance.
    pub(super) fn strays_of_forms(&self, sheets: &FoundSheets<'_>, anomalies: &mut Vec<Anomaly>) {
        for id in [SheetId::Start, SheetId::SignOff] {
            let Some(sheet) = sheets.form(id) else { continue };
            let form = Form::find(sheet, RETURN.sheet(id));
            let is_stray =
                |cell: &&Cell| !form.holds(cell.at) && cell.formula.is_none() && !is_one_of(&self.texts, cell);
            report(sheet, sheet.cells.iter().filter(is_stray).chain(&sheet.covered), anomalies);
        }
    }
}

fn is_one_of(texts: &BTreeSet<String>, cell: &Cell) -> bool {
    texts.contains(&key(&cell.shown_text()))
}

/// Reports cells of a sheet in their order: the first of them one by one, the others together.
fn report<'s>(sheet: &Sheet, cells: impl Iterator<Item = &'s Cell>, anomalies: &mut Vec<Anomaly>) {
    let named = || sheet.name.clone();
    let mut typed = cells.map(|cell| (cell.at, tidy(&cell.shown_text()))).filter(|(_, text)| !text.is_empty());
    let quoted = typed.by_ref().take(MOST).map(|(at, text)| Anomaly::Stray { sheet: named(), at, text });
    anomalies.extend(quoted);
    let Some((first, text)) = typed.next() else { return };
    let mut texts = Sha256::new_with_prefix(text.as_bytes());
    let (mut from, mut to, mut cells) = (first, first, 1_usize);
    for (at, text) in typed {
        texts.update(BETWEEN.as_bytes());
        texts.update(text.as_bytes());
        from = CellRef { row: from.row.min(at.row), col: from.col.min(at.col) };
        to = CellRef { row: to.row.max(at.row), col: to.col.max(at.col) };
        cells += 1;
    }
    let sha256 = texts.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    anomalies.push(Anomaly::StraysUnquoted { sheet: named(), from, to, cells, sha256 });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(row: u32, col: u16) -> CellRef {
        CellRef { row, col }
    }

    fn reported(sheet: &Sheet) -> Vec<Anomaly> {
        let mut anomalies = Vec::new();
        report(sheet, sheet.cells.iter().chain(&sheet.covered), &mut anomalies);
        anomalies
    }

    #[test]
    fn of_more_cells_than_are_quoted_the_others_are_counted_with_the_range_they_stand_in() {
        let mut sheet = Sheet::named("Actions");
        let rows = u32::try_from(MOST / 2).unwrap();
        for row in 0..rows {
            sheet.put(Cell::text(at(row, 30), "one"));
            sheet.put(Cell::text(at(row, 31), "two"));
        }
        sheet.cells.push(Cell::text(at(rows, 40), " "));
        assert_eq!(reported(&sheet).len(), MOST, "what is quoted at most, and a blank is nothing");
        sheet.cells.push(Cell::text(at(rows, 41), "three"));
        sheet.cells.push(Cell::text(at(rows + 5, 20), "four"));
        sheet.covered.push(Cell::text(at(2, 25), "five"));
        let anomalies = reported(&sheet);
        assert_eq!(anomalies.len(), MOST + 1);
        let sha256 = crate::grid::sha256("three\u{1f}four\u{1f}five".as_bytes());
        let (from, to) = (at(2, 20), at(rows + 5, 41));
        let rest = Anomaly::StraysUnquoted { sheet: "Actions".to_owned(), from, to, cells: 3, sha256 };
        assert_eq!(anomalies.last(), Some(&rest));
        sheet.covered.pop();
        sheet.covered.push(Cell::text(at(2, 25), "else"));
        assert_ne!(reported(&sheet).last(), Some(&rest), "other words beyond those quoted are another return");
    }
}
