//! Which cells of a consolidated workbook are not as they were written.
//!
//! Rows of the data sheets are found by their references and columns by their headings, so that a sheet that was sorted or
//! whose columns were moved is not all changed. Rows of the other sheets are held against those that were written one after
//! the other; where some were put in or taken out, that is told and not every row below them.

use std::collections::BTreeMap;

use crate::domain::Kind;
use crate::grid::{Cell, CellRef, Mark, Saying, Sheet, Workbook};
use crate::layout::{CONSOLIDATED, Field, Table, data_sheet as form_of};

use super::super::data_rows::data_sheet;
use super::data_sheet::changed_in_table;
use super::edit::{Edit, EditedCell};
use super::instead::of_cell;
use super::written::{Written, seen};

/// How far ahead a row is sought that stands no longer where it stood.
const AHEAD: usize = 60;
/// The most rows of a sheet whose changes are told one by one.
const MOST: usize = 20;

/// Every change, in the order of sheets and rows.
pub(super) fn found(workbook: &Workbook, written: &Written) -> Vec<Edit> {
    let mut edits = Vec::new();
    let tables: Vec<(Kind, Table<'_>)> = [Kind::Actions, Kind::Indicators]
        .into_iter()
        .filter_map(|kind| Some((kind, Table::find(data_sheet(workbook, kind)?, form_of(kind))?)))
        .collect();
    for sheet in seen(workbook) {
        let Some(rows) = written.sheets.get(&sheet.name) else {
            edits.push(Edit::SheetAdded { sheet: sheet.name.clone() });
            continue;
        };
        let table = tables.iter().find(|(_, table)| std::ptr::eq(table.sheet, sheet) && table.has(Field::Ref));
        let of_sheet = match table {
            Some((kind, table)) => changed_in_table(*kind, table, rows),
            None => changed(workbook, sheet, rows),
        };
        edits.extend(few(&sheet.name, of_sheet));
    }
    let gone = written.sheets.keys().filter(|name| seen(workbook).all(|sheet| sheet.name != **name));
    edits.extend(gone.map(|name| Edit::SheetGone { sheet: name.clone() }));
    edits
}

/// The changes of a sheet; where they are many, how many.
fn few(sheet: &str, edits: Vec<Edit>) -> Vec<Edit> {
    let (rows, mut others): (Vec<Edit>, Vec<Edit>) =
        edits.into_iter().partition(|edit| matches!(edit, Edit::Cells { .. }));
    let all = rows.iter().map(|edit| if let Edit::Cells { cells, .. } = edit { cells.len() } else { 0 }).sum();
    match rows.first().and_then(Edit::at) {
        Some(at) if rows.len() > MOST => others.push(Edit::Many { sheet: sheet.to_owned(), at, cells: all }),
        _ => others.extend(rows),
    }
    others.sort_by_key(|edit| edit.at());
    others
}

/// The changes of a sheet whose rows have no references.
fn changed(workbook: &Workbook, sheet: &Sheet, written: &BTreeMap<u32, Vec<Mark>>) -> Vec<Edit> {
    let form = CONSOLIDATED.sheets.iter().find(|form| form.is_name_of(sheet));
    let old: Vec<&Vec<Mark>> = written.values().filter(|marks| marks.iter().any(|mark| *mark != Mark::Blank)).collect();
    let new: Vec<(u32, &[Cell])> =
        sheet.rows().filter(|(_, cells)| cells.iter().any(|cell| Saying::of_cell(cell).is_some())).collect();
    let is_same = |place: usize, new_at: usize| match (old_at(&old, place), new.get(new_at)) {
        (Some(marks), Some((_, cells))) => is_row(marks, cells),
        _ => false,
    };
    let (mut edits, mut gone) = (Vec::new(), 0_usize);
    let (mut at_old, mut at_new) = (0, 0);
    while let (Some(marks), Some((row, cells))) = (old_at(&old, at_old), new.get(at_new)) {
        if is_row(marks, cells) {
            (at_old, at_new) = (at_old + 1, at_new + 1);
            continue;
        }
        let further = (1..=AHEAD).find_map(|by| {
            if is_same(at_old, at_new + by) {
                Some((by, true))
            } else {
                is_same(at_old + by, at_new).then_some((by, false))
            }
        });
        match further {
            Some((rows, true)) => {
                edits.push(added(sheet, cells, rows));
                at_new += rows;
            }
            Some((rows, false)) => {
                gone += rows;
                at_old += rows;
            }
            None => {
                let cells = cells_of(marks, *row, cells);
                if let Some(first) = cells.first() {
                    let instead = of_cell(workbook, form, sheet, first.at);
                    edits.push(Edit::Cells { sheet: sheet.name.clone(), cells, instead });
                }
                (at_old, at_new) = (at_old + 1, at_new + 1);
            }
        }
    }
    if let Some((_, cells)) = new.get(at_new) {
        edits.push(added(sheet, cells, new.len() - at_new));
    }
    gone += old.len().checked_sub(at_old).unwrap_or_default();
    if gone > 0 {
        edits.push(Edit::RowsGone { sheet: sheet.name.clone(), rows: gone });
    }
    edits
}

fn old_at<'m>(old: &[&'m Vec<Mark>], at: usize) -> Option<&'m [Mark]> {
    old.get(at).map(|marks| marks.as_slice())
}

fn added(sheet: &Sheet, cells: &[Cell], rows: usize) -> Edit {
    let at = cells.first().map(|cell| cell.at).unwrap_or_default();
    Edit::RowsAdded { sheet: sheet.name.clone(), at, rows }
}

/// The column up to which a row has marks or cells.
fn width(marks: &[Mark], cells: &[Cell]) -> u16 {
    let of_cells = cells.last().map_or(0, |cell| cell.at.col + 1);
    u16::try_from(marks.len()).unwrap_or(u16::MAX).max(of_cells)
}

fn cell_in(cells: &[Cell], col: u16) -> Option<&Cell> {
    let at = cells.binary_search_by_key(&col, |cell| cell.at.col).ok()?;
    cells.get(at)
}

fn mark_in(marks: &[Mark], col: u16) -> Mark {
    marks.get(usize::from(col)).copied().unwrap_or(Mark::Blank)
}

/// Whether cells say what the marks of a row say.
fn is_row(marks: &[Mark], cells: &[Cell]) -> bool {
    (0..width(marks, cells)).all(|col| mark_in(marks, col).is_of(cell_in(cells, col)))
}

/// The cells of a row that do not.
fn cells_of(marks: &[Mark], row: u32, cells: &[Cell]) -> Vec<EditedCell> {
    let other = (0..width(marks, cells)).filter(|col| !mark_in(marks, *col).is_of(cell_in(cells, *col)));
    let edited = |col| EditedCell { at: CellRef { row, col }, text: text_of(cell_in(cells, col)) };
    other.map(edited).collect()
}

/// What stands in a cell.
fn text_of(cell: Option<&Cell>) -> String {
    cell.map(|cell| cell.tidy_text().to_string()).unwrap_or_default()
}
