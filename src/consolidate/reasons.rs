//! Why the figures are provisional.
//!
//! Contents gives every name, Summary as many as fit a line; both are made from the same reasons.

use std::collections::BTreeMap;

use crate::collection::{Collection, Provisional};
use crate::domain::key;
use crate::returns::Received;

use super::labels::Labels;
use super::numbers::{number_of, several};

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
    pub(super) fn in_short(&self) -> String {
        const MOST: usize = 6;
        match self.names.split_at_checked(MOST) {
            Some((first, rest)) if !rest.is_empty() => {
                format!("{}: {} and {} more (see Contents).", self.what, first.join("; "), rest.len())
            }
            _ => self.sentence(),
        }
    }
}

/// The reasons for figures being provisional; none where they are complete. Made once, for every sheet.
pub(super) fn reasons(collection: &Collection<'_>, why: &Provisional, labels: &Labels) -> Vec<Reason> {
    let plan = collection.plan;
    let name =
        |code: &String| plan.delivery_plan(code).map_or(code.as_str(), |plan| labels.delivery_plan(plan)).to_owned();
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
        (why.errors_in_returns, "the returns", with_errors(collection, labels)),
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
fn with_errors(collection: &Collection<'_>, labels: &Labels) -> Vec<String> {
    let mut by_path: BTreeMap<&str, &str> = BTreeMap::new();
    for file in &collection.files {
        match &file.received {
            Received::Read(received) => by_path.insert(&file.source.path, &received.identity.plan_code),
            Received::Refused(_) | Received::PassedOver(_) => None,
        };
    }
    let mut codes: BTreeMap<String, u64> = BTreeMap::new();
    for finding in collection.standing_errors().in_returns {
        let of_file = by_path.get(finding.path.as_str()).copied();
        if let Some(code) = of_file.or(finding.reference.as_deref()) {
            let count = codes.entry(key(code)).or_default();
            *count += 1;
        }
    }
    let plans = collection.plan.delivery_plans.iter();
    plans
        .filter_map(|plan| Some(format!("{} ({})", labels.delivery_plan(plan), codes.get(&key(&plan.code))?)))
        .collect()
}
