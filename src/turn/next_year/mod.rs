//! The plan of the next year: what is finished ends, what is not goes on with its deadline, the outturn becomes last year's,
//! and the periods of the year become history.
//!
//! Nothing is decided here. A deadline that services asked for and members have not agreed is none; targets stay and are
//! listed; and what names a quarter or month without its year is given its year, or it would move by one with the plan.

mod actions;
mod history;
mod indicators;
mod milestones;
mod record;
mod settings;
mod words;

use crate::domain::Period;
use crate::grid::Workbook;
use crate::plan::{self, Plan};
use crate::previous::{self, History, NotConsolidated, Previous, is_provisional};
use crate::returns::Source;

use super::plan_copy::{NotCopied, PlanCopy};
use super::same_plan::{NotOfThePlan, period_in};

pub use record::Carried;
use record::Record;

/// The plan of the next year.
#[derive(Debug)]
pub struct NextYear {
    /// The bytes of the new plan workbook.
    pub bytes: Vec<u8>,
    /// The last period of the year that is over.
    pub from: Period,
    /// The first of the next.
    pub to: Period,
    /// What was done and what is to be decided, in the order of the sheets.
    pub lines: Vec<Carried>,
    /// How many actions ended, and how many go on.
    pub actions: [usize; 2],
    /// The name on the tab of the sheet that lists all this.
    pub sheet: String,
    /// What else is to be known of the new workbook, a sentence each.
    pub notes: Vec<String>,
}

/// Why there is no plan of the next year.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotTurned {
    /// A consolidated workbook is not taken.
    #[error("`{path}` cannot be used: {why}")]
    NotTaken {
        /// Its name.
        path: String,
        /// Why.
        why: NotOfThePlan,
    },
    /// The same for what it says.
    #[error("`{path}` cannot be used: {why}. Give one that planroll consolidate wrote")]
    NotRead {
        /// Its name.
        path: String,
        /// Why.
        why: NotConsolidated,
    },
    /// Two are of one period.
    #[error("`{}` are both for {period}; give one workbook for each period", .paths.join("`, `"))]
    Twice {
        /// The period.
        period: Period,
        /// Their names.
        paths: [String; 2],
    },
    /// None is given.
    #[error("no consolidated workbook was given; give that of the year's last period")]
    None,
    /// The newest is not of the last period of its year.
    #[error(
        "`{path}` is for {its}, which is not the last period of its year; give the consolidated workbook for {wanted}"
    )]
    NotTheLast {
        /// Its name.
        path: String,
        /// Its period.
        its: Period,
        /// The last of its year.
        wanted: Period,
    },
    /// The plan is of another year.
    #[error("the plan workbook is for {own}, and `{path}` is for {its}: both have to be of the year that is over")]
    OtherYear {
        /// The name of the workbook.
        path: String,
        /// Its period.
        its: Period,
        /// The plan's.
        own: Period,
    },
    /// The Period cannot be set.
    #[error("the Period cannot be set: {0}. Type it in its cell, and try again")]
    Period(String),
    /// The plan workbook cannot be copied.
    #[error(transparent)]
    NotCopied(#[from] NotCopied),
}

/// What the parts of the job share.
struct Job<'a> {
    copy: PlanCopy<'a>,
    plan: &'a Plan,
    history: &'a History,
    /// The consolidated workbook of the year's last period.
    latest: &'a Previous,
    /// The first period of the next year.
    next: Period,
    record: Record,
}

/// Makes the plan of the next year from a plan workbook, of which `bytes` are the bytes, and consolidated workbooks.
///
/// # Errors
/// [`NotTurned`].
pub(crate) fn next_year(
    (workbook, bytes): (&Workbook, &[u8]),
    plan: &Plan,
    workbooks: Vec<(Source, Workbook)>,
) -> Result<NextYear, NotTurned> {
    let mut read = Vec::with_capacity(workbooks.len());
    let mut provisional = Vec::new();
    for (source, consolidated) in workbooks {
        let path = source.path.clone();
        let period = period_in(&consolidated, plan).map_err(|why| NotTurned::NotTaken { path: path.clone(), why })?;
        if is_provisional(&consolidated) {
            provisional.push(period);
        }
        let mut one = previous::read(source, &consolidated).map_err(|why| NotTurned::NotRead { path, why })?;
        one.period = period;
        read.push(one);
    }
    let history = History::new(read).map_err(|same| NotTurned::Twice { period: same.period, paths: same.paths })?;
    let latest = history.workbooks().last().ok_or(NotTurned::None)?;
    let (path, its) = (|| latest.source.path.clone(), latest.period);
    if !its.is_last_of_year() {
        let wanted = its.nth_of_year(its.of_year()).unwrap_or(its);
        return Err(NotTurned::NotTheLast { path: path(), its, wanted });
    }
    if its.financial_year() != plan.period.financial_year() {
        return Err(NotTurned::OtherYear { path: path(), its, own: plan.period });
    }
    let next = its.next();
    let mut job =
        Job { copy: PlanCopy::of(workbook), plan, history: &history, latest, next, record: Record::default() };
    job.settings()?;
    // Without it nobody knows which deadlines would be others.
    let then = plan::read(workbook, Some(&next.to_string())).plan.ok_or(NotCopied::Otherwise)?;
    let counts = job.actions(&then);
    job.indicators();
    job.words();
    let Job { mut copy, record, .. } = job;
    let provisional = provisional.iter().map(|period| {
        format!("The consolidated workbook for {period} is Provisional: what was taken from it may still change.")
    });
    let mut notes: Vec<String> = provisional.collect();
    let (sheet, further) = record::sheet(&record, (plan, its, next), &notes, workbook, copy.looks());
    copy.add_sheet(further);
    notes.extend(copy.notes());
    let bytes = copy.finish(bytes)?;
    Ok(NextYear { bytes, from: its, to: next, lines: record.lines, actions: counts, sheet, notes })
}
