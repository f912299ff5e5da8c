//! What the plan workbook itself says of earlier periods: its columns headed `2024-25 Q1` and `Rating 2024-25 Q1`.
//!
//! They are an officer's memory from before planroll, and carried through as any column of the officer's own. Where an
//! earlier workbook says something of the same period, that goes before them.

use rust_decimal::Decimal;

use crate::domain::{Frequency, Period, SharedText};

/// What the plan workbook says of a row in one earlier period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The period.
    pub period: Period,
    /// The value, in the unit of the indicator; an action has none.
    pub value: Option<Decimal>,
    /// The rating, in the word of the scheme.
    pub rating: Option<SharedText>,
}

impl Past {
    /// What is said of one period, of all that is said of a row.
    pub fn of(all: &[Self], period: Period) -> Option<&Self> {
        all.iter().find(|one| one.period == period)
    }

    /// What is said of the last period before `period` in which a value was due.
    pub fn last_due(all: &[Self], frequency: &Frequency, period: Period) -> Option<Self> {
        let mut last = period;
        for _ in 0..period.of_year() {
            last = last.previous();
            if frequency.is_due(last) {
                return Self::of(all, last).cloned();
            }
        }
        None
    }
}
