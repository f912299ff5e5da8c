//! How an action stood before: by an earlier consolidated workbook or, where none has it, by its Last rating.
//!
//! Rules that look back and the movements of a period both ask this, and are answered alike.

use jiff::civil::Date;

use crate::domain::{Period, Rating, Scheme};

use super::rows::EarlierAction;

/// How an action stood before.
#[derive(Debug, Clone, Copy)]
pub struct EarlierState<'a> {
    /// The rating that counted, where it is one of the present ratings.
    pub rating: Option<&'a Rating>,
    /// The day on which it was completed.
    pub completed: Option<Date>,
    /// Whether it was complete (by its rating or, where the scheme has none for that, by a completed date) or closed.
    pub finished: bool,
    /// The period; `None` where only the Last rating of the return tells.
    pub period: Option<Period>,
}

impl<'a> EarlierState<'a> {
    /// As an earlier workbook has it, in the ratings of `scheme`.
    pub fn before((period, row): (Period, &'a EarlierAction), scheme: &'a Scheme) -> Self {
        Self {
            rating: row.rating_in(&scheme.actions),
            completed: row.then.completed,
            finished: row.was_finished(&scheme.actions),
            period: Some(period),
        }
    }

    /// By its Last rating, where that is one of the present ratings; `finished` says whether it was complete or closed.
    pub fn by_last_rating(last_rating: Option<&str>, finished: bool, scheme: &'a Scheme) -> Option<Self> {
        let rating = scheme.actions.get(scheme.actions.find(last_rating?)?)?;
        Some(Self { rating: Some(rating), completed: None, finished, period: None })
    }

    /// When it stood so, to go into a sentence: `in 2024-25 Q4`, or `last period`.
    pub fn when(&self) -> String {
        self.period.map_or_else(|| "last period".to_owned(), |period| format!("in {period}"))
    }
}
