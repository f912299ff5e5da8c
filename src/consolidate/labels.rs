//! The names of priorities, delivery plans, portfolios and committees as this workbook prints them.
//!
//! Summary's formulas find a row by the name in it. So a name is printed the same wherever it stands: two priorities or
//! plans of one name with their codes, a portfolio or committee as it was first spelled.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::key;
use crate::plan::{DeliveryPlan, Plan};
use crate::tally::{Line, Table};

/// The names of priorities; and the other names that are not printed as the plan has them, by the key of the code or of
/// the name.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// By the code as rows of the plan spell it: the place in the plan's order, and the name.
    priorities: BTreeMap<String, (usize, String)>,
    delivery_plans: BTreeMap<String, String>,
    outcomes: BTreeMap<String, String>,
    holders: BTreeMap<String, String>,
    committees: BTreeMap<String, String>,
}

impl Labels {
    /// The names of a plan; `tables` are those of its actions and its indicators.
    pub(super) fn new(plan: &Plan, tables: [&Table; 2]) -> Self {
        let priorities = plan.priorities.iter().map(|one| (one.code.as_str(), one.name.as_str()));
        let plans = plan.delivery_plans.iter().map(|one| (one.code.as_str(), one.name.as_str()));
        let lines = |of: fn(&Table) -> &[Line]| tables.into_iter().flat_map(of).map(|line| line.name.as_str());
        let named = with_codes(priorities);
        let of_actions = plan.actions.iter().filter_map(|row| row.priority.as_deref());
        let of_indicators = plan.indicators.iter().filter_map(|row| row.priority.as_deref());
        let mut priorities = BTreeMap::new();
        for code in plan.priorities.iter().map(|one| one.code.as_str()).chain(of_actions).chain(of_indicators) {
            if !priorities.contains_key(code) {
                let wanted = key(code);
                let found = plan.priorities.iter().enumerate().find(|(_, one)| key(&one.code) == wanted);
                let (place, name) = found.map_or((usize::MAX, code), |(place, one)| (place, one.name.as_str()));
                let name = named.get(&wanted).map_or(name, String::as_str);
                priorities.insert(code.to_owned(), (place, name.to_owned()));
            }
        }
        Self {
            priorities,
            delivery_plans: with_codes(plans),
            outcomes: first_spelled(lines(|table| &table.by_outcome)),
            holders: first_spelled(lines(|table| &table.by_portfolio_holder)),
            committees: first_spelled(lines(|table| &table.by_scrutiny_committee)),
        }
    }

    /// A priority, from its code; the code itself where the plan has none of it.
    pub(super) fn priority<'a>(&'a self, code: &'a str) -> &'a str {
        self.priorities.get(code).map_or(code, |(_, name)| name)
    }

    /// The place of a priority in the plan's order, from its code; one that the plan does not have comes last.
    pub(super) fn priority_place(&self, code: Option<&str>) -> usize {
        code.and_then(|code| self.priorities.get(code)).map_or(usize::MAX, |(place, _)| *place)
    }

    /// A delivery plan.
    pub(super) fn delivery_plan<'a>(&'a self, plan: &'a DeliveryPlan) -> &'a str {
        named(&self.delivery_plans, &plan.code).unwrap_or(&plan.name)
    }

    /// An outcome.
    pub(super) fn outcome<'a>(&'a self, name: &'a str) -> &'a str {
        named(&self.outcomes, name).unwrap_or(name)
    }

    /// A portfolio holder.
    pub(super) fn holder<'a>(&'a self, name: &'a str) -> &'a str {
        named(&self.holders, name).unwrap_or(name)
    }

    /// A scrutiny committee.
    pub(super) fn committee<'a>(&'a self, name: &'a str) -> &'a str {
        named(&self.committees, name).unwrap_or(name)
    }
}

/// The name with that code or spelling, where it is not printed as the plan has it.
fn named<'a>(names: &'a BTreeMap<String, String>, one: &str) -> Option<&'a str> {
    if names.is_empty() {
        return None;
    }
    names.get(&key(one)).map(String::as_str)
}

/// The names that several codes have, each with its code.
fn with_codes<'a>(named: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> BTreeMap<String, String> {
    let mut times: BTreeMap<Cow<'_, str>, usize> = BTreeMap::new();
    for (_, name) in named.clone() {
        *times.entry(key(name).into()).or_default() += 1;
    }
    named
        .filter(|(_, name)| times.get(key(name).as_str()).is_some_and(|times| *times > 1))
        .map(|(code, name)| (key(code), format!("{name} ({code})")))
        .collect()
}

fn first_spelled<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<String, String> {
    let mut first = BTreeMap::new();
    for name in names {
        first.entry(key(name)).or_insert_with(|| name.to_owned());
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_that_two_codes_have_is_printed_with_its_code() {
        let named = [("P1", "Growth"), ("P2", "Places"), ("P3", "growth ")];
        let labels = with_codes(named.into_iter());
        assert_eq!(labels.get("p1").map(String::as_str), Some("Growth (P1)"));
        assert_eq!(labels.get("p3").map(String::as_str), Some("growth  (P3)"));
        assert_eq!(labels.len(), 2);
    }

    #[test]
    fn a_committee_is_spelled_as_it_was_first() {
        let names = first_spelled(["Place Scrutiny", "PLACE  scrutiny"].into_iter());
        assert_eq!(names.into_values().collect::<Vec<_>>(), ["Place Scrutiny"]);
    }
}
