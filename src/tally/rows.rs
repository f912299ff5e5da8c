//! Which rating each action counts as.

use crate::domain::{Deadline, Direction, Kind, OpenWord, Rating, RatingId, Standing};
use crate::plan::{ActionsCounted, DirectionSetting, IssuedAction, Plan, PlannedAction};
use crate::returns::Return;

use super::answers::Answers;
use super::{ActionLine, Place};

/// One line for each action of the plan that has not ended.
pub(super) fn action_lines<'q>(plan: &'q Plan, answers: &Answers<'q>) -> Vec<ActionLine<'q>> {
    plan.current_actions().filter_map(|planned| action_line(plan, planned, answers)).collect()
}

fn action_line<'q>(plan: &'q Plan, planned: &'q PlannedAction, answers: &Answers<'q>) -> Option<ActionLine<'q>> {
    let delivery_plan = answers.counting_plan(&planned.plans)?;
    let answer = answers.action(&planned.plans, &planned.reference);
    let given = answer.and_then(|(received, row, _)| {
        let rating = received.issued.scheme.actions.get(*row.rating.given()?)?;
        plan.scale(Kind::Actions).find(&rating.name)
    });
    let monitored = answer.map_or(planned.monitored, |(_, _, issued)| issued.monitored);
    let place = place(plan, monitored, given, answer.map(|(received, _, issued)| (received, issued)));
    let counted = rating_of(plan, Kind::Actions, place);
    let last = answer.and_then(|(_, _, issued)| issued.last_rating.as_ref()).or(planned.last_rating.as_ref());
    let direction = match plan.settings.direction {
        DirectionSetting::Given => answer.and_then(|(_, row, _)| row.direction.given().copied()),
        DirectionSetting::Rating => between_ratings(plan, Kind::Actions, last, counted),
        DirectionSetting::None | DirectionSetting::PreviousPeriod | DirectionSetting::SamePeriodLastYear => None,
    };
    Some(ActionLine {
        planned,
        delivery_plan,
        received: answer.map(|(received, _, _)| received),
        issued: answer.map(|(_, _, issued)| issued),
        row: answer.map(|(_, row, _)| row),
        place,
        counted,
        direction,
    })
}

fn place(plan: &Plan, monitored: bool, given: Option<RatingId>, answer: Option<(&Return, &IssuedAction)>) -> Place {
    if !monitored {
        return Place::InformationOnly;
    }
    let Some(id) = given else { return Place::NotRated };
    // What was complete or closed before repeats itself, and under When rated is not counted again.
    let again = plan.settings.actions_counted == ActionsCounted::WhenRated
        && answer.is_some_and(|(received, issued)| {
            issued.deadline != Deadline::Open(OpenWord::EveryPeriod) && issued.finished_before(&received.issued.scheme)
        })
        && plan
            .scale(Kind::Actions)
            .get(id)
            .is_some_and(|rating| matches!(rating.standing, Standing::Complete | Standing::Closed));
    if again { Place::NotRated } else { Place::Counted(id) }
}

/// The rating of a place.
pub(super) fn rating_of(plan: &Plan, kind: Kind, place: Place) -> Option<&Rating> {
    match place {
        Place::Counted(id) => plan.scale(kind).get(id),
        Place::NotRated | Place::InformationOnly => None,
    }
}

/// The direction from last period's rating to this one's.
pub(super) fn between_ratings(
    plan: &Plan,
    kind: Kind,
    last: Option<&String>,
    now: Option<&Rating>,
) -> Option<Direction> {
    let scale = plan.scale(kind);
    let before = scale.get(scale.find(last?)?)?;
    Direction::between_ratings(before.standing, now?.standing)
}
