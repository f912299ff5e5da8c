//! Why the figures are provisional.
//!
//! Contents gives every name, Summary as many as fit a line; both are made from the same reasons.

use std::collections::BTreeMap;

use crate::collection::{Collection, Provisional};
use crate::domain::key;
use crate::returns::Received;

use super::labels::Labels;
use super::numbers::several;

/// One reason for figures being provisional.
pub(super) struct Reason {
    /// What is amiss, with its number, without a full stop.
    pub what: String,
    /// Which delivery plans or files it concerns.
    pub names: Vec<String>,
    /// What ends it, as a sentence.
    pub way_out: String,
    /// Whether the names are those of files.
    pub names_files: bool,
}

/// How the parts of a way out begin that are the performance team's own.
const OFFICERS_OWN: [&str; 4] = [", or accepted", ", or with", " (see", " (Findings"];

impl Reason {
    /// Makes it one that members read: without files, and without what only the performance team does.
    pub(super) fn publish(&mut self) {
        if self.names_files {
            self.names.clear();
        }
        if let Some(end) = OFFICERS_OWN.iter().filter_map(|part| self.way_out.find(part)).min() {
            self.way_out.truncate(end);
            self.way_out.push('.');
        }
    }

    /// The reason with its names and what ends it, in two sentences.
    pub(super) fn sentence(&self) -> String {
        self.with(&self.names.join("; "))
    }

    /// The same with no more names than fit a line.
    pub(super) fn in_short(&self) -> String {
        const MOST: usize = 6;
        match self.names.split_at_checked(MOST) {
            Some((first, rest)) if !rest.is_empty() => {
                self.with(&format!("{} and {} more (see Contents)", first.join("; "), rest.len()))
            }
            _ => self.sentence(),
        }
    }

    fn with(&self, names: &str) -> String {
        let colon = if names.is_empty() { "" } else { ": " };
        format!("{}{colon}{names}. {}", self.what, self.way_out)
    }
}

/// The reasons for figures being provisional; none where they are complete. Made once, for every sheet.
pub(super) fn reasons(collection: &Collection<'_>, why: &Provisional, labels: &Labels) -> Vec<Reason> {
    let plan = collection.plan;
    let name =
        |code: &String| plan.delivery_plan(code).map_or(code.as_str(), |plan| labels.delivery_plan(plan)).to_owned();
    let names = |codes: &[String]| -> Vec<String> { codes.iter().map(name).collect() };
    let mut reasons = Vec::new();
    let mut add = |count: usize, [one, several_of]: [&str; 2], names: Vec<String>, way_out: &'static str| {
        if count > 0 {
            let what = several(u64::try_from(count).unwrap_or(u64::MAX), one, several_of);
            reasons.push(Reason { what, names, way_out: way_out.to_owned(), names_files: false });
        }
    };
    add(
        why.missing.len(),
        ["return is missing", "returns are missing"],
        names(&why.missing),
        "It ends when every return is in.",
    );
    add(
        why.duplicated.len(),
        [
            "delivery plan sent different returns, none of which is counted",
            "delivery plans sent different returns, none of which is counted",
        ],
        names(&why.duplicated),
        "It ends when one of them is left, or with --take newest.",
    );
    add(
        why.rejected.len(),
        ["file was rejected", "files were rejected"],
        why.rejected.clone(),
        "It ends when the file is put right (see Findings) or taken out of the folder.",
    );
    add(
        why.errors_in_returns,
        ["error in the returns", "errors in the returns"],
        with_errors(collection, labels),
        "It ends when they are put right in the returns, or accepted on the Waivers sheet of the plan workbook.",
    );
    add(
        why.errors_in_plan,
        ["error in the plan workbook", "errors in the plan workbook"],
        Vec::new(),
        "It ends when they are put right there.",
    );
    add(
        why.without_rows,
        ["return was issued without rows of the plan", "returns were issued without rows of the plan"],
        Vec::new(),
        "It ends when it is issued again (Findings has the command), or accepted on the Waivers sheet of the plan workbook.",
    );
    add(
        why.unanswered,
        ["row that must be rated is not", "rows that must be rated are not"],
        Vec::new(),
        "It ends when each has its rating or value, or is accepted on the Waivers sheet of the plan workbook.",
    );
    for reason in &mut reasons {
        reason.names_files = !why.rejected.is_empty() && reason.names == why.rejected;
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
