//! Which return answers for which row: found by reference, once for all rows.

use std::collections::{BTreeMap, BTreeSet};

use crate::at_once;
use crate::domain::{SharedText, Tolerance, key, same};
use crate::plan::{DeliveryPlan, IssuedAction, IssuedIndicator, Plan};
use crate::returns::{ActionRow, IndicatorRow, Return, ReturnSet};

/// An action's answer: the return, the row as it came back, the row as issued.
pub(super) type ActionAnswer<'q> = (&'q Return, &'q ActionRow, &'q IssuedAction);
/// An indicator's answer.
pub(super) type IndicatorAnswer<'q> = (&'q Return, &'q IndicatorRow, &'q IssuedIndicator);

/// The codes of the rules that call a value an error, by the path of its return and the place of its row among those
/// issued.
pub(crate) type DoubtedValues<'f> = BTreeMap<(&'f str, usize), &'static str>;

/// What errors that stand in single rows make of them.
#[derive(Debug, Default)]
pub(crate) struct ErrorsInRows<'f> {
    /// The values that are not judged.
    pub(crate) doubted: DoubtedValues<'f>,
    /// The actions that are exceptions whatever their rating, by the path of their return and their place there.
    pub(crate) exceptions: BTreeSet<(&'f str, usize)>,
}

/// The tolerance of an indicator: of its return or, without one, of the plan.
pub(super) fn tolerance<'q>(
    plan: &'q Plan,
    received: Option<&'q Return>,
    issued: &IssuedIndicator,
) -> Option<&'q Tolerance> {
    match received {
        Some(received) => received.issued.tolerance(issued),
        None => plan.tolerance(issued.tolerance.as_deref()?),
    }
}

/// The rows of every return that counts, by the place of its delivery plan and their reference.
pub(super) struct Answers<'q> {
    plan: &'q Plan,
    returns: Vec<Vec<Answering<'q>>>,
    /// Rows that came back from a delivery plan under which the plan does not have them any more, by key.
    moved_actions: BTreeMap<String, ActionAnswer<'q>>,
    moved_indicators: BTreeMap<String, IndicatorAnswer<'q>>,
}

/// The rows of one return.
struct Answering<'q> {
    received: &'q Return,
    actions: ByReference<'q, ActionRow, IssuedAction>,
    indicators: ByReference<'q, IndicatorRow, IssuedIndicator>,
}

/// Rows in the order of the keys of their references; small, for there are hundreds of thousands.
struct ByReference<'q, R, I>(Vec<(SharedText, &'q R, &'q I)>);

impl<'q> Answers<'q> {
    /// Indexes the returns that count.
    pub(super) fn new(plan: &'q Plan, returns: &[&'q Return], set: &ReturnSet) -> Self {
        let counted = |place| set.files_of(place).filter_map(|index| returns.get(index).copied()).collect();
        let places: Vec<Vec<&'q Return>> = (0..plan.delivery_plans.len()).map(counted).collect();
        let (mut moved_actions, mut moved_indicators) = (BTreeMap::new(), BTreeMap::new());
        for received in places.iter().flatten().copied() {
            let has_moved = |plans: &[SharedText]| !plans.iter().any(|own| same(own, &received.identity.plan_code));
            for (row, issued) in received.action_rows() {
                if plan.action(&issued.reference).is_some_and(|planned| has_moved(&planned.plans)) {
                    moved_actions.entry(key(&issued.reference)).or_insert((received, row, issued));
                }
            }
            for (row, issued) in received.indicator_rows() {
                if plan.indicator(&issued.reference).is_some_and(|planned| has_moved(&planned.plans)) {
                    moved_indicators.entry(key(&issued.reference)).or_insert((received, row, issued));
                }
            }
        }
        let answering = |parts: &Vec<&'q Return>| parts.iter().copied().map(Answering::of).collect();
        let returns = at_once::filter_map(&places, |parts| Some(answering(parts)));
        Self { plan, returns, moved_actions, moved_indicators }
    }

    /// The delivery plan under which a row counts: the first that it names.
    pub(super) fn counting_plan(&self, codes: &[SharedText]) -> Option<&'q DeliveryPlan> {
        codes.iter().find_map(|code| self.plan.delivery_plan(code))
    }

    /// The answer for an action: that of the first of its delivery plans whose return has the row, else that of the one under
    /// which it was issued.
    pub(super) fn action(&self, codes: &[SharedText], reference: &str) -> Option<ActionAnswer<'q>> {
        let reference = key(reference);
        let own = self.of_plans(codes).find_map(|one| {
            let (row, issued) = one.actions.find(&reference)?;
            Some((one.received, row, issued))
        });
        own.or_else(|| self.moved_actions.get(&reference).copied())
    }

    /// The answer for an indicator, likewise.
    pub(super) fn indicator(&self, codes: &[SharedText], reference: &str) -> Option<IndicatorAnswer<'q>> {
        let reference = key(reference);
        let own = self.of_plans(codes).find_map(|one| {
            let (row, issued) = one.indicators.find(&reference)?;
            Some((one.received, row, issued))
        });
        own.or_else(|| self.moved_indicators.get(&reference).copied())
    }

    /// The returns of those delivery plans that sent one.
    fn of_plans(&self, codes: &[SharedText]) -> impl Iterator<Item = &Answering<'q>> {
        let places = codes.iter().filter_map(|code| self.plan.delivery_plan_place(code));
        places.filter_map(|place| self.returns.get(place)).flatten()
    }
}

impl<'q> Answering<'q> {
    fn of(received: &'q Return) -> Self {
        let actions = received.action_rows().map(|(row, issued)| (&issued.reference, row, issued));
        let indicators = received.indicator_rows().map(|(row, issued)| (&issued.reference, row, issued));
        Self { received, actions: ByReference::of(actions), indicators: ByReference::of(indicators) }
    }
}

impl<'q, R, I> ByReference<'q, R, I> {
    fn of(rows: impl Iterator<Item = (&'q SharedText, &'q R, &'q I)>) -> Self {
        let mut rows: Vec<_> = rows.map(|(reference, row, issued)| (reference.key(), row, issued)).collect();
        rows.sort_by(|(one, ..), (other, ..)| one.cmp(other));
        rows.shrink_to_fit();
        Self(rows)
    }

    /// The row with that key.
    fn find(&self, reference: &str) -> Option<(&'q R, &'q I)> {
        let at = self.0.binary_search_by(|(own, ..)| own.as_str().cmp(reference)).ok()?;
        self.0.get(at).map(|(_, row, issued)| (*row, *issued))
    }
}
