//! The plan workbook: read, checked, and either good enough to go on with or not.

use crate::domain::Severity;
use crate::grid::{Legacy, Limits, Workbook, read, sha256};
use crate::layout::{PLAN, Table};
use crate::plan::{self, FaultKind, Plan, SettingFault};
use crate::report::FileReport;
use crate::returns::{PassedOver, Received, Source};
use crate::rules::{Finding, Policy, Snippet, check_plan, receive};

use super::error::Error;

/// A plan workbook that was read.
#[derive(Debug)]
pub struct PlanWorkbook {
    /// Its name, and the SHA-256 of its bytes.
    pub source: Source,
    /// What it says; `None` where it is too incomplete to go on with.
    pub plan: Option<Plan>,
    /// What it is instead, where it can be no plan workbook: a return, say.
    pub(crate) instead: Option<&'static str>,
    /// What is wrong with it, in order.
    pub findings: Vec<Finding>,
    /// What it makes of the rules.
    pub policy: Policy,
}

impl PlanWorkbook {
    /// Reads and checks a plan workbook. `period` is the period asked for, as typed; else the Settings sheet says it.
    ///
    /// # Errors
    /// [`Error::PlanRefused`] where it is no workbook that can be read; [`Error::NotItsPeriod`].
    pub fn read(path: &str, bytes: &[u8], period: Option<&str>, legacy: Legacy<'_>) -> Result<Self, Error> {
        let refused = |why| Error::PlanRefused { path: path.to_owned(), why };
        let workbook = read(bytes, &Limits::returns(), legacy).map_err(refused)?;
        let draft = plan::read(&workbook, period);
        // A period that is none of the plan's is a wrong argument, not a fault of the workbook.
        for fault in &draft.faults {
            if let (FaultKind::Setting(SettingFault::PeriodArgument { calendar }), Some(text)) = (&fault.kind, period) {
                return Err(Error::NotItsPeriod { text: text.to_owned(), calendar: *calendar });
            }
        }
        let source = Source { path: path.to_owned(), sha256: sha256(bytes) };
        let instead = if draft.plan.is_none() { other_workbook(source.clone(), &workbook) } else { None };
        let policy = draft.plan.as_ref().map(|plan| Policy::new(&plan.policy)).unwrap_or_default();
        let mut findings = check_plan(&draft, path, &policy);
        attach_rows(&mut findings, &workbook);
        Ok(Self { source, plan: draft.plan, instead, findings, policy })
    }

    /// The errors for which nothing may be issued or consolidated; none where one may go on.
    pub fn stopping(&self) -> Vec<Finding> {
        let stops =
            |finding: &&Finding| finding.stands() && finding.severity == Severity::Error && !finding.stops_no_command;
        self.findings.iter().filter(stops).cloned().collect()
    }

    /// The report of the plan workbook by itself.
    pub fn report(&self) -> FileReport<'_> {
        let plan = self.plan.as_ref();
        FileReport {
            path: &self.source.path,
            sha256: &self.source.sha256,
            plan: None,
            period: plan.map(|plan| plan.period.to_string()),
            actions: plan.map(|plan| plan.actions.len()).unwrap_or_default(),
            indicators: plan.map(|plan| plan.indicators.len()).unwrap_or_default(),
            findings: &self.findings,
        }
    }
}

/// What a workbook is that cannot be a plan workbook.
fn other_workbook(source: Source, workbook: &Workbook) -> Option<&'static str> {
    match receive(source, workbook, None) {
        Received::Read(_) => Some("a return"),
        Received::PassedOver(PassedOver::Consolidated) => Some("a consolidated workbook"),
        Received::PassedOver(PassedOver::MarkedCopy) => Some("a marked copy of a return"),
        Received::PassedOver(PassedOver::Plan) | Received::Refused(_) => None,
    }
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
