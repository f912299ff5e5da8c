//! A copy of the plan workbook in the making: which of its cells are filled in anew, and which could not be.
//!
//! Tables are found as they are for reading. A cell with a formula is the officer's to change, and so is one under a
//! merged cell. A column that is not there is added at the right of its table.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::domain::Unit;
use crate::grid::{
    Amendments, Cell, CellFormat, CellRef, Entry, FurtherColumn, FurtherSheet, Legacy, Limits, NotAmended, Sheet,
    Value, Workbook, amend, read,
};
use crate::layout::{CellKind, Field, PLAN, SheetId, Table};

/// The width of a column that the layout does not know, in characters.
const WIDTH: u16 = 16;

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotCopied {
    /// The workbook cannot be amended.
    #[error(transparent)]
    NotAmended(#[from] NotAmended),
    /// The copy is not what was to be made.
    #[error("a copy of it does not read back as it should")]
    Otherwise,
}

/// Why a cell was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotPut {
    /// It holds a formula.
    Formula(CellRef),
    /// It is covered by a merged cell.
    Covered(CellRef),
    /// Its sheet, or the room for its column, is not there.
    NoRoom,
}

impl NotPut {
    /// Why, in words.
    pub(super) fn in_words(self) -> String {
        match self {
            Self::Formula(at) => format!("{at} holds a formula, which is yours to change"),
            Self::Covered(at) => format!("{at} lies under a merged cell"),
            Self::NoRoom => "there is no room for its column".to_owned(),
        }
    }
}

/// A column of a table of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ColumnOf {
    /// One that the layout knows.
    Known(Field),
    /// One with another heading, for figures or words.
    Headed(String, CellFormat),
}

/// The copy.
pub(super) struct PlanCopy<'w> {
    workbook: &'w Workbook,
    tables: BTreeMap<SheetId, Table<'w>>,
    amendments: Amendments,
}

impl<'w> PlanCopy<'w> {
    /// Begins a copy.
    pub(super) fn of(workbook: &'w Workbook) -> Self {
        let found = [SheetId::Settings, SheetId::Actions, SheetId::Indicators, SheetId::Waivers, SheetId::Messages];
        let table = |id| {
            let layout = PLAN.sheet(id);
            Some((id, Table::find(layout.find_in(workbook)?, layout)?))
        };
        Self { workbook, tables: found.into_iter().filter_map(table).collect(), amendments: Amendments::default() }
    }

