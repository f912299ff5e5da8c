//! Reading the Wording sheet: the council's own words for what members read.
//!
//! A name that nothing printed has would be of no effect without anybody noticing, so every name is one of the words, a
//! heading, a rating or a period of the year; and a wording of the period that is plainly another period's is not used.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Kind, Period, heading_key, key};
use crate::layout::{CONSOLIDATED, Field, PLAN, Table};
use crate::plan::{Plan, Word, Worded, Wording};

use super::choice::{nearest, yes_no};
use super::fault::{FaultKind, SettingFault};
use super::faults::Faults;

/// Reads the wording of a plan that is read but for it.
pub(super) fn read_wording(table: &Table<'_>, plan: &Plan, faults: &mut Faults) -> Wording {
    let names = names(plan);
    let known: BTreeSet<String> = names.iter().map(|name| key(name)).collect();
    let mut wording = Wording::default();
    let mut first = BTreeMap::new();
    for row in table.rows() {
        let what = row.text(Field::What);
        if what.is_empty() || !known.contains(&key(&what)) {
            let nearest = nearest(&what, names.iter().map(String::as_str)).map(str::to_owned);
            faults.at(&row, Field::What, FaultKind::WordUnknown { nearest });
            continue;
        }
        let mut printed = row.given(Field::AsPrinted);
        if let (true, Some(other)) = (key(&what) == key(Word::Period.name()), other_period(plan, printed.as_deref())) {
            faults.at(&row, Field::AsPrinted, FaultKind::WordingOfOtherPeriod { other, period: plan.period });
            printed = None;
        }
        let show = yes_no(&row, Field::Show, true, faults);
        if wording.add(&what, Worded { printed, show }) {
            first.insert(key(&what), row.at(Field::What));
        } else if let Some(Some(first)) = first.get(&key(&what)) {
            faults.at(&row, Field::What, FaultKind::Setting(SettingFault::Twice { first: *first }));
        }
    }
    wording
}

/// Everything that can be worded.
fn names(plan: &Plan) -> Vec<String> {
    let mut names: Vec<String> = Word::ALL.iter().map(|word| word.name().to_owned()).collect();
    for kind in [Kind::Actions, Kind::Indicators] {
        names.extend(plan.scale(kind).names().map(str::to_owned));
    }
    let sheets = PLAN.sheets.iter().chain(&CONSOLIDATED.sheets);
    names.extend(sheets.flat_map(|sheet| &sheet.columns).map(|column| column.heading.clone()));
    names.extend(period_labels(plan.period));
    let carried = plan.actions.iter().map(|row| &row.carried).chain(plan.indicators.iter().map(|row| &row.carried));
    let mut seen = BTreeSet::new();
    for heading in carried.flatten().map(|one| &one.heading) {
        if seen.insert(heading_key(heading)) {
            names.push(heading.to_string());
        }
    }
    names
}

/// The labels of the periods of a year.
fn period_labels(period: Period) -> Vec<String> {
    let periods = (1..=period.of_year()).filter_map(|n| period.nth_of_year(n));
    periods.map(|period| period.label()).collect()
}

/// The period that a text names, where it is another one than the plan's: a wording that was left from last time.
fn other_period(plan: &Plan, printed: Option<&str>) -> Option<Period> {
    let text = key(printed?).replace("quarter ", "q").replace("half year ", "h").replace("month ", "m");
    let named = Period::parse(&text, &plan.period.calendar())?;
    (named != plan.period).then_some(named)
}
