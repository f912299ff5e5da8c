//! The scheme whose ratings a plan is to have: the one that knows most of the words by which the tracker rates, and a rating
//! for what has not begun where the tracker has such and the scheme has none.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Calendar, Kind, Need, Part, Period, Reporting, Scheme, Standing};
use crate::grid::{CellRef, Legacy, Limits, Workbook, read};
use crate::init::{Filled, Preset, filled};
use crate::layout::Field;
use crate::plan;
use crate::workbook::WriteError;

use super::holds::Holds;
use super::meaning::Meaning;
use super::rating::said_of;
use super::tracker::SheetRead;
use super::words::{NOT_STARTED, WORDS, plain};

/// What is longer is no rating.
const LONGEST_RATING: usize = 40;

/// The preset that knows most of the words by which the tracker rates.
pub(super) fn nearest_preset(sheets: &[SheetRead<'_>]) -> Preset {
    let texts = rating_cells(sheets).map(|(one, at)| one.view.text(at));
    let texts = texts.filter(|text| !text.is_empty() && text.chars().count() < LONGEST_RATING);
    let words: BTreeSet<String> = texts.map(|text| plain(&text)).collect();
    let known = |preset: Preset| {
        let scheme = scheme_of(preset, None).ok();
        let has = |word: &&String| {
            let mut all = scheme.iter().flat_map(|scheme| scheme.actions.iter().chain(scheme.indicators.iter()));
            // Its own words and symbols, and others only where they are usual for the same.
            all.any(|rating| {
                let is_also = || rating.also.iter().any(|also| plain(also) == **word);
                plain(&rating.name) == **word
                    || rating.symbol.as_ref().is_some_and(|symbol| plain(symbol) == **word)
                    || is_also() && WORDS.standing(word).is_none_or(|standing| standing == rating.standing.word())
            })
        };
        words.iter().filter(has).count()
    };
    // One word more is chance.
    let mut chosen = (Preset::Standard, known(Preset::Standard) + 1);
    for preset in Preset::ALL {
        let count = known(preset);
        if count > chosen.1 {
            chosen = (preset, count);
        }
    }
    chosen.0
}

/// The ratings of a preset, and one beside them.
///
/// # Errors
/// Where its plan workbook cannot be put together.
pub(super) fn scheme_of(preset: Preset, rating: Option<BTreeMap<Field, String>>) -> Result<Scheme, WriteError> {
    let calendar = preset.calendar();
    let content = Filled { rating, period: first_period(calendar), ..Filled::default() };
    let bytes = filled(preset, calendar, &content, |_, _| Ok(()))?;
    let workbook: Workbook = read(&bytes, &Limits::returns(), Legacy::Refuse).map_err(std::io::Error::other)?;
    Ok(plan::read(&workbook, None).plan.map(|plan| Scheme::clone(&plan.scheme)).unwrap_or_default())
}

/// The rating for actions that have not begun, where the tracker has such and the scheme has none.
///
/// # Errors
/// As for the scheme.
pub(super) fn not_started(
    sheets: &[SheetRead<'_>],
    preset: Preset,
) -> Result<Option<BTreeMap<Field, String>>, WriteError> {
    // By a fill only where a key says it: grey is the dress of many a cell.
    let by_fill = |one: &SheetRead<'_>, at| one.view.fill(at).and_then(|fill| one.legend.of_fill(fill));
    let is_there = rating_cells(sheets).any(|(one, at)| {
        let text = one.view.text(at);
        let said = if text.is_empty() { by_fill(one, at) } else { said_of(&text, &one.legend) };
        said == Some(NOT_STARTED)
    });
    if !is_there || scheme_of(preset, None)?.actions.of_standing(Standing::NotStarted).is_some() {
        return Ok(None);
    }
    let optional = Need::Optional.to_string();
    let cells = [
        (Field::AppliesTo, Kind::Actions.to_string()),
        (Field::Rating, NOT_STARTED.to_owned()),
        (Field::Colour, "D9D9D9".to_owned()),
        (Field::Meaning, "Work has not begun, and need not have".to_owned()),
        (Field::Standing, Standing::NotStarted.to_string()),
        (Field::Commentary, optional.clone()),
        (Field::RevisedDeadline, optional.clone()),
        (Field::CompletedDate, optional),
        (Field::InPercentages, "Yes".to_owned()),
    ];
    Ok(Some(cells.into_iter().collect()))
}

/// The cells of a tracker that hold ratings.
fn rating_cells<'r, 's>(sheets: &'r [SheetRead<'s>]) -> impl Iterator<Item = (&'r SheetRead<'s>, CellRef)> {
    sheets.iter().flat_map(|one| {
        let columns = one.blocks.iter().flat_map(|block| block.columns.iter().map(move |column| (block, column)));
        let of_ratings = columns.filter(|(_, column)| {
            matches!(column.holds, Holds::Known(Meaning::Rating) | Holds::Rating(_) | Holds::Marks(_))
        });
        of_ratings.flat_map(move |(block, column)| {
            block.rows.iter().map(move |row| (one, CellRef { row: *row, col: column.heading.col }))
        })
    })
}

/// Any period of a calendar.
fn first_period(calendar: Calendar) -> Option<Period> {
    let part = match calendar.reporting {
        Reporting::Quarterly => Part::Quarter(1),
        Reporting::FourMonthly => Part::Third(1),
        Reporting::HalfYearly => Part::Half(1),
        Reporting::Monthly => Part::Month(1),
        Reporting::Annual => Part::Year,
    };
    Period::new(2025, part, calendar.year_starts)
}
