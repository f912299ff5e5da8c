//! The JSON of `status`: versioned, of its own types, and stable.
//!
//! As with `check` and `consolidate`, the types are the contract with other people's programs: fields are only added.

use serde::Serialize;

use crate::collection::{
    FileStatus, HandedIn, NotLookedAt, PlanStatus, Rejected, RejectedFile, Rows, Uncounted, UncountedFile,
};

use super::super::json::{VERSION, known};
use super::{StatusReport, filled, signed_on, why_not_counted};

#[derive(Serialize)]
struct Status<'a> {
    planroll: &'static str,
    period: String,
    as_of: String,
    today: String,
    returns_due: Option<String>,
    days_to_due: Option<i32>,
    plans: Vec<OfPlan<'a>>,
    rejected: Vec<NoReturn<'a>>,
    not_looked_at: &'a [NotLookedAt],
    totals: Totals,
}

#[derive(Serialize)]
struct OfPlan<'a> {
    plan: &'a str,
    delivery_plan: &'a str,
    status: &'static str,
    rows: Option<Counted>,
    files: Vec<File<'a>>,
    not_counted: Vec<NotCounted<'a>>,
}

#[derive(Serialize)]
struct Counted {
    complete: usize,
    issued: usize,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    sha256: &'a str,
    errors: usize,
    warnings: usize,
    rows: Counted,
    completed_by: Option<String>,
    date: Option<String>,
    approved_by: Option<String>,
}

#[derive(Serialize)]
struct NotCounted<'a> {
    path: &'a str,
    sha256: &'a str,
    status: &'static str,
    counted: &'a str,
    why: String,
}

#[derive(Serialize)]
struct NoReturn<'a> {
    path: &'a str,
    sha256: Option<&'a str>,
    plan: Option<&'a str>,
    period: Option<String>,
    why: String,
}

#[derive(Serialize)]
struct Totals {
    expected: usize,
    received: usize,
    with_errors: usize,
    missing: usize,
    duplicated: usize,
    rejected: usize,
}

/// The status as JSON, with a line break at its end.
///
/// # Errors
/// Only where a value cannot be put into JSON, which no status can bring about.
pub fn status_json(report: &StatusReport<'_>) -> Result<String, serde_json::Error> {
    let figures = report.figures();
    let status = Status {
        planroll: VERSION,
        period: report.collection.plan.period.to_string(),
        as_of: report.collection.as_of.to_string(),
        today: report.today.to_string(),
        returns_due: report.due().map(|due| due.to_string()),
        days_to_due: report.days(),
        plans: report.plans.iter().map(plan).collect(),
        rejected: report.rejected.iter().map(|rejected| no_return(report, rejected)).collect(),
        not_looked_at: &report.collection.not_looked_at,
        totals: Totals {
            expected: figures.expected,
            received: figures.received,
            with_errors: figures.with_errors,
            missing: figures.missing,
            duplicated: figures.several,
            rejected: figures.rejected,
        },
    };
    Ok(serde_json::to_string_pretty(&status)? + "\n")
}

/// The word for what came from a delivery plan, in JSON and in CSV.
pub(super) fn word(came: &HandedIn<'_>) -> &'static str {
    match came {
        HandedIn::NothingIssued => "not-expected",
        HandedIn::Missing(_) => "missing",
        HandedIn::Received(_) => "received",
        HandedIn::Several(_) => "duplicated",
    }
}

/// The word for why a file does not count beside another, in JSON and in CSV.
pub(super) fn uncounted_word(why: Uncounted) -> &'static str {
    match why {
        Uncounted::Repeated => "repeated",
        Uncounted::Superseded => "superseded",
        Uncounted::Replaced => "replaced",
        Uncounted::Part => "part",
    }
}

fn plan<'a>(status: &'a PlanStatus<'_>) -> OfPlan<'a> {
    let (rows, files): (Option<Rows>, &[FileStatus<'_>]) = match &status.handed_in {
        HandedIn::NothingIssued => (Some(Rows::default()), &[]),
        HandedIn::Missing(rows) => (Some(*rows), &[]),
        HandedIn::Received(one) => (Some(one.rows), std::slice::from_ref(one)),
        HandedIn::Several(files) => (None, files),
    };
    OfPlan {
        plan: &status.delivery_plan.code,
        delivery_plan: &status.delivery_plan.name,
        status: word(&status.handed_in),
        rows: rows.map(Counted::from),
        files: files.iter().map(file).collect(),
        not_counted: status.not_counted.iter().map(not_counted).collect(),
    }
}

fn file<'a>(one: &'a FileStatus<'_>) -> File<'a> {
    let (totals, sign_off) = (one.totals(), &one.received.sign_off);
    File {
        path: &one.file.source.path,
        sha256: &one.file.source.sha256,
        errors: totals.error,
        warnings: totals.warning,
        rows: one.rows.into(),
        completed_by: filled(&sign_off.completed_by.typed),
        date: signed_on(&sign_off.date, |day| day.to_string()),
        approved_by: filled(&sign_off.approved_by.typed),
    }
}

fn not_counted<'a>(aside: &'a UncountedFile<'_>) -> NotCounted<'a> {
    NotCounted {
        path: &aside.file.source.path,
        sha256: &aside.file.source.sha256,
        status: uncounted_word(aside.why),
        counted: &aside.counted.source.path,
        why: why_not_counted(aside),
    }
}

fn no_return<'a>(report: &StatusReport<'_>, rejected: &'a RejectedFile<'_>) -> NoReturn<'a> {
    let (plan, period) = match rejected.why {
        Rejected::Unreadable(_) => (None, None),
        Rejected::UnknownPlan { code, period } => (Some(code), Some(period.to_string())),
        Rejected::OtherPeriod { delivery_plan, period } => {
            (Some(delivery_plan.code.as_str()), Some(period.to_string()))
        }
    };
    NoReturn {
        path: &rejected.file.source.path,
        sha256: known(&rejected.file.source.sha256),
        plan,
        period,
        why: report.why_rejected(rejected),
    }
}

impl From<Rows> for Counted {
    fn from(rows: Rows) -> Self {
        let Rows { complete, issued } = rows;
        Self { complete, issued }
    }
}
