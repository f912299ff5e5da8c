//! What a rating was corrected to by hand, and what a correction rests on now.

use std::collections::BTreeMap;

use crate::domain::{Kind, Scale, same, tidy};
use crate::plan::Plan;
use crate::previous::{Basis, ByHand, RowByHand, Ruled, of_action, of_indicator};
use crate::returns::{Return, ReturnSet};

use super::answers::Answers;
use super::{Place, Tally};

/// Which rating a row counts as that would count as `before` without a correction.
pub(super) fn corrected(scale: &Scale, before: Place, by_hand: Option<&RowByHand>) -> Place {
    match by_hand.and_then(|row| row.ruled(scale)) {
        Some(Ruled::Rating(id)) => Place::Counted(id),
        Some(Ruled::NotRated) => Place::NotRated,
        Some(Ruled::InformationOnly) => Place::InformationOnly,
        None => before,
    }
}

/// A rating that was corrected by hand.
#[derive(Debug, Clone)]
pub(crate) struct Correction<'q> {
    /// What was rated.
    pub kind: Kind,
    /// The reference of the row.
    pub reference: &'q str,
    /// The rating that would count.
    pub from: &'q str,
    /// The rating that counts.
    pub to: &'q str,
    /// Why; empty where no reason was given.
    pub because: &'q str,
    /// What it rests on.
    pub basis: &'q Basis,
}

impl<'q> Tally<'q> {
    /// Every rating that was corrected: of actions, then of indicators, in the order of the plan.
    pub(crate) fn corrections(&self, plan: &'q Plan) -> Vec<Correction<'q>> {
        let one = |kind, reference, (from, to): (Place, Place), by_hand: Option<&'q RowByHand>| {
            let scale = plan.scale(kind);
            let row = by_hand.filter(|_| from != to)?;
            let (because, basis) = (&*row.because.1, &row.basis);
            Some(Correction { kind, reference, from: from.word(scale), to: to.word(scale), because, basis })
        };
        let actions = self.action_lines.iter().filter_map(|line| {
            let places = (line.before_correction, line.place);
            one(Kind::Actions, &line.planned.reference, places, line.by_hand)
        });
        let indicators = self.indicator_lines.iter().filter_map(|line| {
            let places = (line.before_correction, line.place);
            one(Kind::Indicators, &line.planned.reference, places, line.by_hand)
        });
        actions.chain(indicators).collect()
    }

    /// How many rows are printed with another commentary than the service's.
    pub(crate) fn wordings(&self) -> usize {
        let actions = self.action_lines.iter().filter_map(|line| line.by_hand);
        let all = actions.chain(self.indicator_lines.iter().filter_map(|line| line.by_hand));
        all.filter(|row| !row.commentary.is_empty()).count()
    }
}

/// What the returns say now of each row in which officers wrote something, by kind and key of its reference; a row that the
/// plan does not have any more is left out.
pub(crate) fn bases(
    plan: &Plan,
    returns: &[&Return],
    set: &ReturnSet,
    by_hand: &ByHand,
) -> BTreeMap<(Kind, String), Basis> {
    if by_hand.rows.is_empty() {
        return BTreeMap::new();
    }
    let answers = Answers::new(plan, returns, set);
    let basis = |row: &RowByHand| match row.kind {
        Kind::Actions => {
            let planned = plan.actions.iter().find(|planned| same(&planned.reference, &row.reference))?;
            plan.is_current(planned).then_some(())?;
            let answer = answers.action(&planned.plans, &planned.reference);
            let rating = answer.map(|(received, row, _)| {
                let given = row.rating.given().and_then(|id| received.issued.scheme.actions.get(*id));
                given.map_or_else(|| tidy(&row.rating.typed), |rating| rating.name.clone())
            });
            Some(of_action(&rating.unwrap_or_default(), answer.map(|(_, row, _)| row)))
        }
        Kind::Indicators => {
            let planned = plan.indicators.iter().find(|planned| same(&planned.reference, &row.reference))?;
            let answer = answers.indicator(&planned.plans, &planned.reference);
            let rating = answer.map(|(received, row, _)| {
                let given = row.rating.given().and_then(|id| received.issued.scheme.indicators.get(*id));
                let own = given.and_then(|rating| plan.scheme.indicators.find(&rating.name));
                let own = own.and_then(|id| plan.scheme.indicators.get(id));
                own.map_or_else(|| tidy(&row.rating.typed), |rating| rating.name.clone())
            });
            Some(of_indicator(&rating.unwrap_or_default(), answer.map(|(_, row, _)| row)))
        }
    };
    by_hand.rows.iter().filter_map(|(place, row)| Some((place.clone(), basis(row)?))).collect()
}
