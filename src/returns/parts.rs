//! Several returns of one delivery plan that are parts of one: each fills in rows of its own, or the same rows alike.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Kind, key};
use crate::plan::IssuedRow;

use super::digest::BETWEEN;
use super::entries::{AnySlot, Entries, EntryCell};
use super::{Return, Row};

/// What is filled in in each row of a return that is filled in at all, by kind and key of its reference.
type FilledIn = BTreeMap<(Kind, String), String>;

/// The references of the rows that several returns fill in, and not alike.
pub(crate) fn answered_differently(returns: &[&Return]) -> Vec<String> {
    let mut first: FilledIn = FilledIn::new();
    let mut different: BTreeMap<(Kind, String), String> = BTreeMap::new();
    for received in returns {
        for (row, reference, said) in filled_in(received) {
            match first.get(&row) {
                Some(other) if *other != said => {
                    different.insert(row, reference.to_owned());
                }
                Some(_) => {}
                None => {
                    first.insert(row, said);
                }
            }
        }
    }
    different.into_values().collect()
}

/// How many rows are filled in.
pub(super) fn count_filled_in(received: &Return) -> usize {
    filled_in(received).len()
}

/// The rows that each of several parts speaks for, by kind and place among those that it was issued with: the first that
/// fills a row in, else the first in which it came back, else the first that was issued with it.
pub(crate) fn divide(parts: &[&Return]) -> Vec<BTreeSet<(Kind, usize)>> {
    let mut rank: BTreeMap<(Kind, String), (u8, usize)> = BTreeMap::new();
    for (part, received) in parts.iter().enumerate() {
        let filled: BTreeSet<(Kind, String)> = filled_in(received).into_iter().map(|(row, _, _)| row).collect();
        for kind in [Kind::Actions, Kind::Indicators] {
            let returned: BTreeSet<String> = received.returned(kind).map(|reference| key(reference)).collect();
            for reference in (0..received.issued.row_count(kind)).filter_map(|row| received.issued.reference(kind, row))
            {
                let row = (kind, key(reference));
                let how = if filled.contains(&row) {
                    0
                } else if returned.contains(&row.1) {
                    1
                } else {
                    2
                };
                let best = rank.entry(row).or_insert((how, part));
                *best = (*best).min((how, part));
            }
        }
    }
    let of_part = |(part, received): (usize, &&Return)| {
        let mut own = BTreeSet::new();
        for kind in [Kind::Actions, Kind::Indicators] {
            for (index, reference) in (0..).map_while(|row| Some((row, received.issued.reference(kind, row)?))) {
                if rank.get(&(kind, key(reference))).is_some_and(|(_, best)| *best == part) {
                    own.insert((kind, index));
                }
            }
        }
        own
    };
    parts.iter().enumerate().map(of_part).collect()
}

fn filled_in(received: &Return) -> Vec<((Kind, String), &str, String)> {
    let actions = received.action_rows().filter_map(|(row, issued)| of_row(received, Kind::Actions, row, issued));
    let indicators =
        received.indicator_rows().filter_map(|(row, issued)| of_row(received, Kind::Indicators, row, issued));
    actions.chain(indicators).collect()
}

fn of_row<'r, E: Entries>(
    received: &Return,
    kind: Kind,
    row: &Row<E>,
    issued: &'r dyn IssuedRow,
) -> Option<((Kind, String), &'r str, String)> {
    let said = |(cell, slot): (EntryCell, &dyn AnySlot)| {
        format!("{}{BETWEEN}{}", cell.heading(&received.issued, kind), slot.said())
    };
    let said: Vec<String> = row.filled_in(issued).map(said).collect();
    let reference = issued.reference().as_str();
    (!said.is_empty()).then(|| ((kind, key(reference)), reference, said.join(BETWEEN)))
}
