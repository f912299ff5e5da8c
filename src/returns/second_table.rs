//! Whether a sheet that was not issued holds the same rows as one that was, and whether it answers them otherwise.
//!
//! A copy of this period's table may be where the service really answered. Last period's table, left in the workbook, has
//! the same references too, but not what was issued this time.

use crate::domain::Kind;
use crate::grid::{CellRef, Sheet, Workbook};
use crate::layout::{Column, Field, RETURN, SheetId, Table};
use crate::plan::{Issued, IssuedColumn};

use super::as_issued::agrees;
use super::cells::Reading;
use super::entries::Entries;
use super::received::{EntryTable, Row};
use super::rows::read_table;
use super::sheets::holds;
use super::stray::Guidance;
use super::{Anomaly, AnySlot};

/// What is needed to read the tables of a return.
#[derive(Clone, Copy)]
pub(super) struct Tables<'a> {
    pub workbook: &'a Workbook,
    pub issued: &'a Issued,
    pub reading: &'a Reading<'a>,
    pub guidance: &'a Guidance,
}

impl Tables<'_> {
    /// Says of each sheet that was not issued whether it has the rows of the table that `counts`, or answers them otherwise.
    pub(super) fn compare<E: Entries>(self, counts: &EntryTable<E>, anomalies: &mut [Anomaly]) {
        for anomaly in anomalies {
            let Anomaly::UnexpectedSheet { name, rows_of, .. } = anomaly else { continue };
            let Some(sheet) = self.workbook.sheets.iter().find(|sheet| sheet.name == *name) else { continue };
            if !holds(sheet, RETURN.sheet(SheetId::of(counts.kind)), self.issued) {
                continue;
            }
            let mut unsaid = Vec::new();
            let copy = read_table::<E>(sheet, self.issued, counts.kind, self.reading, self.guidance, &mut unsaid);
            let Some(copy) = copy else { continue };
            // Of a reference that stands there twice no row counts.
            let refs = copy.rows.len() + copy.added.iter().filter(|row| !row.reference.is_empty()).count();
            let is_half = |rows: usize| rows > 0 && rows * 2 >= refs;
            let carrying = copy.rows.iter().filter(|row| self.carries_what_was_issued(sheet, &copy, row)).count();
            let other = if is_half(carrying) { self.other_answer(counts, &copy) } else { None };
            match other {
                Some(other) => *anomaly = other,
                None if is_half(copy.rows.len()) => *rows_of = Some(counts.sheet.clone()),
                None => {}
            }
        }
    }

    /// Whether a row has the deadline or target that was issued, and last period's rating or value.
    fn carries_what_was_issued<E>(self, sheet: &Sheet, copy: &EntryTable<E>, row: &Row<E>) -> bool {
        let fields = match copy.kind {
            Kind::Actions => [Field::Deadline, Field::LastRating],
            Kind::Indicators => [Field::Target, Field::LastValue],
        };
        let columns = self.issued.columns(copy.kind);
        let layout = RETURN.sheet(SheetId::of(copy.kind));
        let agrees = |column: &'static Column| {
            let place = columns.iter().position(|own| own.field() == Some(column.field));
            // A column that was issued blank is not in the return, but may be in the copy.
            let col = match place {
                Some(place) => copy.columns.get(place).copied().flatten(),
                None => Table::find(sheet, layout).and_then(|table| table.col(column.field)),
            };
            let cell = col.and_then(|col| sheet.get(CellRef { row: row.at.row, col }));
            agrees(self.issued, copy.kind, row.index, &IssuedColumn::Layout(column), cell, self.reading)
        };
        layout.columns.iter().filter(|column| fields.contains(&column.field)).all(agrees)
    }

    /// The first filled entry of a copy that is another than in the table that counts. A row of the copy that is as it was
    /// issued answers nothing.
    fn other_answer<E: Entries>(self, counts: &EntryTable<E>, copy: &EntryTable<E>) -> Option<Anomaly> {
        let kind = counts.kind;
        let mut differing = copy.rows.iter().filter_map(|row| {
            let issued = self.issued.row(kind, row.index).filter(|issued| !row.is_untouched(*issued))?;
            let counted = counts.rows.iter().find(|one| one.index == row.index);
            row.slots().find_map(|(cell, slot)| {
                let other = counted.and_then(|one| one.slots().find(|(own, _)| *own == cell)).map(|(_, slot)| slot);
                let is_same = slot.is_blank() || other.is_some_and(|other| other.said() == slot.said());
                (!is_same).then_some((row, cell, slot, other, issued))
            })
        });
        let (row, cell, slot, other, issued) = differing.next()?;
        Some(Anomaly::SecondTable {
            name: copy.sheet.clone(),
            counts: counts.sheet.clone(),
            row: (kind, row.index),
            reference: issued.reference().to_string(),
            heading: cell.heading(self.issued, kind).to_owned(),
            here: (slot.at().unwrap_or(row.at), slot.typed().to_string()),
            there: (other.and_then(AnySlot::at), other.map(|other| other.typed().to_string()).unwrap_or_default()),
            more: differing.count(),
        })
    }
}
