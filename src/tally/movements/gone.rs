//! Rows that came and went: new in the plan, ended by it, or gone from it.

use std::collections::BTreeSet;
use std::ptr;

use crate::domain::{INFORMATION_ONLY, Kind, NOT_RATED, Period, Rating, key};
use crate::layout::Field;
use crate::plan::Plan;
use crate::previous::{ActionBefore, History, IndicatorBefore, Previous, Sought};

use super::super::{ActionLine, IndicatorLine, Place};
use super::{Movement, Moves, What};

/// Adds the rows of the plan that no earlier workbook has, and the rows of the newest that the plan has no more. Where
/// the newest no longer tells which rows it had, nothing can be said.
pub(super) fn came_and_went<'q>(
    plan: &'q Plan,
    (history, newest): (&'q History, &'q Previous),
    action_lines: &[ActionLine<'q>],
    indicator_lines: &[IndicatorLine<'q>],
    list: &mut Vec<Movement<'q>>,
) {
    let since = newest.period;
    let known = |sought: &Sought<'_>, kind| {
        history.before(plan.period).any(|one| match kind {
            Kind::Actions => one.action(sought).is_some(),
            Kind::Indicators => one.indicator(sought).is_some(),
        })
    };
    if !newest.lacks(Kind::Actions, Field::Ref) {
        let mut kept: BTreeSet<*const ActionBefore> = BTreeSet::new();
        for line in action_lines {
            let wording = line.issued.map_or(&line.planned.action, |issued| &issued.action);
            let sought = sought(&line.planned.reference, &line.delivery_plan.name, wording, plan.period);
            kept.extend(newest.action(&sought).map(ptr::from_ref));
            if !known(&sought, Kind::Actions) {
                let row = Moves::Action(line.planned, line.delivery_plan);
                list.push(new(row, word(line.place, line.counted), since));
            }
        }
        let ended = ended(plan, newest);
        let mut left: Vec<&ActionBefore> =
            newest.all_actions().filter(|row| !kept.contains(&ptr::from_ref(*row))).collect();
        left.sort_by_cached_key(|row| as_counted(&row.reference));
        for row in left {
            let ended = ended.iter().find(|(own, _)| ptr::eq(*own, row)).map(|(_, period)| *period);
            list.push(gone(Moves::ActionBefore(row), row.rating.clone(), ended, since));
        }
    }
    if !newest.lacks(Kind::Indicators, Field::Ref) {
        let mut kept: BTreeSet<*const IndicatorBefore> = BTreeSet::new();
        for line in indicator_lines {
            let sought = sought(&line.planned.reference, &line.delivery_plan.name, &line.issued.indicator, plan.period);
            kept.extend(newest.indicator(&sought).map(ptr::from_ref));
            if !known(&sought, Kind::Indicators) {
                let row = Moves::Indicator(line.planned, line.delivery_plan);
                list.push(new(row, word(line.place, line.counted), since));
            }
        }
        let mut left: Vec<&IndicatorBefore> =
            newest.all_indicators().filter(|row| !kept.contains(&ptr::from_ref(*row))).collect();
        left.sort_by_cached_key(|row| as_counted(&row.reference));
        for row in left {
            list.push(gone(Moves::IndicatorBefore(row), row.rating.clone(), None, since));
        }
    }
}

/// A reference as people count: 1.2 before 1.10, A2 before A10. An earlier workbook may have been sorted since.
fn as_counted(reference: &str) -> Vec<(String, u64, String)> {
    let reference = key(reference);
    let parts = reference.split(|c: char| !c.is_alphanumeric());
    parts
        .map(|part| {
            let digits = part.trim_start_matches(|c: char| !c.is_ascii_digit());
            let letters = part.strip_suffix(digits).unwrap_or_default();
            (letters.to_owned(), digits.parse().unwrap_or(u64::MAX), digits.to_owned())
        })
        .collect()
}

/// The actions that the plan has ended since, with the last period of each.
fn ended<'q>(plan: &Plan, newest: &'q Previous) -> Vec<(&'q ActionBefore, Period)> {
    let ended = plan.actions.iter().filter(|planned| !plan.is_current(planned));
    ended
        .filter_map(|planned| {
            let name = planned.plans.iter().find_map(|code| plan.delivery_plan(code)).map_or("", |one| &one.name);
            let row = newest.action(&sought(&planned.reference, name, &planned.action, plan.period))?;
            Some((row, planned.ended?))
        })
        .collect()
}

fn sought<'a>(reference: &'a str, delivery_plan: &'a str, wording: &'a str, period: Period) -> Sought<'a> {
    Sought { reference, delivery_plan, wording, period }
}

/// The rating that a new row has, or the word for none.
fn word(place: Place, rating: Option<&Rating>) -> String {
    let none = if place == Place::InformationOnly { INFORMATION_ONLY } else { NOT_RATED };
    rating.map_or(none, |rating| &rating.name).to_owned()
}

fn new(row: Moves<'_>, rating: String, since: Period) -> Movement<'_> {
    Movement {
        what: What::New,
        row,
        before: None,
        now: Some(rating),
        direction: None,
        completed: None,
        since: Some(since),
    }
}

fn gone(row: Moves<'_>, rating: Option<String>, ended: Option<Period>, since: Period) -> Movement<'_> {
    let what = if ended.is_some() { What::Ended } else { What::Gone };
    let now = ended.map(|period| period.to_string());
    Movement { what, row, before: rating, now, direction: None, completed: None, since: Some(since) }
}

#[cfg(test)]
mod tests {
    use super::as_counted;

    #[test]
    fn references_stand_as_people_count() {
        let mut all = ["A10", "1.10", "2", "1.2", "A2", "1.2a", "1", "1.99999999999999999999999"];
        all.sort_by_cached_key(|one| as_counted(one));
        assert_eq!(all, ["1", "1.2", "1.10", "1.2a", "1.99999999999999999999999", "2", "A2", "A10"]);
    }
}
