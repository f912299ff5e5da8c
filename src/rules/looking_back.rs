//! What rules that look back ask of a row: how it stood, what was said and what was reported before.
//!
//! The earlier consolidated workbooks answer, and where none was given the row's own Last rating, as it was issued. The
//! questions are answered here once, so that two rules cannot answer them differently. The border: nothing is judged
//! here.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{Period, Rating, read_date};
use crate::previous::{ActionBefore, IndicatorBefore};
use crate::returns::ValueGiven;

use super::{ActionView, IndicatorView};

/// How an action stood before.
#[derive(Debug, Clone, Copy)]
pub struct Stood<'a> {
    /// The rating that counted, where it is one of the present ratings.
    pub rating: Option<&'a Rating>,
    /// The day on which it was completed.
    pub completed: Option<Date>,
    /// Whether it was complete (by its rating or, where the scheme has none for that, by a completed date) or closed.
    pub finished: bool,
    /// The period; `None` where only the Last rating of the return tells.
    pub period: Option<Period>,
}

impl Stood<'_> {
    /// When it stood so, to go into a sentence: `in 2024-25 Q4`, or `last period`.
    pub fn when(&self) -> String {
        self.period.map_or_else(|| "last period".to_owned(), |period| format!("in {period}"))
    }
}

impl<'a> ActionView<'a> {
    /// What was said of it last, where an earlier workbook was given.
    pub fn before(&self) -> Option<(Period, &'a ActionBefore)> {
        self.file.request.previous?.action(&self.file.issued.stamp, self.issued)
    }

    /// How it stood: in the newest earlier workbook or, where none has the row, by its Last rating as issued.
    pub fn stood(&self) -> Option<Stood<'a>> {
        let scale = &self.file.issued.scheme.actions;
        if let Some((period, row)) = self.before() {
            return Some(Stood {
                rating: row.rating_in(scale),
                completed: row.completed,
                finished: row.was_finished(scale),
                period: Some(period),
            });
        }
        let rating = scale.get(scale.find(self.issued.last_rating.as_deref()?)?)?;
        let finished = self.issued.finished_before(&self.file.issued.scheme);
        Some(Stood { rating: Some(rating), completed: None, finished, period: None })
    }

    /// How it stood where it was complete or closed.
    pub fn was_finished(&self) -> Option<Stood<'a>> {
        self.stood().filter(|stood| stood.finished)
    }

    /// The revised deadline that was given last, as a day and as printed.
    pub fn revised_before(&self) -> Option<(Period, Date, &'a str)> {
        let (period, row) = self.before()?;
        let printed = row.revised.as_deref()?;
        Some((period, read_date(printed, &self.file.received.period()).ok()?.day, printed))
    }
}

impl<'a> IndicatorView<'a> {
    /// What was said of it last, where an earlier workbook was given.
    pub fn before(&self) -> Option<(Period, &'a IndicatorBefore)> {
        self.file.request.previous?.indicator(&self.file.issued.stamp, self.issued)
    }

    /// Every number that was reported for it before, in its present unit, the newest first.
    pub fn numbers_before(&self) -> Vec<(Period, Decimal)> {
        let Some(history) = self.file.request.previous else { return Vec::new() };
        history
            .indicators(&self.file.issued.stamp, self.issued)
            .filter_map(|(period, row)| Some((period, row.number()?)))
            .collect()
    }

    /// Last period's value as it stands in the return, where it is a number.
    pub fn last_value(&self) -> Option<Decimal> {
        match self.row.last_value.given()? {
            ValueGiven::Number(quantity) => Some(quantity.value),
            ValueGiven::Reason(_) => None,
        }
    }
}
