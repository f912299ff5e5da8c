//! Returns as they come back: rows matched by reference, every entry read with its cell.
//!
//! [`receive()`] takes a workbook as located cells and gives a [`Return`]: what was issued, what was entered, and
//! every way in which the sheets differ from what went out ([`Anomaly`]). The border: this room reads and compares;
//! whether something is a fault, and how it is worded, is for the rules.

mod anomaly;
mod as_issued;
mod bare;
mod cells;
mod columns;
mod entries;
mod entry;
mod found;
mod identity;
mod marked;
mod rows;
mod set;
mod sheets;
mod stray;

use std::collections::BTreeSet;

use crate::domain::{Direction, Kind, Period, RatingId, SharedText, same};
use crate::grid::{CellRef, Format, Refusal};
use crate::layout::Field;
use crate::plan::{Issued, IssuedAction, IssuedIndicator, Printed};

pub use anomaly::Anomaly;
pub use entries::entries_sha256;
pub use entry::{DateDoubt, DateGiven, Entry, Quantity, Reason, Slot, Unreadable, ValueGiven};
pub use identity::{Identity, PROPERTY_PERIOD, PROPERTY_PLAN, PROPERTY_VERSION, guess_period, passed_over};
pub use marked::{MARK, MARKED_LINE, Marked, Marking, PROPERTY_ENTRIES, PROPERTY_SOURCES, marks_heading};
pub use set::{ReturnSet, Standing as ReturnStanding, gather, replaced};

pub use self::found::receive;

pub(crate) use cells::Reading;

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
    TooNew(u32),
}

/// A workbook of ours that is no return, or none of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassedOver {
    /// A plan workbook.
    Plan,
    /// A consolidated workbook.
    Consolidated,
    /// A marked copy in which nothing has been filled in since it was made.
    MarkedCopy,
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
    pub actions: Option<Part<ActionRow>>,
    /// The Indicators sheet, where it was issued and is there.
    pub indicators: Option<Part<IndicatorRow>>,
    /// The Sign-off sheet.
    pub sign_off: SignOff,
    /// The kind of file.
    pub format: Format,
    /// What it says of itself, where it is a marked copy.
    pub marked: Option<Marked>,
}

/// One of the two tables of a return.
#[derive(Debug, Clone)]
pub struct Part<R> {
    /// The name of its sheet, as it is now.
    pub sheet: String,
    /// The row of its headings.
    pub header_row: u32,
    /// Where each issued column stands now, in the order of [`Issued::columns`]; `None` where it is gone.
    pub columns: Vec<Option<u16>>,
    /// Its issued rows that came back, top to bottom.
    pub rows: Vec<R>,
    /// Rows that the service added, top to bottom.
    pub added: Vec<AddedRow>,
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

/// One action as it came back.
#[derive(Debug, Clone)]
pub struct ActionRow {
    /// Its place among the issued actions.
    pub index: usize,
    /// Its Ref cell.
    pub at: CellRef,
    /// Its Deadline cell.
    pub deadline_at: Option<CellRef>,
    /// The rating.
    pub rating: Slot<RatingId>,
    /// The day it was completed.
    pub completed: Slot<DateGiven>,
    /// The revised deadline.
    pub revised: Slot<DateGiven>,
    /// The direction of travel, where it is asked for.
    pub direction: Slot<Direction>,
    /// The commentary.
    pub commentary: Slot<SharedText>,
    /// Entries of `Ask: …` columns, in the order of the further columns that ask.
    pub asks: Box<[Slot<SharedText>]>,
}

/// One indicator as it came back.
#[derive(Debug, Clone)]
pub struct IndicatorRow {
    /// Its place among the issued indicators.
    pub index: usize,
    /// Its Ref cell.
    pub at: CellRef,
    /// Its Target cell.
    pub target_at: Option<CellRef>,
    /// Last period's value, pre-filled and perhaps restated.
    pub last_value: Slot<ValueGiven>,
    /// This period's value or the reason for none.
    pub value: Slot<ValueGiven>,
    /// The rating, where it is given.
    pub rating: Slot<RatingId>,
    /// Why the rating differs from the band's.
    pub override_reason: Slot<SharedText>,
    /// The commentary.
    pub commentary: Slot<SharedText>,
    /// Entries of `Ask: …` columns, in the order of the further columns that ask.
    pub asks: Box<[Slot<SharedText>]>,
}

/// The Sign-off sheet.
#[derive(Debug, Clone)]
pub struct SignOff {
    /// The name of the sheet as it is now; `None` where it is gone.
    pub sheet: Option<String>,
    /// Who filled the return in.
    pub completed_by: Slot<SharedText>,
    /// That person's post.
    pub job_title: Slot<SharedText>,
    /// When.
    pub date: Slot<DateGiven>,
    /// Who approved it.
    pub approved_by: Slot<SharedText>,
}

impl Return {
    /// The period reported, where it is known.
    pub fn period(&self) -> Period {
        self.issued.stamp.period
    }

