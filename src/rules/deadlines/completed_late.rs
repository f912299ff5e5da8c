//! Done, but after the deadline.

use crate::domain::{in_words, print_day};
use crate::rules::{ActionView, Check, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// A complete action whose completed date is after its deadline is noted, with its slippage. The deadline is the
    /// agreed one where members have moved it, else the planned one; a revised deadline does not move it.
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
    yields_to: ["DLN001"],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let Some((at, given)) = action.row.completed.given_at() else { return };
    let Some(deadline) = action.deadline().filter(|deadline| *deadline < given.day) else { return };
    if !action.issued.monitored || action.is_complete() != Some(true) {
        return;
    }
    let words = Words {
        message: format!(
            "completed on {}, after its deadline of {} (slippage {})",
            print_day(given.day),
            print_day(deadline),
            in_words(deadline, given.day)
        ),
        expected: format!("a date on or before {}", print_day(deadline)),
        found: print_day(given.day),
        help: "Check that the completed date is right; if it is, leave it: the slippage is recorded.".to_owned(),
    };
    out.push(
        Finding::at_cell(&RULE, action.sheet, at, words)
            .about(action.reference())
            .beside(action.row.deadline_at, "deadline"),
    );
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

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
