//! A required answer in a column of the plan's own that was not given.

use crate::rules::condition::CellEntry;
use crate::rules::live::{CellRule, MISSING};
use crate::rules::{CellView, Check, Finding, Words};

rule! {
    /// # What it checks
    /// A column of the plan workbook whose heading ends in an exclamation mark, such as `Ask: Risk [High, Medium, Low]!`, is
    /// filled in on every row that must be rated. Rows for information, rows that are not due or have a reason instead of a
    /// value, and actions that were complete or closed before need no answer.
    ///
    /// # Why it matters
    /// The council decided that it wants to know this of every row; one that is left out is missing from each table of the
    /// answers.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Ask: Risk [High, Medium, Low]! | Ask: Next steps! |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q4 | Green | | Tender in May. |
    /// | | 1.2 | Q4 | Green | Low | |
    ///
    /// | Indicators | Ref | Target | Value | Rating | Ask: Source! |
    /// |---|---|---|---|---|---|
    /// | | E1 | 90 | 93% | Green | |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Monitored | Rating | Ask: Risk [High, Medium, Low]! | Ask: Partner [yes/no] |
    /// |---|---|---|---|---|---|---|
    /// | | 1.1 | Q4 | Yes | Green | Low | |
    /// | | 1.2 | Q4 | No | | | |
    ///
    /// | Indicators | Ref | Target | Frequency | Value | Rating | Ask: Source! |
    /// |---|---|---|---|---|---|---|
    /// | | E1 | 90 | | 93% | Green | Survey |
    /// | | E2 | 90 | Annual | | | |
    /// | | E3 | 90 | | Awaited | | |
    ///
    /// # What to do
    /// Fill the cell in.
    "CEL014", "answer-missing", Error, since "0.2.0",
    checks: [Check::cell::<AnswerMissing>()],
    yields_to_in_file: [workbook::nothing_filled_in],
    means_missing: true,
}

struct AnswerMissing;

impl CellRule for AnswerMissing {
    const LIVE_WORDS: &str = MISSING;

    fn when<C: CellEntry>(cell: &C) -> C::Truth {
        cell.is_unanswered()
    }

    fn say(cell: &CellView<'_>) -> Option<Finding> {
        let words = Words {
            message: format!("{} is required, and nothing is given", cell.heading),
            expected: "an answer".to_owned(),
            found: String::new(),
            help: format!("Fill in {}.", cell.heading),
        };
        Some(cell.finding(&RULE, words))
    }
}
