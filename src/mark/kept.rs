//! What had no place in the return as issued: found again cell by cell, with where it stood and why it is kept aside.
//!
//! Going by the ways in which the sheets differ from what went out, so that whatever a finding quotes is here whole. What
//! an earlier marked copy kept aside is taken over, so that it is still here in a copy of the copy.

use std::collections::BTreeSet;

use crate::domain::{Kind, key, print_day, tidy};
use crate::grid::{Cell, CellRef, RemarkKind, Sheet, Value, Workbook};
use crate::layout::{Field, RETURN, SheetId, Table};
use crate::plan::{IssuedColumn, Printed};
use crate::returns::{Anomaly, AnySlot, Entries, EntryTable, Return, Unreadable};

use super::laid_over::sheet_of;

/// The most cells that are kept; what is beyond it stands in the file that was sent.
const MOST: usize = 50_000;

/// One cell that was kept aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeptCell {
    /// The sheet where it stood.
    pub sheet: String,
    /// The cell where it stood; `None` for a line about several.
    pub at: Option<CellRef>,
    /// The reference of its row, where it had one.
    pub reference: String,
    /// The heading of its column, where it had one.
    pub heading: String,
    /// What stood there.
    pub text: String,
    /// Why it is kept aside.
    pub why: String,
}

/// Everything that had no place.
pub(super) fn collect(workbook: &Workbook, received: &Return) -> Vec<KeptCell> {
    let mut kept = Vec::new();
    if received.marked.is_some() {
        earlier(workbook, &mut kept);
    }
    let taken_over = kept.len();
    let unread = received.unread();
    for anomaly in &received.anomalies {
        of_anomaly(anomaly, workbook, received, &unread, &mut kept);
    }
    formulas_without_result(workbook, received, &mut kept);
    if let Some(new) = kept.get_mut(taken_over..) {
        new.sort_by(|a, b| (&a.sheet, a.at).cmp(&(&b.sheet, b.at)));
    }
    let mut seen = BTreeSet::new();
    kept.retain(|one| seen.insert((one.sheet.clone(), one.at, one.text.clone())));
    let more = kept.split_off(kept.len().min(MOST)).len();
    if more > 0 {
        kept.push(KeptCell {
            sheet: String::new(),
            at: None,
            reference: String::new(),
            heading: String::new(),
            text: format!("{more} more cells had no place in the return"),
            why: "There are too many to carry over; they stand in the file that was sent.".to_owned(),
        });
    }
    kept
}

fn of_anomaly(
    anomaly: &Anomaly,
    workbook: &Workbook,
    received: &Return,
    unread: &BTreeSet<&str>,
    kept: &mut Vec<KeptCell>,
) {
    let cell = |sheet: &str, at: CellRef| cells_at(workbook, sheet, at);
    match anomaly {
        Anomaly::Stray { sheet, at, .. } if unread.contains(sheet.as_str()) => {
            keep_unread(workbook, received, sheet, *at, kept);
        }
        Anomaly::Stray { sheet, at, .. } => {
            keep(sheet, cell(sheet, *at), "It stood outside the issued rows and columns.", kept);
        }
        Anomaly::StraysUnquoted { sheet, from, to, cells, .. } => kept.push(KeptCell {
            sheet: sheet.clone(),
            at: Some(*from),
            reference: String::new(),
            heading: String::new(),
            text: format!("{cells} more {} in {from}:{to}", if *cells == 1 { "cell" } else { "cells" }),
            why: "There are too many to carry over; they stand in the file that was sent.".to_owned(),
        }),
        Anomaly::RefLost { sheet, at, .. } => {
            keep_row(workbook, received, sheet, *at, "The Ref of its row is not the one that was issued.", kept);
        }
        Anomaly::RowAdded { sheet, at, .. } => {
            keep_row(workbook, received, sheet, *at, "Its row was not issued.", kept);
        }
        Anomaly::RowDuplicated { sheet, at, .. } => {
            keep_row(workbook, received, sheet, *at, "Its Ref stood in more than one row.", kept);
        }
        Anomaly::IssuedCellChanged { sheet, at, reference, heading, .. } => {
            let before = kept.len();
            keep(sheet, cell(sheet, *at), "A locked cell read otherwise when it was issued.", kept);
            for one in kept.iter_mut().skip(before) {
                one.reference.clone_from(reference);
                heading.trim_end_matches('*').clone_into(&mut one.heading);
            }
        }
        Anomaly::HeadingDuplicated { sheet, at, .. } => {
            keep(sheet, cell(sheet, *at), "The heading stood there a second time.", kept);
        }
        Anomaly::ColumnRenamed { sheet, at, .. } => {
            keep(sheet, cell(sheet, *at), "The heading read otherwise when it was issued.", kept);
        }
        Anomaly::Remark { sheet, at, row, kind, text: Some(text) } => {
            let reference = row.and_then(|(kind, index)| received.issued.reference(kind, index)).unwrap_or_default();
            kept.push(KeptCell {
                sheet: sheet.clone(),
                at: *at,
                reference: reference.to_owned(),
                heading: String::new(),
                text: text.clone(),
                why: format!("It was {}, not an entry.", one(*kind)),
            });
        }
        Anomaly::UnexpectedSheet { name, .. } | Anomaly::SecondTable { name, .. } => {
            let sheet = sheet_of(workbook, name);
            let cells = sheet.into_iter().flat_map(|sheet| sheet.cells.iter().chain(&sheet.covered));
            keep(name, cells, "Its sheet was not issued.", kept);
        }
        Anomaly::Remark { text: None, .. }
        | Anomaly::RemarksUnquoted { .. }
        | Anomaly::SheetMissing { .. }
        | Anomaly::HeadingsMissing { .. }
        | Anomaly::RefsMissing { .. }
        | Anomaly::SheetRenamed { .. }
        | Anomaly::ColumnMissing { .. }
        | Anomaly::Hidden { .. }
        | Anomaly::SheetHidden { .. }
        | Anomaly::Merged { .. }
        | Anomaly::MacrosOrLinks { .. }
        | Anomaly::LeftoverData(_)
        | Anomaly::RowMissing { .. } => {}
    }
}

