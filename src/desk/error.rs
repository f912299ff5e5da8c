//! Why a job could not be done, in an officer's words.
//!
//! What people typed into returns makes findings, never one of these.

use crate::adopt::NotAdopted;
use crate::domain::{Calendar, Reporting};
use crate::grid::Refusal;
use crate::previous::NotConsolidated;
use crate::word::{TemplateFault, WordError};
use crate::workbook::WriteError;

/// Why a job could not be done. Paths are the names under which the bytes came.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each message says what its fields are")]
pub enum Error {
    /// The plan workbook is no workbook that can be read.
    #[error("the plan workbook `{path}` cannot be read: {why}. {}", plan_advice(.why))]
    PlanRefused { path: String, why: Refusal },
    /// Another workbook was given for the plan workbook.
    #[error(
        "`{path}` is {what}, not the plan workbook; give the one that the returns were issued from, such as plan.xlsx"
    )]
    NotThePlan { path: String, what: &'static str },
    /// The plan workbook is too incomplete to go on.
    #[error("the plan workbook `{path}` cannot be used as it is; put right what is listed above and try again")]
    PlanUnusable { path: String },
    /// The job needs a plan workbook, and there is none.
    #[error("there is no plan workbook; give the one that the returns were issued from")]
    NoPlan,
    /// The period asked for is none of the plan's.
    #[error("`{text}` is not a period of the plan workbook, which reports {}; give it as {}", .calendar.reporting.to_string().to_lowercase(), example(*.calendar))]
    NotItsPeriod { text: String, calendar: Calendar },
    /// An earlier consolidated workbook is no workbook that can be read.
    #[error(
        "the earlier workbook `{path}` cannot be read: {why}. Give the consolidated workbook of an earlier period, saved as .xlsx"
    )]
    EarlierRefused { path: String, why: Refusal },
    /// An earlier consolidated workbook is none.
    #[error("`{path}` cannot be used as an earlier workbook: {why}. Give one that planroll consolidate wrote")]
    NotConsolidated { path: String, why: NotConsolidated },
    /// An earlier consolidated workbook is not earlier.
    #[error("`{path}` is for {its}, which is not before {period}; give the consolidated workbook of an earlier period")]
    NotEarlier { path: String, its: String, period: String },
    /// Two earlier consolidated workbooks are of one period.
    #[error("`{}` are both for {period}; give one workbook for each period", .paths.join("`, `"))]
    EarlierTwice { period: String, paths: [String; 2] },
    /// Another file was given for the consolidated workbook of the period.
    #[error(
        "`{path}` is {what}, not the consolidated workbook of this plan and period; its corrections cannot be carried"
    )]
    NotItsWorkbook { path: String, what: String },
    /// A consolidated workbook is no workbook that can be read.
    #[error(
        "the consolidated workbook `{path}` cannot be read: {why}. Give the one that planroll consolidate wrote, saved as .xlsx"
    )]
    ConsolidatedRefused { path: String, why: Refusal },
    /// What members agreed cannot be taken from a workbook.
    #[error("`{path}` cannot be used, so nothing was taken over: {why}")]
    NotAgreed { path: String, why: String },
    /// No plan workbook was made of a tracker.
    #[error(transparent)]
    NotAdopted(#[from] NotAdopted),
    /// The plan of the next year cannot be made.
    #[error("the plan of the next year was not made: {why}")]
    NotNextYear { why: String },
    /// The plan workbook cannot be copied with anything changed in it.
    #[error(
        "the plan workbook `{path}` cannot be written anew: {why}. Open it in Excel, choose Save As, Excel Workbook (.xlsx), and give that file"
    )]
    NotWritable { path: String, why: String },
    /// A template of the report is none, or asks for what there is not.
    #[error("the report template `{path}` cannot be used, so nothing was written: {why}")]
    NotATemplate { path: String, why: TemplateFault },
    /// A template asks for an appendix that there is not.
    #[error("the report template asks for {{appendix {code}}}, and there is no such appendix; there are {}", listed(.codes))]
    NoSuchAppendix { code: String, codes: Vec<String> },
    /// The report could not be put together.
    #[error(transparent)]
    Report(#[from] WordError),
    /// Nobody has the name that a report of its own is asked for.
    #[error("nothing is called `{name}`, so nothing was written; there are {}", listed(.there))]
    NoSuchExtract { name: String, there: Vec<String> },
    /// Several have it.
    #[error("`{name}` is the name of several, so nothing was written; say {}", .or.join(" or "))]
    ExtractOfTwoKinds { name: String, or: Vec<String> },
    /// The day given cannot be read.
    #[error("`{text}` is not a day; give it as 2025-06-30 or 30 June 2025")]
    NotADay { text: String },
    /// The day given could be one of any year.
    #[error("`{text}` has no year; give it as {example}, if that is the year")]
    NoYear { text: String, example: String },
    /// The period given cannot be read.
    #[error("`{text}` is not a period; give it as 2025-26 Q1, 2025-26 T1, 2025-26 H1, 2025-26 M03 or 2025-26")]
    NotAPeriod { text: String },
    /// No delivery plan of that code.
    #[error("there is no delivery plan `{code}` in the plan workbook; its codes are {}", listed(.known))]
    NoSuchPlan { code: String, known: Vec<String> },
    /// Nothing can be issued.
    #[error("there is nothing to issue for {period}: no action and no indicator belongs to {}", listed(.codes))]
    NothingToIssue { period: String, codes: Vec<String> },
    /// A return that cannot be issued again.
    #[error("`{path}` cannot be issued again: {why}. Give the return of `{code}` for {period}")]
    NotThatReturn { path: String, why: String, code: String, period: String },
    /// A workbook could not be put together.
    #[error(transparent)]
    Workbook(#[from] WriteError),
}

impl Error {
    /// Whether a document was given for a template that asks for nothing of the report, as any letter.
    pub const fn is_no_template(&self) -> bool {
        matches!(self, Self::NotATemplate { why: TemplateFault::NothingPlaced, .. })
    }
}

/// What to do about a plan workbook that cannot be read; it is the officer's own, and nobody is asked to send it.
fn plan_advice(why: &Refusal) -> &'static str {
    match why {
        Refusal::NotOpened { .. } => "See that it is an ordinary file that you may open",
        Refusal::NotAWorkbook { .. } => {
            "Give the plan workbook itself, an Excel workbook (.xlsx) such as planroll init writes"
        }
        Refusal::PasswordProtected => {
            "Open it in Excel, remove the password under File, Info, Protect Workbook, Encrypt with Password, and save it"
        }
        Refusal::LabelEncrypted => {
            "Open it in Excel, choose a sensitivity label without encryption (Home, Sensitivity), and save it"
        }
        Refusal::TooLarge { .. } => {
            "Copy its sheets, without what stands outside their tables, into a fresh workbook from planroll init"
        }
        Refusal::Damaged { .. } => {
            "Open it in Excel, let Excel repair it if it offers to, look through its sheets and save it again; or go back to an earlier copy"
        }
        Refusal::LegacyNotAllowed { .. } | Refusal::WorkerFailed { .. } => {
            "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and give that file"
        }
    }
}

/// A period as it is typed.
fn example(calendar: Calendar) -> String {
    let year = if calendar.year_starts == 1 { "2025" } else { "2025-26" };
    match calendar.reporting {
        Reporting::Quarterly => format!("{year} Q1"),
        Reporting::FourMonthly => format!("{year} T1"),
        Reporting::HalfYearly => format!("{year} H1"),
        Reporting::Monthly => format!("{year} M03"),
        Reporting::Annual => year.to_owned(),
    }
}

/// The first dozen of a list, each as it was given.
pub(crate) fn listed(items: &[String]) -> String {
    const MOST: usize = 12;
    let mut text = items.iter().take(MOST).map(|item| format!("`{item}`")).collect::<Vec<_>>().join(", ");
    if items.len() > MOST {
        text.push_str(" and others");
    }
    text
}
