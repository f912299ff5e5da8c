//! Which rating each indicator counts as, and what its band makes of it.

use rust_decimal::Decimal;

use crate::domain::{Direction, Judgement, Kind, Rated, RatingId, Standing};
use crate::plan::{DirectionSetting, IndicatorRatings, IssuedIndicator, Plan, PlannedIndicator};
use crate::returns::{IndicatorRow, Return, ValueGiven};

use super::answers::Answers;
use super::rows::{between_ratings, rating_of};
use super::{IndicatorLine, Place};

/// One line for each indicator of the plan.
pub(super) fn indicator_lines<'q>(plan: &'q Plan, answers: &Answers<'q>) -> Vec<IndicatorLine<'q>> {
    plan.indicators.iter().filter_map(|planned| indicator_line(plan, planned, answers)).collect()
}

fn indicator_line<'q>(
    plan: &'q Plan,
    planned: &'q PlannedIndicator,
    answers: &Answers<'q>,
) -> Option<IndicatorLine<'q>> {
    let delivery_plan = answers.counting_plan(&planned.plans)?;
    let answer = answers.indicator(&planned.plans, &planned.reference);
    // What the plan would issue now stands in for a row whose return is not there.
    let issued = answer.map_or_else(|| plan.issued_indicator(planned), |(_, _, issued)| issued.clone());
    let scale = plan.scale(Kind::Indicators);
    let given = answer.and_then(|(received, row, _)| {
        let rating = received.issued.scheme.indicators.get(*row.rating.given()?)?;
        scale.find(&rating.name)
    });
    let judgement = answer.and_then(|(received, row, issued)| judgement(received, row, issued));
    let has_reason = answer.is_some_and(|(_, row, _)| matches!(row.value.given(), Some(ValueGiven::Reason(_))));
    let computed = judgement.as_ref().and_then(|judged| scale.find(&judged.rating));
    let place = place(plan, &issued, has_reason, given, computed);
    let counted = rating_of(plan, Kind::Indicators, place);
    let direction = match plan.settings.direction {
        DirectionSetting::Rating => between_ratings(plan, Kind::Indicators, issued.last_rating.as_ref(), counted),
        DirectionSetting::PreviousPeriod => answer.and_then(|(_, row, issued)| between_values(row, issued)),
        DirectionSetting::None | DirectionSetting::Given | DirectionSetting::SamePeriodLastYear => None,
    };
    Some(IndicatorLine {
        planned,
        delivery_plan,
        received: answer.map(|(received, _, _)| received),
        row: answer.map(|(_, row, _)| row),
        given: given.and_then(|id| scale.get(id)),
        judgement,
        place,
        counted,
        direction,
        issued,
    })
}

fn place(
    plan: &Plan,
    issued: &IssuedIndicator,
    has_reason: bool,
    given: Option<RatingId>,
    computed: Option<RatingId>,
) -> Place {
    let own =
        |standing: Standing| plan.scale(Kind::Indicators).of_standing(standing).map_or(Place::NotRated, Place::Counted);
    let rated = match plan.settings.indicator_ratings {
        IndicatorRatings::None => None,
        IndicatorRatings::Computed => Some(computed),
        IndicatorRatings::GivenAndChecked => Some(given),
    };
    match (issued.rated, rated) {
        (Rated::InformationOnly, _) => Place::InformationOnly,
        (_, None) => Place::NotRated,
        (Rated::MonitorOnly, _) => own(Standing::MonitorOnly),
        (Rated::Yes, _) if !issued.due || has_reason => own(Standing::Awaited),
        (Rated::Yes, Some(rating)) => rating.map_or(Place::NotRated, Place::Counted),
    }
}

/// What the band of the issued tolerance makes of the value that came back.
fn judgement(received: &Return, row: &IndicatorRow, issued: &IssuedIndicator) -> Option<Judgement> {
    if issued.rated != Rated::Yes || !issued.due {
        return None;
    }
    let tolerance = received.issued.tolerance(issued)?;
    tolerance.judge(number(row.value.given()?)?, &issued.target, issued.better_when?, &issued.unit)
}

fn number(value: &ValueGiven) -> Option<Decimal> {
    match value {
        ValueGiven::Number(quantity) => Some(quantity.value),
        ValueGiven::Reason(_) => None,
    }
}

fn between_values(row: &IndicatorRow, issued: &IssuedIndicator) -> Option<Direction> {
    let before = number(row.last_value.given()?)?;
    let now = number(row.value.given()?)?;
    Direction::between_values(before, now, issued.better_when?, &issued.target)
}
