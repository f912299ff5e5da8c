//! What is said around the table of indicators: how to read it, what was restated, and where the plan says otherwise.

use crate::domain::{Period, print_number};
use crate::tally::{IndicatorLine, Restated};

use super::super::book::Book;
use super::super::indicators::NOT_HELD;

/// How many lines of one sort there are at most.
const MOST: usize = 20;

/// What to know before reading it, a line each.
pub(super) fn above(book: &Book<'_>) -> Vec<String> {
    let mut lines = vec![
        "Values and ratings as they are known now: by this period's returns, the earlier consolidated workbooks and the plan's own columns."
            .to_owned(),
        "Trend is drawn over the figures since the last period without one; the figures stand beside it.".to_owned(),
        "A rating that is corrected in Rating counted changes Summary, but not this sheet.".to_owned(),
    ];
    if every(book).any(|(line, period)| line.is_not_held(&book.tally.record.indicator(line, period), period)) {
        lines.push(format!(
            "{NOT_HELD}: no consolidated workbook of that period was given with --previous, and the plan has no figure for it."
        ));
    }
    lines
}

/// What was restated, and where a workbook goes before the plan's own column, a line each.
pub(super) fn below(book: &Book<'_>) -> Vec<String> {
    let record = &book.tally.record;
    let mut restated = Vec::new();
    let mut overruled = Vec::new();
    for (line, period) in every(book) {
        let then = record.indicator(line, period);
        let Some(value) = then.value else { continue };
        let printed = |value| print_number(value, line.issued.decimals, &line.issued.unit);
        let what = format!("{}, {period}", line.planned.reference);
        if let Some(one) = then.restated {
            restated.push(format!("{what}: {} r, {}", printed(value), how(&one, printed)));
        }
        if let Some(planned) = then.overruled {
            overruled.push(format!(
                "{what}: {} as reported goes before {} in the plan's own column.",
                printed(value),
                printed(planned)
            ));
        }
    }
    let mut lines = at_most(restated, "restated");
    lines.extend(at_most(overruled, "otherwise in the plan's own columns"));
    lines
}

/// What was reported of a restated figure, and when that was changed.
fn how(one: &Restated, printed: impl Fn(rust_decimal::Decimal) -> String) -> String {
    match (one.reported, one.reason) {
        (Some(value), _) => format!("reported as {}; restated in {}.", printed(value), one.by),
        (None, Some(reason)) => format!("reported as “{}”; given in {}.", reason.word(), one.by),
        (None, None) => format!("not reported then; given in {}.", one.by),
    }
}

fn at_most(mut lines: Vec<String>, what: &str) -> Vec<String> {
    // None are more where they are fewer.
    let more = lines.len().saturating_sub(MOST);
    if more > 0 {
        lines.truncate(MOST);
        lines.push(format!("And {more} more {what}."));
    }
    lines
}

/// Every indicator in every period that is shown.
fn every<'b>(book: &'b Book<'_>) -> impl Iterator<Item = (&'b IndicatorLine<'b>, Period)> {
    let periods = book.tally.record.periods();
    book.tally
        .indicator_lines
        .iter()
        .flat_map(move |line| periods.clone().into_iter().map(move |period| (line, period)))
}
