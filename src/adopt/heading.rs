//! Where the headings of a tracker are, and what each of them says.
//!
//! A row is one of headings where its words are known to be those; the row above may say to which period several columns
//! belong, and the row below what each of them holds.

use std::collections::BTreeSet;

use crate::grid::CellRef;

use super::holds::Holds;
use super::meaning::{Beside, Meaning};
use super::view::View;
use super::when::{When, WhenPart};
use super::words::WORDS;

/// A heading longer than this is prose.
const LONGEST: usize = 120;

/// The headings of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Headings {
    /// The rows that they stand in.
    pub(super) first_row: u32,
    pub(super) last_row: u32,
    /// Each column from left to right; one without a heading has a blank text.
    pub(super) columns: Vec<Heading>,
}

/// The heading of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) col: u16,
    /// The cell of its own words.
    pub(super) at: CellRef,
    /// The words of all its rows.
    pub(super) text: String,
    /// What they say; nothing where they are not known.
    pub(super) holds: Option<Holds>,
    /// Whether only the cells below say which of two things it holds.
    pub(super) is_open: bool,
}

/// What one text says as a heading.
fn says(text: &str) -> Option<(Holds, bool)> {
    if text.chars().count() > LONGEST || text.is_empty() {
        return None;
    }
    if let Some(meaning) = WORDS.meaning(text) {
        return Some((Holds::Known(meaning), meaning == Meaning::Status));
    }
    let (when, rest) = When::find(text)?;
    let of = |beside| match beside {
        Beside::Value => (Holds::Value(when), false),
        Beside::Target => (Holds::Target(when), false),
        Beside::Rating => (Holds::Rating(when), false),
        Beside::Commentary => (Holds::Commentary(when), false),
        Beside::Either => (Holds::Value(when), true),
    };
    if let Some(beside) = WORDS.beside_period(&rest) {
        return Some(of(beside));
    }
    #[expect(clippy::wildcard_enum_match_arm, reason = "whatever else stands beside a period is no figure of it")]
    let beside = match WORDS.meaning(&rest)? {
        Meaning::Target => Beside::Target,
        Meaning::Rating => Beside::Rating,
        Meaning::Commentary => Beside::Commentary,
        Meaning::Value | Meaning::Baseline => Beside::Value,
        Meaning::Status => Beside::Either,
        _ => return None,
    };
    Some(of(beside))
}

/// Whether a row is one of headings.
pub(super) fn is_heading_row(view: &View<'_>, row: u32) -> bool {
    let cells = view.filled(row);
    let known: Vec<Holds> = cells.iter().filter_map(|at| Some(says(&view.text(*at))?.0)).collect();
    let meanings: BTreeSet<Meaning> = known.iter().filter_map(|holds| known_meaning(*holds)).collect();
    let distinct: BTreeSet<Holds> = known.iter().copied().collect();
    if known.len() * 2 < cells.len() || distinct.len() < 2 {
        return false;
    }
    let has_title = meanings.iter().any(|meaning| meaning.is_title());
    let has_ref = meanings.contains(&Meaning::Ref);
    let is_of_groups = meanings.iter().filter(|meaning| meaning.is_group()).count();
    has_title || (has_ref && distinct.len() >= 3) || distinct.len() >= 4 || (is_of_groups > 0 && distinct.len() >= 3)
}

/// Whether hardly a word of a row is anything but a heading. Directly below a row of a table nothing less is one: "Action",
/// "Head of Service" and "On track" stand in many a row.
pub(super) fn has_only_headings(view: &View<'_>, row: u32) -> bool {
    let cells = view.filled(row);
    let known = cells.iter().filter(|at| says(&view.text(**at)).is_some()).count();
    known + 1 >= cells.len()
}

/// Whether two of three words of a row are headings: below a band stand headings, or the first row of what it files, in which
/// "Action", "Q3" and "H1" may be a type, a deadline and a reference.
pub(super) fn has_mostly_headings(view: &View<'_>, row: u32) -> bool {
    let cells = view.filled(row);
    let known = cells.iter().filter(|at| says(&view.text(**at)).is_some()).count();
    known * 3 >= cells.len() * 2
}

fn known_meaning(holds: Holds) -> Option<Meaning> {
    match holds {
        Holds::Known(meaning) => Some(meaning),
        Holds::Value(_)
        | Holds::Target(_)
        | Holds::Rating(_)
        | Holds::Commentary(_)
        | Holds::Marks(_)
        | Holds::Own
        | Holds::LeftOut => None,
    }
}

/// The headings of the block whose main row that is.
pub(super) fn headings_at(view: &View<'_>, main: u32) -> Headings {
    let upper = main.checked_sub(1).filter(|row| is_upper(view, *row, main));
    let lower = main.checked_add(1).filter(|row| is_lower(view, *row, main));
    let rows: Vec<u32> = upper.into_iter().chain([main]).chain(lower).collect();
    let cols = rows.iter().flat_map(|row| view.filled(*row)).map(|at| {
        let last = at.col.checked_add(view.width(at) - 1).unwrap_or(at.col);
        (at.col, last)
    });
    let (first, last) = cols.fold((u16::MAX, 0), |(first, last), (from, to)| (first.min(from), last.max(to)));
    let mut columns = Vec::new();
    for col in first..=last {
        let words = |row: Option<u32>, fills: bool| {
            let row = row?;
            let own = view.origin(CellRef { row, col });
            if view.is_filled(own) {
                return Some((own, view.text(own)));
            }
            // A period above several columns is often written once, and not merged.
            let before = view.filled(row).into_iter().rfind(|at| at.col < col)?;
            (fills && view.width(before) == 1).then(|| (before, view.text(before)))
        };
        let own = words(Some(main), false);
        let below = words(lower, false).filter(|(at, _)| Some(at.row) == lower);
        let above = words(upper, true).filter(|(at, _)| Some(at.row) == upper);
        columns.push(heading(CellRef { row: main, col }, &[above, own, below]));
    }
    let first_row = upper.unwrap_or(main);
    Headings { first_row, last_row: lower.unwrap_or(main), columns }
}

