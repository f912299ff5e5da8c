//! The Actions sheet: one row for each action of the period, in the plan's order.
//!
//! What is to be done comes from the plan, deadlines as they were issued, entries as they came back. The rating counted
//! is a plain word: the cell to correct where a service was wrong.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_xlsxwriter::Worksheet;

use crate::domain::{Deadline, Kind, days_of_slippage, in_words, lateness_in_words, months_of_slippage, tidy};
use crate::layout::Field;
use crate::tally::{ActionLine, Place};
use crate::workbook::{LateRows, WriteError};

use super::book::Book;
use super::cell::Cell;
use super::corrected::Corrected;
use super::data_sheet::{day, entered, yes_no};
use super::further::{FurtherOfRow, FurtherReceived};
use super::line::{self, DataLine, Shared};

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, book: &'w Book<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
    let guidance =
        "One row for each action of the period, in the order of the plan. Rating counted is what Summary counts.";
    line::write(sheet, book, &book.tally.action_lines, guidance)
}

impl DataLine for ActionLine<'_> {
    const KIND: Kind = Kind::Actions;

    fn shared(&self) -> Shared<'_> {
        Shared {
            kind: Self::KIND,
            reference: &self.planned.reference,
            wording: &self.planned.action,
            delivery_plan: self.delivery_plan,
            priority: self.planned.priority.as_deref(),
            lead_officer: self.planned.lead_officer.as_deref(),
            portfolio_holder: self.planned.portfolio_holder.as_deref(),
            scrutiny_committee: self.planned.scrutiny_committee.as_deref(),
            last_rating: self.issued.last_rating.as_deref(),
            place: self.place,
            rated: self.rated,
            counted: self.counted,
            corrected: Corrected::of(self.before_correction, self.by_hand),
            direction: self.direction,
            received: self.received,
            at: self.row.map(|row| row.at),
            further: FurtherOfRow {
                planned: &self.planned.carried,
                received: FurtherReceived::of_row(Self::KIND, self.received, self.row, &self.issued.carried),
            },
        }
    }

    fn is_left_out(&self) -> bool {
        Self::is_left_out(self)
    }

    fn is_exception(&self) -> bool {
        self.is_exception
    }

    fn cell<'w>(&'w self, book: &'w Book<'_>, field: Field) -> Cell<'w> {
        let (planned, row) = (self.planned, self.row);
        let revised = || row.and_then(|row| row.revised.given()).map(|given| given.day);
        let completed = || row.and_then(|row| row.completed.given()).map(|given| given.day);
        let slipped = |between: fn(Date, Date) -> Cell<'static>| {
            let reached = completed().or_else(revised);
            self.issued.deadline.day().zip(reached).map_or(Cell::Blank, |(from, to)| between(from, to))
        };
        #[expect(clippy::wildcard_enum_match_arm, reason = "the other columns are shared with indicators")]
        match field {
            Field::Outcome => Cell::optional(planned.outcome.as_deref().map(|name| book.labels.outcome(name))),
            Field::Project => Cell::optional(planned.project.as_deref()),
            Field::MilestoneOf => Cell::optional(planned.milestone_of.as_deref()),
            // Nothing is to be told apart where the plan has no milestones, nor of what is for information only.
            Field::Counted if !self.issued.monitored || !book.has_milestones => Cell::Blank,
            Field::Counted => yes_no(!self.is_left_out()),
            Field::IsCounted => yes_no(self.place != Place::InformationOnly && !self.is_left_out()),
            Field::Monitored => yes_no(self.issued.monitored),
            Field::OriginalDeadline => printed(&planned.deadline),
            Field::OriginalDeadlineDay => Cell::day(planned.deadline.day()),
            Field::Deadline => printed(&self.issued.deadline),
            Field::DeadlineDay => Cell::day(self.issued.deadline.day()),
            Field::RatingReceived => Cell::text(rating_received(self)),
            Field::CompletedDate => row.map_or(Cell::Blank, |row| day(&row.completed)),
            Field::RevisedDeadline => row.map_or(Cell::Blank, |row| book.revised.printed(&row.revised)),
            Field::RevisedDeadlineDay => Cell::day(revised()),
            // How much later than its deadline it was completed or, where it was not, will be.
            Field::Slippage if completed().is_some() => slipped(|from, to| Cell::text(lateness_in_words(from, to))),
            Field::Slippage => slipped(|from, to| Cell::text(in_words(from, to))),
            Field::SlippageMonths => slipped(|from, to| Cell::Count(months_of_slippage(from, to).into())),
            Field::SlippageDays => slipped(|from, to| Cell::Number(days_of_slippage(from, to).into(), "0".into())),
            other => {
                let entry = || row.and_then(|row| row.slot(other)).map_or(Cell::Blank, entered);
                self.shared().cell(book, other).unwrap_or_else(entry)
            }
        }
    }
}

/// A deadline as people see it.
fn printed(deadline: &Deadline) -> Cell<'_> {
    deadline.printed_text().map_or_else(|| Cell::text(deadline.printed()), Cell::text)
}

fn rating_received<'l>(line: &ActionLine<'l>) -> Cow<'l, str> {
    let (Some(received), Some(row)) = (line.received, line.row) else { return "".into() };
    match row.rating.given().and_then(|id| received.issued.scheme.actions.get(*id)) {
        Some(rating) => rating.name.as_str().into(),
        None => tidy(&row.rating.typed).into(),
    }
}
