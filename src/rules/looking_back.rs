//! What rules that look back ask of a row: how it stood, what was said and what was reported before.
//!
//! The earlier consolidated workbooks answer, and where none was given what the row was issued with: Last rating and
//! Revised deadline. The questions are answered here once, so that two rules cannot answer them differently.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{Period, read_date};
use crate::previous::{EarlierAction, EarlierIndicator, EarlierState, RowKey};

use super::{ActionView, IndicatorView};

impl<'a> ActionView<'a> {
    /// What was said of it last, where an earlier workbook was given.
    pub(crate) fn before(&self) -> Option<(Period, &'a EarlierAction)> {
        self.file.request.previous?.action(&RowKey::of_action(&self.file.issued.stamp, self.issued))
    }

    /// How it stood: in the newest earlier workbook or, where none has the row, by its Last rating as issued.
    pub(crate) fn state_before(&self) -> Option<EarlierState<'a>> {
        let scheme = &self.file.issued.scheme;
        if let Some(before) = self.before() {
            return Some(EarlierState::before(before, scheme));
        }
        EarlierState::by_last_rating(self.issued.last_rating.as_deref(), self.issued.finished_before(scheme), scheme)
    }

    /// How it stood where it was complete or closed.
    pub(crate) fn was_finished(&self) -> Option<EarlierState<'a>> {
        self.state_before().filter(|state| state.finished)
    }

    /// The revised deadline that was given last, as a day and as printed, with its period: in the newest earlier workbook or,
    /// where that has none, the one that the return was issued with, whose period is not known.
    pub(crate) fn revised_before(&self) -> Option<(Option<Period>, Date, &'a str)> {
        let reported = self.before().and_then(|(period, row)| Some((Some(period), row.then.revised.as_deref()?)));
        let (period, printed) = reported.or_else(|| Some((None, self.issued.revised_deadline.as_deref()?)))?;
        Some((period, read_date(printed, &self.file.issued.stamp.period).ok()?.day, printed))
    }
}

impl<'a> IndicatorView<'a> {
    /// What was said of it last, where an earlier workbook was given.
    pub(crate) fn before(&self) -> Option<(Period, &'a EarlierIndicator)> {
        self.file.request.previous?.indicator(&self.key(), &self.issued.unit)
    }

    /// Every number that was reported for it before, in its present unit, the newest first.
    pub(crate) fn numbers_before(&self) -> Vec<(Period, Decimal)> {
        let Some(history) = self.file.request.previous else { return Vec::new() };
        history
            .indicators(self.key(), &self.issued.unit)
            .filter_map(|(period, row)| Some((period, row.number()?)))
            .collect()
    }

    /// Last period's value as it stands in the return, where it is a number.
    pub(crate) fn last_value(&self) -> Option<Decimal> {
        self.row.last_value.given()?.number()
    }

    fn key(&self) -> RowKey<'a> {
        RowKey::of_indicator(&self.file.issued.stamp, self.issued)
    }
}
