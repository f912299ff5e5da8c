//! How many rows of a return are complete.
//!
//! Counted in one place, because every other way of counting rows (those that came back, those that are rated) says
//! more than is done. What is missing or wrong is what the rules say; here it is only put to its row.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::domain::{Kind, Severity};
use crate::returns::{EntryTable, Return, Row};
use crate::rules::workbook::nothing_filled_in;
use crate::rules::{Finding, Place, Subject};

/// How many rows are complete, actions and indicators together.
///
/// A row counts as complete when it came back, nothing that is required is missing in it, and no error stands at it.
/// What is missing is what RAT001, RAT003, RAT007, DLN002 and IND001 say, whatever severity the plan gives them, and a
/// required rating or value that is blank in any case. What only the officer can put right takes nothing away. A waived finding is answered for, and takes nothing away. An
/// error about a sheet as a whole (a column that is gone) stands at each of its rows, one about a Ref at its row. A
/// sheet that could not be read has no complete row, and a return in which nothing was filled in (WBK021) has none at
/// all. A row of which nothing is required is complete as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rows {
    /// How many are complete.
    pub complete: usize,
    /// How many were issued.
    pub issued: usize,
}

impl Rows {
    /// Counts the rows of a return. `findings` are all that was found of it, `as_of` the day as of which it was checked.
    pub(super) fn of(received: &Return, findings: &[&Finding], as_of: Date) -> Self {
        let issued = &received.issued;
        let faults = Faults::of(findings);
        let actions = received.actions.iter().flat_map(|table| {
            table.with_issued(&issued.actions).filter(|(row, action)| {
                let blank = issued.action_needs_rating(action, as_of) && row.rating.is_empty();
                faults.leave_complete(table, row, blank)
            })
        });
        let indicators = received.indicators.iter().flat_map(|table| {
            table.with_issued(&issued.indicators).filter(|(row, indicator)| {
                // A rating without a value may be all that is asked for; IND001 knows when it is not.
                let blank = indicator.is_rated() && row.value.is_empty() && row.rating.is_empty();
                faults.leave_complete(table, row, blank)
            })
        });
        let complete = if faults.nothing_filled_in { 0 } else { actions.count() + indicators.count() };
        Self { complete, issued: issued.actions.len() + issued.indicators.len() }
    }
}

/// Where something stands against a row's being complete.
#[derive(Debug, Default)]
struct Faults<'f> {
    /// Whether nothing was filled in at all.
    nothing_filled_in: bool,
    /// Sheets with an error about them as a whole.
    sheets: BTreeSet<&'f str>,
    /// Issued rows.
    rows: BTreeSet<(Kind, usize)>,
    /// Rows of sheets, where it is about a cell that was not issued.
    places: BTreeSet<(&'f str, u32)>,
    /// Issued rows where a missing entry was waived.
    waived: BTreeSet<(Kind, usize)>,
}

