//! Reading the Actions sheet: one action a row, with what its delivery plan gives where the row leaves it blank.
//!
//! A deadline that cannot be read keeps its words, so that the return shows what was planned, and is never due.
//! Which actions this period has is for the plan to say; ended ones are read like the others.

use jiff::civil::Date;

use crate::domain::{
    Calendar, Deadline, Frequency, Period, PlannedDeadline, Reporting, Role, SharedText, is_placeholder,
};
use crate::layout::{Field, Row, SheetId, Table};
use crate::plan::past::Past;
use crate::plan::{IssuedAction, PlannedAction};

use super::choice::{choice, name_in, yes_no};
use super::fault::{FaultKind, OptionalFault};
use super::faults::Faults;
use super::further::Further;
use super::indicators::Against;
use super::may_be::MayBe;
use super::milestones::take_from_actions;
use super::parents::{Parents, reordered};
use super::past::PastColumns;
use super::quantity::deadline_in;
use super::refs::with_refs;

/// Reads the actions in the order of the sheet. One without a ref is among them, with an empty reference.
pub(super) fn read_actions(
    table: &Table<'_>,
    against: &Against<'_>,
    epoch_1904: bool,
    faults: &mut Faults,
) -> Vec<PlannedAction> {
    let (structure, period) = (against.structure, against.period);
    let named = with_refs(table, Field::Ref, faults);
    let mut parents = Parents::find(table, &named, faults);
    let further = Further::find(table, SheetId::Actions, faults).with(parents.carried());
    let past_columns = PastColumns::find(table, &further, period, against.scheme.map(|scheme| &scheme.actions), faults);
    let mut actions = Vec::with_capacity(named.len());
    for (row, reference) in &named {
        let (row, reference) = (*row, reference.clone());
        let filed = structure.file(&row, faults);
        let from_plan = |own: Field, plan: fn(&crate::plan::DeliveryPlan) -> &Option<SharedText>| {
            name_in(&row, own).or_else(|| filed.first.and_then(|first| plan(first).clone()))
        };
        let lead_officer = from_plan(Field::LeadOfficer, |plan| &plan.lead_officer);
        let portfolio_holder = from_plan(Field::PortfolioHolder, |plan| &plan.portfolio_holder);
        let scrutiny_committee = from_plan(Field::ScrutinyCommittee, |plan| &plan.scrutiny_committee);
        let monitored = yes_no(&row, Field::Monitored, true, faults);
        let ended = ended(&row, period.calendar(), faults);
        let is_current = ended.is_none_or(|ended| ended >= period);
        let (deadline, agreed) = deadlines(&row, period, epoch_1904, (monitored, is_current), faults);
        let start = start(&row, agreed.as_ref().unwrap_or(&deadline), (period, epoch_1904), faults);
        let Some(at) = row.at(Field::Ref).or_else(|| row.first_cell()) else { continue };
        let past = past_columns.of_action(&row, faults);
        let issued = IssuedAction {
            reference,
            milestone_of: None,
            role: Role::Counted,
            priority: structure.priority_name(filed.priority.as_deref()),
            outcome: row.given(Field::Outcome),
            project: row.given(Field::Project),
            action: row.text(Field::Action),
            lead_officer: name_in(&row, Field::LeadOfficer),
            deadline: agreed.as_ref().unwrap_or(&deadline).clone(),
            monitored,
            start,
            last_rating: row
                .given(Field::LastRating)
                .or_else(|| Past::last_due(&past, &Frequency::EveryPeriod, period)?.rating),
            last_commentary: row.given(Field::LastCommentary),
            revised_deadline: None,
            finished: None,
            carried: Box::default(),
            last_answers: Box::default(),
        };
        actions.push(PlannedAction {
            issued,
            plans: filed.plans,
            priority: filed.priority,
            approach: row.given(Field::Approach),
            deadline,
            agreed,
            agreed_by: row.given(Field::AgreedBy),
            lead_officer,
            portfolio_holder,
            scrutiny_committee,
            ended,
            past,
            carried: further.of(&row, table.sheet).into(),
            at,
        });
    }
    if parents.is_empty() {
        return actions;
    }
    parents.check_plans(&named, |place| actions.get(place).map(|action| &*action.plans), faults);
    take_from_actions((&parents, against.settings.milestones, period), &named, &mut actions, faults);
    reordered(actions, &parents.in_order(named.len()))
}

/// The planned and the agreed deadline. An agreed deadline that cannot be read counts as none agreed.
fn deadlines(
    row: &Row<'_, '_>,
    period: Period,
    epoch_1904: bool,
    (is_monitored, is_current): (bool, bool),
    faults: &mut Faults,
) -> (Deadline, Option<Deadline>) {
    let mut read = |field, agreed| {
        let PlannedDeadline { deadline, fault, doubt } = deadline_in(row.cell(field), period, epoch_1904);
        if let Some(why) = fault {
            faults.at(row, field, FaultKind::DeadlineUnreadable { why, agreed });
        }
        if let (Some(doubt), Some(day), true) = (doubt, deadline.day(), is_current) {
            faults.at(row, field, FaultKind::DeadlineOdd { day, doubt, agreed, period });
        }
        deadline
    };
    let (deadline, agreed) = (read(Field::Deadline, false), read(Field::AgreedDeadline, true));
    if deadline == Deadline::None && agreed == Deadline::None && is_current && is_monitored {
        faults.at(row, Field::Deadline, FaultKind::DeadlineMissing);
    }
    let is_agreed = matches!(agreed, Deadline::On { .. } | Deadline::Open(_));
    (deadline, is_agreed.then_some(agreed))
}

