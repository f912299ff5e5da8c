//! What was found and counted, laid out for people and for programs: text, one line each, JSON, CSV, summary tables.
//!
//! Everything here takes findings and tallies and gives text. Nothing is worded beyond what a layout needs (rules
//! word findings), and nothing is printed, so that the same text can go to a terminal, a file or a test.
//!
#![doc = include_str!("FORMATS.md")]

mod asks;
mod catalogue;
mod checked;
mod concise;
mod csv;
mod fold;
mod history;
mod json;
mod outcome;
mod plain;
mod status;
mod tables;
mod value;

#[cfg(feature = "mail")]
pub(crate) use self::csv::csv_for_excel;
pub use self::csv::{as_typed, check_csv};
pub use catalogue::catalogue_json;
pub use checked::{CheckReport, FileReport};
pub use concise::concise;
#[cfg(feature = "cli")]
pub(crate) use concise::{brief, paths};
pub use fold::{Folded, fold};
#[cfg(feature = "cli")]
pub(crate) use json::is_consolidate_json;
pub use json::{check_json, consolidate_json};
pub use outcome::{carried_over, reasons, state, the_rest, totals_in_words, verdict};
pub use plain::{counted, plain};
#[cfg(feature = "cli")]
pub(crate) use status::why_not_counted;
pub use status::{Signed, StatusLine, StatusReport, filled, status_csv, status_json};
pub use tables::{SummaryColumn, SummaryLine, SummaryTable, headline, summary_tables};
