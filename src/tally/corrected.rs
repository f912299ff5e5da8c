//! What a rating was corrected to by hand, and what a correction rests on now.

use std::collections::BTreeMap;

use crate::domain::{Kind, Scale, same, tidy};
use crate::plan::Plan;
use crate::previous::{Basis, ByHand, RowByHand, Ruled, of_action, of_indicator};
use crate::returns::{Return, ReturnSet};

use super::answers::Answers;
use super::{ActionLine, IndicatorLine, Place};

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

/// Every rating that was corrected: of actions, then of indicators, in the order of the plan.
pub(super) fn corrections<'q>(
    plan: &'q Plan,
    actions: &[ActionLine<'q>],
    indicators: &[IndicatorLine<'q>],
) -> Vec<Correction<'q>> {
    let one = |kind, reference, (from, to): (Place, Place), by_hand: Option<&'q RowByHand>| {
        let scale = plan.scale(kind);
        let row = by_hand.filter(|_| from != to)?;
        let (because, basis) = (&*row.because.1, &row.basis);
        Some(Correction { kind, reference, from: from.word(scale), to: to.word(scale), because, basis })
    };
    let of_action = |line: &ActionLine<'q>| {
        one(Kind::Actions, &line.planned.reference, (line.before_correction, line.place), line.by_hand)
    };
    let of_indicator = |line: &IndicatorLine<'q>| {
        one(Kind::Indicators, &line.planned.reference, (line.before_correction, line.place), line.by_hand)
    };
    actions.iter().filter_map(of_action).chain(indicators.iter().filter_map(of_indicator)).collect()
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

#[cfg(test)]
mod tests {
    use crate::trial::{cases, with_collection};

    #[test]
    fn each_rating_that_counts_otherwise_by_hand_is_a_correction_actions_first() {
        let text = "
| Actions | Ref | Deadline | Rating |
|---|---|---|---|
| | 1.1 | Q3 | Green |
| | 1.2 | Q3 | Green |
| | 1.3 | Q3 | Green |

| Indicators | Ref | Unit | Better when | Target | Value | Rating |
|---|---|---|---|---|---|---|
| | E1 | days | Lower | 20 | 19 | Green |

| Consolidated change | Do | Where | What |
|---|---|---|---|
| | type | Indicators!E1!Rating counted | Red |
| | type | Indicators!E1!Corrected because | Counted twice. |
| | type | Actions!1.2!Rating counted | Amber |
| | type | Actions!1.3!Rating counted | Green |
";
        with_collection(&cases(text)[0], |collection| {
            let tally = collection.tally();
            let found = tally.corrections(collection.plan);
            let said: Vec<_> = found.iter().map(|one| [one.reference, one.from, one.to, one.because]).collect();
            assert_eq!(said, [["1.2", "Green", "Amber", ""], ["E1", "Green", "Red", "Counted twice."]]);
        });
    }
}
