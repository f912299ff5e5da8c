//! The status as comma-separated values: a row for each file, and one for each delivery plan without any.
//!
//! Made like the CSV of findings, for a spreadsheet. Days and counts are given as they are; whatever somebody typed
//! stays what they typed.

use crate::collection::{FileStatus, HandedIn, PlanStatus, Rejected, Rows};
use crate::domain::Period;

use super::super::csv::{as_typed, csv_for_excel};
use super::json::{uncounted_word, word};
use super::{StatusReport, filled, signed_on, why_not_counted};

/// The headings, in order: other people's scripts rely on them.
const HEADINGS: [&str; 15] = [
    "period",
    "plan",
    "delivery plan",
    "status",
    "file",
    "errors",
    "warnings",
    "complete rows",
    "rows",
    "completed by",
    "date",
    "approved by",
    "returns due",
    "days to due",
    "why",
];

/// One row: what is said of a delivery plan, of a file, or of both.
#[derive(Default)]
struct Row<'a> {
    period: Option<Period>,
    plan: &'a str,
    name: &'a str,
    status: &'a str,
    file: &'a str,
    one: Option<&'a FileStatus<'a>>,
    rows: Option<Rows>,
    why: String,
}

/// Every delivery plan in the plan's order with its files, then the files that are rejected, below a row of headings.
///
/// # Errors
/// Only where a row cannot be put into memory, which no status can bring about.
pub fn status_csv(report: &StatusReport<'_>) -> Result<String, ::csv::Error> {
    let mut rows: Vec<[String; HEADINGS.len()]> = Vec::new();
    for status in &report.plans {
        rows.extend(of_plan(status, report.collection.plan.period).iter().map(|row| row.cells(report)));
    }
    for rejected in &report.rejected {
        let row = Row {
            status: "rejected",
            file: &rejected.file.source.path,
            why: report.why_rejected(rejected),
            ..Row::default()
        };
        let row = match rejected.why {
            Rejected::Unreadable(_) => row,
            Rejected::UnknownPlan { code, period } => Row { plan: code, period: Some(period), ..row },
            Rejected::OtherPeriod { delivery_plan, period } => {
                Row { plan: &delivery_plan.code, name: &delivery_plan.name, period: Some(period), ..row }
            }
        };
        rows.push(row.cells(report));
    }
    csv_for_excel(&HEADINGS, rows)
}

fn of_plan<'a>(status: &'a PlanStatus<'a>, period: Period) -> Vec<Row<'a>> {
    let row = |status_word: &'a str| Row {
        period: Some(period),
        plan: &status.delivery_plan.code,
        name: &status.delivery_plan.name,
        status: status_word,
        ..Row::default()
    };
    let of_file = |one: &'a FileStatus<'a>| Row {
        file: &one.file.source.path,
        one: Some(one),
        rows: Some(one.rows),
        ..row(word(&status.handed_in))
    };
    let mut rows = match &status.handed_in {
        HandedIn::NothingIssued => vec![Row { rows: Some(Rows::default()), ..row(word(&status.handed_in)) }],
        HandedIn::Missing(rows) => vec![Row { rows: Some(*rows), ..row(word(&status.handed_in)) }],
        HandedIn::Received(one) => vec![of_file(one)],
        HandedIn::Several(files) => files.iter().map(of_file).collect(),
    };
    rows.extend(status.not_counted.iter().map(|aside| Row {
        file: &aside.file.source.path,
        why: why_not_counted(aside),
        ..row(uncounted_word(aside.why))
    }));
    rows
}

impl Row<'_> {
    fn cells(&self, report: &StatusReport<'_>) -> [String; HEADINGS.len()] {
        let sign_off = self.one.map(|one| &one.received.sign_off);
        let totals = self.one.map(FileStatus::totals);
        let count = |count: Option<usize>| count.map(|count| count.to_string()).unwrap_or_default();
        let typed = |text: Option<String>| as_typed(&text.unwrap_or_default());
        // A day that was read is one that a spreadsheet reads alike; anything else stays as typed.
        let date = sign_off.and_then(|sign_off| match sign_off.date.given() {
            Some(given) => Some(given.day.to_string()),
            None => signed_on(&sign_off.date, |day| day.to_string()).map(|text| as_typed(&text)),
        });
        [
            self.period.map(|period| as_typed(&period.to_string())).unwrap_or_default(),
            as_typed(self.plan),
            as_typed(self.name),
            self.status.to_owned(),
            as_typed(self.file),
            count(totals.map(|totals| totals.error)),
            count(totals.map(|totals| totals.warning)),
            count(self.rows.map(|rows| rows.complete)),
            count(self.rows.map(|rows| rows.issued)),
            typed(sign_off.and_then(|sign_off| filled(&sign_off.completed_by.typed))),
            date.unwrap_or_default(),
            typed(sign_off.and_then(|sign_off| filled(&sign_off.approved_by.typed))),
            report.due().map(|due| due.to_string()).unwrap_or_default(),
            report.days().map(|days| days.to_string()).unwrap_or_default(),
            as_typed(&self.why),
        ]
    }
}
