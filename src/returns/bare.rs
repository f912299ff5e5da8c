//! What can be taken for issued where neither a stamp nor a plan says what was: the sheets as they stand.
//!
//! With this every entry can still be read and named by its cell; nothing can be said of ratings or deadlines, and
//! only rules of the WBK and CEL families run.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::{Deadline, Kind, Milestones, Need, Period, Rated, Role, Scale, Scheme, SharedText, Target, key};
use crate::grid::{Sheet, Workbook};
use crate::layout::{Column, Field, RETURN, Row, SheetId, Table};
use crate::plan::{
    ActionsCounted, DirectionSetting, IndicatorRatings, Issued, IssuedAction, IssuedIndicator, IssuedSettings, Printed,
    Stamp, TEMPLATE_VERSION, YEAR_TO_DATE,
};

/// The rows that the workbook shows, with an empty scheme.
pub(super) fn as_found(plan_code: String, period: Period, workbook: &Workbook) -> Issued {
    let actions = table_of(workbook, SheetId::Actions, Field::Action);
    let indicators = table_of(workbook, SheetId::Indicators, Field::Indicator);
    let has = |table: Option<&Table<'_>>, field| table.is_some_and(|table| table.has(field));
    Issued {
        template_version: TEMPLATE_VERSION,
        stamp: Stamp {
            plan_name: plan_code.clone(),
            plan_code,
            period,
            organisation: String::new(),
            plan_title: String::new(),
            return_by: None,
            send_to: None,
            stays_in_folder: false,
            check_page: None,
        },
        settings: IssuedSettings {
            actions_counted: ActionsCounted::WhenRated,
            indicator_ratings: if has(indicators.as_ref(), Field::Rating) {
                IndicatorRatings::GivenAndChecked
            } else {
                IndicatorRatings::None
            },
            direction: if has(actions.as_ref(), Field::DirectionOfTravel) {
                DirectionSetting::Given
            } else {
                DirectionSetting::None
            },
            commentary_limit: u32::MAX,
            sign_off: Need::Optional,
            milestones: Milestones::default(),
        },
        priorities: Arc::default(),
        scheme: Arc::new(Scheme { actions: Scale(Vec::new()), indicators: Scale(Vec::new()) }),
        tolerances: Vec::new(),
        policy: Arc::default(),
        table_texts: Vec::new(),
        action_extras: further(actions.as_ref()),
        indicator_extras: further(indicators.as_ref()),
        found: Some(found(actions.as_ref(), indicators.as_ref())),
        actions: actions.as_ref().map(|table| rows(table, action)).unwrap_or_default(),
        indicators: indicators.as_ref().map(|table| rows(table, indicator)).unwrap_or_default(),
        label: None,
    }
}

/// The columns that the tables have, and those of which something is always asked.
fn found(actions: Option<&Table<'_>>, indicators: Option<&Table<'_>>) -> BTreeSet<(Kind, Field)> {
    let of = |kind: Kind, table: Option<&Table<'_>>| {
        let columns = RETURN.sheet(SheetId::of(kind)).columns.iter();
        let there = |column: &&Column| !column.optional || table.is_some_and(|table| table.has(column.field));
        columns.filter(there).map(|column| (kind, column.field)).collect::<Vec<_>>()
    };
    of(Kind::Actions, actions).into_iter().chain(of(Kind::Indicators, indicators)).collect()
}

/// Headings that no layout has: further columns of the plan, as far as can be told.
fn further(table: Option<&Table<'_>>) -> Vec<SharedText> {
    table.map(|table| table.unknown.iter().map(|(heading, _)| heading.as_str().into()).collect()).unwrap_or_default()
}

fn table_of(workbook: &Workbook, id: SheetId, own: Field) -> Option<Table<'_>> {
    let form = RETURN.sheet(id);
    let (named, others): (Vec<&Sheet>, Vec<&Sheet>) = workbook.sheets.iter().partition(|sheet| form.is_name_of(sheet));
    named.into_iter().chain(others).find_map(|sheet| Table::find(sheet, form).filter(|table| table.has(own)))
}

fn rows<R>(table: &Table<'_>, read: impl Fn(&Row<'_, '_>, SharedText) -> R) -> Vec<R> {
    let mut seen: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for row in table.rows() {
        let reference = row.text(Field::Ref);
        if !reference.is_empty() && !seen.contains(&key(&reference)) {
            seen.push(key(&reference));
            rows.push(read(&row, reference));
        }
    }
    rows
}

fn action(row: &Row<'_, '_>, reference: SharedText) -> IssuedAction {
    let has = |field| row.at(field).map(|_| row.text(field));
    IssuedAction {
        reference,
        milestone_of: None,
        role: Role::default(),
        priority: row.text(Field::Priority),
        outcome: has(Field::Outcome),
        project: has(Field::Project),
        action: row.text(Field::Action),
        lead_officer: None,
        deadline: Deadline::None,
        monitored: true,
        start: None,
        last_rating: None,
        last_commentary: None,
        revised_deadline: None,
        finished: None,
        carried: Box::default(),
        last_answers: Box::default(),
    }
}

fn indicator(row: &Row<'_, '_>, reference: SharedText) -> IssuedIndicator {
    let unit = row.text(Field::Unit);
    let own_unit = unit.strip_suffix(YEAR_TO_DATE);
    IssuedIndicator {
        reference,
        parent: None,
        heading: false,
        priority: row.text(Field::Priority),
        indicator: row.text(Field::Indicator),
        unit: own_unit.unwrap_or(&unit).into(),
        better_when: None,
        rated: Rated::Yes,
        due: true,
        cumulative: own_unit.is_some(),
        target: Target::None,
        target_for_the_year: Target::None,
        tolerance: None,
        last_year: Printed::Blank,
        last_value: Printed::Blank,
        last_rating: None,
        last_commentary: None,
        decimals: None,
        numerator: true,
        denominator: true,
        carried: Box::default(),
        last_answers: Box::default(),
    }
}
