//! Findings of one column with the same words, put together, so that a column filled in wrongly is read once.
//!
//! Only text and marked copies fold; JSON and the one-line format keep each finding.

use std::collections::BTreeMap;

use crate::domain::Severity;
use crate::grid::CellRef;
use crate::rules::Finding;

/// Findings with the same words in the same column.
#[derive(Debug)]
pub(super) struct Folded<'f> {
    /// The first of them.
    pub first: &'f Finding,
    /// Every cell, in order; empty for findings without a cell.
    pub cells: Vec<CellRef>,
}

type Key<'f> = (&'static str, Severity, &'f str, u16, &'f str, &'f str, &'f str, Option<&'f str>);

/// Folds findings; each group stands where its first finding stood.
pub(super) fn fold(findings: &[Finding]) -> Vec<Folded<'_>> {
    let mut groups: Vec<Folded<'_>> = Vec::new();
    let mut known: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for finding in findings {
        let Some((sheet, at)) = finding.place.sheet().zip(finding.place.cell()) else {
            groups.push(Folded { first: finding, cells: Vec::new() });
            continue;
        };
        let words = &finding.words;
        let key = (
            finding.rule.code,
            finding.severity,
            sheet,
            at.col,
            words.message.as_str(),
            words.expected.as_str(),
            words.help.as_str(),
            finding.waived_by.as_deref(),
        );
        let place = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.cells.push(at),
            None => groups.push(Folded { first: finding, cells: vec![at] }),
        }
    }
    groups
}

impl Folded<'_> {
    /// The cells as people write them: `H14`, `H14 and H16`, `H14 to H20, H25 and 3 more`.
    pub(super) fn cell_list(&self) -> String {
        const MOST: usize = 8;
        let mut runs: Vec<(CellRef, CellRef)> = Vec::new();
        for at in &self.cells {
            match runs.last_mut() {
                Some((_, last)) if last.col == at.col && last.row.checked_add(1) == Some(at.row) => *last = *at,
                _ => runs.push((*at, *at)),
            }
        }
        let length = |(first, last): &(CellRef, CellRef)| last.row.saturating_sub(first.row).saturating_add(1);
        let mut parts: Vec<String> = Vec::new();
        for run in runs.iter().take(MOST) {
            let (first, last) = run;
            parts.push(match length(run) {
                1 => first.to_string(),
                2 => format!("{first}, {last}"),
                _ => format!("{first} to {last}"),
            });
        }
        let more: u32 = runs.iter().skip(MOST).map(length).sum();
        if more > 0 {
            parts.push(format!("and {more} more"));
        }
        parts.join(", ")
    }
}
