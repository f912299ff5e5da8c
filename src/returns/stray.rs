//! What was typed outside the issued rows and columns: quoted and kept, so that nothing typed is lost.

use std::collections::BTreeSet;

use crate::domain::{key, tidy};
use crate::grid::{Cell, CellRef, Sheet};
use crate::layout::{self, Field, RETURN, SheetId, label_cells};
use crate::plan::Issued;

use super::Anomaly;
use super::columns::Columns;
use super::marked::is_mark;
use super::sheets::FoundSheets;

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
}

impl Guidance {
    /// The guidance of a return: what its stamp lists, and the titles and instructions of its tables. Where what was
    /// issued is not known, everything above the headings is taken for guidance.
    pub(super) fn new(issued: &Issued, listed: &[String], is_known: bool, is_marked: bool) -> Self {
        Self {
            texts: listed.iter().map(|text| key(text)).collect(),
            titles: issued.table_texts.iter().map(|text| key(text)).collect(),
            is_known,
            is_marked,
        }
    }

    /// Whether the return is a marked copy.
    pub(super) fn is_marked(&self) -> bool {
        self.is_marked
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
        for cell in &columns.sheet.cells {
            let row = cell.at.row;
            let in_place = columns.is_issued(cell.at.col) && (row == columns.header_row || known.contains(&row))
                || (!has_refs && row > columns.header_row && columns.is_locked(cell.at.col));
            let above =
                row < columns.header_row && (!self.is_known || is_one_of(&self.titles, cell) || cell.formula.is_some());
            let over_check =
                in_place && row > columns.header_row && Some(cell.at.col) == check && cell.formula.is_none();
            let is_mark = row >= columns.header_row && Some(cell.at.col) == marks && is_mark(cell);
            if (!in_place || over_check && !is_check(cell)) && !above && !is_mark && !doubled.contains(&cell.at) {
                report(columns.sheet, cell, anomalies);
            }
        }
        for cell in &columns.sheet.covered {
            report(columns.sheet, cell, anomalies);
        }
    }

    /// Reports everything on a sheet that cannot be read as the table it was issued as, but for the `issued` cells.
    pub(super) fn strays_of_sheet(&self, sheet: &Sheet, issued: &BTreeSet<CellRef>, anomalies: &mut Vec<Anomaly>) {
        let is_ours = |cell: &Cell| is_one_of(&self.titles, cell) || is_check(cell) || self.is_marked && is_mark(cell);
        let typed = |cell: &&Cell| !issued.contains(&cell.at) && !is_ours(cell);
        for cell in sheet.cells.iter().filter(typed).chain(&sheet.covered) {
            report(sheet, cell, anomalies);
        }
    }

    /// Reports what stands on the other issued sheets beside labels, entries and guidance.
    pub(super) fn strays_of_forms(&self, sheets: &FoundSheets<'_>, anomalies: &mut Vec<Anomaly>) {
        for id in [SheetId::Start, SheetId::SignOff] {
            let (Some(sheet), form) = (sheets.form(id), layout::sheet(&RETURN, id)) else { continue };
            let labels = label_cells(sheet, form);
            let placed: BTreeSet<_> = labels.iter().flat_map(|(_, label, entry)| [*label, *entry]).collect();
            for cell in &sheet.cells {
                if !placed.contains(&cell.at) && cell.formula.is_none() && !is_one_of(&self.texts, cell) {
                    report(sheet, cell, anomalies);
                }
            }
            for cell in &sheet.covered {
                report(sheet, cell, anomalies);
            }
        }
    }
}

fn is_one_of(texts: &BTreeSet<String>, cell: &Cell) -> bool {
    texts.contains(&key(&cell.shown_text()))
}

/// Whether a cell holds the live check of its row, as a formula or, where only values were kept, by its words.
fn is_check(cell: &Cell) -> bool {
    let text = cell.shown_text();
    (cell.formula.is_some() && text.is_empty()) || Issued::is_check(&text)
}

fn report(sheet: &Sheet, cell: &Cell, anomalies: &mut Vec<Anomaly>) {
    let text = tidy(&cell.shown_text());
    if !text.is_empty() {
        anomalies.push(Anomaly::Stray { sheet: sheet.name.clone(), at: cell.at, text });
    }
}
