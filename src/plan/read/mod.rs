//! Reading the plan workbook: every sheet by its name, every column by its heading, every cell for what it says.
//!
//! Reading never stops at a fault. What is wrong is recorded with its cell, and reading goes on with what a blank would
//! mean, so that one pass finds everything. Nothing is worded here and no severity is known; the PLN rules do that. A
//! sheet that is missing silences what is asked of rows that needed it.

mod actions;
mod address;
mod as_seen;
mod cell_fault;
mod choice;
mod fault;
mod faults;
mod further;
mod headings;
mod indicators;
mod may_be;
mod milestones;
mod own_format;
mod parents;
mod past;
mod percent;
mod policy;
mod profile;
mod quantity;
mod rating_fault;
mod refs;
mod scheme;
mod seen_fault;
mod setting;
mod settings;
mod sheet_fault;
mod sheets;
mod structure;
mod tolerances;
mod unreadable;
mod wording;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod trial;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::{Date, date};

use crate::domain::{Kind, Period, Rated, SharedText, key};
use crate::grid::Workbook;
use crate::layout::{Field, PLAN, Row, SheetId, Table};

use super::columns::TableColumns;
use super::{Columns, IndicatorRatings, Plan, Wording};

pub(crate) use fault::{
    CellFault, CellOf, ColumnFault, DeliveryPlanFault, Fault, FaultKind, Holds, LeadFault, MessageFault, OptionalFault,
    ParentFault, PastFault, PolarityFault, PriorityFault, ProfileFault, RatingFault, RefFault, SettingFault,
    SheetFault, SlippageFault, TargetFault, ToleranceFault,
};
pub(crate) use may_be::MayBe;
pub(crate) use quantity::carried;
pub(crate) use scheme::LONGEST_RATING;
pub(crate) use seen_fault::{FormattingFault, MergedFault};
pub(crate) use setting::Setting;
pub(crate) use settings::MOST_DAYS_AFTER;

use actions::read_actions;
use as_seen::as_seen;
use faults::Faults;
use indicators::{Against, read_indicators};
use policy::{read_messages, read_policy};
use scheme::read_scheme;
use settings::read_settings;
use sheets::{PlanSheet, Sheets};
use structure::Structure;
use tolerances::read_tolerances;
use unreadable::UnreadableCells;
use wording::read_wording;

/// A day of the period that rows are read in where the plan has none; what depends on it is not recorded.
const STAND_IN: Date = date(2025, 6, 1);

/// What a plan workbook says, and everything that is wrong with it.
#[derive(Debug, Clone)]
pub struct PlanAsRead {
    /// The plan; `None` where there is too little to go on: a sheet or a heading that it must have is missing, or there
    /// is no period. Otherwise it is usable: a cell at fault counts as blank.
    pub plan: Option<Plan>,
    /// What is wrong, in the order of the workbook: sheet, row, column.
    pub faults: Vec<Fault>,
}

/// Reads a plan workbook. `period` is the period asked for on the command line, as typed; without one the Settings
/// sheet says which.
pub fn read(workbook: &Workbook, period: Option<&str>) -> PlanAsRead {
    let seen = as_seen(workbook);
    let unreadable = UnreadableCells::find(&seen.workbook);
    let mut read = read_legible(&unreadable.blanked(&seen.workbook), period);
    unreadable.join(&mut read.faults);
    seen.add_to(&mut read.faults);
    sort(&mut read.faults, workbook);
    read
}

/// Reads a plan workbook in which every cell can be read.
fn read_legible(workbook: &Workbook, period: Option<&str>) -> PlanAsRead {
    let mut faults = Faults::default();
    let sheets = Sheets::find(workbook, &mut faults);
    let read = read_settings(sheets.settings.table(), workbook.date1904, period, &mut faults);
    let settings = read.settings;
    let structure = Structure::read(sheets.priorities.table(), sheets.delivery_plans.table(), &mut faults);
    let (scheme, for_members) = match sheets.ratings.table().map(|table| read_scheme(table, &mut faults)) {
        Some((scheme, for_members)) => (Some(scheme), for_members),
        None => (None, Vec::new()),
    };
    let indicator_ratings = scheme.as_ref().map(|scheme| &scheme.indicators).filter(|scale| !scale.0.is_empty());
    let tolerances = sheets.tolerances.table().map(|table| read_tolerances(table, indicator_ratings, &mut faults));
    // Without a period the rows are read all the same, for their other faults.
    let stand_in = || Period::containing(STAND_IN, &settings.calendar);
    let Some(current) = read.period.or_else(stand_in) else { return PlanAsRead { plan: None, faults: faults.0 } };
    let against = Against {
        structure: &structure,
        settings: &settings,
        period: current,
        tolerances: tolerances.as_deref(),
        scheme: scheme.as_ref(),
    };
    let actions = sheets.actions.table().map(|table| read_actions(table, &against, workbook.date1904, &mut faults));
    let indicators = sheets.indicators.table().map(|table| read_indicators(table, &against, &mut faults));
    let policy = read_policy(sheets.rules.table(), sheets.waivers.table(), settings.calendar, &mut faults);
    let mut plan = Plan {
        period: current,
        priorities: structure.priorities.unwrap_or_default().into(),
        delivery_plans: structure.plans.unwrap_or_default(),
        actions: actions.unwrap_or_default(),
        indicators: indicators.unwrap_or_default(),
        scheme: Arc::new(scheme.unwrap_or_default()),
        tolerances: tolerances.unwrap_or_default().into_iter().map(Arc::new).collect(),
        policy: Arc::new(policy),
        for_members,
        wording: Wording::default(),
        messages: sheets.messages.table().map(|table| read_messages(table, &mut faults)).unwrap_or_default(),
        label: workbook.label.clone(),
        settings,
        columns: Columns {
            actions: sheets.actions.table().map(TableColumns::of).unwrap_or_default(),
            indicators: sheets.indicators.table().map(TableColumns::of).unwrap_or_default(),
        },
        index: std::sync::OnceLock::new(),
    };
    if let Some(table) = sheets.wording.table() {
        plan.wording = read_wording(table, &plan, &mut faults);
    }
    check_default_tolerance(&plan, read.default_tolerance.as_ref(), &sheets, &mut faults);
    check_ratings(&plan, &sheets, &mut faults);
    check_deadlines(&plan, &sheets, &mut faults);
    check_delivery_plans(&plan, &sheets, &mut faults);
    let mut faults = faults.0;
    if read.period.is_none() {
        faults.retain(|fault| !fault.kind.needs_period());
    }
    let is_whole = !faults.iter().any(|fault| fault.kind.lacks_a_table());
    // A row without a ref cannot be issued, nor found again; it was counted above all the same.
    plan.actions.retain(|row| !row.reference.is_empty());
    plan.indicators.retain(|row| !row.reference.is_empty());
    plan.index = std::sync::OnceLock::new();
    PlanAsRead { plan: Some(plan).filter(|_| is_whole && read.period.is_some()), faults }
}

