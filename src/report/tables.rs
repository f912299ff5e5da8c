//! The summary tables as values: what a terminal draws and a page shows.
//!
//! They are made from the same tally as the consolidated workbook, and print counts the way the published reports
//! do: `5 (38%)`, a bare count outside the percentages.

use std::fmt::Write as _;

use crate::domain::{Kind, Rounding};
use crate::plan::{ActionsCounted, IndicatorRatings, Plan, ZeroCounts};
use crate::tally::{Line, Table, Tally};

use super::plain::plain;

/// A summary table, safe to print.
#[derive(Debug)]
pub struct SummaryTable {
    /// Such as `Actions by priority, 2025-26 Q1`.
    pub title: String,
    /// The heading of the first column.
    pub first: &'static str,
    /// The columns of ratings, as Ratings orders them.
    pub columns: Vec<SummaryColumn>,
    /// The lines, Overall last.
    pub lines: Vec<SummaryLine>,
    /// What the percentages are of, and what is not in the table; below the last table of each kind.
    pub footnote: Option<String>,
}

/// A column of a summary table.
#[derive(Debug)]
pub struct SummaryColumn {
    /// The rating's word.
    pub name: String,
    /// Its fill and the colour of text on it, as six hexadecimal digits; `None` for what is no rating of the scheme.
    pub colours: Option<(String, String)>,
    /// Whether it is in the percentages.
    pub in_base: bool,
}

/// A line of a summary table.
#[derive(Debug)]
pub struct SummaryLine {
    /// The code of the priority or delivery plan; empty for Overall.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many there are of each rating.
    pub counts: Vec<u64>,
    /// The same as printed: `5 (38%)`.
    pub cells: Vec<String>,
    /// How many there are of all ratings.
    pub total: u64,
    /// How many should be rated and are not.
    pub not_rated: u64,
}

/// What each kind comes to in a sentence: `Actions, 49 counted: 0 Red, 9 Amber (19%), 38 Green (81%), 2 Completed.`
pub fn headline(tally: &Tally<'_>, plan: &Plan) -> Vec<String> {
    let of = |kind: Kind, table: &Table| {
        let overall = &table.overall;
        let counted: Vec<String> = table
            .columns
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let count = overall.counts.get(at).copied().unwrap_or_default();
                let share = overall.percentages.get(at).copied().flatten().filter(|_| count > 0);
                let share = share.map(|share| format!(" ({}%)", share.value().normalize())).unwrap_or_default();
                format!("{count} {}{share}", plain(name))
            })
            .collect();
        let left = match overall.not_rated {
            0 => String::new(),
            1 => " 1 is not rated, and is in none of these figures.".to_owned(),
            many => format!(" {many} are not rated, and are in none of these figures."),
        };
        format!("{kind}, {} counted: {}.{left}", overall.total, counted.join(", "))
    };
    let mut said = Vec::new();
    if !tally.action_lines.is_empty() {
        said.push(of(Kind::Actions, &tally.actions));
    }
    if !tally.indicator_lines.is_empty() && plan.settings.indicator_ratings != IndicatorRatings::None {
        said.push(of(Kind::Indicators, &tally.indicators));
    }
    said
}

/// The summary tables of actions and of indicators: by priority, and by delivery plan where that says more.
pub fn summary_tables(tally: &Tally<'_>, plan: &Plan) -> Vec<SummaryTable> {
    let mut tables = Vec::new();
    if !tally.action_lines.is_empty() {
        tables.extend(of_kind(Kind::Actions, &tally.actions, plan));
    }
    if !tally.indicator_lines.is_empty() && plan.settings.indicator_ratings != IndicatorRatings::None {
        tables.extend(of_kind(Kind::Indicators, &tally.indicators, plan));
    }
    tables
}

