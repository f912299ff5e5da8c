//! What must hold of a damaged return, whatever was done to it.
//!
//! A row that was issued is read or named in a finding. What was entered is what is read, or a finding says that something
//! is different. Where a stored value itself was changed nobody could tell, and only the first law is asked for.

use std::collections::BTreeSet;

use planroll::desk::{check_opened, open};
use planroll::grid::{Legacy, Limits, read};
use planroll::internals::collection::Checked;
use planroll::internals::plan::{self, Plan};
use planroll::internals::returns::{Received, Return, entries_sha256};
use planroll::rules::{Finding, Request};

/// What became of a damaged return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It says the same as ever.
    Same,
    /// It says something else, and a finding tells.
    Told,
    /// It says something else, and nothing tells.
    Silent,
    /// It is refused, with a finding.
    Refused,
}

/// A return as it was filled in, with the plan it belongs to.
pub(crate) struct Original {
    plan: Plan,
    entries: String,
    findings: BTreeSet<String>,
    /// The kind of row, its reference, and the sheet it stands on.
    rows: Vec<(&'static str, String, String)>,
}

impl Original {
    /// Reads the two workbooks undamaged.
    pub(crate) fn new(plan: &[u8], bytes: &[u8]) -> Self {
        let book = read(plan, &Limits::returns(), Legacy::Refuse).unwrap();
        let plan = plan::read(&book, None).plan.unwrap();
        let mut original = Self { plan, entries: String::new(), findings: BTreeSet::new(), rows: Vec::new() };
        let checked = original.check(bytes);
        let Received::Read(one) = &checked.received else { panic!("the return is read: {:?}", checked.findings) };
        original.entries = entries_sha256(one);
        original.findings = checked.findings.iter().map(said).collect();
        original.rows = rows(one);
        assert!(original.rows.len() > 4, "the return has rows");
        original
    }

    /// Reads and checks a return as the program does.
    pub(crate) fn check(&self, bytes: &[u8]) -> Checked {
        let request = Request { plan: Some(&self.plan), ..Request::default() };
        check_opened(open("return.xlsx", bytes, Legacy::Refuse), &request, None, false)
    }

    /// The same with the row of each finding kept for a report.
    pub(crate) fn check_for_a_report(&self, bytes: &[u8]) -> Checked {
        let request = Request { plan: Some(&self.plan), ..Request::default() };
        check_opened(open("return.xlsx", bytes, Legacy::Refuse), &request, None, true)
    }

    /// Reads and checks a damaged copy and holds it to the laws; the fault in words where a row is lost without a word.
    pub(crate) fn judge(&self, bytes: &[u8]) -> Result<Outcome, String> {
        let checked = self.check(bytes);
        let one = match &checked.received {
            Received::Read(one) => one,
            Received::Refused(_) if checked.findings.is_empty() => return Err("refused without a finding".to_owned()),
            Received::Refused(_) => return Ok(Outcome::Refused),
            Received::PassedOver(why) => return Err(format!("passed over as {why:?}")),
        };
        let come = rows(one);
        for row @ (kind, reference, sheet) in &self.rows {
            let read = come.iter().filter(|other| other.0 == row.0 && other.1 == row.1).count() == 1;
            if !read && !checked.findings.iter().any(|finding| names(finding, reference, sheet)) {
                return Err(format!("the {kind} {reference} is lost without a word"));
            }
        }
        if entries_sha256(one) == self.entries {
            return Ok(Outcome::Same);
        }
        let told = checked.findings.iter().any(|finding| !self.findings.contains(&said(finding)));
        Ok(if told { Outcome::Told } else { Outcome::Silent })
    }

    /// What an undamaged copy in another form says that this one does not, or the other way round.
    pub(crate) fn differences(&self, bytes: &[u8]) -> Vec<String> {
        let checked = self.check(bytes);
        let findings: BTreeSet<String> = checked.findings.iter().map(said).collect();
        let mut all: Vec<String> = self.findings.symmetric_difference(&findings).cloned().collect();
        match &checked.received {
            Received::Read(one) => {
                if entries_sha256(one) != self.entries {
                    all.push("other entries".to_owned());
                }
                let come = rows(one);
                all.extend(self.rows.iter().filter(|row| !come.contains(row)).map(|row| format!("no row {row:?}")));
            }
            Received::Refused(_) | Received::PassedOver(_) => all.push("not read".to_owned()),
        }
        all
    }
}

fn rows(one: &Return) -> Vec<(&'static str, String, String)> {
    let sheet = |name: Option<&String>| name.cloned().unwrap_or_default();
    let actions = sheet(one.actions.as_ref().map(|part| &part.sheet));
    let indicators = sheet(one.indicators.as_ref().map(|part| &part.sheet));
    let actions = one.action_rows().map(|(_, issued)| ("action", issued.reference.to_string(), actions.clone()));
    let indicators =
        one.indicator_rows().map(|(_, issued)| ("indicator", issued.reference.to_string(), indicators.clone()));
    actions.chain(indicators).collect()
}

fn said(finding: &Finding) -> String {
    format!("{} {:?} {:?}", finding.rule.code, finding.place, finding.words)
}

/// Whether a finding speaks of a row, or of the whole sheet that it stands on.
fn names(finding: &Finding, reference: &str, sheet: &str) -> bool {
    let words = &finding.words;
    finding.reference.as_deref() == Some(reference)
        || words.message.contains(reference)
        || words.found.contains(reference)
        || finding.place.cell().is_none() && (finding.place.sheet() == Some(sheet) || words.message.contains(sheet))
}
