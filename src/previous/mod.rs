//! Earlier consolidated workbooks: what every row said in the periods before this one.
//!
//! [`read()`] takes one workbook's grid and reads its two data sheets by their headings, whatever was moved, sorted or
//! corrected by hand since; [`History`] puts several in the order of their periods and finds the earlier answers to a
//! row. Nothing is judged here: rules that look back ask, and so does whatever carries answers forward. What a workbook
//! no longer tells is kept with it, to be said.

mod against;
mod by_hand;
mod carry;
mod data_rows;
mod gap;
mod history;
#[cfg(test)]
mod kit;
mod read;
mod rows;
mod state;

pub(crate) use against::Mismatch;
pub(crate) use by_hand::{
    Agreement, Basis, Edit, EditedCell, Instead, Question, RowByHand, Ruled, kept_bases, of_action, of_indicator,
};
pub use by_hand::{ByHand, read as read_by_hand};
pub(crate) use gap::Gap;
pub(crate) use gap::{PROPERTY_CONSOLIDATED_COLUMNS, columns_written};
pub use history::History;
pub(crate) use history::Previous;
pub use read::read;
pub(crate) use read::{NotConsolidated, PROPERTY_CONSOLIDATED_PERIOD};
pub(crate) use read::{contents_of, is_provisional, period_of};
pub(crate) use rows::{EarlierAction, EarlierIndicator, EarlierRow, RowKey};
pub(crate) use state::EarlierState;
