//! Findings by the row and the entry cell that they point at, as live checks know them.

use crate::domain::{Kind, Severity};
use crate::returns::EntryCell;
use crate::rules::live::Fault;
use crate::rules::{Finding, Rule, Subject};

/// A finding of a rule that can run live, by the row and the entry cell that it points at.
#[derive(Debug, Clone, Copy)]
pub(super) struct LiveFinding {
    /// Actions or indicators.
    pub kind: Kind,
    /// The place among the issued rows.
    pub index: usize,
    /// The cell.
    pub at: EntryCell,
    /// The rule.
    pub rule: &'static Rule,
    /// The rule's own severity of the finding.
    pub severity: Severity,
}

/// The row and entry cell that a finding is about; `None` where it is about none.
pub(super) fn raised_by(finding: &Finding) -> Option<LiveFinding> {
    let Subject::Entry(kind, index, at) = finding.subject? else { return None };
    Some(LiveFinding { kind, index, at, rule: finding.rule, severity: finding.own_severity })
}

impl LiveFinding {
    /// Whether it is this fault.
    pub(super) fn is(&self, fault: &Fault) -> bool {
        fault.rule.code == self.rule.code && fault.at == self.at && fault.severity == self.severity
    }
}
