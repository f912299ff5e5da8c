//! The rows of a table, matched by reference and never by position, and the entries of each.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Kind, key, tidy};
use crate::grid::{Cell, CellRef, Sheet, Visibility};
use crate::layout::Field;
use crate::plan::Issued;

use super::anomaly::Anomaly;
use super::answer::Answer;
use super::as_issued::{agrees, is_rescaled, places, was_issued};
use super::cells::{Found, Reading, RowReading};
use super::columns::Columns;
use super::entries::Entries;
use super::entry::Slot;
use super::merged::{EntryAt, covered};
use super::received::{AddedRow, EntryTable, Row};
use super::stray::Guidance;

/// Reads the table of `kind`. `None` where its headings cannot be found.
pub(super) fn read_table<E: Entries>(
    sheet: &Sheet,
    issued: &Issued,
    kind: Kind,
    reading: &Reading<'_>,
    guidance: &Guidance,
    anomalies: &mut Vec<Anomaly>,
) -> Option<EntryTable<E>> {
    let columns = Columns::find(sheet, issued, kind, anomalies)?;
    let Matched { rows: matched, added } = match_rows(&columns, issued, kind, reading, guidance, anomalies);
    let goal = match kind {
        Kind::Actions => Field::Deadline,
        Kind::Indicators => Field::Target,
    };
    let scale = issued.scheme.scale(kind);
    let covered = covered(sheet, &entry_cells(&columns, issued, kind, &matched), anomalies);
    let found = |at: Option<CellRef>| Found {
        is_covered: at.is_some_and(|at| covered.contains(&at)),
        ..Found::in_sheet(sheet, at)
    };
    let rows = matched.iter().filter_map(|(index, row)| {
        let unit = issued.row(kind, *index)?.unit();
        Some(Row {
            index: *index,
            at: columns.at(*row, Field::Ref).unwrap_or(CellRef { row: *row, col: 0 }),
            goal_at: columns.at(*row, goal),
            entries: E::read(|field| found(columns.at(*row, field)), &RowReading { reading, scale, unit }),
            asks: asks(&columns, *row, &found, &RowReading { reading, scale, unit }),
        })
    });
    let mut rows: Vec<Row<E>> = rows.collect();
    // There are thousands of returns, and most are kept to the end.
    rows.shrink_to_fit();
    let (name, header_row, columns) = (sheet.name.clone(), columns.header_row, columns.places());
    Some(EntryTable { kind, sheet: name, header_row, columns, rows, added, looks: sheet.telling_looks() })
}

/// The entry cells of the rows that came back; none where nothing is merged, and nobody asks for them.
fn entry_cells<'i>(columns: &Columns<'_>, issued: &'i Issued, kind: Kind, rows: &[(usize, u32)]) -> Vec<EntryAt<'i>> {
    if columns.sheet.merges.is_empty() {
        return Vec::new();
    }
    let entries = columns.issued.iter().filter(|(column, _)| column.is_entry()).filter_map(|(_, col)| *col);
    let entries: BTreeSet<u16> = entries.collect();
    let of_row = |(index, row): &(usize, u32)| {
        let (row, reference) = (*row, issued.reference(kind, *index));
        entries.iter().map(move |col| (CellRef { row, col: *col }, columns.heading(*col), reference))
    };
    rows.iter().flat_map(of_row).collect()
}

fn asks<'c>(
    columns: &Columns<'_>,
    row: u32,
    found: &impl Fn(Option<CellRef>) -> Found<'c>,
    reading: &RowReading<'_>,
) -> Box<[Slot<Answer>]> {
    columns
        .issued
        .iter()
        .filter_map(|(column, col)| Some((column.ask()?, *col)))
        .map(|(ask, col)| Answer::of(&ask, found(col.map(|col| CellRef { row, col })), reading))
        .collect()
}

struct Matched {
    /// Place among the issued rows, and row of the sheet, top to bottom.
    rows: Vec<(usize, u32)>,
    added: Vec<AddedRow>,
}

