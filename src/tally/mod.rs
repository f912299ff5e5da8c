//! Counting: which rating each row counts as, and how many there are per priority, delivery plan, portfolio and committee.
//!
//! Rows and priorities come from the plan, deadlines and targets as issued, ratings as received. A finding changes
//! no count but one: a value that IND003 or IND004 calls an error is not judged. Table, percentage, exception list and sentence are all made from the one [`Tally`], so that they cannot
//! disagree.

mod answers;
mod asked;
mod change;
mod corrected;
mod extent;
mod for_information;
mod indicators;
mod lines;
mod movements;
mod record;
mod rows;
mod shares;

use crate::domain::Kind;
use crate::plan::Plan;
use crate::previous::{ByHand, History};
use crate::returns::{Return, ReturnSet};

pub(crate) use answers::ErrorsInRows;
pub(crate) use asked::{AskFigures, AskLine, AskTable, PLACES};
pub(crate) use corrected::{Correction, bases};
pub use extent::Extent;
pub(crate) use lines::{ActionLine, Directions, IndicatorLine, Line, Place, Table};
pub(crate) use movements::{Compared, Movement, Movements, Moves, RatingChanges, What};
pub(crate) use record::{IndicatorPeriod, Record, Restated, Told};
pub(crate) use shares::{PeriodShares, shares_over_periods};

/// Everything that was counted in a period.
#[derive(Debug, Clone)]
pub struct Tally<'q> {
    /// One line for each action of the plan that has not ended, in the plan's order.
    pub action_lines: Vec<ActionLine<'q>>,
    /// One line for each indicator of the plan, in the plan's order.
    pub indicator_lines: Vec<IndicatorLine<'q>>,
    /// The actions counted.
    pub actions: Table,
    /// The indicators counted.
    pub indicators: Table,
    /// What was answered in the plan's own columns.
    pub(crate) asks: Vec<AskTable>,
    /// What moved since the period before.
    pub movements: Movements<'q>,
    /// How each row stood in each period.
    pub record: Record<'q>,
}

impl<'q> Tally<'q> {
    /// Every rating that was corrected by hand: of actions, then of indicators, in the order of the plan.
    pub(crate) fn corrections(&self, plan: &'q Plan) -> Vec<Correction<'q>> {
        corrected::corrections(plan, &self.action_lines, &self.indicator_lines)
    }

    /// How many rows are printed with another commentary than the service's.
    pub(crate) fn wordings(&self) -> usize {
        let actions = self.action_lines.iter().filter_map(|line| line.by_hand);
        let all = actions.chain(self.indicator_lines.iter().filter_map(|line| line.by_hand));
        all.filter(|row| !row.commentary.is_empty()).count()
    }
}

/// Counts the rows of `plan` from the returns that count; a value that `errors` doubt is not judged. `previous` are the
/// earlier workbooks to compare with, `by_hand` what was corrected in this period's.
pub(crate) fn tally<'q>(
    plan: &'q Plan,
    returns: &[&'q Return],
    set: &ReturnSet,
    errors: &ErrorsInRows<'_>,
    previous: Option<&'q History>,
    by_hand: Option<&'q ByHand>,
) -> Tally<'q> {
    let answers = answers::Answers::new(plan, returns, set);
    let record = Record::new(plan, previous);
    let action_lines = rows::action_lines(plan, &answers, errors, (previous, &record, by_hand));
    let indicator_lines = indicators::indicator_lines(plan, &answers, &errors.doubted, (previous, &record, by_hand));
    let mut actions = lines::table(plan, Kind::Actions, action_lines.iter().map(ActionLine::counts));
    let mut indicators = lines::table(plan, Kind::Indicators, indicator_lines.iter().map(IndicatorLine::counts));
    for_information::leave_out_for_information(&mut actions, &mut indicators);
    let movements = movements::movements(plan, previous, &action_lines, &indicator_lines);
    let asks = asked::asked(plan, (&action_lines, &actions), (&indicator_lines, &indicators));
    Tally { action_lines, indicator_lines, actions, indicators, asks, movements, record }
}

impl Tally<'_> {
    /// The actions or the indicators counted.
    pub fn table(&self, kind: Kind) -> &Table {
        match kind {
            Kind::Actions => &self.actions,
            Kind::Indicators => &self.indicators,
        }
    }
}

#[cfg(test)]
mod direction_tests;

#[cfg(test)]
mod milestone_tests;

#[cfg(test)]
mod record_tests;

#[cfg(test)]
mod unit_tests;
