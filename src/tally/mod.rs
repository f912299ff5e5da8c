//! Counting: which rating each row counts as, and how many there are per priority, delivery plan, portfolio and committee.
//!
//! Rows and priorities come from the plan, deadlines and targets as issued, ratings as received. Findings never change
//! a count. Table, percentage, exception list and sentence are all made from the one [`Tally`], so that they cannot
//! disagree.

mod answers;
mod indicators;
mod lines;
mod movements;
mod rows;

use crate::domain::{Kind, Share};
use crate::plan::Plan;
use crate::previous::History;
use crate::returns::{Return, ReturnSet};

pub use lines::{ActionLine, IndicatorLine, Place};
pub use movements::{Compared, Movement, Movements, Moves, RatingChanges, What};

/// Everything that was counted in a period.
#[derive(Debug, Clone)]
pub struct Tally<'q> {
    /// One line for each action of the plan that has not ended, in the plan's order.
    pub action_lines: Vec<ActionLine<'q>>,
    /// One line for each indicator of the plan, in the plan's order.
    pub indicator_lines: Vec<IndicatorLine<'q>>,
    /// The actions counted.
    pub actions: Table,
    /// The indicators counted.
    pub indicators: Table,
    /// What moved since the period before.
    pub movements: Movements<'q>,
}

/// One kind of rows counted: a column for each rating, a line for each priority and each other grouping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Names of the ratings, in the order of the Ratings sheet.
    pub columns: Vec<String>,
    /// Whether each column is in the percentages.
    pub in_base: Vec<bool>,
    /// A line for each priority, in the order of their sheet.
    pub priorities: Vec<Line>,
    /// All rows together.
    pub overall: Line,
    /// A line for each delivery plan, in the order of their sheet.
    pub by_delivery_plan: Vec<Line>,
    /// A line for each portfolio holder, in the order in which they first appear; empty where none is named.
    pub by_portfolio_holder: Vec<Line>,
    /// A line for each scrutiny committee, in the order in which they first appear; empty where none is named.
    pub by_scrutiny_committee: Vec<Line>,
}

/// One line of a summary table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The code of the priority or delivery plan; empty for the total and for groupings without codes.
    pub code: String,
    /// The name as printed.
    pub name: String,
    /// How many rows count as each rating.
    pub counts: Vec<u64>,
    /// The share of each rating in the base; `None` outside the percentages or where the base is 0.
    pub percentages: Vec<Option<Share>>,
    /// How many rows the percentages are over.
    pub base: u64,
    /// How many rows count as any rating.
    pub total: u64,
    /// How many rows should count and have no rating that can be read.
    pub not_rated: u64,
    /// How many rows are for information only.
    pub information_only: u64,
}

/// Counts the rows of `plan` from the returns that count; `previous` are the earlier workbooks to compare with.
pub fn tally<'q>(plan: &'q Plan, returns: &[&'q Return], set: &ReturnSet, previous: Option<&'q History>) -> Tally<'q> {
    let answers = answers::Answers::new(plan, returns, set);
    let action_lines = rows::action_lines(plan, &answers, previous);
    let indicator_lines = indicators::indicator_lines(plan, &answers, previous);
    let actions = lines::table(plan, Kind::Actions, action_lines.iter().map(ActionLine::counts));
    let indicators = lines::table(plan, Kind::Indicators, indicator_lines.iter().map(IndicatorLine::counts));
    let movements = movements::movements(plan, previous, &action_lines, &indicator_lines);
    Tally { action_lines, indicator_lines, actions, indicators, movements }
}

#[cfg(test)]
mod direction_tests;
