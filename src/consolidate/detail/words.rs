//! How the appendices of councils put things: a rating with where it came from, a deadline with what became of it, a target
//! with that of the period.

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::{
    Deadline, Direction, Kind, NOT_RATED, Period, Rated, Rating, Standing, Target, Unit, key, month_name, print_number,
};
use crate::layout::Field;
use crate::plan::{Carried, IssuedRow as _, Printed};
use crate::returns::ValueGiven;
use crate::tally::{ActionLine, IndicatorLine, Place};

use super::super::book::Book;
use super::super::cell::Cell;
use super::super::line::DataLine as _;

/// Nothing is due, or it is still to come.
pub(in super::super) const NOTHING: &str = "–";
/// Where the deadline falls, in a period that is not rated.
pub(in super::super) const DUE: &str = "x";
/// Nothing tells of a period.
pub(in super::super) const NOT_HELD: &str = "not held";
/// What a finished action's deadline says.
const COMPLETED: &str = "Completed";

/// A rating with its symbol, in the council's words: `▲ Behind`.
pub(in super::super) fn with_symbol(book: &Book<'_>, rating: &Rating) -> String {
    let word = book.plan.wording.of(&rating.name);
    match rating.symbol.as_deref().filter(|symbol| !symbol.trim().is_empty()) {
        Some(symbol) => format!("{symbol} {word}"),
        None => word.to_owned(),
    }
}

/// A rating with where it came from: `Amber ↓ (was Green)`, `Amber` where it is as it was, `Amber (was Awaited)` where
/// neither is better.
fn rating_now(book: &Book<'_>, now: &Rating, before: Option<(&Rating, Option<Direction>)>) -> String {
    let own = with_symbol(book, now);
    let Some((before, way)) = before.filter(|(before, _)| before.name != now.name) else { return own };
    let was = book.plan.wording.of(&before.name);
    match way {
        Some(way @ (Direction::Improving | Direction::Worsening)) => format!("{own} {} (was {was})", way.symbol()),
        Some(Direction::Steady | Direction::Changed) | None => format!("{own} (was {was})"),
    }
}

/// The rating of an action; why it has none, where it has none.
pub(super) fn rating_of_action(book: &Book<'_>, line: &ActionLine<'_>) -> String {
    if line.place == Place::InformationOnly {
        return NOTHING.to_owned();
    }
    if let (Place::Counted(_), Some(now)) = (line.place, line.rated) {
        return rating_now(book, now, line.rating_before());
    }
    let was_finished = line.state.filter(|state| state.finished);
    if let Some((state, rating)) = was_finished.and_then(|state| Some((state, state.rating?))) {
        let when = state.period.map(|period| format!(" ({})", label(book, period))).unwrap_or_default();
        return format!("{}{when}", with_symbol(book, rating));
    }
    let is_due =
        line.received.is_none_or(|received| received.issued.action_needs_rating(line.issued, book.collection.as_of));
    if is_due { NOT_RATED.to_owned() } else { NOTHING.to_owned() }
}

/// The rating of an indicator; when it is due, where it is not due now.
pub(super) fn rating_of_indicator(book: &Book<'_>, line: &IndicatorLine<'_>) -> String {
    if line.place != Place::InformationOnly && !line.issued.due {
        return due(book, line);
    }
    match (line.place, line.counted) {
        (Place::Counted(_), Some(now)) => rating_now(book, now, line.rating_was(book.plan)),
        (Place::InformationOnly, _) => NOTHING.to_owned(),
        (Place::Counted(_) | Place::NotRated, _) => NOT_RATED.to_owned(),
    }
}

/// `due Q4`, or the period of the year to come.
fn due(book: &Book<'_>, line: &IndicatorLine<'_>) -> String {
    let next = std::iter::successors(Some(book.plan.period.next()), |period| Some(period.next()));
    let mut next = next.take(usize::from(book.plan.period.of_year()));
    let next = next.find(|period| line.planned.frequency.is_due(*period));
    next.map_or_else(|| "not due".to_owned(), |period| format!("due {}", label(book, period)))
}

/// A period of the year by its label, in the council's words; another year's with its year.
pub(in super::super) fn label(book: &Book<'_>, period: Period) -> String {
    let label = period.label();
    let own = book.plan.wording.of(&label).to_owned();
    if period.financial_year() == book.plan.period.financial_year() { own } else { period.to_string() }
}

/// The deadline of an action and what became of it: `Q2, now Q4`, `Completed July 2024`.
pub(in super::super) fn deadline_of(book: &Book<'_>, line: &ActionLine<'_>) -> String {
    if let Some(Done(day)) = completed(book, line) {
        return match day {
            Some(day) => format!("{COMPLETED} {} {}", month_name(day.month().unsigned_abs()), day.year()),
            None => COMPLETED.to_owned(),
        };
    }
    let first = in_year(book, &line.planned.deadline.printed());
    let now = latest(book, line).map(|text| in_year(book, &text)).filter(|now| *now != first);
    match now {
        Some(now) if first.is_empty() => now,
        Some(now) => format!("{first}, now {now}"),
        None => first,
    }
}

