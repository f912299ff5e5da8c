//! The columns of the actions file.

use crate::domain::{days_of_slippage, months_of_slippage};
use crate::layout::Field;
use crate::tally::ActionLine;

use super::super::{Whole, actions};
use super::cell::{DataCell, DataKind};
use super::counted::{belongs, counts, source};
use super::{Column, DataRow, of_period};

impl DataRow for ActionLine<'_> {
    fn columns() -> Vec<Column<Self>> {
        let mut columns = of_period();
        columns.extend([Column::sheet("ref", Field::Ref, "The reference of the action; text, 1.10 is not 1.1")]);
        columns.extend(belongs());
        columns.extend([
            Column::sheet("outcome", Field::Outcome, "The outcome that it serves"),
            Column::sheet("project", Field::Project, "The project that it belongs to"),
            Column::sheet("action", Field::Action, "What is to be done"),
            Column::sheet("lead_officer", Field::LeadOfficer, "Who leads it"),
            Column::sheet("portfolio_holder", Field::PortfolioHolder, "The portfolio holder"),
            Column::sheet("scrutiny_committee", Field::ScrutinyCommittee, "The scrutiny committee"),
            Column::<Self>::row(
                "monitored",
                DataKind::Boolean,
                "Whether it is rated; false is for information only",
                |_, line| DataCell::Boolean(line.issued.map_or(line.planned.monitored, |issued| issued.monitored)),
            ),
            Column::<Self>::row(
                "original_deadline",
                DataKind::Text,
                "The deadline as planned at first, in words",
                |_, line| DataCell::text(line.planned.deadline.printed()),
            ),
            Column::<Self>::row(
                "original_deadline_day",
                DataKind::Day,
                "The same as a day, where it has one",
                |_, line| line.planned.deadline.day().map_or(DataCell::Blank, DataCell::Day),
            ),
            Column::sheet("deadline", Field::Deadline, "The deadline as issued, in words"),
            Column::<Self>::row("deadline_day", DataKind::Day, "The same as a day, where it has one", |_, line| {
                deadline(line).map_or(DataCell::Blank, DataCell::Day)
            }),
            Column::sheet("last_rating", Field::LastRating, "The rating of the period before"),
        ]);
        columns.extend(counts());
        columns.extend([
            Column::<Self>::row("completed_date", DataKind::Day, "The day it was completed", |_, line| {
                let given = line.row.and_then(|row| row.completed.given());
                given.map_or(DataCell::Blank, |given| DataCell::Day(given.day))
            }),
            Column::sheet("revised_deadline", Field::RevisedDeadline, "The revised deadline, in words"),
            Column::<Self>::row("revised_deadline_day", DataKind::Day, "The same as a day", |_, line| {
                let given = line.row.and_then(|row| row.revised.given());
                given.map_or(DataCell::Blank, |given| DataCell::Day(given.day))
            }),
            Column::sheet(
                "slippage",
                Field::Slippage,
                "How much later than its deadline it was completed or will be, in words",
            ),
            Column::<Self>::row(
                "slippage_months",
                DataKind::Integer,
                "The same in whole months, rounded up",
                |_, line| slipped(line, |from, to| u64::from(months_of_slippage(from, to)).into()),
            ),
            Column::<Self>::row(
                "slippage_days",
                DataKind::Integer,
                "The same in days; negative where it was early",
                |_, line| slipped(line, |from, to| days_of_slippage(from, to).into()),
            ),
            Column::sheet("direction_of_travel", Field::DirectionOfTravel, "The direction of travel"),
        ]);
        columns.extend(source());
        columns
    }

    fn on_sheet(&self, whole: &Whole<'_>, field: Field) -> DataCell {
        DataCell::of(actions::content(self, whole, field))
    }
}

fn deadline(line: &ActionLine<'_>) -> Option<jiff::civil::Date> {
    line.issued.map_or_else(|| line.planned.deadline(), |issued| &issued.deadline).day()
}

fn slipped(
    line: &ActionLine<'_>,
    between: fn(jiff::civil::Date, jiff::civil::Date) -> rust_decimal::Decimal,
) -> DataCell {
    let reached = line.row.and_then(|row| row.completed.given().or_else(|| row.revised.given()));
    match (deadline(line), reached) {
        (Some(deadline), Some(reached)) => DataCell::Number(between(deadline, reached.day)),
        _ => DataCell::Blank,
    }
}
