//! From files to a plan workbook: everything is read, filed, checked as `check --plan` checks it, and written.

use crate::domain::{Calendar, Kind, Reporting, Scheme};
use crate::grid::{Legacy, Limits, Workbook, read};
use crate::init::{Preset, starter};
use crate::layout::{Field, SheetId};
use crate::plan;
use crate::workbook::WriteError;

use super::context::Context;
use super::draft::OwnColumns;
use super::earlier::Earlier;
use super::filing::{file, give_references};
use super::instead::Instead;
use super::lines::Lines;
use super::made::Made;
use super::source::{TrackerSheet, open};
use super::timing::timing_of;
use super::tracker::{SheetRead, TitleIs, read_sheets};
use super::wanted::obey_columns;
use super::words::plain;

/// What became of a tracker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    /// The plan workbook.
    pub bytes: Vec<u8>,
    /// How many actions and indicators it has.
    pub rows: (usize, usize),
    /// What an officer has still to decide: the cell of the plan, and why.
    pub to_decide: Vec<(String, String)>,
    /// What was typed under Instead and cannot be obeyed: where, what, and why.
    pub not_obeyed: Vec<String>,
    /// How many rows of the tracker were left out, and cells that went nowhere.
    pub left_out: (usize, usize),
    /// The scheme whose ratings it has.
    pub scheme: Preset,
}

