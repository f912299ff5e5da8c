//! Findings one to a line, for other programs' eyes: `path:Sheet!H14: error RAT005 overdue-but-on-track: message`.

use std::fmt::Write as _;

use crate::rules::{Family, Finding};

use super::checked::CheckReport;
use super::plain::plain;

/// The files that a finding is about, as they are printed on one line.
pub(crate) fn paths(finding: &Finding) -> String {
    finding.paths().collect::<Vec<_>>().join("; ")
}

/// Every finding of every file, one to a line, waived ones too.
pub fn concise(report: &CheckReport<'_>) -> String {
    let mut out = String::new();
    for finding in report.findings() {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", line(finding));
    }
    out
}

/// One finding on one line.
fn line(finding: &Finding) -> String {
    let reference = finding.reference.as_deref().map(|own| format!(" ({})", plain(own))).unwrap_or_default();
    let (severity, waived) = match &finding.waived_by {
        None => (finding.severity.word().to_owned(), String::new()),
        Some(who) => (format!("waived {}", finding.severity.word()), format!(" (waived: {})", plain(who))),
    };
    let rule = finding.rule;
    let message = plain(&finding.words.message);
    format!("{}: {severity} {} {}: {message}{reference}{waived}", place(finding), rule.code, rule.name)
}

/// One finding in short: where it is, its code and what is wrong.
#[cfg(feature = "cli")]
pub(crate) fn brief(finding: &Finding) -> String {
    format!("{} {}: {}", place(finding), finding.rule.code, plain(&finding.words.message))
}

/// File, sheet and cell; the files alone of a finding across returns.
fn place(finding: &Finding) -> String {
    let path = match paths(finding) {
        none if none.is_empty() => "(no file)".to_owned(),
        paths => plain(&paths),
    };
    if finding.rule.family == Family::Across {
        return path;
    }
    match (finding.place.sheet(), finding.place.cell()) {
        (Some(sheet), Some(at)) => format!("{path}:{}!{at}", plain(sheet)),
        (Some(sheet), None) => format!("{path}:{}", plain(sheet)),
        (None, _) => path,
    }
}
