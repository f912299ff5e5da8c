//! What was found and counted, laid out for people and for programs: text, one line each, JSON, CSV, summary tables.
//!
//! Everything here takes findings and tallies and gives text. Nothing is worded beyond what a layout needs (rules
//! word findings), and nothing is printed, so that the same text can go to a terminal, a file or a test.

mod catalogue;
mod columns;
mod concise;
mod csv;
mod fold;
mod framed;
mod json;
mod outcome;
mod plain;
mod snippet;
mod status;
mod summary;
mod text;
mod told;
mod wrap;

use jiff::civil::Date;

use crate::quarter::{Checked, Totals};
use crate::returns::Received;
use crate::rules::Finding;

pub use self::csv::{as_typed, check_csv};
pub use catalogue::{catalogue_json, catalogue_table};
pub use concise::concise;
pub use json::{check_json, consolidate_json};
pub use outcome::{first_errors, reasons, the_rest};
pub use plain::plain;
pub use status::{StatusReport, status_csv, status_json, status_text};
pub use summary::summary;
pub use text::{heading, text, totals_line};
pub use told::told;
pub use wrap::wrapped;

/// How text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal or page.
    pub width: usize,
    /// Whether colour is used.
    pub colour: bool,
}

/// Files that were checked, to be reported.
#[derive(Debug)]
pub struct CheckReport<'a> {
    /// The as-of day, where one holds for all files.
    pub as_of: Option<Date>,
    /// The files, in the order in which they are listed.
    pub files: Vec<FileReport<'a>>,
}

/// One file that was checked, to be reported.
#[derive(Debug)]
pub struct FileReport<'a> {
    /// The path as given.
    pub path: &'a str,
    /// SHA-256 of its bytes in hexadecimal.
    pub sha256: &'a str,
    /// Code of its delivery plan; `None` where it could not be read, or is a plan workbook.
    pub plan: Option<&'a str>,
    /// Its period as printed; `None` where it could not be read.
    pub period: Option<String>,
    /// How many actions it has.
    pub actions: usize,
    /// How many indicators it has.
    pub indicators: usize,
    /// What is wrong with it, in order.
    pub findings: &'a [Finding],
}

impl<'a> FileReport<'a> {
    /// The report of a file that was handed in; `None` where it was passed over.
    pub fn of(checked: &'a Checked) -> Option<Self> {
        let bare = Self {
            path: &checked.source.path,
            sha256: &checked.source.sha256,
            plan: None,
            period: None,
            actions: 0,
            indicators: 0,
            findings: &checked.findings,
        };
        match &checked.received {
            Received::PassedOver(_) => None,
            Received::Refused(_) => Some(bare),
            Received::Read(received) => Some(Self {
                plan: Some(&received.identity.plan_code),
                period: Some(received.identity.period.clone()),
                actions: received.action_rows().count(),
                indicators: received.indicator_rows().count(),
                ..bare
            }),
        }
    }

    /// How many findings of each severity it has.
    pub fn totals(&self) -> Totals {
        Totals::of(self.findings)
    }
}

impl CheckReport<'_> {
    /// How many findings of each severity there are in all files.
    pub fn totals(&self) -> Totals {
        Totals::of(self.files.iter().flat_map(|file| file.findings))
    }
}

/// A count with its noun: `1 error`, `2 errors`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
