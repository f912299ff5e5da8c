//! Why a command could not do its job, in an officer's words.
//!
//! What people typed into workbooks makes findings, never one of these. Each says what is in the way, what was found
//! and one thing to do.

use std::io;
use std::path::Path;

use crate::grid::Refusal;
use crate::previous::NotConsolidated;
use crate::workbook::WriteError;

use super::paths::{listed, reason, shown};
#[cfg(feature = "send")]
use super::send::SendError;

/// Why a command could not do its job.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A file or folder cannot be read.
    #[error("`{path}` cannot be read: {}", reason(.source))]
    Read {
        /// The path as given.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file cannot be written.
    #[error("`{path}` cannot be written: {}. Nothing was changed there", reason(.source))]
    Write {
        /// The path as given.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// What is to be read is neither a file nor a folder.
    #[error("`{path}` is neither a file nor a folder; give the workbook itself")]
    NotAFile {
        /// The path as given.
        path: String,
    },
    /// What is to be written is a folder.
    #[error("`{path}` is a folder; give the name of the file to write, such as `{path}/{example}`")]
    IsAFolder {
        /// The path as given.
        path: String,
        /// A file name that would do.
        example: &'static str,
    },
    /// What should be a folder to write to is a file.
    #[error("`{path}` is a file, so nothing was written; give a folder with `{option}`")]
    NotAFolder {
        /// The path as given.
        path: String,
        /// The option that names the folder.
        option: &'static str,
    },
    /// A folder for drafts holds those of another run.
    #[error(
        "`{folder}` holds drafts of another run ({}), so nothing was written; give another folder with `{option}`, or take them out", listed(.names)
    )]
    OtherDrafts {
        /// The folder as given.
        folder: String,
        /// The file names.
        names: Vec<String>,
        /// The option that names the folder.
        option: &'static str,
    },
    /// A folder for data files holds other data.
    #[error("`{path}` describes other data, so nothing was written; give another folder with `--data`")]
    OtherData {
        /// The path of the description.
        path: String,
    },
    /// There is nothing to check.
    #[error("no return was found in {}; a return is a workbook (.xlsx, .xlsm, .xlsb, .xls or .ods) that planroll issued", listed(.paths))]
    NothingToCheck {
        /// The paths as given.
        paths: Vec<String>,
    },
    /// The plan workbook is no workbook that can be read.
    #[error("the plan workbook `{path}` cannot be read: {why}. {}", plan_advice(.why))]
    PlanRefused {
        /// The path as given.
        path: String,
        /// Why.
        why: Refusal,
    },
    /// The plan workbook is too incomplete to go on.
    #[error(
        "the plan workbook `{path}` cannot be used as it is; put right what is listed above, or list it again with `planroll check --plan {path}`"
    )]
    PlanUnusable {
        /// The path as given.
        path: String,
    },
    /// An earlier consolidated workbook is no workbook that can be read.
    #[error(
        "the earlier workbook `{path}` cannot be read: {why}. Give the consolidated workbook of an earlier period, saved as .xlsx"
    )]
    PreviousRefused {
        /// The path as given.
        path: String,
        /// Why.
        why: Refusal,
    },
    /// An earlier consolidated workbook is none.
    #[error("`{path}` cannot be used as an earlier workbook: {why}. Give one that `planroll consolidate` wrote")]
    NotConsolidated {
        /// The path as given.
        path: String,
        /// Why.
        why: NotConsolidated,
    },
    /// An earlier consolidated workbook is not earlier.
    #[error("`{path}` is for {its}, which is not before {period}; give the consolidated workbook of an earlier period")]
    PreviousNotEarlier {
        /// The path as given.
        path: String,
        /// The period that it reports.
        its: String,
        /// The period that it should be before.
        period: String,
    },
    /// Two earlier consolidated workbooks are of one period.
    #[error("{} are both for {period}; give one workbook for each period", listed(.paths))]
    PreviousTwice {
        /// The period.
        period: String,
        /// The paths as given.
        paths: Vec<String>,
    },
    /// The file exists, and would be lost.
    #[error("{} {}, and nothing was written; give another name, or `--force` to replace {}", listed(.paths), if .paths.len() == 1 { "is there already" } else { "are there already, with other contents" }, if .paths.len() == 1 { "it" } else { "them" })]
    Exists {
        /// The paths as given.
        paths: Vec<String>,
    },
    /// The output is also an input.
    #[error(
        "`{path}` is one of the workbooks that are read, so nothing was written; give another name with `{option}`"
    )]
    OverInput {
        /// The path as given.
        path: String,
        /// The option that names the output.
        option: &'static str,
    },
    /// A file was saved while the run was reading it.
    #[error("`{path}` was changed while it was being read, so nothing was written; run the command again")]
    ChangedMeanwhile {
        /// The path as given.
        path: String,
    },
    /// The day given cannot be read.
    #[error("`{text}` is not a day; give it as 2025-06-30")]
    NotADay {
        /// What was given.
        text: String,
    },
    /// The period given cannot be read.
    #[error("`{text}` is not a period; give it as 2025-26 Q1, 2025-26 H1, 2025-26 M03 or 2025-26")]
    NotAPeriod {
        /// What was given.
        text: String,
    },
    /// The period given is none of the plan's.
    #[error("`{text}` is not a period of the plan workbook, which reports {reporting}; give it as {example}")]
    NotItsPeriod {
        /// What was given.
        text: String,
        /// How often the plan reports, in lower case.
        reporting: String,
        /// A period that would do.
        example: &'static str,
    },
    /// No delivery plan of that code.
    #[error("there is no delivery plan `{code}` in the plan workbook; its codes are {}", listed(.known))]
    NoSuchPlan {
        /// What was given.
        code: String,
        /// The codes that there are.
        known: Vec<String>,
    },
    /// Nothing can be issued.
    #[error("there is nothing to issue for {period}: no action and no indicator belongs to {}", listed(.codes))]
    NothingToIssue {
        /// The period.
        period: String,
        /// The delivery plans asked for.
        codes: Vec<String>,
    },
    /// No rule of that code or name.
    #[error("there is no rule `{name}`{}; `planroll rules` lists them all", suggestion(.nearest.as_ref()))]
    NoSuchRule {
        /// What was given.
        name: String,
        /// The rule that is nearest to it.
        nearest: Option<String>,
    },
    /// Drafts could not be sent.
    #[error(transparent)]
    #[cfg(feature = "send")]
    Send(#[from] SendError),
    /// A workbook could not be put together.
    #[error(transparent)]
    Workbook(#[from] WriteError),
    /// The figures could not be put into JSON.
    #[error("the JSON could not be put together; please report this")]
    Json(#[from] serde_json::Error),
    /// The findings could not be put into CSV.
    #[error("the CSV could not be put together; please report this")]
    Csv(#[from] csv::Error),
    /// The terminal or pipe does not take what is printed.
    #[error("the result could not be printed: {}", reason(.0))]
    Print(io::Error),
    /// The program cannot find itself, which it needs to read older formats.
    #[error("the program's own file cannot be found: {}", reason(.0))]
    Program(io::Error),
}

impl Error {
    /// Whether whoever was reading the output has stopped, as `head` does: that is no failure.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Print(source) if source.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Makes the error of a file that cannot be read.
pub(super) fn cannot_read(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = shown(path);
    move |source| Error::Read { path, source }
}

/// What to do about a plan workbook that cannot be read; it is the officer's own, and nobody is asked to send it.
fn plan_advice(why: &Refusal) -> &'static str {
    match why {
        Refusal::NotAWorkbook { .. } => {
            "Give the plan workbook itself, an Excel workbook (.xlsx) such as `planroll init` writes"
        }
        Refusal::PasswordProtected => {
            "Open it in Excel, remove the password under File, Info, Protect Workbook, Encrypt with Password, and save it"
        }
        Refusal::TooLarge { .. } => {
            "Copy its sheets, without what stands outside their tables, into a fresh workbook from `planroll init`"
        }
        Refusal::Damaged { .. } => {
            "Open it in Excel, let Excel repair it if it offers to, look through its sheets and save it again; or go back to an earlier copy"
        }
        Refusal::LegacyNotAllowed { .. } | Refusal::WorkerFailed { .. } => {
            "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and give that file"
        }
    }
}

fn suggestion(nearest: Option<&String>) -> String {
    nearest.map(|name| format!("; the nearest is `{name}`")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_closed_pipe_is_no_failure() {
        assert!(Error::Print(io::ErrorKind::BrokenPipe.into()).is_broken_pipe());
        assert!(!Error::Print(io::ErrorKind::StorageFull.into()).is_broken_pipe());
        let written = Error::Write { path: "out.xlsx".to_owned(), source: io::ErrorKind::BrokenPipe.into() };
        assert!(!written.is_broken_pipe());
    }

    #[test]
    fn a_missing_file_is_named_and_said_to_be_missing() {
        let error = cannot_read(Path::new("returns/housing.xlsx"))(io::ErrorKind::NotFound.into());
        assert_eq!(error.to_string(), "`returns/housing.xlsx` cannot be read: there is no such file or folder");
    }
}
