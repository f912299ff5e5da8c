//! A return issued again from a plan that was changed since: with everything that was filled in, row by Ref and column by
//! heading. What no longer has a row or a column is named, with all that never had one.

use std::collections::BTreeMap;

use crate::domain::{Kind, heading_key, key};
use crate::grid::{Cell, Workbook};
use crate::issue::{Filled, issue_filled};
use crate::plan::{Issued, IssuedColumn};
use crate::returns::Return;
use crate::rules::quoted;
use crate::workbook::WriteError;

use super::kept::{self, KeptCell};
use super::laid_over;

/// A return that was issued again.
#[derive(Debug)]
pub(crate) struct IssuedAgain {
    /// Its workbook, as the bytes of an .xlsx file.
    pub bytes: Vec<u8>,
    /// What was filled in and has no place in it, each in a sentence without a full stop.
    pub left_out: Vec<String>,
}

/// Issues `issued` with what was filled in in `received`, which was read from `workbook`.
///
/// # Errors
/// [`WriteError`] where a sheet would be larger than Excel allows, or the workbook cannot be put together.
pub(crate) fn issue_from(workbook: &Workbook, received: &Return, issued: &Issued) -> Result<IssuedAgain, WriteError> {
    let Filled { entries, sign_off, tells_formats, notes: _ } = laid_over::entries(workbook, received);
    let mut filled = Filled { sign_off, tells_formats, ..Filled::default() };
    let mut left_out = Vec::new();
    for kind in [Kind::Actions, Kind::Indicators] {
        let places = Places::new(&received.issued, issued, kind);
        for ((_, row, column), cell) in entries.range((kind, 0, 0)..=(kind, usize::MAX, usize::MAX)) {
            match (places.now(*row, *column), cell) {
                (Some(place), Some(_)) => {
                    filled.entries.insert(place, cell.clone());
                }
                // A cell that came filled in and was cleared stays clear.
                (Some(place), None) if places.came_filled_in(*row, *column) => {
                    filled.entries.insert(place, None);
                }
                (None, Some(typed)) => left_out.push(places.in_words(*row, *column, &typed.cell)),
                (Some(_) | None, None) => {}
            }
        }
    }
    left_out.extend(kept::collect(workbook, received).iter().map(kept_in_words));
    Ok(IssuedAgain { bytes: issue_filled(issued, &filled)?, left_out })
}

/// Where the entries of one table stand in a return and in the one that is issued in its place.
struct Places<'a> {
    kind: Kind,
    then: &'a Issued,
    columns_then: Vec<IssuedColumn<'a>>,
    columns: Vec<IssuedColumn<'a>>,
    rows: BTreeMap<String, usize>,
}

impl<'a> Places<'a> {
    fn new(then: &'a Issued, now: &'a Issued, kind: Kind) -> Self {
        let rows = (0..now.row_count(kind)).filter_map(|row| Some((key(now.reference(kind, row)?), row)));
        Self { kind, then, columns_then: then.columns(kind), columns: now.columns(kind), rows: rows.collect() }
    }

    /// Where an entry stands now; `None` where there is no such row or column any more.
    fn now(&self, row: usize, column: usize) -> Option<(Kind, usize, usize)> {
        let row = self.rows.get(&key(self.then.reference(self.kind, row)?))?;
        let heading = heading_key(&self.columns_then.get(column)?.printed_heading());
        let is_it = |own: &IssuedColumn<'_>| own.is_entry() && heading_key(&own.printed_heading()) == heading;
        Some((self.kind, *row, self.columns.iter().position(is_it)?))
    }

    fn came_filled_in(&self, row: usize, column: usize) -> bool {
        let column = self.columns_then.get(column);
        column.is_some_and(|column| !self.then.printed(self.kind, row, column).is_blank())
    }

    /// An entry that has no place any more.
    fn in_words(&self, row: usize, column: usize, cell: &Cell) -> String {
        let reference = self.then.reference(self.kind, row).unwrap_or_default();
        let heading = self.columns_then.get(column).map(IssuedColumn::printed_heading).unwrap_or_default();
        let why = if self.rows.contains_key(&key(reference)) {
            "the return has no such column any more"
        } else {
            "the plan has no such row for it any more"
        };
        let heading = heading.trim_end_matches('*');
        format!("{}, {reference}, {heading}: {}: {why}", self.kind, quoted(&cell.as_shown()))
    }
}

