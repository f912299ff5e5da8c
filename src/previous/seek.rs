//! Finding a row in earlier workbooks by what it is, for whoever has no return of it at hand.
//!
//! A row of the plan may have no return, and what is gone from the plan has none either. The border: which row is the
//! one sought is decided in `rows`.

use crate::domain::{Period, same};

use super::{ActionBefore, History, IndicatorBefore, Previous, Sought, newest};

impl Previous {
    /// The action that is sought.
    pub(crate) fn action(&self, sought: &Sought<'_>) -> Option<&ActionBefore> {
        self.actions.find(self.period, sought)
    }

    /// The indicator that is sought, in whatever unit it was.
    pub(crate) fn indicator(&self, sought: &Sought<'_>) -> Option<&IndicatorBefore> {
        self.indicators.find(self.period, sought)
    }

    /// Every action, in the order of their references.
    pub(crate) fn all_actions(&self) -> impl Iterator<Item = &ActionBefore> {
        self.actions.0.values().flatten()
    }

    /// Every indicator, in the order of their references.
    pub(crate) fn all_indicators(&self) -> impl Iterator<Item = &IndicatorBefore> {
        self.indicators.0.values().flatten()
    }
}

impl History {
    /// What was last said of the action that is sought: the newest row for which a return answered, else the newest row.
    pub(crate) fn find_action(&self, sought: &Sought<'_>) -> Option<(Period, &ActionBefore)> {
        newest(self.before(sought.period).filter_map(|one| Some((one.period, one.action(sought)?))))
    }

    /// What was last said of the indicator that is sought, in that unit, by the same order.
    pub(crate) fn find_indicator(&self, sought: &Sought<'_>, unit: &str) -> Option<(Period, &IndicatorBefore)> {
        let rows = self.before(sought.period).filter_map(|one| Some((one.period, one.indicator(sought)?)));
        newest(rows.filter(|(_, row)| same(&row.unit, unit)))
    }

    /// What one period said of the indicator that is sought, in that unit.
    pub(crate) fn indicator_in(&self, period: Period, sought: &Sought<'_>, unit: &str) -> Option<&IndicatorBefore> {
        self.of(period)?.indicator(sought).filter(|row| same(&row.unit, unit))
    }
}
