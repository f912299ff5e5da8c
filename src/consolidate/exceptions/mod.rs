//! The Exceptions sheet: everything that counts as behind or off track, with commentary in full, and what is not rated.
//!
//! Which rows these are follows from the standing of the rating counted, never from its word. The worst come first
//! within each priority. What should be rated and is not stands below: a head of service wants to see what is late and
//! what is missing.

mod badness;
mod forecast;
mod not_rated;

use std::cmp::Reverse;

use rust_xlsxwriter::Worksheet;

use crate::domain::{Kind, Rating, Standing, months_of_slippage};
use crate::layout::{Field, SheetId};
use crate::tally::ActionLine;
use crate::workbook::{LateRows, WriteError};

use super::book::Book;
use super::line::{self, DataLine};
use super::sections::{Section, Sections};
use super::summary;
use super::table::Rows;
use badness::badness;

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
const OF_INDICATORS: [Field; 13] = [
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
    Field::DirectionOnPrevious,
    Field::DirectionOnLastYear,
];

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, book: &'w Book<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
    sections(book).write(sheet, book)
}

/// What stands on the sheet.
pub(super) fn sections<'w>(book: &'w Book<'_>) -> Sections<'w> {
    let mut guidance = vec![
        "Everything that counts as behind or off track, the worst first within each priority. Commentary is as the service wrote it, in full."
            .to_owned(),
    ];
    if starts_are_told(book) {
        guidance.push(
            "What has not started although its deadline has passed stands here too, and counts as its rating."
                .to_owned(),
        );
    }
    if book.tally.wordings() > 0 {
        guidance.push("Where Commentary for report was filled in, that stands here instead.".to_owned());
    }
    guidance.extend(super::decisions::against_band(book));
    Sections {
        id: SheetId::Exceptions,
        title: book.title_of("exceptions"),
        guidance,
        parts: [
            exceptions(book, &book.tally.action_lines, ("Exceptions_actions", &OF_ACTIONS), months),
            exceptions(book, &book.tally.indicator_lines, ("Exceptions_indicators", &OF_INDICATORS), |_| 0),
        ]
        .into_iter()
        .chain(forecast::section(book))
        .chain([not_rated::section(book)])
        .collect(),
        filter: true,
    }
}

/// Whether anything of this plan can be rated as not started.
fn starts_are_told(book: &Book<'_>) -> bool {
    book.plan.scale(Kind::Actions).of_standing(Standing::NotStarted).is_some()
}

/// How bad a row is, the worst first; `None` where it is no exception. What has not started is one where it should be
/// finished by now.
fn badness_of(line: &impl DataLine) -> Option<u8> {
    let counted = line.shared().counted;
    let is_due = || line.is_exception() && counted.is_some_and(|rating| rating.standing == Standing::NotStarted);
    badness(counted).or_else(|| is_due().then_some(2))
}

/// The exceptions among lines of one kind, the worst first within each priority: of those that are equally bad, the one
/// whose deadline moves furthest, and then in the order of the plan.
fn exceptions<'w, L: DataLine>(
    book: &'w Book<'_>,
    lines: &'w [L],
    (name, fields): (&'static str, &'static [Field]),
    months: impl Fn(&L) -> u32,
) -> Section<'w> {
    let mut found = line::by_priority(book, lines, |line| badness_of(line).is_some());
    found.sort_by_key(|line| {
        (book.labels.priority_place(line.shared().priority), badness_of(*line), Reverse(months(line)))
    });
    Section {
        title: title(book, L::KIND, found.iter().filter_map(|line| line.shared().counted)),
        notes: Vec::new(),
        empty: empty(book, L::KIND),
        name,
        fields,
        rows: Rows::by_field(found, fields.to_vec(), |line: &&'w L, field| line.printed_cell(book, field)),
        scale: Some(book.plan.scale(L::KIND)),
    }
}

/// By how many months the deadline of an action moves.
fn months(line: &ActionLine<'_>) -> u32 {
    let deadline = line.issued.deadline.day();
    let revised = line.row.and_then(|row| row.revised.given());
    deadline.zip(revised).map_or(0, |(deadline, revised)| months_of_slippage(deadline, revised.day))
}

/// The ratings that make an exception by themselves, the worst first.
fn exceptional<'w>(book: &'w Book<'_>, kind: Kind) -> Vec<&'w Rating> {
    let mut ratings: Vec<&Rating> = book.plan.scale(kind).iter().filter(|one| badness(Some(one)).is_some()).collect();
    ratings.sort_by_key(|rating| badness(Some(rating)));
    ratings
}

/// `Actions: 8 Behind, 11 Slightly behind`.
fn title<'r>(book: &Book<'_>, kind: Kind, found: impl Iterator<Item = &'r Rating>) -> String {
    let found: Vec<&str> = found.map(|rating| rating.name.as_str()).collect();
    let number = |rating: &Rating| found.iter().filter(|name| **name == rating.name).count();
    let not_started = book.plan.scale(kind).iter().filter(|rating| rating.standing == Standing::NotStarted);
    let ratings = exceptional(book, kind).into_iter().chain(not_started);
    let counts = ratings.map(|rating| (number(rating), &rating.name));
    let counts: Vec<String> =
        counts.filter(|(number, _)| *number > 0).map(|(number, name)| format!("{number} {name}")).collect();
    if counts.is_empty() { kind.to_string() } else { format!("{kind}: {}", counts.join(", ")) }
}

/// Why there is no row.
fn empty(book: &Book<'_>, kind: Kind) -> String {
    if let Some(words) = summary::none(book, kind) {
        return words.to_owned();
    }
    let ratings: Vec<&str> = exceptional(book, kind).into_iter().map(|rating| rating.name.as_str()).collect();
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
