//! Which rows belong to which delivery plan, so that issuing and counting take time in step with the rows.

use std::collections::BTreeMap;

use crate::domain::{SharedText, key};

/// Places of delivery plans by code, and of their rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    plans: BTreeMap<String, usize>,
    actions: Rows,
    indicators: Rows,
}

/// Places of the rows of one sheet: by the delivery plan that they are issued to, and by their references.
#[derive(Debug, Clone, Default)]
struct Rows {
    of_plan: BTreeMap<usize, Vec<usize>>,
    by_reference: BTreeMap<String, usize>,
}

impl Index {
    /// The index of delivery plans by their codes, and of rows by those that each is issued to.
    pub(super) fn new<'p>(
        codes: impl Iterator<Item = &'p SharedText>,
        actions: impl Iterator<Item = (&'p SharedText, &'p [SharedText])>,
        indicators: impl Iterator<Item = (&'p SharedText, &'p [SharedText])>,
    ) -> Self {
        let mut index = Self::default();
        for (place, code) in codes.enumerate() {
            index.plans.entry(key(code)).or_insert(place);
        }
        index.actions = index.rows(actions);
        index.indicators = index.rows(indicators);
        index
    }

    fn rows<'p>(&self, all: impl Iterator<Item = (&'p SharedText, &'p [SharedText])>) -> Rows {
        let mut rows = Rows::default();
        for (row, (reference, codes)) in all.enumerate() {
            rows.by_reference.entry(key(reference)).or_insert(row);
            let mut mine: Vec<usize> = codes.iter().filter_map(|code| self.plan(code)).collect();
            mine.sort_unstable();
            mine.dedup();
            for place in mine {
                rows.of_plan.entry(place).or_default().push(row);
            }
        }
        rows
    }

    /// The place of a delivery plan.
    pub(super) fn plan(&self, code: &str) -> Option<usize> {
        self.plans.get(&key(code)).copied()
    }

    /// The places of a delivery plan's actions.
    pub(super) fn actions(&self, plan: usize) -> &[usize] {
        self.actions.of_plan.get(&plan).map(Vec::as_slice).unwrap_or_default()
    }

    /// The places of a delivery plan's indicators.
    pub(super) fn indicators(&self, plan: usize) -> &[usize] {
        self.indicators.of_plan.get(&plan).map(Vec::as_slice).unwrap_or_default()
    }

    /// The place of the action with that reference.
    pub(super) fn action(&self, reference: &str) -> Option<usize> {
        self.actions.by_reference.get(&key(reference)).copied()
    }

    /// The place of the indicator with that reference.
    pub(super) fn indicator(&self, reference: &str) -> Option<usize> {
        self.indicators.by_reference.get(&key(reference)).copied()
    }
}
