//! Findings by the row and the entry cell that they point at, as live checks know them.

use crate::domain::{Kind, Severity, SharedText};
use crate::grid::CellRef;
use crate::layout::Field;
use crate::returns::EntryCell;
use crate::returns::{Return, Slot};
use crate::rules::live::Fault;
use crate::rules::{Finding, Rule};

/// A finding of a rule that can run live, by the row and the entry cell that it points at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raised {
    /// Actions or indicators.
    pub kind: Kind,
    /// The place among the issued rows.
    pub index: usize,
    /// The cell.
    pub at: EntryCell,
    /// The rule.
    pub rule: &'static Rule,
    /// The rule's own grade of the finding.
    pub severity: Severity,
}

/// The row and entry cell that a finding points at; `None` where it points at none.
pub(super) fn raised_by(received: &Return, finding: &Finding) -> Option<Raised> {
    let (sheet, at) = (finding.place.sheet()?, finding.place.cell()?);
    let (kind, (index, at)) = if received.sheet_name(Kind::Actions) == Some(sheet) {
        (Kind::Actions, action_cell(received, at)?)
    } else if received.sheet_name(Kind::Indicators) == Some(sheet) {
        (Kind::Indicators, indicator_cell(received, at)?)
    } else {
        return None;
    };
    Some(Raised { kind, index, at, rule: finding.rule, severity: finding.own_severity })
}

impl Raised {
    /// Whether it is this fault.
    pub(super) fn is(&self, fault: &Fault) -> bool {
        fault.rule.code == self.rule.code && fault.at == self.at && fault.severity == self.severity
    }
}

fn action_cell(received: &Return, at: CellRef) -> Option<(usize, EntryCell)> {
    let row = received.actions.as_ref()?.rows.iter().find(|row| row.at.row == at.row)?;
    let fields = [
        (Field::Rating, row.rating.at),
        (Field::CompletedDate, row.completed.at),
        (Field::RevisedDeadline, row.revised.at),
        (Field::DirectionOfTravel, row.direction.at),
        (Field::Commentary, row.commentary.at),
    ];
    Some((row.index, cell_at(&fields, &row.asks, at)?))
}

fn indicator_cell(received: &Return, at: CellRef) -> Option<(usize, EntryCell)> {
    let row = received.indicators.as_ref()?.rows.iter().find(|row| row.at.row == at.row)?;
    let fields = [
        (Field::LastValue, row.last_value.at),
        (Field::Value, row.value.at),
        (Field::Rating, row.rating.at),
        (Field::OverrideReason, row.override_reason.at),
        (Field::Commentary, row.commentary.at),
    ];
    Some((row.index, cell_at(&fields, &row.asks, at)?))
}

fn cell_at(fields: &[(Field, Option<CellRef>)], asks: &[Slot<SharedText>], at: CellRef) -> Option<EntryCell> {
    let field = fields.iter().find(|(_, cell)| *cell == Some(at)).map(|(field, _)| EntryCell::Field(*field));
    field.or_else(|| asks.iter().position(|slot| slot.at == Some(at)).map(EntryCell::Asked))
}
