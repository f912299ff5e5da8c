//! The plan workbook as commands need it: read, checked, and either good enough to go on with or not.

use std::path::Path;

use crate::domain::{Reporting, Severity};
use crate::grid::{Legacy, Limits, Workbook, read, sha256};
use crate::layout::{PLAN, Table};
use crate::plan::{self, Draft, FaultKind, Plan, SettingFault};
use crate::report::{CheckReport, FileReport};
use crate::rules::{Finding, Policy, Snippet, check_plan};

use super::error::Error;
use super::paths::shown;
use super::reading::{Bytes, bytes_of, program};
use super::screen::Screen;

/// Rules about one cell, which then counts as blank: they never stop a command.
const OF_ONE_CELL: [&str; 5] = ["PLN006", "PLN007", "PLN010", "PLN012", "PLN013"];

/// A plan workbook that was read.
#[derive(Debug)]
pub(super) struct PlanWorkbook {
    /// The path as given.
    pub path: String,
    /// SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
    /// What it says.
    pub draft: Draft,
    /// What is wrong with it, in order.
    pub findings: Vec<Finding>,
    /// What it makes of the rules.
    pub policy: Policy,
}

impl PlanWorkbook {
    /// Reads and checks a plan workbook. `period` is the period asked for, as typed.
    ///
    /// # Errors
    /// [`Error::Read`] and [`Error::PlanRefused`] where it is no workbook that can be read.
    pub(super) fn read(path: &Path, period: Option<&str>) -> Result<Self, Error> {
        let shown = shown(path);
        if path.is_dir() {
            return Err(Error::IsAFolder { path: shown, example: "plan.xlsx" });
        }
        let refused = |why| Error::PlanRefused { path: shown.clone(), why };
        let bytes = match bytes_of(path)? {
            Bytes::Whole(bytes) => bytes,
            Bytes::TooLarge { why, .. } => return Err(refused(why)),
        };
        let workbook = read(&bytes, &Limits::returns(), Legacy::Worker(&program()?)).map_err(refused)?;
        let draft = plan::read(&workbook, period);
        if let Some(text) = period {
            period_of_plan(&draft, text)?;
        }
        let policy = draft.plan.as_ref().map(|plan| Policy::new(&plan.policy)).unwrap_or_default();
        let mut findings = check_plan(&draft, &shown, &policy);
        attach_rows(&mut findings, &workbook);
        Ok(Self { path: shown, sha256: sha256(&bytes), draft, findings, policy })
    }

    /// The plan workbook, for a command that goes on with it; `None` where its errors forbid that, once they have been
    /// listed on standard error with `undone`, such as "Nothing was issued".
    pub(super) fn usable(self, undone: &str, screen: &mut Screen) -> Option<Self> {
        let stopping = self.stopping();
        if stopping.is_empty() {
            return Some(self);
        }
        self.list(&stopping, screen);
        screen.complain(&format!("{undone}: put the plan workbook right and try again.\n"));
        None
    }

    /// The plan, where nothing stands against going on with it at all.
    ///
    /// # Errors
    /// [`Error::PlanUnusable`], once its findings have been listed on standard error.
    pub(super) fn plan(&self, screen: &mut Screen) -> Result<&Plan, Error> {
        self.draft.plan.as_ref().ok_or_else(|| {
            self.list(&self.findings, screen);
            Error::PlanUnusable { path: self.path.clone() }
        })
    }

    /// The errors for which nothing may be issued or consolidated; empty where one may go on.
    fn stopping(&self) -> Vec<Finding> {
        let stops = |finding: &&Finding| {
            finding.stands() && finding.severity == Severity::Error && !OF_ONE_CELL.contains(&finding.rule.code)
        };
        self.findings.iter().filter(stops).cloned().collect()
    }

    /// Lists findings on standard error.
    pub(super) fn list(&self, findings: &[Finding], screen: &mut Screen) {
        let report = CheckReport { as_of: None, files: vec![FileReport { findings, ..self.report() }] };
        let text = crate::terminal::text(&report, screen.aside);
        screen.complain(&text);
    }

    /// The report of the plan workbook alone.
    pub(super) fn report(&self) -> FileReport<'_> {
        let plan = self.draft.plan.as_ref();
        FileReport {
            path: &self.path,
            sha256: &self.sha256,
            plan: None,
            period: plan.map(|plan| plan.period.to_string()),
            actions: plan.map(|plan| plan.actions.len()).unwrap_or_default(),
            indicators: plan.map(|plan| plan.indicators.len()).unwrap_or_default(),
            findings: &self.findings,
        }
    }
}

/// A period on the command line that is none of the plan's is a wrong argument, not a fault of the workbook.
fn period_of_plan(draft: &Draft, text: &str) -> Result<(), Error> {
    let reporting = draft.faults.iter().find_map(|fault| {
        let FaultKind::Setting(SettingFault::PeriodArgument { reporting }) = fault.kind else { return None };
        Some(reporting)
    });
    let Some(reporting) = reporting else { return Ok(()) };
    let example = match reporting {
        Reporting::Quarterly => "2025-26 Q1",
        Reporting::HalfYearly => "2025-26 H1",
        Reporting::Monthly => "2025-26 M03",
        Reporting::Annual => "2025-26",
    };
    Err(Error::NotItsPeriod { text: text.to_owned(), reporting: reporting.to_string().to_lowercase(), example })
}

/// Gives every finding at a cell the row that it stands in, so that a report can show it.
fn attach_rows(findings: &mut [Finding], workbook: &Workbook) {
    for finding in findings {
        let (Some(name), Some(at)) = (finding.place.sheet(), finding.place.cell()) else { continue };
        let Some(sheet) = workbook.sheets.iter().find(|sheet| sheet.name == name) else { continue };
        let header = PLAN
            .sheets
            .iter()
            .find(|layout| layout.is_name_of(sheet))
            .and_then(|layout| Table::find(sheet, layout))
            .map(|table| table.header_row)
            .filter(|header| *header < at.row);
        finding.snippet = Some(Snippet::of_row(sheet, at, header));
    }
}
