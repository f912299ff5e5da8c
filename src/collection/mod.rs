//! A period's returns together: every file that was checked, and the plan.

mod parts;
mod provisional;
mod rows;
mod status;
mod waivers;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use crate::domain::{Kind, Severity};
use crate::grid::CellRef;
use crate::plan::Plan;
use crate::previous::{ByHand, History};
use crate::returns::{PassedOver, Received, Return, ReturnSet, Source, gather};
use crate::rules::across::{
    correction_outdated, correction_without_reason, earlier_workbook_incomplete, edit_not_carried, return_missing,
};
use crate::rules::{
    AcrossView, ByHandView, Finding, Policy, Rule, Subject, check_across, check_by_hand, check_earlier, in_order, sort,
    unanswered, unused_waivers,
};
use crate::tally::{ErrorsInRows, Tally, bases, tally};

use parts::Part;

pub(crate) use provisional::Provisional;
pub(crate) use rows::Rows;
pub(crate) use status::days_until;
pub(crate) use status::{FileStatus, HandedIn, PlanStatus, Rejected, RejectedFile, Uncounted, UncountedFile};
pub(crate) use waivers::WaiverUsed;

/// A file that was received and checked.
#[derive(Debug)]
pub struct Checked {
    /// Where it came from.
    pub source: Source,
    /// What it turned out to be.
    pub received: Received,
    /// What is wrong with it, in order.
    pub findings: Vec<Finding>,
}

/// A file that was not looked at as a return, though it lay among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotLookedAt {
    /// The path as given.
    pub path: String,
    /// Why, in words without a full stop.
    pub why: String,
}

/// How the returns of a period are put together.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'p> {
    /// The as-of day; else the last day of the period.
    pub as_of: Option<Date>,
    /// Of two different returns for one plan, take the one signed off later.
    pub take_newest: bool,
    /// The consolidated workbooks of earlier periods that the files were checked against, where any were.
    pub previous: Option<&'p History>,
    /// What was done by hand in the consolidated workbook of this period, where there is one already.
    pub by_hand: Option<&'p ByHand>,
    /// The path of the plan workbook.
    pub plan_path: &'p str,
}

/// All returns of a period with their plan.
#[derive(Debug)]
pub struct Collection<'p> {
    /// The plan.
    pub plan: &'p Plan,
    /// The as-of day.
    pub as_of: Date,
    /// Every file, in the order of their paths.
    pub files: Vec<Checked>,
    /// Places in `files` of those that are returns; `ReturnSet` counts in these.
    pub return_files: Vec<usize>,
    /// What became of each delivery plan.
    pub set: ReturnSet,
    /// The consolidated workbooks of earlier periods, where any were given.
    pub previous: Option<&'p History>,
    /// What was done by hand in the consolidated workbook of this period, where there is one already.
    pub by_hand: Option<&'p ByHand>,
    /// What is wrong across returns, and with the workbooks of this period and earlier ones.
    pub across: Vec<Finding>,
    /// What is wrong with the plan workbook.
    pub of_plan: Vec<Finding>,
    /// Where the plan came from, for the Method sheet. [`Collection::assemble`] leaves it empty: whoever read the plan
    /// workbook knows, and sets it.
    pub plan_source: Option<Source>,
    /// The rows of each return that must be answered and are not, by its place in `files`, where the plan turned down or
    /// waived any rule: else each of them is an error.
    pub(crate) unanswered: BTreeMap<usize, BTreeSet<(Kind, usize)>>,
    /// What lay among the returns and was not looked at. [`Collection::assemble`] leaves it empty, for it has no folders.
    pub not_looked_at: Vec<NotLookedAt>,
}

/// How many findings of each severity there are. Waived ones are counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Errors that stand.
    pub error: usize,
    /// Warnings that stand.
    pub warning: usize,
    /// Notes that stand.
    pub note: usize,
    /// Of any severity, where they are waived.
    pub waived: usize,
}

impl Totals {
    /// Counts findings.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut totals = Self::default();
        for finding in findings {
            let slot = match (finding.stands(), finding.severity) {
                (false, _) => &mut totals.waived,
                (true, Severity::Error) => &mut totals.error,
                (true, Severity::Warning) => &mut totals.warning,
                (true, Severity::Note) => &mut totals.note,
            };
            *slot += 1;
        }
        totals
    }

    /// Whether any finding stands at `severity` or above.
    pub fn any_at(self, severity: Severity) -> bool {
        match severity {
            Severity::Error => self.error > 0,
            Severity::Warning => self.error > 0 || self.warning > 0,
            Severity::Note => self.error > 0 || self.warning > 0 || self.note > 0,
        }
    }
}