/// The default tolerance must be one of the Tolerances sheet, and that sheet is needed as soon as one is named.
fn check_default_tolerance(plan: &Plan, at: Option<&Row<'_, '_>>, sheets: &Sheets<'_>, faults: &mut Faults) {
    let default = plan.settings.default_tolerance.as_deref();
    if matches!(sheets.tolerances, PlanSheet::Missing) {
        let names = |name: &str| !indicators::is_none(name);
        let names_one =
            |table: &Table<'_>| table.rows().any(|row| row.given(Field::Tolerance).is_some_and(|name| names(&name)));
        if default.is_some_and(names) || sheets.indicators.table().is_some_and(names_one) {
            let sheet = PLAN.sheet_name(SheetId::Tolerances).to_owned();
            faults.in_workbook(FaultKind::Sheet(SheetFault::Missing { sheet, or: None }), "");
        }
        return;
    }
    let (Some(default), Some(row), Some(_)) = (default, at, sheets.tolerances.table()) else { return };
    if plan.tolerance(default).is_none() && !indicators::is_none(default) {
        let names = plan.tolerances.iter().map(|tolerance| tolerance.name.as_str());
        let nearest = choice::nearest(default, names).map(str::to_owned);
        faults.at(row, Field::Value, FaultKind::ToleranceUnknown { nearest });
    }
}

/// There must be ratings for whatever is rated.
fn check_ratings(plan: &Plan, sheets: &Sheets<'_>, faults: &mut Faults) {
    let Some(table) = sheets.ratings.table().filter(|_| sheets.ratings.has_rows()) else { return };
    let rates_indicators = plan.settings.indicator_ratings != IndicatorRatings::None;
    let rated = [
        (Kind::Actions, plan.actions.iter().any(|action| action.monitored)),
        (Kind::Indicators, rates_indicators && plan.indicators.iter().any(|row| row.rated == Rated::Yes)),
    ];
    for (of, _) in rated.into_iter().filter(|(of, is_rated)| *is_rated && plan.scale(*of).0.is_empty()) {
        faults.in_sheet(&table.sheet.name, FaultKind::Sheet(SheetFault::WithoutRatings { of }));
    }
}

/// Says how many of the monitored actions have a deadline that never comes.
fn check_deadlines(plan: &Plan, sheets: &Sheets<'_>, faults: &mut Faults) {
    let monitored = || plan.current_actions().filter(|action| action.monitored);
    let open = monitored().filter(|action| action.issued.deadline.is_open()).count();
    if let Some(table) = sheets.actions.table().filter(|_| open > 0) {
        faults.in_sheet(&table.sheet.name, FaultKind::OpenDeadlines { open, of: monitored().count() });
    }
}

/// Records delivery plans to which nothing is issued. Where a row names a plan that nobody knows, or a sheet cannot be
/// read, no plan can be said to be empty.
fn check_delivery_plans(plan: &Plan, sheets: &Sheets<'_>, faults: &mut Faults) {
    let is_unsure = faults.0.iter().any(|fault| {
        use DeliveryPlanFault::{Missing, Unknown};
        fault.kind.lacks_a_table() || matches!(fault.kind, FaultKind::DeliveryPlan(Unknown { .. } | Missing))
    });
    let Some(table) = sheets.delivery_plans.table().filter(|_| !is_unsure) else { return };
    let of_actions = plan.current_actions().flat_map(|action| &action.plans);
    let of_indicators = plan.indicators.iter().flat_map(|indicator| &indicator.plans);
    let filled: BTreeSet<&str> = of_actions.chain(of_indicators).map(SharedText::as_str).collect();
    let filled: BTreeSet<String> = filled.into_iter().map(key).collect();
    for row in table.rows() {
        let code = row.text(Field::Code);
        if !code.is_empty() && !filled.contains(&key(&code)) {
            faults.at(&row, Field::Code, FaultKind::DeliveryPlanEmpty);
        }
    }
}

/// Sorts the faults as the workbook stands: whole workbook, then sheet by sheet, row by row.
fn sort(faults: &mut [Fault], workbook: &Workbook) {
    let place = |name: &str| workbook.sheets.iter().position(|sheet| sheet.name == name);
    faults.sort_by_key(|fault| (fault.at.sheet().and_then(place), fault.at.cell()));
}
