//! Rows that came and went: new in the plan, ended by it, or gone from it.

use std::collections::BTreeSet;
use std::ptr;

use crate::domain::{INFORMATION_ONLY, Kind, NOT_RATED, Period, Rating, key};
use crate::layout::Field;
use crate::plan::Plan;
use crate::previous::{EarlierAction, EarlierRow, History, Previous, RowKey};

use super::super::{ActionLine, IndicatorLine, Place};
use super::{Movement, Moves, What};

/// A row of the plan: how it is found, what it is in a movement, and the word for its rating.
type Present<'l, 'q> = (RowKey<'l>, Moves<'q>, String);

/// Adds the rows of the plan that no earlier workbook has, and the rows of the newest that the plan has no more. Where
/// the newest no longer tells which rows it had, nothing can be said.
pub(super) fn came_and_went<'q>(
    plan: &'q Plan,
    (history, newest): (&'q History, &'q Previous),
    action_lines: &[ActionLine<'q>],
    indicator_lines: &[IndicatorLine<'q>],
    list: &mut Vec<Movement<'q>>,
) {
    let period = plan.period;
    if !newest.lacks(Kind::Actions, Field::Ref) {
        let present = action_lines.iter().map(|line| {
            let wanted = wanted(&line.planned.reference, &line.delivery_plan.name, &line.issued.action, period);
            (wanted, Moves::Action(line.planned, line.delivery_plan), word(line.place, line.rated))
        });
        let is_known = |wanted: &RowKey<'_>| history.before(period).any(|one| one.action(wanted).is_some());
        let left = came(present, is_known, |wanted| newest.action(wanted), newest.all_actions(), newest.period, list);
        let ended = ended(plan, newest);
        for row in left {
            let ended = ended.iter().find(|(own, _)| ptr::eq(*own, row)).map(|(_, period)| *period);
            list.push(gone(Moves::EarlierAction(row), row.rating.clone(), ended, newest.period));
        }
    }
    if !newest.lacks(Kind::Indicators, Field::Ref) {
        let present = indicator_lines.iter().map(|line| {
            let wanted = wanted(&line.planned.reference, &line.delivery_plan.name, &line.issued.indicator, period);
            (wanted, Moves::Indicator(line.planned, line.delivery_plan), word(line.place, line.counted))
        });
        let is_known = |wanted: &RowKey<'_>| history.before(period).any(|one| one.indicator(wanted).is_some());
        let find = |wanted: &RowKey<'_>| newest.indicator(wanted);
        for row in came(present, is_known, find, newest.all_indicators(), newest.period, list) {
            list.push(gone(Moves::EarlierIndicator(row), row.rating.clone(), None, newest.period));
        }
    }
}

/// Adds the rows that are new, and gives the earlier ones of the newest workbook that are none of the plan's any more.
fn came<'l, 'q: 'l, T: 'q>(
    present: impl Iterator<Item = Present<'l, 'q>>,
    is_known: impl Fn(&RowKey<'_>) -> bool,
    find: impl Fn(&RowKey<'_>) -> Option<&'q EarlierRow<T>>,
    all: impl Iterator<Item = &'q EarlierRow<T>>,
    since: Period,
    list: &mut Vec<Movement<'q>>,
) -> Vec<&'q EarlierRow<T>> {
    let mut kept: BTreeSet<*const EarlierRow<T>> = BTreeSet::new();
    for (wanted, row, rating) in present {
        kept.extend(find(&wanted).map(ptr::from_ref));
        if !is_known(&wanted) {
            list.push(new(row, rating, since));
        }
    }
    let mut left: Vec<_> = all.filter(|row| !kept.contains(&ptr::from_ref(*row))).collect();
    left.sort_by_cached_key(|row| as_counted(&row.reference));
    left
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
fn ended<'q>(plan: &Plan, newest: &'q Previous) -> Vec<(&'q EarlierAction, Period)> {
    let ended = plan.actions.iter().filter(|planned| !plan.is_current(planned));
    ended
        .filter_map(|planned| {
            let name = planned.plans.iter().find_map(|code| plan.delivery_plan(code)).map_or("", |one| &one.name);
            let row = newest.action(&wanted(&planned.reference, name, &planned.action, plan.period))?;
            Some((row, planned.ended?))
        })
        .collect()
}

fn wanted<'a>(reference: &'a str, delivery_plan: &'a str, wording: &'a str, period: Period) -> RowKey<'a> {
    RowKey { reference, delivery_plan, wording, period }
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
        change: None,
        completed: None,
        since: Some(since),
    }
}

fn gone(row: Moves<'_>, rating: Option<String>, ended: Option<Period>, since: Period) -> Movement<'_> {
    let what = if ended.is_some() { What::Ended } else { What::Gone };
    let now = ended.map(|period| period.to_string());
    Movement { what, row, before: rating, now, direction: None, change: None, completed: None, since: Some(since) }
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
