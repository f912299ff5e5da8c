//! The periods before: each issued, filled in, consolidated, read back and altered, as officers do.

use planroll::consolidate::consolidate;
use planroll::grid::sha256;
use planroll::internals::domain::Period;
use planroll::internals::previous::{self, History};
use planroll::internals::returns::Source;

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
