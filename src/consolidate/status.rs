//! Why the figures are provisional, or why they are complete, in an officer's words.
//!
//! Contents gives every name, Summary as many as fit a line; both are made from the same reasons.

use std::collections::BTreeMap;

use crate::domain::key;
use crate::quarter::{Provisional, Totals};
use crate::returns::{Received, ReturnStanding};

use super::{Whole, number_of, several};

/// One reason for figures being provisional.
pub(super) struct Reason {
    /// What is amiss, with its number, without a full stop.
    pub what: String,
    /// Which delivery plans or files it concerns.
    pub names: Vec<String>,
}

impl Reason {
    /// The reason with its names, as a sentence.
    pub(super) fn sentence(&self) -> String {
        if self.names.is_empty() {
            format!("{}.", self.what)
        } else {
            format!("{}: {}.", self.what, self.names.join("; "))
        }
    }

    /// The same with no more names than fit a line.
    fn in_short(&self) -> String {
        const MOST: usize = 6;
        match self.names.split_at_checked(MOST) {
            Some((first, rest)) if !rest.is_empty() => {
                format!("{}: {} and {} more (see Contents).", self.what, first.join("; "), rest.len())
            }
            _ => self.sentence(),
        }
    }
}

/// `Provisional` or `Complete`.
pub(super) fn word(why: &Provisional) -> &'static str {
    if why.is_provisional() { "Provisional" } else { "Complete" }
}

/// The reasons for figures being provisional; none where they are complete. Made once, for every sheet.
pub(super) fn reasons(whole: &Whole<'_>) -> Vec<Reason> {
    let why = &whole.provisional;
    let name = |code: &String| {
        whole.plan.delivery_plan(code).map_or(code.as_str(), |plan| whole.labels.delivery_plan(plan)).to_owned()
    };
    let names = |codes: &[String]| -> Vec<String> { codes.iter().map(name).collect() };
    let mut reasons = Vec::new();
    if !why.missing.is_empty() {
        let what = several(number_of(&why.missing), "return is missing", "returns are missing");
        reasons.push(Reason { what, names: names(&why.missing) });
    }
    if !why.duplicated.is_empty() {
        let what = several(
            number_of(&why.duplicated),
            "delivery plan sent different returns, none of which is counted",
            "delivery plans sent different returns, none of which is counted",
        );
        reasons.push(Reason { what, names: names(&why.duplicated) });
    }
    if !why.rejected.is_empty() {
        let what = several(number_of(&why.rejected), "file was rejected", "files were rejected");
        reasons.push(Reason { what, names: why.rejected.clone() });
    }
    let errors = [
        (why.errors_in_returns, "the returns", with_errors(whole)),
        (why.errors_in_plan, "the plan workbook", Vec::new()),
    ];
    for (count, place, names) in errors {
        if count > 0 {
            let count = several(u64::try_from(count).unwrap_or(u64::MAX), "error", "errors");
            reasons.push(Reason { what: format!("{count} in {place}"), names });
        }
    }
    reasons
}

/// The delivery plans in whose returns errors stand, in the plan's order, each with how many.
fn with_errors(whole: &Whole<'_>) -> Vec<String> {
    let mut by_path: BTreeMap<&str, &str> = BTreeMap::new();
    for file in &whole.quarter.files {
        match &file.received {
            Received::Read(received) => by_path.insert(&file.source.path, &received.identity.plan_code),
            Received::Refused(_) | Received::PassedOver(_) => None,
        };
    }
    let mut codes: BTreeMap<String, u64> = BTreeMap::new();
    for finding in whole.quarter.standing_errors().in_returns {
        let of_file = by_path.get(finding.path.as_str()).copied();
        if let Some(code) = of_file.or(finding.reference.as_deref()) {
            let count = codes.entry(key(code)).or_default();
            *count = count.saturating_add(1);
        }
    }
    let plans = whole.plan.delivery_plans.iter();
    plans
        .filter_map(|plan| Some(format!("{} ({})", whole.labels.delivery_plan(plan), codes.get(&key(&plan.code))?)))
        .collect()
}

/// Why the figures are complete.
pub(super) fn complete(whole: &Whole<'_>) -> String {
    let expected = expected(whole);
    let all_in = match expected {
        0 => "No return is expected".to_owned(),
        1 => "The one return expected has been received".to_owned(),
        expected => format!("All {expected} returns expected have been received"),
    };
    let Totals { waived, .. } = whole.quarter.totals();
    let waived = match waived {
        0 => String::new(),
        1 => " (1 finding was waived)".to_owned(),
        waived => format!(" ({waived} findings were waived)"),
    };
    format!("{all_in}, and no error stands{waived}.")
}

/// `Provisional`, or `Complete` with the reason, in one line.
pub(super) fn banner(whole: &Whole<'_>) -> String {
    if whole.provisional.is_provisional() {
        format!("{}: these figures may still change. Contents says why.", word(&whole.provisional))
    } else {
        format!("{}. {}", word(&whole.provisional), complete(whole))
    }
}

/// `Provisional` with a line for each reason below it, or `Complete` with the reason, in one line.
pub(super) fn banner_lines(whole: &Whole<'_>) -> Vec<String> {
    let word = word(&whole.provisional);
    let reasons = &whole.reasons;
    if reasons.is_empty() {
        return vec![format!("{word}. {}", complete(whole))];
    }
    std::iter::once(format!("{word}: these figures may still change."))
        .chain(reasons.iter().map(Reason::in_short))
        .collect()
}

/// How many returns are expected.
pub(super) fn expected(whole: &Whole<'_>) -> u64 {
    let plans = whole.quarter.set.plans.iter();
    let expected = plans.filter(|(_, standing)| *standing != ReturnStanding::NotExpected).count();
    u64::try_from(expected).unwrap_or(u64::MAX)
}
