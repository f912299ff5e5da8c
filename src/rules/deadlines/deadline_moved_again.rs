//! A deadline that was revised before and is revised again.

use crate::domain::print_day;
use crate::layout::Field;
use crate::rules::{ActionView, Check, Findings, Words};

rule! {
    /// # What it checks
    /// The revised deadline of an action that was revised already is that of last period. That is found in the consolidated
    /// workbook of last period (`--previous`) or, where it is not there, in what the return was issued with. A deadline that
    /// is revised for the first time is no case of it, nor is an action that is complete.
    ///
    /// # Why it matters
    /// A deadline that moves once has a reason; one that moves every quarter is no deadline. Members are asked to agree
    /// to the second move knowing that it is the second.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | 31 March 2025 | Red | 31/12/2025 | The contractor has left. |
    ///
    /// | Previous actions | Ref | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|
    /// | | 1.1 | Amber | 30/06/2025 | The contractor starts late. |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Completed date | Commentary |
    /// |---|---|---|---|---|---|---|
    /// | | 1.1 | 31 March 2025 | Red | 31/12/2025 | | The contractor has left. |
    /// | | 1.2 | 31 March 2025 | Red | Q3 2025/26 | | The contractor has left. |
    /// | | 1.3 | 31 March 2025 | Complete | | 28/03/2025 | |
    ///
    /// | Previous actions | Ref | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|
    /// | | 1.1 | Green | | |
    /// | | 1.2 | Red | 31/12/2025 | The contractor is late. |
    /// | | 1.3 | Amber | 30/06/2025 | The contractor starts late. |
    ///
    /// # What to do
    /// Say in the commentary why it moves again, and who agrees. If last period's date still holds, enter that.
    "DLN007", "deadline-moved-again", Warning, since "0.1.0",
    checks: [Check::Action(check)],
    yields_to: [deadlines::revised_deadline_not_later, deadlines::revised_deadline_passed],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let Some(revised) = action.row.revised.given() else { return };
    if !action.issued.may_be_rated() || action.is_complete() {
        return;
    }
    let Some((period, before, printed)) = action.revised_before() else { return };
    if revised.day == before {
        return;
    }
    let back = if revised.day < before { ", to an earlier day" } else { "" };
    let (moved, when) = match period {
        Some(period) => (format!("{period} moved it to {printed}"), format!("in {period}")),
        None => (format!("it had been moved to {printed}"), "it was issued".to_owned()),
    };
    let words = Words {
        message: format!("the deadline is moved again{back}: to {}, and {moved}", print_day(revised.day)),
        expected: format!("{printed}, as {when}"),
        found: action.row.revised.typed.to_string(),
        help: "Say in the commentary why it moves again; if last period's date still holds, enter that.".to_owned(),
    };
    let finding = action.finding(&RULE, Field::RevisedDeadline, words);
    out.push(finding.map(|finding| finding.beside(action.row.goal_at, "deadline")));
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    fn message(before: &str, now: &str) -> Option<String> {
        let found = findings(
            &cases(&format!(
                "| Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
                 |---|---|---|---|---|---|
                 | | 1.1 | 31 March 2025 | Red | {now} | The contractor has left. |

                 | Previous actions | Ref | Rating | Revised deadline | Commentary |
                 |---|---|---|---|---|
                 | | 1.1 | Red | {before} | The contractor is late. |"
            ))[0],
            "DLN",
        );
        let mut found = found.into_iter();
        found.next().map(|finding| {
            assert_eq!(finding.rule.code, "DLN007");
            finding.words.message
        })
    }

    #[test]
    fn the_same_day_in_other_words_is_no_move() {
        assert_eq!(message("30 September 2025", "Q2 2025/26"), None);
        assert_eq!(message("Q2 2025/26", "30/09/2025"), None);
        assert_eq!(message("Sept 2025", "30/09/2025"), None);
    }

    #[test]
    fn a_move_to_an_earlier_day_is_said_to_be_one() {
        let said = message("Q4 2025/26", "30/11/2025").unwrap();
        assert!(said.contains("moved again, to an earlier day: to 30 November 2025"), "{said}");
        assert!(said.contains("2024-25 Q4 moved it to Q4 2025-26"), "{said}");
    }
}
