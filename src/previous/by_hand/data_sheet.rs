//! Which cells of a data sheet are not as they were written, whatever its order is now.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{INFORMATION_ONLY, Kind, NOT_RATED};
use crate::grid::{Cell, CellRef, Mark, SIGNS_OF_MARK, Saying};
use crate::layout::{Field, Row, Table};

use super::edit::{Edit, EditedCell, Instead};
use super::instead::{of_row, own_fields};

/// A rating of which is known only that it was another.
const UNKNOWN: &str = "?";

/// The columns of a table as they were written: for each the one that it is now.
struct Columns {
    now: Vec<Option<u16>>,
    /// The row of the headings as it was written.
    header_row: u32,
}

/// The changes below and above the headings of a data sheet; `written` are the marks of its rows. Adds to `before` the rating
/// before correction as it was written, of each row in which that cell was changed.
pub(super) fn changed_in_table(
    kind: Kind,
    table: &Table<'_>,
    written: &BTreeMap<u32, Vec<Mark>>,
    before: &mut BTreeMap<(Kind, u32), String>,
) -> Vec<Edit> {
    let sheet = || table.sheet.name.clone();
    let mut edits = Vec::new();
    let Some(columns) = Columns::of(table, written, &mut edits) else {
        return vec![Edit::HeadingsLost { sheet: sheet(), headings: vec![table.heading(Field::Ref)] }];
    };
    above(table, written, columns.header_row, &mut edits);
    let words = OnceCell::new();
    let mut keep = |row: &Row<'_, '_>, marks: &[Mark]| {
        if let Some(word) = columns.before(row, marks, || words.get_or_init(|| rating_words(table))) {
            before.insert((kind, row.number), word);
        }
    };
    // The rows as they were written, by the mark of their reference.
    let ref_place = table.col(Field::Ref).and_then(|col| columns.now.iter().position(|now| *now == Some(col)));
    let mut left: BTreeMap<u32, &Vec<Mark>> =
        written.range(columns.header_row + 1..).map(|(row, marks)| (*row, marks)).collect();
    let mut by_ref: BTreeMap<[u8; SIGNS_OF_MARK], Vec<u32>> = BTreeMap::new();
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
                let Some(marks) = left.remove(&place) else { continue };
                keep(&row, marks);
                edits.extend(columns.changed(kind, &row, marks));
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
    edits.extend(blank_rows(table, columns.header_row, &added, !left.is_empty()));
    if let Some(at) = added.first() {
        edits.push(Edit::RowsAdded { sheet: sheet(), at: *at, rows: added.len() });
    }
    if !left.is_empty() {
        edits.push(Edit::RowsGone { sheet: sheet(), rows: left.len() });
    }
    edits
}

/// Rows without anything in them that were put in: above the headings, which stand lower then, and among the rows of the table.
fn blank_rows(table: &Table<'_>, header_row: u32, added: &[CellRef], are_gone: bool) -> Vec<Edit> {
    let one = |at: CellRef, rows: u32| {
        let rows = usize::try_from(rows).ok().filter(|rows| *rows > 0)?;
        Some(Edit::BlankRows { sheet: table.sheet.name.clone(), at, rows })
    };
    let first = |row: u32| table.sheet.row(row).first().map(|cell| cell.at);
    // Where lines above them were put in, or are gone, that is told by their cells.
    let is_shown = |row: &u32| table.sheet.row(*row).iter().any(|cell| Saying::of_cell(cell).is_some());
    let above = table.header_row.checked_sub(header_row).zip(first(table.header_row));
    let mut found: Vec<Edit> = above.and_then(|(rows, at)| one(at, rows)).into_iter().collect();
    let mut last = table.header_row;
    for row in table.rows().map(|row| row.number) {
        let between = (last + 1..row).filter(|row| !is_shown(row)).count();
        // Where rows are gone, they were cleared and their places left.
        let at = first(row).filter(|at| !are_gone && !added.contains(at));
        found.extend(at.and_then(|at| one(at, u32::try_from(between).ok()?)));
        last = row;
    }
    found
}

/// Every word that stands for a rating somewhere in the table, and those that stand for none.
fn rating_words(table: &Table<'_>) -> BTreeSet<String> {
    let fields = [Field::RatingCounted, Field::RatingBeforeCorrection, Field::RatingReceived, Field::LastRating];
    let all = table.rows().flat_map(|row| fields.map(|field| row.text(field).to_string()));
    all.filter(|word| !word.is_empty()).chain([NOT_RATED, INFORMATION_ONLY].map(str::to_owned)).collect()
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

    /// The rating before correction as it was written, where that cell says something else now: told by its mark, the rating
    /// that counts first; what is no rating where it is none of the words that stand on the sheet.
    fn before<'w>(
        &self,
        row: &Row<'_, '_>,
        marks: &[Mark],
        words: impl FnOnce() -> &'w BTreeSet<String>,
    ) -> Option<String> {
        let own = row.table.col(Field::RatingBeforeCorrection)?;
        let (_, mark) = self.marks(marks).find(|(col, _)| *col == own)?;
        if mark.is_of(cell(row, own)) {
            return None;
        }
        let is_it = |word: &str| Saying::of_text(word).map_or(Mark::Blank, Saying::mark) == mark;
        let counted = row.text(Field::RatingCounted);
        if is_it(&counted) {
            return Some(counted.to_string());
        }
        Some(words().iter().find(|word| is_it(word)).cloned().unwrap_or_else(|| UNKNOWN.to_owned()))
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
