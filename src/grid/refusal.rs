//! Why a file cannot be read, in an officer's words.
//!
//! Each refusal carries what was found, so that a finding can say it, and one thing to do about it. Nothing here is about
//! what people typed: a workbook that can be read is never refused for its contents.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Format;

/// What a limit is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limit {
    /// Bytes of the file on disk.
    FileBytes,
    /// Bytes of everything packed into the file.
    Unpacked,
    /// Bytes of the largest single part.
    Part,
    /// Cells with a value or formula.
    Cells,
    /// Parts packed into the file.
    Entries,
    /// How many times its packed size a part unpacks to.
    Ratio,
    /// Merged cells in one sheet.
    Merges,
    /// Length of one cell's text in UTF-16 units, as Excel counts.
    Text,
    /// Bytes of text in all cells, a text that many cells share counted for each.
    AllText,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FileBytes => "bytes in the file",
            Self::Unpacked => "bytes once unpacked",
            Self::Part => "bytes in one of its parts",
            Self::Cells => "filled cells",
            Self::Entries => "parts",
            Self::Ratio => "times the packed size of one of its parts",
            Self::Merges => "merged cells in one sheet",
            Self::Text => "characters in one cell",
            Self::AllText => "bytes of text in its cells",
        })
    }
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// It could not be opened, so nothing is known of its bytes.
    #[error("it cannot be opened: {how}")]
    NotOpened {
        /// What is in the way.
        how: String,
    },
    /// The bytes are no workbook.
    #[error("this is not an Excel workbook: it seems to be {seems}")]
    NotAWorkbook {
        /// What they seem to be.
        seems: Seems,
    },
    /// The file is encrypted.
    #[error("the workbook is protected by a password, so it cannot be opened")]
    PasswordProtected,
    /// The file is encrypted by its sensitivity label.
    #[error("the workbook is encrypted by its sensitivity label, so it cannot be opened here")]
    LabelEncrypted,
    /// Reading it would cost more than is allowed.
    #[error("the workbook is too large to read: {found} {limit}{}, where at most {allowed} are read", at(.place.as_ref()))]
    TooLarge {
        /// Which limit was passed.
        limit: Limit,
        /// What was found; where counting stopped at the limit, the first figure past it.
        found: u64,
        /// The most that is read.
        allowed: u64,
        /// Where, if it is in one place: a sheet, or a sheet and cell.
        place: Option<String>,
    },
    /// It is a workbook whose contents contradict each other or are incomplete.
    #[error("the workbook is damaged: {what}")]
    Damaged {
        /// What is wrong with it.
        what: String,
    },
    /// An older format where only .xlsx and .xlsm are taken.
    #[error("the workbook is in the {format} format, which is not read here")]
    LegacyNotAllowed {
        /// Its format.
        format: Format,
    },
    /// The separate process that reads older formats did not give an answer.
    #[error("the workbook could not be read: {how}")]
    WorkerFailed {
        /// How it ended.
        how: String,
    },
}

impl Refusal {
    /// The one thing to do about it, as a sentence.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NotOpened { .. } => {
                "See that it is an ordinary file that you may open, under a short path, and run the command again."
            }
            Self::NotAWorkbook { .. } => "Send the return as an Excel workbook (.xlsx).",
            Self::PasswordProtected => {
                "Open it in Excel, remove the password under File, Info, Protect Workbook, Encrypt with Password, and save it."
            }
            Self::LabelEncrypted => {
                "Open it in Excel, choose a sensitivity label without encryption (Home, Sensitivity), and save it; it has no password."
            }
            Self::TooLarge { .. } => "Copy the entries into a fresh copy of the return and send that.",
            Self::Damaged { .. } => {
                "Open it in Excel, let Excel repair it if it offers to, check the entries and save it again."
            }
            Self::LegacyNotAllowed { .. } | Self::WorkerFailed { .. } => {
                "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and send that."
            }
        }
    }

    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}

fn at(place: Option<&String>) -> String {
    place.map(|place| format!(" ({place})")).unwrap_or_default()
}

/// What a file that is no workbook seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seems {
    /// No bytes, or nothing but zeros: often a cloud folder's placeholder.
    Empty,
    /// Text in columns.
    Csv,
    /// Other text.
    Text,
    /// A PDF document.
    Pdf,
    /// A Word document, of either kind, or rich text.
    Word,
    /// A presentation.
    PowerPoint,
    /// A web page, which some systems export with an Excel name.
    Html,
    /// Excel's XML format of 2003.
    XmlSpreadsheet,
    /// An open document spreadsheet as one XML text.
    FlatOpenDocument,
    /// An Excel file from before 1997.
    OldExcel,
    /// An Apple Numbers file.
    Numbers,
    /// An e-mail message.
    Email,
    /// Some other zip archive.
    Zip,
    /// A zip archive, so perhaps a workbook, whose end is missing.
    Truncated,
    /// A picture.
    Image,
    /// None of these.
    Unknown,
}

impl fmt::Display for Seems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "an empty file",
            Self::Csv => "a CSV or other text file in columns",
            Self::Text => "a plain text file",
            Self::Pdf => "a PDF document",
            Self::Word => "a Word document",
            Self::PowerPoint => "a PowerPoint presentation",
            Self::Html => "a web page saved under a workbook's name",
            Self::XmlSpreadsheet => "an XML spreadsheet of 2003",
            Self::FlatOpenDocument => "an OpenDocument file in one piece (.fods)",
            Self::OldExcel => "a workbook from Excel 95 or before",
            Self::Numbers => "an Apple Numbers file",
            Self::Email => "an e-mail message",
            Self::Zip => "a zip archive",
            Self::Truncated => "the first part of a workbook, cut short on its way",
            Self::Image => "a picture",
            Self::Unknown => "something unknown",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_reads_as_a_sentence_and_names_the_place() {
        let refusal = Refusal::TooLarge {
            limit: Limit::Text,
            found: 40_000,
            allowed: 32_767,
            place: Some("sheet Actions, cell H14".to_owned()),
        };
        assert_eq!(
            refusal.to_string(),
            "the workbook is too large to read: 40000 characters in one cell (sheet Actions, cell H14), where at most 32767 are read"
        );
        assert!(refusal.advice().ends_with('.'));
    }
}
