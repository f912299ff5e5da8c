//! What the plan has otherwise now than a return was issued with.
//!
//! Compared is what a return carries of the plan and is judged, counted or read by. Last ratings and values are left
//! out, and what was taken over from an earlier period: they need not come from the plan. A return that an earlier version
//! issued is compared by what it carries.

mod of_return;
mod rows;

use crate::domain::same;
use crate::layout::Field;

use super::{Issued, Plan};

/// The plan, held against what a return was issued with.
#[derive(Debug)]
pub(crate) struct SinceIssue<'a> {
    plan: &'a Plan,
    issued: &'a Issued,
    /// Ratings that go by another word now.
    ratings: Vec<Renamed>,
    /// Outcomes that go by another name now.
    outcomes: Vec<Renamed>,
}

/// A name that was changed.
#[derive(Debug)]
struct Renamed {
    then: String,
    now: String,
}

/// One thing that a return was issued with and the plan has otherwise now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// What it is, in a word or two: `Deadline`.
    pub what: String,
    /// What the return was issued with; empty for nothing.
    pub issued: String,
    /// What the plan has now; empty for nothing.
    pub planned: String,
    /// Whether anything is judged or counted by it; otherwise it is words.
    pub decides: bool,
    /// The column of the return in which it stands, where it stands in one.
    pub column: Option<ReturnColumn>,
    /// Where it stands in the plan workbook: `Actions!E14`, `sheet Ratings`.
    pub stands_at: String,
}

/// A column of a return's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReturnColumn {
    /// One of the layout's.
    Field(Field),
    /// The further column of that number.
    Further(usize),
}

impl SinceIssue<'_> {
    /// Whether nothing changed: the return is what the plan would be issued as now.
    pub(crate) fn is_nothing(&self) -> bool {
        let (actions, indicators) = self.plan.rows_of(&self.issued.stamp.plan_code);
        let actions_then = || self.issued.actions.iter();
        let indicators_then = || self.issued.indicators.iter();
        self.of_return().is_empty()
            && actions.len() == self.issued.actions.len()
            && indicators.len() == self.issued.indicators.len()
            && actions_then()
                .all(|row| self.plan.action(&row.reference).is_some_and(|now| self.of_action(row, now).is_empty()))
            && indicators_then().all(|row| {
                self.plan.indicator(&row.reference).is_some_and(|now| self.of_indicator(row, now).is_empty())
            })
    }
}

/// Whether one name became the other.
fn is_renamed(renamed: &[Renamed], then: &str, now: &str) -> bool {
    renamed.iter().any(|one| same(&one.then, then) && same(&one.now, now))
}

/// A yes or no as it is printed.
fn yes_or_no(yes: bool) -> String {
    if yes { "Yes" } else { "No" }.to_owned()
}
