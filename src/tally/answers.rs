//! Which return answers for which row: found by reference, once for all rows.

use std::collections::BTreeMap;

use crate::domain::{SharedText, key};
use crate::plan::{DeliveryPlan, IssuedAction, IssuedIndicator, Plan};
use crate::returns::{ActionRow, IndicatorRow, Return, ReturnSet};

/// An action's answer: the return, the row as it came back, the row as issued.
pub(super) type ActionAnswer<'q> = (&'q Return, &'q ActionRow, &'q IssuedAction);
/// An indicator's answer.
pub(super) type IndicatorAnswer<'q> = (&'q Return, &'q IndicatorRow, &'q IssuedIndicator);

/// The rows of every return that counts, by the place of its delivery plan and their reference.
pub(super) struct Answers<'q> {
    plan: &'q Plan,
    actions: Vec<BTreeMap<String, ActionAnswer<'q>>>,
    indicators: Vec<BTreeMap<String, IndicatorAnswer<'q>>>,
}

impl<'q> Answers<'q> {
    /// Indexes the returns that count.
    pub(super) fn new(plan: &'q Plan, returns: &[&'q Return], set: &ReturnSet) -> Self {
        let counted = |place| set.counted(place).and_then(|index| returns.get(index).copied());
        let places = || (0..plan.delivery_plans.len()).map(counted);
        let actions = places().map(|received: Option<&'q Return>| {
            let rows = received.into_iter().flat_map(|received| received.action_rows().map(move |row| (received, row)));
            rows.map(|(received, (row, issued))| (key(&issued.reference), (received, row, issued))).collect()
        });
        let indicators = places().map(|received: Option<&'q Return>| {
            let rows =
                received.into_iter().flat_map(|received| received.indicator_rows().map(move |row| (received, row)));
            rows.map(|(received, (row, issued))| (key(&issued.reference), (received, row, issued))).collect()
        });
        Self { plan, actions: actions.collect(), indicators: indicators.collect() }
    }

    /// The delivery plan under which a row counts: the first that it names.
    pub(super) fn counting_plan(&self, codes: &[SharedText]) -> Option<&'q DeliveryPlan> {
        codes.iter().find_map(|code| self.plan.delivery_plan(code))
    }

    /// The answer for an action: that of the first of its delivery plans whose return has the row.
    pub(super) fn action(&self, codes: &[SharedText], reference: &str) -> Option<ActionAnswer<'q>> {
        first(&self.actions, self.plan, codes, reference)
    }

    /// The answer for an indicator: that of the first of its delivery plans whose return has the row.
    pub(super) fn indicator(&self, codes: &[SharedText], reference: &str) -> Option<IndicatorAnswer<'q>> {
        first(&self.indicators, self.plan, codes, reference)
    }
}

fn first<A: Copy>(answers: &[BTreeMap<String, A>], plan: &Plan, codes: &[SharedText], reference: &str) -> Option<A> {
    let reference = key(reference);
    codes
        .iter()
        .filter_map(|code| plan.delivery_plan_place(code))
        .find_map(|place| answers.get(place)?.get(&reference).copied())
}