impl<'p> Collection<'p> {
    /// Puts the checked files of a period together with their plan. `of_plan` are the plan workbook's own findings.
    pub fn assemble(
        plan: &'p Plan,
        policy: &Policy,
        of_plan: Vec<Finding>,
        mut files: Vec<Checked>,
        options: Options<'p>,
    ) -> Self {
        files.sort_by(|a, b| a.source.path.cmp(&b.source.path));
        let as_of = options.as_of.unwrap_or_else(|| plan.period.last_day());
        let return_files: Vec<usize> = files
            .iter()
            .enumerate()
            .filter(|(_, file)| matches!(file.received, Received::Read(_)))
            .map(|(index, _)| index)
            .collect();
        let set = gather(plan, &returns_of(&files), options.take_newest);
        read_as_one(&mut files, &return_files, &set);
        let returns = returns_of(&files);
        let findings: Vec<&[Finding]> =
            return_files.iter().filter_map(|place| Some(&*files.get(*place)?.findings)).collect();
        let view =
            AcrossView { plan, returns: &returns, set: &set, findings: &findings, plan_path: options.plan_path, as_of };
        let mut across = check_across(&view, policy);
        if let Some(history) = options.previous {
            across.extend(check_earlier(history, Some(plan), policy));
        }
        if let Some(by_hand) = options.by_hand {
            let now = bases(plan, &returns, &set, by_hand);
            across.extend(check_by_hand(&ByHandView { by_hand, plan, now: &now }, policy));
        }
        sort(&mut across);
        let previous = options.previous;
        let unanswered = if policy.is_empty() { BTreeMap::new() } else { unanswered_rows(&files, as_of, policy) };
        Self {
            plan,
            unanswered,
            as_of,
            files,
            return_files,
            set,
            previous,
            by_hand: options.by_hand,
            across,
            of_plan,
            plan_source: None,
            not_looked_at: Vec::new(),
        }
    }

    /// Every return that was read, in the order of their paths.
    pub fn returns(&self) -> Vec<&Return> {
        returns_of(&self.files)
    }

    /// The code of the delivery plan of the return at a path.
    fn plan_code(&self, path: &str) -> Option<&str> {
        let place = self.files.binary_search_by(|file| file.source.path.as_str().cmp(path)).ok()?;
        match &self.files.get(place)?.received {
            Received::Read(received) => Some(&received.identity.plan_code),
            Received::Refused(_) | Received::PassedOver(_) => None,
        }
    }

    /// The file of a return, by its place among the returns.
    pub fn file_of(&self, index: usize) -> Option<&Checked> {
        self.files.get(*self.return_files.get(index)?)
    }

    /// Names the waivers that no finding used, once every return is in (PLN022). `plan_path` is the plan workbook's.
    pub fn note_unused_waivers(&mut self, policy: &Policy, plan_path: &str) {
        let why = self.provisional();
        if !why.missing.is_empty() || !why.duplicated.is_empty() || !why.rejected.is_empty() {
            return;
        }
        let period = &self.plan.period;
        let mut used: BTreeSet<CellRef> = BTreeSet::new();
        let of_plan = self.of_plan.iter().chain(&self.across);
        let found = of_plan.flat_map(|finding| policy.waivers(finding, self.plan_code(&finding.path), Some(period)));
        used.extend(found.map(|waiver| waiver.at));
        for file in &self.files {
            let Received::Read(received) = &file.received else { continue };
            let code = Some(received.identity.plan_code.as_str());
            let found = file.findings.iter().flat_map(|finding| policy.waivers(finding, code, Some(period)));
            used.extend(found.map(|waiver| waiver.at));
        }
        let mut unused = unused_waivers(self.plan, &used);
        unused.retain(|finding| policy.is_on(finding.rule));
        for finding in &mut unused {
            plan_path.clone_into(&mut finding.path);
        }
        policy.apply(&mut unused, None, Some(period));
        self.of_plan.extend(unused);
        sort(&mut self.of_plan);
    }

