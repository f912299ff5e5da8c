//! What was checked, as every report of it takes it.

use jiff::civil::Date;

use crate::collection::{Checked, NotLookedAt, Totals};
use crate::returns::Received;
use crate::rules::Finding;

/// Files that were checked, to be reported.
#[derive(Debug, Default)]
pub struct CheckReport<'a> {
    /// The as-of day, where one holds for all files.
    pub as_of: Option<Date>,
    /// The files, in the order in which they are listed.
    pub files: Vec<FileReport<'a>>,
    /// What was found across the returns, in order; empty where there was no plan workbook to hold them against.
    pub across: Vec<&'a Finding>,
    /// What lay among them and was not looked at.
    pub not_looked_at: Vec<NotLookedAt>,
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
        Totals::of(self.findings())
    }

    /// Every finding: of each file, then those across the returns.
    pub(crate) fn findings(&self) -> impl DoubleEndedIterator<Item = &Finding> {
        self.files.iter().flat_map(|file| file.findings).chain(self.across.iter().copied())
    }
}
