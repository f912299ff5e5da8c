//! Which cells of a data sheet are not as they were written, whatever its order is now.

use std::collections::BTreeMap;

use crate::domain::Kind;
use crate::grid::{Cell, CellRef, Mark, Saying};
use crate::layout::{Field, Row, Table};

use super::edit::{Edit, EditedCell, Instead};
use super::instead::{of_row, own_fields};

/// The columns of a table as they were written: for each the one that it is now.
struct Columns {
    now: Vec<Option<u16>>,
    /// The row of the headings as it was written.
    header_row: u32,
}

/// The changes below and above the headings of a data sheet; `written` are the marks of its rows.
pub(super) fn changed_in_table(kind: Kind, table: &Table<'_>, written: &BTreeMap<u32, Vec<Mark>>) -> Vec<Edit> {
    let sheet = || table.sheet.name.clone();
    let mut edits = Vec::new();
    let Some(columns) = Columns::of(table, written, &mut edits) else {
        return vec![Edit::HeadingsLost { sheet: sheet(), headings: vec![table.heading(Field::Ref)] }];
    };
    above(table, written, columns.header_row, &mut edits);
    // The rows as they were written, by the mark of their reference.
    let ref_place = table.col(Field::Ref).and_then(|col| columns.now.iter().position(|now| *now == Some(col)));
    let mut left: BTreeMap<u32, &Vec<Mark>> =
        written.range(columns.header_row + 1..).map(|(row, marks)| (*row, marks)).collect();
    let mut by_ref: BTreeMap<[u8; 2], Vec<u32>> = BTreeMap::new();
    for (row, marks) in &left {
        if let Some(Mark::Said(signs)) = ref_place.and_then(|place| marks.get(place)) {
            by_ref.entry(*signs).or_default().push(*row);
        }
    }
    let mut unknown = Vec::new();
    for row in table.rows() {
        let mark = row.cell(Field::Ref).and_then(Saying::of_value).map(Saying::mark);
        let known = match mark {
            Some(Mark::Said(signs)) => by_ref.get(&signs).map(Vec::as_slice).unwrap_or_default(),
            Some(Mark::Blank | Mark::Formula) | None => &[],
        };
        let rated = known.iter().filter_map(|place| left.get(place).map(|marks| (columns.alike(&row, marks), *place)));
        match rated.max_by_key(|(alike, place)| (*alike, std::cmp::Reverse(place.abs_diff(row.number)))) {
            Some((_, place)) => {
                let marks = left.remove(&place);
                edits.extend(marks.and_then(|marks| columns.changed(kind, &row, marks)));
            }
            None => unknown.push(row),
        }
    }
    // A row whose reference was changed still stands where it stood.
    let mut added: Vec<CellRef> = Vec::new();
    for row in unknown {
        match left.remove(&row.number) {
            Some(marks) => edits.extend(columns.changed(kind, &row, marks)),
            None => added.extend(row.first_cell()),
        }
    }
    if let Some(at) = added.first() {
        edits.push(Edit::RowsAdded { sheet: sheet(), at: *at, rows: added.len() });
    }
    if !left.is_empty() {
        edits.push(Edit::RowsGone { sheet: sheet(), rows: left.len() });
    }
    edits
}

/// The lines above the headings, one after the other.
fn above(table: &Table<'_>, written: &BTreeMap<u32, Vec<Mark>>, header_row: u32, edits: &mut Vec<Edit>) {
    let is_shown = |cell: &&Cell| Saying::of_cell(cell).is_some();
    let now = table.sheet.cells.iter().take_while(|cell| cell.at.row < table.header_row).filter(is_shown);
    let mut then = written.range(..header_row).flat_map(|(_, marks)| marks.iter().filter(|mark| **mark != Mark::Blank));
    for cell in now {
        if !then.next().is_some_and(|mark| mark.is_of(Some(cell))) {
            let cells = vec![EditedCell { at: cell.at, text: cell.tidy_text().to_string() }];
            let instead = Instead::Inputs;
            edits.push(Edit::Cells { sheet: table.sheet.name.clone(), cells, instead });
        }
    }
}

