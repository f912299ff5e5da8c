//! The live checks of a row in the order in which its Check shows them: the leftmost cell first, then by code.
//!
//! A rule that another has silenced is not shown, as in [`check_return`](crate::rules::check_return); a waived one is
//! not shown either and still silences. The border: rules and their order; how a row shows the first fault is for
//! issuing.

use crate::domain::{Kind, Rated, Severity, SharedText};
use crate::grid::CellRef;
use crate::layout::{self, Field};
use crate::plan::{Issued, IssuedColumn};
use crate::returns::{Return, Slot};

use super::{EntryCell, Holds, Live, LiveAction, LiveCell, LiveCheck, LiveIndicator, Test};
use crate::rules::{Finding, Policy, Rule, catalogue, run};

/// One fault that a row's Check can show.
#[derive(Debug, Clone)]
pub struct Link {
    /// The rule.
    pub rule: &'static Rule,
    /// The cell that its finding points at.
    pub at: EntryCell,
    /// When it is raised and no other rule has said the same cause.
    pub test: Test,
    /// What the Check says.
    pub words: String,
    /// The rule's own grade of the finding.
    pub severity: Severity,
}

/// A finding of a rule that can run live, by the row and the entry cell that it points at.
#[derive(Debug, Clone, Copy)]
pub struct Raised {
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

/// What the Check of the row `index` of `kind` can show, in order. Rules that are off are left out.
pub fn links(issued: &Issued, kind: Kind, index: usize, policy: &Policy) -> Vec<Link> {
    let cells = entry_cells(issued, kind);
    let place = |at: EntryCell| cells.iter().position(|(cell, _, _)| *cell == at);
    let mut found: Vec<(usize, &'static Rule, Live)> = Vec::new();
    for rule in catalogue().iter().filter(|rule| policy.is_on(rule)) {
        for check in rule.live {
            let lives = of_check(*check, issued, kind, index, &cells);
            let lives = lives.into_iter().filter(|live| !live.test.is_never());
            found.extend(lives.filter_map(|live| Some((place(live.at)?, *rule, live))));
        }
    }
    found.sort_by_key(|(place, rule, _)| (*place, rule.code));
    let reference = issued.reference(kind, index).unwrap_or_default();
    let (code, period) = (&issued.stamp.plan_code, &issued.stamp.period);
    let is_shown = |rule: &Rule| !policy.waives(rule, reference, code, period);
    let silences = |other: &(usize, &'static Rule, Live), rule: &Rule| rule.yields_to.contains(&other.1.code);
    let mut links = Vec::new();
    for (at, (_, rule, live)) in found.iter().enumerate().filter(|(_, (_, rule, _))| is_shown(rule)) {
        // A fault that comes before, and is shown, has been shown already.
        let silencing = found
            .iter()
            .enumerate()
            .filter(|(other, found)| silences(found, rule) && (*other > at || !is_shown(found.1)));
        let test = silencing.fold(live.test.clone(), |test, (_, other)| test.unless(other.2.test.clone()));
        links.push(Link { rule, at: live.at, test, words: live.words.clone(), severity: graded(rule, live) });
    }
    links
}

fn graded(rule: &Rule, live: &Live) -> Severity {
    live.severity.unwrap_or(rule.severity)
}

/// The entry cells of a row of `kind` with what belongs in each and its heading, from the left.
pub fn entry_cells(issued: &Issued, kind: Kind) -> Vec<(EntryCell, Holds, String)> {
    let mut asked = 0usize;
    let columns = issued.columns(kind);
    let entries = columns.iter().filter(|column| column.is_entry());
    let mut cell = |column: &IssuedColumn<'_>| match column {
        IssuedColumn::Layout(column) => (EntryCell::Field(column.field), holds(column.kind, column.field)),
        IssuedColumn::Further { .. } => {
            let cell = EntryCell::Asked(asked);
            asked = asked.saturating_add(1);
            (cell, Holds::Text)
        }
    };
    entries
        .map(|column| {
            let (at, holds) = cell(column);
            (at, holds, column.printed_heading().trim_end_matches('*').to_owned())
        })
        .collect()
}

/// What the rules that can run live find in a return, whatever severities the policy gives them.
pub fn raised(received: &Return, policy: &Policy) -> Vec<Raised> {
    run::live_findings(received, policy).iter().filter_map(|finding| raised_by(received, finding)).collect()
}

/// The row and entry cell that a finding points at; `None` where it points at none.
pub fn raised_by(received: &Return, finding: &Finding) -> Option<Raised> {
    let (sheet, at) = (finding.place.sheet()?, finding.place.cell()?);
    let (kind, (index, at)) = if received.sheet_name(Kind::Actions) == Some(sheet) {
        (Kind::Actions, action_cell(received, at)?)
    } else if received.sheet_name(Kind::Indicators) == Some(sheet) {
        (Kind::Indicators, indicator_cell(received, at)?)
    } else {
        return None;
    };
    Some(Raised { kind, index, at, rule: finding.rule, severity: finding.grade })
}

impl Link {
    /// Whether a finding is this fault.
    pub fn is(&self, raised: &Raised) -> bool {
        self.rule.code == raised.rule.code && self.at == raised.at && self.severity == raised.severity
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

/// What a check says of a row; of a cell, once for each of them.
fn of_check(
    check: LiveCheck,
    issued: &Issued,
    kind: Kind,
    index: usize,
    cells: &[(EntryCell, Holds, String)],
) -> Vec<Live> {
    match (check, kind) {
        (LiveCheck::Action(check), Kind::Actions) => {
            let row = issued.actions.get(index);
            row.and_then(|row| check(&LiveAction { file: issued, issued: row })).into_iter().collect()
        }
        (LiveCheck::Indicator(check), Kind::Indicators) => {
            let row = issued.indicators.get(index);
            row.and_then(|row| check(&LiveIndicator { file: issued, issued: row })).into_iter().collect()
        }
        (LiveCheck::Cell(check), Kind::Actions | Kind::Indicators) => {
            let monitor_only =
                kind == Kind::Indicators && issued.indicators.get(index).is_some_and(|row| row.rated != Rated::Yes);
            cells
                .iter()
                .filter_map(|(at, holds, heading)| {
                    let (at, holds) = (*at, *holds);
                    check(&LiveCell { at, holds, heading, monitor_only })
                })
                .collect()
        }
        (LiveCheck::Action(_), Kind::Indicators) | (LiveCheck::Indicator(_), Kind::Actions) => Vec::new(),
    }
}

fn holds(kind: layout::Kind, field: Field) -> Holds {
    match kind {
        layout::Kind::Rating => Holds::Rating,
        layout::Kind::Direction => Holds::Direction,
        layout::Kind::Date | layout::Kind::TextDate => Holds::Date(field),
        layout::Kind::Quantity | layout::Kind::Number => Holds::Quantity(field),
        layout::Kind::Ref | layout::Kind::Text | layout::Kind::LongText | layout::Kind::YesNo | layout::Kind::Check => {
            Holds::Text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_can_run_live_yield_only_to_such_rules() {
        let live: Vec<&str> = catalogue().iter().filter(|rule| !rule.live.is_empty()).map(|rule| rule.code).collect();
        for rule in catalogue().iter().filter(|rule| !rule.live.is_empty()) {
            for code in rule.yields_to {
                assert!(live.contains(code), "{} yields to {code}, which cannot run live", rule.code);
            }
        }
        let wanted = [
            "CEL001", "CEL003", "CEL004", "CEL008", "DLN001", "DLN002", "DLN003", "DLN004", "DLN005", "RAT001",
            "RAT002", "RAT003", "RAT005", "RAT006", "RAT007", "RAT008", "IND001", "IND003", "IND004", "IND005",
        ];
        for code in wanted {
            assert!(live.contains(&code), "{code} cannot run live");
        }
    }
}
