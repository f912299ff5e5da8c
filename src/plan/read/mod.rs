//! Reading the plan workbook: every sheet by its name, every column by its heading, every cell for what it says.
//!
//! Reading never stops at a fault. What is wrong is recorded with its cell, and reading goes on with what a blank would
//! mean, so that one pass finds everything. The border: nothing is worded here and no severity is known; the PLN rules
//! do that. A sheet that is missing silences what is asked of rows that needed it.

mod actions;
mod address;
mod choice;
mod fault;
mod further;
mod indicators;
mod policy;
mod profile;
mod quantity;
mod refs;
mod rows;
mod scheme;
mod setting;
mod settings;
mod structure;
mod tolerances;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod trial;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::{Date, date};

use crate::domain::{Kind, Period, Rated, SharedText, key};
use crate::grid::Workbook;
use crate::layout::{Field, PLAN, SheetId, sheet as layout_of};

use super::{IndicatorRatings, Plan};

pub use fault::{
    ColumnFault, DeliveryPlanFault, Fault, FaultKind, LeadFault, MayBe, MessageFault, PolarityFault, PriorityFault,
    ProfileFault, RatingFault, RefFault, SettingFault, SheetFault, SlippageFault, TargetFault, ToleranceFault,
};
pub use setting::Setting;

use actions::read_actions;
use indicators::{Against, read_indicators};
use policy::{read_messages, read_policy};
use rows::{Faults, Found, Row, Rows, find};
use scheme::read_scheme;
use settings::read_settings;
use structure::Structure;
use tolerances::read_tolerances;

/// A day of the period that rows are read in where the plan has none; what depends on it is not recorded.
const STAND_IN: Date = date(2025, 6, 1);

/// What a plan workbook says, and everything that is wrong with it.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The plan; `None` where there is too little to go on: a sheet or a heading that it must have is missing, or there
    /// is no period. Otherwise it is usable: a cell at fault counts as blank.
    pub plan: Option<Plan>,
    /// What is wrong, in the order of the workbook: sheet, row, column.
    pub faults: Vec<Fault>,
}

