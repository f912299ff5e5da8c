//! What an officer typed under *Instead* on the sheet *Adopted* of the plan workbook that is made anew.
//!
//! Each entry is asked for where its line comes about again. One that is never asked for, or cannot be obeyed, is named and
//! kept, so that nothing typed is lost.

use crate::domain::{key, tidy};
use crate::grid::{Cell, Sheet, Workbook};
use crate::layout::{ADOPTED, Field, SheetId, Table};

use super::place::{Place, What};
use super::source::TrackerSheet;
use super::words::plain;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) what: What,
    pub(super) file: String,
    pub(super) sheet: String,
    pub(super) cell: String,
    pub(super) found: String,
    pub(super) taken_for: String,
    /// The plan cell that its line named.
    pub(super) plan_cell: String,
    pub(super) why: String,
    pub(super) instead: String,
    /// Whether its line came about again.
    is_asked: bool,
    /// Why it could not be obeyed.
    pub(super) refused: Option<String>,
}

/// All entries.
#[derive(Debug, Clone, Default)]
pub(super) struct Instead {
    pub(super) entries: Vec<Entry>,
    /// The files and sheets of the tracker, by number.
    names: Vec<(String, String)>,
}

impl Instead {
    /// The entries of a plan workbook, for these sheets of a tracker.
    pub(super) fn read(workbook: Option<&Workbook>, sheets: &[TrackerSheet]) -> Self {
        let names = sheets.iter().map(|sheet| (sheet.file.clone(), sheet.name.clone())).collect();
        let layout = ADOPTED.sheet(SheetId::Adopted);
        let table =
            workbook.and_then(|workbook| layout.find_in(workbook)).and_then(|sheet: &Sheet| Table::find(sheet, layout));
        let mut entries = Vec::new();
        for row in table.iter().flat_map(Table::rows) {
            let text = |field| row.cell(field).map(Cell::as_shown).map(|text| tidy(&text)).unwrap_or_default();
            let instead = text(Field::Instead);
            let what = What::ALL.into_iter().find(|what| key(what.word()) == key(&text(Field::What)));
            if let (Some(what), false) = (what, instead.is_empty()) {
                entries.push(Entry {
                    what,
                    file: text(Field::File),
                    sheet: text(Field::Sheet),
                    cell: text(Field::Cell),
                    found: text(Field::Found),
                    taken_for: text(Field::TakenFor),
                    plan_cell: text(Field::PlanCell),
                    why: text(Field::Why),
                    instead,
                    is_asked: false,
                    refused: None,
                });
            }
        }
        Self { entries, names }
    }

    /// The entries that no line asked for, and those that could not be obeyed.
    pub(super) fn not_obeyed(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.is_asked || entry.refused.is_some())
    }

    /// The entries that no line asked for.
    pub(super) fn unasked(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.is_asked)
    }

    fn is_at(&self, entry: &Entry, place: Place) -> bool {
        let named = self.names.get(place.sheet);
        named.is_some_and(|(file, sheet)| *file == entry.file && *sheet == entry.sheet)
            && entry.cell == place.at.to_string()
    }

    /// What is wanted for a column or a row.
    pub(super) fn at(&mut self, what: What, place: Place) -> Option<String> {
        let at = self.entries.iter().position(|entry| entry.what == what && self.is_at(entry, place))?;
        self.asked(at)
    }

    /// What is wanted for a value: where it first stood, else wherever it did.
    pub(super) fn value(&mut self, place: Place, found: &str) -> Option<String> {
        let same = |entry: &Entry| entry.what == What::Value && plain(&entry.found) == plain(found);
        let at = self.entries.iter().position(|entry| same(entry) && self.is_at(entry, place))?;
        self.asked(at)
    }

    /// What is wanted for a cell of the plan that is to be decided: by the cell of the tracker that causes it and the
    /// column of the plan; by the plan cell where none does.
    pub(super) fn decision(&mut self, place: Option<Place>, taken_for: &str, plan_cell: &str) -> Option<String> {
        let at = self.entries.iter().position(|entry| {
            entry.what == What::Decide
                && match place {
                    Some(place) => self.is_at(entry, place) && entry.taken_for == taken_for,
                    None => entry.cell.is_empty() && entry.plan_cell == plan_cell,
                }
        })?;
        self.asked(at)
    }

    fn asked(&mut self, at: usize) -> Option<String> {
        let entry = self.entries.get_mut(at)?;
        entry.is_asked = true;
        Some(entry.instead.clone())
    }

    /// Says why an entry cannot be obeyed.
    pub(super) fn refuse(&mut self, what: What, place: Option<Place>, instead: &str, why: &str) {
        let at = self.entries.iter().position(|entry| {
            entry.what == what && entry.instead == instead && place.is_none_or(|place| self.is_at(entry, place))
        });
        if let Some(entry) = at.and_then(|at| self.entries.get_mut(at)) {
            entry.refused = Some(why.to_owned());
        }
    }
}
