//! The Indicators sheet: one row for each indicator, in the plan's order, as received, computed and counted.
//!
//! Values are numbers in their unit's own format, percentages as Excel stores them; a reason stands in words. Targets
//! and tolerances are as issued, so that the sheet can be checked without any return at hand.

use rust_decimal::Decimal;
use rust_xlsxwriter::Worksheet;

use crate::domain::{Kind, Period, Rated, Target, Tolerance, print_number, tidy};
use crate::layout::Field;
use crate::plan::{IssuedRow, Printed};
use crate::returns::{Entry, Slot, ValueGiven};
use crate::tally::{IndicatorLine, IndicatorPeriod, Told};
use crate::workbook::{LateRows, WriteError, quantity_format};

use super::book::Book;
use super::cell::{Cell, RESTATED};
use super::corrected::Corrected;
use super::data_sheet::{entered, yes_no};
use super::further::{FurtherOfRow, FurtherReceived};
use super::line::{self, DataLine, Shared};

/// What stands for the value of a period that nothing tells of.
pub(super) const NOT_HELD: &str = "not held";

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, book: &'w Book<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
    let guidance = "One row for each indicator, in the order of the plan. Rating counted is what Summary counts; Why is the arithmetic of the tolerance band.";
    line::write(sheet, book, &book.tally.indicator_lines, guidance)
}

impl DataLine for IndicatorLine<'_> {
    const KIND: Kind = Kind::Indicators;

    fn shared(&self) -> Shared<'_> {
        Shared {
            kind: Self::KIND,
            reference: &self.planned.reference,
            wording: &self.planned.indicator,
            delivery_plan: self.delivery_plan,
            priority: self.planned.priority.as_deref(),
            lead_officer: self.delivery_plan.lead_officer.as_deref(),
            portfolio_holder: self.delivery_plan.portfolio_holder.as_deref(),
            scrutiny_committee: self.delivery_plan.scrutiny_committee.as_deref(),
            last_rating: self.issued.last_rating.as_deref(),
            place: self.place,
            rated: self.counted,
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

    fn in_period<'w>(&'w self, book: &'w Book<'_>, period: Period) -> Cell<'w> {
        let then = book.tally.record.indicator(self, period);
        match (then.told, then.value, then.reason) {
            (Told::Now, Some(value), _) if self.issued.known_unit().is_in_words() => self.figure(value),
            (Told::Now, _, _) => self.cell(book, Field::Value),
            (_, Some(value), _) if then.restated.is_some() => {
                let format = quantity_format(&self.issued.unit, self.issued.decimals, value);
                Cell::Number(value, format!("{format}{RESTATED}").into())
            }
            (_, Some(value), _) => self.figure(value),
            (_, None, Some(reason)) => Cell::text(reason.word()),
            (_, None, None) if then.words.is_some() => Cell::optional(then.words),
            (_, None, None) if self.is_not_held(&then, period) => Cell::text(NOT_HELD),
            (_, None, None) => Cell::Blank,
        }
    }

    fn cell<'w>(&'w self, book: &'w Book<'_>, field: Field) -> Cell<'w> {
        let (issued, row) = (self.issued, self.row);
        let number = |value| self.number(value);
        #[expect(clippy::wildcard_enum_match_arm, reason = "the other columns are shared with actions")]
        match field {
            Field::Outcome => Cell::optional(self.planned.outcome.as_deref().map(|name| book.labels.outcome(name))),
            Field::Unit => Cell::text(&issued.unit),
            Field::BetterWhen | Field::LastYear | Field::Target => self.printed(field),
            Field::Rated => Cell::text(issued.rated.to_string()),
            Field::Due => yes_no(issued.due),
            Field::Cumulative => yes_no(issued.cumulative),
            Field::LastValue => match row.filter(|row| !row.last_value.is_empty()) {
                Some(row) => self.value(&row.last_value),
                None => self.printed(field),
            },
            Field::TargetFrom => range(&issued.target).map_or(Cell::Blank, |(from, _)| number(from)),
            Field::TargetTo => range(&issued.target).map_or(Cell::Blank, |(_, to)| number(to)),
            Field::TargetWords => match &issued.target {
                Target::Words(words) => Cell::text(&**words),
                Target::YesNo(_) => Cell::text(issued.target.printed(None, "")),
                Target::Number(_) | Target::Range(..) | Target::None => Cell::Blank,
            },
            Field::Tolerance => Cell::text(self.tolerance_in_words(book)),
            Field::Numerator => row.map_or(Cell::Blank, |row| part(&row.numerator)),
            Field::Denominator => row.map_or(Cell::Blank, |row| part(&row.denominator)),
            Field::Value => row.map_or(Cell::Blank, |row| self.value(&row.value)),
            Field::Change => Cell::made(self.change.map(|change| change.in_words(issued))),
            Field::DirectionOnPrevious => Cell::made(self.directions.and_then(|both| both.on_previous)),
            Field::DirectionOnLastYear => Cell::made(self.directions.and_then(|both| both.on_last_year)),
            Field::NoValue => match row.map(|row| (&row.value, row.value.given())) {
                Some((_, Some(ValueGiven::Reason(reason)))) => Cell::text(reason.word()),
                Some((slot, None)) => Cell::text(&slot.typed),
                Some((_, Some(ValueGiven::Number(_) | ValueGiven::Words(_)))) | None => Cell::Blank,
            },
            Field::RatingReceived => match (self.given, row) {
                (Some(rating), _) => Cell::text(&rating.name),
                (None, Some(row)) => Cell::text(tidy(&row.rating.typed)),
                (None, None) => Cell::Blank,
            },
            Field::RatingComputed => Cell::optional(self.judgement.as_ref().map(|judged| &*judged.rating)),
            Field::Why => match (&self.judgement, self.doubted) {
                (Some(judged), _) => Cell::text(&*judged.why),
                (None, Some(rule)) => Cell::text(format!("Not judged: the value is an error ({rule}).")),
                (None, None) => Cell::Blank,
            },
            other => {
                let entry = || row.and_then(|row| row.slot(other)).map_or(Cell::Blank, entered);
                self.shared().cell(book, other).unwrap_or_else(entry)
            }
        }
    }
}