impl Columns {
    /// Finds the headings among the rows that were written; what has become of them is added to `edits`.
    fn of(table: &Table<'_>, written: &BTreeMap<u32, Vec<Mark>>, edits: &mut Vec<Edit>) -> Option<Self> {
        let headings: Vec<&Cell> =
            table.sheet.row(table.header_row).iter().filter(|cell| Saying::of_cell(cell).is_some()).collect();
        let alike =
            |marks: &[Mark]| marks.iter().filter(|mark| headings.iter().any(|cell| mark.is_of(Some(cell)))).count();
        let (header_row, marks) = written.iter().take(60).max_by_key(|(_, marks)| alike(marks))?;
        if alike(marks) == 0 {
            return None;
        }
        let mut free = headings;
        let mut now: Vec<Option<u16>> = Vec::with_capacity(marks.len());
        for mark in marks {
            let found = free.iter().position(|cell| mark.is_of(Some(cell)));
            now.push(found.map(|place| free.remove(place).at.col));
        }
        // A heading that was typed over still stands where it stood.
        let mut gone = 0;
        for (place, own) in now.iter_mut().enumerate() {
            if own.is_some() {
                continue;
            }
            match free.iter().position(|cell| usize::from(cell.at.col) == place) {
                Some(found) => {
                    let cell = free.remove(found);
                    *own = Some(cell.at.col);
                    let cells = vec![EditedCell { at: cell.at, text: cell.tidy_text().to_string() }];
                    let instead = Instead::Inputs;
                    edits.push(Edit::Cells { sheet: table.sheet.name.clone(), cells, instead });
                }
                None => gone += 1,
            }
        }
        if gone > 0 {
            edits.push(Edit::ColumnsGone { sheet: table.sheet.name.clone(), columns: gone });
        }
        edits.extend(free.into_iter().map(|cell| Edit::ColumnAdded {
            sheet: table.sheet.name.clone(),
            at: cell.at,
            heading: cell.tidy_text().to_string(),
        }));
        Some(Self { now, header_row: *header_row })
    }

    /// Each column that is still there, with the mark of a row in it.
    fn marks<'m>(&'m self, marks: &'m [Mark]) -> impl Iterator<Item = (u16, Mark)> {
        let mark = |place: usize| marks.get(place).copied().unwrap_or(Mark::Blank);
        self.now.iter().enumerate().filter_map(move |(place, col)| Some(((*col)?, mark(place))))
    }

    /// How many cells of a row say what the marks of a row say.
    fn alike(&self, row: &Row<'_, '_>, marks: &[Mark]) -> usize {
        self.marks(marks).filter(|(col, mark)| mark.is_of(cell(row, *col))).count()
    }

    /// The cells of a row that say something else, but those that are the officers' own.
    fn changed(&self, kind: Kind, row: &Row<'_, '_>, marks: &[Mark]) -> Option<Edit> {
        let at = |col| CellRef { row: row.number, col };
        let own = own_fields(row.table.id());
        let other = self.marks(marks).filter(|(col, mark)| {
            !mark.is_of(cell(row, *col)) && !row.table.field_at(at(*col)).is_some_and(|field| own.contains(&field))
        });
        let mut cells: Vec<EditedCell> = other
            .map(|(col, _)| EditedCell {
                at: at(col),
                text: cell(row, col).map(|cell| cell.tidy_text().to_string()).unwrap_or_default(),
            })
            .collect();
        cells.sort_by_key(|cell| cell.at);
        let instead = of_row(kind, row, row.table.field_at(cells.first()?.at));
        Some(Edit::Cells { sheet: row.table.sheet.name.clone(), cells, instead })
    }
}

fn cell<'g>(row: &Row<'_, 'g>, col: u16) -> Option<&'g Cell> {
    row.table.sheet.get(CellRef { row: row.number, col })
}
