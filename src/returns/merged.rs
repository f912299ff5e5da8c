//! Entry cells that lie under a merged one: a person sees one entry over several, and only the first cell holds it.

use std::collections::BTreeSet;

use crate::grid::{CellRef, Sheet};

use super::Anomaly;

/// An entry cell, with the heading of its column or its label, and the reference of its row where it has one.
pub(super) type EntryAt<'a> = (CellRef, String, Option<&'a str>);

/// The entry cells that lie under merged ones, of `entries` in the order of their cells; each merged cell becomes an
/// anomaly.
pub(super) fn covered(sheet: &Sheet, entries: &[EntryAt<'_>], anomalies: &mut Vec<Anomaly>) -> BTreeSet<CellRef> {
    let mut all = BTreeSet::new();
    let cols: BTreeSet<u16> = entries.iter().map(|(at, ..)| at.col).collect();
    // Merged cells never overlap, so that few of them reach over the entries of one row.
    let over_entries = sheet.merges.iter().filter(|(first, last)| cols.range(first.col..=last.col).next().is_some());
    for (first, last) in over_entries {
        let start = entries.partition_point(|(at, ..)| at.row < first.row);
        let rows = entries.iter().skip(start).take_while(|(at, ..)| at.row <= last.row);
        let within: Vec<&EntryAt<'_>> = rows.filter(|(at, ..)| (first.col..=last.col).contains(&at.col)).collect();
        let covered: Vec<(CellRef, String)> =
            within.iter().filter(|(at, ..)| at != first).map(|(at, heading, _)| (*at, heading.clone())).collect();
        if covered.is_empty() {
            continue;
        }
        all.extend(covered.iter().map(|(at, _)| *at));
        anomalies.push(Anomaly::Merged {
            sheet: sheet.name.clone(),
            first: *first,
            last: *last,
            reference: within.first().and_then(|(.., reference)| reference.map(str::to_owned)),
            covered,
        });
    }
    all
}
