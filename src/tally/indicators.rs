//! Which rating each indicator counts as, and what its band makes of it.

use rust_decimal::Decimal;

use crate::at_once;
use crate::domain::{Direction, Judgement, Kind, Rated, Rating, RatingId, Standing};
use crate::plan::{DirectionSetting, IndicatorRatings, IssuedIndicator, Plan, PlannedIndicator};
use crate::previous::{ByHand, History, RowKey};
use crate::returns::{IndicatorRow, Return, ValueGiven};

use super::answers::{Answers, DoubtedValues};
use super::change::Change;
use super::corrected::corrected;
use super::record::Record;
use super::rows::{between_ratings, rating_of};
use super::{Directions, IndicatorLine, Place};

/// One line for each indicator of the plan.
pub(super) fn indicator_lines<'q>(
    plan: &'q Plan,
    answers: &Answers<'q>,
    doubted: &DoubtedValues<'_>,
    (previous, record, by_hand): (Option<&'q History>, &Record<'q>, Option<&'q ByHand>),
) -> Vec<IndicatorLine<'q>> {
    at_once::filter_map(&plan.indicators, |planned| {
        let line = indicator_line(plan, planned, answers, doubted, (previous, record, by_hand))?;
        Some(travelled(plan, record, line))
    })
}

fn indicator_line<'q>(
    plan: &'q Plan,
    planned: &'q PlannedIndicator,
    answers: &Answers<'q>,
    doubted: &DoubtedValues<'_>,
    (previous, record, by_hand): (Option<&'q History>, &Record<'q>, Option<&'q ByHand>),
) -> Option<IndicatorLine<'q>> {
    let delivery_plan = answers.counting_plan(&planned.plans)?;
    let answer = answers.indicator(&planned.plans, &planned.reference);
    // What the plan would issue now stands in for a row whose return is not there.
    let issued = answer.map_or(&planned.issued, |(_, _, issued)| issued);
    let scale = plan.scale(Kind::Indicators);
    let given = answer.and_then(|(received, row, _)| {
        let rating = received.issued.scheme.indicators.get(*row.rating.given()?)?;
        scale.find(&rating.name)
    });
    let doubted =
        answer.and_then(|(received, row, _)| doubted.get(&(received.source.path.as_str(), row.index)).copied());
    let judged = answer.filter(|_| doubted.is_none());
    let judgement = judged.and_then(|(received, row, issued)| judgement(received, row, issued));
    let has_reason = answer.is_some_and(|(_, row, _)| matches!(row.value.given(), Some(ValueGiven::Reason(_))));
    let computed = judgement.as_ref().and_then(|judged| scale.find(&judged.rating));
    let before_correction = place(plan, issued, has_reason, given, computed);
    let by_hand = by_hand.and_then(|by_hand| by_hand.row(Kind::Indicators, &planned.reference));
    let place = corrected(scale, before_correction, by_hand);
    let counted = rating_of(plan, Kind::Indicators, place);
    let wanted = RowKey {
        reference: &planned.reference,
        delivery_plan: &delivery_plan.name,
        wording: &issued.indicator,
        period: plan.period,
    };
    let before = previous.and_then(|history| history.indicator(&wanted, &issued.unit));
    let word_before = match before {
        Some((_, row)) => row.rating.as_deref(),
        None => issued.last_rating.as_deref(),
    };
    let rating_before = word_before.and_then(|word| scale.get(scale.find(word)?));
    let row = answer.map(|(_, row, _)| row);
    Some(IndicatorLine {
        planned,
        delivery_plan,
        received: answer.map(|(received, _, _)| received),
        row,
        given: given.and_then(|id| scale.get(id)),
        judgement,
        doubted,
        place,
        before_correction,
        by_hand,
        counted,
        direction: None,
        directions: None,
        change: None,
        before,
        earlier: record.earlier(|one| one.indicator(&wanted)),
        rating_before,
        issued,
    })
}

/// The line with how it moved since earlier periods.
fn travelled<'q>(plan: &Plan, record: &Record<'q>, line: IndicatorLine<'q>) -> IndicatorLine<'q> {
    let (issued, now) = (line.issued, line.row.and_then(|row| row.value.given()?.number()));
    let last = line.row.and_then(|row| last_value(plan, record, &line, row));
    // A value that adds up over the year begins anew with each, and else grows whatever happens.
    let same_year = record.is_last_of_same_year(&line);
    let before = last.filter(|_| !issued.cumulative || same_year);
    let change = before.zip(now).map(|(before, now)| Change::new(before, now, issued));
    let between =
        |before: Option<Decimal>| Direction::between_values(before?, now?, issued.polarity()?, &issued.target);
    let on_previous = || between(last.filter(|_| !issued.cumulative));
    let on_last_year = || {
        let then = record.indicator(&line, plan.period.same_last_year()).value;
        between(then.or_else(|| outturn(plan, issued)))
    };
    let (direction, directions) = match plan.settings.direction {
        DirectionSetting::Rating => (between_ratings(line.rating_before, line.counted, line.tolerance(plan)), None),
        DirectionSetting::PreviousPeriod => (on_previous(), None),
        DirectionSetting::SamePeriodLastYear => (on_last_year(), None),
        DirectionSetting::PreviousPeriodAndLastYear => {
            (None, Some(Directions { on_previous: on_previous(), on_last_year: on_last_year() }))
        }
        DirectionSetting::None | DirectionSetting::Given => (None, None),
    };
    IndicatorLine { direction, directions, change, ..line }
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
    if !issued.is_rated() {
        return None;
    }
    let tolerance = received.issued.tolerance(issued)?;
    tolerance.judge(row.value.given()?.number()?, &issued.target, issued.polarity()?, &issued.unit)
}