/// Matches the sheet's rows with the issued ones; everything that does not match becomes an anomaly.
fn match_rows(
    columns: &Columns<'_>,
    issued: &Issued,
    kind: Kind,
    reading: &Reading<'_>,
    guidance: &Guidance,
    anomalies: &mut Vec<Anomaly>,
) -> Matched {
    let sheet = columns.sheet;
    let ref_col = columns.col(Field::Ref);
    let places = places(issued, kind);
    let mut by_place: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    let mut added = Vec::new();
    let mut known: Vec<u32> = Vec::new();
    let mut others: Vec<(CellRef, &[Cell], String)> = Vec::new();
    for (row, cells) in sheet.rows().filter(|(row, _)| *row > columns.header_row) {
        let Some(ref_col) = ref_col else { break };
        let reference =
            sheet.text_as_written(CellRef { row, col: ref_col }).map(|text| tidy(&text)).unwrap_or_default();
        if let Some(place) = places.get(&key(&reference)) {
            by_place.entry(*place).or_default().push(row);
            known.push(row);
        } else {
            others.push((CellRef { row, col: ref_col }, cells, reference));
        }
    }
    if ref_col.is_some() && by_place.is_empty() && issued.row_count(kind) > 1 && !others.is_empty() {
        // Not one row can be told from another: one cause, whatever stands in the rows.
        anomalies.push(Anomaly::RefsMissing { sheet: sheet.name.clone(), kind });
        guidance.strays_of_table(columns, &known, anomalies);
        report_hidden(columns, &known, anomalies);
        return Matched { rows: Vec::new(), added };
    }
    let mut lost: BTreeSet<usize> = BTreeSet::new();
    for (at, cells, reference) in others {
        let is_gone = |index: &usize| !by_place.contains_key(index) && !lost.contains(index);
        let mut gone = (0..issued.row_count(kind)).filter(is_gone);
        let own = gone.find(|index| reads_as(columns, issued, kind, *index, at.row, reading));
        if let Some((index, own)) = own.and_then(|index| Some((index, issued.reference(kind, index)?))) {
            lost.insert(index);
            known.push(at.row);
            let (sheet, text) = (sheet.name.clone(), in_words(&filled(columns, cells)));
            let (row, reference, found) = ((kind, index), own.to_owned(), reference);
            anomalies.push(Anomaly::RefLost { sheet, at, row, reference, found, text });
        } else if let Some(row_added) = added_row(columns, cells, &reference) {
            anomalies.push(Anomaly::RowAdded {
                sheet: sheet.name.clone(),
                at: row_added.at,
                reference: row_added.reference.clone(),
                text: in_words(&row_added.cells),
            });
            added.push(row_added);
            known.push(at.row);
        }
    }
    let mut rows = Vec::new();
    for index in (0..issued.row_count(kind)).filter(|index| !lost.contains(index)) {
        let candidates = by_place.get(&index).map(Vec::as_slice).unwrap_or_default();
        match pick(columns, issued, kind, index, candidates, reading) {
            Picked::One(row) => rows.push((index, row)),
            Picked::OneOf(row) => {
                rows.push((index, row));
                report_double(columns, issued, kind, index, candidates, Some(row), anomalies);
            }
            Picked::Neither => {
                report_double(columns, issued, kind, index, candidates, None, anomalies);
                report_missing(columns, issued, kind, index, anomalies);
            }
            Picked::None => report_missing(columns, issued, kind, index, anomalies),
        }
    }
    rows.sort_by_key(|(_, row)| *row);
    for (index, row) in &rows {
        report_changes(columns, issued, kind, *index, *row, reading, anomalies);
    }
    guidance.strays_of_table(columns, &known, anomalies);
    report_hidden(columns, &known, anomalies);
    Matched { rows, added }
}

/// Whether the row `row` holds every locked cell of the issued row at `index`, its words among them.
fn reads_as(columns: &Columns<'_>, issued: &Issued, kind: Kind, index: usize, row: u32, reading: &Reading<'_>) -> bool {
    columns.col(Field::wording(kind)).is_some() && changes(columns, issued, kind, index, row, reading).next().is_none()
}

enum Picked {
    None,
    One(u32),
    OneOf(u32),
    Neither,
}

/// Of several rows with one reference the one whose locked cells are as issued counts, otherwise neither.
fn pick(
    columns: &Columns<'_>,
    issued: &Issued,
    kind: Kind,
    index: usize,
    candidates: &[u32],
    reading: &Reading<'_>,
) -> Picked {
    match candidates {
        [] => Picked::None,
        [one] => Picked::One(*one),
        several => {
            let mut whole =
                several.iter().filter(|row| changes(columns, issued, kind, index, **row, reading).next().is_none());
            match (whole.next(), whole.next()) {
                (Some(row), None) => Picked::OneOf(*row),
                (None, _) | (Some(_), Some(_)) => Picked::Neither,
            }
        }
    }
}

fn report_double(
    columns: &Columns<'_>,
    issued: &Issued,
    kind: Kind,
    index: usize,
    candidates: &[u32],
    counts: Option<u32>,
    anomalies: &mut Vec<Anomaly>,
) {
    let (Some(ref_col), Some(reference)) = (columns.col(Field::Ref), issued.reference(kind, index)) else { return };
    // Where none counts, each of them is reported, so that what was typed in each is quoted.
    for row in candidates.iter().filter(|row| counts != Some(**row)) {
        let Some(other) = counts.or_else(|| candidates.iter().copied().find(|other| other != row)) else { continue };
        anomalies.push(Anomaly::RowDuplicated {
            sheet: columns.sheet.name.clone(),
            at: CellRef { row: *row, col: ref_col },
            other: CellRef { row: other, col: ref_col },
            row: (kind, index),
            reference: reference.to_owned(),
            other_counts: counts.is_some(),
            text: in_words(&filled(columns, columns.sheet.row(*row))),
        });
    }
}

fn report_missing(columns: &Columns<'_>, issued: &Issued, kind: Kind, index: usize, anomalies: &mut Vec<Anomaly>) {
    // Without a Ref column no row can be matched; that is one cause, and said once.
    if columns.col(Field::Ref).is_some()
        && let Some(reference) = issued.reference(kind, index)
    {
        let (sheet, reference) = (columns.sheet.name.clone(), reference.to_owned());
        anomalies.push(Anomaly::RowMissing { sheet, row: (kind, index), reference });
    }
}

