//! The file of history: what each row said in each period, one row for each action or indicator and period of which
//! anything is told.

use rust_decimal::Decimal;

use crate::domain::{Kind, Period};
use crate::layout::Field;
use crate::returns::Reason;
use crate::tally::{IndicatorLine, Told};

use super::super::book::Book;
use super::super::cell::Cell;
use super::super::data_sheet::yes_no;

/// One row in one period.
pub(super) struct Then<'w> {
    kind: Kind,
    reference: &'w str,
    period: Period,
    told: Told,
    value: Option<Decimal>,
    words: Option<&'w str>,
    /// The indicator whose value it is.
    line: Option<&'w IndicatorLine<'w>>,
    reason: Option<Reason>,
    rating: Option<&'w str>,
    restated: bool,
}

/// Everything that is told: of actions, then of indicators, row by row, the oldest period first. Nothing where nothing tells
/// of an earlier period.
pub(super) fn told<'w>(book: &'w Book<'_>) -> Vec<Then<'w>> {
    let record = &book.tally.record;
    if !record.has_history() {
        return Vec::new();
    }
    let periods = record.periods();
    let actions = book.tally.action_lines.iter().flat_map(|line| {
        periods.iter().map(move |period| {
            let then = record.action(line, *period);
            let (kind, reference) = (Kind::Actions, line.planned.reference.as_str());
            Then {
                kind,
                reference,
                period: *period,
                told: then.told,
                value: None,
                words: None,
                line: None,
                reason: None,
                rating: then.rating,
                restated: false,
            }
        })
    });
    let indicators = book.tally.indicator_lines.iter().flat_map(|line| {
        periods.iter().map(move |period| {
            let then = record.indicator(line, *period);
            let (kind, reference) = (Kind::Indicators, line.planned.reference.as_str());
            Then {
                kind,
                reference,
                period: *period,
                told: then.told,
                value: then.value,
                words: then.words,
                line: Some(line),
                reason: then.reason,
                rating: then.rating,
                restated: then.restated.is_some(),
            }
        })
    });
    let says =
        |one: &Then<'_>| one.value.is_some() || one.words.is_some() || one.reason.is_some() || one.rating.is_some();
    actions.chain(indicators).filter(says).collect()
}

impl<'w> Then<'w> {
    /// What the file says of it.
    pub(super) fn cell(&'w self, field: Field) -> Cell<'w> {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not columns of this file")]
        match field {
            Field::Kind => Cell::text(self.kind.to_string()),
            Field::Ref => Cell::text(self.reference),
            Field::ComparedWith => Cell::text(self.period.to_string()),
            Field::Value => match (self.value, self.line) {
                (Some(value), Some(line)) if line.issued.known_unit().is_in_words() => line.number(value),
                (Some(value), _) => Cell::Number(value, "General".into()),
                (None, _) => self.words.map_or(Cell::Blank, |words| Cell::Worded(words.into(), None)),
            },
            Field::NoValue => Cell::made(self.reason.map(Reason::word)),
            Field::RatingCounted => Cell::optional(self.rating),
            Field::Restated => yes_no(self.restated),
            Field::SourceFile => Cell::text(match self.told {
                Told::Now => "returns",
                Told::ByWorkbook => "workbook",
                Told::ByPlan => "plan",
                Told::NotHeld | Told::ToCome => "",
            }),
            _ => Cell::Blank,
        }
    }
}
