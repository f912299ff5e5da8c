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
    /// The cells as people write them: `H14`, `H14, H16–H19`, and `and 3 more` after as many runs as anybody reads.
    pub(super) fn cell_list(&self) -> String {
        const MOST: usize = 20;
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
                _ => format!("{first}–{last}"),
            });
        }
        let more: u32 = runs.iter().skip(MOST).map(length).sum();
        if more > 0 {
            parts.push(format!("and {more} more"));
        }
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Words, find_rule};

    fn blank(row: u32, col: u16, help: &str) -> Finding {
        let words = Words {
            message: "no rating is given".to_owned(),
            expected: "Green or Red".to_owned(),
            found: String::new(),
            help: help.to_owned(),
        };
        Finding::at_cell(find_rule("RAT001").unwrap(), "Actions", CellRef { row: row - 1, col }, words)
    }

    fn lists(findings: &[Finding]) -> Vec<String> {
        fold(findings).iter().map(Folded::cell_list).collect()
    }

    #[test]
    fn the_same_words_down_a_column_are_one_group_with_its_cells_in_runs() {
        let rows = [14, 16, 17, 18, 19, 21, 22];
        let findings: Vec<Finding> = rows.iter().map(|row| blank(*row, 7, "Choose one.")).collect();
        assert_eq!(lists(&findings), ["H14, H16–H19, H21, H22"]);
    }

    #[test]
    fn other_words_another_column_a_waiver_or_another_severity_are_groups_of_their_own() {
        let mut waived = blank(18, 7, "Choose one.");
        waived.waived_by = Some("Head of Policy".to_owned());
        let findings = [
            blank(14, 7, "Choose one."),
            blank(15, 7, "Choose another."),
            blank(16, 8, "Choose one."),
            blank(17, 7, "Choose one.").graded(Severity::Note),
            waived,
            blank(19, 7, "Choose one."),
        ];
        assert_eq!(lists(&findings), ["H14, H19", "H15", "I16", "H17", "H18"]);
    }

    #[test]
    fn findings_about_a_sheet_or_a_file_are_never_folded() {
        let rule = find_rule("WBK016").unwrap();
        let words = blank(1, 0, "").words;
        let findings = [Finding::at_sheet(rule, "Actions", words.clone()), Finding::at_sheet(rule, "Actions", words)];
        assert_eq!(lists(&findings), ["", ""]);
    }

    #[test]
    fn two_hundred_scattered_cells_are_counted_and_not_all_listed() {
        let findings: Vec<Finding> = (1..=200).map(|n| blank(n * 2, 7, "Choose one.")).collect();
        let list = lists(&findings).remove(0);
        assert!(list.starts_with("H2, H4, ") && list.ends_with(", H40, and 180 more"), "{list}");
    }
}
