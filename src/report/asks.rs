//! The answers in the plan's own columns, as the JSON of a quarter has them.

use serde::Serialize;

use crate::plan::Ask;
use crate::tally::{AskFigures, AskLine, Tally};

/// The answers in one column.
#[derive(Serialize)]
pub(super) struct Asked<'a> {
    heading: &'a str,
    columns: &'a [String],
    priorities: Vec<Line<'a>>,
}

/// The answers of one priority, in the order of the columns.
#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    counts: Vec<Figure>,
}

/// How often something was answered, or an exact number as a text; null where there is none.
#[derive(Serialize)]
#[serde(untagged)]
enum Figure {
    Count(u64),
    Number(Option<String>),
}

/// All of them: of actions, then of indicators.
pub(super) fn asked<'a>(tally: &'a Tally<'_>) -> Vec<Asked<'a>> {
    let one = |table: &'a crate::tally::AskTable| Asked {
        heading: Ask::of(&table.heading).map_or(&table.heading, |ask| ask.question),
        columns: &table.columns,
        priorities: table.priorities.iter().map(line).collect(),
    };
    tally.asks.iter().map(one).collect()
}

fn line(line: &AskLine) -> Line<'_> {
    let number = |number: rust_decimal::Decimal| Figure::Number(Some(number.normalize().to_string()));
    let counts = match &line.figures {
        AskFigures::Counts(counts) => counts.iter().copied().map(Figure::Count).collect(),
        AskFigures::Numbers(Some(numbers)) => numbers.iter().copied().map(number).collect(),
        AskFigures::Numbers(None) => (0..3).map(|_| Figure::Number(None)).collect(),
    };
    Line { code: &line.code, counts }
}
