//! Which rows belong to which delivery plan, so that issuing and counting take time in step with the rows.

use std::collections::BTreeMap;

use crate::domain::{SharedText, key};

use super::Plan;

/// Places of delivery plans by code, and of their rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    plans: BTreeMap<String, usize>,
    actions: BTreeMap<usize, Vec<usize>>,
    indicators: BTreeMap<usize, Vec<usize>>,
}

impl Index {
    pub(super) fn new(plan: &Plan) -> Self {
        let mut index = Self::default();
        for (place, one) in plan.delivery_plans.iter().enumerate() {
            index.plans.entry(key(&one.code)).or_insert(place);
        }
        index.actions = index.rows(plan.actions.iter().map(|row| row.plans.as_slice()));
        index.indicators = index.rows(plan.indicators.iter().map(|row| row.plans.as_slice()));
        index
    }

    fn rows<'p>(&self, plans: impl Iterator<Item = &'p [SharedText]>) -> BTreeMap<usize, Vec<usize>> {
        let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (row, codes) in plans.enumerate() {
            let mut mine: Vec<usize> = codes.iter().filter_map(|code| self.plan(code)).collect();
            mine.sort_unstable();
            mine.dedup();
            for place in mine {
                rows.entry(place).or_default().push(row);
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
        self.actions.get(&plan).map(Vec::as_slice).unwrap_or_default()
    }

    /// The places of a delivery plan's indicators.
    pub(super) fn indicators(&self, plan: usize) -> &[usize] {
        self.indicators.get(&plan).map(Vec::as_slice).unwrap_or_default()
    }
}
