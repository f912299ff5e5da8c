//! Why a document was not written, or a template not taken, in an officer's words.
//!
//! What is wrong with a template is told before anything is written, and with the words that stand in it.

use crate::grid::{Kind, Limit, Refusal, sniff};

/// Why a document could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The bytes are no Word document.
    #[error("this is not a Word document (.docx or .dotx): it seems to be {seems}")]
    NotWord {
        /// What they seem to be.
        seems: String,
    },
    /// It is encrypted.
    #[error(
        "the document is protected by a password or encrypted by its sensitivity label; save a copy without (File, Info, Protect Document)"
    )]
    Encrypted,
    /// It may hold macros.
    #[error("the document is one with macros (.docm or .dotm); save it as a Word Document (.docx)")]
    Macros,
    /// It is written in the strict form of the format, or in one that Word does not write.
    #[error(
        "the document is written in a form that is not read here; open it in Word and save it as a Word Document (.docx), not as Strict Open XML"
    )]
    Form,
    /// Reading it would cost more than is allowed.
    #[error("the document is too large to read: {found} {limit}, where at most {allowed} are read")]
    TooLarge {
        /// Which limit was passed.
        limit: Limit,
        /// What was found.
        found: u64,
        /// The most that is read.
        allowed: u64,
    },
    /// Something in it is missing or garbled.
    #[error("the document is damaged: {what}; open it in Word, let Word repair it if it offers to, and save it")]
    Damaged {
        /// What.
        what: String,
    },
}

impl Unreadable {
    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }

    /// Why bytes that are no zip container cannot be read.
    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        match sniff(bytes) {
            Kind::Protected => Self::Encrypted,
            Kind::Faulty => Self::damaged("its list of parts cannot be read"),
            Kind::Workbook(format) => Self::NotWord { seems: format!("a workbook ({format})") },
            Kind::Other(seems) => Self::NotWord { seems: seems.to_string() },
        }
    }
}

impl From<Refusal> for Unreadable {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::PasswordProtected | Refusal::LabelEncrypted => Self::Encrypted,
            Refusal::TooLarge { limit, found, allowed, .. } => Self::TooLarge { limit, found, allowed },
            // The words of what reads workbooks.
            Refusal::Damaged { what } => Self::Damaged { what: what.replace("workbook", "document") },
            Refusal::NotAWorkbook { seems } => Self::NotWord { seems: seems.to_string() },
            Refusal::NotOpened { how } | Refusal::WorkerFailed { how } => Self::Damaged { what: how },
            Refusal::LegacyNotAllowed { format } => Self::NotWord { seems: format!("a workbook ({format})") },
        }
    }
}

/// Why a template is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateFault {
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// Words in braces that cannot be filled in as they stand.
    #[error("{}", in_turn(.wrong))]
    Placeholders {
        /// Each of them, in the order of the document.
        wrong: Vec<WrongPlaceholder>,
    },
    /// Nothing in it asks for any of the report.
    #[error(
        "nothing in the template says where the report is to be placed; write {{planroll}} in a paragraph of its own (planroll report-template writes a template in which all placeholders are explained)"
    )]
    NothingPlaced,
    /// Too much of it asks for the report.
    #[error("the template asks for parts of the report in {found} places, where at most {allowed} are filled")]
    TooMany {
        /// How many places.
        found: usize,
        /// The most that are filled.
        allowed: usize,
    },
}

/// A word in braces that cannot be filled in as it stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongPlaceholder {
    /// It is nearly one that there is.
    #[error("the template says {found}; there is {meant}")]
    Misspelt {
        /// What stands there, with its braces.
        found: String,
        /// The one or those that it comes near, with braces.
        meant: String,
    },
    /// More than it stands in its paragraph.
    #[error("{found} must be the only text of its paragraph")]
    NotAlone {
        /// What stands there, with its braces.
        found: String,
    },
    /// Paragraphs and tables cannot be placed where it stands.
    #[error(
        "{found} stands in {place}, where a part of the report cannot be placed; move it to a paragraph of its own"
    )]
    NoRoom {
        /// What stands there, with its braces.
        found: String,
        /// Where.
        place: &'static str,
    },
}

fn in_turn(wrong: &[WrongPlaceholder]) -> String {
    let all: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    all.join("; ")
}

/// Why a document could not be written. Nothing is saved where one of these comes up.
#[derive(Debug, thiserror::Error)]
pub enum WordError {
    /// The template cannot be read again.
    #[error("the report could not be put together, and nothing was saved: {0}")]
    Reading(#[from] Unreadable),
    /// The file could not be packed.
    #[error("the report could not be packed into a file, and nothing was saved; please report this")]
    Package(#[from] zip::result::ZipError),
    /// The file could not be packed, for want of memory.
    #[error("the report could not be packed into a file, and nothing was saved; please report this")]
    Packing(#[from] std::io::Error),
    /// A table has a row with another number of cells than it has columns, or none.
    #[error("the table `{table}` of the report could not be laid out, and nothing was saved; please report this")]
    Table {
        /// Its name.
        table: String,
    },
}