/// Why no plan workbook was made.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each message says what its fields are")]
pub enum NotAdopted {
    /// A file cannot be read.
    #[error("`{file}` cannot be read: {why}")]
    NotRead { file: String, why: String },
    /// There is no tracker in a file.
    #[error("no tracker was found in `{file}`: a tracker has a row of headings such as Ref, Action, Target date, Owner and Status, or KPI, Target and Q1")]
    NoTracker { file: String },
    /// What is there is no plan workbook of adopt's.
    #[error("it is no plan workbook that planroll adopt wrote")]
    NotOurs,
    /// Rows of the plan were changed by hand.
    #[error("{} changed since planroll wrote it: {}", if .cells.len() == 1 { "a cell was" } else { "cells were" }, some(.cells))]
    ChangedByHand { cells: Vec<String> },
    /// The workbook could not be put together.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// The first dozen of them.
fn some(cells: &[String]) -> String {
    const MOST: usize = 12;
    let mut text = cells.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    if cells.len() > MOST {
        text.push_str(" and others");
    }
    text
}

/// Makes a plan workbook of the files of a tracker, by their names without folders. `scheme` is the preset whose ratings it is
/// to have, where that was said. `earlier` is the plan workbook that adopt made before, whose *Instead* is obeyed; rows of it
/// that were changed by hand are only replaced by `force`.
///
/// # Errors
/// [`NotAdopted`].
pub(crate) fn adopt(
    files: &[(&str, &[u8])],
    scheme: Option<Preset>,
    (earlier, force): (Option<&[u8]>, bool),
    legacy: Legacy<'_>,
) -> Result<Adopted, NotAdopted> {
    let earlier = match earlier {
        Some(bytes) => Some(Earlier::read(bytes).ok_or(NotAdopted::NotOurs)?),
        None => None,
    };
    if let Some(earlier) = earlier.as_ref().filter(|_| !force) {
        let cells = earlier.changed();
        if !cells.is_empty() {
            return Err(NotAdopted::ChangedByHand { cells });
        }
    }
    let sheets = opened(files, legacy)?;
    let mut instead = Instead::read(earlier.as_ref().map(|earlier| &earlier.workbook), &sheets);
    let mut read_sheets = read_sheets(&sheets);
    for (name, _) in files {
        if read_sheets.iter().all(|one| one.view.sheet.file != *name || one.blocks.is_empty()) {
            return Err(NotAdopted::NoTracker { file: (*name).to_owned() });
        }
    }
    obey_columns(&mut read_sheets, &mut instead);
    let preset = scheme.unwrap_or_else(|| nearest_preset(&read_sheets));
    let settings = earlier.as_ref().and_then(|earlier| earlier.plan.as_ref());
    let usual = settings.map_or_else(|| preset.calendar(), |plan| plan.settings.calendar);
    let mut timing = timing_of(&read_sheets, usual);
    if let Some(plan) = settings {
        timing.calendar = plan.settings.calendar;
    }
    if let Some(period) = earlier.as_ref().and_then(|earlier| earlier.period) {
        timing.period = Some(period);
    } else if let Some(typed) = instead.decision(None, "", &super::made::period_cell()) {
        match crate::domain::Period::parse(&typed, &timing.calendar) {
            Some(period) => timing.period = Some(period),
            None => instead.refuse(super::lines::What::Decide, None, &typed, "it is no period, such as 2025-26 Q1"),
        }
    }
    let scheme = settings.map_or_else(|| scheme_of(preset), |plan| Ok(Scheme::clone(&plan.scheme)))?;
    let titles = |is| {
        let all = read_sheets.iter().flat_map(|one| &one.titles).filter(move |title| title.is == is);
        all.map(|title| title.text.clone()).next().unwrap_or_default()
    };
    let (organisation, title) = (titles(TitleIs::Organisation), titles(TitleIs::PlanTitle));
    let mut context = Context {
        sheets: read_sheets,
        timing,
        scheme,
        lines: Lines::default(),
        instead,
        own_actions: OwnColumns::default(),
        own_indicators: OwnColumns::default(),
    };
    let mut rows = context.rows();
    let coded = |id, field| earlier.as_ref().map(|earlier| earlier.coded(id, field)).unwrap_or_default();
    let plans = coded(SheetId::DeliveryPlans, Field::DeliveryPlan);
    let priorities = coded(SheetId::Priorities, Field::Priority);
    let filing = file(&mut rows, &title, &plans, &priorities);
    give_references(&mut rows, &mut context.lines, &mut context.instead);
    let made = Made { context, rows, filing, organisation, title, preset, earlier: earlier.as_ref() };
    made.written()
}

fn opened(files: &[(&str, &[u8])], legacy: Legacy<'_>) -> Result<Vec<TrackerSheet>, NotAdopted> {
    let mut files: Vec<(&str, &[u8])> = files.to_vec();
    // The same plan, in whatever order the files were given.
    files.sort_by_key(|(name, _)| *name);
    let mut sheets = Vec::new();
    for (name, bytes) in files {
        let read = open(name, bytes, legacy);
        sheets.extend(read.map_err(|not| NotAdopted::NotRead { file: name.to_owned(), why: not.why })?);
    }
    Ok(sheets)
}

/// The preset that knows most of the words by which the tracker rates.
fn nearest_preset(sheets: &[SheetRead<'_>]) -> Preset {
    use super::meaning::{Holds, Meaning};
    let mut words: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
    for one in sheets {
        for block in &one.blocks {
            for column in &block.columns {
                if matches!(column.holds, Holds::Known(Meaning::Rating) | Holds::Rating(_) | Holds::Marks(_)) {
                    let col = column.heading.col;
                    let texts = block.rows.iter().map(|row| one.view.text(crate::grid::CellRef { row: *row, col }));
                    words.extend(texts.filter(|text| !text.is_empty() && text.chars().count() < 40).map(|text| plain(&text)));
                }
            }
        }
    }
    let known = |preset: Preset| {
        let scheme = scheme_of(preset).ok();
        let is = |word: &&String| scheme.as_ref().is_some_and(|scheme| scheme.actions.find(word).or(scheme.indicators.find(word)).is_some());
        words.iter().filter(is).count()
    };
    let mut best = (Preset::Standard, known(Preset::Standard));
    for preset in Preset::ALL {
        let count = known(preset);
        if count > best.1 {
            best = (preset, count);
        }
    }
    best.0
}

/// The ratings of a preset.
fn scheme_of(preset: Preset) -> Result<Scheme, WriteError> {
    let calendar = preset.calendar();
    let bytes = starter(preset, first_period(calendar))?;
    let workbook: Workbook = read(&bytes, &Limits::returns(), Legacy::Refuse).map_err(std::io::Error::other)?;
    Ok(plan::read(&workbook, None).plan.map(|plan| Scheme::clone(&plan.scheme)).unwrap_or_default())
}

/// Any period of a calendar.
fn first_period(calendar: Calendar) -> Option<crate::domain::Period> {
    use crate::domain::{Part, Period};
    let part = match calendar.reporting {
        Reporting::HalfYearly => Part::Half(1),
        Reporting::Monthly => Part::Month(1),
        Reporting::Annual => Part::Year,
        _ => Part::Quarter(1),
    };
    Period::new(2025, part, calendar.year_starts)
}

/// How many rows there are of a kind.
pub(super) fn count(rows: &[super::draft::DraftRow], kind: Kind) -> usize {
    rows.iter().filter(|row| row.kind == kind).count()
}