    /// The action rows that came back, with what was issued.
    pub fn action_rows(&self) -> impl Iterator<Item = (&ActionRow, &IssuedAction)> {
        let rows = self.actions.as_ref().map(|part| part.rows.as_slice()).unwrap_or_default();
        rows.iter().filter_map(|row| Some((row, self.issued.actions.get(row.index)?)))
    }

    /// The indicator rows that came back, with what was issued.
    pub fn indicator_rows(&self) -> impl Iterator<Item = (&IndicatorRow, &IssuedIndicator)> {
        let rows = self.indicators.as_ref().map(|part| part.rows.as_slice()).unwrap_or_default();
        rows.iter().filter_map(|row| Some((row, self.issued.indicators.get(row.index)?)))
    }

    /// The sheet's name as it is now, where the table of `kind` is there.
    pub fn sheet_name(&self, kind: Kind) -> Option<&str> {
        match kind {
            Kind::Actions => self.actions.as_ref().map(|part| part.sheet.as_str()),
            Kind::Indicators => self.indicators.as_ref().map(|part| part.sheet.as_str()),
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
        let all_read = !self.anomalies.iter().any(|anomaly| anomaly.leaves_unread().is_some());
        all_read
            && actions
            && indicators
            && self.action_rows().count().saturating_add(self.indicator_rows().count()) > 0
    }
}

impl ActionRow {
    /// Whether every entry cell is blank or as it was issued.
    pub fn is_untouched(&self, issued: &IssuedAction) -> bool {
        let carried = |field| match issued.printed(field) {
            Printed::Text(text) => text,
            Printed::Blank | Printed::Number(_) => SharedText::default(),
        };
        let as_issued = |typed: &str, field| typed.is_empty() || same(typed, &carried(field));
        let completed = issued.whole.as_ref().and_then(|whole| whole.completed);
        as_issued(&self.rating.typed, Field::Rating)
            && (self.completed.is_empty() || self.completed.given().map(|given| given.day) == completed)
            && as_issued(&self.revised.typed, Field::RevisedDeadline)
            && as_issued(&self.direction.typed, Field::DirectionOfTravel)
            && as_issued(&self.commentary.typed, Field::Commentary)
            && self.asks.iter().all(Slot::is_empty)
    }
}

impl IndicatorRow {
    fn is_untouched(&self, issued: &IssuedIndicator) -> bool {
        let last = match (&self.last_value.entry, &issued.last_value) {
            (Entry::Blank, _) => true,
            (Entry::Given(ValueGiven::Number(quantity)), crate::plan::Printed::Number(value)) => {
                quantity.value == *value
            }
            (Entry::Given(_) | Entry::Unreadable(_), crate::plan::Printed::Text(text)) => {
                self.last_value.typed == *text
            }
            (Entry::Given(_) | Entry::Unreadable(_), _) => false,
        };
        last && self.value.is_empty()
            && self.rating.is_empty()
            && self.override_reason.is_empty()
            && self.commentary.is_empty()
            && self.asks.iter().all(Slot::is_empty)
    }
}
