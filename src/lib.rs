//! planroll issues, checks and consolidates a council's quarterly delivery-plan returns.
//!
//! ```text
//! plan workbook ─ grid ─▶ plan::Plan ─▶ issue ─▶ return.xlsx ──(filled in)──▶ grid ─▶ returns::Return
//!                            │            ▲ layout: one description of every sheet, for writing and for reading ▲
//!                            └───────────────▶ rules ◀──────────────────────────────────────┘
//!                                                │ findings ─▶ policy (severity, waivers) ─▶ report, mark
//!                            collection: files, rules and tally together ─▶ consolidate ─▶ consolidated.xlsx
//! ```
//!
//! Bytes come in under names, and bytes and texts go out: the library does not print and knows no day. Its jobs are done
//! at a [`desk`]; what is wrong with a return is reported by [`report`]:
//!
//! ```
//! use planroll::desk::{Desk, PlanWorkbook};
//! use planroll::grid::Legacy;
//! use planroll::report::check_json;
//!
//! let plan = std::fs::read("examples/west-norfolk/plan.xlsx")?;
//! let received = std::fs::read("examples/west-norfolk/returns/growth-2025-26-q1.xlsx")?;
//!
//! let desk = Desk::new(PlanWorkbook::read("plan.xlsx", &plan, None, Legacy::Refuse)?, None)?;
//! let checked = [desk.check("growth.xlsx", &received, Legacy::Refuse)];
//! let json = check_json(&desk.report(&checked, &[]))?;
//! assert!(json.contains(r#""path": "growth.xlsx""#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Without features there are rules, workbooks, JSON, CSV and marked copies; `mail` adds drafts, `cli` the program with its
//! files, threads, processes and terminal (and `mail`), `send` sending over SMTP (and `cli`).
//!
//! Each room uses only those below it, and a test reads the `use` lines: `cli`, then [`desk`], `terminal` and `send`, then
//! `mark`, `turn`, `adopt` and `mail`, then `issue`, `init`, [`consolidate`] and [`report`], then `collection`, then [`rules`] and
//! `tally`, then `previous`, `returns`, `plan`, `layout`, [`grid`] and `domain`; `workbook` is what writing
//! shares, and `word`, above it, writes documents.

pub(crate) mod adopt;
#[cfg(feature = "cli")]
pub mod cli;
pub(crate) mod collection;
pub mod consolidate;
pub mod desk;
pub(crate) mod domain;
pub mod grid;
pub(crate) mod init;
pub(crate) mod issue;
pub(crate) mod layout;
#[cfg(feature = "mail")]
pub mod mail;
pub(crate) mod mark;
pub(crate) mod plan;
pub(crate) mod previous;
pub mod report;
pub(crate) mod returns;
pub mod rules;
pub(crate) mod tally;
pub(crate) mod turn;
pub(crate) mod word;
pub(crate) mod workbook;

mod at_once;
#[cfg(feature = "send")]
mod send;
#[cfg(feature = "cli")]
mod terminal;

/// What the project's own tests and benches reach beside the facade; no promise to anybody else.
#[doc(hidden)]
pub mod internals {
    pub mod collection {
        pub use crate::collection::{Checked, Collection, Options};
    }
    pub mod domain {
        pub use crate::domain::{
            Bound, Calendar, Colour, Deadline, Level, Measure, Period, Reporting, Severity, Span, dates_in_words,
            heading_key, key, mentions, print_day, read_date, read_number, read_range,
        };
    }
    pub mod init {
        pub use crate::init::{Preset, starter};
    }
    pub mod issue {
        pub use crate::issue::issue;
    }
    pub mod layout {
        pub use crate::layout::{CONSOLIDATED, CellKind, PLAN, RETURN, SheetId, SheetLayout};
    }
    pub mod plan {
        pub use crate::plan::{Issued, Plan, PlanAsRead, PolicyTable, RuleLevel, read};
    }
    pub mod previous {
        pub use crate::previous::{ByHand, History, read, read_by_hand};
    }
    pub mod returns {
        pub use crate::returns::{Received, Return, Source, entries_sha256};
    }
    pub mod word {
        pub use crate::word::{
            Align, Block, Cell, Chart, ChartKind, Column, Document, Filling, Level, Pages, Part, Row, Run, Series,
            Table, TableText, Template, TemplateFault, Unreadable, WordError, Words, Written, WrongPlaceholder,
            starter_template, tables, write,
        };
    }
}

// The files of `tests/support` name the crate as a test outside of it does.
#[cfg(test)]
extern crate self as planroll;
#[cfg(test)]
#[cfg(feature = "cli")]
#[path = "../tests/live/mod.rs"]
mod live;
#[cfg(test)]
mod trial;
