//! The index of a folder of drafts: who gets which workbook, for mail merge and for sending.
//!
//! One row for each workbook that a draft carries or names, under headings that other people's scripts may rely on. Sending
//! reads it again: a draft goes only to whom the index names, with only the workbooks that it names.

use crate::report::{as_typed, csv_for_excel};

/// The file of the index, in the folder of the drafts.
pub const INDEX: &str = "index.csv";

/// The headings, in order.
pub(crate) const HEADINGS: [&str; 12] = [
    "draft",
    "message",
    "recipient",
    "cc",
    "lead officer",
    "plan",
    "delivery plan",
    "period",
    "return by",
    "subject",
    "file",
    "sha256",
];
/// What stands between several addresses.
const BETWEEN: &str = "; ";

/// One workbook that a draft carries or names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexRow {
    /// File name of the draft, in the folder of the index.
    pub draft: String,
    /// Which message it is: issue, reminder or errors.
    pub message: String,
    /// The addresses that it goes to.
    pub to: Vec<String>,
    /// The addresses that get a copy.
    pub cc: Vec<String>,
    /// Who fills the return in.
    pub lead_officer: String,
    /// Code of the delivery plan.
    pub plan_code: String,
    /// The delivery plan as printed.
    pub plan_name: String,
    /// The period reported, as printed.
    pub period: String,
    /// The day by which the return is due, as 18 July 2025; empty where none is given.
    pub return_by: String,
    /// The subject of the draft.
    pub subject: String,
    /// File name of the workbook: as it is attached, else as it lies in the folder for returns.
    pub file: String,
    /// SHA-256 of the workbook, in lower-case hexadecimal; empty where none is attached.
    pub sha256: String,
}

/// Whether the beginning of a file is that of an index as it was written.
#[cfg(feature = "cli")]
pub(crate) fn is_index(beginning: &[u8]) -> bool {
    String::from_utf8_lossy(beginning).trim_start_matches('\u{FEFF}').starts_with(&HEADINGS.join(","))
}

/// The index as CSV, ready to open in Excel: UTF-8 with a byte order mark.
///
/// # Errors
/// Only where a row cannot be put into memory.
pub fn write_index(rows: &[IndexRow]) -> Result<String, csv::Error> {
    let cells = |row: &IndexRow| {
        let (to, cc) = (row.to.join(BETWEEN), row.cc.join(BETWEEN));
        [
            &row.draft,
            &row.message,
            &to,
            &cc,
            &row.lead_officer,
            &row.plan_code,
            &row.plan_name,
            &row.period,
            &row.return_by,
            &row.subject,
            &row.file,
            &row.sha256,
        ]
        .map(|cell| as_typed(cell))
    };
    csv_for_excel(&HEADINGS, rows.iter().map(cells))
}