    /// The table of a sheet.
    pub(super) fn table(&self, id: SheetId) -> Option<&Table<'w>> {
        self.tables.get(&id)
    }

    /// The name on the tab of a sheet.
    pub(super) fn sheet_name(&self, id: SheetId) -> &str {
        self.tables.get(&id).map_or_else(|| PLAN.sheet_name(id), |table| table.sheet.name.as_str())
    }

    /// Whether the plan has such a column.
    pub(super) fn has(&self, id: SheetId, column: &ColumnOf) -> bool {
        self.col(id, column).is_some()
    }

    fn col(&self, id: SheetId, column: &ColumnOf) -> Option<u16> {
        let table = self.table(id)?;
        match column {
            ColumnOf::Known(field) => table.col(*field),
            ColumnOf::Headed(heading, _) => table.unknown_col(heading),
        }
    }

    /// The cell of a row in a column, as it is in the plan.
    pub(super) fn cell(&self, id: SheetId, row: u32, column: &ColumnOf) -> Option<&'w Cell> {
        let col = self.col(id, column)?;
        self.table(id)?.sheet.get(CellRef { row, col })
    }

    /// What is shown there.
    pub(super) fn shown(&self, id: SheetId, row: u32, column: &ColumnOf) -> String {
        self.cell(id, row, column).map(|cell| cell.tidy_text().to_string()).unwrap_or_default()
    }

    /// Fills in a cell.
    pub(super) fn put(&mut self, id: SheetId, row: u32, column: &ColumnOf, entry: Entry) -> Result<CellRef, NotPut> {
        let col = match self.col(id, column) {
            Some(col) => col,
            None => self.added(id, column)?,
        };
        let sheet = self.table(id).ok_or(NotPut::NoRoom)?.sheet;
        let at = CellRef { row, col };
        left_as_it_is(sheet, at)?;
        self.amendments.sheets.entry(sheet.name.clone()).or_default().cells.insert(at, entry);
        Ok(at)
    }

    /// Whether a cell can be filled in.
    pub(super) fn can_put(&self, id: SheetId, row: u32, column: &ColumnOf) -> Result<(), NotPut> {
        let sheet = self.table(id).ok_or(NotPut::NoRoom)?.sheet;
        self.col(id, column).map_or(Ok(()), |col| left_as_it_is(sheet, CellRef { row, col }))
    }

    /// A number in the terms of `unit` as an entry.
    pub(super) fn number(number: Decimal, unit: &str) -> Entry {
        match Unit::of(unit).in_words(number) {
            Some(words) => Entry::Text(words),
            None if unit.trim().starts_with('%') => Entry::Percentage(number),
            None => Entry::Number(number),
        }
    }

    /// The number of a column that is not in the plan, once it is added.
    fn added(&mut self, id: SheetId, column: &ColumnOf) -> Result<u16, NotPut> {
        let layout = PLAN.sheet(id);
        let (heading, width, format) = match column {
            ColumnOf::Known(field) => {
                let known = layout.column(*field).ok_or(NotPut::NoRoom)?;
                let format = match known.kind {
                    CellKind::Number | CellKind::Quantity => CellFormat::General,
                    CellKind::Ref
                    | CellKind::Text
                    | CellKind::LongText
                    | CellKind::Date
                    | CellKind::TextDate
                    | CellKind::Rating
                    | CellKind::Choice
                    | CellKind::YesNo
                    | CellKind::Check => CellFormat::Text,
                };
                (known.heading.clone(), known.width, format)
            }
            ColumnOf::Headed(heading, format) => (heading.clone(), WIDTH, *format),
        };
        let table = self.table(id).ok_or(NotPut::NoRoom)?;
        let (sheet, header_row) = (table.sheet, table.header_row);
        let last_row = table.rows().last().map_or(header_row, |row| row.number);
        let headings = sheet.row(header_row).iter().filter(|cell| cell.value.is_some()).map(|cell| cell.at.col);
        let like = headings.max().ok_or(NotPut::NoRoom)?;
        let changes = self.amendments.sheets.entry(sheet.name.clone()).or_default();
        if let Some(known) = changes.columns.iter().find(|one| one.heading == heading) {
            return Ok(known.heading_at.col);
        }
        let beside = changes.columns.last().map_or(like, |last| last.heading_at.col);
        let free = |col: u16| !is_used(sheet, col);
        let next =
            beside.checked_add(1).filter(|col| free(*col)).or_else(|| last_col(sheet).max(beside).checked_add(1));
        let heading_at = next.and_then(|col| CellRef::new(header_row, col)).ok_or(NotPut::NoRoom)?;
        changes.columns.push(FurtherColumn { heading_at, heading, like, last_row, format, width });
        Ok(heading_at.col)
    }

    /// Adds a sheet behind all others.
    pub(super) fn add_sheet(&mut self, sheet: FurtherSheet) {
        self.amendments.further = Some(sheet);
    }

    /// Whose looks a sheet that is added takes: a heading and a cell of Actions, else of another sheet.
    pub(super) fn looks(&self) -> Option<(String, CellRef, CellRef)> {
        let of = |id| {
            let table = self.table(id)?;
            let heading = table.sheet.row(table.header_row).first()?.at;
            Some((table.sheet.name.clone(), heading, CellRef { row: heading.row.checked_add(1)?, ..heading }))
        };
        [SheetId::Actions, SheetId::Indicators, SheetId::Settings].into_iter().find_map(of)
    }

    /// Whether any cell is filled in.
    pub(super) fn is_changed(&self) -> bool {
        self.amendments.sheets.values().any(|sheet| !sheet.cells.is_empty())
    }

    /// What is to be known of the copy beside what was filled in, a sentence each.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        for (sheet, changes) in &self.amendments.sheets {
            let headings: Vec<&str> = changes.columns.iter().map(|column| column.heading.as_str()).collect();
            match headings.as_slice() {
                [] => {}
                [one] => notes.push(format!("The column {one} was added to {sheet}.")),
                several => notes.push(format!("Columns were added to {sheet}: {}.", several.join(", "))),
            }
        }
        if self.is_changed() && self.has_formulas() {
            notes.push(
                "The plan has formulas: open the new one in Excel and save it once, so that their results are those of now."
                    .to_owned(),
            );
        }
        notes
    }

    /// The formulas of the workbook, whose results may hang on what was filled in.
    fn has_formulas(&self) -> bool {
        self.workbook.sheets.iter().flat_map(|sheet| &sheet.cells).any(|cell| cell.formula.is_some())
    }

    /// The bytes of the copy, made from those of the workbook.
    ///
    /// # Errors
    /// [`NotCopied`].
    pub(super) fn finish(mut self, bytes: &[u8]) -> Result<Vec<u8>, NotCopied> {
        self.amendments.recalculate = self.has_formulas();
        let copy = amend(bytes, &self.amendments)?;
        let there = read(&copy, &Limits::returns(), Legacy::Refuse).map_err(|_| NotCopied::Otherwise)?;
        if self.is_the_same_but_for_the_changes(&there) { Ok(copy) } else { Err(NotCopied::Otherwise) }
    }

    fn is_the_same_but_for_the_changes(&self, copy: &Workbook) -> bool {
        let further = self.amendments.further.iter().map(|sheet| sheet.name.as_str());
        let names = self.workbook.sheets.iter().map(|sheet| sheet.name.as_str()).chain(further);
        names.eq(copy.sheets.iter().map(|sheet| sheet.name.as_str()))
            && self.workbook.sheets.iter().zip(&copy.sheets).all(|(own, there)| self.is_same_sheet(own, there))
    }

    fn is_same_sheet(&self, own: &Sheet, there: &Sheet) -> bool {
        let Some(changes) = self.amendments.sheets.get(&own.name) else { return own == there };
        let headings = changes.columns.iter().map(|column| (column.heading_at, Entry::Text(column.heading.clone())));
        let wanted: BTreeMap<CellRef, Entry> =
            headings.chain(changes.cells.iter().map(|(at, entry)| (*at, entry.clone()))).collect();
        let places = |sheet: &Sheet| sheet.cells.iter().map(|cell| cell.at).collect::<Vec<_>>();
        let all: BTreeSet<CellRef> =
            places(own).into_iter().chain(places(there)).chain(wanted.keys().copied()).collect();
        all.into_iter().all(|at| match wanted.get(&at) {
            Some(entry) => holds_entry(there.get(at), entry),
            None => own.get(at) == there.get(at),
        })
    }
}

