//! Returns as they come back: rows matched by reference, every entry read with its cell.
//!
//! `receive` takes a workbook as located cells and gives a [`Return`]: what was issued, what was entered, and
//! every way in which the sheets differ from what went out ([`Anomaly`]). Whether something is a fault, and how it is
//! worded, is for the rules.

mod anomaly;
mod answer;
mod as_issued;
mod bare;
mod beside;
mod cells;
mod columns;
mod digest;
mod entries;
mod entry;
mod found;
mod identity;
mod marked;
mod merged;
mod open;
mod parts;
mod received;
mod rows;
mod second_table;
mod set;
mod sheets;
mod stray;

pub(crate) use anomaly::Anomaly;
pub(crate) use answer::Answer;
pub(crate) use beside::{NOTE_AUTHOR, note_mark};
pub use digest::entries_sha256;
pub(crate) use entries::{ActionEntries, EntryCell, IndicatorEntries, SignOffEntries};
pub(crate) use entry::{DateDoubt, DateGiven, Entry, Quantity, Reason, Slot, Unreadable, ValueGiven};
pub(crate) use found::receive;
pub(crate) use identity::Identity;
pub use identity::PassedOver;
pub(crate) use identity::{PROPERTY_PERIOD, PROPERTY_PLAN, PROPERTY_VERSION, guess_period, passed_over};
pub(crate) use marked::{MARK, MARKED_LINE, PROPERTY_ENTRIES, PROPERTY_SOURCES, marks_heading};
pub(crate) use marked::{Marked, Marking};
pub(crate) use open::open;
pub(crate) use parts::{answered_differently, divide};
pub(crate) use received::{ActionRow, AddedRow, EntryTable, IndicatorRow, Refused, Rejection, Row, SignOff};
pub use received::{Received, Return, Source};
pub(crate) use set::gather;
pub(crate) use set::{Receipt, ReturnSet, replaced};

pub(crate) use cells::{Entered, Found, Reading};
pub(crate) use entries::{AnySlot, Entries};
