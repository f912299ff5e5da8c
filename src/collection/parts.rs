//! Returns that are read as one: each is left the rows that it speaks for, with what was found in them.

use std::collections::BTreeSet;

use crate::domain::Kind;
use crate::returns::{Return, divide};
use crate::rules::ratings::better_than_its_milestones;
use crate::rules::workbook::{nothing_filled_in, sign_off_missing};
use crate::rules::{Finding, Rule, Subject};

/// One of several returns that are read as one.
pub(super) struct Part<'f> {
    /// What was read of it.
    pub received: &'f mut Return,
    /// What was found in it.
    pub findings: &'f mut Vec<Finding>,
}

/// Leaves each of the parts its own rows and findings. The first is the one that stands for all.
pub(super) fn read_as_one(parts: &mut [Part<'_>]) {
    let rows = divide(&parts.iter().map(|part| &*part.received).collect::<Vec<_>>());
    // A part in which nothing is filled in was not asked for its sign-off.
    let is_signed = parts.iter().any(|part| !part.has(&sign_off_missing::RULE) && !part.has(&nothing_filled_in::RULE));
    let is_blank = parts.iter().all(|part| part.has(&nothing_filled_in::RULE));
    for (nth, (part, own)) in parts.iter_mut().zip(&rows).enumerate() {
        let is_main = nth == 0;
        part.findings.retain(|finding| {
            // Which milestones an action has is known when all parts are.
            let of_all = *finding.rule != better_than_its_milestones::RULE
                && (*finding.rule != nothing_filled_in::RULE || (is_main && is_blank))
                && (*finding.rule != sign_off_missing::RULE || (is_main && !is_signed));
            of_all && is_of(finding, own)
        });
        part.received.keep(own);
    }
}

impl Part<'_> {
    fn has(&self, rule: &Rule) -> bool {
        self.findings.iter().any(|finding| finding.rule == rule)
    }
}

/// Whether a finding is about one of these rows, or about none.
fn is_of(finding: &Finding, rows: &BTreeSet<(Kind, usize)>) -> bool {
    finding.subject.and_then(Subject::row).is_none_or(|row| rows.contains(&row))
}
