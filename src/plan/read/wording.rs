//! Reading the Wording sheet: the council's own words for what members read.
//!
//! A name that nothing printed has would be of no effect without anybody noticing, so every name is one of the words, a
//! heading, a rating or a period of the year; and a wording of the period that is plainly another period's is not used.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{FinancialYear, Kind, Part, Period, heading_key, key};
use crate::layout::{CONSOLIDATED, Field, PLAN, Table};
use crate::plan::{Carried, Plan, Word, Worded, Wording};

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
        let other = match (key(&what), printed.as_deref()) {
            (what, Some(printed)) if what == key(Word::Period.name()) => other_period(plan.period, printed),
            (what, Some(printed)) if what == key(Word::Title.name()) => other_period_in(plan.period, printed),
            _ => None,
        };
        if let Some(other) = other {
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
            if Carried::asks(heading) {
                names.push(Carried::question(heading).to_owned());
            }
        }
    }
    names
}

/// The labels of the periods of a year.
fn period_labels(period: Period) -> Vec<String> {
    let periods = (1..=period.of_year()).filter_map(|n| period.nth_of_year(n));
    periods.map(|period| period.label()).collect()
}

/// The period that a text is, where it is another one than the plan's: a wording that was left from last time.
fn other_period(own: Period, printed: &str) -> Option<Period> {
    let text = key(printed).replace("quarter ", "q").replace("half year ", "h").replace("month ", "m");
    let named = Period::parse(&text, &own.calendar())?;
    (named != own).then_some(named)
}

/// The period that a title names among its other words, where it is another one than the plan's:
/// `Quarter 1 Performance Report 2019/20`. Two years are a span, and a single number of four digits may be any year that
/// the council works towards, unless the title names a part of a year too.
fn other_period_in(own: Period, title: &str) -> Option<Period> {
    let mut words: Vec<&str> = title.split_whitespace().collect();
    for word in &mut words {
        *word = word.trim_matches(|c: char| !c.is_alphanumeric());
    }
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    let parts = pairs.chain(words.iter().map(|word| (*word).to_owned())).filter_map(|words| Part::parse(&words));
    let mut parts: Vec<Part> =
        parts.filter(|part| *part != Part::Year && part.reporting() == own.part().reporting()).collect();
    parts.dedup();
    let year_starts = own.calendar().year_starts;
    let is_plain = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let years = words.iter().filter(|word| !parts.is_empty() || !is_plain(word));
    let mut years: Vec<FinancialYear> = years.filter_map(|word| FinancialYear::parse(word, year_starts)).collect();
    years.dedup();
    let (part, year) = match (parts.as_slice(), years.as_slice()) {
        ([], [year]) => (own.part(), *year),
        ([part], []) => (*part, own.financial_year()),
        ([part], [year]) => (*part, *year),
        _ => return None,
    };
    let named = Period::containing(year.first_day(), &own.calendar())?.nth_of_year(part.number())?;
    (named != own).then_some(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Calendar;

    #[test]
    fn a_title_of_another_period_is_told_from_one_of_this_or_of_none() {
        let of = |starts: u8, period: &str, title: &str| {
            let calendar = Calendar { reporting: crate::domain::Reporting::Quarterly, year_starts: starts };
            let own = Period::parse(period, &calendar).unwrap();
            other_period_in(own, title).map(|other| other.to_string())
        };
        let other = |title: &str| of(4, "2019-20 Q2", title);
        assert_eq!(other("Quarter 1 Performance Report 2019/20").as_deref(), Some("2019-20 Q1"));
        assert_eq!(other("Q1: Performance Report").as_deref(), Some("2019-20 Q1"));
        assert_eq!(other("Performance Report (2018/2019)").as_deref(), Some("2018-19 Q2"));
        // The harmless twins.
        assert_eq!(other("Quarter 2 Performance Report 2019/20"), None);
        assert_eq!(other("Performance Report, Q2 2019-20"), None);
        assert_eq!(other("Corporate Plan 2018-19 to 2021-22: progress"), None);
        assert_eq!(other("Corporate Plan 2016-20: Half 1 of it"), None);
        assert_eq!(other("Quarter 1 and Quarter 2 together"), None);
        assert_eq!(other("Half yearly Performance Report"), None);
        assert_eq!(of(1, "2026 Q2", "Vision 2030: progress"), None);
        assert_eq!(of(1, "2026 Q2", "Quarter 2 Report 2025").as_deref(), Some("2025 Q2"));
    }
}
