//! What stands below a table of Summary: what its percentages are of, how they are rounded and who is left out.
//!
//! In words only: a figure here would be wrong as soon as a rating is corrected.

use crate::domain::Kind;
use crate::plan::ActionsCounted;
use crate::tally::Line;

use super::super::milestones;
use super::super::numbers::several;
use super::block::Block;

/// What the column Base is.
const WHAT_BASE_IS: &str = "Base = the rated rows that the percentages are of; a row whose Base is 0 has none.";
/// Why rows without a rating have none, where an action counts only when it is rated.
const NOT_DUE_OR_NOT_RATED: &str = "not rated (not due yet or not answered)";

/// The notes of a table, a line each.
pub(super) fn notes(block: &Block<'_>) -> Vec<String> {
    let table = block.table();
    let not_rated = match (block.kind, block.book.plan.settings.actions_counted) {
        (Kind::Actions, ActionsCounted::WhenRated) => NOT_DUE_OR_NOT_RATED,
        (Kind::Actions, ActionsCounted::AllMonitored) | (Kind::Indicators, _) => "not rated",
    };
    let outside = table.columns.iter().zip(&table.in_base).filter(|(_, in_base)| !**in_base);
    let outside: Vec<&str> = outside.map(|(name, _)| name.as_str()).collect();
    let mut notes = vec![WHAT_BASE_IS.to_owned(), left_out(&outside, not_rated, beside(block))];
    notes.push(block.book.plan.settings.rounding.note().to_owned());
    notes.extend(milestones::note(block.book, block.kind));
    notes.extend(not_grouped(block));
    notes.extend(information_not_grouped(block));
    if block.book.is_for_members() {
        return notes;
    }
    if !block.is_live() {
        notes.push("With so many rows these figures are values: after a correction, consolidate again.".to_owned());
    } else if block.is_first() {
        notes.push(format!(
            "The figures follow the column Rating counted of the sheet {}: correct a rating there, and they are counted again.",
            block.kind
        ));
    }
    notes
}

/// `Left out of the percentages and shown beside them: Completed, not rated and for information only.`
fn left_out(outside: &[&str], not_rated: &str, beside: &[&str]) -> String {
    let mut all: Vec<&str> = outside.to_vec();
    all.push(not_rated);
    all.extend(beside);
    let last = all.pop().unwrap_or_default();
    format!("Left out of the percentages and shown beside them: {} and {last}.", all.join(", "))
}

/// What is left out of every table.
fn beside(block: &Block<'_>) -> &'static [&'static str] {
    const BESIDE: [&str; 2] = ["for information only", "what the setting Milestones leaves out"];
    let are_left_out = milestones::are_left_out(block.book, block.kind);
    if are_left_out { &BESIDE } else { &["for information only"] }
}

/// Which rows are in no line but the last.
fn not_grouped(block: &Block<'_>) -> Option<String> {
    let grouped: u64 = block.lines().iter().map(Line::monitored).sum();
    let overall = &block.table().overall;
    let left = overall.monitored() - grouped;
    let (one, more) = match block.kind {
        Kind::Actions => ("action names", "actions name"),
        Kind::Indicators => ("indicator names", "indicators name"),
    };
    (left > 0).then(|| {
        format!(
            "{} no {} and {} in {} only.",
            several(left, one, more),
            block.group.heading().to_lowercase(),
            if left == 1 { "is" } else { "are" },
            overall.name,
        )
    })
}

/// The same of rows for information only: they name no line, or one that has nothing else and is not printed.
fn information_not_grouped(block: &Block<'_>) -> Option<String> {
    let overall = &block.table().overall;
    let grouped: u64 = block.lines().iter().map(|line| line.information_only).sum();
    let left = overall.information_only - grouped;
    let (one, more) = match block.kind {
        Kind::Actions => ("action", "actions"),
        Kind::Indicators => ("indicator", "indicators"),
    };
    let is_are = if left == 1 { "is" } else { "are" };
    let said = || format!("{} for information only {is_are} in {} only.", several(left, one, more), overall.name);
    (left > 0).then(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_said_without_figures() {
        assert_eq!(
            left_out(&["Completed"], "not rated", &["for information only"]),
            "Left out of the percentages and shown beside them: Completed, not rated and for information only."
        );
        assert!(
            left_out(&[], NOT_DUE_OR_NOT_RATED, &["for information only"]).contains("beside them: not rated (not due")
        );
    }
}
