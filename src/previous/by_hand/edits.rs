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
use super::instead::{heading_above, of_cell, own_fields};
use super::written::{Written, seen};

/// What was changed.
#[derive(Default)]
pub(super) struct Changes {
    /// Every change that is not carried.
    pub edits: Vec<Edit>,
    /// The rating before correction as it was written, where that cell was changed: by kind and row.
    pub before: BTreeMap<(Kind, u32), String>,
}

/// How far ahead a row is sought that stands no longer where it stood.
const AHEAD: usize = 60;
/// The most rows of a sheet, and cells in them, whose changes are told one by one.
const MOST: usize = 20;
const MOST_CELLS: usize = 40;

/// Every change, in the order of sheets and rows.
pub(super) fn found(workbook: &Workbook, written: &Written) -> Changes {
    let (mut edits, mut before) = (Vec::new(), BTreeMap::new());
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
            Some((kind, table)) => changed_in_table(*kind, table, rows, &mut before),
            None => changed(workbook, sheet, rows),
        };
        edits.extend(few(&sheet.name, of_sheet));
    }
    let gone = written.sheets.keys().filter(|name| seen(workbook).all(|sheet| sheet.name != **name));
    edits.extend(gone.map(|name| Edit::SheetGone { sheet: name.clone() }));
    Changes { edits, before }
}

/// The changes of a sheet; where they are many, how many.
fn few(sheet: &str, edits: Vec<Edit>) -> Vec<Edit> {
    let (rows, mut others): (Vec<Edit>, Vec<Edit>) =
        edits.into_iter().partition(|edit| matches!(edit, Edit::Cells { .. }));
    let cells = |edit: &Edit| if let Edit::Cells { cells, .. } = edit { cells.len() } else { 0 };
    let all: usize = rows.iter().map(cells).sum();
    match rows.first().and_then(Edit::at) {
        Some(at) if rows.len() > MOST || all > MOST_CELLS => {
            others.push(Edit::Many { sheet: sheet.to_owned(), at, cells: all });
        }
        _ => others.extend(rows),
    }
    others.sort_by_key(Edit::at);
    others
}

