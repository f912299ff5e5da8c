//! Rated complete, and nobody says since when.

use crate::domain::{Rating, Standing};
use crate::layout::{self, Field, RETURN, SheetId};
use crate::plan::Issued;
use crate::rules::live::{Live, LiveAction, LiveCheck, Test};
use crate::rules::{ActionView, Check, Finding, Findings, Words};

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
    checks: [Check::Action(check)],
    live: [LiveCheck::Action(live)],
    yields_to_in_file: ["WBK021"],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let (Some(at), Some(rating)) = (action.row.completed.blank_at(), action.rating()) else { return };
    if !action.issued.monitored || rating.standing != Standing::Complete || !rating.completed.is_required() {
        return;
    }
    let words = Words {
        message: format!("rated {}, but no completed date is given", rating.name),
        expected: "a completed date".to_owned(),
        found: String::new(),
        help: "Give the day on which it was finished.".to_owned(),
    };
    out.push(
        Finding::at_cell(&RULE, action.sheet, at, words)
            .about(action.reference())
            .beside(action.row.rating.at, "rating"),
    );
}

fn live(action: &LiveAction<'_>) -> Option<Live> {
    let asks = |rating: &Rating| rating.standing == Standing::Complete && rating.completed.is_required();
    let test = Test::blank(Field::CompletedDate).and(action.rated(asks));
    let heading = layout::sheet(&RETURN, SheetId::Actions).heading(Field::CompletedDate);
    let words = format!("{}: {heading}", Issued::CHECK_MISSING);
    action.issued.monitored.then(|| Live::new(Field::CompletedDate, test, words))
}
