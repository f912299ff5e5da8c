//! All returns of a period together: which delivery plan has which, what is missing, repeated or answered twice.
//!
//! Nothing is guessed: two different returns for one plan stay duplicated unless the officer asks for the one signed
//! off later. The order of files changes nothing but which of two identical returns is read.

use std::collections::BTreeMap;

use crate::domain::key;
use crate::plan::Plan;

use super::{Entry, Return, Slot, ValueGiven};

/// What became of every delivery plan and every file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnSet {
    /// Each delivery plan in the plan's order.
    pub plans: Vec<(String, Standing)>,
    /// Files that say the same as another: the file, and the one that is counted.
    pub repeated: Vec<(usize, usize)>,
    /// Files passed over for one that was signed off later: the file, and the one that is counted.
    pub superseded: Vec<(usize, usize)>,
    /// Files for another period or an unknown plan.
    pub rejected: Vec<usize>,
}

/// What became of one delivery plan. Numbers are places in the list of returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// No return is expected: nothing was issued to it.
    NotExpected,
    /// No return came.
    Missing,
    /// One return counts.
    Received(usize),
    /// Several different returns came; none counts.
    Duplicated(Vec<usize>),
}

impl ReturnSet {
    /// The return that counts for the delivery plan at that place in the plan.
    pub fn counted(&self, place: usize) -> Option<usize> {
        match self.plans.get(place)?.1 {
            Standing::Received(index) => Some(index),
            Standing::NotExpected | Standing::Missing | Standing::Duplicated(_) => None,
        }
    }
}

/// Sorts returns by delivery plan. With `take_newest` the one with the later sign-off date counts where two differ.
pub fn gather(plan: &Plan, returns: &[&Return], take_newest: bool) -> ReturnSet {
    let mut set = ReturnSet { plans: Vec::new(), repeated: Vec::new(), superseded: Vec::new(), rejected: Vec::new() };
    let period = plan.period;
    let mut by_plan: BTreeMap<usize, Vec<(usize, &Return)>> = BTreeMap::new();
    for (index, received) in returns.iter().enumerate() {
        match plan.delivery_plan_place(&received.identity.plan_code) {
            Some(place) if received.issued.stamp.period == period => {
                by_plan.entry(place).or_default().push((index, received));
            }
            Some(_) | None => set.rejected.push(index),
        }
    }
    for (place, delivery_plan) in plan.delivery_plans.iter().enumerate() {
        let mine = by_plan.remove(&place).unwrap_or_default();
        let alone = mine.len() == 1;
        let mut different: Vec<(usize, &Return, Vec<String>)> = Vec::new();
        for (index, received) in mine {
            if alone {
                different.push((index, received, Vec::new()));
                continue;
            }
            let entries = entries(received);
            match different.iter().find(|(_, _, theirs)| *theirs == entries) {
                Some((first, _, _)) => set.repeated.push((index, *first)),
                None => different.push((index, received, entries)),
            }
        }
        let (actions, indicators) = plan.rows_of(&delivery_plan.code);
        let expected = !actions.is_empty() || !indicators.is_empty();
        let standing = match different.as_slice() {
            [] if expected => Standing::Missing,
            [] => Standing::NotExpected,
            [(index, _, _)] => Standing::Received(*index),
            several => match newest(several).filter(|_| take_newest) {
                Some(newest) => {
                    set.superseded.extend(
                        several.iter().map(|(index, _, _)| (*index, newest)).filter(|(index, newest)| index != newest),
                    );
                    Standing::Received(newest)
                }
                None => Standing::Duplicated(several.iter().map(|(index, _, _)| *index).collect()),
            },
        };
        set.plans.push((delivery_plan.code.clone(), standing));
    }
    set
}

/// The one signed off later than all others; none where a date is missing or two are equal.
fn newest(several: &[(usize, &Return, Vec<String>)]) -> Option<usize> {
    let mut dated = Vec::new();
    for (index, received, _) in several {
        dated.push((received.sign_off.date.given()?.day, *index));
    }
    dated.sort_unstable();
    match dated.as_slice() {
        [.., (before, _), (last, index)] if before < last => Some(*index),
        [] | [..] => None,
    }
}

/// Everything that was entered, in an order of its own: two returns that say the same are the same, whatever their bytes.
fn entries(received: &Return) -> Vec<String> {
    let mut entries = Vec::new();
    for (row, issued) in received.action_rows() {
        let mut said = vec!["action".to_owned(), key(&issued.reference)];
        said.extend([typed(&row.rating), dated(&row.completed), dated(&row.revised), typed(&row.direction)]);
        said.push(typed(&row.commentary));
        said.extend(row.asks.iter().map(typed));
        entries.push(said.join("\u{1f}"));
    }
    for (row, issued) in received.indicator_rows() {
        let mut said = vec!["indicator".to_owned(), key(&issued.reference)];
        said.extend([valued(&row.last_value), valued(&row.value), typed(&row.rating), typed(&row.override_reason)]);
        said.push(typed(&row.commentary));
        said.extend(row.asks.iter().map(typed));
        entries.push(said.join("\u{1f}"));
    }
    let added = received.actions.iter().flat_map(|part| &part.added);
    for row in added.chain(received.indicators.iter().flat_map(|part| &part.added)) {
        entries.push(format!("added\u{1f}{:?}", row.cells));
    }
    entries.sort_unstable();
    let sign_off = &received.sign_off;
    entries.push(
        [
            typed(&sign_off.completed_by),
            typed(&sign_off.job_title),
            dated(&sign_off.date),
            typed(&sign_off.approved_by),
        ]
        .join("\u{1f}"),
    );
    entries
}

fn typed<T>(slot: &Slot<T>) -> String {
    slot.typed.clone()
}

fn dated(slot: &Slot<super::DateGiven>) -> String {
    match &slot.entry {
        Entry::Given(given) => given.day.to_string(),
        Entry::Blank | Entry::Unreadable(_) => slot.typed.clone(),
    }
}

fn valued(slot: &Slot<ValueGiven>) -> String {
    match &slot.entry {
        Entry::Given(ValueGiven::Number(quantity)) => quantity.value.normalize().to_string(),
        Entry::Given(ValueGiven::Reason(_)) | Entry::Blank | Entry::Unreadable(_) => slot.typed.clone(),
    }
}
