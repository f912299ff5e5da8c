//! All returns of a period together: which delivery plan has which, what is missing, repeated or answered twice.
//!
//! Nothing is guessed: two different returns for one plan stay duplicated unless the officer asks for the one signed
//! off later. The order of files changes nothing but which of two identical returns is read.

use std::collections::BTreeMap;

use crate::plan::{Plan, SinceIssue};

use super::Return;
use super::digest::{elsewhere, entries};
use super::parts::{answered_differently, count_filled_in};

/// What became of every delivery plan and every file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnSet {
    /// Each delivery plan in the plan's order.
    pub plans: Vec<(String, Receipt)>,
    /// Files that say the same as another: the file, and the one that is counted.
    pub repeated: Vec<(usize, usize)>,
    /// Files passed over for one that was signed off later: the file, and the one that is counted.
    pub superseded: Vec<(usize, usize)>,
    /// Files that are read as one with another, since no row is filled in differently: the file, and the other.
    pub parts: Vec<(usize, usize)>,
    /// Files replaced by their marked copy, filled in since: the file, and the marked copy.
    pub replaced: Vec<(usize, usize)>,
    /// Files for another period or an unknown plan.
    pub rejected: Vec<usize>,
}

/// What became of one delivery plan. Numbers are places in the list of returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receipt {
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
            Receipt::Received(index) => Some(index),
            Receipt::NotExpected | Receipt::Missing | Receipt::Duplicated(_) => None,
        }
    }

    /// The same with all that are read as one with it, itself first.
    pub fn files_of(&self, place: usize) -> impl Iterator<Item = usize> {
        let counted = self.counted(place);
        let parts = self.parts.iter().filter(move |(_, main)| Some(*main) == counted).map(|(file, _)| *file);
        counted.into_iter().chain(parts)
    }
}

/// Sorts returns by delivery plan. With `take_newest` the one with the later sign-off date counts where two differ.
pub(crate) fn gather(plan: &Plan, returns: &[&Return], take_newest: bool) -> ReturnSet {
    let mut set = ReturnSet {
        plans: Vec::new(),
        repeated: Vec::new(),
        superseded: Vec::new(),
        parts: Vec::new(),
        replaced: replaced(returns),
        rejected: Vec::new(),
    };
    let period = plan.period;
    let mut by_plan: BTreeMap<usize, Vec<(usize, &Return)>> = BTreeMap::new();
    for (index, received) in returns.iter().enumerate() {
        match plan.delivery_plan_place(&received.identity.plan_code) {
            Some(place) if received.issued.stamp.period == period => {
                if !set.replaced.iter().any(|(own, _)| *own == index) {
                    by_plan.entry(place).or_default().push((index, received));
                }
            }
            Some(_) | None => set.rejected.push(index),
        }
    }
    for (place, delivery_plan) in plan.delivery_plans.iter().enumerate() {
        let mut mine = by_plan.remove(&place).unwrap_or_default();
        let alone = mine.len() == 1;
        if !alone {
            // A marked copy in which nothing has been filled in comes after the file it was made from, which counts; what was
            // issued before the plan was changed after what was issued since.
            mine.sort_by_cached_key(|(_, received)| {
                let is_unfilled = received.marked.as_ref().is_some_and(|marked| !marked.filled_in);
                (is_unfilled, !SinceIssue::new(plan, &received.issued).is_nothing())
            });
        }
        let mut different: Vec<(usize, &Return, Vec<String>)> = Vec::new();
        for (index, received) in mine {
            if alone {
                different.push((index, received, Vec::new()));
                continue;
            }
            let entries = entries(received);
            // What was typed beside the entries of this one only would go untold.
            let typed = elsewhere(received);
            let same = |(_, other, theirs): &&(usize, &Return, Vec<String>)| {
                let is_same = *theirs == entries || says_no_more(received, other);
                is_same && (typed.is_empty() || is_among(&typed, &elsewhere(other)))
            };
            match different.iter().find(same) {
                Some((first, _, _)) => set.repeated.push((index, *first)),
                None => different.push((index, received, entries)),
            }
        }
        let (actions, indicators) = plan.rows_of(&delivery_plan.code);
        let expected = !actions.is_empty() || !indicators.is_empty();
        let receipt = match different.as_slice() {
            [] if expected => Receipt::Missing,
            [] => Receipt::NotExpected,
            [(index, _, _)] => Receipt::Received(*index),
            several if is_in_parts(several) => {
                let mut parts: Vec<(usize, &Return)> = several.iter().map(|(index, one, _)| (*index, *one)).collect();
                // The rest of the order stands: what says most comes first, and what says nothing last.
                parts.sort_by_cached_key(|(_, received)| std::cmp::Reverse(count_filled_in(received)));
                let main = parts.first().map(|(index, _)| *index).unwrap_or_default();
                set.parts.extend(parts.iter().skip(1).map(|(index, _)| (*index, main)));
                Receipt::Received(main)
            }
            several => match newest(several).filter(|_| take_newest) {
                Some(newest) => {
                    set.superseded.extend(
                        several.iter().map(|(index, _, _)| (*index, newest)).filter(|(index, newest)| index != newest),
                    );
                    Receipt::Received(newest)
                }
                None => Receipt::Duplicated(several.iter().map(|(index, _, _)| *index).collect()),
            },
        };
        set.plans.push((delivery_plan.code.to_string(), receipt));
    }
    set
}

/// Returns whose marked copy has been filled in since and stands for them: the return, and the marked copy. Of several
/// marked copies that were made one from another, the last stands for all.
pub(crate) fn replaced(returns: &[&Return]) -> Vec<(usize, usize)> {
    let mut copies: Vec<(usize, usize, &Return)> = Vec::new();
    for (index, received) in returns.iter().enumerate() {
        if let Some(marked) = received.marked.as_ref().filter(|marked| marked.filled_in) {
            copies.push((marked.sources.len(), index, received));
        }
    }
    // The one with most files behind it was made last; of several of those, the first in order.
    copies.sort_by_key(|(behind, index, _)| (std::cmp::Reverse(*behind), *index));
    let last = |received: &Return| copies.iter().find(|(_, _, copy)| is_made_from(copy, received));
    let each = returns.iter().enumerate();
    each.filter_map(|(index, received)| last(received).map(|(_, copy, _)| (index, *copy))).collect()
}

/// Whether `copy` is a marked copy made from `other`, or from one made from it.
fn is_made_from(copy: &Return, other: &Return) -> bool {
    let sha256 = &other.source.sha256;
    let marked = copy.marked.as_ref();
    copy.source.sha256 != *sha256 && marked.is_some_and(|marked| marked.sources.iter().any(|source| source == sha256))
}

/// Whether `copy` is a marked copy of `other` in which nothing has been filled in since.
fn says_no_more(copy: &Return, other: &Return) -> bool {
    copy.marked.as_ref().is_some_and(|marked| !marked.filled_in) && is_made_from(copy, other)
}

/// Whether each text is among the others, which are in order.
fn is_among(texts: &[String], others: &[String]) -> bool {
    texts.iter().all(|text| others.binary_search(text).is_ok())
}

/// Whether no row is filled in differently in several returns.
fn is_in_parts(several: &[(usize, &Return, Vec<String>)]) -> bool {
    let returns: Vec<&Return> = several.iter().map(|(_, received, _)| *received).collect();
    answered_differently(&returns).is_empty()
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
