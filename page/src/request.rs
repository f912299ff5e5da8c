//! What the page asks for.

use serde::Deserialize;

/// A call.
#[derive(Debug, Deserialize)]
#[serde(tag = "call", rename_all = "kebab-case")]
pub(crate) enum Request {
    /// What this program is.
    About,
    /// Begins a job anew, and forgets the one before.
    Begin {
        /// The job.
        job: Job,
        /// The files that were given.
        files: Vec<Given>,
        /// What stands in the fields.
        options: Box<Options>,
        /// The files that were lost when the job was begun before.
        lost: Vec<Lost>,
    },
    /// Goes on, with the bytes of the file that was wanted.
    Step,
    /// Goes on without that file.
    Lost {
        /// Why it has no bytes.
        why: Why,
    },
    /// Makes one output, by its id; `all` for everything in one file.
    Save {
        /// Its id.
        output: String,
    },
}

/// A job of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Job {
    /// Checks returns, or the plan workbook alone.
    #[default]
    Check,
    /// Rolls the returns of a period up.
    Consolidate,
    /// Issues the returns of a plan.
    Issue,
    /// Gives a plan workbook to begin with.
    Start,
    /// Gives a template of the report to begin with.
    Template,
    /// Takes what members agreed into the plan workbook.
    Agree,
    /// Makes the plan workbook of the next year.
    NextYear,
    /// Makes a plan workbook of the tracker that a council keeps now.
    Adopt,
}

/// A file that was given.
#[derive(Debug, Deserialize)]
pub(crate) struct Given {
    /// Its name.
    pub name: String,
    /// Its path within the folder that was given; else empty.
    pub path: String,
    /// How many bytes it has.
    pub size: u64,
}

/// A file that was lost.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Lost {
    /// Its place among the files.
    pub file: usize,
    /// Why.
    pub why: Why,
}

/// Why a file has no bytes, or was not done with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Why {
    /// The program stopped on it.
    #[serde(rename = "stopped")]
    Stopped,
    /// It took longer than any file may.
    #[serde(rename = "too long")]
    TooLong,
    /// The browser could not read it.
    #[serde(rename = "not readable")]
    NotReadable,
}

/// What stands in the fields, as typed; a blank text is none.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box that can be ticked, or a button that was pressed")]
pub(crate) struct Options {
    /// The day where this computer stands.
    pub clock: String,
    /// The name of the plan workbook to take of several.
    pub plan: String,
    /// The period.
    pub period: String,
    /// The day as of which deadlines have passed.
    pub as_of: String,
    /// The day that counts as today.
    pub today: String,
    /// Whether of two different returns the newest counts.
    pub newest: bool,
    /// Whether drafts are made for the returns that are issued.
    pub mail: bool,
    /// The codes of the delivery plans to issue to; all of them where there is none.
    pub only: Vec<String>,
    /// The name of the return to issue again from.
    pub from: String,
    /// Whom drafts are to go to: `outstanding`, `due-soon`, `receipts`, or nobody.
    pub chase: String,
    /// Whether the data package is made.
    pub data: bool,
    /// Whom reports of their own are for, parted by line breaks or semicolons.
    pub report_for: String,
    /// Whether the workbook for members is made.
    pub members: bool,
    /// The scheme to start a plan of.
    pub scheme: String,
    /// The scheme to map the ratings of a tracker to; blank for the one that knows most of its words.
    pub adopt_scheme: String,
    /// Who agreed what is taken into the plan, and when.
    pub by: String,
}

/// A text of a field, where anything is typed.
pub(crate) fn typed(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}
