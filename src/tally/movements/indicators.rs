//! How an indicator moved: its rating, the value of the period before, its target, its tolerance, its commentary.

use rust_decimal::Decimal;

use crate::domain::{Target, print_number, same};
use crate::plan::Plan;

use super::super::{IndicatorLine, Place};
use super::{Movement, Movements, Moves, What};

/// More digits than these are left of a straight line, and no two programs need agree on them.
const DIGITS: u32 = 12;

/// Whether any indicator has a rating or a value before.
pub(super) fn any_last(lines: &[IndicatorLine<'_>]) -> bool {
    lines.iter().any(|line| line.rating_before.is_some() || !line.issued.last_value.is_blank())
}

/// Adds how one indicator moved.
pub(super) fn compare<'q>(plan: &Plan, line: &IndicatorLine<'q>, found: &mut Movements<'q>) {
    let moved = |what, before: Option<String>, now: Option<String>, direction| Movement {
        what,
        row: Moves::Indicator(line.planned, line.delivery_plan),
        before,
        now,
        direction,
        change: None,
        completed: None,
        since: line.before.map(|(period, _)| period),
    };
    if let Some(now) = line.counted {
        let word = line.before.and_then(|(_, row)| row.rating.as_deref());
        let word = word.or(line.rating_before.map(|rating| rating.name.as_str()));
        let before = word.map(|word| (word, line.rating_before));
        if let Some(changed) = found.indicators.add(before, now, line.tolerance(plan)) {
            let change = line.change.map(|change| change.in_words(line.issued));
            let moved = moved(What::Rating, word.map(str::to_owned), Some(now.name.clone()), changed.way);
            found.list.push(Movement { change, ..moved });
        }
    }
    if line.place == Place::InformationOnly {
        return;
    }
    if let Some((reported, restated)) = restated(plan, line) {
        found.list.push(moved(What::Restated, Some(reported), Some(restated), None));
    }
    if let Some((before, now)) = target(plan, line) {
        found.list.push(moved(What::Target, Some(before), Some(now), None));
    }
    if let Some((before, now)) = tolerance(line) {
        found.list.push(moved(What::Tolerance, Some(before), Some(now), None));
    }
    if repeats(line) {
        found.list.push(moved(What::Repeated, None, None, None));
    }
}

fn printed(line: &IndicatorLine<'_>, value: Decimal) -> String {
    print_number(value, line.issued.decimals, &line.issued.unit)
}

/// What was reported and what the return has as Last value, where they differ: against the workbook of the period just
/// before, as IND009 has it; where there is none, against the Last value as issued.
fn restated(plan: &Plan, line: &IndicatorLine<'_>) -> Option<(String, String)> {
    let last = line.row?.last_value.given()?.number()?;
    let reported = match line.before {
        Some((period, row)) if period.end_in_year() == plan.period.previous().end_in_year() => row.newest_number()?,
        Some(_) | None => line.issued.last_value.number()?,
    };
    let (reported, last) = (printed(line, reported), printed(line, last));
    (reported != last).then_some((reported, last))
}

/// The target before and now, where the target itself was changed. One that differs from period to period by its
/// profile did not change while the plan still says the same for the period before.
fn target(plan: &Plan, line: &IndicatorLine<'_>) -> Option<(String, String)> {
    let (period, row) = line.before?;
    let before = row.then.target.as_ref()?;
    let planned = line.planned;
    let is_profiled = planned.cumulative || !planned.period_targets.is_empty();
    let is_same_year = period.end_in_year().0 == plan.period.end_in_year().0;
    let now = match (is_profiled, is_same_year) {
        (false, _) => line.issued.target.clone(),
        (true, true) => planned.target_of(period),
        // Another year has another profile.
        (true, false) => return None,
    };
    let printed = |target: &Target| rounded(target).printed(line.issued.decimals, &line.issued.unit);
    let (before, now) = (printed(before), printed(&now));
    if same(&before, &now) {
        return None;
    }
    Some(if is_profiled { (format!("{before} for {period}"), format!("{now} for {period}")) } else { (before, now) })
}

fn rounded(target: &Target) -> Target {
    let round = |value: Decimal| value.round_sf(DIGITS).unwrap_or(value);
    match target {
        Target::Number(value) => Target::Number(round(*value)),
        Target::Range(low, high) => Target::Range(round(*low), round(*high)),
        Target::YesNo(_) | Target::Words(_) | Target::None => target.clone(),
    }
}

/// The tolerance before and now in words, where a return says what it is now.
fn tolerance(line: &IndicatorLine<'_>) -> Option<(String, String)> {
    let before = line.before?.1.then.tolerance.as_deref()?;
    let now = line.received?.issued.tolerance_words(line.issued);
    (!now.is_empty() && !same(before, &now)).then(|| (before.to_owned(), now))
}

/// Whether it says again what it said before, as RAT004 has it.
fn repeats(line: &IndicatorLine<'_>) -> bool {
    let Some(((_, before), row)) = line.before.zip(line.row) else { return false };
    let is_rated = line.issued.is_rated();
    is_rated && row.commentary.given().is_some_and(|commentary| before.said(commentary))
}
