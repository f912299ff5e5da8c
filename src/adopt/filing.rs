//! The delivery plans and priorities of a plan in the making, with the codes that are made for them, and the references of
//! its rows.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Kind, key, slug};
use crate::layout::Field;

use super::draft::{Col, DraftRow};
use super::instead::Instead;
use super::lines::Lines;
use super::place::Place;
use super::words::plain;

/// Priorities and delivery plans in the order in which the tracker has them: codes and names.
#[derive(Debug, Clone, Default)]
pub(super) struct Filing {
    pub(super) priorities: Vec<(String, String)>,
    pub(super) plans: Vec<(String, String)>,
    /// Whether nothing in the tracker says to which priority rows belong.
    pub(super) has_no_priority: bool,
    /// The same of delivery plans.
    pub(super) has_no_plan: bool,
    /// What else names the delivery plans, where nothing in the tracker is one.
    pub(super) plans_by: PlansBy,
}

/// What delivery plans are named by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum PlansBy {
    #[default]
    Plan,
    Priority,
    Owner,
}

/// The longest code of a delivery plan: it begins the names of files.
const LONGEST_CODE: usize = 30;

/// Files the rows: fills in the code of the delivery plan and of the priority of each. `title` names what has no name,
/// `known` are the delivery plans, and `priorities` the priorities, that the plan workbook has already: codes and names.
pub(super) fn file(
    rows: &mut [DraftRow],
    title: &str,
    known: &[(String, String)],
    priorities: &[(String, String)],
) -> Filing {
    let mut filing = Filing::default();
    let any = |of: fn(&DraftRow) -> &Option<String>, rows: &[DraftRow]| rows.iter().any(|row| of(row).is_some());
    let (has_plan, has_priority, has_owner) =
        (any(|row| &row.plan, rows), any(|row| &row.priority, rows), any(|row| &row.owner, rows));
    let whole = if title.is_empty() { "Council plan" } else { title };
    filing.has_no_priority = !has_priority;
    filing.has_no_plan = !has_plan && !has_priority && !has_owner;
    filing.plans_by = match (has_plan, has_priority, has_owner) {
        (false, true, _) => PlansBy::Priority,
        (false, false, true) => PlansBy::Owner,
        _ => PlansBy::Plan,
    };
    let mut priority_codes: BTreeMap<String, String> = BTreeMap::new();
    for (code, name) in priorities {
        priority_codes.entry(key(name)).or_insert_with(|| code.clone());
    }
    let mut plan_codes: BTreeMap<String, String> = BTreeMap::new();
    for (code, name) in known {
        plan_codes.entry(key(name)).or_insert_with(|| code.clone());
    }
    for row in rows.iter_mut() {
        let priority = if has_priority { row.priority.clone() } else { Some(whole.to_owned()) };
        let of_row = if has_plan {
            row.plan.clone().or_else(|| row.priority.clone())
        } else if has_priority {
            row.priority.clone()
        } else {
            row.owner.clone()
        };
        let plan = of_row.unwrap_or_else(|| whole.to_owned());
        if let Some(name) = priority {
            let taken = || priority_codes.values().map(|code| key(code)).collect::<BTreeSet<String>>();
            let code = priority_codes.get(&key(&name)).cloned().unwrap_or_else(|| next_code(&taken()));
            priority_codes.insert(key(&name), code.clone());
            if !filing.priorities.iter().any(|(own, _)| *own == code) {
                filing.priorities.push((code.clone(), name.clone()));
            }
            row.derive(Field::Priority, &code);
        }
        let taken = || plan_codes.values().map(|code| key(code)).collect::<BTreeSet<String>>();
        let code = plan_codes.get(&key(&plan)).cloned().unwrap_or_else(|| code_of(&plan, &taken()));
        plan_codes.insert(key(&plan), code.clone());
        if !filing.plans.iter().any(|(own, _)| *own == code) {
            filing.plans.push((code.clone(), plan));
        }
        row.derive(Field::DeliveryPlan, &code);
    }
    filing
}

/// The next code of a priority.
fn next_code(taken: &BTreeSet<String>) -> String {
    let mut number: u32 = 1;
    while taken.contains(&format!("p{number}")) {
        number += 1;
    }
    format!("P{number}")
}

/// A code for a name: its words, as far as they are short enough, and not one that is taken.
fn code_of(name: &str, taken: &BTreeSet<String>) -> String {
    let whole = slug(name);
    let mut code = String::new();
    for word in whole.split('-') {
        if !code.is_empty() && code.len() + 1 + word.len() > LONGEST_CODE {
            break;
        }
        if !code.is_empty() {
            code.push('-');
        }
        code.push_str(word);
    }
    code.truncate(LONGEST_CODE);
    let first = code.clone();
    let mut number: u32 = 2;
    while taken.contains(&code) {
        code = format!("{first}-{number}");
        number += 1;
    }
    code
}

/// Gives a reference to every row that has none, or one that another row of its sheet has already: the first keeps it.
pub(super) fn give_references(rows: &mut [DraftRow], lines: &mut Lines, instead: &mut Instead) {
    // A made reference is that of no other row, whatever its kind.
    let mut taken: BTreeSet<String> = rows.iter().map(|row| plain(&row.text(Field::Ref))).collect();
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    for kind in [Kind::Actions, Kind::Indicators] {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut wanting: Vec<(usize, String)> = Vec::new();
        for (at, row) in rows.iter_mut().enumerate().filter(|(_, row)| row.kind == kind) {
            let own = row.text(Field::Ref);
            let place = row.from.get(&Col::Known(Field::Ref)).copied();
            let wanted = place.filter(|_| seen.contains(&plain(&own))).and_then(|place| instead.value(place, &own));
            let own = wanted.unwrap_or(own);
            if own.is_empty() || !seen.insert(plain(&own)) {
                wanting.push((at, own));
            } else {
                row.derive(Field::Ref, &own);
            }
        }
        let mut blank: BTreeMap<String, (Place, String, String, usize)> = BTreeMap::new();
        for (at, own) in wanting {
            let Some(row) = rows.get_mut(at) else { continue };
            let code = row.text(Field::DeliveryPlan);
            let number = numbers.entry(code.clone()).or_insert(0);
            let made = loop {
                *number += 1;
                let made = format!("{code}-{number}");
                if taken.insert(plain(&made)) {
                    break made;
                }
            };
            let place = row.from.get(&Col::Known(Field::Ref)).copied().unwrap_or(row.place);
            row.derive(Field::Ref, &made);
            if own.is_empty() {
                let one = blank.entry(code).or_insert((place, made.clone(), made.clone(), 0));
                one.2 = made;
                one.3 += 1;
            } else {
                lines.add(super::place::What::Value, place, &own, &made, "another row has this reference already");
            }
        }
        for (place, first, last, count) in blank.into_values() {
            let taken = if first == last { first } else { format!("{first} to {last}") };
            let line =
                lines.add(super::place::What::Value, place, "", &taken, "these rows have no reference of their own");
            if let Some(line) = lines.all.get_mut(line) {
                line.times = count;
            }
        }
    }
}