    /// What is counted.
    pub fn tally(&self) -> Tally<'_> {
        let findings = || self.files.iter().flat_map(|file| &file.findings);
        let errors = || findings().filter(|one| one.stands() && one.severity == Severity::Error);
        let row = |one: &'_ Finding| one.subject.and_then(Subject::row).map(|(_, index)| index);
        let of_rule = |is: fn(&Rule) -> bool| errors().filter(move |one| is(one.rule));
        let doubted = of_rule(|rule| rule.doubts_value);
        let doubted = doubted.filter_map(|one| Some(((one.path.as_str(), row(one)?), one.rule.code))).collect();
        let exceptions = of_rule(|rule| rule.makes_exception);
        let exceptions = exceptions.filter_map(|one| Some((one.path.as_str(), row(one)?))).collect();
        let errors = ErrorsInRows { doubted, exceptions };
        tally(self.plan, &self.returns(), &self.set, &errors, self.previous, self.by_hand)
    }

    /// Every finding, in their total order: file, sheet, row, column, code. A file that repeats another, or that another
    /// replaces, says nothing of its own: its faults are counted once, with the one that counts.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        let mut all: Vec<&Finding> = self.every_finding().collect();
        all.sort_by(|a, b| in_order(a, b));
        all.into_iter()
    }

    fn every_finding(&self) -> impl Iterator<Item = &Finding> {
        self.of_plan.iter().chain(&self.across).chain(self.speaking().flat_map(|(_, file)| &file.findings))
    }

    /// The files that speak for themselves, each with its place: all but those that repeat another or are replaced.
    pub(crate) fn speaking(&self) -> impl Iterator<Item = (usize, &Checked)> {
        let passed = self.set.repeated.iter().chain(&self.set.superseded).chain(&self.set.replaced);
        let passed: BTreeSet<usize> = passed.filter_map(|(index, _)| self.return_files.get(*index).copied()).collect();
        self.files.iter().enumerate().filter(move |(place, _)| !passed.contains(place))
    }

    /// What was found across the returns that were given: not what is missing, nor what is about consolidated workbooks.
    pub(crate) fn across_returns(&self) -> impl Iterator<Item = &Finding> {
        let others = [&return_missing::RULE, &earlier_workbook_incomplete::RULE];
        let is_other = move |rule: &'static Rule| others.contains(&rule) || is_by_hand(rule);
        self.across.iter().filter(move |finding| !is_other(finding.rule))
    }

    /// What was found in the consolidated workbook of this period.
    pub(crate) fn of_by_hand(&self) -> impl Iterator<Item = &Finding> {
        self.across.iter().filter(|finding| is_by_hand(finding.rule))
    }

    /// Whether an error or a warning stands in what was handed in.
    #[cfg(feature = "cli")]
    pub(crate) fn is_anything_wrong_in_returns(&self) -> bool {
        let in_files = self.speaking().flat_map(|(_, file)| &file.findings);
        Totals::of(in_files.chain(self.across_returns())).any_at(Severity::Warning)
    }

    /// How many findings of each severity there are.
    pub fn totals(&self) -> Totals {
        Totals::of(self.every_finding())
    }

    fn is_rejected(&self, place: usize, file: &Checked) -> bool {
        match &file.received {
            Received::Refused(_) => true,
            Received::PassedOver(_) => false,
            // Places of files and of returns are in the same order.
            Received::Read(_) => {
                self.return_files.binary_search(&place).is_ok_and(|index| self.set.rejected.contains(&index))
            }
        }
    }

    /// Files that are plan or consolidated workbooks, and so were passed over.
    pub fn passed_over(&self) -> impl Iterator<Item = (&str, PassedOver)> {
        self.files.iter().filter_map(|file| match file.received {
            Received::PassedOver(kind) => Some((file.source.path.as_str(), kind)),
            Received::Read(_) | Received::Refused(_) => None,
        })
    }
}

/// Whether a rule is about what was done by hand in the consolidated workbook of the period.
fn is_by_hand(rule: &Rule) -> bool {
    [&correction_outdated::RULE, &edit_not_carried::RULE, &correction_without_reason::RULE].contains(&rule)
}

/// The unanswered rows of each return that has any, by its place in `files`.
fn unanswered_rows(files: &[Checked], as_of: Date, policy: &Policy) -> BTreeMap<usize, BTreeSet<(Kind, usize)>> {
    let returns = files.iter().enumerate().filter_map(|(place, file)| match &file.received {
        Received::Read(received) if received.stamped => Some((place, unanswered(received, as_of, policy))),
        Received::Read(_) | Received::Refused(_) | Received::PassedOver(_) => None,
    });
    returns.filter(|(_, rows)| !rows.is_empty()).collect()
}

/// Leaves each of several returns that are read as one the rows and findings that it speaks for.
fn read_as_one(files: &mut [Checked], return_files: &[usize], set: &ReturnSet) {
    for plan in 0..set.plans.len() {
        let places: Vec<usize> = set.files_of(plan).filter_map(|index| return_files.get(index).copied()).collect();
        if places.len() < 2 {
            continue;
        }
        let of_plan = files.iter_mut().enumerate().filter_map(|(place, file)| {
            let nth = places.iter().position(|own| *own == place)?;
            match &mut file.received {
                Received::Read(received) => Some((nth, Part { received, findings: &mut file.findings })),
                Received::Refused(_) | Received::PassedOver(_) => None,
            }
        });
        let mut parts: Vec<(usize, Part<'_>)> = of_plan.collect();
        parts.sort_by_key(|(nth, _)| *nth);
        let mut parts: Vec<Part<'_>> = parts.into_iter().map(|(_, part)| part).collect();
        parts::read_as_one(&mut parts);
    }
}

fn returns_of(files: &[Checked]) -> Vec<&Return> {
    files
        .iter()
        .filter_map(|file| match &file.received {
            Received::Read(one) => Some(one.as_ref()),
            Received::Refused(_) | Received::PassedOver(_) => None,
        })
        .collect()
}