fn of_kind(kind: Kind, table: &Table, plan: &Plan) -> Vec<SummaryTable> {
    let period = plan.period;
    // Under *When rated* an action that is not due yet need not be answered: that is no failure.
    let not_rated = match (kind, plan.settings.actions_counted) {
        (Kind::Actions, ActionsCounted::WhenRated) => "Not rated (not due yet or not answered)",
        (Kind::Actions, ActionsCounted::AllMonitored) | (Kind::Indicators, _) => "Not rated",
    };
    let rounding = match plan.settings.rounding {
        Rounding::HalfUp => format!(" {}", Rounding::HalfUp.note()),
        Rounding::LargestRemainder => String::new(),
    };
    let one = |first: &'static str, by: &str, lines: &[Line]| SummaryTable {
        title: format!("{kind} by {by}, {period}"),
        first,
        columns: columns(kind, table, plan),
        lines: lines.iter().chain(std::iter::once(&table.overall)).map(|own| line(own, table, plan)).collect(),
        footnote: None,
    };
    let mut tables = vec![one("Priority", "priority", &table.priorities)];
    if says_more(table) {
        tables.push(one("Delivery plan", "delivery plan", &table.by_delivery_plan));
    }
    if let Some(last) = tables.last_mut() {
        last.footnote = Some(format!("{}{rounding}", footnote(table, not_rated)));
    }
    tables
}

fn columns(kind: Kind, table: &Table, plan: &Plan) -> Vec<SummaryColumn> {
    let scale = plan.scheme.scale(kind);
    let colours = |word: &str| {
        let rating = scale.get(scale.find(word)?)?;
        Some((rating.colour.hex(), rating.colour.text_colour().hex()))
    };
    let column = |(word, in_base): (&String, &bool)| SummaryColumn {
        name: plain(word),
        colours: colours(word),
        in_base: *in_base,
    };
    table.columns.iter().zip(&table.in_base).map(column).collect()
}

fn line(line: &Line, table: &Table, plan: &Plan) -> SummaryLine {
    SummaryLine {
        code: plain(&line.code),
        name: plain(&line.name),
        counts: line.counts.clone(),
        cells: (0..table.columns.len()).map(|column| count(line, column, plan.settings.zero_counts)).collect(),
        total: line.total,
        not_rated: line.not_rated,
    }
}

/// Whether the table by delivery plan is another than the one by priority.
fn says_more(table: &Table) -> bool {
    let counts = |lines: &[Line]| -> Vec<Vec<u64>> { lines.iter().map(|line| line.counts.clone()).collect() };
    let names = |lines: &[Line]| -> Vec<String> { lines.iter().map(|line| line.name.clone()).collect() };
    table.by_delivery_plan.len() > 1
        && (counts(&table.by_delivery_plan) != counts(&table.priorities)
            || names(&table.by_delivery_plan) != names(&table.priorities))
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
    if overall.milestones > 0 {
        let _ = write!(text, " Left out by the setting Milestones: {}.", overall.milestones);
    }
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
            milestones: 0,
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
    fn the_figures_stand_in_a_sentence_and_what_is_not_rated_is_said() {
        let text = "
            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | Green |
            | | 1.2 | Q4 | Red |
            | | 1.3 | Q4 | |";
        crate::trial::with_collection(&crate::trial::cases(text)[0], |collection| {
            let said = headline(&collection.tally(), collection.plan);
            let [actions] = said.as_slice() else { panic!("{said:?}") };
            assert!(actions.starts_with("Actions, 2 counted: "), "{actions}");
            assert!(actions.contains("1 Green (50%)") && actions.contains("1 Red (50%)"), "{actions}");
            assert!(actions.ends_with(" 1 is not rated, and is in none of these figures."), "{actions}");
        });
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
            by_outcome: Vec::new(),
            by_portfolio_holder: Vec::new(),
            by_scrutiny_committee: Vec::new(),
        };
        assert!(!says_more(&table));
        table.by_delivery_plan = vec![line("C", &[1, 0], &in_base), line("D", &[0, 3], &in_base)];
        assert!(says_more(&table));
    }
}