/// A row that was not issued: a reference of its own, or a rating, a date or a value without one.
fn added_row(columns: &Columns<'_>, cells: &[Cell], reference: &str) -> Option<AddedRow> {
    let first = cells.iter().find(|cell| cell.value.is_some() && columns.is_issued(cell.at.col))?;
    let telling = [Field::Rating, Field::CompletedDate, Field::RevisedDeadline, Field::Value]
        .iter()
        .filter_map(|field| columns.col(*field))
        .any(|col| cells.iter().any(|cell| cell.at.col == col && !tidy(&cell.shown_text()).is_empty()));
    (!reference.is_empty() || telling).then(|| AddedRow {
        reference: reference.to_owned(),
        at: first.at,
        cells: filled(columns, cells),
    })
}

/// Heading and text of every filled cell: those of issued columns in the order of issue, wherever they stand now, so
/// that the same row says the same; then what stands beside them.
fn filled(columns: &Columns<'_>, cells: &[Cell]) -> Vec<(String, String)> {
    let place = |cell: &&Cell| {
        columns.issued.iter().position(|(_, col)| *col == Some(cell.at.col)).unwrap_or(columns.issued.len())
    };
    let mut cells: Vec<&Cell> = cells.iter().collect();
    cells.sort_by_key(place);
    cells
        .into_iter()
        .map(|cell| (columns.heading(cell.at.col), tidy(&cell.shown_text())))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

fn in_words(cells: &[(String, String)]) -> String {
    cells
        .iter()
        .map(|(heading, text)| if heading.is_empty() { text.clone() } else { format!("{heading}: {text}") })
        .collect::<Vec<_>>()
        .join("; ")
}

fn report_changes(
    columns: &Columns<'_>,
    issued: &Issued,
    kind: Kind,
    index: usize,
    row: u32,
    reading: &Reading<'_>,
    anomalies: &mut Vec<Anomaly>,
) {
    let reference = issued.reference(kind, index).unwrap_or_default();
    for Change { at, heading, from, to, rescaled } in changes(columns, issued, kind, index, row, reading) {
        anomalies.push(Anomaly::IssuedCellChanged {
            sheet: columns.sheet.name.clone(),
            at,
            row: (kind, index),
            reference: reference.to_owned(),
            heading,
            from,
            to,
            rescaled,
        });
    }
}

/// A locked cell that differs from what was issued.
struct Change {
    at: CellRef,
    heading: String,
    from: String,
    to: String,
    rescaled: bool,
}

/// The locked cells of a row that differ from what was issued.
fn changes<'c>(
    columns: &'c Columns<'c>,
    issued: &'c Issued,
    kind: Kind,
    index: usize,
    row: u32,
    reading: &'c Reading<'c>,
) -> impl Iterator<Item = Change> + 'c {
    columns.issued.iter().filter_map(move |(column, col)| {
        let at = CellRef { row, col: (*col)? };
        if column.is_entry() || matches!(column.field(), Some(Field::Check | Field::Ref)) {
            return None;
        }
        let cell = columns.sheet.get(at);
        (!agrees(issued, kind, index, column, cell, reading)).then(|| Change {
            at,
            heading: columns.heading(at.col),
            from: was_issued(issued, kind, index, column),
            to: cell.map(|cell| tidy(&cell.shown_text())).unwrap_or_default(),
            rescaled: is_rescaled(issued, kind, index, column, cell),
        })
    })
}

fn report_hidden(columns: &Columns<'_>, rows: &[u32], anomalies: &mut Vec<Anomaly>) {
    let sheet = columns.sheet;
    if sheet.visibility != Visibility::Visible {
        // Nothing of the table is in sight, whatever else is hidden.
        let col = columns.issued.iter().filter_map(|(_, col)| *col).min().unwrap_or_default();
        let at = CellRef { row: columns.header_row, col };
        anomalies.push(Anomaly::SheetHidden { sheet: sheet.name.clone(), at });
        return;
    }
    let all_rows = std::iter::once(columns.header_row).chain(rows.iter().copied());
    let hidden_rows: Vec<u32> = all_rows.filter(|row| sheet.is_row_hidden(*row)).collect();
    let mut hidden_cols: Vec<u16> =
        columns.issued.iter().filter_map(|(_, col)| *col).filter(|col| sheet.is_col_hidden(*col)).collect();
    hidden_cols.sort_unstable();
    let first = match (hidden_rows.iter().min(), hidden_cols.first()) {
        (None, None) => return,
        (_, Some(col)) => CellRef { row: columns.header_row, col: *col },
        (Some(row), None) => CellRef { row: *row, col: columns.col(Field::Ref).unwrap_or(0) },
    };
    anomalies.push(Anomaly::Hidden {
        sheet: sheet.name.clone(),
        at: first,
        rows: hidden_rows.len(),
        columns: hidden_cols.len(),
    });
}
