//! The issued columns of a table as they stand now: by heading, else by place or content.

use crate::domain::{Kind, heading_key, key, tidy};
use crate::grid::{Cell, CellRef, Sheet};
use crate::layout::{self, Field, RETURN, SheetId, Table, find_table};
use crate::plan::{Issued, IssuedColumn};

use super::sheets::holds_table_of_other;
use super::{Anomaly, marks_heading};

/// The columns of one table.
pub(super) struct Columns<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// The row of the headings.
    pub header_row: u32,
    /// Every issued column with the number of the column where it stands now.
    pub issued: Vec<(IssuedColumn<'a>, Option<u16>)>,
}

impl<'a> Columns<'a> {
    /// Finds the issued columns in `sheet`; headings that are gone, changed or doubled become anomalies.
    pub(super) fn find(sheet: &'a Sheet, issued: &'a Issued, kind: Kind, anomalies: &mut Vec<Anomaly>) -> Option<Self> {
        let id = match kind {
            Kind::Actions => SheetId::Actions,
            Kind::Indicators => SheetId::Indicators,
        };
        let table = find_table(sheet, layout::sheet(&RETURN, id)).filter(|_| !holds_table_of_other(sheet, kind))?;
        let expected = issued.columns(kind);
        let mut columns: Vec<(IssuedColumn<'a>, Option<u16>)> =
            expected.iter().map(|column| (*column, by_heading(&table, column))).collect();
        report_doubles(&table, &columns, anomalies);
        find_renamed(&table, issued, kind, &mut columns, anomalies);
        for (column, col) in &columns {
            if col.is_none() && column.field() != Some(Field::Check) {
                anomalies.push(Anomaly::ColumnMissing {
                    sheet: sheet.name.clone(),
                    heading: tidy(column.printed_heading().trim_end_matches('*')),
                });
            }
        }
        Some(Self { sheet, header_row: table.header_row, issued: columns })
    }

    /// Where each issued column stands now, in the order in which they are issued.
    pub(super) fn places(&self) -> Vec<Option<u16>> {
        self.issued.iter().map(|(_, col)| *col).collect()
    }

    /// The column of marks, where the sheet has one.
    pub(super) fn marks(&self) -> Option<u16> {
        let wanted = heading_key(marks_heading());
        let headings = self.sheet.row(self.header_row).iter();
        headings.rev().find(|cell| heading_key(&cell.as_shown()) == wanted).map(|cell| cell.at.col)
    }

    /// The column number of a field.
    pub(super) fn col(&self, field: Field) -> Option<u16> {
        self.issued.iter().find(|(column, _)| column.field() == Some(field)).and_then(|(_, col)| *col)
    }

    /// The place of a field in `row`.
    pub(super) fn at(&self, row: u32, field: Field) -> Option<CellRef> {
        self.col(field).map(|col| CellRef { row, col })
    }

    /// Place and cell of a field in `row`.
    pub(super) fn cell(&self, row: u32, field: Field) -> (Option<CellRef>, Option<&'a Cell>) {
        let at = self.at(row, field);
        (at, at.and_then(|at| self.sheet.get(at)))
    }

    /// Whether a column number is that of an issued column.
    pub(super) fn is_issued(&self, col: u16) -> bool {
        self.issued.iter().any(|(_, here)| *here == Some(col))
    }

    /// Whether a column number is that of an issued column which the service does not fill in.
    pub(super) fn is_locked(&self, col: u16) -> bool {
        self.issued.iter().any(|(column, here)| *here == Some(col) && !column.is_entry())
    }

    /// The heading of a column number, as printed now.
    pub(super) fn heading(&self, col: u16) -> String {
        self.sheet
            .get(CellRef { row: self.header_row, col })
            .map(|cell| tidy(cell.shown_text().trim_end_matches('*')))
            .unwrap_or_default()
    }
}

fn by_heading(table: &Table<'_>, column: &IssuedColumn<'_>) -> Option<u16> {
    match column {
        IssuedColumn::Layout(column) => table.col(column.field),
        IssuedColumn::Further { heading, .. } => {
            let wanted = heading_key(heading);
            table.extra.iter().find(|extra| heading_key(&extra.heading) == wanted).map(|extra| extra.at.col)
        }
    }
}

fn report_doubles(table: &Table<'_>, columns: &[(IssuedColumn<'_>, Option<u16>)], anomalies: &mut Vec<Anomaly>) {
    for (field, at) in &table.duplicated {
        let first = table.columns.iter().find(|found| found.field == *field);
        let is_issued = columns.iter().any(|(column, _)| column.field() == Some(*field));
        if let (Some(first), true) = (first, is_issued) {
            anomalies.push(Anomaly::HeadingDuplicated {
                sheet: table.sheet.name.clone(),
                at: *at,
                heading: table.sheet.get(*at).map(|cell| tidy(&cell.shown_text())).unwrap_or_default(),
                first: first.heading,
            });
        }
    }
}

