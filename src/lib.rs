//! planroll issues, checks and consolidates a council's quarterly delivery-plan returns.
//!
//! ```text
//! plan workbook ─ grid ─▶ plan::Plan ─▶ issue ─▶ return.xlsx ──(filled in)──▶ grid ─▶ returns::Return
//!                            │            ▲ layout: one description of every sheet, for writing and for reading ▲
//!                            └───────────────▶ rules ◀──────────────────────────────────────┘
//!                                                │ findings ─▶ policy (severity, waivers) ─▶ report, mark
//!                            quarter: files, rules and tally together ─▶ consolidate ─▶ consolidated.xlsx
//! ```
//!
//! Each room uses only those below it: `cli`, then [`mark`] and `mail`, then `issue`, `init`, `consolidate` and `report`, then [`quarter`], then
//! [`rules`] and [`tally`], then [`previous`], [`returns`], [`plan`], [`layout`], [`grid`] and [`domain`]; [`workbook`] is what writing
//! shares, `at_once` what counts and writes on several threads. A test reads the `use` lines. The library takes bytes and gives bytes and neither prints nor looks at a clock;
//! the `cli` feature adds files, threads, processes and the terminal.

#[cfg(feature = "cli")]
pub mod cli;
pub mod consolidate;
pub mod domain;
pub mod grid;
pub mod init;
pub mod issue;
pub mod layout;
#[cfg(feature = "mail")]
pub mod mail;
pub mod mark;
pub mod plan;
pub mod previous;
pub mod quarter;
pub mod report;
pub mod returns;
pub mod rules;
pub mod tally;
pub mod workbook;

mod at_once;
#[cfg(feature = "send")]
mod send;
#[cfg(feature = "cli")]
mod terminal;

// The files of `tests/support` name the crate as a test outside of it does.
#[cfg(test)]
extern crate self as planroll;
#[cfg(all(test, feature = "cli"))]
#[path = "../tests/live/mod.rs"]
mod live;
#[cfg(test)]
mod trial;
