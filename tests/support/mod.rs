//! Cases written as Markdown tables, made into the files that people send.
//!
//! The documented examples of each rule and the corpus of faults are such tables. A case is no shortcut: its plan is
//! typed into a starter workbook, each return is really issued, read, filled in and saved again, and planroll is given
//! the bytes. The tests at the foot of the library's own files use this too, under the same name of the crate.

mod case;
mod change;
mod corpus;
mod findings;
mod markdown;
mod plan;
mod previous;
mod returns;
mod sheets;
mod xlsx;

pub(crate) use case::{Case, cases};
pub(crate) use corpus::{CorpusCase, corpus, documented};
pub(crate) use findings::{Given, findings, listed};
pub(crate) use markdown::Table;
pub(crate) use plan::{plan_of, plan_since, plan_workbook_since};
pub(crate) use previous::{consolidated_workbook, history, previous_workbooks};
pub(crate) use returns::{filled, issued_of, returns_of};
pub(crate) use xlsx::{opened, saved};
