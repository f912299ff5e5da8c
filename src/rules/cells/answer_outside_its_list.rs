//! An answer in a column of the plan's own that is none of those that it takes.

use crate::domain::print_number;
use crate::plan::Answers;
use crate::rules::condition::CellEntry;
use crate::rules::live::CellRule;
use crate::rules::{CellView, Check, Finding, Words, quoted};

rule! {
    /// # What it checks
    /// A column of the plan workbook that asks for a certain answer, such as `Ask: Risk [High, Medium, Low]`, holds one of
    /// them: a word of its list, Yes or No, a rating of the plan, or a number in its range. Capitals and spaces do not
    /// count. A blank cell is no fault, unless the column is required. What is no number or no date at all has its own
    /// rules, CEL003 and CEL001.
    ///
    /// # Why it matters
    /// Answers are counted by word. One that is not on the list is kept as it was typed, and counts nowhere.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Ask: Risk [High, Medium, Low] | Ask: On site [yes/no] | Ask: Forecast [rating] | Ask: Confidence [number 0 to 10] |
    /// |---|---|---|---|---|---|---|---|
    /// | | 1.1 | Q4 | Green | Severe | | | |
    /// | | 1.2 | Q4 | Green | | perhaps | | |
    /// | | 1.3 | Q4 | Green | | | Purple | |
    /// | | 1.4 | Q4 | Green | | | | 11 |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Ask: Risk [High, Medium, Low] | Ask: On site [yes/no] | Ask: Forecast [rating] | Ask: Confidence [number 0 to 10] |
    /// |---|---|---|---|---|---|---|---|
    /// | | 1.1 | Q4 | Green | high | Y | amber | 10 |
    /// | | 1.2 | Q4 | Green | LOW | No | Complete | 0 |
    /// | | 1.3 | Q4 | Green | | | | |
    ///
    /// # What to do
    /// Choose one of the answers that the cell offers, and put what else there is to say into the commentary.
    "CEL013", "answer-outside-its-list", Warning, since "0.2.0",
    checks: [Check::cell::<AnswerOutsideItsList>()],
}

struct AnswerOutsideItsList;

impl CellRule for AnswerOutsideItsList {
    const LIVE_WORDS: &str = "Not one of the answers";

    fn when<C: CellEntry>(cell: &C) -> C::Truth {
        cell.is_no_answer()
    }

    fn say(cell: &CellView<'_>) -> Option<Finding> {
        let (expected, help) = match cell.ask?.answers {
            Answers::Number(Some((low, high))) => {
                let range = format!("{} to {}", print_number(low, None, ""), print_number(high, None, ""));
                (format!("a number from {range}"), format!("Give a number from {range}."))
            }
            Answers::Rating => (
                "a rating of the plan".to_owned(),
                "Choose a rating from the list in the cell, and say the rest in Commentary.".to_owned(),
            ),
            own @ (Answers::Words
            | Answers::Percent
            | Answers::Money(_)
            | Answers::Number(None)
            | Answers::Date
            | Answers::YesNo
            | Answers::OneOf(_)) => (
                Words::one_of(own.offered().iter().map(AsRef::as_ref)),
                "Choose an answer from the list in the cell, and say the rest in Commentary.".to_owned(),
            ),
        };
        let words = Words {
            message: format!("{} is none of the answers to {}", quoted(cell.typed), cell.heading),
            expected,
            found: cell.typed.to_owned(),
            help,
        };
        Some(cell.finding(&RULE, words))
    }
}
