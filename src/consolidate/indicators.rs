//! The Indicators sheet: one row for each indicator, in the plan's order, as received, computed and counted.
//!
//! Values are numbers in their unit's own format, percentages as Excel stores them; a reason stands in words. Targets
//! and tolerances are as issued, so that the sheet can be checked without any return at hand.

use rust_xlsxwriter::Worksheet;

use rust_decimal::Decimal;

use crate::domain::{Kind, Rated, SharedText, Tolerance, tidy};
use crate::layout::{Field, SheetId};
use crate::plan::Printed;
use crate::returns::{Entry, Slot, ValueGiven};
use crate::tally::IndicatorLine;
use crate::workbook::{LateRows, WriteError, quantity_format};

use super::actions::{address, counted, priority};
use super::content::Content;
use super::data_sheet::{DataSheet, entered, yes_no};
use super::further::{self, FurtherOfRow, FurtherReceived};
use super::table::Rows;
use super::{Whole, layout_of};

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, whole: &'w Whole<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
    let lines = &whole.tally.indicator_lines;
    let columns = &layout_of(SheetId::Indicators).columns;
    let further = further::headings(lines.iter().map(further_of));
    let headings = further.clone();
    let rows =
        Rows::of(lines.iter().collect(), columns.len() + further.len(), move |line: &&'w IndicatorLine<'_>, place| {
            match columns.get(place) {
                Some(column) => content(line, whole, column.field),
                None => further_of(line).cell_at(place.saturating_sub(columns.len()), &headings),
            }
        });
    let sheet_of = DataSheet {
        id: SheetId::Indicators,
        title: whole.title_of("indicators"),
        guidance: vec![
            "One row for each indicator, in the order of the plan. Rating counted is what Summary counts; Why is the arithmetic of the tolerance band.".to_owned(),
            "A blank cell was left blank, was not asked for, or its return is missing (see Returns).".to_owned(),
        ],
        empty: "No indicators in this plan.".to_owned(),
        rows,
        further,
        scale: Some(whole.plan.scale(Kind::Indicators)),
    };
    sheet_of.write(sheet, &whole.styles)
}

/// Whether a column holds anything.
pub(super) fn holds(whole: &Whole<'_>, field: Field) -> bool {
    whole.tally.indicator_lines.iter().any(|line| !content(line, whole, field).is_blank())
}

/// The cell of an indicator below the heading of `field`.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not columns of this sheet")]
pub(super) fn content<'w>(line: &'w IndicatorLine<'_>, whole: &'w Whole<'_>, field: Field) -> Content<'w> {
    let (planned, issued, row) = (line.planned, &line.issued, line.row);
    let printed = |field| quantity(line, issued.printed(field));
    let optional = |text: &'w Option<SharedText>| Content::text(text.as_deref().unwrap_or_default());
    match field {
        Field::Ref => Content::Ref(planned.reference.as_str().into()),
        Field::DeliveryPlan => Content::text(whole.labels.delivery_plan(line.delivery_plan)),
        Field::Priority => priority(whole, planned.priority.as_deref()),
        Field::PortfolioHolder => {
            Content::text(line.delivery_plan.portfolio_holder.as_deref().map_or("", |name| whole.labels.holder(name)))
        }
        Field::ScrutinyCommittee => Content::text(
            line.delivery_plan.scrutiny_committee.as_deref().map_or("", |name| whole.labels.committee(name)),
        ),
        Field::Indicator => Content::text(&planned.indicator),
        Field::Unit => Content::text(&issued.unit),
        Field::BetterWhen => printed(Field::BetterWhen),
        Field::Rated => Content::text(issued.rated.to_string()),
        Field::Due => yes_no(issued.due),
        Field::LastYear => printed(Field::LastYear),
        Field::LastValue => match row.filter(|row| !row.last_value.is_empty()) {
            Some(row) => value(line, &row.last_value),
            None => printed(Field::LastValue),
        },
        Field::LastRating => optional(&issued.last_rating),
        Field::Target => printed(Field::Target),
        Field::Tolerance => Content::text(tolerance(line, whole)),
        Field::Value => row.map_or(Content::Blank, |row| value(line, &row.value)),
        Field::RatingReceived => match (line.given, row) {
            (Some(rating), _) => Content::text(&rating.name),
            (None, Some(row)) => Content::text(tidy(&row.rating.typed)),
            (None, None) => Content::Blank,
        },
        Field::RatingCounted => Content::text(counted(line.place, line.counted.map(|rating| rating.name.as_str()))),
        Field::RatingComputed => line.judgement.as_ref().map_or(Content::Blank, |judged| Content::text(&judged.rating)),
        Field::Why => line.judgement.as_ref().map_or(Content::Blank, |judged| Content::text(&judged.why)),
        Field::DirectionOfTravel => {
            line.direction.map_or(Content::Blank, |direction| Content::text(direction.to_string()))
        }
        Field::OverrideReason => row.map_or(Content::Blank, |row| entered(&row.override_reason)),
        Field::Commentary => row.map_or(Content::Blank, |row| entered(&row.commentary)),
        Field::SourceFile => line.received.map_or(Content::Blank, |received| Content::text(&received.source.path)),
        Field::SourceCell => source_cell(line).map_or(Content::Blank, Content::text),
        _ => Content::Blank,
    }
}

/// What the plan printed: a number in its unit's format, or words.
fn quantity(line: &IndicatorLine<'_>, printed: Printed) -> Content<'static> {
    match printed {
        Printed::Blank => Content::Blank,
        Printed::Text(text) => Content::text(text),
        Printed::Number(value) => number(line, value),
    }
}

/// What a service entered: a number in its unit's format, a reason in words, or what was typed.
fn value<'w>(line: &IndicatorLine<'_>, slot: &'w Slot<ValueGiven>) -> Content<'w> {
    match &slot.entry {
        Entry::Given(ValueGiven::Number(quantity)) => number(line, quantity.value),
        Entry::Given(ValueGiven::Reason(reason)) => Content::text(reason.word()),
        Entry::Blank | Entry::Unreadable(_) => Content::text(tidy(&slot.typed)),
    }
}

/// A number as its cell stores it: 0.92 for 92%.
fn number(line: &IndicatorLine<'_>, value: Decimal) -> Content<'static> {
    let format = quantity_format(&line.issued.unit, line.issued.decimals, value);
    let hundredth = || value.checked_div(Decimal::ONE_HUNDRED).unwrap_or(value);
    let stored = if line.issued.is_percent() { hundredth() } else { value };
    Content::Number(stored, format.into())
}

/// The tolerance in words as it was issued; where its return is not there, as the plan has it.
fn tolerance(line: &IndicatorLine<'_>, whole: &Whole<'_>) -> String {
    if let Some(received) = line.received {
        return received.issued.tolerance_words(&line.issued);
    }
    let name = line.issued.tolerance.as_deref().filter(|_| line.issued.rated == Rated::Yes);
    name.and_then(|name| whole.plan.tolerance(name)).map(Tolerance::in_words).unwrap_or_default()
}

fn source_cell(line: &IndicatorLine<'_>) -> Option<String> {
    let part = line.received?.indicators.as_ref()?;
    Some(address(&part.sheet, line.row?.at))
}

pub(super) fn further_of<'a>(line: &'a IndicatorLine<'_>) -> FurtherOfRow<'a> {
    let received = line.received.zip(line.row).map(|(received, row)| FurtherReceived {
        headings: &received.issued.indicator_extras,
        issued: &line.issued.carried,
        asks: &row.asks,
    });
    FurtherOfRow { planned: &line.planned.carried, received }
}
