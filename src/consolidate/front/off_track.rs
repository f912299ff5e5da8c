//! What is off track now: at most five rows, those that are so for the first time before others.

use std::cmp::Reverse;

use rust_xlsxwriter::{RowNum, Worksheet};

use crate::domain::{Kind, Standing, months_of_slippage};
use crate::plan::TablesBy;
use crate::workbook::{WriteError, write_text};

use super::super::book::Book;
use super::super::detail;
use super::super::line::DataLine;
use super::grid::Grid;

/// No more rows than this stand here.
const MOST: usize = 5;

/// One row that is off track.
struct OffTrack {
    /// Whether it was off track before.
    is_old: bool,
    /// By how many months its deadline moves.
    slippage: u32,
    words: String,
}

/// Writes the list with its title in row `at`; gives the next free row.
pub(super) fn write(sheet: &mut Worksheet, at: RowNum, book: &Book<'_>, grid: &Grid) -> Result<RowNum, WriteError> {
    let mut found = off_track(book);
    found.sort_by_key(|one| (one.is_old, Reverse(one.slippage)));
    let title = if found.is_empty() { "Nothing is off track" } else { "Off track now" };
    let title = if found.is_empty() { title.to_owned() } else { format!("{title}: {}", found.len()) };
    write_text(sheet, (at, 0), &title, &book.styles.section)?;
    let mut next = at + 1;
    for one in found.iter().take(MOST) {
        next = grid.write_text(sheet, next, &one.words, &book.styles.guidance)?;
    }
    if let Some(more) = found.len().checked_sub(MOST).filter(|more| *more > 0) {
        next = grid.write_text(sheet, next, &format!("and {more} more: Exceptions"), &book.styles.guidance)?;
    }
    Ok(next)
}

/// Everything that counts as off track, actions and indicators in the council's order, each in the plan's.
fn off_track(book: &Book<'_>) -> Vec<OffTrack> {
    let mut found = Vec::new();
    for kind in book.plan.wording.kinds() {
        match kind {
            Kind::Actions => found.extend(actions(book)),
            Kind::Indicators => found.extend(indicators(book)),
        }
    }
    found
}

fn actions<'b>(book: &'b Book<'_>) -> impl Iterator<Item = OffTrack> + 'b {
    let is_off = |rating: Option<&crate::domain::Rating>| rating.is_some_and(|own| own.standing == Standing::OffTrack);
    book.tally.action_lines.iter().filter(move |line| is_off(line.counted)).map(move |line| {
        let revised = line.row.and_then(|row| row.revised.given()).map(|given| given.day);
        let slippage = line.issued.deadline.day().zip(revised).map_or(0, |(from, to)| months_of_slippage(from, to));
        let before = line.rating_before();
        let is_old = before.is_some_and(|(before, _)| is_off(Some(before)));
        let deadline = detail::deadline_of(book, line);
        let deadline = if deadline.is_empty() { String::new() } else { format!(" ({deadline})") };
        OffTrack {
            is_old,
            slippage,
            words: format!(
                "{} {}{deadline}{}{}",
                line.planned.reference,
                line.planned.action,
                place(book, line, detail::code_of_action(line, book.plan.settings.tables_by)),
                new(is_old, before.is_some())
            ),
        }
    })
}

fn indicators<'b>(book: &'b Book<'_>) -> impl Iterator<Item = OffTrack> + 'b {
    let is_off = |rating: Option<&crate::domain::Rating>| rating.is_some_and(|own| own.standing == Standing::OffTrack);
    book.tally.indicator_lines.iter().filter(move |line| is_off(line.counted)).map(move |line| {
        let before = line.rating_was(book.plan);
        let is_old = before.is_some_and(|(before, _)| is_off(Some(before)));
        let value = detail::indicator_in(book, line, book.plan.period);
        let target = detail::target_of(book, line);
        let target = if target.is_empty() { String::new() } else { format!(", target {target}") };
        // What is rated by judgement has no figure, and its target is words about something else.
        let figures = if value == detail::NOTHING { String::new() } else { format!(": {value}{target}") };
        OffTrack {
            is_old,
            slippage: 0,
            words: format!(
                "{} {}{figures}{}{}",
                line.planned.reference,
                line.planned.indicator,
                place(book, line, detail::code_of_indicator(line, book.plan.settings.tables_by)),
                new(is_old, before.is_some())
            ),
        }
    })
}

/// Its rating with its symbol, and the line of the table above in which it is counted: ` – ■ Red, Decent homes`.
fn place<L: DataLine>(book: &Book<'_>, line: &L, code: Option<&str>) -> String {
    let rating = line.shared().counted.map(|rating| detail::with_symbol(book, rating));
    let part = code.map(|code| match book.plan.settings.tables_by {
        TablesBy::Priority => book.labels.priority(code),
        TablesBy::DeliveryPlan => book.labels.delivery_plan(line.shared().delivery_plan),
    });
    let said: Vec<&str> = rating.as_deref().into_iter().chain(part).collect();
    format!(" – {}", said.join(", "))
}

/// That a row was not off track before, where it is known how it stood.
fn new(is_old: bool, is_known: bool) -> &'static str {
    if is_known && !is_old { " – new this period" } else { "" }
}
