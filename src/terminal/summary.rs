//! The summary tables for the terminal: priorities by rating, and delivery plans by rating where that says more.
//!
//! They are made from the same tally as the consolidated workbook, and print counts the way the published reports
//! do: `5 (38%)`, a bare count outside the percentages.

use std::fmt::Write as _;

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table as Grid, presets};

use crate::domain::{Kind, Rounding};
use crate::plan::{ActionsCounted, IndicatorRatings, Plan, ZeroCounts};
use crate::report::plain;
use crate::tally::{Line, Table, Tally};

use super::wrap::wrapped;

/// The narrowest that a table is drawn.
const NARROWEST: u16 = 40;

/// The summary tables of actions and of indicators, `width` characters wide at most.
pub(crate) fn summary(tally: &Tally<'_>, plan: &Plan, width: usize) -> String {
    let mut out = String::new();
    if !tally.action_lines.is_empty() {
        tables(&mut out, Kind::Actions, &tally.actions, plan, width);
    }
    if !tally.indicator_lines.is_empty() && plan.settings.indicator_ratings != IndicatorRatings::None {
        tables(&mut out, Kind::Indicators, &tally.indicators, plan, width);
    }
    out
}

fn tables(out: &mut String, kind: Kind, table: &Table, plan: &Plan, width: usize) {
    let period = plan.period;
    // Under *When rated* an action that is not due yet need not be answered: that is no failure.
    let not_rated = match (kind, plan.settings.actions_counted) {
        (Kind::Actions, ActionsCounted::WhenRated) => "Not rated (not due yet or not answered)",
        (Kind::Actions, ActionsCounted::AllMonitored) | (Kind::Indicators, _) => "Not rated",
    };
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(out, "{kind} by priority, {period}");
    let _ = writeln!(out, "{}", drawn("Priority", &table.priorities, table, plan, width));
    if says_more(table) {
        let _ = writeln!(out, "\n{kind} by delivery plan, {period}");
        let _ = writeln!(out, "{}", drawn("Delivery plan", &table.by_delivery_plan, table, plan, width));
    }
    let rounding = match plan.settings.rounding {
        Rounding::HalfUp => format!(" {}", Rounding::HalfUp.note()),
        Rounding::LargestRemainder => String::new(),
    };
    let _ = writeln!(out, "{}\n", wrapped(&format!("{}{rounding}", footnote(table, not_rated)), width, 0));
}

/// Whether the table by delivery plan is another than the one by priority.
fn says_more(table: &Table) -> bool {
    let counts = |lines: &[Line]| -> Vec<Vec<u64>> { lines.iter().map(|line| line.counts.clone()).collect() };
    let names = |lines: &[Line]| -> Vec<String> { lines.iter().map(|line| line.name.clone()).collect() };
    table.by_delivery_plan.len() > 1
        && (counts(&table.by_delivery_plan) != counts(&table.priorities)
            || names(&table.by_delivery_plan) != names(&table.priorities))
}

fn drawn(first: &str, lines: &[Line], table: &Table, plan: &Plan, width: usize) -> String {
    let mut grid = Grid::new();
    grid.force_no_tty()
        .load_style(presets::UTF8_BORDERS_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX).max(NARROWEST));
    let mut header = vec![Cell::new(first)];
    header.extend(table.columns.iter().map(|column| number(&plain(column))));
    header.push(number("Total"));
    grid.set_header(header);
    for line in lines.iter().chain(std::iter::once(&table.overall)) {
        let mut row = vec![Cell::new(plain(&line.name))];
        row.extend((0..table.columns.len()).map(|column| number(&count(line, column, plan.settings.zero_counts))));
        row.push(number(&line.total.to_string()));
        grid.add_row(row);
    }
    grid.trim_fmt()
}

fn number(text: &str) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

/// A count with its percentage.
fn count(line: &Line, column: usize, zero_counts: ZeroCounts) -> String {
    let count = line.counts.get(column).copied().unwrap_or_default();
    zero_counts.printed(count, line.percentages.get(column).copied().flatten())
}

/// What the percentages are of, and what is not in the table.
fn footnote(table: &Table, not_rated: &str) -> String {
    let outside: Vec<String> =
        table.columns.iter().zip(&table.in_base).filter(|(_, counts)| !**counts).map(|(name, _)| plain(name)).collect();
    let overall = &table.overall;
    let mut text = match overall.base {
        0 => "No percentages: nothing is rated".to_owned(),
        base => format!("Percentages are of the {base} rated"),
    };
    if !outside.is_empty() && overall.base > 0 {
        let _ = write!(text, " ({} outside them)", outside.join(", "));
    }
    let _ = write!(text, ". {not_rated}: {}. For information only: {}.", overall.not_rated, overall.information_only);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Rounding, shares};

    fn line(name: &str, counts: &[u64], in_base: &[bool]) -> Line {
        Line {
            code: name.to_owned(),
            name: name.to_owned(),
            counts: counts.to_vec(),
            percentages: shares(counts, in_base, Rounding::LargestRemainder, 0),
            base: counts.iter().zip(in_base).filter(|(_, is_in)| **is_in).map(|(count, _)| count).sum(),
            total: counts.iter().sum(),
            not_rated: 0,
            information_only: 0,
        }
    }

    #[test]
    fn a_count_outside_the_percentages_is_bare_and_a_nought_inside_them_is_as_the_setting_says() {
        let line = line("Growth", &[0, 5, 8, 1], &[true, true, true, false]);
        assert_eq!(count(&line, 0, ZeroCounts::WithPercentage), "0 (0%)");
        assert_eq!(count(&line, 0, ZeroCounts::Bare), "0");
        assert_eq!(count(&line, 1, ZeroCounts::Bare), "5 (38%)");
        assert_eq!(count(&line, 3, ZeroCounts::WithPercentage), "1");
    }

    #[test]
    fn a_table_by_delivery_plan_that_repeats_the_other_is_left_out() {
        let in_base = vec![true, true];
        let mut table = Table {
            columns: vec!["Green".to_owned(), "Red".to_owned()],
            in_base: in_base.clone(),
            priorities: vec![line("A", &[1, 2], &in_base), line("B", &[0, 1], &in_base)],
            overall: line("Overall", &[1, 3], &in_base),
            by_delivery_plan: vec![line("A", &[1, 2], &in_base), line("B", &[0, 1], &in_base)],
            by_portfolio_holder: Vec::new(),
            by_scrutiny_committee: Vec::new(),
        };
        assert!(!says_more(&table));
        table.by_delivery_plan = vec![line("C", &[1, 0], &in_base), line("D", &[0, 3], &in_base)];
        assert!(says_more(&table));
    }
}
