//! The faults that a row's Check can show, in order: the leftmost cell first, then by code.
//!
//! A rule that another has silenced is not shown, as in [`check_return`](crate::rules::check_return); a waived one is
//! not shown either and still silences.

use crate::domain::{Kind, Rated, Severity};
use crate::layout;
use crate::plan::{Answers, Ask, Issued, IssuedColumn};
use crate::returns::EntryCell;
use crate::rules::condition::{BlankCell, Cells, Test, Truth};
use crate::rules::{ActionView, Basis, IndicatorView, Policy, Rule};

use super::rule::{Live, LiveCheck};
use super::words::WITHOUT_FAULT;

/// What earlier versions wrote.
const EARLIER: [&str; 2] = ["Filled in", "Not due this period"];

/// One fault that a row's Check can show.
#[derive(Debug, Clone)]
#[cfg_attr(not(test), expect(dead_code, reason = "the tests of live checks hold each to the finding of its rule"))]
pub(crate) struct Fault {
    /// The rule.
    pub rule: &'static Rule,
    /// The cell that its finding points at.
    pub at: EntryCell,
    /// When it is raised and no other rule has said the same cause.
    pub test: Test,
    /// What the Check says.
    pub words: String,
    /// The rule's own severity of the finding.
    pub severity: Severity,
}

/// What the Check of the row `index` of `kind` can show, in order. Rules that are off are left out.
pub(crate) fn faults(issued: &Issued, kind: Kind, index: usize, policy: &Policy) -> Vec<Fault> {
    let cells = entry_cells(issued, kind, index);
    let place = |at: EntryCell| cells.iter().position(|cell| cell.at == at);
    let mut found: Vec<(usize, &'static Rule, Live)> = Vec::new();
    for (rule, check) in live_checks(policy) {
        let lives = of_check(check, issued, kind, index, &cells).into_iter().filter(|live| !live.test.is_never());
        found.extend(lives.filter_map(|live| Some((place(live.at)?, rule, live))));
    }
    found.sort_by_key(|(place, rule, _)| (*place, rule.code));
    let reference = issued.reference(kind, index).unwrap_or_default();
    let (code, period) = (&issued.stamp.plan_code, &issued.stamp.period);
    let is_shown = |rule: &Rule| !policy.waives(rule, reference, code, period);
    let silences = |other: &(usize, &'static Rule, Live), rule: &Rule| rule.yields_to.contains(&other.1);
    let mut faults = Vec::new();
    for (at, (_, rule, live)) in found.iter().enumerate().filter(|(_, (_, rule, _))| is_shown(rule)) {
        // A fault that comes before, and is shown, has been shown already.
        let silencing = found
            .iter()
            .enumerate()
            .filter(|(other, found)| silences(found, rule) && (*other > at || !is_shown(found.1)));
        let test = silencing.fold(live.test.clone(), |test, (_, other)| test.unless(|| other.2.test.clone()));
        let severity = live.severity.unwrap_or(rule.severity);
        faults.push(Fault { rule, at: live.at, test, words: live.words.clone(), severity });
    }
    faults
}

/// The live checks of the rules that are on, each with its rule.
fn live_checks(policy: &Policy) -> impl Iterator<Item = (&'static Rule, LiveCheck)> {
    policy.checks().filter_map(|(rule, check)| Some((rule, check.live()?.0)))
}

/// The entry cells of a row of `kind`, from the left.
fn entry_cells(issued: &Issued, kind: Kind, index: usize) -> Vec<BlankCell> {
    let mut asked = 0..;
    let must = issued.must_be_answered(kind, index, issued.stamp.period.last_day());
    let columns = issued.columns(kind);
    let entries = columns.iter().filter(|column| column.is_entry());
    entries
        .filter_map(|column| {
            let (at, kind) = match column {
                IssuedColumn::Layout(column) => (EntryCell::Field(column.field), column.kind),
                IssuedColumn::Further { ask, .. } => (EntryCell::Asked(asked.next()?), kind_of(ask.as_ref()?)),
                IssuedColumn::LastAnswer { .. } => return None,
            };
            let ask = column.ask();
            Some(BlankCell {
                at,
                kind,
                heading: column.printed_heading().trim_end_matches('*').to_owned(),
                takes_certain_answers: ask.is_some_and(|ask| ask.answers.are_certain()),
                must_be_answered: must && ask.is_some_and(|ask| ask.required),
            })
        })
        .collect()
}

/// What belongs in a cell that asks.
fn kind_of(ask: &Ask<'_>) -> layout::CellKind {
    if ask.answers.is_number() {
        layout::CellKind::Quantity
    } else if ask.answers == Answers::Date {
        layout::CellKind::Date
    } else {
        layout::CellKind::LongText
    }
}

/// What a check says of a row; of a cell, once for each of them.
fn of_check(check: LiveCheck, issued: &Issued, kind: Kind, index: usize, cells: &[BlankCell]) -> Vec<Live> {
    let (file, sheet, row) = (&Basis::as_issued(issued), "", Cells);
    match (check, kind) {
        (LiveCheck::Action(check), Kind::Actions) => {
            let issued = issued.actions.get(index);
            issued.map(|issued| check(&ActionView { file, sheet, row, issued })).into_iter().collect()
        }
        (LiveCheck::Indicator(check), Kind::Indicators) => {
            let issued = issued.indicators.get(index);
            issued.map(|issued| check(&IndicatorView { file, sheet, row, issued })).into_iter().collect()
        }
        (LiveCheck::Cell(check), Kind::Actions) => cells.iter().map(|cell| check(cell, true)).collect(),
        (LiveCheck::Cell(check), Kind::Indicators) => {
            let is_rated = issued.indicators.get(index).is_none_or(|row| row.rated == Rated::Yes);
            cells.iter().map(|cell| check(cell, is_rated)).collect()
        }
        (LiveCheck::Action(_), Kind::Indicators) | (LiveCheck::Indicator(_), Kind::Actions) => Vec::new(),
    }
}

/// Whether a text is what a Check says in a return that nobody typed into: all that this crate writes there, and what
/// its earlier versions wrote.
pub(crate) fn is_check(text: &str) -> bool {
    let everything = Policy::default();
    let mut of_rules = everything.checks().filter_map(|(_, check)| check.live().map(|(_, words)| words));
    WITHOUT_FAULT.contains(&text) || EARLIER.contains(&text) || of_rules.any(|words| text.starts_with(words))
}

/// Whether a rule can run live.
#[cfg(test)]
pub(crate) fn runs_live(rule: &Rule) -> bool {
    live_checks(&Policy::default()).any(|(own, _)| own == rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::catalogue;

    #[test]
    fn rules_that_can_run_live_yield_only_to_such_rules() {
        let live: Vec<&str> = catalogue().iter().filter(|rule| runs_live(rule)).map(|rule| rule.code).collect();
        for rule in catalogue().iter().filter(|rule| runs_live(rule)) {
            for other in rule.yields_to {
                assert!(live.contains(&other.code), "{} yields to {}, which cannot run live", rule.code, other.code);
            }
        }
        let wanted = [
            "CEL001", "CEL003", "CEL004", "CEL008", "DLN001", "DLN002", "DLN003", "DLN004", "DLN005", "RAT001",
            "RAT002", "RAT003", "RAT005", "RAT006", "RAT007", "RAT008", "IND001", "IND003", "IND004", "IND005",
        ];
        for code in wanted {
            assert!(live.contains(&code), "{code} cannot run live");
        }
    }
}
