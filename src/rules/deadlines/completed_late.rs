//! Done, but after the deadline.

use crate::domain::{in_words, print_day};
use crate::layout::Field;
use crate::rules::{ActionView, Check, Findings, Words};

rule! {
    /// # What it checks
    /// A complete action whose completed date is after its deadline is noted, with its slippage. The deadline is the
    /// agreed one where members have moved it, else the planned one. A later revised deadline that was reported in an
    /// earlier period counts instead of it; one that is only given now does not. The slippage is always that from the
    /// deadline.
    ///
    /// # Why it matters
    /// Complete says that it is done, not that it was done in time. Nothing is wrong with the entry; the note keeps
    /// the slippage on the record for whoever asks how many actions were finished by the day that was promised.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Completed date |
    /// |---|---|---|---|---|
    /// | | 1.1 | 31/05/2025 | Complete | 01/06/2025 |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Completed date |
    /// |---|---|---|---|---|
    /// | | 1.1 | 31/05/2025 | Complete | 31/05/2025 |
    /// | | 1.2 | Ongoing | Complete | 20/06/2025 |
    ///
    /// # What to do
    /// Check that the completed date is right. If it is, nothing is to be done: the slippage is recorded.
    "DLN006", "completed-late", Note, since "0.1.0",
    checks: [Check::Action(check)],
    yields_to: [deadlines::completed_after_period],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let Some(given) = action.row.completed.given() else { return };
    let Some(deadline) = action.deadline().filter(|deadline| *deadline < given.day) else { return };
    // Whoever kept to the day that was reported last time is not late again.
    let reported = action.revised_before().map(|(_, day, _)| day);
    let revised = reported.filter(|revised| *revised > deadline);
    if revised.is_some_and(|revised| given.day <= revised) {
        return;
    }
    if !action.issued.may_be_rated() || !action.is_complete() {
        return;
    }
    let words = Words {
        message: format!(
            "completed on {}, after its {} (slippage {})",
            print_day(given.day),
            match revised {
                Some(revised) => {
                    format!("revised deadline of {}, its deadline being {}", print_day(revised), print_day(deadline))
                }
                None => format!("deadline of {}", print_day(deadline)),
            },
            in_words(deadline, given.day)
        ),
        expected: format!("a date on or before {}", print_day(revised.unwrap_or(deadline))),
        found: print_day(given.day),
        help: "Check that the completed date is right; if it is, leave it: the slippage is recorded.".to_owned(),
    };
    let finding = action.finding(&RULE, Field::CompletedDate, words);
    out.push(finding.map(|finding| finding.beside(action.row.goal_at, "deadline")));
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    #[test]
    fn a_revised_deadline_of_an_earlier_period_counts_and_one_given_now_does_not() {
        let text = "
            | Actions | Ref | Deadline | Rating | Completed date | Revised deadline |
            |---|---|---|---|---|---|
            | | 1.1 | 31/03/2025 | Complete | 31/05/2025 | |
            | | 1.2 | 31/03/2025 | Complete | 01/06/2025 | |
            | | 1.3 | 31/03/2025 | Complete | 31/05/2025 | 30/06/2025 |

            | Previous actions | Ref | Rating | Revised deadline | Commentary |
            |---|---|---|---|---|
            | | 1.1 | Amber | 31/05/2025 | The contractor started late. |
            | | 1.2 | Amber | 31/05/2025 | The contractor started late. |
            | | 1.3 | Amber | | The contractor started late. |";
        let found = findings(&cases(text)[0], "DLN006");
        let told: Vec<(Option<&str>, &str)> = found
            .iter()
            .filter(|one| one.rule.code == "DLN006")
            .map(|one| (one.reference.as_deref(), one.words.message.as_str()))
            .collect();
        let late = "completed on 1 June 2025, after its revised deadline of 31 May 2025, its deadline being 31 March 2025 (slippage 3 months)";
        let of_now = "completed on 31 May 2025, after its deadline of 31 March 2025 (slippage 2 months)";
        assert_eq!(told, [(Some("1.2"), late), (Some("1.3"), of_now)]);
    }

    #[test]
    fn a_day_that_is_still_to_come_is_told_once() {
        let text = "
            | Actions | Ref | Deadline | Rating | Completed date |
            |---|---|---|---|---|
            | | 1.1 | 31/05/2025 | Complete | 15/07/2025 |";
        let found = findings(&cases(text)[0], "DLN");
        let codes: Vec<&str> = found.iter().map(|finding| finding.rule.code).collect();
        assert_eq!(codes, ["DLN001"]);
    }
}
