//! A return as it came back, and what became of a file that is none.

use std::collections::BTreeSet;
use std::ops::Deref;

use crate::domain::{Kind, Period, SharedText};
use crate::grid::{CellRef, Format, Look, Refusal};
use crate::layout::Field;
use crate::plan::{Issued, IssuedAction, IssuedIndicator, IssuedRow, TemplateTooNew};

use super::anomaly::Anomaly;
use super::answer::Answer;
use super::cells::Entered;
use super::entries::{ActionEntries, AnySlot, Entries, EntryCell, IndicatorEntries, SignOffEntries};
use super::entry::Slot;
use super::identity::{Identity, PassedOver};
use super::marked::Marked;

/// Where a return came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as the person gave it, with forward slashes.
    pub path: String,
    /// SHA-256 of its bytes, in lower-case hexadecimal; empty where they could not be read.
    pub sha256: String,
}

/// What became of a file that was handed in.
#[derive(Debug, Clone)]
pub enum Received {
    /// A return that could be read.
    Read(Box<Return>),
    /// A file that is none, or that cannot be read.
    Refused(Refused),
    /// A workbook of ours that is no return, or says nothing of its own, and is passed over.
    PassedOver(PassedOver),
}

/// A file that cannot be read as a return.
#[derive(Debug, Clone)]
pub struct Refused {
    /// Where it came from.
    pub source: Source,
    /// Why.
    pub why: Rejection,
}

/// Why a file cannot be read as a return.
#[derive(Debug, Clone)]
pub enum Rejection {
    /// It is no workbook that can be read.
    Workbook(Refusal),
    /// It is a workbook, but carries no sign of a return.
    NotAReturn,
    /// It was issued by a newer planroll.
    TooNew(TemplateTooNew),
}

/// A return that was read.
#[derive(Debug, Clone)]
pub struct Return {
    /// Where it came from.
    pub source: Source,
    /// Which return it is, from the stamp, the properties or the labels.
    pub identity: Identity,
    /// What was issued. Where neither the stamp nor a plan is at hand, what the sheets themselves show.
    pub issued: Issued,
    /// Whether `issued` is known (from the stamp or the plan); if not, only WBK and CEL rules can run.
    pub stamped: bool,
    /// Whether the `planroll` sheet could be read.
    pub has_stamp_sheet: bool,
    /// Every way in which the sheets differ from what went out.
    pub anomalies: Vec<Anomaly>,
    /// The Actions sheet, where it was issued and is there.
    pub actions: Option<EntryTable<ActionEntries>>,
    /// The Indicators sheet, where it was issued and is there.
    pub indicators: Option<EntryTable<IndicatorEntries>>,
    /// The Sign-off sheet.
    pub sign_off: SignOff,
    /// The kind of file.
    pub format: Format,
    /// What it says of itself, where it is a marked copy.
    pub marked: Option<Marked>,
    /// Whether it is one of several that are read as one: then its tables hold only the rows that it speaks for.
    pub is_part: bool,
}

/// One of the two tables of a return.
#[derive(Debug, Clone)]
pub struct EntryTable<E> {
    /// Which of the two.
    pub kind: Kind,
    /// The name of its sheet, as it is now.
    pub sheet: String,
    /// The row of its headings.
    pub header_row: u32,
    /// Where each issued column stands now, in the order of [`Issued::columns`]; `None` where it is gone.
    pub columns: Vec<Option<u16>>,
    /// Its issued rows that came back, top to bottom.
    pub rows: Vec<Row<E>>,
    /// Rows that the service added, top to bottom.
    pub added: Vec<AddedRow>,
    /// Looks of cells of its sheet that say more than their values.
    pub looks: Vec<(CellRef, Look)>,
}

/// A row that the service added: kept, not counted, listed as proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedRow {
    /// Its reference, where it has one.
    pub reference: String,
    /// Its first filled cell.
    pub at: CellRef,
    /// Heading and text of every filled cell.
    pub cells: Vec<(String, String)>,
}

/// An issued row as it came back; its entries are reached by their names, `row.rating`.
#[derive(Debug, Clone)]
pub struct Row<E> {
    /// Its place among the issued rows.
    pub index: usize,
    /// Its Ref cell.
    pub at: CellRef,
    /// The cell of what it is held against: its deadline or its target.
    pub goal_at: Option<CellRef>,
    /// What was entered in the columns of the layout.
    pub entries: E,
    /// Entries of `Ask: …` columns, in the order of the further columns that ask.
    pub asks: Box<[Slot<Answer>]>,
}

/// One action as it came back.
pub(crate) type ActionRow = Row<ActionEntries>;
/// One indicator as it came back.
pub(crate) type IndicatorRow = Row<IndicatorEntries>;

/// The Sign-off sheet; its entries are reached by their names.
#[derive(Debug, Clone)]
pub struct SignOff {
    /// The name of the sheet as it is now; `None` where it is gone.
    pub sheet: Option<String>,
    /// What was entered.
    pub entries: SignOffEntries,
    /// Looks of cells of its sheet that say more than their values.
    pub looks: Vec<(CellRef, Look)>,
}

impl Return {
    /// The period reported, where it is known.
    pub fn period(&self) -> Period {
        self.issued.stamp.period
    }