/// The deadline that holds: revised, else agreed, else as planned.
fn latest(book: &Book<'_>, line: &ActionLine<'_>) -> Option<String> {
    let revised = line.row.map(|row| &row.revised).filter(|slot| slot.given().is_some());
    if let Some(revised) = revised {
        return book.revised.printed(revised).into_text().map(Into::into);
    }
    Some(line.issued.deadline.printed().to_string()).filter(|text| !text.is_empty())
}

/// The day that holds likewise.
pub(super) fn latest_day(line: &ActionLine<'_>) -> Option<Date> {
    let revised = line.row.and_then(|row| row.revised.given()).map(|given| given.day);
    revised.or_else(|| line.issued.deadline.day())
}

/// A deadline beyond the year, as typed; an open word too.
pub(super) fn later(book: &Book<'_>, line: &ActionLine<'_>) -> String {
    if completed(book, line).is_some() {
        return NOTHING.to_owned();
    }
    let is_open = matches!(line.issued.deadline, Deadline::Open(_));
    let year_ends = book.plan.period.nth_of_year(book.plan.period.of_year()).map(|last| last.last_day());
    let is_later = latest_day(line).zip(year_ends).is_some_and(|(day, end)| day > end);
    let text = if is_later || (is_open && latest_day(line).is_none()) { latest(book, line) } else { None };
    text.unwrap_or_else(|| NOTHING.to_owned())
}

/// That an action is complete, with the day where it is known.
struct Done(Option<Date>);

/// Whether an action is complete.
fn completed(book: &Book<'_>, line: &ActionLine<'_>) -> Option<Done> {
    let is_complete = |rating: &Rating| rating.standing == Standing::Complete;
    let day = line.row.and_then(|row| row.completed.given()).map(|given| given.day);
    let before = line.state.filter(|state| state.finished && state.rating.is_none_or(is_complete));
    match line.rated {
        Some(rating) if is_complete(rating) => Some(Done(day)),
        Some(_) if !book.plan.scheme.actions.has_complete() => day.map(|day| Done(Some(day))),
        None if line.place == Place::NotRated => before.map(|state| Done(day.or(state.completed))),
        Some(_) | None => None,
    }
}

/// A deadline without the year where it is this one.
fn in_year(book: &Book<'_>, printed: &str) -> String {
    let year = book.plan.period.financial_year().to_string();
    match printed.strip_suffix(year.as_str()).map(str::trim_end) {
        Some(part) if !part.is_empty() => book.plan.wording.of(part).to_owned(),
        Some(_) | None => printed.to_owned(),
    }
}

/// The target of the year with that of the period: `124 (Q1: 18)`.
pub(in super::super) fn target_of(book: &Book<'_>, line: &IndicatorLine<'_>) -> String {
    let straight = places_of_straight_line(book, line);
    let number = |value: Decimal| {
        // No more of a straight line than the target and the value have: 40,531.75 homes are none.
        let value = straight.map_or(value, |places| {
            value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize()
        });
        print_number(value, line.issued.decimals, &line.issued.unit)
    };
    let in_words = |target: &Target| match target {
        Target::Number(value) => number(*value),
        Target::Range(from, to) => format!("{} to {}", number(*from), number(*to)),
        Target::YesNo(_) | Target::Words(_) | Target::None => target.printed(None, ""),
    };
    let own = in_words(&line.issued.target);
    let year = in_words(&line.planned.target);
    if own == year || own.is_empty() || !line.issued.due {
        return if year.is_empty() { own } else { year };
    }
    let label = label(book, book.plan.period);
    if year.is_empty() { format!("{label}: {own}") } else { format!("{year} ({label}: {own})") }
}

/// The decimal places of a target that lies on the straight line to that of the year, where the plan does not give them: those
/// of the year's target or of the value, whichever has more.
fn places_of_straight_line(book: &Book<'_>, line: &IndicatorLine<'_>) -> Option<u32> {
    let is_straight = line.issued.cumulative
        && line.issued.decimals.is_none()
        && !line.planned.period_targets.contains_key(book.plan.period.label().as_str());
    let Target::Number(year) = &line.planned.target else { return None };
    let value = line
        .row
        .and_then(|row| row.value.given())
        .and_then(ValueGiven::number)
        .map_or(0, |own| own.normalize().scale());
    is_straight.then(|| year.normalize().scale().max(value))
}

/// How often an indicator is due, and whether it adds up over the year.
pub(super) fn frequency_of(book: &Book<'_>, line: &IndicatorLine<'_>) -> String {
    use crate::domain::Frequency;
    let often = match &line.planned.frequency {
        Frequency::EveryPeriod => book.plan.settings.calendar.reporting.to_string(),
        other @ (Frequency::Annual | Frequency::HalfYearly | Frequency::Named(_)) => other.to_string(),
    };
    if line.issued.cumulative { format!("{often}, year to date") } else { often }
}