type Words = Option<(CellRef, String)>;

fn heading(at: CellRef, [above, own, below]: &[Words; 3]) -> Heading {
    let joined = |first: &Words, second: &Words| {
        let text = |words: &Words| words.as_ref().map(|(_, text)| text.clone()).unwrap_or_default();
        format!("{} {}", text(first), text(second)).trim().to_owned()
    };
    let place = below.as_ref().or(own.as_ref()).map_or(at, |(at, _)| *at);
    let mut tried: Vec<String> = Vec::new();
    if below.is_some() {
        tried.push(joined(own, below));
        tried.extend(below.iter().map(|(_, text)| text.clone()));
    } else if above.is_some() && own.is_some() {
        // Only what needs a period takes it from above.
        let alone = own.as_ref().and_then(|(_, text)| says(text)).map(|(holds, _)| holds);
        let needs = match alone {
            Some(Holds::Known(meaning)) => matches!(
                meaning,
                Meaning::Target | Meaning::Value | Meaning::Rating | Meaning::Commentary | Meaning::Status
            ),
            Some(Holds::Value(when) | Holds::Target(when) | Holds::Rating(when) | Holds::Commentary(when)) => {
                when.year.is_none() || matches!(when.part, WhenPart::Year)
            }
            Some(Holds::Marks(_) | Holds::Own | Holds::LeftOut) | None => false,
        };
        let is_period = above.as_ref().is_some_and(|(_, text)| When::find(text).is_some());
        if needs && is_period {
            tried.push(joined(above, own));
        }
    }
    tried.extend(own.iter().map(|(_, text)| text.clone()));
    let found = tried.iter().find_map(|text| Some((text.clone(), says(text)?)));
    if let Some((text, (holds, is_open))) = found {
        return Heading { col: at.col, at: place, text, holds: Some(holds), is_open };
    }
    let text = tried.into_iter().next().unwrap_or_default();
    Heading { col: at.col, at: place, text, holds: None, is_open: true }
}

/// Whether the row above the headings says to which period several columns belong.
fn is_upper(view: &View<'_>, row: u32, main: u32) -> bool {
    let cells = view.filled(row);
    let named = cells.iter().filter(|at| When::find(&view.text(**at)).is_some()).count();
    let below = view.filled(main).len();
    let covered: usize = cells.iter().map(|at| usize::from(view.width(*at))).sum();
    // A title across the whole sheet is none of that, and neither is one in a corner of its own.
    let is_title =
        cells.len() == 1 && (covered >= below || cells.first().is_some_and(|at| at.col == first_col(view, main)));
    named > 0 && named * 2 >= cells.len() && !is_title && !is_heading_row(view, row)
}

fn first_col(view: &View<'_>, row: u32) -> u16 {
    view.filled(row).first().map_or(0, |at| at.col)
}

/// Whether the row below the headings says what each column of a period holds.
fn is_lower(view: &View<'_>, row: u32, main: u32) -> bool {
    let cells = view.filled(row);
    let is_sub = |at: &CellRef| {
        let text = view.text(*at);
        let is_period = When::find(&text).is_some_and(|(_, rest)| WORDS.beside_period(&rest).is_some());
        let is_word = says(&text).is_some_and(|(holds, _)| {
            matches!(
                known_meaning(holds),
                Some(
                    Meaning::Target
                        | Meaning::Value
                        | Meaning::Rating
                        | Meaning::Commentary
                        | Meaning::Status
                        | Meaning::Direction
                        | Meaning::Baseline
                )
            )
        });
        is_period || is_word || WORDS.beside_period(&text.to_lowercase()).is_some()
    };
    // A figure below a blank heading is no heading: 2025 may be a value.
    let all_words = cells.iter().all(|at| is_sub(at) && view.text(*at).chars().any(char::is_alphabetic));
    let title = view
        .filled(main)
        .into_iter()
        .find(|at| says(&view.text(*at)).and_then(|(holds, _)| known_meaning(holds)).is_some_and(Meaning::is_title));
    let is_under_title = title.is_some_and(|title| {
        let below = CellRef { row, col: title.col };
        view.is_filled(below) || view.origin(below) == title && view.width(title) > 1
    });
    cells.len() >= 2 && all_words && !is_under_title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_whatever_their_dress() {
        for (heading, meaning) in [
            ("KPI", Meaning::Indicator),
            (" Milestone(s) ", Meaning::Action),
            ("Frequency of reporting (Q or A)", Meaning::Frequency),
            ("Last year’s outturn", Meaning::Baseline),
            ("Good is …", Meaning::BetterWhen),
            ("RAG *", Meaning::Rating),
            ("Target date:", Meaning::Deadline),
            ("Metric ID", Meaning::Ref),
            ("Pledge no.", Meaning::Ref),
            ("Target / deadline", Meaning::TargetOrDeadline),
            ("Due date or target", Meaning::TargetOrDeadline),
            ("Target/date", Meaning::TargetOrDeadline),
            ("Commitment / measure", Meaning::Title),
            ("Comments / update", Meaning::Commentary),
        ] {
            assert_eq!(WORDS.meaning(heading), Some(meaning), "{heading}");
        }
        for heading in ["Budget", "Budget / target", "Comments and deadline", "Date", "Budget code"] {
            assert_eq!(WORDS.meaning(heading), None, "{heading}");
        }
    }
}