impl IndicatorLine<'_> {
    /// Whether nothing tells of a period in which a value was due.
    pub(super) fn is_not_held(&self, then: &IndicatorPeriod<'_>, period: Period) -> bool {
        then.told == Told::NotHeld && self.planned.frequency.is_due(period)
    }

    /// What was issued: a number in its unit's format, or words.
    fn printed(&self, field: Field) -> Cell<'static> {
        let issued = self.issued;
        let worded = match (field, &issued.target) {
            (Field::Target, Target::Number(value)) => Some(*value),
            (Field::LastYear, _) => issued.last_year.number(),
            (Field::LastValue, _) => issued.last_value.number(),
            _ => None,
        };
        if let Some(value) = worded.filter(|_| issued.known_unit().is_in_words()) {
            return self.number(value);
        }
        match issued.printed(field) {
            Printed::Blank => Cell::Blank,
            Printed::Text(text) => Cell::text(text),
            Printed::Number(value) | Printed::Shown { number: value, .. } => self.number(value),
        }
    }

    /// What a service entered: a number in its unit's format, a reason in words, or what was typed.
    fn value<'w>(&self, slot: &'w Slot<ValueGiven>) -> Cell<'w> {
        match &slot.entry {
            // A time is printed as it was typed.
            Entry::Given(ValueGiven::Number(quantity)) if self.issued.known_unit().is_time() => {
                self.worded(tidy(&slot.typed), quantity.value)
            }
            Entry::Given(ValueGiven::Number(quantity)) => self.number(quantity.value),
            Entry::Given(ValueGiven::Words(words)) => Cell::Worded(words.as_str().into(), None),
            Entry::Given(ValueGiven::Reason(reason)) => Cell::text(reason.word()),
            Entry::Blank | Entry::Unreadable(_) => Cell::text(tidy(&slot.typed)),
        }
    }

    /// A value in its unit's format, or in the words of its unit.
    pub(super) fn number(&self, value: Decimal) -> Cell<'static> {
        if self.issued.known_unit().is_in_words() {
            return self.worded(print_number(value, self.issued.decimals, &self.issued.unit), value);
        }
        self.figure(value)
    }

    /// A value as a figure whatever its unit, so that it can be drawn: a time by its format, Yes as 1 and No as 0.
    pub(super) fn figure(&self, value: Decimal) -> Cell<'static> {
        Cell::Number(value, quantity_format(&self.issued.unit, self.issued.decimals, value).into())
    }

    /// A value in words, with the number that it is for programs.
    fn worded(&self, words: String, value: Decimal) -> Cell<'static> {
        Cell::Worded(words.into(), self.issued.known_unit().plain_number(value))
    }

    /// The tolerance as it was issued; where its return is not there, as the plan has it.
    fn tolerance_in_words(&self, book: &Book<'_>) -> String {
        if let Some(received) = self.received {
            return received.issued.tolerance_words(self.issued);
        }
        let tolerance = self.tolerance(book.plan).filter(|_| self.issued.rated == Rated::Yes);
        tolerance.map(Tolerance::in_words).unwrap_or_default()
    }
}

/// A part of a value: a plain number, or what was typed instead of one.
fn part(slot: &Slot<ValueGiven>) -> Cell<'static> {
    match slot.given().and_then(ValueGiven::number) {
        Some(number) => Cell::Number(number, quantity_format("", None, number).into()),
        None => Cell::text(tidy(&slot.typed)),
    }
}

fn range(target: &Target) -> Option<(Decimal, Decimal)> {
    match target {
        Target::Range(from, to) => Some((*from, *to)),
        Target::Number(_) | Target::YesNo(_) | Target::Words(_) | Target::None => None,
    }
}
