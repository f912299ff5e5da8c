//! The priorities or delivery plans with a sheet of their own, and which rows stand under each.

use crate::domain::{Kind, Role, key};
use crate::plan::TablesBy;
use crate::tally::{ActionLine, IndicatorLine, Line, Place, Table};

use super::super::book::Book;
use super::super::summary::none;

use super::sheet_name::SheetNames;

/// One priority or delivery plan with its rows.
#[derive(Debug)]
pub(in super::super) struct Part<'q> {
    /// Its code.
    pub code: &'q str,
    /// Its name as printed.
    pub name: String,
    /// What the plan says of it.
    pub description: Option<&'q str>,
    /// The name of its sheet.
    pub sheet: String,
    /// Its actions, in the plan's order.
    actions: Vec<usize>,
    /// Its indicators likewise.
    indicators: Vec<usize>,
}

/// Every priority or delivery plan that has rows, in the plan's order.
pub(in super::super) fn parts<'q>(book: &Book<'q>, taken: &[&str]) -> Vec<Part<'q>> {
    let plan = book.plan;
    let mut names = SheetNames::new(taken);
    let part = |code: &'q str, name: &str, short: Option<&'q str>, description: Option<&'q str>| {
        let wanted = key(code);
        let of = |own: Option<&str>| own.is_some_and(|own| key(own) == wanted);
        let by = plan.settings.tables_by;
        let places = |own: Vec<Option<&str>>| (0..).zip(own).filter(|(_, own)| of(*own)).map(|(at, _)| at).collect();
        Part {
            code,
            name: name.to_owned(),
            description,
            sheet: names.name(&format!("{code} {}", short.unwrap_or(name))),
            actions: places(book.tally.action_lines.iter().map(|line| code_of_action(line, by)).collect()),
            indicators: places(book.tally.indicator_lines.iter().map(|line| code_of_indicator(line, by)).collect()),
        }
    };
    let mut part = part;
    let parts: Vec<Part<'q>> = match plan.settings.tables_by {
        TablesBy::Priority => plan
            .priorities
            .iter()
            .map(|one| {
                part(&one.code, book.labels.priority(&one.code), one.short_name.as_deref(), one.description.as_deref())
            })
            .collect(),
        TablesBy::DeliveryPlan => {
            plan.delivery_plans.iter().map(|one| part(&one.code, book.labels.delivery_plan(one), None, None)).collect()
        }
    };
    parts.into_iter().filter(|part| !part.actions.is_empty() || !part.indicators.is_empty()).collect()
}

/// The code of the priority or delivery plan under which an action stands.
pub(in super::super) fn code_of_action<'l>(line: &'l ActionLine<'_>, by: TablesBy) -> Option<&'l str> {
    match by {
        TablesBy::Priority => line.planned.priority.as_deref(),
        TablesBy::DeliveryPlan => Some(&line.delivery_plan.code),
    }
}

/// The same of an indicator.
pub(in super::super) fn code_of_indicator<'l>(line: &'l IndicatorLine<'_>, by: TablesBy) -> Option<&'l str> {
    match by {
        TablesBy::Priority => line.planned.priority.as_deref(),
        TablesBy::DeliveryPlan => Some(&line.delivery_plan.code),
    }
}

/// The lines of a table by what *Tables by* says.
pub(in super::super) fn lines_of_table(table: &Table, by: TablesBy) -> &[Line] {
    match by {
        TablesBy::Priority => &table.priorities,
        TablesBy::DeliveryPlan => &table.by_delivery_plan,
    }
}

/// Whether an action stands among those for information only. What is in no count goes where its action goes.
fn is_for_information(book: &Book<'_>, line: &ActionLine<'_>) -> bool {
    // What is counted is not parted from its heading.
    let own = line.place == Place::InformationOnly && line.planned.role != Role::Heading;
    let action = line.planned.milestone_of.as_deref().filter(|_| own || line.is_left_out());
    action.and_then(|action| book.plan.action(action)).map_or(own, |action| !action.monitored)
}

impl<'q> Part<'q> {
    /// Its actions: those that are monitored, or those for information only.
    pub(in super::super) fn actions(&self, book: &Book<'q>, for_information: bool) -> Vec<&'q ActionLine<'q>> {
        let lines = self.actions.iter().filter_map(|at| book.tally.action_lines.get(*at));
        lines.filter(|line| is_for_information(book, line) == for_information).collect()
    }

    /// Its indicators likewise.
    pub(in super::super) fn indicators(&self, book: &Book<'q>, for_information: bool) -> Vec<&'q IndicatorLine<'q>> {
        let lines = self.indicators.iter().filter_map(|at| book.tally.indicator_lines.get(*at));
        let is_apart = |line: &IndicatorLine<'_>| line.place == Place::InformationOnly && !line.planned.heading;
        // A heading goes where what it heads goes.
        let heads = |line: &IndicatorLine<'_>| {
            let own = &line.planned.reference;
            let below = book.tally.indicator_lines.iter().filter(|one| one.planned.parent.as_ref() == Some(own));
            line.planned.heading && below.clone().count() > 0 && below.into_iter().all(is_apart)
        };
        lines.filter(|line| (is_apart(line) || heads(line)) == for_information).collect()
    }

    /// Its line of the table of a kind; none where it has no rated row of that kind.
    pub(in super::super) fn line(&self, book: &Book<'q>, kind: Kind) -> Option<&'q Line> {
        if none(book, kind).is_some() {
            return None;
        }
        let table = book.tally.table(kind);
        let wanted = key(self.code);
        let line = lines_of_table(table, book.plan.settings.tables_by).iter().find(|line| key(&line.code) == wanted)?;
        (line.monitored() > 0).then_some(line)
    }
}
