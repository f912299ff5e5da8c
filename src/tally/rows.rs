//! Which rating each action counts as.

use crate::at_once;
use crate::domain::{Direction, Kind, Rating, RatingId, Role, Tolerance};
use crate::plan::{ActionsCounted, DirectionSetting, IssuedAction, Plan, PlannedAction};
use crate::previous::{ByHand, EarlierState, History, RowKey};
use crate::returns::Return;

use super::answers::{Answers, ErrorsInRows};
use super::corrected::corrected;
use super::record::Record;
use super::{ActionLine, Place};

/// One line for each action of the plan that has not ended.
pub(super) fn action_lines<'q>(
    plan: &'q Plan,
    answers: &Answers<'q>,
    errors: &ErrorsInRows<'_>,
    (previous, record, by_hand): (Option<&'q History>, &Record<'q>, Option<&'q ByHand>),
) -> Vec<ActionLine<'q>> {
    at_once::filter_map(&plan.actions, |planned| {
        plan.is_current(planned)
            .then(|| action_line(plan, planned, answers, errors, (previous, record, by_hand)))
            .flatten()
    })
}

fn action_line<'q>(
    plan: &'q Plan,
    planned: &'q PlannedAction,
    answers: &Answers<'q>,
    errors: &ErrorsInRows<'_>,
    (previous, record, by_hand): (Option<&'q History>, &Record<'q>, Option<&'q ByHand>),
) -> Option<ActionLine<'q>> {
    let delivery_plan = answers.counting_plan(&planned.plans)?;
    let answer = answers.action(&planned.plans, &planned.reference);
    let given = answer.and_then(|(received, row, _)| {
        let rating = received.issued.scheme.actions.get(*row.rating.given()?)?;
        plan.scale(Kind::Actions).find(&rating.name)
    });
    let issued = answer.map_or(&planned.issued, |(_, _, issued)| issued);
    let before_correction = place(plan, (issued, planned.role), given, answer.map(|(received, _, _)| received));
    let by_hand = by_hand.and_then(|by_hand| by_hand.row(Kind::Actions, &planned.reference));
    let place = corrected(plan.scale(Kind::Actions), before_correction, by_hand);
    let rated = rating_of(plan, Kind::Actions, place);
    let wanted = RowKey {
        reference: &planned.reference,
        delivery_plan: &delivery_plan.name,
        wording: &issued.action,
        period: plan.period,
    };
    let before = previous.and_then(|history| history.action(&wanted));
    let state = match before {
        Some(before) => Some(EarlierState::before(before, &plan.scheme)),
        None => by_last_rating(plan, planned, issued),
    };
    let direction = match plan.settings.direction {
        DirectionSetting::Given => answer.and_then(|(_, row, _)| row.direction.given().copied()),
        DirectionSetting::Rating => between_ratings(state.and_then(|state| state.rating), rated, None),
        DirectionSetting::None
        | DirectionSetting::PreviousPeriod
        | DirectionSetting::SamePeriodLastYear
        | DirectionSetting::PreviousPeriodAndLastYear => None,
    };
    let mut line = ActionLine {
        planned,
        delivery_plan,
        received: answer.map(|(received, _, _)| received),
        issued,
        row: answer.map(|(_, row, _)| row),
        place,
        is_exception: answer
            .is_some_and(|(received, row, _)| errors.exceptions.contains(&(received.source.path.as_str(), row.index))),
        before_correction,
        by_hand,
        rated,
        counted: None,
        direction,
        before,
        earlier: record.earlier(|one| one.action(&wanted)),
        state,
    };
    line.counted = line.rated.filter(|_| !line.is_left_out());
    Some(line)
}

fn place(
    plan: &Plan,
    (issued, role): (&IssuedAction, Role),
    given: Option<RatingId>,
    received: Option<&Return>,
) -> Place {
    if !issued.monitored {
        return Place::InformationOnly;
    }
    // A heading has no rating of its own, whatever is typed.
    let Some(id) = given.filter(|_| role != Role::Heading) else { return Place::NotRated };
    // What was complete or closed before repeats itself, and under When rated is not counted again.
    let again = plan.settings.actions_counted == ActionsCounted::WhenRated
        && !issued.is_every_period()
        && received.is_some_and(|received| issued.finished_before(&received.issued.scheme))
        && plan.scale(Kind::Actions).get(id).is_some_and(|rating| rating.standing.is_finished());
    if again { Place::NotRated } else { Place::Counted(id) }
}

/// The rating of a place.
pub(super) fn rating_of(plan: &Plan, kind: Kind, place: Place) -> Option<&Rating> {
    match place {
        Place::Counted(id) => plan.scale(kind).get(id),
        Place::NotRated | Place::InformationOnly => None,
    }
}

/// How an action state by its Last rating: as issued, else as the plan has it.
fn by_last_rating<'q>(plan: &'q Plan, planned: &PlannedAction, issued: &IssuedAction) -> Option<EarlierState<'q>> {
    let last_rating = issued.last_rating.as_deref().or(planned.last_rating.as_deref());
    let finished = issued.finished_before(&plan.scheme);
    let state = EarlierState::by_last_rating(last_rating, finished, &plan.scheme)?;
    Some(EarlierState {
        finished: finished || state.rating.is_some_and(|rating| rating.standing.is_finished()),
        ..state
    })
}

/// The direction from the rating before to this one; `None` where either is missing, or where the same rating says nothing of
/// how well it goes.
pub(super) fn between_ratings(
    before: Option<&Rating>,
    now: Option<&Rating>,
    tolerance: Option<&Tolerance>,
) -> Option<Direction> {
    Direction::between_ratings(before?, now?, tolerance)
}

impl ActionLine<'_> {
    /// The rating that counted before, with the direction from it to this one; `None` where none did.
    pub(crate) fn rating_before(&self) -> Option<(&Rating, Option<Direction>)> {
        let before = self.state?.rating?;
        Some((before, between_ratings(Some(before), self.rated, None)))
    }
}
