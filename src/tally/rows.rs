//! Which rating each action counts as.

use crate::at_once;
use crate::domain::{Deadline, Direction, Kind, OpenWord, Rating, RatingId, Standing};
use crate::plan::{ActionsCounted, DirectionSetting, IssuedAction, Plan, PlannedAction};
use crate::previous::{History, Sought, Stood};
use crate::returns::Return;

use super::answers::Answers;
use super::{ActionLine, Place};

/// One line for each action of the plan that has not ended.
pub(super) fn action_lines<'q>(
    plan: &'q Plan,
    answers: &Answers<'q>,
    previous: Option<&'q History>,
) -> Vec<ActionLine<'q>> {
    at_once::filter_map(&plan.actions, |planned| {
        plan.is_current(planned).then(|| action_line(plan, planned, answers, previous)).flatten()
    })
}

fn action_line<'q>(
    plan: &'q Plan,
    planned: &'q PlannedAction,
    answers: &Answers<'q>,
    previous: Option<&'q History>,
) -> Option<ActionLine<'q>> {
    let delivery_plan = answers.counting_plan(&planned.plans)?;
    let answer = answers.action(&planned.plans, &planned.reference);
    let given = answer.and_then(|(received, row, _)| {
        let rating = received.issued.scheme.actions.get(*row.rating.given()?)?;
        plan.scale(Kind::Actions).find(&rating.name)
    });
    let monitored = answer.map_or(planned.monitored, |(_, _, issued)| issued.monitored);
    let place = place(plan, monitored, given, answer.map(|(received, _, issued)| (received, issued)));
    let counted = rating_of(plan, Kind::Actions, place);
    let issued = answer.map(|(_, _, issued)| issued);
    let before = previous.and_then(|history| {
        history.find_action(&Sought {
            reference: &planned.reference,
            delivery_plan: &delivery_plan.name,
            wording: issued.map_or(&planned.action, |issued| &issued.action),
            period: plan.period,
        })
    });
    let stood = match before {
        Some(before) => Some(Stood::before(before, &plan.scheme)),
        None => by_last_rating(plan, planned, issued),
    };
    let direction = match plan.settings.direction {
        DirectionSetting::Given => answer.and_then(|(_, row, _)| row.direction.given().copied()),
        DirectionSetting::Rating => between_ratings(stood.and_then(|stood| stood.rating), counted),
        DirectionSetting::None | DirectionSetting::PreviousPeriod | DirectionSetting::SamePeriodLastYear => None,
    };
    Some(ActionLine {
        planned,
        delivery_plan,
        received: answer.map(|(received, _, _)| received),
        issued,
        row: answer.map(|(_, row, _)| row),
        place,
        counted,
        direction,
        before,
        stood,
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

/// How an action stood by its Last rating: as issued, else as the plan has it.
fn by_last_rating<'q>(plan: &'q Plan, planned: &PlannedAction, issued: Option<&IssuedAction>) -> Option<Stood<'q>> {
    let own = issued.and_then(|issued| issued.last_rating.as_deref());
    let finished = issued.is_some_and(|issued| issued.finished_before(&plan.scheme));
    let stood = Stood::by_last_rating(own.or(planned.last_rating.as_deref()), finished, &plan.scheme)?;
    let is_finished = |rating: &Rating| matches!(rating.standing, Standing::Complete | Standing::Closed);
    Some(Stood { finished: finished || stood.rating.is_some_and(is_finished), ..stood })
}

/// The direction from the rating before to this one.
pub(super) fn between_ratings(before: Option<&Rating>, now: Option<&Rating>) -> Option<Direction> {
    Direction::between_ratings(before?.standing, now?.standing)
}
