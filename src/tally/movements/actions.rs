//! How an action moved: its rating, whether it was reopened, its deadline, its commentary.

use jiff::civil::Date;

use crate::domain::{Deadline, Direction, Rating, Standing, read_date, same};
use crate::plan::Plan;
use crate::returns::Entry;

use super::super::{ActionLine, Place};
use super::{Movement, Movements, Moves, RatingChanges, What};

/// Whether any action has a rating before, a revised deadline that was carried forward, or an earlier row.
pub(super) fn any_last(lines: &[ActionLine<'_>]) -> bool {
    lines.iter().any(|line| line.state.is_some() || line.issued.revised_deadline.is_some())
}

/// Adds how one action moved.
pub(super) fn compare<'q>(plan: &Plan, line: &ActionLine<'q>, found: &mut Movements<'q>) {
    if line.place == Place::InformationOnly {
        return;
    }
    let moved = |what, before: Option<String>, now: Option<String>, direction| Movement {
        what,
        row: Moves::Action(line.planned, line.delivery_plan),
        before,
        now,
        direction,
        change: None,
        completed: None,
        since: line.before.map(|(period, _)| period),
    };
    if let Some(now) = line.rated {
        let mut in_no_count = RatingChanges::default();
        let tallied = if line.is_left_out() { &mut in_no_count } else { &mut found.actions };
        let changed = tallied.add(rating_before(line), now, None);
        let before = rating_before(line).map(|(word, rating)| rating.map_or(word, |rating| &rating.name).to_owned());
        let now_word = || Some(now.name.clone());
        match (reopened(plan, line, now), changed) {
            // What was complete by its date alone may have kept its rating.
            (Some(Finished::On(day)), changed) => {
                let reopened = moved(What::Reopened, before.clone(), now_word(), None);
                found.list.push(Movement { completed: Some(day), ..reopened });
                found.list.extend(changed.map(|changed| moved(What::Rating, before, now_word(), changed.way)));
            }
            (Some(Finished::ByRating), changed) => {
                let way = changed.and_then(|changed| changed.way);
                found.list.push(moved(What::Reopened, before, now_word(), way));
            }
            (None, Some(changed)) => found.list.push(moved(What::Rating, before, now_word(), changed.way)),
            (None, None) => {}
        }
    }
    if let Some((before, now, way)) = deadline(plan, line) {
        found.list.push(moved(What::Deadline, Some(before), Some(now), way));
    }
    if repeats(line) {
        found.list.push(moved(What::Repeated, None, None, None));
    }
}

/// The word of the rating before, and the rating where it is one of the present ones.
fn rating_before<'l>(line: &'l ActionLine<'_>) -> Option<(&'l str, Option<&'l Rating>)> {
    let rating = line.state.and_then(|state| state.rating);
    let word = line.before.and_then(|(_, row)| row.rating.as_deref());
    let word = word.or(rating.map(|rating| rating.name.as_str()))?;
    Some((word, rating))
}

/// What told that an action was finished.
enum Finished {
    /// Its rating.
    ByRating,
    /// The day on which it was completed.
    On(Date),
}

/// What told that it was complete or closed where it is open now, as RAT010 has it.
fn reopened(plan: &Plan, line: &ActionLine<'_>, now: &Rating) -> Option<Finished> {
    let state = line.state.filter(|state| state.finished)?;
    if line.issued.is_every_period() {
        return None;
    }
    let by_date = !plan.scheme.actions.has_complete();
    let completed = &line.row?.completed;
    let is_open = now.standing != Standing::Closed
        && if by_date {
            completed.is_readable() && completed.given().is_none()
        } else {
            now.standing != Standing::Complete
        };
    is_open.then(|| state.completed.filter(|_| by_date).map_or(Finished::ByRating, Finished::On))
}

/// How its deadline moved: the one that stood before, the one that stands now, and which way. One that is complete has
/// none to move.
fn deadline(plan: &Plan, line: &ActionLine<'_>) -> Option<(String, String, Option<Direction>)> {
    let is_complete = line.rated.is_some_and(|rating| rating.standing == Standing::Complete)
        || line.row.is_some_and(|row| row.completed.given().is_some());
    if is_complete {
        return None;
    }
    let carried = line.issued.revised_deadline.as_deref();
    let (before, was_revised) = match line.before {
        Some((_, row)) => (row.then.revised.as_deref().or(row.then.deadline.as_deref())?, row.then.revised.is_some()),
        None => (carried?, true),
    };
    let planned = &line.issued.deadline;
    let revised = line.row.map(|row| &row.revised);
    let (now, now_day) = match revised.map(|slot| (&slot.entry, slot)) {
        Some((Entry::Given(given), slot)) => {
            (Deadline::as_entered(&slot.typed, given.day, &plan.period), Some(given.day))
        }
        Some((Entry::Unreadable(_), _)) => return None,
        // What was revised and is left blank says nothing, unless what was carried forward was taken out.
        Some((Entry::Blank, _)) | None if was_revised && (carried.is_none() || revised.is_none()) => return None,
        Some((Entry::Blank, _)) | None => (planned.printed(), planned.day()),
    };
    let before_day = read_date(before, &plan.period).ok().map(|date| date.day);
    let way = match (before_day, now_day) {
        (Some(before), Some(now)) if before == now => return None,
        (Some(before), Some(now)) if before < now => Some(Direction::Worsening),
        (Some(_), Some(_)) => Some(Direction::Improving),
        _ if same(before, &now) => return None,
        _ => None,
    };
    Some((before.to_owned(), now.into(), way))
}

/// Whether it says again what it said before, as RAT004 has it.
fn repeats(line: &ActionLine<'_>) -> bool {
    let Some(((_, before), row)) = line.before.zip(line.row) else { return false };
    let was_finished = line.state.is_some_and(|state| state.finished);
    !was_finished && row.commentary.given().is_some_and(|commentary| before.said(commentary))
}
