//! A direction of travel that goes one way while the rating went the other.

use crate::domain::Direction;
use crate::plan::DirectionSetting;
use crate::layout::Field;
use crate::rules::{ActionView, Check, Findings, Words};

rule! {
    /// # What it checks
    /// Where services give the direction of travel, it does not go against the rating: an action is not improving while
    /// its rating got worse since last period, nor worsening while it got better. Ratings are put in order by their
    /// standing: Complete, On track, Behind, Off track; two of one standing by Best to worst, where the Ratings sheet has that
    /// of both. The rating before is the one that counted in the consolidated workbook of last period (`--previous`)
    /// or, without one, the Last rating of the return.
    ///
    /// It cannot judge a rating that is not started, closed, awaited or monitor only, for those say nothing of how well
    /// things stand; nor two ratings of the same standing that nothing orders. Steady goes with any rating, for a rating can change at the edge
    /// while little has moved. Services give a direction for actions only, and actions have no values.
    ///
    /// # Why it matters
    /// An arrow up beside a rating that fell is the first thing that a reader sees. One of the two was not looked at.
    ///
    /// # Rejected
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Scheme | southend |
    ///
    /// | Actions | Ref | Deadline | Rating | Direction of travel | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Ongoing | Red | Improving | The contractor has left. |
    /// | | 1.2 | Q3 | Green | ↓ | |
    ///
    /// | Previous actions | Ref | Rating | Direction of travel |
    /// |---|---|---|---|
    /// | | 1.1 | Amber | ↔ |
    /// | | 1.2 | Amber | ↔ |
    ///
    /// # Accepted
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Scheme | southend |
    ///
    /// | Actions | Ref | Deadline | Rating | Direction of travel | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Ongoing | Red | ↓ | The contractor has left. |
    /// | | 1.2 | Q3 | Green | ↑ | |
    /// | | 1.3 | Q3 | Green | ↓ | Two posts are vacant. |
    /// | | 1.4 | Q3 | Green | Steady | |
    ///
    /// | Previous actions | Ref | Rating | Direction of travel |
    /// |---|---|---|---|
    /// | | 1.1 | Amber | ↔ |
    /// | | 1.2 | Amber | ↔ |
    /// | | 1.3 | Green | ↔ |
    /// | | 1.4 | Amber | ↔ |
    ///
    /// # What to do
    /// Look at both: correct the one that is wrong.
    "RAT012", "direction-contradicts", Warning, since "0.1.0",
    checks: [Check::Action(check)],
    yields_to: [ratings::reopened],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let (Some(given), Some(rating)) = (action.row.direction.given(), action.rating()) else { return };
    if !action.issued.may_be_rated() || action.file.issued.settings.direction != DirectionSetting::Given {
        return;
    }
    let Some(stood) = action.state_before() else { return };
    let Some(before) = stood.rating else { return };
    let moved = Direction::between_ratings(before, rating, None);
    let better = match (given, moved) {
        (Direction::Improving, Some(Direction::Worsening)) => "worse",
        (Direction::Worsening, Some(Direction::Improving)) => "better",
        (Direction::Improving | Direction::Steady | Direction::Worsening | Direction::Changed, _) => return,
    };
    let words = Words {
        message: format!(
            "direction of travel is {given}, but the rating got {better}: {} {}, {} now",
            before.name,
            stood.when(),
            rating.name
        ),
        expected: moved.map(|moved| format!("{} {moved}, or another rating", moved.symbol())).unwrap_or_default(),
        found: action.row.direction.typed.to_string(),
        help: "Look at both the direction and the rating, and correct the one that is wrong.".to_owned(),
    };
    let finding = action.finding(&RULE, Field::DirectionOfTravel, words);
    out.push(finding.map(|finding| finding.beside(action.row.rating.at, "rating")));
}