/// The changes of a sheet whose rows have no references.
fn changed(workbook: &Workbook, sheet: &Sheet, written: &BTreeMap<u32, Vec<Mark>>) -> Vec<Edit> {
    let form = CONSOLIDATED.sheets.iter().find(|form| form.is_name_of(sheet));
    let is_shown = |marks: &[Mark]| marks.iter().any(|mark| *mark != Mark::Blank);
    let old: Vec<(u32, &[Mark])> =
        written.iter().map(|(row, marks)| (*row, marks.as_slice())).filter(|(_, marks)| is_shown(marks)).collect();
    let new: Vec<(u32, &[Cell])> =
        sheet.rows().filter(|(_, cells)| cells.iter().any(|cell| Saying::of_cell(cell).is_some())).collect();
    let is_same = |place: usize, new_at: usize| match (old_at(&old, place), new.get(new_at)) {
        (Some((_, marks)), Some((_, cells))) => is_row(marks, cells),
        _ => false,
    };
    let (mut edits, mut gone) = (Vec::new(), 0_usize);
    let (mut at_old, mut at_new) = (0, 0);
    // By how much rows stand lower than they were written; unknown right after rows that were put in or are gone.
    let mut lower = Some(0);
    while let (Some((was, marks)), Some((row, cells))) = (old_at(&old, at_old), new.get(at_new)) {
        if is_row(marks, cells) {
            let now = i64::from(*row) - i64::from(was);
            let blank = lower.map_or(0, |lower: i64| now - lower);
            if let (Ok(rows @ 1..), Some(first)) = (usize::try_from(blank), cells.first()) {
                edits.push(Edit::BlankRows { sheet: sheet.name.clone(), at: first.at, rows });
            }
            lower = Some(now);
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
                lower = None;
                at_new += rows;
            }
            Some((rows, false)) => {
                gone += rows;
                lower = None;
                at_old += rows;
            }
            None => {
                let mut cells = cells_of(marks, *row, cells);
                if let Some(form) = form.filter(|form| !own_fields(form.id).is_empty()) {
                    let own = |at| heading_above(form, sheet, at);
                    cells.retain(|cell| own(cell.at).is_none_or(|field| !own_fields(form.id).contains(&field)));
                }
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
    gone += old.get(at_old..).map_or(0, <[_]>::len);
    if gone > 0 {
        edits.push(Edit::RowsGone { sheet: sheet.name.clone(), rows: gone });
    }
    edits
}

fn old_at<'m>(old: &[(u32, &'m [Mark])], at: usize) -> Option<(u32, &'m [Mark])> {
    old.get(at).copied()
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

#[cfg(test)]
mod tests {
    use super::super::edit::Instead;
    use super::*;
    use crate::previous::kit::{sheet, workbook};

    const ACTIONS: [&[&str]; 6] = [
        &["Plan: actions"],
        &[],
        &["Ref", "Action", "Rating counted", "Rating before correction", "Commentary", "Commentary for report"],
        &["1.1", "Build the hall", "Green", "Green", "Begun."],
        &["1.2", "Mend the roof", "Amber", "Amber", "Late."],
        &["1.3", "Paint the door", "Red", "Red", "Not begun."],
    ];

    fn exceptions(rows: usize) -> Sheet {
        let mut all = vec![vec!["Exceptions".to_owned()], vec!["Ref".to_owned(), "Commentary".to_owned()]];
        all.extend((1..=rows).map(|row| vec![format!("1.{row}"), format!("Commentary of {row}")]));
        let all: Vec<Vec<&str>> = all.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        sheet("Exceptions", &all.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    fn written(rows: usize) -> (Workbook, Written) {
        let book = workbook(vec![sheet("Actions", &ACTIONS), exceptions(rows)]);
        let written = Written::of_sheets(&book);
        (book, written)
    }

    fn at(text: &str) -> CellRef {
        CellRef::parse(text).unwrap()
    }

    /// The changes of a workbook in which `change` was done to the sheet at that place.
    fn after(place: usize, rows: usize, change: impl Fn(&mut Sheet)) -> Vec<Edit> {
        let (mut book, written) = written(rows);
        change(&mut book.sheets[place]);
        found(&book, &written).edits
    }

    fn one(sheet: &str, cell: &str, text: &str, instead: Instead) -> Edit {
        let cells = vec![EditedCell { at: at(cell), text: text.to_owned() }];
        Edit::Cells { sheet: sheet.to_owned(), cells, instead }
    }

    fn shift(sheet: &mut Sheet, from: u32, by: i64) {
        sheet.cells.retain(|cell| by > 0 || cell.at.row != from);
        for cell in sheet.cells.iter_mut().filter(|cell| cell.at.row >= from) {
            cell.at.row = u32::try_from(i64::from(cell.at.row) + by).unwrap();
        }
    }

    #[test]
    fn a_cell_is_told_with_the_one_to_change_instead() {
        let typed = after(1, 3, |sheet| sheet.put(Cell::text(at("B4"), "Otherwise.")));
        let own = Instead::Cell { sheet: "Actions".to_owned(), at: at("F5") };
        assert_eq!(typed, [one("Exceptions", "B4", "Otherwise.", own)]);
        let beside = after(1, 3, |sheet| sheet.put(Cell::text(at("D4"), "A note")));
        assert_eq!(beside, [one("Exceptions", "D4", "A note", Instead::Inputs)]);
    }

    #[test]
    fn a_row_put_in_or_taken_out_is_told_and_not_every_row_below() {
        let put_in = after(1, 9, |sheet| {
            shift(sheet, 4, 1);
            sheet.put(Cell::text(at("A5"), "A line"));
        });
        assert_eq!(put_in, [Edit::RowsAdded { sheet: "Exceptions".to_owned(), at: at("A5"), rows: 1 }]);
        let blank = |cell: &str, rows| Edit::BlankRows { sheet: "Exceptions".to_owned(), at: at(cell), rows };
        assert_eq!(after(1, 9, |sheet| shift(sheet, 4, 1)), [blank("A6", 1)]);
        assert_eq!(after(1, 9, |sheet| shift(sheet, 2, 3)), [blank("A6", 3)]);
        let both = after(1, 9, |sheet| {
            shift(sheet, 4, 1);
            shift(sheet, 7, 1);
        });
        assert_eq!(both, [blank("A6", 1), blank("A9", 1)]);
        let blank = |cell: &str, rows| Edit::BlankRows { sheet: "Actions".to_owned(), at: at(cell), rows };
        assert_eq!(after(0, 1, |sheet| shift(sheet, 4, 1)), [blank("A6", 1)]);
        assert_eq!(after(0, 1, |sheet| shift(sheet, 2, 1)), [blank("A4", 1)], "above the headings");
        let taken_out = after(1, 9, |sheet| shift(sheet, 4, -1));
        assert_eq!(taken_out, [Edit::RowsGone { sheet: "Exceptions".to_owned(), rows: 1 }]);
        let column = after(1, 30, |sheet| sheet.cells.iter_mut().for_each(|cell| cell.at.col += 1));
        assert!(matches!(&column[..], [Edit::Many { at, .. }] if *at == CellRef::default()), "{column:?}");
    }

    #[test]
    fn a_data_sheet_may_be_sorted_and_its_columns_moved() {
        let sorted = after(0, 1, |sheet| {
            for cell in sheet.cells.iter_mut().filter(|cell| cell.at.row > 2) {
                cell.at.row = 8 - cell.at.row;
            }
            sheet.cells.sort_by_key(|cell| cell.at);
        });
        assert_eq!(sorted, []);
        let moved = after(0, 1, |sheet| {
            for cell in sheet.cells.iter_mut().filter(|cell| cell.at.row > 1) {
                cell.at.col = [1, 0, 3, 2, 5, 4][usize::from(cell.at.col)];
            }
            sheet.cells.sort_by_key(|cell| cell.at);
        });
        assert_eq!(moved, []);
        let own = after(0, 1, |sheet| {
            sheet.put(Cell::text(at("C4"), "Red"));
            sheet.put(Cell::text(at("F4"), "For members."));
        });
        assert_eq!(own, [], "these are the officers' own");
    }

    #[test]
    fn what_else_was_done_to_a_data_sheet_is_told() {
        let name = || "Actions".to_owned();
        let commentary = after(0, 1, |sheet| sheet.put(Cell::text(at("E4"), "Otherwise.")));
        let own = Instead::Cell { sheet: name(), at: at("F4") };
        assert_eq!(commentary, [one("Actions", "E4", "Otherwise.", own)]);
        let reference = after(0, 1, |sheet| sheet.put(Cell::text(at("A4"), "9.9")));
        assert_eq!(reference, [one("Actions", "A4", "9.9", Instead::Inputs)]);
        let added = after(0, 1, |sheet| sheet.put(Cell::text(at("A9"), "9.9")));
        assert_eq!(added, [Edit::RowsAdded { sheet: name(), at: at("A9"), rows: 1 }]);
        let gone = after(0, 1, |sheet| sheet.cells.retain(|cell| cell.at.row != 4));
        assert_eq!(gone, [Edit::RowsGone { sheet: name(), rows: 1 }]);
        let column = after(0, 1, |sheet| sheet.put(Cell::text(at("G3"), "My notes")));
        assert_eq!(column, [Edit::ColumnAdded { sheet: name(), at: at("G3"), heading: "My notes".to_owned() }]);
        let heading = after(0, 1, |sheet| sheet.put(Cell::text(at("B3"), "What")));
        assert_eq!(heading, [one("Actions", "B3", "What", Instead::Inputs)]);
        let taken_out = after(0, 1, |sheet| sheet.cells.retain(|cell| cell.at.col != 4));
        assert_eq!(taken_out, [Edit::ColumnsGone { sheet: name(), columns: 1 }]);
        let title = after(0, 1, |sheet| sheet.put(Cell::text(at("A1"), "Mine")));
        assert_eq!(title, [one("Actions", "A1", "Mine", Instead::Inputs)]);
    }

    #[test]
    fn the_rating_before_correction_is_known_although_its_cell_was_changed() {
        let before = |counted: &str, typed: &str| {
            let (mut book, written) = written(1);
            book.sheets[0].put(Cell::text(at("C4"), counted));
            book.sheets[0].put(Cell::text(at("D4"), typed));
            found(&book, &written).before.into_iter().collect::<Vec<_>>()
        };
        let was = |word: &str| vec![((Kind::Actions, 3), word.to_owned())];
        assert_eq!(before("Green", "Amber"), was("Green"));
        assert_eq!(before("Amber", "Amber"), was("?"), "both were changed, and no other row has what it was");
        assert_eq!(before("Red", "Green"), Vec::new(), "it was not");
    }

    #[test]
    fn sheets_put_in_renamed_or_taken_out_are_told() {
        let (mut book, written) = written(2);
        book.sheets.push(sheet("Notes", &[&["Mine"]]));
        assert_eq!(found(&book, &written).edits, [Edit::SheetAdded { sheet: "Notes".to_owned() }]);
        book.sheets.truncate(1);
        assert_eq!(found(&book, &written).edits, [Edit::SheetGone { sheet: "Exceptions".to_owned() }]);
    }
}
