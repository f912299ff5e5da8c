//! The issued columns of a table as they stand now: by heading, else by place or content.

use std::collections::BTreeMap;

use crate::domain::{Kind, heading_key, key, tidy};
use crate::grid::{CellRef, Sheet};
use crate::layout::{Field, Table};
use crate::plan::{Issued, IssuedColumn};

use super::sheets::table_in;
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
        let table = table_in(sheet, kind)?;
        let place = |column: &IssuedColumn<'_>| match column {
            IssuedColumn::Layout(column) => table.col(column.field),
            IssuedColumn::Further { .. } | IssuedColumn::LastAnswer { .. } => {
                table.col_headed(&column.printed_heading())
            }
        };
        let placed = issued.columns(kind).into_iter().map(|column| (column, place(&column))).collect();
        let mut columns = Self { sheet, header_row: table.header_row, issued: placed };
        columns.report_doubles(&table, anomalies);
        columns.find_renamed(&table, issued, kind, anomalies);
        for (place, (column, col)) in columns.issued.iter().enumerate() {
            if col.is_none() && column.field() != Some(Field::Check) {
                anomalies.push(Anomaly::ColumnMissing {
                    sheet: sheet.name.clone(),
                    column: (kind, place),
                    heading: unstarred(&column.printed_heading()),
                });
            }
        }
        Some(columns)
    }

    fn report_doubles(&self, table: &Table<'_>, anomalies: &mut Vec<Anomaly>) {
        for (field, at) in &table.doubled {
            let is_issued = self.issued.iter().any(|(column, _)| column.field() == Some(*field));
            if let (Some(first), true) = (table.heading_at(*field), is_issued) {
                let (sheet, heading) = (self.sheet.name.clone(), self.shown(*at));
                anomalies.push(Anomaly::HeadingDuplicated { sheet, at: *at, heading, first });
            }
        }
    }

    /// A heading that is gone may stand in its place under another name: right of its left neighbour or left of its
    /// right one, where nothing else that was issued stands. The Ref column is also known by the references in it.
    fn find_renamed(&mut self, table: &Table<'_>, issued: &Issued, kind: Kind, anomalies: &mut Vec<Anomaly>) {
        for index in 0..self.issued.len() {
            let Some((column, None)) = self.issued.get(index).copied() else { continue };
            if column.field() == Some(Field::Check) {
                continue;
            }
            let is_free = |col: &u16| {
                let is_taken = self.is_issued(*col) || table.doubled.iter().any(|(_, at)| at.col == *col);
                !is_taken && self.has_content(*col)
            };
            let by_place = || self.beside_neighbours(index).find(is_free);
            let by_refs = || (column.field() == Some(Field::Ref)).then(|| self.column_of_refs(issued, kind)).flatten();
            let Some(col) = by_place().or_else(by_refs) else { continue };
            if let Some((_, here)) = self.issued.get_mut(index) {
                *here = Some(col);
            }
            let at = CellRef { row: self.header_row, col };
            let (sheet, expected) = (self.sheet.name.clone(), unstarred(&column.printed_heading()));
            anomalies.push(Anomaly::ColumnRenamed { sheet, at, expected, found: self.shown(at) });
        }
    }

    /// Where the column at `index` would stand by its nearest neighbours, left and right, in the order of issue.
    fn beside_neighbours(&self, index: usize) -> impl Iterator<Item = u16> {
        let col = |at: usize| self.issued.get(at).and_then(|(_, col)| *col);
        let left = (0..index).rev().find_map(|at| Some((col(at)?, index - at)));
        let right = (index + 1..self.issued.len()).find_map(|at| Some((col(at)?, at - index)));
        let left = left.and_then(|(col, distance)| col.checked_add(u16::try_from(distance).ok()?));
        let right = right.and_then(|(col, distance)| col.checked_sub(u16::try_from(distance).ok()?));
        left.into_iter().chain(right)
    }

    /// Whether a column has a heading of its own or anything below it.
    fn has_content(&self, col: u16) -> bool {
        self.sheet.cells.iter().any(|cell| cell.at.col == col && cell.at.row >= self.header_row)
    }

    /// The column that holds at least half of the issued references, and more than any other.
    fn column_of_refs(&self, issued: &Issued, kind: Kind) -> Option<u16> {
        let rows = 0..issued.row_count(kind);
        let wanted: Vec<String> = rows.filter_map(|index| issued.reference(kind, index)).map(key).collect();
        let mut hits: BTreeMap<u16, usize> = BTreeMap::new();
        for cell in self.sheet.cells.iter().filter(|cell| cell.at.row > self.header_row) {
            if wanted.contains(&key(&cell.shown_text())) {
                *hits.entry(cell.at.col).or_default() += 1;
            }
        }
        let most = hits.into_iter().rev().max_by_key(|(_, count)| *count);
        most.filter(|(_, count)| count * 2 >= wanted.len()).map(|(col, _)| col)
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
        unstarred(&self.shown(CellRef { row: self.header_row, col }))
    }

    fn shown(&self, at: CellRef) -> String {
        self.sheet.get(at).map(|cell| tidy(&cell.shown_text())).unwrap_or_default()
    }
}

fn unstarred(heading: &str) -> String {
    tidy(heading.trim_end_matches('*'))
}
