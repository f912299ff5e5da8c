//! How a quarter or a check turned out, in a sentence: provisional or complete and why, and how much was found.
//!
//! What is counted here is what the consolidated workbook's Contents sheet counts: a missing return is a missing return
//! and not an error as well.

use crate::collection::{Collection, Provisional, Totals};
use crate::plan::Plan;
use crate::tally::Tally;

use super::checked::CheckReport;
use super::plain::{counted, plain};

/// Whether the figures are provisional, and why.
pub fn state(why: &Provisional) -> String {
    if why.is_provisional() {
        format!("Provisional: {}.", reasons(why))
    } else {
        "Complete: every return is in, and no error stands.".to_owned()
    }
}

/// Why figures are provisional, in one line without a full stop; empty where they are not.
pub fn reasons(why: &Provisional) -> String {
    let listed = |codes: &[String], noun: &str, is: [&str; 2]| {
        let names = codes.iter().map(|code| plain(code)).collect::<Vec<_>>().join(", ");
        let [one, several] = is;
        let verb = if codes.len() == 1 { one } else { several };
        (!codes.is_empty()).then(|| format!("{} {verb} ({names})", counted(codes.len(), noun)))
    };
    let errors = |count: usize, place: &str| (count > 0).then(|| format!("{} in {place}", counted(count, "error")));
    [
        listed(&why.missing, "return", ["is missing", "are missing"]),
        listed(&why.duplicated, "delivery plan", ["has several different returns", "have several different returns"]),
        listed(&why.rejected, "file", ["is rejected", "are rejected"]),
        errors(why.errors_in_returns, "the returns"),
        errors(why.errors_in_plan, "the plan workbook"),
        (why.without_rows > 0)
            .then(|| format!("{} issued without rows of the plan", counted(why.without_rows, "return"))),
        not_answered(why.unanswered),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join("; ")
}

/// The rows that are not answered though no error says so.
fn not_answered(rows: usize) -> Option<String> {
    let verb = if rows == 1 { "is" } else { "are" };
    (rows > 0).then(|| format!("{} that must be rated {verb} not", counted(rows, "row")))
}

/// What else was found: `There are also 3 warnings and 1 note. 2 findings are waived.`; empty where there is nothing.
pub fn the_rest(collection: &Collection<'_>) -> String {
    let totals = collection.totals();
    let lesser: Vec<String> = [(totals.warning, "warning"), (totals.note, "note")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| counted(count, noun))
        .collect();
    let verb = if totals.warning == 1 || (totals.warning == 0 && totals.note == 1) { "is" } else { "are" };
    let also = if totals.error > 0 { " also" } else { "" };
    let lesser = (!lesser.is_empty()).then(|| format!("There {verb}{also} {}.", lesser.join(" and ")));
    let waived = (totals.waived > 0).then(|| {
        let verb = if totals.waived == 1 { "is" } else { "are" };
        format!("{} {verb} waived.", counted(totals.waived, "finding"))
    });
    lesser.into_iter().chain(waived).collect::<Vec<_>>().join(" ")
}

/// What was carried over from the consolidated workbook that is replaced, a line each; nothing where nothing was.
pub fn carried_over(tally: &Tally<'_>, plan: &Plan) -> Vec<String> {
    let corrections = tally.corrections(plan).len();
    let lines = [
        (corrections, "correction", "corrections"),
        (tally.wordings(), "commentary for the report", "commentaries for the report"),
    ];
    let line = |(count, one, more): (usize, &str, &str)| {
        let what = if count == 1 { one } else { more };
        (count > 0).then(|| format!("{count} {what} carried over"))
    };
    lines.into_iter().filter_map(line).collect()
}

/// How many findings there are, before all of them. `None` for a single file: its heading says so.
pub fn verdict(report: &CheckReport<'_>) -> Option<String> {
    let several = report.files.len() > 1 || !report.across.is_empty();
    let totals = totals_in_words(report.totals());
    several.then(|| format!("{totals} in {}.", counted(report.files.len(), "file")))
}

/// How many findings there are of each severity, in words.
pub fn totals_in_words(totals: Totals) -> String {
    let waived = if totals.waived > 0 { format!(" ({} waived)", totals.waived) } else { String::new() };
    if totals == (Totals { waived: totals.waived, ..Totals::default() }) {
        return format!("nothing wrong{waived}");
    }
    let counts = [(totals.error, "error"), (totals.warning, "warning"), (totals.note, "note")];
    let counts: Vec<String> = counts.iter().map(|(count, noun)| counted(*count, noun)).collect();
    format!("{}{waived}", counts.join(", "))
}