/// The day by which an action is to have begun: of a month or quarter the last. What is no date, or begins later than the
/// deadline, is recorded and counts as blank.
fn start(
    row: &Row<'_, '_>,
    deadline: &Deadline,
    (period, epoch_1904): (Period, bool),
    faults: &mut Faults,
) -> Option<Date> {
    let cell = row.cell(Field::Start)?;
    let text = cell.tidy_text();
    if text.is_empty() || is_placeholder(&text) {
        return None;
    }
    let Deadline::On { day, precision, .. } = deadline_in(Some(cell), period, epoch_1904).deadline else {
        faults.at(row, Field::Start, FaultKind::Optional(OptionalFault::StartUnreadable));
        return None;
    };
    if deadline.day().is_some_and(|deadline| precision.first_day(day) > deadline) {
        faults.at(row, Field::Start, FaultKind::Optional(OptionalFault::StartLate { deadline: deadline.clone() }));
        return None;
    }
    Some(day)
}

/// The last period that an action is issued for. Any kind of period will do: 2024-25 is its last quarter.
fn ended(row: &Row<'_, '_>, calendar: Calendar, faults: &mut Faults) -> Option<Period> {
    let parse = |text: &str| {
        let kinds = [
            calendar.reporting,
            Reporting::Annual,
            Reporting::HalfYearly,
            Reporting::FourMonthly,
            Reporting::Quarterly,
            Reporting::Monthly,
        ];
        let named = kinds.into_iter().find_map(|reporting| Period::parse(text, &Calendar { reporting, ..calendar }))?;
        Period::containing(named.last_day(), &calendar).map(Some)
    };
    choice(row, Field::Ended, None, parse, MayBe::Period(calendar), faults)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::super::trial::{brief, draft};
    use crate::plan::Printed;

    /// What is read of the Start of an action with a deadline, and what is said of it.
    fn start(start: &str, deadline: &str) -> (Option<Date>, Vec<String>) {
        let rows = [
            ("Action | Deadline | Monitored", "Action | Start | Deadline | Monitored".to_owned()),
            ("Build 40 homes | 31/03/2026", format!("Build 40 homes | {start} | {deadline}")),
            ("Plant trees | Q3", "Plant trees | | Q3".to_owned()),
            ("Clear the depot | 2025/26", "Clear the depot | | 2025/26".to_owned()),
        ];
        let rows: Vec<(&str, &str)> = rows.iter().map(|(from, to)| (*from, to.as_str())).collect();
        let draft = draft(&rows);
        let faults = draft.faults.iter().map(|fault| brief(fault).1).collect();
        let plan = draft.plan.unwrap();
        // It is issued like a column of the officer's own, whatever it says.
        let carried = plan.actions[0].carried.iter().find(|one| one.heading == "Start").unwrap();
        assert_eq!(carried.value == Printed::Blank, start.is_empty());
        (plan.actions[0].start, faults)
    }

    /// Worked by hand: a month or quarter has begun on its last day, and is later than a deadline where its first day is.
    #[test]
    fn a_start_is_a_date_no_later_than_the_deadline() {
        let unreadable = "Optional StartUnreadable";
        let late = "Optional StartLate";
        for (typed, deadline, day, said) in [
            ("01/04/2025", "31/03/2026", Some(date(2025, 4, 1)), None),
            ("@2025-04-01", "31/03/2026", Some(date(2025, 4, 1)), None),
            ("April 2025", "31/03/2026", Some(date(2025, 4, 30)), None),
            ("Q1", "31/03/2026", Some(date(2025, 6, 30)), None),
            ("Q3", "15/11/2025", Some(date(2025, 12, 31)), None),
            ("Q3", "01/10/2025", Some(date(2025, 12, 31)), Some("DeadlineOdd")),
            ("Q3", "30/09/2025", None, Some(late)),
            ("01/04/2026", "31/03/2026", None, Some(late)),
            ("31/03/2026", "31/03/2026", Some(date(2026, 3, 31)), None),
            ("2025/26", "15/04/2025", Some(date(2026, 3, 31)), None),
            ("15/04/2024", "Ongoing", Some(date(2024, 4, 15)), Some("OpenDeadlines")),
            ("15/04/2024", "when funded", Some(date(2024, 4, 15)), Some("DeadlineUnreadable")),
            ("once funded", "31/03/2026", None, Some(unreadable)),
            ("Ongoing", "31/03/2026", None, Some(unreadable)),
            ("=12", "31/03/2026", None, Some(unreadable)),
            ("TBC", "31/03/2026", None, None),
            ("", "31/03/2026", None, None),
        ] {
            let (read, found) = start(typed, deadline);
            assert_eq!(read, day, "{typed} {deadline}");
            assert_eq!(found, said.map(str::to_owned).into_iter().collect::<Vec<_>>(), "{typed} {deadline}");
        }
    }
}
