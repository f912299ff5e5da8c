//! What stands in a value cell is no number.

use crate::domain::{NotANumber, Severity};
use crate::returns::Unreadable;
use crate::rules::condition::CellEntry;
use crate::rules::live::CellRule;
use crate::rules::{CellView, Check, Finding, Words, quoted};

rule! {
    /// # What it checks
    /// A value cell must hold one number, or one of the reasons Not due, Not available and Awaited. Pound signs, commas
    /// and spaces between thousands and per cent signs are read. A time of day or a length of time is no number, whatever the
    /// cell holds behind it: 1:30 typed into a cell is a sixteenth of a day. The unit may ask for more: in hh:mm hours and minutes
    /// (12:30), in mm:ss minutes and seconds, both parts and no plain number, in yes/no Yes or No; in £k and £m a k or an m is
    /// read, in days the word. Where the unit is text any words will do. Of a row that is only monitored the text is kept and
    /// shown, so there it is a warning. A column of the plan's own that asks for a number, a
    /// percentage or an amount (`Ask: Spend [£k]`) takes no reasons.
    ///
    /// # Why it matters
    /// A number picked out of words by a program is a number that nobody reported.
    ///
    /// # Rejected
    /// | Indicators | Ref | Unit | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | number | 90 | 67% 2 £70,829 | Green |
    /// | | E2 | number | 90 | c. 30 | Green |
    /// | | E3 | number | 90 | very good | Green |
    /// | | E4 | minutes | 90 | time 1:30 | Green |
    ///
    /// Columns of the plan's own:
    ///
    /// | Actions | Ref | Deadline | Rating | Ask: % complete [%] | Ask: Spend [£k] |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q4 | Green | about half | |
    /// | | 1.2 | Q4 | Green | | n/a |
    ///
    /// In units of their own:
    ///
    /// | Indicators | Ref | Unit | Better when | Target | Value | Rating |
    /// |---|---|---|---|---|---|---|
    /// | | E1 | hh:mm | Lower | '12:30 | number 12.5 | Green |
    /// | | E2 | hh:mm | Lower | '12:30 | '12:60 | Green |
    /// | | E3 | mm:ss | Lower | '2:00 | '1:30:00 | Green |
    /// | | E4 | yes/no | | Yes | 'mostly | Green |
    /// | | E5 | £m | Lower | 2.4 | 'about 2m | Green |
    ///
    /// A row that is only monitored:
    ///
    /// | Indicators | Ref | Unit | Rated | Value |
    /// |---|---|---|---|---|
    /// | | E1 | number | Monitor only | about as before |
    ///
    /// # Accepted
    /// | Indicators | Ref | Unit | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | £ | 1200 | '£1,234.50 | Green |
    /// | | E2 | % | 90 | '92% | Green |
    /// | | E3 | number | 1200 | '1 234 | Green |
    /// | | E4 | number | 90 | awaited | |
    ///
    /// | Actions | Ref | Deadline | Rating | Ask: % complete [%] | Ask: Spend [£k] |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q4 | Green | 45% | '£1,300k |
    /// | | 1.2 | Q4 | Green | '45% | '1,300 |
    /// | | 1.3 | Q4 | Green | | '£1.3m |
    ///
    /// In units of their own:
    ///
    /// | Indicators | Ref | Unit | Better when | Target | Value | Rating |
    /// |---|---|---|---|---|---|---|
    /// | | E1 | hh:mm | Lower | '12:30 | '12:30 | Green |
    /// | | E2 | hh:mm | Lower | '12:30 | time 0:05 | Green |
    /// | | E3 | mm:ss | Lower | '2:00 | '01:59 | Green |
    /// | | E4 | yes/no | | No | N | Green |
    /// | | E5 | £m | Lower | 2.4 | '£2.4m | Green |
    /// | | E6 | £k | Lower | 1300 | '£1.3m | Green |
    /// | | E7 | days | Lower | 30 | '29.5 days | Green |
    /// | | E8 | text | | | 'much as before | |
    ///
    /// # What to do
    /// Give one number and move the words into the commentary, or choose a reason why there is none.
    "CEL003", "number-unreadable", Error, since "0.1.0",
    checks: [Check::cell::<NumberUnreadable>()],
}

struct NumberUnreadable;

impl CellRule for NumberUnreadable {
    const LIVE_WORDS: &str = "Not one number";

    fn when<C: CellEntry>(cell: &C) -> C::Truth {
        cell.is_no_number()
    }

