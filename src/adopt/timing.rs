//! The calendar of a tracker, its year, and the period that the plan is for: from its headings, titles, sheets and files.
//!
//! The plan's period is the one after the last with a value or a rating, else the first of the tracker's year; never from
//! the clock. What nothing says is asked.

use crate::domain::{Calendar, Part, Period, Reporting};
use crate::grid::CellRef;

use super::holds::Holds;
use super::meaning::Meaning;
use super::rating::said_of;
use super::tracker::SheetRead;
use super::view::number_of;
use super::when::{When, WhenPart};
use super::words::{WORDS, has_words, plain};

/// When everything is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Timing {
    pub(super) calendar: Calendar,
    /// The tracker's year, by the calendar year in which it starts.
    pub(super) year: Option<i16>,
    /// The period that the plan is for.
    pub(super) period: Option<Period>,
    /// The period of what stands under no period of its own.
    pub(super) undated: Option<Period>,
}

/// Finds out when everything is; `usual` is the calendar where the tracker does not say.
pub(super) fn timing_of(sheets: &[SheetRead<'_>], usual: Calendar) -> Timing {
    let columns = || {
        sheets.iter().flat_map(|one| {
            one.blocks.iter().flat_map(move |block| block.columns.iter().map(move |column| (one, block, column)))
        })
    };
    let whens: Vec<(When, bool)> = columns()
        .filter_map(|(one, block, column)| {
            let when = when_of(column.holds)?;
            let col = column.heading.col;
            let filled = block.rows.iter().any(|row| {
                let at = CellRef { row: *row, col };
                is_evidence(one, at, column.holds)
            });
            Some((when, filled && !matches!(column.holds, Holds::Target(_) | Holds::Commentary(_))))
        })
        .collect();
    let year_starts = year_starts(&whens).unwrap_or(usual.year_starts);
    let reporting = reporting_of(&whens).unwrap_or(usual.reporting);
    let calendar = Calendar { reporting, year_starts };
    let titles: Vec<When> = title_whens(sheets, |_| true);
    let at_days = title_whens(sheets, says_position);
    let year = year_of(&whens, &titles, year_starts);
    let of_calendar = |when: &When| {
        let period = when.period(calendar, year)?;
        Period::containing(period.last_day(), &calendar)
    };
    let is_part = |when: &&When| when.part != WhenPart::Year || reporting == Reporting::Annual;
    // The day of a meeting or of an export is in the period after the one reported.
    let is_of_paper = |when: &&When| matches!(when.part, WhenPart::Day(day) if day != day.last_of_month());
    let reported = |when: &&When| !is_of_paper(when) || at_days.contains(when);
    let undated =
        titles.iter().filter(is_part).filter(reported).filter_map(of_calendar).max_by_key(Period::end_in_year);
    let has_undated = columns().any(|(one, block, column)| {
        let is_figure = matches!(column.holds, Holds::Known(Meaning::Rating | Meaning::Value | Meaning::Complete));
        is_figure && block.rows.iter().any(|row| one.view.is_filled(CellRef { row: *row, col: column.heading.col }))
    });
    let dated = whens.iter().filter(|(_, filled)| *filled).map(|(when, _)| when);
    let dated = dated.filter(is_part).filter_map(of_calendar);
    let last = dated.chain(undated.filter(|_| has_undated)).max_by_key(Period::end_in_year);
    let first = || {
        let part = match reporting {
            Reporting::Quarterly => Part::Quarter(1),
            Reporting::FourMonthly => Part::Third(1),
            Reporting::HalfYearly => Part::Half(1),
            Reporting::Monthly => Part::Month(1),
            Reporting::Annual => Part::Year,
        };
        Period::new(year?, part, year_starts)
    };
    let period = last.map(|last| last.next()).or_else(first);
    Timing { calendar, year, period, undated: undated.or(last) }
}

/// Whether a cell holds a figure or a rating: words such as "due in Q4" are neither.
fn is_evidence(one: &SheetRead<'_>, at: CellRef, holds: Holds) -> bool {
    let Some(cell) = one.view.cell(at) else {
        return matches!(holds, Holds::Rating(_)) && one.view.fill(at).is_some();
    };
    let text = one.view.text(at);
    if matches!(holds, Holds::Marks(_)) {
        return !WORDS.is_mark(&text) && said_of(&text, &one.legend).is_some();
    }
    number_of(cell).is_some()
        || said_of(&text, &one.legend).is_some()
        || text.starts_with(|c: char| c.is_ascii_digit() || c == '£')
}

pub(super) fn when_of(holds: Holds) -> Option<When> {
    match holds {
        Holds::Value(when)
        | Holds::Target(when)
        | Holds::Rating(when)
        | Holds::Commentary(when)
        | Holds::Marks(when) => Some(when),
        Holds::Known(_) | Holds::Own | Holds::LeftOut => None,
    }
}

/// The month in which the year starts: the first of the months where all twelve follow each other, or the first of several.
fn year_starts(whens: &[(When, bool)]) -> Option<u8> {
    let months: Vec<u8> = whens
        .iter()
        .filter_map(|(when, _)| if let WhenPart::Month(month) = when.part { Some(month) } else { None })
        .collect();
    let first = *months.first()?;
    let mut run = 1;
    for pair in months.windows(2) {
        let [one, next] = pair else { continue };
        if *one == *next {
            continue;
        }
        if *next == one % 12 + 1 {
            run += 1;
        } else {
            break;
        }
    }
    // Three months in a row may begin anywhere; a year has all of them.
    (run >= 12).then_some(first)
}

fn reporting_of(whens: &[(When, bool)]) -> Option<Reporting> {
    let has = |reporting| whens.iter().any(|(when, _)| when.reporting() == Some(reporting));
    [Reporting::Monthly, Reporting::Quarterly, Reporting::HalfYearly].into_iter().find(|reporting| has(*reporting))
}

/// Whether a title says that things stood so on its day.
fn says_position(title: &str) -> bool {
    let known = plain(title);
    ["as at", "as of", "position at", "position as", "to", "ending", "ended", "up to"]
        .iter()
        .any(|word| has_words(&known, word))
}

/// The periods and days of the titles that are wanted; what a paper says of itself, such as when it was printed, is none.
fn title_whens(sheets: &[SheetRead<'_>], is_wanted: impl Fn(&str) -> bool) -> Vec<When> {
    let of_titles =
        sheets.iter().flat_map(|one| one.titles.iter().filter(|title| !title.is_note).map(|title| title.text.as_str()));
    let of_names = sheets.iter().filter(|one| !one.blocks.is_empty()).flat_map(|one| {
        let stem = one.view.sheet.file.rsplit_once('.').map_or(one.view.sheet.file.as_str(), |(stem, _)| stem);
        [one.view.sheet.name.as_str(), stem]
    });
    of_titles.chain(of_names).filter(|text| is_wanted(text)).filter_map(|text| Some(When::find(text)?.0)).collect()
}

/// The year of the tracker: of its periods, else of its titles and names, else of its years.
fn year_of(whens: &[(When, bool)], titles: &[When], year_starts: u8) -> Option<i16> {
    let of = |when: &When| when.financial_year(year_starts);
    let of_parts = whens.iter().filter(|(when, _)| when.part != WhenPart::Year).filter_map(|(when, _)| of(when)).max();
    let of_titles = titles.iter().filter_map(of).max();
    let years = || whens.iter().filter(|(when, _)| when.part == WhenPart::Year);
    // Years alone are those before, unless one of them has nothing in it yet.
    let of_years = || {
        let to_come = years().filter(|(_, filled)| !filled).filter_map(|(when, _)| of(when)).max();
        let last = years().filter_map(|(when, _)| of(when)).max()?;
        let has_parts = whens.iter().any(|(when, _)| when.part != WhenPart::Year);
        Some(to_come.filter(|to_come| *to_come >= last).unwrap_or(if has_parts { last + 1 } else { last }))
    };
    of_parts.or(of_titles).or_else(of_years)
}