impl<'f> Faults<'f> {
    fn of(findings: &[&'f Finding]) -> Self {
        let mut faults = Self::default();
        for finding in findings.iter().copied() {
            let (is_missing, row) = (finding.rule.means_missing, finding.subject.and_then(Subject::row));
            if !finding.stands() {
                faults.waived.extend(row.filter(|_| is_missing));
                continue;
            }
            // What the plan says otherwise now leaves nothing to be done in the row.
            if finding.rule.officer_only {
                continue;
            }
            faults.nothing_filled_in |= *finding.rule == nothing_filled_in::RULE;
            if finding.severity != Severity::Error && !is_missing {
                continue;
            }
            match (row, &finding.place) {
                (Some(row), _) => {
                    faults.rows.insert(row);
                }
                (None, Place::File) => {}
                (None, Place::Sheet { sheet }) => {
                    faults.sheets.insert(sheet);
                }
                (None, Place::Cell { sheet, at }) => {
                    faults.places.insert((sheet, at.row));
                }
            }
        }
        faults
    }

    /// Whether a row is complete. `blank` says that a required rating or value is blank in it.
    fn leave_complete<E>(&self, table: &EntryTable<E>, row: &Row<E>, blank: bool) -> bool {
        let is_faulty = self.sheets.contains(&*table.sheet)
            || self.rows.contains(&(table.kind, row.index))
            || self.places.contains(&(&*table.sheet, row.at.row));
        !is_faulty && (!blank || self.waived.contains(&(table.kind, row.index)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::HandedIn;
    use crate::trial::{cases, with_collection};

    /// The complete rows of the first return of a case without delivery plans of its own, of how many.
    fn rows(text: &str) -> (usize, usize) {
        with_collection(&cases(text)[0], |collection| {
            let statuses = collection.statuses();
            let HandedIn::Received(one) = &statuses[0].handed_in else { panic!("{:?}", statuses[0].handed_in) };
            (one.rows.complete, one.rows.issued)
        })
    }

    #[test]
    fn a_row_is_not_complete_while_anything_that_is_required_is_missing_or_wrong_in_it() {
        let text = "
            | Actions | Ref | Deadline | Rating | Completed date | Revised deadline | Commentary |
            |---|---|---|---|---|---|---|
            | | 1.1 | Q4 | Green | | | |
            | | 1.2 | Q4 | | | | |
            | | 1.3 | Q4 | Purple | | | |
            | | 1.4 | Q4 | Amber | | 31/12/2026 | |
            | | 1.5 | Q1 | Complete | | | |
            | | 1.6 | Q4 | Green | | 31/02/2026 | |

            | Indicators | Ref | Target | Frequency | Value | Rating |
            |---|---|---|---|---|---|
            | | E1 | 90 | | 92% | Green |
            | | E2 | 90 | | | |
            | | E3 | 90 | | 92% | Red |
            | | E4 | 90 | Annual | | |
            | | E5 | 90 | | Awaited | |";
        // 1.1, E1, E4 (not due) and E5 (a reason is an answer).
        assert_eq!(rows(text), (4, 11));
    }

    #[test]
    fn a_row_that_is_gone_and_a_sheet_that_cannot_be_read_are_not_complete() {
        let change = |change: &str| {
            rows(&format!(
                "| Actions | Ref | Deadline | Rating |
                 |---|---|---|---|
                 | | 1.1 | Q4 | Green |
                 | | 1.2 | Q4 | Green |

                 | Indicators | Ref | Target | Value | Rating |
                 |---|---|---|---|---|
                 | | E1 | 90 | 92% | Green |

                 | Change | Do | Where | What |
                 |---|---|---|---|
                 | | {change} | |"
            ))
        };
        assert_eq!(change("delete row | Actions!1.2"), (2, 3));
        assert_eq!(change("delete sheet | Actions"), (1, 3));
        assert_eq!(change("delete column | Actions!Ref"), (1, 3));
        assert_eq!(change("delete column | Actions!Commentary"), (1, 3));
    }

    #[test]
    fn a_return_in_which_nothing_was_filled_in_has_no_complete_row() {
        let text = "
            | Actions | Ref | Deadline | Monitored | Rating |
            |---|---|---|---|---|
            | | 1.1 | Q4 | Yes | |
            | | 1.2 | Q4 | No | |";
        assert_eq!(rows(text), (0, 2));
    }

    #[test]
    fn a_waived_finding_takes_no_row_away_and_a_lowered_rule_still_does() {
        let text = |policy: &str| {
            format!(
                "| Actions | Ref | Deadline | Rating |
                 |---|---|---|---|
                 | | 1.1 | Q4 | |
                 | | 1.2 | Q4 | Green |

                 {policy}"
            )
        };
        let waived = "| Waivers | Rule | Ref | Reason | Approved by |
                 |---|---|---|---|---|
                 | | RAT001 | 1.1 | Taken over in July | Head of Policy |";
        let lowered = "| Rules | Rule | Severity |
                 |---|---|---|
                 | | RAT001 | Note |";
        let off = "| Rules | Rule | Severity |
                 |---|---|---|
                 | | RAT001 | Off |";
        assert_eq!(rows(&text("")), (1, 2));
        assert_eq!(rows(&text(waived)), (2, 2));
        assert_eq!(rows(&text(lowered)), (1, 2));
        assert_eq!(rows(&text(off)), (1, 2));
    }
}