/// A heading that is gone may stand in its place under another name: right of its left neighbour or left of its right
/// one, where nothing else that was issued stands. The Ref column is also known by the references in it.
fn find_renamed(
    table: &Table<'_>,
    issued: &Issued,
    kind: Kind,
    columns: &mut [(IssuedColumn<'_>, Option<u16>)],
    anomalies: &mut Vec<Anomaly>,
) {
    let duplicated: Vec<u16> = table.duplicated.iter().map(|(_, at)| at.col).collect();
    for index in 0_usize..columns.len() {
        let Some((column, None)) = columns.get(index).copied() else { continue };
        if column.field() == Some(Field::Check) {
            continue;
        }
        let taken: Vec<u16> = columns.iter().filter_map(|(_, col)| *col).collect();
        let free = |col: &u16| !taken.contains(col) && !duplicated.contains(col) && has_content(table, *col);
        let left = columns.iter().take(index).rev().find_map(|(_, col)| *col).and_then(|col| {
            let distance = columns.iter().take(index).rev().position(|(_, here)| *here == Some(col))?;
            col.checked_add(u16::try_from(distance).ok()?)?.checked_add(1)
        });
        let right = columns.iter().skip(index.saturating_add(1)).find_map(|(_, col)| *col).and_then(|col| {
            let distance = columns.iter().skip(index.saturating_add(1)).position(|(_, here)| *here == Some(col))?;
            col.checked_sub(u16::try_from(distance).ok()?)?.checked_sub(1)
        });
        let by_refs = || if column.field() == Some(Field::Ref) { column_of_refs(table, issued, kind) } else { None };
        let Some(col) = left.filter(free).or_else(|| right.filter(free)).or_else(by_refs) else { continue };
        if let Some((_, here)) = columns.get_mut(index) {
            *here = Some(col);
        }
        let at = CellRef { row: table.header_row, col };
        anomalies.push(Anomaly::ColumnRenamed {
            sheet: table.sheet.name.clone(),
            at,
            expected: tidy(column.printed_heading().trim_end_matches('*')),
            found: table.sheet.get(at).map(|cell| tidy(&cell.shown_text())).unwrap_or_default(),
        });
    }
}

/// Whether a column has a heading of its own or anything below it.
fn has_content(table: &Table<'_>, col: u16) -> bool {
    table.sheet.cells.iter().any(|cell| cell.at.col == col && cell.at.row >= table.header_row)
}

fn column_of_refs(table: &Table<'_>, issued: &Issued, kind: Kind) -> Option<u16> {
    let wanted: Vec<String> =
        (0..issued.row_count(kind)).filter_map(|index| issued.reference(kind, index)).map(key).collect();
    let mut hits: Vec<(u16, usize)> = Vec::new();
    for cell in table.sheet.cells.iter().filter(|cell| cell.at.row > table.header_row) {
        if wanted.contains(&key(&cell.shown_text())) {
            match hits.iter_mut().find(|(col, _)| *col == cell.at.col) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => hits.push((cell.at.col, 1)),
            }
        }
    }
    hits.into_iter()
        .filter(|(_, count)| count.saturating_mul(2) >= wanted.len() && *count > 0)
        .max_by_key(|(col, count)| (*count, u16::MAX.saturating_sub(*col)))
        .map(|(col, _)| col)
}
