//! What was found and counted, laid out for a terminal: findings with their rows, tables, lines no wider than the screen.
//!
//! Findings, tallies and statuses come in and text goes out; nothing is printed here.

mod catalogue;
mod columns;
mod framed;
mod look;
mod outcome;
mod snippet;
mod status;
mod summary;
mod text;
mod wrap;

pub(crate) use catalogue::catalogue_table;
pub(crate) use columns::{aligned, columns, cut, left_of};
pub(crate) use look::Look;
pub(crate) use outcome::first_errors;
pub(crate) use status::status_text;
pub(crate) use summary::summary;
pub(crate) use text::{text, worst_rule};
pub(crate) use wrap::{with_commands, wrapped};
