//! Commentary that promises a later day than the deadline.

use crate::domain::{mentions, print_day};
use crate::layout::Field;
use crate::rules::{ActionView, Check, Findings, Words};

rule! {
    /// # What it checks
    /// Commentary must not name a date after the deadline where no revised deadline is given. A month with its year, a
    /// quarter and a full date count; a quarter without a year is one of this financial year. A month or quarter that
    /// the deadline itself falls in is not after it. Financial years ("our 2026/27 budget") and bare months do not
    /// count. Complete and closed actions are left alone.
    ///
    /// Measured on 160 published texts: 18 raised, 17 of them right; 5 missed. They are the commentary of three councils'
    /// reports with the deadlines and ratings printed beside it, judged by a reader, and stand in planroll's source
    /// under `tests/commentary`. The wrong one names the month until which a service goes on running. Of those missed
    /// four promise a financial year and one "another year".
    ///
    /// # Why it matters
    /// "To be opened in October" beside a deadline in September is slippage that only a careful reader notices. Once
    /// it stands in the revised deadline, it is counted and reported.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Commentary |
    /// |---|---|---|---|---|
    /// | | 1.1 | 30/09/2025 | Green | The hall opens in October 2025. |
    /// | | 1.2 | 30/09/2025 | Green | The hall opens in Q3. |
    /// | | 1.3 | 30/09/2025 | Green | The hall opens on 1 October 2025. |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | 15/09/2025 | Green | | The hall opens in September 2025. |
    /// | | 1.2 | 30/09/2025 | Green | | The hall opens in Q2, within the 2026/27 budget. |
    /// | | 1.3 | 30/09/2025 | Amber | 31/10/2025 | The hall opens in October 2025. |
    /// | | 1.4 | Ongoing | Green | | The next review is in October 2025. |
    ///
    /// # What to do
    /// If the action will be late, give a revised deadline and the rating that fits it. If the date is about something
    /// else, nothing is to be done.
    "DLN008", "commentary-later-than-deadline", Warning, since "0.1.0",
    checks: [Check::Action(check)],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let Some(commentary) = action.row.commentary.given() else { return };
    if action.row.revised.blank_at().is_none() {
        return;
    }
    let Some(deadline) = action.pending_deadline() else { return };
    let period = action.file.issued.stamp.period;
    let Some(later) = mentions(commentary, &period).into_iter().find(|mention| mention.first > deadline) else {
        return;
    };
    let words = Words {
        message: format!(
            "the commentary names “{}”, after the deadline of {}, but no revised deadline is given",
            later.words,
            print_day(deadline)
        ),
        expected: "a revised deadline if it will be late".to_owned(),
        found: later.words,
        help: "If it will be late, give a revised deadline and the rating that fits it; otherwise leave it.".to_owned(),
    };
    let finding = action.finding(&RULE, Field::Commentary, words);
    out.push(finding.map(|finding| finding.beside(action.row.goal_at, "deadline").beside(action.row.revised.at, "revised deadline")));
}
