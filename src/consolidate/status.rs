//! Why the figures are provisional, or why they are complete, in an officer's words.
//!
//! Contents gives the names, Summary only the numbers; both are made from the same reasons.

use crate::quarter::{Provisional, Totals};
use crate::returns::ReturnStanding;

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
}

/// `Provisional` or `Complete`.
pub(super) fn word(why: &Provisional) -> &'static str {
    if why.is_provisional() { "Provisional" } else { "Complete" }
}

/// The reasons for figures being provisional; none where they are complete.
pub(super) fn reasons(whole: &Whole<'_>) -> Vec<Reason> {
    let why = &whole.provisional;
    let names = |codes: &[String]| -> Vec<String> {
        codes.iter().map(|code| whole.plan.delivery_plan(code).map_or(code, |plan| &plan.name).clone()).collect()
    };
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
    for (count, place) in [(why.errors_in_returns, "the returns"), (why.errors_in_plan, "the plan workbook")] {
        if count > 0 {
            let count = several(u64::try_from(count).unwrap_or(u64::MAX), "error", "errors");
            reasons.push(Reason { what: format!("{count} in {place}"), names: Vec::new() });
        }
    }
    reasons
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

/// `Provisional` with the numbers, or `Complete` with the reason, in one line.
pub(super) fn banner(whole: &Whole<'_>) -> String {
    let word = word(&whole.provisional);
    let reasons = reasons(whole);
    if reasons.is_empty() {
        return format!("{word}. {}", complete(whole));
    }
    let short: Vec<&str> = reasons.iter().map(|reason| reason.what.as_str()).collect();
    format!("{word}: {}. See Contents.", short.join("; "))
}

/// How many returns are expected.
pub(super) fn expected(whole: &Whole<'_>) -> u64 {
    let plans = whole.quarter.set.plans.iter();
    let expected = plans.filter(|(_, standing)| *standing != ReturnStanding::NotExpected).count();
    u64::try_from(expected).unwrap_or(u64::MAX)
}
