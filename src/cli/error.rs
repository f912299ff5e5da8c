//! Why a command could not do its job, in an officer's words.
//!
//! What people typed into workbooks makes findings, never one of these. Each says what is in the way, what was found
//! and one thing to do.

use std::io;
use std::path::Path;

use crate::desk::{self, listed};
use crate::workbook::WriteError;

use super::paths::{reason, shown};
#[cfg(feature = "send")]
use super::send::error::SendError;

/// Why a command could not do its job.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A file or folder cannot be read.
    #[error("`{path}` cannot be read: {}", reason(.source))]
    Read { path: String, source: io::Error },
    /// A file cannot be written.
    #[error("`{path}` cannot be written: {}. Nothing was changed there", reason(.source))]
    Write { path: String, source: io::Error },
    /// What is to be written is a folder.
    #[error("`{path}` is a folder; give the name of the file to write, such as `{path}/{example}`")]
    IsAFolder { path: String, example: &'static str },
    /// The plan workbook that was given is a folder.
    #[error("`{path}` is a folder; give the plan workbook itself, such as plan.xlsx")]
    PlanIsAFolder { path: String },
    /// The plan workbook and the returns were given the wrong way round.
    #[error("`{path}` is {what}, not the plan workbook, which is to be given first: `{command}`")]
    WrongWayRound { path: String, what: &'static str, command: String },
    /// The only workbook to check is the plan workbook.
    #[error("`{path}` is a plan workbook, not a return. To check it: `{command}`")]
    PlanToCheck { path: String, command: String },
    /// What should be a folder to write to is a file.
    #[error("`{path}` is a file, so nothing was written; give a folder with `{option}`")]
    NotAFolder { path: String, option: &'static str },
    /// A folder for drafts holds those of another run.
    #[error(
        "`{folder}` holds drafts of another run ({}), so nothing was written; give another folder with `{option}`, or take them out", listed(.names)
    )]
    OtherDrafts { folder: String, names: Vec<String>, option: &'static str },
    /// A folder for data files holds other data.
    #[error("`{path}` describes other data, so nothing was written; give another folder with `--data`")]
    OtherData { path: String },
    /// There is nothing to check.
    #[error("no return was found in {}; a return is a workbook (.xlsx, .xlsm, .xltx, .xltm, .xlsb, .xls or .ods) that planroll issued", listed(.paths))]
    NothingToCheck { paths: Vec<String> },
    /// The file exists, and would be lost.
    #[error("{} {}, and nothing was written; give another name, or `--force` to replace {}", listed(.paths), if .paths.len() == 1 { "is there already" } else { "are there already, with other contents" }, if .paths.len() == 1 { "it" } else { "them" })]
    Exists { paths: Vec<String> },
    /// The name of the file to write ends otherwise than such a file does.
    #[error(
        "`{path}` was not written, for its name has to end in .{ending}, as the plan workbook's does; give such a name with `-o`"
    )]
    OtherEnding { path: String, ending: String },
    /// What is there is not planroll's own.
    #[error(
        "`{path}` is there already and is {what}, so nothing was written; give another name with `{option}`, or `--force` to replace it"
    )]
    NotOurs { path: String, what: String, option: &'static str },
    /// What is there may only be read.
    #[error(
        "`{path}` is there already and may only be read, so nothing was written; give another name, or `--force` to replace it"
    )]
    ReadOnly { path: String },
    /// A folder was given for a file of the tracker.
    #[error("`{path}` is a folder; give the files of the tracker themselves, such as `{path}/tracker.xlsx`")]
    TrackerIsAFolder { path: String },
    /// Two files of the tracker have the same name.
    #[error(
        "two of the files are called `{name}`, so nothing was written; the sheet Adopted could not tell them apart: rename one"
    )]
    TwoTrackers { name: String },
    /// What is there is no plan workbook that adopt wrote.
    #[error(
        "`{path}` is there already and is no plan workbook that planroll adopt wrote, so nothing was written; give another name with `-o`"
    )]
    NotAdopts { path: String },
    /// Rows of the plan workbook were changed by hand.
    #[error(
        "`{path}` was not written: {what}. Take over by hand what you need of it and give another name with `-o`, or `--force` to have these rows made anew from the tracker"
    )]
    ChangedByHand { path: String, what: String },
    /// Several returns are to be issued again from one.
    #[error(
        "`--from` issues one return again, so nothing was written; give the code of its delivery plan with `--only`"
    )]
    OneReturnAgain,
    /// The output is also an input.
    #[error(
        "`{path}` is one of the workbooks that are read, so nothing was written; give another name with `{option}`"
    )]
    OverInput { path: String, option: &'static str },
    /// A file was saved while the run was reading it.
    #[error("`{path}` was changed while it was being read, so nothing was written; run the command again")]
    ChangedMeanwhile { path: String },
    /// No rule of that code or name.
    #[error("there is no rule `{name}`{}; they are all listed by `planroll rules`", suggestion(.nearest.as_ref()))]
    NoSuchRule { name: String, nearest: Option<String> },
    /// The job itself could not be done.
    #[error(transparent)]
    Desk(#[from] desk::Error),
    /// Drafts could not be sent.
    #[error(transparent)]
    #[cfg(feature = "send")]
    Send(#[from] SendError),
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

impl From<WriteError> for Error {
    fn from(error: WriteError) -> Self {
        Self::Desk(error.into())
    }
}

impl Error {
    /// Whether whoever was reading the output has stopped, as `head` does: that is no failure.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        // Windows has a number for it that Rust has no kind for.
        const NOT_CONNECTED: i32 = 233;
        let went = |source: &io::Error| {
            source.kind() == io::ErrorKind::BrokenPipe
                || (cfg!(windows) && source.raw_os_error() == Some(NOT_CONNECTED))
        };
        matches!(self, Self::Print(source) if went(source))
    }
}

/// Makes the error of a file that cannot be read.
pub(super) fn cannot_read(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = shown(path);
    move |source| Error::Read { path, source }
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