/// Something that is written beside the cells, in words.
fn one(kind: RemarkKind) -> &'static str {
    match kind {
        RemarkKind::Note => "a note",
        RemarkKind::Comment => "a comment",
        RemarkKind::Shape => "in a text box or shape",
        RemarkKind::Header => "in the header",
        RemarkKind::Footer => "in the footer",
    }
}

/// A formula whose result was never stored leaves nothing behind in its cell but itself.
fn formulas_without_result(workbook: &Workbook, received: &Return, kept: &mut Vec<KeptCell>) {
    const WHY: &str = "A formula that was saved without its result.";
    if let Some(table) = &received.actions {
        keep_without_result(workbook, received, table, WHY, kept);
    }
    if let Some(table) = &received.indicators {
        keep_without_result(workbook, received, table, WHY, kept);
    }
    let sign_off = &received.sign_off;
    let Some(sheet) = sign_off.sheet.as_deref() else { return };
    for (field, at) in sign_off.fields().filter_map(|(field, slot)| Some((field, no_result(slot)?))) {
        let before = kept.len();
        keep(sheet, cells_at(workbook, sheet, at), WHY, kept);
        for one in kept.iter_mut().skip(before) {
            RETURN.sheet(SheetId::SignOff).heading(field).clone_into(&mut one.heading);
        }
    }
}

fn keep_without_result<E: Entries>(
    workbook: &Workbook,
    received: &Return,
    table: &EntryTable<E>,
    why: &str,
    kept: &mut Vec<KeptCell>,
) {
    for row in &table.rows {
        for at in row.slots().filter_map(|(_, slot)| no_result(slot)) {
            let named = (table.kind, row.index, table.columns.as_slice());
            keep_entry(workbook, received, (&table.sheet, at), named, why, kept);
        }
    }
}

/// The cell of an entry that is a formula without a stored result.
fn no_result(slot: &dyn AnySlot) -> Option<CellRef> {
    slot.at().filter(|_| matches!(slot.why_unreadable(), Some(Unreadable::NoResult)))
}

/// Keeps an entry of a row that came back, with the reference of the row and the heading of its column.
fn keep_entry(
    workbook: &Workbook,
    received: &Return,
    (sheet, at): (&str, CellRef),
    (kind, index, places): (Kind, usize, &[Option<u16>]),
    why: &str,
    kept: &mut Vec<KeptCell>,
) {
    let before = kept.len();
    keep(sheet, cells_at(workbook, sheet, at), why, kept);
    let columns = received.issued.columns(kind);
    let column = columns.iter().zip(places).find(|(_, place)| **place == Some(at.col)).map(|(column, _)| column);
    for one in kept.iter_mut().skip(before) {
        received.issued.reference(kind, index).unwrap_or_default().clone_into(&mut one.reference);
        let heading = column.map(IssuedColumn::printed_heading).unwrap_or_default();
        heading.trim_end_matches('*').clone_into(&mut one.heading);
    }
}

/// What an earlier marked copy kept aside.
fn earlier(workbook: &Workbook, kept: &mut Vec<KeptCell>) {
    let form = RETURN.sheet(SheetId::KeptAside);
    let named = workbook.sheets.iter().filter(|sheet| form.is_name_of(sheet));
    for table in named.filter_map(|sheet| Table::find(sheet, form)) {
        for row in table.rows() {
            let text = row.cell(Field::Text).map(shown).unwrap_or_default();
            if !text.trim().is_empty() {
                kept.push(KeptCell {
                    sheet: row.text(Field::Sheet).into(),
                    at: CellRef::parse(&row.text(Field::Cell)),
                    reference: row.text(Field::Ref).into(),
                    heading: row.text(Field::Heading).into(),
                    text,
                    why: row.text(Field::Why).into(),
                });
            }
        }
    }
}