    fn say(cell: &CellView<'_>) -> Option<Finding> {
        let Unreadable::Number(why) = cell.unreadable? else { return None };
        // Nothing can stand in place of a number in a column of the plan's own.
        if cell.ask.is_some() {
            return Some(cell.finding(&RULE, of_answer(cell, *why)));
        }
        let (problem, help) = match why {
            NotANumber::Words => (
                "is not a number",
                "Give one number and move the words into the commentary, or choose Not due, Not available or Awaited.",
            ),
            NotANumber::SeveralValues => (
                "holds more than one number",
                "Give the one number that the indicator asks for and move the others into the commentary.",
            ),
            NotANumber::Approximate => (
                "is only roughly a number",
                "Give the number itself, and say in the commentary that it is an estimate.",
            ),
            NotANumber::Time => (
                "is a time, which the workbook holds as a part of a day",
                "Give the number in the indicator's unit, such as 90 for an hour and a half in minutes; to keep it as it is shown, type an apostrophe first: '12:30.",
            ),
            NotANumber::NotHoursMinutes => (
                "is not hours and minutes",
                "Type hours and minutes with a colon, such as 12:30 or 0:05, or choose Not due, Not available or Awaited. Minutes go up to 59.",
            ),
            NotANumber::NotMinutesSeconds => (
                "is not minutes and seconds",
                "Type minutes and seconds with a colon, such as 2:30 or 0:05, or choose Not due, Not available or Awaited. Seconds go up to 59.",
            ),
            NotANumber::NotYesNo => (
                "is neither Yes nor No",
                "Choose Yes or No and move the words into the commentary, or choose Not due, Not available or Awaited.",
            ),
            NotANumber::OutOfRange => ("has more digits than can be counted", "Give the number that was meant."),
        };
        let words = Words {
            message: format!("{} in {} {problem}", quoted(cell.typed), cell.heading),
            expected: expected(*why).to_owned(),
            found: cell.typed.to_owned(),
            help: help.to_owned(),
        };
        Some(cell.finding(&RULE, words))
    }

    fn severity(is_rated: bool) -> Option<Severity> {
        (!is_rated).then_some(Severity::Warning)
    }
}

/// What is said of an answer.
fn of_answer(cell: &CellView<'_>, why: NotANumber) -> Words {
    let (problem, help) = match why {
        NotANumber::Words => (
            "is not a number",
            "Give one number and move the words into the commentary; where there is none, leave the cell blank.",
        ),
        NotANumber::SeveralValues => (
            "holds more than one number",
            "Give the one number that is asked for and move the others into the commentary.",
        ),
        NotANumber::Approximate => {
            ("is only roughly a number", "Give the number itself, and say in the commentary that it is an estimate.")
        }
        NotANumber::Time | NotANumber::NotHoursMinutes | NotANumber::NotMinutesSeconds => {
            ("is a time, which the workbook holds as a part of a day", "Give the number that is asked for.")
        }
        NotANumber::NotYesNo => ("is neither Yes nor No", "Choose Yes or No."),
        NotANumber::OutOfRange => ("has more digits than can be counted", "Give the number that was meant."),
    };
    Words {
        message: format!("{} in {} {problem}", quoted(cell.typed), cell.heading),
        expected: "one number".to_owned(),
        found: cell.typed.to_owned(),
        help: help.to_owned(),
    }
}

fn expected(why: NotANumber) -> &'static str {
    match why {
        NotANumber::NotHoursMinutes => "hours and minutes, or a reason why there are none",
        NotANumber::NotMinutesSeconds => "minutes and seconds, or a reason why there are none",
        NotANumber::NotYesNo => "Yes or No, or a reason why there is neither",
        NotANumber::Words
        | NotANumber::SeveralValues
        | NotANumber::Approximate
        | NotANumber::OutOfRange
        | NotANumber::Time => "one number, or a reason why there is none",
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::Severity;
    use crate::trial::{cases, findings};

    #[test]
    fn words_in_a_row_that_is_only_monitored_are_a_warning() {
        let text = "
            | Indicators | Ref | Unit | Rated | Target | Value | Rating |
            |---|---|---|---|---|---|---|
            | | E1 | number | Yes | 90 | good | Green |
            | | E2 | number | Monitor only | | good | |";
        let found = findings(&cases(text)[0], "CEL");
        let severities: Vec<Severity> = found.iter().map(|finding| finding.severity).collect();
        assert_eq!(severities, [Severity::Error, Severity::Warning]);
    }

    #[test]
    fn words_that_the_plan_itself_put_into_last_value_are_no_entry() {
        let text = "
            | Indicators | Ref | Unit | Target | Last value | Value | Rating |
            |---|---|---|---|---|---|---|
            | | E1 | number | 90 | new this year | 91 | Green |";
        assert!(findings(&cases(text)[0], "CEL").is_empty());
    }
}