/// The value of the period before: what the service restated it to, else what the workbook of that period reported,
/// else the Last value of the return, else what the plan's own column says.
fn last_value(plan: &Plan, record: &Record<'_>, line: &IndicatorLine<'_>, row: &IndicatorRow) -> Option<Decimal> {
    let entered = row.last_value.given().and_then(ValueGiven::number);
    let restated = entered.filter(|entered| line.issued.last_value.number() != Some(*entered));
    let last = plan.period.previous();
    let reported = line
        .before
        .filter(|(period, _)| period.end_in_year() == last.end_in_year())
        .and_then(|(_, row)| row.newest_number());
    restated.or(reported).or(entered).or_else(|| record.indicator(line, last).value)
}

/// Last year's outturn where it is the figure of the same period: of a whole year, or of a value that adds up over the
/// year at its end.
fn outturn(plan: &Plan, issued: &IssuedIndicator) -> Option<Decimal> {
    let is_same = plan.period.of_year() == 1 || (issued.cumulative && plan.period.is_last_of_year());
    issued.last_year.number().filter(|_| is_same)
}

impl<'q> IndicatorLine<'q> {
    /// The rating that counted before, with the direction from it to this one; `None` where none did.
    pub(crate) fn rating_was(&self, plan: &'q Plan) -> Option<(&'q Rating, Option<Direction>)> {
        let before = self.rating_before?;
        Some((before, between_ratings(Some(before), self.counted, self.tolerance(plan))))
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::NOT_RATED;
    use crate::rules::indicators::{percent_scale, value_out_of_range};
    use crate::trial::{cases, with_collection};

    const GIVEN: &str = "
        | Indicators | Ref | Target | Value | Rating | Override reason |
        |---|---|---|---|---|---|
        | | E1 | 90 | percent 9200 | Red | One was late. |
        | | E2 | 90 | -4% | Green | |
        | | E3 | 90 | 92% | Green | |
        | | E4 | 90 | 92% | Red | One was late. |";
    const COMPUTED: &str = "
        | Settings | Setting | Value |
        |---|---|---|
        | | Indicator ratings | Computed |

        | Indicators | Ref | Target | Value |
        |---|---|---|---|
        | | E1 | 90 | percent 9200 |
        | | E2 | 90 | -4% |
        | | E3 | 90 | 92% |";

    /// Of each indicator: what its band says, what it counts as, the rule that doubts its value.
    fn lines(rows: &str, policy: &str) -> Vec<(Option<String>, String, Option<&'static str>)> {
        let text = format!("{rows}\n\n{policy}");
        with_collection(&cases(&text)[0], |collection| {
            let lines = collection.tally().indicator_lines;
            let one = |line: &crate::tally::IndicatorLine<'_>| {
                let counted = line.counted.map_or(NOT_RATED, |rating| &rating.name).to_owned();
                let judged = line.judgement.as_ref().map(|judged| judged.rating.clone());
                (judged, counted, line.doubted)
            };
            lines.iter().map(one).collect()
        })
    }

    #[test]
    fn a_value_that_is_called_an_error_is_not_judged_and_counts_as_given_or_not_at_all() {
        let green = || Some("Green".to_owned());
        let [e3, e4] = [(green(), "Green".to_owned(), None), (green(), "Red".to_owned(), None)];
        let (scale, range) = (Some(percent_scale::RULE.code), Some(value_out_of_range::RULE.code));
        let given = lines(GIVEN, "");
        assert_eq!(given, [(None, "Red".to_owned(), scale), (None, "Green".to_owned(), range), e3.clone(), e4]);
        let computed = lines(COMPUTED, "");
        let nothing = |rule| (None, NOT_RATED.to_owned(), rule);
        assert_eq!(computed, [nothing(scale), nothing(range), e3]);
    }

    #[test]
    fn a_value_that_was_waived_or_is_only_a_warning_is_judged() {
        let waived = "| Waivers | Rule | Ref | Reason | Approved by |
            |---|---|---|---|---|
            | | IND003 | E1 | It is so | Head of Policy |
            | | IND004 | E2 | A correction | Head of Policy |";
        let lowered = "| Rules | Rule | Severity |
            |---|---|---|
            | | IND003 | Warning |
            | | IND004 | Note |";
        for policy in [waived, lowered] {
            let judged = lines(COMPUTED, policy);
            assert!(judged.iter().all(|(judged, _, rule)| judged.is_some() && rule.is_none()), "{judged:?}");
        }
    }
}
