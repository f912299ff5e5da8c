//! Trials: returns written as Markdown tables, run against every rule.
//!
//! The documented examples of each rule and the corpus of faults are such tables. A trial is no shortcut: the plan
//! goes through the starter workbook and the plan reader, the return is issued as a real workbook and read back, and
//! only then are the entries laid over its cells. Built for tests only.

mod case;
mod change;
mod commentary;
mod corpus;
#[cfg(feature = "cli")]
mod live;
#[cfg(feature = "cli")]
mod live_entries;
#[cfg(feature = "cli")]
mod live_sorted;
#[cfg(feature = "cli")]
mod live_summary;
mod markdown;
#[cfg(feature = "cli")]
mod patched;
mod previous;
mod quarter;
mod sheets;
#[cfg(feature = "cli")]
mod together;

pub(crate) use case::cases;
pub(crate) use previous::with_history;
pub(crate) use quarter::{findings, issued, with_quarter, with_return};

use crate::rules::{Finding, Rule};

/// Runs a rule's documented examples: each Rejected case raises this rule and no other, each Accepted case nothing.
pub(crate) fn run_examples(rule: &'static Rule) {
    let rejected = cases(&rule.section("Rejected"));
    let accepted = cases(&rule.section("Accepted"));
    assert!(!rejected.is_empty(), "{} has no Rejected case", rule.code);
    assert!(!accepted.is_empty(), "{} has no Accepted case", rule.code);
    for (number, case) in rejected.iter().enumerate() {
        let found = findings(case, rule.family());
        assert!(
            !found.is_empty() && found.iter().all(|finding| finding.rule.code == rule.code),
            "{} Rejected case {} raises:\n{}",
            rule.code,
            number + 1,
            listed(&found)
        );
    }
    for (number, case) in accepted.iter().enumerate() {
        let found = findings(case, rule.family());
        assert!(found.is_empty(), "{} Accepted case {} raises:\n{}", rule.code, number + 1, listed(&found));
    }
}

/// The findings, a line each, for the message of a failed test.
pub(crate) fn listed(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|finding| {
            let cell = finding.place.cell().map(|at| at.to_string()).unwrap_or_default();
            let sheet = finding.place.sheet().unwrap_or_default().to_owned();
            format!("  {} {sheet} {cell}: {} | {}\n", finding.rule.code, finding.words.message, finding.words.found)
        })
        .collect()
}
