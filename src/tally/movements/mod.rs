//! What moved since the period before: ratings, deadlines, values, targets, commentary, and rows that came and went.
//!
//! Each row is compared with what the newest earlier workbook that has an answer for it said, as the rules that look
//! back do; without any, with its Last rating. Rows that came and went are told by the newest workbook alone. A row may
//! have moved in several ways.

mod actions;
mod gone;
mod indicators;
mod movement;

use crate::domain::Direction;
use crate::plan::Plan;
use crate::previous::History;

use super::{ActionLine, IndicatorLine};

pub(crate) use movement::{Compared, Movement, Movements, Moves, RatingChanges, What};

/// What moved, from the lines of the tally and the earlier workbooks.
pub(super) fn movements<'q>(
    plan: &'q Plan,
    previous: Option<&'q History>,
    action_lines: &[ActionLine<'q>],
    indicator_lines: &[IndicatorLine<'q>],
) -> Movements<'q> {
    let newest = previous.and_then(|history| history.before(plan.period).next());
    let compared = match newest {
        Some(newest) => Compared::Workbook(newest.period),
        None if actions::any_last(action_lines) || indicators::any_last(indicator_lines) => Compared::LastRatings,
        None => Compared::Nothing,
    };
    let mut found = Movements {
        compared,
        list: Vec::new(),
        actions: RatingChanges::default(),
        indicators: RatingChanges::default(),
    };
    if compared == Compared::Nothing {
        return found;
    }
    for line in action_lines {
        actions::compare(plan, line, &mut found);
    }
    for line in indicator_lines {
        indicators::compare(plan, line, &mut found);
    }
    if let (Some(history), Some(newest)) = (previous, newest) {
        gone::came_and_went(plan, (history, newest), action_lines, indicator_lines, &mut found.list);
    }
    found.list.sort_by_key(|one| (one.what, worse_first(one.direction)));
    found
}

fn worse_first(direction: Option<Direction>) -> u8 {
    match direction {
        Some(Direction::Worsening) => 0,
        Some(Direction::Improving) => 1,
        Some(Direction::Steady | Direction::Changed) | None => 2,
    }
}

#[cfg(test)]
mod tests;