/// Reads a plan workbook. `period` is the period asked for on the command line, as typed; without one the Settings
/// sheet says which.
pub fn read(workbook: &Workbook, period: Option<&str>) -> Draft {
    let mut faults = Faults::default();
    let mut sheet = |id: SheetId| find(workbook, id, &mut faults);
    let sheets = Sheets {
        settings: sheet(SheetId::Settings),
        priorities: sheet(SheetId::Priorities),
        delivery_plans: sheet(SheetId::DeliveryPlans),
        actions: sheet(SheetId::Actions),
        indicators: sheet(SheetId::Indicators),
        ratings: sheet(SheetId::Ratings),
        tolerances: sheet(SheetId::Tolerances),
    };
    let (rules, waivers) = (sheet(SheetId::Rules), sheet(SheetId::Waivers));
    let messages = sheet(SheetId::Messages);
    sheets.check(&mut faults);
    let read = read_settings(sheets.settings.rows(), period, &mut faults);
    let settings = read.settings;
    let structure = Structure::read(sheets.priorities.rows(), sheets.delivery_plans.rows(), &mut faults);
    let scheme = sheets.ratings.rows().map(|rows| read_scheme(rows, &mut faults));
    let indicator_ratings = scheme.as_ref().map(|scheme| &scheme.indicators).filter(|scale| !scale.0.is_empty());
    let tolerances = sheets.tolerances.rows().map(|rows| read_tolerances(rows, indicator_ratings, &mut faults));
    // Without a period the rows are read all the same, for their other faults.
    let stand_in = || Period::containing(STAND_IN, &settings.calendar);
    let Some(current) = read.period.or_else(stand_in) else { return Draft { plan: None, faults: faults.0 } };
    let against =
        Against { structure: &structure, settings: &settings, period: current, tolerances: tolerances.as_deref() };
    let actions = sheets.actions.rows().map(|rows| read_actions(rows, &structure, current, &mut faults));
    let indicators = sheets.indicators.rows().map(|rows| read_indicators(rows, &against, &mut faults));
    let policy = read_policy(rules.rows(), waivers.rows(), settings.calendar, &mut faults);
    let mut plan = Plan {
        period: current,
        priorities: structure.priorities.unwrap_or_default().into(),
        delivery_plans: structure.plans.unwrap_or_default(),
        actions: actions.unwrap_or_default(),
        indicators: indicators.unwrap_or_default(),
        scheme: Arc::new(scheme.unwrap_or_default()),
        tolerances: tolerances.unwrap_or_default().into_iter().map(Arc::new).collect(),
        policy: Arc::new(policy),
        messages: messages.rows().map(|rows| read_messages(rows, &mut faults)).unwrap_or_default(),
        settings,
        index: std::sync::OnceLock::new(),
    };
    check_default_tolerance(&plan, read.default_tolerance.as_ref(), &sheets, &mut faults);
    check_ratings(&plan, &sheets, &mut faults);
    check_deadlines(&plan, &sheets, &mut faults);
    check_delivery_plans(&plan, &sheets, &mut faults);
    let mut faults = faults.0;
    if read.period.is_none() {
        faults.retain(|fault| !fault.kind.needs_period());
    }
    let is_whole = !faults.iter().any(|fault| {
        matches!(
            fault.kind,
            FaultKind::Sheet(SheetFault::Missing { .. })
                | FaultKind::Column(ColumnFault::HeadingsMissing { .. })
                | FaultKind::Column(ColumnFault::Missing { .. })
        )
    });
    // A row without a ref cannot be issued, nor found again; it was counted above all the same.
    plan.actions.retain(|row| !row.reference.is_empty());
    plan.indicators.retain(|row| !row.reference.is_empty());
    plan.index = std::sync::OnceLock::new();
    sort(&mut faults, workbook);
    Draft { plan: Some(plan).filter(|_| is_whole && read.period.is_some()), faults }
}

/// The sheets that a plan is made of.
struct Sheets<'g> {
    settings: Found<'g>,
    priorities: Found<'g>,
    delivery_plans: Found<'g>,
    actions: Found<'g>,
    indicators: Found<'g>,
    ratings: Found<'g>,
    tolerances: Found<'g>,
}

impl Sheets<'_> {
    /// Records the sheets that are missing, or have no rows though nothing can be done without them.
    fn check(&self, faults: &mut Faults) {
        let name = |id: SheetId| layout_of(&PLAN, id).name.clone();
        let missing = |id: SheetId| FaultKind::Sheet(SheetFault::Missing { sheet: name(id), or: None });
        let required = [
            (SheetId::Settings, &self.settings),
            (SheetId::Priorities, &self.priorities),
            (SheetId::DeliveryPlans, &self.delivery_plans),
            (SheetId::Ratings, &self.ratings),
        ];
        for (id, found) in required {
            match found {
                Found::Missing => faults.in_workbook(missing(id), ""),
                Found::Table(rows) if id != SheetId::Settings && !found.has_rows() => {
                    faults.in_sheet(rows.sheet_name(), FaultKind::Sheet(SheetFault::WithoutRows { sheet: name(id) }));
                }
                Found::Headless | Found::Table(_) => {}
            }
        }
        match (&self.actions, &self.indicators) {
            (Found::Missing, Found::Missing) => {
                let (sheet, or) = (name(SheetId::Actions), Some(name(SheetId::Indicators)));
                faults.in_workbook(FaultKind::Sheet(SheetFault::Missing { sheet, or }), "");
            }
            (Found::Missing, Found::Table(_)) if !self.indicators.has_rows() => {
                faults.in_workbook(missing(SheetId::Actions), "");
            }
            (Found::Table(_), Found::Missing) if !self.actions.has_rows() => {
                faults.in_workbook(missing(SheetId::Indicators), "");
            }
            (Found::Missing | Found::Headless | Found::Table(_), _) => {}
        }
    }
}

