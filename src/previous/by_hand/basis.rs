//! What a correction was made on: what the return said of the row then.

use serde::{Deserialize, Serialize};

use crate::domain::{Kind, Period, Precision, print_day, same, tidy};
use crate::layout::{Field, Row, data_sheet};
use crate::returns::{ActionRow, AnySlot, DateGiven, Entry, Found, IndicatorRow, Reading, Slot, ValueGiven};

/// What is looked at of an action and of an indicator.
const OF_ACTIONS: [Field; 3] = [Field::RatingReceived, Field::CompletedDate, Field::RevisedDeadline];
const OF_INDICATORS: [Field; 3] = [Field::RatingReceived, Field::Value, Field::OverrideReason];
/// How many characters of each are kept: enough to tell one from another.
const LONGEST: usize = 300;

/// The rating received, value, dates and reason of a row, each below its heading; what is blank is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Basis(Vec<(String, String)>);

impl Basis {
    fn of(kind: Kind, words: impl Fn(Field) -> String) -> Self {
        let fields = match kind {
            Kind::Actions => OF_ACTIONS,
            Kind::Indicators => OF_INDICATORS,
        };
        let heading = |field| data_sheet(kind).heading(field).to_owned();
        let all = fields.into_iter().map(|field| (heading(field), tidy(&words(field)).chars().take(LONGEST).collect()));
        Self(all.filter(|(_, words): &(String, String)| !words.is_empty()).collect())
    }

    /// The same of a row of the consolidated workbook.
    pub(super) fn of_row(kind: Kind, row: &Row<'_, '_>, unit: &str, period: Period) -> Self {
        let reading = Reading { period: &period, tells_formats: true, epoch_1904: false };
        let found = |field| Found { at: row.at(field), cell: row.cell(field), ..Found::default() };
        Self::of(kind, |field| {
            #[expect(clippy::wildcard_enum_match_arm, reason = "the others are words")]
            match field {
                Field::CompletedDate | Field::RevisedDeadline => date(&reading.date(found(field), Precision::Years)),
                Field::Value => value(&reading.value(found(field), unit)),
                other => row.text(other).to_string(),
            }
        })
    }

    /// What differs, each with its heading, what it was and what it is.
    pub(crate) fn changes<'b>(&'b self, now: &'b Self) -> Vec<(&'b str, &'b str, &'b str)> {
        let words = |of: &'b Self, heading: &str| {
            of.0.iter().find(|(own, _)| own == heading).map_or("", |(_, words)| words.as_str())
        };
        let added = now.0.iter().filter(|(heading, _)| self.0.iter().all(|(own, _)| own != heading));
        let headings = self.0.iter().chain(added).map(|(heading, _)| heading.as_str());
        let all = headings.map(|heading| (heading, words(self, heading), words(now, heading)));
        all.filter(|(_, then, now)| !same(then, now)).collect()
    }
}

/// What a return says of an action; `rating` is the one received, in the words of the consolidated workbook.
pub(crate) fn of_action(rating: &str, row: Option<&ActionRow>) -> Basis {
    Basis::of(Kind::Actions, |field| match (field, row) {
        (Field::RatingReceived, _) => rating.to_owned(),
        (Field::CompletedDate, Some(row)) => date(&row.completed),
        (Field::RevisedDeadline, Some(row)) => date(&row.revised),
        _ => String::new(),
    })
}

/// The same of an indicator.
pub(crate) fn of_indicator(rating: &str, row: Option<&IndicatorRow>) -> Basis {
    Basis::of(Kind::Indicators, |field| match (field, row) {
        (Field::RatingReceived, _) => rating.to_owned(),
        (Field::Value, Some(row)) => value(&row.value),
        (Field::OverrideReason, Some(row)) => row.override_reason.typed().to_string(),
        _ => String::new(),
    })
}

fn date(slot: &Slot<DateGiven>) -> String {
    match &slot.entry {
        Entry::Given(given) => print_day(given.day),
        Entry::Blank | Entry::Unreadable(_) => slot.typed.to_string(),
    }
}

fn value(slot: &Slot<ValueGiven>) -> String {
    match &slot.entry {
        Entry::Given(ValueGiven::Number(quantity)) => quantity.value.normalize().to_string(),
        Entry::Given(ValueGiven::Reason(reason)) => reason.word().to_owned(),
        Entry::Given(ValueGiven::Words(words)) => words.to_string(),
        Entry::Blank | Entry::Unreadable(_) => slot.typed.to_string(),
    }
}
