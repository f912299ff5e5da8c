//! Crossed out, raised and lowered text in the plan workbook.

use crate::grid::{CellRef, Look, Runs, Value, runs_of};
use crate::layout::{Field, SheetId, Table};
use crate::plan::read::fault::{DeliveryPlanFault, FaultKind, PriorityFault, RefFault};
use crate::plan::read::indicators::period_label;
use crate::plan::read::seen_fault::FormattingFault;
use crate::plan::read::setting::Setting;

use super::seen::AsSeen;

/// What belongs in a cell, as far as its formatting goes.
enum Holds {
    /// A ref or code.
    Code,
    /// The code of a priority.
    Priority,
    /// The codes of delivery plans.
    DeliveryPlan,
    /// A date.
    Date,
    /// Something else that is read for what it says.
    Other,
    /// Words that are only printed.
    Prose,
}

/// Records what is crossed out, raised or lowered below the headings of known columns.
pub(super) fn look(table: &Table<'_>, seen: &mut AsSeen<'_>) {
    for (at, look) in table.sheet.looks.iter().filter(|(at, _)| at.row > table.header_row) {
        // What is no value, or an error, is told as that.
        let value = table.sheet.get(*at).and_then(|cell| cell.value.as_ref());
        let (Look::Runs(runs), Some(value)) = (look, value) else { continue };
        if matches!(value, Value::Error(_)) {
            continue;
        }
        let Some((holds, heading)) = holds(table, *at) else { continue };
        if is_ended(table, at.row) {
            if table.col(Field::Ref) == Some(at.col) {
                seen.record(table, *at, FaultKind::Formatting(FormattingFault::RowStruck));
            }
            continue;
        }
        let runs = runs.clone();
        let kind = match holds {
            Holds::Prose if runs.has_struck() => {
                seen.record(table, *at, FaultKind::Formatting(FormattingFault::Prose { heading, runs }));
                continue;
            }
            Holds::Date if runs.say_more(true) => FaultKind::Formatting(FormattingFault::Unread { heading, runs }),
            Holds::Prose | Holds::Date => continue,
            _ if !runs.say_more(false) => continue,
            Holds::Code => FaultKind::Ref(RefFault::Formatting { heading, runs }),
            Holds::Priority => FaultKind::Priority(PriorityFault::Formatting(runs)),
            Holds::DeliveryPlan => FaultKind::DeliveryPlan(DeliveryPlanFault::Formatting(runs)),
            Holds::Other => FaultKind::Formatting(FormattingFault::Unread { heading, runs }),
        };
        seen.record(table, *at, kind);
        seen.blank(table.sheet, *at);
    }
}

/// Whether a row is crossed out: its ref, and what it says.
fn is_ended(table: &Table<'_>, row: u32) -> bool {
    let is_struck = |field| {
        let at = table.col(field).map(|col| CellRef { row, col });
        at.and_then(|at| runs_of(table.sheet.looks_at(at))).is_some_and(Runs::is_struck)
    };
    is_struck(Field::Ref) && (is_struck(Field::Action) || is_struck(Field::Indicator))
}

/// What belongs in a cell, with its heading; nothing for units and the officer's own columns, which are not looked at.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other column is read for what it says")]
fn holds(table: &Table<'_>, at: CellRef) -> Option<(Holds, String)> {
    let Some(field) = table.field_at(at) else {
        let (heading, _) = table.unknown.iter().find(|(_, own)| own.col == at.col)?;
        return period_label(heading).map(|_| (Holds::Other, heading.clone()));
    };
    let sheet = table.id();
    let holds = match field {
        Field::Unit | Field::MayBe => return None,
        Field::Ref | Field::Code => Holds::Code,
        Field::Priority if sheet != SheetId::Priorities => Holds::Priority,
        Field::DeliveryPlan if sheet != SheetId::DeliveryPlans => Holds::DeliveryPlan,
        Field::Deadline | Field::AgreedDeadline => Holds::Date,
        Field::Value if sheet == SheetId::Settings && is_prose(table, at) => Holds::Prose,
        Field::Action
        | Field::AgreedBy
        | Field::ApprovedBy
        | Field::DeliveryPlan
        | Field::Group
        | Field::Indicator
        | Field::LastCommentary
        | Field::LeadOfficer
        | Field::Meaning
        | Field::Outcome
        | Field::PortfolioHolder
        | Field::Priority
        | Field::Project
        | Field::Reason
        | Field::ScrutinyCommittee
        | Field::ShortName
        | Field::Text => Holds::Prose,
        _ => Holds::Other,
    };
    Some((holds, table.heading(field).to_owned()))
}

/// Whether the setting in the row of a cell is words that are only printed.
fn is_prose(table: &Table<'_>, at: CellRef) -> bool {
    let name = table.col(Field::Setting).and_then(|col| table.sheet.text(CellRef { row: at.row, col }));
    let setting = name.and_then(|name| Setting::find(&name));
    matches!(setting, Some(Setting::Organisation | Setting::PlanTitle | Setting::ContactName))
}