/// What stands at an address, and what is covered there.
fn cells_at<'w>(workbook: &'w Workbook, sheet: &str, at: CellRef) -> Vec<&'w Cell> {
    let sheet: Option<&'w Sheet> = sheet_of(workbook, sheet);
    let covered = sheet.into_iter().flat_map(|sheet| &sheet.covered).filter(|cell| cell.at == at);
    sheet.and_then(|sheet| sheet.get(at)).into_iter().chain(covered).collect()
}

/// Keeps a row of a table: what was typed into it, each cell with its reference and heading. What stands in it because
/// it was issued there is left out, and so is the live check.
fn keep_row(workbook: &Workbook, received: &Return, name: &str, at: CellRef, why: &str, kept: &mut Vec<KeptCell>) {
    let part = |kind: Kind| match kind {
        Kind::Actions => received.actions.as_ref().map(|part| (&part.sheet, part.header_row, &part.columns)),
        Kind::Indicators => received.indicators.as_ref().map(|part| (&part.sheet, part.header_row, &part.columns)),
    };
    let parts = [Kind::Actions, Kind::Indicators].into_iter().filter_map(|kind| Some((kind, part(kind)?)));
    let Some((kind, (_, header_row, places))) = parts.into_iter().find(|(_, (sheet, _, _))| *sheet == name) else {
        return;
    };
    let Some(sheet) = sheet_of(workbook, name) else { return };
    let issued = &received.issued;
    let columns = issued.columns(kind);
    let column_at =
        |col: u16| columns.iter().zip(places).find(|(_, here)| **here == Some(col)).map(|(column, _)| column);
    let is_ref = |cell: &&Cell| column_at(cell.at.col).is_some_and(|column| column.field() == Some(Field::Ref));
    let cells = sheet.row(at.row);
    let reference = cells.iter().find(is_ref).map(|cell| tidy(&cell.as_shown())).unwrap_or_default();
    let index = (0..issued.row_count(kind))
        .find(|index| issued.reference(kind, *index).is_some_and(|own| key(own) == key(&reference)));
    for cell in cells {
        let text = shown(cell);
        let column = column_at(cell.at.col);
        let was_issued = || {
            let (index, column) = index.zip(column.filter(|column| !column.is_entry()))?;
            match issued.printed(kind, index, column) {
                Printed::Text(issued) => Some(tidy(&issued) == tidy(&text)),
                Printed::Blank | Printed::Number(_) | Printed::Shown { .. } => None,
            }
        };
        let is_check = column.is_some_and(|column| column.field() == Some(Field::Check));
        if text.trim().is_empty() || is_check || was_issued().unwrap_or_default() {
            continue;
        }
        let heading = sheet.get(CellRef { row: header_row, col: cell.at.col }).map(|cell| tidy(&cell.as_shown()));
        kept.push(KeptCell {
            sheet: name.to_owned(),
            at: Some(cell.at),
            reference: reference.clone(),
            heading: heading.unwrap_or_default().trim_end_matches('*').to_owned(),
            text,
            why: why.to_owned(),
        });
    }
}

/// Keeps a cell of a sheet whose rows could not be told apart, with its heading where the headings are there.
fn keep_unread(workbook: &Workbook, received: &Return, name: &str, at: CellRef, kept: &mut Vec<KeptCell>) {
    let before = kept.len();
    keep(name, cells_at(workbook, name, at), "The rows of its sheet could not be told apart.", kept);
    let actions = received.actions.as_ref().map(|part| (&part.sheet, part.header_row));
    let indicators = received.indicators.as_ref().map(|part| (&part.sheet, part.header_row));
    let header = [actions, indicators].into_iter().flatten().find(|(sheet, _)| *sheet == name);
    let heading = header.and_then(|(_, row)| sheet_of(workbook, name)?.get(CellRef { row, col: at.col }));
    if let Some(heading) = heading.map(|cell| tidy(&cell.as_shown())) {
        for one in kept.iter_mut().skip(before) {
            heading.trim_end_matches('*').clone_into(&mut one.heading);
        }
    }
}

fn keep<'w>(sheet: &str, cells: impl IntoIterator<Item = &'w Cell>, why: &str, kept: &mut Vec<KeptCell>) {
    for cell in cells {
        let text = shown(cell);
        if !text.trim().is_empty() {
            let (reference, heading) = (String::new(), String::new());
            let (sheet, at, why) = (sheet.to_owned(), Some(cell.at), why.to_owned());
            kept.push(KeptCell { sheet, at, reference, heading, text, why });
        }
    }
}

/// What a cell shows: a day as people write it, and a formula only where it has no result.
fn shown(cell: &Cell) -> String {
    match (&cell.value, &cell.formula) {
        (Some(Value::Date { day, .. }), _) => print_day(*day),
        (Some(Value::Text(_) | Value::Number(_) | Value::Time { .. } | Value::Bool(_) | Value::Error(_)), _)
        | (None, None) => cell.as_shown(),
        (None, Some(formula)) => match formula.text() {
            text if text.is_empty() => String::new(),
            text => format!("={text}"),
        },
    }
}
