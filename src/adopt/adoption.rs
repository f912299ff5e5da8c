//! From files to a plan workbook: everything is read, filed, checked as `check --plan` checks it, and written.

use crate::domain::{Kind, Scheme};
use crate::grid::Legacy;
use crate::init::Preset;
use crate::layout::{Field, SheetId};

use super::context::Context;
use super::draft::OwnColumns;
use super::earlier::Earlier;
use super::filing::{file, give_references};
use super::instead::Instead;
use super::lines::Lines;
use super::made::Made;
use super::outcome::{Adopted, NotAdopted};
use super::scheme::{nearest_preset, not_started, scheme_of};
use super::source::{TrackerSheet, open};
use super::timing::timing_of;
use super::told::{Told, tell};
use super::tracker::{TitleIs, read_sheets};
use super::wanted::obey_columns;

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
    let typed = instead.decision(None, "", &super::made::period_cell());
    if let Some(period) = earlier.as_ref().and_then(|earlier| earlier.period) {
        timing.period = Some(period);
    } else if let Some(typed) = typed {
        match crate::domain::Period::parse(&typed, &timing.calendar) {
            Some(period) => timing.period = Some(period),
            None => instead.refuse(super::place::What::Decide, None, &typed, "it is no period, such as 2025-26 Q1"),
        }
    }
    let rating = not_started(&read_sheets, preset)?;
    let scheme = match settings {
        Some(plan) => Scheme::clone(&plan.scheme),
        None => scheme_of(preset, rating.clone())?,
    };
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
    let mut made = Made::new(context, rows, filing, (organisation, title), (preset, rating), earlier.as_ref());
    made.settle()?;
    let Told { lines, to_decide, not_obeyed, left_out } = tell(&made);
    let rows = (made.count(Kind::Actions), made.count(Kind::Indicators));
    Ok(Adopted { bytes: made.bytes(&lines)?, rows, to_decide, not_obeyed, left_out, scheme: preset })
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
