//! What a rule about several workbooks sees: all returns of a period together, an earlier consolidated workbook, or this
//! period's with what was done in it by hand.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::{Kind, SharedText, command, key, path_word, same};
use crate::grid::CellRef;
use crate::plan::Plan;
use crate::previous::{Basis, ByHand, Previous, RowByHand};
use crate::returns::{Return, ReturnSet};

use super::{Finding, Rule};

/// All returns of a period.
#[derive(Debug, Clone, Copy)]
pub struct AcrossView<'a> {
    /// The plan workbook.
    pub plan: &'a Plan,
    /// Every return that was read, in the order of their paths.
    pub returns: &'a [&'a Return],
    /// What became of each.
    pub set: &'a ReturnSet,
    /// What was found in each of them by itself.
    pub findings: &'a [&'a [Finding]],
    /// The path of the plan workbook.
    pub plan_path: &'a str,
    /// The as-of day.
    pub as_of: Date,
}

/// The consolidated workbook of an earlier period.
#[derive(Debug, Clone, Copy)]
pub struct EarlierView<'a> {
    /// What was read of it.
    pub earlier: &'a Previous,
    /// The plan workbook, where one was given.
    pub plan: Option<&'a Plan>,
}

/// The consolidated workbook of the period itself, in which officers have worked.
#[derive(Debug, Clone, Copy)]
pub struct ByHandView<'a> {
    /// What was done in it.
    pub by_hand: &'a ByHand,
    /// The plan workbook.
    pub plan: &'a Plan,
    /// What the returns say now of the rows that are still in the plan, by kind and key of their reference.
    pub(crate) now: &'a BTreeMap<(Kind, String), Basis>,
}

impl<'a> ByHandView<'a> {
    /// The rows whose rating was corrected, in their order.
    pub(crate) fn corrected(&self) -> impl Iterator<Item = &'a RowByHand> {
        let plan = self.plan;
        self.by_hand.rows.values().filter(move |row| row.is_corrected(plan.scale(row.kind)))
    }

    /// Those that are carried, each with what the return says of it now.
    pub(crate) fn carried(&self) -> impl Iterator<Item = (&'a RowByHand, &'a Basis)> {
        let (plan, now) = (self.plan, self.now);
        let carried = self.corrected().filter(move |row| row.ruled(plan.scale(row.kind)).is_some());
        carried.filter_map(move |row| Some((row, now.get(&(row.kind, key(&row.reference)))?)))
    }
}

impl<'a> AcrossView<'a> {
    /// The path of a return, by its place in the list.
    pub fn path(&self, file: usize) -> Option<&'a str> {
        self.returns.get(file).map(|received| received.source.path.as_str())
    }

    /// The code of the delivery plan of the return at a path.
    pub(crate) fn plan_code(&self, path: &str) -> Option<&'a str> {
        let place = self.returns.binary_search_by(|received| received.source.path.as_str().cmp(path)).ok()?;
        self.returns.get(place).map(|received| received.identity.plan_code.as_str())
    }

    /// The returns that count and carry what they were issued with, each with its place.
    pub(crate) fn stamped(&self) -> impl Iterator<Item = (usize, &'a Return)> {
        (0..self.set.plans.len()).flat_map(|place| self.stamped_of(place))
    }

    /// Those of the delivery plan at that place in the plan: several where they are read as one.
    pub(crate) fn stamped_of(&self, place: usize) -> impl Iterator<Item = (usize, &'a Return)> {
        let returns = self.set.files_of(place).filter_map(|file| Some((file, *self.returns.get(file)?)));
        returns.filter(|(_, received)| received.stamped && received.has_stamp_sheet)
    }

    /// Whether a rule was raised at a cell of a return.
    pub(crate) fn is_told(&self, file: usize, rule: &Rule, sheet: &str, at: CellRef) -> bool {
        let findings = self.findings.get(file).copied().unwrap_or_default();
        let is_there = |one: &Finding| one.place.sheet() == Some(sheet) && one.place.cell() == Some(at);
        findings.iter().any(|one| one.rule == rule && is_there(one))
    }

    /// The rows that came back from a delivery plan under which the plan does not have them any more, by kind and key of
    /// their reference.
    pub(crate) fn moved_rows(&self) -> BTreeSet<(Kind, String)> {
        let mut moved = BTreeSet::new();
        for (_, received) in self.stamped() {
            let code = received.identity.plan_code.as_str();
            for kind in [Kind::Actions, Kind::Indicators] {
                let plans = |reference: &str| match kind {
                    Kind::Actions => self.plan.action(reference).map(|row| row.plans.as_slice()),
                    Kind::Indicators => self.plan.indicator(reference).map(|row| row.plans.as_slice()),
                };
                let is_elsewhere = |plans: &[SharedText]| !plans.iter().any(|own| same(own, code));
                let rows = received.returned(kind).filter(|reference| plans(reference).is_some_and(is_elsewhere));
                moved.extend(rows.map(|reference| (kind, key(reference))));
            }
        }
        moved
    }

    /// The command that issues a return again, with what was filled in.
    pub(crate) fn issue_again(&self, received: &Return) -> String {
        let period = self.plan.period.to_string();
        let asked_for = if self.plan.settings.period == Some(self.plan.period) { None } else { Some(period.as_str()) };
        let [plan, path] = [self.plan_path, &received.source.path].map(path_word);
        let words = ["planroll", "issue", plan.as_str()]
            .into_iter()
            .chain(asked_for.into_iter().flat_map(|own| ["--period", own]));
        command(words.chain(["--only", &received.identity.plan_code, "--from", &path]))
    }

    /// The delivery plan of that code as printed; the code where there is none.
    pub fn plan_name<'s>(&'s self, code: &'s str) -> &'s str {
        self.plan.delivery_plan(code).map_or(code, |plan| plan.name.as_str())
    }
}