/// The default tolerance must be one of the Tolerances sheet, and that sheet is needed as soon as one is named.
fn check_default_tolerance(plan: &Plan, at: Option<&Row<'_, '_>>, sheets: &Sheets<'_>, faults: &mut Faults) {
    let default = plan.settings.default_tolerance.as_deref();
    if matches!(sheets.tolerances, Found::Missing) {
        let names_one = |rows: &Rows<'_>| rows.iter().any(|row| row.given(Field::Tolerance).is_some());
        if default.is_some() || sheets.indicators.rows().is_some_and(names_one) {
            let sheet = layout_of(&PLAN, SheetId::Tolerances).name.clone();
            faults.in_workbook(FaultKind::Sheet(SheetFault::Missing { sheet, or: None }), "");
        }
        return;
    }
    let (Some(default), Some(row), Some(_)) = (default, at, sheets.tolerances.rows()) else { return };
    if plan.tolerance(default).is_none() {
        let names = plan.tolerances.iter().map(|tolerance| tolerance.name.as_str());
        let nearest = choice::nearest(default, names).map(str::to_owned);
        faults.at(row, Field::Value, FaultKind::ToleranceUnknown { nearest });
    }
}

/// There must be ratings for whatever is rated.
fn check_ratings(plan: &Plan, sheets: &Sheets<'_>, faults: &mut Faults) {
    let Some(rows) = sheets.ratings.rows().filter(|_| sheets.ratings.has_rows()) else { return };
    let rates_indicators = plan.settings.indicator_ratings != IndicatorRatings::None;
    let rated = [
        (Kind::Actions, plan.actions.iter().any(|action| action.monitored)),
        (Kind::Indicators, rates_indicators && plan.indicators.iter().any(|row| row.rated == Rated::Yes)),
    ];
    for (of, _) in rated.into_iter().filter(|(of, is_rated)| *is_rated && plan.scale(*of).0.is_empty()) {
        faults.in_sheet(rows.sheet_name(), FaultKind::Sheet(SheetFault::WithoutRatings { of }));
    }
}

/// Says how many of the monitored actions have a deadline that never comes.
fn check_deadlines(plan: &Plan, sheets: &Sheets<'_>, faults: &mut Faults) {
    let monitored = || plan.current_actions().filter(|action| action.monitored);
    let open = monitored().filter(|action| action.deadline().is_open()).count();
    if let Some(rows) = sheets.actions.rows().filter(|_| open > 0) {
        faults.in_sheet(rows.sheet_name(), FaultKind::OpenDeadlines { open, of: monitored().count() });
    }
}

/// Records delivery plans to which nothing is issued. Where a row names a plan that nobody knows, or a sheet cannot be
/// read, no plan can be said to be empty.
fn check_delivery_plans(plan: &Plan, sheets: &Sheets<'_>, faults: &mut Faults) {
    let is_unsure = faults.0.iter().any(|fault| {
        matches!(
            fault.kind,
            FaultKind::Sheet(SheetFault::Missing { .. })
                | FaultKind::Column(ColumnFault::HeadingsMissing { .. })
                | FaultKind::Column(ColumnFault::Missing { .. })
                | FaultKind::DeliveryPlan(DeliveryPlanFault::Unknown { .. })
                | FaultKind::DeliveryPlan(DeliveryPlanFault::Missing)
        )
    });
    let Some(rows) = sheets.delivery_plans.rows().filter(|_| !is_unsure) else { return };
    let of_actions = plan.current_actions().flat_map(|action| &action.plans);
    let of_indicators = plan.indicators.iter().flat_map(|indicator| &indicator.plans);
    let filled: BTreeSet<&str> = of_actions.chain(of_indicators).map(SharedText::as_str).collect();
    let filled: BTreeSet<String> = filled.into_iter().map(key).collect();
    for row in rows.iter() {
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
