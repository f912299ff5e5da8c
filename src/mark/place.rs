//! From a cell of the file that was sent to its place in the marked copy.
//!
//! Rows may have been sorted and columns moved, so that a place is found by row and column of the table as issued. What
//! has no place there stands on the Kept aside sheet.

use crate::domain::key;
use crate::grid::CellRef;
use crate::issue::{heading_cell, sign_off_cell, table_cell};
use crate::layout::{RETURN, SheetId};
use crate::returns::{Anomaly, Entries, EntryTable, Return};
use crate::rules::{Finding, Subject};

use super::kept::KeptCell;
use super::kept_aside::line;

/// A place in the marked copy: a sheet, and a cell of it where it is one.
pub(super) type Spot = (SheetId, Option<CellRef>);

/// Where things stand in the marked copy.
pub(super) struct Places<'a> {
    received: &'a Return,
    kept: &'a [KeptCell],
}

impl<'a> Places<'a> {
    /// The places of a return, with what was kept aside of it.
    pub(super) fn new(received: &'a Return, kept: &'a [KeptCell]) -> Self {
        Self { received, kept }
    }

    /// Where a finding of the file that was sent is seen in the marked copy; `None` for one about the file as a whole.
    pub(super) fn of(&self, finding: &Finding) -> Option<Spot> {
        let name = finding.place.sheet()?;
        if let Some(at) = finding.place.cell() {
            return self.of_cell(name, at);
        }
        let Some(id) = self.sheet(name) else {
            return self.kept_line(|kept| kept.sheet == name).map(|line| (SheetId::KeptAside, Some(line)));
        };
        Some((id, finding.subject.and_then(of_subject)))
    }

    /// Whether the entries that a finding about a sheet or one of its rows names were kept aside.
    pub(super) fn keeps_entries_of(&self, finding: &Finding) -> bool {
        let (Some(name), None) = (finding.place.sheet(), finding.place.cell()) else { return false };
        let is_lost = |anomaly: &Anomaly| {
            let Anomaly::RefLost { row, .. } = anomaly else { return false };
            finding.subject.and_then(Subject::row) == Some(*row)
        };
        let unread = self.received.is_unread(name) && finding.reference.is_none();
        (unread || self.received.anomalies.iter().any(is_lost)) && self.kept.iter().any(|kept| kept.sheet == name)
    }

    /// Where a cell of the file that was sent stands now. What was typed over a locked cell has left it, and so the cell
    /// itself comes first.
    fn of_cell(&self, name: &str, at: CellRef) -> Option<Spot> {
        let id = self.sheet(name);
        let placed = id.and_then(|id| self.placed(id, at));
        if let (Some(id), Some(placed)) = (id, placed) {
            return Some((id, Some(placed)));
        }
        let exactly = |kept: &KeptCell| kept.sheet == name && kept.at == Some(at);
        let same_row = |kept: &KeptCell| kept.sheet == name && kept.at.is_some_and(|own| own.row == at.row);
        let line = self.kept_line(exactly).or_else(|| self.kept_line(same_row));
        line.map(|line| (SheetId::KeptAside, Some(line))).or_else(|| Some((id?, None)))
    }

    fn placed(&self, id: SheetId, at: CellRef) -> Option<CellRef> {
        #[expect(clippy::wildcard_enum_match_arm, reason = "no other sheet of a return holds entries")]
        match id {
            SheetId::Actions => in_table(self.received.actions.as_ref()?, at),
            SheetId::Indicators => in_table(self.received.indicators.as_ref()?, at),
            SheetId::SignOff => {
                let mut slots = self.received.sign_off.fields();
                slots.find(|(_, slot)| slot.at() == Some(at)).and_then(|(field, _)| sign_off_cell(field))
            }
            _ => None,
        }
    }

    /// Which issued sheet goes by that name in the file that was sent.
    pub(super) fn sheet(&self, name: &str) -> Option<SheetId> {
        let renamed = self.received.anomalies.iter().find_map(|anomaly| {
            let Anomaly::SheetRenamed { expected, found } = anomaly else { return None };
            (found == name).then_some(expected.as_str())
        });
        let wanted = key(renamed.unwrap_or(name));
        let forms = RETURN.sheets.iter().filter(|form| !matches!(form.id, SheetId::FixList | SheetId::KeptAside));
        forms.into_iter().find(|form| key(&form.name) == wanted).map(|form| form.id)
    }

    fn kept_line(&self, is_it: impl Fn(&KeptCell) -> bool) -> Option<CellRef> {
        line(self.kept.iter().position(is_it)?)
    }
}

/// Which sheet of a return, or of a marked copy, goes by a name that nobody has changed.
pub(super) fn sheet_named(name: &str) -> Option<SheetId> {
    RETURN.sheets.iter().find(|form| key(&form.name) == key(name)).map(|form| form.id)
}

/// The row, or the heading of the column, that a finding about the sheet as a whole is about.
fn of_subject(subject: Subject) -> Option<CellRef> {
    match subject {
        Subject::Column(_, place) => heading_cell(place),
        Subject::Row(_, index) | Subject::Entry(_, index, _) => table_cell(index, 0),
    }
}

fn in_table<E>(table: &EntryTable<E>, at: CellRef) -> Option<CellRef> {
    let place = table.columns.iter().position(|col| *col == Some(at.col))?;
    if at.row == table.header_row {
        return heading_cell(place);
    }
    let row = table.rows.iter().find(|row| row.at.row == at.row)?;
    table_cell(row.index, place)
}
