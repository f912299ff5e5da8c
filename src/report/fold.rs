//! Findings of one column with the same words, put together, so that a column filled in wrongly is read once; and those
//! of one sheet that name no cell and differ only in the Ref that they are about.
//!
//! Only text and marked copies fold; JSON and the one-line format keep each finding.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::Severity;
use crate::grid::CellRef;
use crate::rules::{Finding, quoted};

use super::plain::plain;

/// Findings with the same words in the same column, or about the same sheet.
#[derive(Debug)]
pub struct Folded<'f> {
    /// The first of them.
    pub first: &'f Finding,
    /// Every cell, in order; empty for findings without a cell.
    pub cells: Vec<CellRef>,
    /// Every Ref, in order, of findings without a cell.
    pub refs: Vec<&'f str>,
}

type Key<'f> = (&'static str, Severity, &'f str, Option<u16>, Cow<'f, str>, &'f str, &'f str, Option<&'f str>);

/// Folds findings; each group stands where its first finding stood.
pub fn fold<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<Folded<'f>> {
    let mut groups: Vec<Folded<'_>> = Vec::new();
    let mut known: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for finding in findings {
        let (cells, refs) = (finding.place.cell().into_iter().collect(), finding.reference.as_deref());
        let refs: Vec<&str> = refs.filter(|_| finding.place.cell().is_none()).into_iter().collect();
        let one = Folded { first: finding, cells, refs };
        let Some(sheet) = finding.place.sheet().filter(|_| !one.cells.is_empty() || !one.refs.is_empty()) else {
            groups.push(one);
            continue;
        };
        let words = &finding.words;
        let (message, expected) = match one.refs.as_slice() {
            [reference] => (words.message.replacen(&quoted(reference), "", 1).into(), ""),
            _ => (words.message.as_str().into(), words.expected.as_str()),
        };
        let key = (
            finding.rule.code,
            finding.severity,
            sheet,
            finding.place.cell().map(|at| at.col),
            message,
            expected,
            words.help.as_str(),
            finding.waived_by.as_deref(),
        );
        let place = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => {
                group.cells.extend(one.cells);
                group.refs.extend(one.refs);
            }
            None => groups.push(one),
        }
    }
    groups
}

impl Folded<'_> {
    /// How many there are beside the first.
    pub fn others(&self) -> usize {
        // A file has no cell, and no others.
        self.cells.len().max(self.refs.len()).saturating_sub(1)
    }

    /// Where the others are: their cells, else their Refs; empty where there are none.
    pub fn other_places(&self) -> String {
        match (self.cells.get(1..), self.refs.get(1..)) {
            (Some(cells @ [_, ..]), _) => listed(cells),
            (_, Some(refs @ [_, ..])) => {
                let (first, more) = refs.split_at(refs.len().min(MOST));
                let more = (!more.is_empty()).then(|| format!("and {} more", more.len()));
                first.iter().map(|one| plain(one)).chain(more).collect::<Vec<_>>().join(", ")
            }
            _ => String::new(),
        }
    }

    /// Every cell as people write them.
    pub fn cell_list(&self) -> String {
        listed(&self.cells)
    }
}

/// As many runs of cells, or Refs, as anybody reads.
const MOST: usize = 20;

/// Cells as people write them: `H14`, `H14, H16–H19`, and `and 3 more` after so many runs.
fn listed(cells: &[CellRef]) -> String {
    let mut runs: Vec<(CellRef, CellRef)> = Vec::new();
    for at in cells {
        match runs.last_mut() {
            Some((_, last)) if last.col == at.col && last.row.checked_add(1) == Some(at.row) => *last = *at,
            _ => runs.push((*at, *at)),
        }
    }
    let length = |(first, last): &(CellRef, CellRef)| last.row - first.row + 1;
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
            blank(17, 7, "Choose one.").with_severity(Severity::Note),
            waived,
            blank(19, 7, "Choose one."),
        ];
        assert_eq!(lists(&findings), ["H14, H19", "H15", "I16", "H17", "H18"]);
    }

    #[test]
    fn rows_missing_from_one_sheet_are_one_group_with_their_refs() {
        let gone = |sheet: &str, reference: &str| {
            let words =
                Words { message: format!("the row {} has not come back", quoted(reference)), ..blank(1, 0, "").words };
            Finding::at_sheet(find_rule("WBK016").unwrap(), sheet, words).about(reference)
        };
        let findings =
            [gone("Actions", "1.1"), gone("Actions", "1.10"), gone("Indicators", "1.1"), gone("Actions", "2")];
        let places: Vec<String> = fold(&findings).iter().map(Folded::other_places).collect();
        assert_eq!(places, ["1.10, 2", ""]);
    }

    #[test]
    fn findings_about_a_sheet_as_a_whole_or_a_file_are_never_folded() {
        let rule = find_rule("WBK015").unwrap();
        let words = blank(1, 0, "").words;
        let findings = [Finding::at_sheet(rule, "Actions", words.clone()), Finding::at_sheet(rule, "Actions", words)];
        assert_eq!(lists(&findings), ["", ""]);
    }

    #[test]
    fn the_cell_that_is_shown_is_not_counted_among_the_others() {
        let findings: Vec<Finding> = [14, 16, 17].iter().map(|row| blank(*row, 7, "Choose one.")).collect();
        let groups = fold(&findings);
        assert_eq!((groups[0].others(), groups[0].other_places().as_str()), (2, "H16, H17"));
    }

    #[test]
    fn two_hundred_scattered_cells_are_counted_and_not_all_listed() {
        let findings: Vec<Finding> = (1..=200).map(|n| blank(n * 2, 7, "Choose one.")).collect();
        let list = lists(&findings).remove(0);
        assert!(list.starts_with("H2, H4, ") && list.ends_with(", H40, and 180 more"), "{list}");
    }
}
