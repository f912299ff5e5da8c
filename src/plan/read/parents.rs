//! The column Parent: the row of its own sheet beneath which a row stands, as the milestone of an action or as one of the
//! indicators below a heading.
//!
//! A column of that name in which nobody gives a Ref is one of the officer's own. Where it is ours, each fault is told at
//! its cell, and the row then stands by itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{SharedText, key};
use crate::grid::{CellRef, Value};
use crate::layout::{Field, Row, Table};

use super::choice::nearest;
use super::fault::{FaultKind, OptionalFault, ParentFault};
use super::faults::Faults;

/// The parents of the rows of a sheet.
#[derive(Debug, Default)]
pub(super) struct Parents {
    /// The place of the parent of each row that has one, by the row's own.
    of: BTreeMap<usize, usize>,
    /// The places of those that are parents.
    heads: BTreeSet<usize>,
    /// Where the heading stands, where the column is to be carried like the officer's own.
    carried: Option<(String, CellRef)>,
}

impl Parents {
    /// Finds them; `named` are the rows of the sheet with their references.
    pub(super) fn find(table: &Table<'_>, named: &[(Row<'_, '_>, SharedText)], faults: &mut Faults) -> Self {
        let mut found = Self::default();
        let Some(heading) = table.heading_at(Field::Parent) else { return found };
        let carried = Some((table.heading(Field::Parent).to_owned(), heading));
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for (place, (_, reference)) in named.iter().enumerate().filter(|(_, (_, reference))| !reference.is_empty()) {
            places.entry(key(reference)).or_insert(place);
        }
        let given: Vec<(usize, SharedText)> = named
            .iter()
            .enumerate()
            .filter_map(|(place, (row, _))| Some((place, row.given(Field::Parent).filter(|_| is_written(row))?)))
            .collect();
        let first_odd = named.iter().find(|(row, _)| row.given(Field::Parent).is_some() && !is_written(row));
        if !given.iter().any(|(_, parent)| places.contains_key(&key(parent))) {
            let first = given.first().and_then(|(place, _)| named.get(*place)).or(first_odd);
            if let Some((row, _)) = first {
                faults.at(row, Field::Parent, FaultKind::Parent(ParentFault::NoneIsARef));
                found.carried = carried;
            }
            return found;
        }
        if first_odd.is_some() {
            found.carried = carried;
        }
        for (row, _) in named.iter().filter(|(row, _)| row.given(Field::Parent).is_some() && !is_written(row)) {
            faults.at(row, Field::Parent, FaultKind::Optional(OptionalFault::ParentIsDate));
        }
        let is_given: BTreeSet<usize> = given.iter().map(|(place, _)| *place).collect();
        for (place, typed) in &given {
            let Some((row, _)) = named.get(*place) else { continue };
            let fault = match places.get(&key(typed)) {
                None => {
                    let refs = named.iter().map(|(_, own)| own.as_str()).filter(|own| !own.is_empty());
                    ParentFault::Unknown { nearest: nearest(typed, refs).map(str::to_owned) }
                }
                Some(parent) if parent == place => ParentFault::Itself,
                Some(parent) if is_given.contains(parent) => ParentFault::IsBeneathAnother,
                Some(parent) => {
                    found.of.insert(*place, *parent);
                    found.heads.insert(*parent);
                    continue;
                }
            };
            faults.at(row, Field::Parent, FaultKind::Parent(fault));
        }
        found
    }

    /// Where the column is headed, where it is to be carried like one of the officer's own.
    pub(super) fn carried(&self) -> Option<(&str, CellRef)> {
        self.carried.as_ref().map(|(heading, at)| (heading.as_str(), *at))
    }

    /// The place of the parent of the row in a place.
    pub(super) fn of(&self, place: usize) -> Option<usize> {
        self.of.get(&place).copied()
    }

    /// Whether the row in a place is a parent.
    pub(super) fn is_parent(&self, place: usize) -> bool {
        self.heads.contains(&place)
    }

    /// Whether no row has a parent.
    pub(super) fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// Parts the rows from parents that are issued to other delivery plans, which is a fault; `plans` are the codes of the
    /// delivery plans of the row in a place.
    pub(super) fn check_plans<'p>(
        &mut self,
        named: &[(Row<'_, '_>, SharedText)],
        plans: impl Fn(usize) -> Option<&'p [SharedText]>,
        faults: &mut Faults,
    ) {
        let is_apart = |place: usize, parent: usize| {
            let (own, other) = (plans(place)?, plans(parent)?);
            // What names none, or one that nobody knows, has been told.
            (!own.is_empty() && !other.is_empty() && own != other).then(|| (own.join("; "), other.join("; ")))
        };
        let apart: Vec<(usize, (String, String))> =
            self.of.iter().filter_map(|(place, parent)| Some((*place, is_apart(*place, *parent)?))).collect();
        for (place, (own, other)) in apart {
            self.of.remove(&place);
            if let Some((row, _)) = named.get(place) {
                faults.at(row, Field::Parent, FaultKind::Parent(ParentFault::OfAnotherPlan { own, other }));
            }
        }
        self.heads = self.of.values().copied().collect();
    }

    /// The places of the rows in the order in which they are issued: each beneath its parent.
    pub(super) fn in_order(&self, rows: usize) -> Vec<usize> {
        let mut beneath: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, parent) in &self.of {
            beneath.entry(*parent).or_default().push(*place);
        }
        let top = (0..rows).filter(|place| !self.of.contains_key(place));
        top.flat_map(|place| std::iter::once(place).chain(beneath.remove(&place).unwrap_or_default())).collect()
    }
}

/// Whether a ref may stand in the cell: no date or time, of which Excel makes 1-2 and 1:30.
fn is_written(row: &Row<'_, '_>) -> bool {
    let value = row.cell(Field::Parent).and_then(|cell| cell.value.as_ref());
    !matches!(value, Some(Value::Date { .. } | Value::Time { .. }))
}

/// Puts rows in the order of their places in `order`.
pub(super) fn reordered<T>(rows: Vec<T>, order: &[usize]) -> Vec<T> {
    let mut rows: Vec<Option<T>> = rows.into_iter().map(Some).collect();
    order.iter().filter_map(|place| rows.get_mut(*place)?.take()).collect()
}