/// What was issued of an indicator, as people see it.
pub(super) fn issued_of(line: &IndicatorLine<'_>, field: Field) -> String {
    match line.issued.printed(field) {
        Printed::Blank => String::new(),
        Printed::Text(text) => text.to_string(),
        Printed::Number(value) | Printed::Shown { number: value, .. } => {
            print_number(value, line.issued.decimals, &line.issued.unit)
        }
    }
}

/// The indicator with its unit, where neither its words nor its figures tell it.
pub(in super::super) fn indicator_of(line: &IndicatorLine<'_>) -> String {
    let (title, unit) = (line.planned.indicator.as_str(), line.issued.unit.trim());
    let is_told =
        matches!(unit, "" | "number") || Unit::of(unit).is_told_by_figures() || title.to_lowercase().contains(unit);
    if is_told { title.to_owned() } else { format!("{title} ({unit})") }
}

/// How an action stood in a period of the year.
pub(super) fn action_in<'q>(book: &Book<'q>, line: &ActionLine<'q>, period: Period) -> (String, Option<&'q Rating>) {
    use crate::tally::Told;
    let then = book.tally.record.action(line, period);
    if let Some(word) = then.rating {
        let rating = book.tally.record.rating(Kind::Actions, word);
        return (rating.map_or_else(|| word.to_owned(), |rating| with_symbol(book, rating)), rating);
    }
    let is_due = completed(book, line).is_none()
        && match latest_day(line) {
            Some(day) => period.contains(day),
            None => line.issued.is_every_period() && matches!(then.told, Told::Now | Told::ToCome),
        };
    let words = match then.told {
        _ if is_due => DUE,
        Told::NotHeld => NOT_HELD,
        Told::Now | Told::ByWorkbook | Told::ByPlan | Told::ToCome => NOTHING,
    };
    (words.to_owned(), None)
}

/// What an indicator was in a period of the year.
pub(in super::super) fn indicator_in<'q>(book: &Book<'q>, line: &IndicatorLine<'q>, period: Period) -> String {
    use crate::tally::Told;
    let then = book.tally.record.indicator(line, period);
    if let Some(value) = then.value {
        // A time is printed as it was typed.
        let is_typed = then.told == Told::Now && line.issued.known_unit().is_time();
        if let Some(row) = line.row.filter(|_| is_typed) {
            return row.value.typed.trim().to_owned();
        }
        return print_number(value, line.issued.decimals, &line.issued.unit);
    }
    if let Some(reason) = then.reason {
        return reason.word().to_owned();
    }
    if let Some(words) = then.words {
        return words.to_owned();
    }
    let typed = line.row.filter(|_| then.told == Told::Now).map(|row| row.value.typed.trim().to_owned());
    if let Some(typed) = typed.filter(|typed| !typed.is_empty()) {
        return typed;
    }
    let is_due = line.planned.frequency.is_due(period) && line.issued.rated != Rated::InformationOnly;
    match then.told {
        Told::NotHeld if is_due => NOT_HELD.to_owned(),
        Told::NotHeld | Told::Now | Told::ByWorkbook | Told::ByPlan | Told::ToCome => NOTHING.to_owned(),
    }
}

/// What the service wrote of a row, with its next steps where they are asked for.
pub(super) fn commentary_of(cell: Cell<'_>, next_steps: Option<String>) -> String {
    let words = cell.into_text().unwrap_or_default().into_owned();
    match next_steps {
        Some(steps) if words.is_empty() => format!("{NEXT_STEPS}: {steps}"),
        Some(steps) => format!("{words}\n{NEXT_STEPS}: {steps}"),
        None => words,
    }
}

/// The words before what comes next, where the Wording sheet says nothing of them.
pub(in super::super) const NEXT_STEPS: &str = "Next steps";

/// The commentary of an action, as it is printed.
pub(super) fn commentary_of_action(book: &Book<'_>, line: &ActionLine<'_>) -> String {
    commentary_of(line.printed_cell(book, Field::Commentary), next_steps(book, &line.shared().further))
}

/// The same of an indicator.
pub(super) fn commentary_of_indicator(book: &Book<'_>, line: &IndicatorLine<'_>) -> String {
    commentary_of(line.printed_cell(book, Field::Commentary), next_steps(book, &line.shared().further))
}

/// What the service answered where its next steps are asked for; nothing where the Wording sheet names that column, which
/// then stands for itself or is not printed.
fn next_steps(book: &Book<'_>, further: &super::super::further::FurtherOfRow<'_>) -> Option<String> {
    let is_named = further.headings().iter().any(|heading| {
        let is_it = key(Carried::question(heading)) == key(NEXT_STEPS);
        is_it && names(heading).into_iter().any(|name| !book.plan.wording.shows(name) || book.plan.wording.wants(name))
    });
    further.answer(NEXT_STEPS).filter(|_| !is_named)
}

/// What the Wording sheet may call one of the officer's own columns: its heading, or what it asks.
pub(super) fn names(heading: &str) -> Vec<&str> {
    let asked = Carried::asks(heading).then(|| Carried::question(heading));
    std::iter::once(heading).chain(asked).collect()
}