/// What never had a place.
fn kept_in_words(kept: &KeptCell) -> String {
    let cell = kept.at.map(|at| format!(" {at}")).unwrap_or_default();
    let why = kept.why.trim_end_matches('.');
    format!("{}{cell}: {}: {why}", kept.sheet, quoted(&kept.text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Legacy, Limits, read};
    use crate::returns::{Entries as _, Received, Source, receive};
    use crate::trial::{cases, plan_since, with_return};

    /// What a return says once it is issued again from the plan as it is since, a line for each entry, and what is left out.
    fn again(since: &str) -> (Vec<String>, Vec<String>) {
        let text = format!(
            "
            | Actions | Ref | Deadline | Ask: Risk | Rating | Revised deadline | Commentary |
            |---|---|---|---|---|---|---|
            | | 1.1 | Q3 | | Amber | date 2026-01-31 | The site is wet. |
            | | 1.2 | Q3 | | Green | | |

            | Sign-off | Completed by | Date |
            |---|---|---|
            | | A. Clerk | date 2025-07-04 |

            | Change | Do | Where | What |
            |---|---|---|---|
            | | type | Actions!1.2!Ask: Risk | High |
            | | type | Actions!Z9 | see my e-mail |

            | Plan since | Do | Where | What |
            |---|---|---|---|
            {since}"
        );
        let case = &cases(&text)[0];
        let plan = plan_since(case).plan.unwrap();
        with_return(case, |workbook, received, _, _| {
            let issued = plan.issue(&received.identity.plan_code).unwrap();
            let again = issue_from(workbook, received, &issued).unwrap();
            let workbook = read(&again.bytes, &Limits::returns(), Legacy::Refuse).unwrap();
            let source = Source { path: String::new(), sha256: String::new() };
            let Received::Read(received) = receive(source, &workbook, None, |_| false) else { panic!("a return") };
            assert_eq!(received.issued, issued);
            let rows = received.action_rows().flat_map(|(row, issued)| {
                let filled = row.slots().filter(|(_, slot)| !slot.is_blank());
                filled.map(|(_, slot)| format!("{}: {}", issued.reference, slot.said()))
            });
            let signed =
                received.sign_off.entries.fields().map(|(_, slot)| slot.said()).filter(|said| !said.is_empty());
            (rows.chain(signed).collect(), again.left_out)
        })
    }

    #[test]
    fn all_that_was_filled_in_stands_again_by_its_ref_and_what_has_no_place_is_named() {
        let all = [
            "1.1: Amber",
            "1.1: 2026-01-31",
            "1.1: The site is wet.",
            "1.2: Green",
            "1.2: High",
            "A. Clerk",
            "2025-07-04",
        ];
        let stray = "Actions Z9: “see my e-mail”: It stood outside the issued rows and columns";
        assert_eq!(
            again("| | type | Actions!1.1!Deadline | Q4 |"),
            (all.map(str::to_owned).to_vec(), vec![stray.to_owned()])
        );
        // Rows stand elsewhere, and one is new.
        let (entries, _) = again("| | copy row | Actions!1.1 | 1.3 |\n| | swap rows | Actions!1.1 | 1.2 |");
        assert_eq!(entries.len(), all.len());
        let (entries, left_out) =
            again("| | delete row | Actions!1.2 | |\n| | rename column | Actions!Ask: Risk | Ask: Odds |");
        assert_eq!(entries, ["1.1: Amber", "1.1: 2026-01-31", "1.1: The site is wet.", "A. Clerk", "2025-07-04"]);
        assert_eq!(
            left_out,
            [
                "Actions, 1.2, Rating: “Green”: the plan has no such row for it any more",
                "Actions, 1.2, Ask: Risk: “High”: the plan has no such row for it any more",
                stray
            ]
        );
        let (_, left_out) = again("| | rename column | Actions!Ask: Risk | Ask: Odds |");
        assert_eq!(left_out[0], "Actions, 1.2, Ask: Risk: “High”: the return has no such column any more");
    }
}