/// Why a cell is left as it is, where it is.
fn left_as_it_is(sheet: &Sheet, at: CellRef) -> Result<(), NotPut> {
    if sheet.get(at).is_some_and(|cell| cell.formula.is_some()) {
        return Err(NotPut::Formula(at));
    }
    if sheet.merges.iter().any(|(first, last)| *first != at && holds((*first, *last), at)) {
        return Err(NotPut::Covered(at));
    }
    Ok(())
}

/// Whether a range takes in a cell.
fn holds((first, last): (CellRef, CellRef), at: CellRef) -> bool {
    (first.row..=last.row).contains(&at.row) && (first.col..=last.col).contains(&at.col)
}

/// Whether anything stands in a column, or is merged over it.
fn is_used(sheet: &Sheet, col: u16) -> bool {
    sheet.cells.iter().chain(&sheet.covered).any(|cell| cell.at.col == col)
        || sheet.merges.iter().any(|(first, last)| (first.col..=last.col).contains(&col))
}

/// The last column in which anything stands.
fn last_col(sheet: &Sheet) -> u16 {
    let cells = sheet.cells.iter().chain(&sheet.covered).map(|cell| cell.at.col);
    cells.chain(sheet.merges.iter().map(|(_, last)| last.col)).max().unwrap_or_default()
}

/// Whether a cell holds what was to be put into it.
fn holds_entry(cell: Option<&Cell>, entry: &Entry) -> bool {
    let value = cell.and_then(|cell| cell.value.as_ref());
    match (entry, value) {
        // A format may make a day or a time of a number.
        (Entry::Blank, None) | (Entry::Number(_), Some(Value::Date { .. } | Value::Time { .. })) => true,
        (Entry::Text(text), Some(Value::Text(own))) => own.as_str() == text.as_str(),
        (Entry::Number(number), Some(Value::Number(own))) => own.normalize() == number.normalize(),
        (Entry::Percentage(number), Some(Value::Number(own))) => {
            let hundredfold = own.checked_mul(Decimal::ONE_HUNDRED).map(|own| own.normalize());
            own.normalize() == number.normalize() || hundredfold == Some(number.normalize())
        }
        (Entry::Text(text), None) => text.is_empty(),
        (Entry::Blank | Entry::Text(_) | Entry::Number(_) | Entry::Percentage(_), _) => false,
    }
}
