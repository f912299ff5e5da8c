//! The indicators of an appendix over the periods, each as a small chart: the figures of the Trends sheet, and no other.
//!
//! An indicator has one where two of its periods have a figure. Every period has its place, with a gap where none is held; the
//! target of the year is a dashed line where the figures do not add up towards it.

use rust_decimal::Decimal;

use crate::domain::{Colour, Target, print_number};
use crate::tally::IndicatorLine;
use crate::word::{Chart, ChartKind, Series};

use super::super::book::Book;
use super::super::detail::{indicator_of, label};

/// The line of the figures, as on the Trends sheet, and that of the target.
const FIGURES: Colour = Colour(0x0B_4F_A8);
const TARGET: Colour = Colour(0x59_59_59);
/// Up to so many figures are written beside their points; of more, only the first and the last.
const WRITTEN: usize = 5;
/// How many letters of its name stand in a line above a chart.
const LINE: usize = 42;

/// The charts of those indicators that have figures of two periods or more.
pub(super) fn charts(book: &Book<'_>, lines: &[&IndicatorLine<'_>]) -> Vec<Chart> {
    if !book.tally.record.has_history() {
        return Vec::new();
    }
    lines.iter().filter_map(|line| chart(book, line)).collect()
}

fn chart(book: &Book<'_>, line: &IndicatorLine<'_>) -> Option<Chart> {
    let record = &book.tally.record;
    let printed = |value: Decimal| print_number(value, line.issued.decimals, &line.issued.unit);
    let periods = record.periods();
    let values: Vec<Option<Decimal>> = periods.iter().map(|period| record.indicator(line, *period).value).collect();
    let held: Vec<usize> = values.iter().enumerate().filter(|(_, value)| value.is_some()).map(|(at, _)| at).collect();
    let (first, last) = (held.first().copied()?, held.last().copied()?);
    // Yes and no make no line.
    let is_figure = |value: &Decimal| printed(*value).contains(|c: char| c.is_ascii_digit());
    if held.len() < 2 || !values.iter().flatten().all(is_figure) {
        return None;
    }
    let is_written = |at: usize| held.len() <= WRITTEN || at == first || at == last;
    let labels = values.iter().enumerate().map(|(at, value)| value.filter(|_| is_written(at)).map(printed));
    let name = format!("{} {}", line.planned.reference, indicator_of(line));
    let figures = periods.iter().zip(&values).filter_map(|(period, value)| value.map(|value| (period, printed(value))));
    let figures: Vec<String> = figures.map(|(period, value)| format!("{period} {value}")).collect();
    let mut description = format!("{name}: {}.", figures.join(", "));
    let mut series = vec![Series { name: "Value".to_owned(), colour: FIGURES, labels: labels.collect(), values }];
    if let (Target::Number(target), false) = (&line.planned.target, line.issued.cumulative) {
        let named = format!("Target {}", printed(*target));
        description.push_str(&format!(" {named}."));
        series.push(Series {
            name: named,
            colour: TARGET,
            values: vec![Some(*target); periods.len()],
            labels: Vec::new(),
        });
    }
    Some(Chart {
        kind: ChartKind::Lines,
        title: in_lines(&name),
        description,
        // Times are printed by hours and minutes.
        has_scale: !figures.iter().any(|figure| figure.contains(':')),
        categories: periods.iter().map(|period| label(book, *period)).collect(),
        series,
    })
}

/// A name in lines of about that many letters: not every program breaks the title of a chart.
fn in_lines(name: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LINE => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}
