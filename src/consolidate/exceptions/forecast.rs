//! What is forecast to slip: rows whose answer to `Ask: Forecast [rating]` is a rating of standing Behind or Off track.
//!
//! The section is there only where the plan asks for a forecast. It has every such row, those that are behind already too,
//! so that it agrees with the table of forecasts on Summary.

use crate::domain::{Rating, same};
use crate::layout::Field;
use crate::plan::{Ask, Carried};
use crate::returns::Answer;

use super::super::answers::is_same_column;
use super::super::book::Book;
use super::super::cell::Cell;
use super::super::line::{self, DataLine, Shared};
use super::super::sections::{Section, counted_title};
use super::super::table::Rows;
use super::badness::badness;

const FIELDS: [Field; 8] = [
    Field::Priority,
    Field::Ref,
    Field::ActionOrIndicator,
    Field::Forecast,
    Field::RatingCounted,
    Field::Commentary,
    Field::DeliveryPlan,
    Field::LeadOfficer,
];

/// The section of Exceptions, where the plan asks for a forecast.
pub(super) fn section<'w>(book: &'w Book<'_>) -> Option<Section<'w>> {
    let of_actions = question(book.plan.actions.first().map(|row| &*row.carried));
    let of_indicators = question(book.plan.indicators.first().map(|row| &*row.carried));
    if of_actions.is_none() && of_indicators.is_none() {
        return None;
    }
    let mut rows = Vec::new();
    add(book, &book.tally.action_lines, of_actions, &mut rows);
    add(book, &book.tally.indicator_lines, of_indicators, &mut rows);
    rows.sort_by_key(|(priority, badness, _)| (*priority, *badness));
    let rows = Rows::made(rows.into_iter().map(|(_, _, cells)| cells).collect());
    Some(Section {
        title: counted_title("Forecast to slip", &rows),
        notes: Vec::new(),
        empty: "No row is forecast to be behind or off track.".to_owned(),
        name: "Forecast_to_slip",
        fields: &FIELDS,
        rows,
        scale: None,
    })
}

/// The heading of the plan that asks for a forecast.
fn question(carried: Option<&[Carried]>) -> Option<&str> {
    let headings = carried.unwrap_or_default().iter().map(|one| one.heading.as_str());
    headings.into_iter().find(|heading| Ask::of(heading).is_some_and(|ask| ask.is_forecast()))
}

/// Adds the cells of each line that is forecast to slip, with the place of its priority and how bad it is forecast to be.
fn add<'w, L: DataLine>(
    book: &'w Book<'_>,
    lines: &'w [L],
    question: Option<&str>,
    rows: &mut Vec<(usize, Option<u8>, Vec<Cell<'w>>)>,
) {
    let Some(question) = question else { return };
    let slips = |line: &L| !line.is_left_out() && badness(forecast(book, line, question)).is_some();
    for line in line::by_priority(book, lines, slips) {
        let Some(rating) = forecast(book, line, question) else { continue };
        let cell = |field| {
            if field == Field::Forecast { Cell::text(rating.name.as_str()) } else { line.printed_cell(book, field) }
        };
        let priority = book.labels.priority_place(line.shared().priority);
        rows.push((priority, badness(Some(rating)), FIELDS.into_iter().map(cell).collect()));
    }
}

/// The rating of the plan's that a line is forecast to have.
fn forecast<'w, L: DataLine>(book: &'w Book<'_>, line: &L, question: &str) -> Option<&'w Rating> {
    let Shared { further, kind, .. } = line.shared();
    let received = further.received.as_ref()?;
    let answered = received.asks.iter().find(|own| is_same_column(own.ask.heading, question))?;
    let Answer::Rating(id) = answered.slot.given()? else { return None };
    // The return's own ratings may be others than the plan's of today.
    let word = &received.scale.get(*id)?.name;
    book.plan.scale(kind).iter().find(|rating| same(&rating.name, word))
}
