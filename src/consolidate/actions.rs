//! The Actions sheet: one row for each action of the period, in the plan's order.
//!
//! What is to be done comes from the plan, deadlines as they were issued, entries as they came back. The rating counted
//! is a plain word: the cell to correct where a service was wrong.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_xlsxwriter::Worksheet;

use crate::domain::{Deadline, INFORMATION_ONLY, Kind, NOT_RATED, Period, SharedText, in_words, tidy};
use crate::layout::{Field, SheetId};
use crate::returns::{ActionRow, DateGiven, Entry, Return, Slot};
use crate::tally::{ActionLine, Place};
use crate::workbook::{LateRows, WriteError};

use super::content::Content;
use super::data_sheet::{DataSheet, entered, yes_no};
use super::further::{self, FurtherOfRow, FurtherReceived};
use super::table::Rows;
use super::{Whole, layout_of};

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, whole: &'w Whole<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
    let lines = &whole.tally.action_lines;
    let columns = &layout_of(SheetId::Actions).columns;
    let further = further::headings(lines.iter().map(further_of));
    let any_agreed = lines.iter().any(|line| line.planned.agreed.is_some());
    let headings = further.clone();
    let rows =
        Rows::of(lines.iter().collect(), columns.len() + further.len(), move |line: &&'w ActionLine<'_>, place| {
            match columns.get(place) {
                // Where members moved no deadline, the original is the deadline.
                Some(column) if column.field == Field::OriginalDeadline && !any_agreed => Content::Blank,
                Some(column) => content(line, whole, column.field),
                None => further_of(line).cell_at(place.saturating_sub(columns.len()), &headings),
            }
        });
    let sheet_of = DataSheet {
        id: SheetId::Actions,
        title: whole.title_of("actions"),
        guidance: vec![
            "One row for each action of the period, in the order of the plan. Rating counted is what Summary counts."
                .to_owned(),
            "A blank cell was left blank, was not asked for, or its return is missing (see Returns).".to_owned(),
        ],
        empty: "No actions in this plan.".to_owned(),
        further,
        rows,
        scale: Some(whole.plan.scale(Kind::Actions)),
    };
    sheet_of.write(sheet, &whole.styles)
}

/// Whether a column holds anything.
pub(super) fn holds(whole: &Whole<'_>, field: Field) -> bool {
    whole.tally.action_lines.iter().any(|line| !content(line, whole, field).is_blank())
}

/// The cell of an action below the heading of `field`.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not columns of this sheet")]
pub(super) fn content<'w>(line: &'w ActionLine<'_>, whole: &'w Whole<'_>, field: Field) -> Content<'w> {
    let (planned, row) = (line.planned, line.row);
    let deadline = line.issued.map_or_else(|| planned.deadline(), |issued| &issued.deadline);
    let optional = |text: &'w Option<SharedText>| Content::text(text.as_deref().unwrap_or_default());
    match field {
        Field::Ref => Content::Ref(planned.reference.as_str().into()),
        Field::DeliveryPlan => Content::text(whole.labels.delivery_plan(line.delivery_plan)),
        Field::Priority => priority(whole, planned.priority.as_deref()),
        Field::Outcome => optional(&planned.outcome),
        Field::Project => optional(&planned.project),
        Field::Action => Content::text(&planned.action),
        Field::LeadOfficer => optional(&planned.lead_officer),
        Field::PortfolioHolder => {
            Content::text(planned.portfolio_holder.as_deref().map_or("", |name| whole.labels.holder(name)))
        }
        Field::ScrutinyCommittee => {
            Content::text(planned.scrutiny_committee.as_deref().map_or("", |name| whole.labels.committee(name)))
        }
        Field::Monitored => yes_no(line.issued.map_or(planned.monitored, |issued| issued.monitored)),
        Field::OriginalDeadline => printed(&planned.deadline),
        Field::Deadline => printed(deadline),
        Field::LastRating => optional(line.issued.map_or(&planned.last_rating, |issued| &issued.last_rating)),
        Field::RatingReceived => Content::text(rating_received(line)),
        Field::RatingCounted => Content::text(counted(line.place, line.counted.map(|rating| rating.name.as_str()))),
        Field::CompletedDate => row.map_or(Content::Blank, |row| day(&row.completed)),
        Field::RevisedDeadline => row.map_or(Content::Blank, |row| whole.revised.printed(&row.revised)),
        Field::Slippage => row.and_then(|row| slippage(deadline.day()?, row)).map_or(Content::Blank, Content::text),
        // A mark that cannot be read is in the findings; here it would be taken for a direction.
        Field::DirectionOfTravel => {
            line.direction.map_or(Content::Blank, |direction| Content::text(direction.to_string()))
        }
        Field::Commentary => row.map_or(Content::Blank, |row| entered(&row.commentary)),
        Field::SourceFile => line.received.map_or(Content::Blank, |received| Content::text(&received.source.path)),
        Field::SourceCell => source_cell(line).map_or(Content::Blank, Content::text),
        _ => Content::Blank,
    }
}

/// A deadline as people see it.
fn printed(deadline: &Deadline) -> Content<'_> {
    deadline.printed_text().map_or_else(|| Content::text(deadline.printed()), Content::text)
}

