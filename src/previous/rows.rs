//! Rows of earlier periods by their reference, and which of them is the one that is sought.

use std::collections::BTreeMap;

use crate::domain::{Period, key, same};

use super::{ActionBefore, IndicatorBefore};

/// Rows by the key of their reference; several rows of one reference in the order in which they stand.
#[derive(Debug, Clone)]
pub(super) struct Rows<R>(pub(super) BTreeMap<String, Vec<R>>);

/// What a row is found by.
pub(super) struct Sought<'a> {
    pub reference: &'a str,
    pub delivery_plan: &'a str,
    pub wording: &'a str,
    pub period: Period,
}

/// What rows of both kinds have in common.
pub(super) trait Row {
    fn reference(&self) -> &str;
    fn delivery_plan(&self) -> &str;
    fn wording(&self) -> &str;
    fn answered(&self) -> bool;
}

impl Row for ActionBefore {
    fn reference(&self) -> &str {
        &self.reference
    }
    fn delivery_plan(&self) -> &str {
        &self.delivery_plan
    }
    fn wording(&self) -> &str {
        &self.action
    }
    fn answered(&self) -> bool {
        self.answered
    }
}

impl Row for IndicatorBefore {
    fn reference(&self) -> &str {
        &self.reference
    }
    fn delivery_plan(&self) -> &str {
        &self.delivery_plan
    }
    fn wording(&self) -> &str {
        &self.indicator
    }
    fn answered(&self) -> bool {
        self.answered
    }
}

impl<R> Rows<R> {
    /// No rows.
    pub(super) fn none() -> Self {
        Self(BTreeMap::new())
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}

impl<R: Row> Rows<R> {
    /// The row that is sought, from a workbook of the period `own`.
    pub(super) fn find(&self, own: Period, sought: &Sought<'_>) -> Option<&R> {
        let row = match self.0.get(&key(sought.reference))?.as_slice() {
            [only] => only,
            several => {
                let mut of_plan = several.iter().filter(|row| same(row.delivery_plan(), sought.delivery_plan));
                of_plan.next().filter(|_| of_plan.next().is_none())?
            }
        };
        let same_year = own.end_in_year().0 == sought.period.end_in_year().0;
        (same_year || same(row.wording(), sought.wording)).then_some(row)
    }
}
