//! The sentence about those that are not in the percentages: they are named beside them, never silently left out.

use std::collections::BTreeMap;

use crate::domain::{RatingId, Scale};
use crate::plan::Wording;
use crate::tally::{Line, Place, Table};

use super::grammar::{Nouns, is_are, predicate};
use super::rows::{Item, Why};

/// Who is not in the percentages of a line, and why; `None` where everybody is. `items` are the rows of the line, and `milestones` what those are that the plan leaves out.
pub(super) fn left_out(
    (nouns, wording): (Nouns<'_>, &Wording),
    milestones: &str,
    scale: &Scale,
    table: &Table,
    line: &Line,
    items: &[&Item<'_>],
) -> Option<String> {
    let mut parts: Vec<(u64, String)> = Vec::new();
    let outside = scale.iter().zip(&table.in_base).zip(&line.counts).enumerate();
    for (at, ((rating, _), count)) in outside.filter(|(_, ((_, in_base), count))| !**in_base && **count > 0) {
        let reasons = reasons(items, Place::Counted(RatingId(at)));
        parts.push((*count, format!("{}{reasons}", predicate(wording.in_sentence(&rating.name)))));
    }
    if line.not_rated > 0 {
        parts.push((line.not_rated, format!("not rated{}", reasons(items, Place::NotRated))));
    }
    if line.information_only > 0 {
        parts.push((line.information_only, "for information only".to_owned()));
    }
    if line.milestones > 0 {
        parts.push((line.milestones, milestones.to_owned()));
    }
    let all: u64 = parts.iter().map(|(count, _)| *count).sum();
    let said: Vec<String> = parts
        .into_iter()
        .enumerate()
        .map(|(at, (count, what))| {
            let who = match (at, line.base) {
                (0, 0) => nouns.counted(count),
                (0, _) => format!("{count} further {}", nouns.noun(count)),
                _ => count.to_string(),
            };
            format!("{who} {} {what}", is_are(count))
        })
        .collect();
    // Reasons have commas of their own.
    let [before @ .., last] = said.as_slice() else { return None };
    let said = if before.is_empty() { last.clone() } else { format!("{} and {last}", before.join(", ")) };
    let they = if all == 1 { "it is" } else { "they are" };
    Some(if line.base == 0 { format!("{said}.") } else { format!("{said}; {they} not in the percentages.") })
}

/// ` (49 not due yet, 2 in no return received)`; only the words where there is one reason.
fn reasons(items: &[&Item<'_>], place: Place) -> String {
    let mut reasons: BTreeMap<Why, u64> = BTreeMap::new();
    for why in items.iter().filter(|item| item.place == place).filter_map(|item| item.why) {
        *reasons.entry(why).or_default() += 1;
    }
    let only = reasons.len() == 1;
    let said = reasons
        .iter()
        .map(|(why, count)| if only { words(*why).to_owned() } else { format!("{count} {}", words(*why)) });
    let said: Vec<String> = said.collect();
    if said.is_empty() { String::new() } else { format!(" ({})", said.join(", ")) }
}

fn words(why: Why) -> &'static str {
    match why {
        Why::NotDue => "not due yet",
        Why::FinishedBefore => "finished in an earlier period",
        Why::NoRating => "without a rating that can be read",
        Why::NoReturn => "in no return received",
        Why::NoFigure => "without a figure yet",
    }
}