/// The name of a priority, from its code.
pub(super) fn priority<'w>(whole: &'w Whole<'_>, code: Option<&'w str>) -> Content<'w> {
    Content::text(code.map_or("", |code| whole.labels.priority(code)))
}

/// The place of a priority in the plan's order; one that the plan does not have comes last.
pub(super) fn priority_place(whole: &Whole<'_>, code: Option<&str>) -> usize {
    whole.labels.priority_place(code)
}

/// What counts, in the word of the scheme.
pub(super) fn counted(place: Place, rating: Option<&str>) -> &str {
    match place {
        Place::Counted(_) => rating.unwrap_or(NOT_RATED),
        Place::NotRated => NOT_RATED,
        Place::InformationOnly => INFORMATION_ONLY,
    }
}

/// A day that was entered; what was typed where it is none.
pub(super) fn day(slot: &Slot<DateGiven>) -> Content<'_> {
    match &slot.entry {
        Entry::Given(given) => Content::Day(given.day),
        Entry::Blank | Entry::Unreadable(_) => Content::text(&slot.typed),
    }
}

/// Where a row stands in its return: `Actions!A14`.
pub(super) fn address(sheet: &str, at: crate::grid::CellRef) -> String {
    if sheet.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        format!("{sheet}!{at}")
    } else {
        format!("'{}'!{at}", sheet.replace('\'', "''"))
    }
}

fn rating_received<'w>(line: &'w ActionLine<'_>) -> Cow<'w, str> {
    let (Some(received), Some(row)) = (line.received, line.row) else { return "".into() };
    match row.rating.given().and_then(|id| received.issued.scheme.actions.get(*id)) {
        Some(rating) => rating.name.as_str().into(),
        None => tidy(&row.rating.typed).into(),
    }
}

/// Revised deadlines as deadlines are printed: a quarter as a quarter, a day as a day. Found by the day and by what was
/// typed, for many are the same and reading one takes long.
#[derive(Debug)]
pub(super) struct RevisedDeadlines(BTreeMap<Date, BTreeMap<SharedText, SharedText>>);

impl RevisedDeadlines {
    /// All of a period.
    pub(super) fn new<'a>(slots: impl Iterator<Item = &'a Slot<DateGiven>>, period: Period) -> Self {
        let mut all: BTreeMap<Date, BTreeMap<SharedText, SharedText>> = BTreeMap::new();
        for slot in slots {
            let Some(day) = slot.given().map(|given| given.day) else { continue };
            let of_day = all.entry(day).or_default();
            if !of_day.contains_key(&slot.typed) {
                of_day.insert(slot.typed.clone(), Deadline::as_entered(&slot.typed, day, &period));
            }
        }
        Self(all)
    }

    /// One of them; what was typed where it is none.
    pub(super) fn printed<'a>(&'a self, slot: &'a Slot<DateGiven>) -> Content<'a> {
        let printed = slot.given().and_then(|given| self.0.get(&given.day)?.get(&slot.typed));
        Content::text(printed.unwrap_or(&slot.typed))
    }
}

/// How much later than its deadline it was completed or, where it was not, will be.
fn slippage(deadline: Date, row: &ActionRow) -> Option<String> {
    let reached = row.completed.given().or_else(|| row.revised.given())?;
    Some(in_words(deadline, reached.day))
}

fn source_cell(line: &ActionLine<'_>) -> Option<String> {
    let part = line.received.and_then(|received: &Return| received.actions.as_ref())?;
    Some(address(&part.sheet, line.row?.at))
}

pub(super) fn further_of<'a>(line: &ActionLine<'a>) -> FurtherOfRow<'a> {
    let received = line.received.zip(line.issued).zip(line.row).map(|((received, issued), row)| FurtherReceived {
        headings: &received.issued.action_extras,
        issued: &issued.carried,
        asks: &row.asks,
    });
    FurtherOfRow { planned: &line.planned.carried, received }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_sheet_with_a_space_in_its_name_is_quoted_in_the_address() {
        let at: crate::grid::CellRef = "A14".parse().unwrap();
        assert_eq!(address("Actions", at), "Actions!A14");
        assert_eq!(address("Q1 head's copy", at), "'Q1 head''s copy'!A14");
    }

    #[test]
    fn a_revised_deadline_is_printed_as_deadlines_are() {
        let period = Period::new(2025, crate::domain::Part::Quarter(1), 4).unwrap();
        let slot = |typed: &str, day| Slot {
            at: None,
            entry: Entry::Given(DateGiven { day, doubt: None }),
            typed: typed.into(),
            formula: false,
        };
        let slots = [
            slot("Q3", date(2025, 12, 31)),
            slot("2025-09-30", date(2025, 9, 30)),
            slot("45930", date(2025, 9, 30)),
            slot("Q3", date(2026, 12, 31)),
        ];
        let revised = RevisedDeadlines::new(slots.iter(), period);
        let printed = slots.each_ref().map(|slot| revised.printed(slot));
        assert_eq!(printed, ["Q3 2025-26", "30 Sep 2025", "30 Sep 2025", "31 Dec 2026"].map(Content::text));
    }
}