    /// The action rows that came back, with what was issued.
    pub fn action_rows(&self) -> impl Iterator<Item = (&ActionRow, &IssuedAction)> {
        self.actions.iter().flat_map(|table| table.with_issued(&self.issued.actions))
    }

    /// The indicator rows that came back, with what was issued.
    pub fn indicator_rows(&self) -> impl Iterator<Item = (&IndicatorRow, &IssuedIndicator)> {
        self.indicators.iter().flat_map(|table| table.with_issued(&self.issued.indicators))
    }

    /// The references of the rows of `kind` that came back.
    pub(crate) fn returned(&self, kind: Kind) -> impl Iterator<Item = &SharedText> {
        let actions = self.action_rows().filter(move |_| kind == Kind::Actions).map(|(_, issued)| &issued.reference);
        let indicators = self.indicator_rows().filter(move |_| kind == Kind::Indicators);
        actions.chain(indicators.map(|(_, issued)| &issued.reference))
    }

    /// The sheet's name as it is now, where the table of `kind` is there.
    pub fn sheet_name(&self, kind: Kind) -> Option<&str> {
        match kind {
            Kind::Actions => self.actions.as_ref().map(|table| table.sheet.as_str()),
            Kind::Indicators => self.indicators.as_ref().map(|table| table.sheet.as_str()),
        }
    }

    /// Whether the rows of a sheet could not be told apart, so that none was read: its headings or its references are
    /// gone.
    pub fn is_unread(&self, name: &str) -> bool {
        self.unread().contains(name)
    }

    /// The sheets of which that is true; to be asked once where there are very many cells to be told apart.
    pub fn unread(&self) -> BTreeSet<&str> {
        self.anomalies.iter().filter_map(Anomaly::leaves_unread).collect()
    }

    /// Whether every entry cell of Actions and Indicators is blank or as pre-filled. Never where a sheet was not read.
    pub fn is_untouched(&self) -> bool {
        let actions = self.action_rows().all(|(row, issued)| row.is_untouched(issued));
        let indicators = self.indicator_rows().all(|(row, issued)| row.is_untouched(issued));
        let has_rows = self.action_rows().next().is_some() || self.indicator_rows().next().is_some();
        self.unread().is_empty() && actions && indicators && has_rows
    }
}

impl Return {
    /// Leaves it the rows that it speaks for, beside others that are read as one with it.
    pub(crate) fn keep(&mut self, rows: &BTreeSet<(Kind, usize)>) {
        self.is_part = true;
        if let Some(table) = &mut self.actions {
            table.rows.retain(|row| rows.contains(&(Kind::Actions, row.index)));
        }
        if let Some(table) = &mut self.indicators {
            table.rows.retain(|row| rows.contains(&(Kind::Indicators, row.index)));
        }
    }
}

impl<E> EntryTable<E> {
    /// Its rows that came back, with what was issued.
    pub(crate) fn with_issued<'r, I>(&'r self, issued: &'r [I]) -> impl Iterator<Item = (&'r Row<E>, &'r I)> {
        self.rows.iter().filter_map(|row| Some((row, issued.get(row.index)?)))
    }
}

impl<E> Row<E> {
    /// Its entry cells, in the order of the layout, then those that ask.
    pub(crate) fn slots(&self) -> impl Iterator<Item = (EntryCell, &dyn AnySlot)>
    where
        E: Entries,
    {
        let fields = self.entries.fields().map(|(field, slot)| (EntryCell::Field(field), slot));
        let asks = self.asks.iter().enumerate();
        fields.chain(asks.map(|(place, slot)| (EntryCell::Asked(place), slot as &dyn AnySlot)))
    }

    /// The entry cell of `field`; none where the row has no such entry.
    pub(crate) fn slot(&self, field: Field) -> Option<&dyn AnySlot>
    where
        E: Entries,
    {
        self.entries.fields().find(|(own, _)| *own == field).map(|(_, slot)| slot)
    }

    /// Whether every entry cell is blank or as it was issued.
    pub(crate) fn is_untouched(&self, issued: &dyn IssuedRow) -> bool
    where
        E: Entries,
    {
        self.filled_in(issued).next().is_none()
    }

    /// The entry cells that are filled in: neither blank nor as they were issued.
    pub(crate) fn filled_in<'r>(
        &'r self,
        issued: &'r dyn IssuedRow,
    ) -> impl Iterator<Item = (EntryCell, &'r dyn AnySlot)>
    where
        E: Entries,
    {
        let is_as_issued = move |cell, slot: &dyn AnySlot| {
            let EntryCell::Field(field) = cell else { return false };
            let printed = issued.printed(field);
            let day = slot.entered().and_then(Entered::day);
            slot.has_words_of(&printed)
                || slot.has_number_of(&printed)
                || day.is_some_and(|day| issued.day(field) == Some(day))
        };
        self.slots().filter(move |(cell, slot)| !slot.is_blank() && !is_as_issued(*cell, *slot))
    }
}

impl<E> Deref for Row<E> {
    type Target = E;

    fn deref(&self) -> &E {
        &self.entries
    }
}

impl Deref for SignOff {
    type Target = SignOffEntries;

    fn deref(&self) -> &SignOffEntries {
        &self.entries
    }
}
