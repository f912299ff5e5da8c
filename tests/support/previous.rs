//! The periods before: each issued, filled in, consolidated, read back and altered, as officers do.

use planroll::consolidate::consolidate;
use planroll::grid::sha256;
use planroll::internals::domain::Period;
use planroll::internals::previous::{self, History};
use planroll::internals::returns::Source;

use planroll::internals::previous::ByHand;

use super::case::Case;
use super::change::apply;
use super::findings::Given;
use super::plan::{plan_of, plan_part};
use super::returns::returns_of;
use super::xlsx::{opened, saved};

/// The earlier consolidated workbooks of a case; `None` where it tells of none.
pub(crate) fn history(case: &Case, period: Period) -> Option<History> {
    let workbooks: Vec<_> = previous_workbooks(case, period)
        .into_iter()
        .map(|(path, bytes)| {
            let source = Source { path, sha256: sha256(&bytes) };
            previous::read(source, &opened(&bytes)).expect("a consolidated workbook")
        })
        .collect();
    (!workbooks.is_empty()).then(|| History::new(workbooks).expect("one workbook for each period"))
}

/// The files of the earlier consolidated workbooks, each with its name.
pub(crate) fn previous_workbooks(case: &Case, period: Period) -> Vec<(String, Vec<u8>)> {
    let mut before: Vec<u32> = case.previous.iter().map(|(_, before)| *before).collect();
    before.sort_unstable();
    before.dedup();
    before.into_iter().map(|before| (format!("previous-{before}.xlsx"), workbook(case, period, before))).collect()
}

/// What was done by hand in the consolidated workbook of the period itself; `None` where the case tells of nothing.
pub(crate) fn by_hand(case: &Case) -> Option<ByHand> {
    let bytes = consolidated_workbook(case)?;
    let source = Source { path: "consolidated.xlsx".to_owned(), sha256: sha256(&bytes) };
    Some(previous::read_by_hand(source, &opened(&bytes)).expect("a consolidated workbook"))
}

/// The file of that workbook.
pub(crate) fn consolidated_workbook(case: &Case) -> Option<Vec<u8>> {
    if case.consolidated_changes.is_empty() && case.consolidated.is_empty() {
        return None;
    }
    let mut then = case.clone();
    (then.consolidated_changes, then.consolidated) = (Vec::new(), Vec::new());
    for table in &case.consolidated {
        for (own, _) in then.tables.iter_mut().filter(|(own, _)| own.name == table.name) {
            *own = plan_part(own);
        }
        then.tables.push((table.clone(), 1));
    }
    let plan = plan_of(&then).plan.expect("a plan");
    let returns = returns_of(&then, &plan);
    let given = Given::of(&then, plan);
    let collection = given.collection(&then, &returns);
    let packed = consolidate(&collection, &collection.tally()).and_then(|packed| packed.bytes());
    let mut book = opened(&packed.expect("a consolidated workbook"));
    for change in &case.consolidated_changes {
        apply(&mut book, change);
    }
    Some(saved(&book))
}

fn workbook(case: &Case, period: Period, before: u32) -> Vec<u8> {
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
    let plan = plan_of(&earlier).plan.expect("a plan");
    let returns = returns_of(&earlier, &plan);
    let given = Given::of(&earlier, plan);
    let collection = given.collection(&earlier, &returns);
    let packed = consolidate(&collection, &collection.tally()).and_then(|packed| packed.bytes());
    let mut book = opened(&packed.expect("a consolidated workbook"));
    for (change, _) in case.previous_changes.iter().filter(|one| one.1 == before) {
        apply(&mut book, change);
    }
    saved(&book)
}
