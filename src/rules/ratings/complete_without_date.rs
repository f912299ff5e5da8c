//! Rated complete, and nobody says since when.

use crate::domain::Standing;
use crate::layout::Field;
use crate::plan::{IssuedAction};
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords, MISSING};
use crate::rules::{ActionView, Check, Finding, Words};

rule! {
    /// # What it checks
    /// An action rated complete has its completed date, where the plan requires one of that rating.
    ///
    /// # Why it matters
    /// Without the date nobody can tell whether it was finished in time, or in this period at all.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q1 | Complete |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Completed date |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q1 | Complete | 20/06/2025 |
    ///
    /// A plan that does not require the date:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Scheme | west-norfolk |
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q1 | Completed |
    ///
    /// # What to do
    /// Give the day on which the action was finished.
    "RAT007", "complete-without-date", Error, since "0.1.0",
    checks: [Check::action::<CompleteWithoutDate>()],
    yields_to_in_file: [workbook::nothing_filled_in],
    means_missing: true,
}

struct CompleteWithoutDate;

impl LiveRule<IssuedAction> for CompleteWithoutDate {
    const AT: Field = Field::CompletedDate;
    const LIVE: LiveWords<IssuedAction> = LiveWords::WithHeading(MISSING);

    fn when<E: Entries>(action: &ActionView<'_, E>) -> E::Truth {
        E::Truth::when(action.issued.may_be_rated(), || {
            action.row.is(Question::Blank(Field::CompletedDate)).and(|| {
                action.is_rated(|rating| rating.standing == Standing::Complete && rating.completed.is_required())
            })
        })
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        let words = Words {
            message: format!("rated {}, but no completed date is given", action.rating()?.name),
            expected: "a completed date".to_owned(),
            found: String::new(),
            help: "Give a completed date: the day on which it was finished.".to_owned(),
        };
        Some(action.finding(&RULE, Self::AT, words)?.beside(action.row.rating.at, "rating"))
    }
}
