//! The periods before: each issued, filled in, consolidated, read back and altered, as officers do.

use crate::consolidate::consolidate;
use crate::domain::Period;
use crate::grid::{Legacy, Limits, read};
use crate::plan::Plan;
use crate::previous::{self, History, Previous};
use crate::returns::Source;

use super::case::Case;
use super::change::apply;
use super::quarter::{plan_part, read_plan, with_quarter};

/// The earlier consolidated workbooks of a case; `None` where it tells of none.
pub(super) fn history(case: &Case, period: Period) -> Option<History> {
    let mut before: Vec<u32> = case.previous.iter().map(|(_, before)| *before).collect();
    before.sort_unstable();
    before.dedup();
    if before.is_empty() {
        return None;
    }
    let workbooks = before.into_iter().map(|before| workbook(case, period, before)).collect();
    Some(History::new(workbooks).expect("one workbook for each period"))
}

/// The plan of a case with what its earlier periods said, for what is carried forward.
pub(crate) fn with_history<T>(case: &Case, look: impl FnOnce(&Plan, &History) -> T) -> T {
    let plan = read_plan(case).plan.expect("a plan");
    let history = history(case, plan.period).expect("an earlier period");
    look(&plan, &history)
}

fn workbook(case: &Case, period: Period, before: u32) -> Previous {
    let period = (0..before).fold(period, |period, _| period.previous());
    let mut earlier = case.clone();
    (earlier.previous, earlier.previous_changes, earlier.changes) = (Vec::new(), Vec::new(), Vec::new());
    earlier.sign_off.clear();
    earlier.settings.retain(|(name, _)| name != "As of");
    earlier.settings.push(("Period".to_owned(), period.to_string()));
    for (table, _) in &mut earlier.tables {
        *table = plan_part(table);
    }
    earlier.tables.extend(case.previous.iter().filter(|one| one.1 == before).map(|(table, _)| (table.clone(), 1)));
    let bytes = with_quarter(&earlier, |quarter| {
        consolidate(quarter, &quarter.tally()).and_then(|packed| packed.bytes()).expect("a consolidated workbook")
    });
    let mut book = read(&bytes, &Limits::previous(), Legacy::Refuse).expect("a readable consolidated workbook");
    for (change, _) in case.previous_changes.iter().filter(|one| one.1 == before) {
        apply(&mut book, change);
    }
    let source = Source { path: format!("previous-{before}.xlsx"), sha256: format!("{before:064}") };
    previous::read(source, &book).expect("a consolidated workbook")
}
