//! How much is said to be done, and a rating that says otherwise.

use rust_decimal::Decimal;

use crate::domain::{Kind, Standing, print_number};
use crate::layout::Field;
use crate::plan::Ask;
use crate::rules::{ActionView, Check, Findings, Words};

rule! {
    /// # What it checks
    /// Where the plan has the column `Ask: % complete [%]` on Actions, what is answered there and the rating say the same: 100% is
    /// rated complete, what is rated complete is at 100%, and what has not started is at 0%. With the consolidated workbook of last period (`--previous`),
    /// an action is not less complete than it was. Closed actions are passed over, and the first two where the scheme has no
    /// rating for complete.
    ///
    /// # Why it matters
    /// Both are printed side by side, and a reader sees at once that one of them is wrong.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Completed date | Ask: % complete [%] |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q4 | Green | | 100% |
    /// | | 1.2 | Q4 | Complete | 15/06/2025 | 90% |
    ///
    /// Less than last period:
    ///
    /// | Actions | Ref | Deadline | Rating | Ask: % complete [%] |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q4 | Green | 40% |
    ///
    /// | Previous actions | Ref | Rating | Ask: % complete [%] |
    /// |---|---|---|---|
    /// | | 1.1 | Green | 60% |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Completed date | Commentary | Ask: % complete [%] |
    /// |---|---|---|---|---|---|---|
    /// | | 1.1 | Q4 | Green | | | 99.5% |
    /// | | 1.2 | Q4 | Complete | 15/06/2025 | | 100% |
    /// | | 1.3 | Q4 | Complete | 15/06/2025 | | |
    /// | | 1.4 | Q4 | Closed | | Withdrawn by members. | 40% |
    /// | | 1.5 | Q4 | Green | | | 60% |
    ///
    /// | Previous actions | Ref | Rating | Ask: % complete [%] |
    /// |---|---|---|---|
    /// | | 1.1 | Green | |
    /// | | 1.4 | Green | 80% |
    /// | | 1.5 | Green | 60% |
    ///
    /// # What to do
    /// Correct whichever of the two is wrong; if work has had to be undone, say so in the commentary.
    "RAT017", "progress-against-rating", Warning, since "0.2.0",
    checks: [Check::Action(check)],
    yields_to: [ratings::complete_without_date, ratings::date_without_complete],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let mut asked = action.file.issued.asked(Kind::Actions).enumerate();
    let Some((place, ask)) = asked.find(|(_, ask)| ask.is_progress()) else { return };
    let Some(slot) = action.row.asks.get(place) else { return };
    let done = slot.given().and_then(crate::returns::Entered::quantity).map(|quantity| quantity.value);
    let (Some(done), Some(rating)) = (done, action.rating()) else { return };
    if !action.issued.monitored || rating.standing == Standing::Closed {
        return;
    }
    let percent = |value: Decimal| print_number(value, None, "%");
    let has_complete = action.scale().has_complete();
    let is_complete = rating.standing == Standing::Complete;
    let (message, expected, help) = if has_complete && done >= Decimal::ONE_HUNDRED && !is_complete {
        (
            format!("{} complete, but rated {}", percent(done), rating.name),
            "a rating for what is complete".to_owned(),
            "Rate it complete or, if something is left to be done, give a lower percentage.".to_owned(),
        )
    } else if has_complete && done < Decimal::ONE_HUNDRED && is_complete {
        (
            format!("rated {}, but only {} complete", rating.name, percent(done)),
            "100%".to_owned(),
            "Give 100% or, if something is left to be done, another rating.".to_owned(),
        )
    } else if rating.standing == Standing::NotStarted && done > Decimal::ZERO {
        (
            format!("{} complete, but rated {}", percent(done), rating.name),
            "0%, or another rating".to_owned(),
            "Rate it by how it goes or, if it has not begun, give 0%.".to_owned(),
        )
    } else if let Some((period, before)) = before(action, &ask).filter(|(_, before)| *before > done) {
        (
            format!("{} complete, where it was {} in {period}", percent(done), percent(before)),
            format!("{} or more", percent(before)),
            "Look whether the percentage is right; if work had to be undone, say so in the commentary.".to_owned(),
        )
    } else {
        return;
    };
    let words = Words { message, expected, found: slot.typed.to_string(), help };
    let finding = action.finding(&RULE, Field::Rating, words);
    out.push(finding.map(|finding| finding.beside(slot.at, ask.printed())));
}

/// How much was done in the period before.
fn before(action: &ActionView<'_>, ask: &Ask<'_>) -> Option<(crate::domain::Period, Decimal)> {
    let (period, before) = action.before()?;
    Some((period, before.answer(ask)?.number()?))
}
