//! Holding an earlier consolidated workbook against the plan workbook of now: whether it is of that plan at all, which
//! references have come to stand for something else, and which of its ratings are no ratings any more.
//!
//! Such rows are not compared, and whoever gave the workbook would never know.

use std::collections::BTreeMap;

use crate::domain::{Kind, Period, Scale, SharedText};
use crate::plan::Plan;

use super::history::Previous;
use super::rows::{RowKey, Rows};

/// What of an earlier workbook does not belong to the plan of now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// No row of the plan is in it, although it is of the same financial year.
    OtherPlan,
    /// A word that counted as a rating is none of the plan's.
    RatingUnknown {
        /// The rows that it stands in.
        kind: Kind,
        /// The word.
        word: String,
        /// In how many rows it stands.
        rows: usize,
    },
    /// A reference that stood for something else in the same financial year.
    Reused {
        /// The rows that it is about.
        kind: Kind,
        /// The reference.
        reference: String,
        /// What it stood for.
        then: String,
    },
}

/// A row of the plan as it is sought.
struct Planned<'p> {
    reference: &'p str,
    plans: &'p [SharedText],
    wording: &'p str,
}

impl Previous {
    /// What of it does not belong to `plan`: one entry where nothing does, else ratings before references.
    pub fn against(&self, plan: &Plan) -> Vec<Mismatch> {
        let actions: Vec<Planned<'_>> = plan
            .current_actions()
            .map(|one| Planned { reference: &one.reference, plans: &one.plans, wording: &one.action })
            .collect();
        let indicators: Vec<Planned<'_>> = plan
            .indicators
            .iter()
            .map(|one| Planned { reference: &one.reference, plans: &one.plans, wording: &one.indicator })
            .collect();
        let mut found = Vec::new();
        let known = [
            hold(self.period, plan, Kind::Actions, &actions, &self.actions, &mut found),
            hold(self.period, plan, Kind::Indicators, &indicators, &self.indicators, &mut found),
        ];
        let is_empty = |rows: [usize; 2]| rows == [0, 0];
        let both_have_rows =
            !is_empty([self.action_count(), self.indicator_count()]) && !is_empty([actions.len(), indicators.len()]);
        // A new year may bring a new plan with nothing of the old in it.
        let is_same_year = self.period.end_in_year().0 == plan.period.end_in_year().0;
        if is_same_year && both_have_rows && is_empty(known) {
            return vec![Mismatch::OtherPlan];
        }
        found.sort_by_key(|one| matches!(one, Mismatch::Reused { .. }));
        found
    }
}

/// Adds what does not belong to the plan among the rows of one kind in a workbook of the period `own`, and says how many
/// rows do.
fn hold<T>(
    own: Period,
    plan: &Plan,
    kind: Kind,
    planned: &[Planned<'_>],
    rows: &Rows<T>,
    found: &mut Vec<Mismatch>,
) -> usize {
    let scale: &Scale = plan.scale(kind);
    let mut unknown: BTreeMap<&str, usize> = BTreeMap::new();
    let mut known: usize = 0;
    for one in planned {
        let names = one.plans.iter().filter_map(|code| plan.delivery_plan(code));
        let sought =
            |name| RowKey { reference: one.reference, delivery_plan: name, wording: one.wording, period: plan.period };
        let keys: Vec<RowKey<'_>> = names.map(|own| sought(own.name.as_str())).collect();
        if let Some(row) = keys.iter().find_map(|sought| rows.find(own, sought)) {
            known += 1;
            if let Some(word) = row.rating.as_deref().filter(|word| scale.find(word).is_none()) {
                *unknown.entry(word).or_default() += 1;
            }
        } else if let Some(row) = keys.iter().find_map(|sought| rows.reworded(own, sought)) {
            let (reference, then) = (one.reference.to_owned(), row.wording.clone());
            found.push(Mismatch::Reused { kind, reference, then });
        }
    }
    let unknown = unknown.into_iter().filter(|_| scale.iter().next().is_some());
    found.extend(unknown.map(|(word, rows)| Mismatch::RatingUnknown { kind, word: word.to_owned(), rows }));
    known
}
