//! The Exceptions sheet: everything that counts as behind or off track, with commentary in full, and what is not rated.
//!
//! Which rows these are follows from the standing of the rating counted, never from its word. The worst come first within
//! each priority. What should be rated and is not stands below: a head of service wants to see what is late and what is
//! missing. The border: cells are those of the data sheets.

mod not_rated;

use std::cmp::Reverse;

use rust_xlsxwriter::Worksheet;

use crate::domain::{Kind, Rating, Standing, months_of_slippage};
use crate::layout::{Field, SheetId};
use crate::tally::{ActionLine, IndicatorLine};
use crate::workbook::{LateRows, WriteError};

use super::line::DataLine as _;
use super::sections::{Section, Sections};
use super::table::Rows;
use super::{Whole, summary};

/// The columns of the actions, and of the indicators.
const OF_ACTIONS: [Field; 11] = [
    Field::Priority,
    Field::Ref,
    Field::Action,
    Field::RatingCounted,
    Field::Commentary,
    Field::DeliveryPlan,
    Field::LeadOfficer,
    Field::Deadline,
    Field::RevisedDeadline,
    Field::Slippage,
    Field::DirectionOfTravel,
];
const OF_INDICATORS: [Field; 11] = [
    Field::Priority,
    Field::Ref,
    Field::Indicator,
    Field::RatingCounted,
    Field::Commentary,
    Field::DeliveryPlan,
    Field::LeadOfficer,
    Field::Target,
    Field::Value,
    Field::Why,
    Field::DirectionOfTravel,
];

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, whole: &'w Whole<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
    let mut guidance = vec![
        "Everything that counts as behind or off track, the worst first within each priority. Commentary is as the service wrote it, in full."
            .to_owned(),
        "Made from the returns: a rating corrected in the sheets Actions or Indicators counts in Summary, and does not change this list."
            .to_owned(),
    ];
    guidance.extend(super::decisions::against_band(whole));
    let sheet_of = Sections {
        id: SheetId::Exceptions,
        title: whole.title_of("exceptions"),
        guidance,
        parts: vec![of_actions(whole), of_indicators(whole), not_rated::section(whole)],
        filter: true,
    };
    sheet_of.write(sheet, whole)
}

/// How bad a rating is, the worst first; `None` where it is no exception.
fn badness(rating: Option<&Rating>) -> Option<u8> {
    match rating?.standing {
        Standing::OffTrack => Some(0),
        Standing::Behind => Some(1),
        Standing::Complete | Standing::OnTrack | Standing::Closed | Standing::Awaited | Standing::MonitorOnly => None,
    }
}

fn of_actions<'w>(whole: &'w Whole<'_>) -> Section<'w> {
    let lines = whole.tally.action_lines.iter();
    let mut found: Vec<(u8, &ActionLine<'_>)> = lines.filter_map(|line| Some((badness(line.counted)?, line))).collect();
    // Rows that are equally bad stay in the order of the plan.
    found.sort_by_key(|(badness, line)| {
        let priority = whole.labels.priority_place(line.planned.priority.as_deref());
        (priority, *badness, Reverse(months(line)))
    });
    Section {
        title: title(whole, Kind::Actions, found.iter().filter_map(|(_, line)| line.counted)),
        notes: Vec::new(),
        empty: empty(whole, Kind::Actions),
        name: "Exceptions_actions",
        fields: &OF_ACTIONS,
        rows: Rows::by_field(found, OF_ACTIONS.to_vec(), |(_, line): &(u8, &'w ActionLine<'_>), field| {
            line.cell(whole, field)
        }),
        scale: Some(whole.plan.scale(Kind::Actions)),
    }
}

/// By how many months the deadline of an action moves.
fn months(line: &ActionLine<'_>) -> u32 {
    let deadline = line.issued.and_then(|issued| issued.deadline.day());
    let revised = line.row.and_then(|row| row.revised.given());
    deadline.zip(revised).map_or(0, |(deadline, revised)| months_of_slippage(deadline, revised.day))
}

fn of_indicators<'w>(whole: &'w Whole<'_>) -> Section<'w> {
    let lines = whole.tally.indicator_lines.iter();
    let mut found: Vec<(u8, &IndicatorLine<'_>)> =
        lines.filter_map(|line| Some((badness(line.counted)?, line))).collect();
    found.sort_by_key(|(badness, line)| (whole.labels.priority_place(line.planned.priority.as_deref()), *badness));
    Section {
        title: title(whole, Kind::Indicators, found.iter().filter_map(|(_, line)| line.counted)),
        notes: Vec::new(),
        empty: empty(whole, Kind::Indicators),
        name: "Exceptions_indicators",
        fields: &OF_INDICATORS,
        rows: Rows::by_field(found, OF_INDICATORS.to_vec(), |(_, line): &(u8, &'w IndicatorLine<'_>), field| {
            line.cell(whole, field)
        }),
        scale: Some(whole.plan.scale(Kind::Indicators)),
    }
}

/// The ratings that make an exception, the worst first.
fn exceptional<'w>(whole: &'w Whole<'_>, kind: Kind) -> Vec<&'w Rating> {
    let mut ratings: Vec<&Rating> = whole.plan.scale(kind).iter().filter(|one| badness(Some(one)).is_some()).collect();
    ratings.sort_by_key(|rating| badness(Some(rating)));
    ratings
}

/// `Actions: 8 Behind, 11 Slightly behind`.
fn title<'r>(whole: &Whole<'_>, kind: Kind, found: impl Iterator<Item = &'r Rating>) -> String {
    let found: Vec<&str> = found.map(|rating| rating.name.as_str()).collect();
    let number = |rating: &Rating| found.iter().filter(|name| **name == rating.name).count();
    let counts = exceptional(whole, kind).into_iter().map(|rating| (number(rating), &rating.name));
    let counts: Vec<String> =
        counts.filter(|(number, _)| *number > 0).map(|(number, name)| format!("{number} {name}")).collect();
    if counts.is_empty() { kind.to_string() } else { format!("{kind}: {}", counts.join(", ")) }
}

/// Why there is no row.
fn empty(whole: &Whole<'_>, kind: Kind) -> String {
    if let Some(words) = summary::none(whole, kind) {
        return words.to_owned();
    }
    let ratings: Vec<&str> = exceptional(whole, kind).into_iter().map(|rating| rating.name.as_str()).collect();
    let none = match kind {
        Kind::Actions => "No action",
        Kind::Indicators => "No indicator",
    };
    match ratings.as_slice() {
        [] => format!("{none} can count as behind or off track: the rating scheme has no such rating."),
        ratings => format!("{none} counts as {}.", ratings.join(" or ")),
    }
}

#[cfg(test)]
mod tests;
