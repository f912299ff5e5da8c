//! The periods of the year as columns of the plan: what each row was rated then, and what its value was.
//!
//! A value that was restated later is the later one: what a workbook calls the last value is that of the newest period
//! before it in which there was one, as far as no period between is missing.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::domain::{Period, key, same};
use crate::grid::{CellFormat, Entry};
use crate::layout::{Field, PLAN, SheetId};
use crate::plan::{PlannedAction, PlannedIndicator};
use crate::previous::{EarlierAction, EarlierIndicator, Previous, RowKey};

use super::super::plan_copy::ColumnOf;
use super::Job;

/// The column of what rows were rated in a period.
pub(super) fn rating_column(period: Period) -> ColumnOf {
    let rating = PLAN.sheet(SheetId::Ratings).heading(Field::Rating);
    ColumnOf::Headed(format!("{rating} {period}"), CellFormat::Text)
}

/// The column of the values of a period.
pub(super) fn value_column(period: Period) -> ColumnOf {
    ColumnOf::Headed(period.to_string(), CellFormat::General)
}

/// A value of a period, and what it was before it was restated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) number: Decimal,
    pub(super) before: Option<Decimal>,
}

impl Job<'_> {
    /// Whether a heading is that of a period, or of the ratings of one.
    pub(super) fn is_of_period(&self, heading: &str) -> bool {
        let rating = PLAN.sheet(SheetId::Ratings).heading(Field::Rating);
        let heading = key(heading);
        let period = heading.strip_prefix(&format!("{} ", key(rating))).unwrap_or(&heading);
        Period::parse(period, &self.plan.period.calendar()).is_some()
    }

    /// What a workbook says of an action.
    pub(super) fn action_in<'h>(&self, workbook: &'h Previous, planned: &PlannedAction) -> Option<&'h EarlierAction> {
        let (reference, wording) = (planned.reference.as_str(), planned.action.as_str());
        self.names(&planned.plans).into_iter().find_map(|delivery_plan| {
            workbook.action(&RowKey { reference, delivery_plan, wording, period: workbook.period })
        })
    }

    /// What a workbook says of an indicator, in the unit that it has now.
    pub(super) fn indicator_in<'h>(
        &self,
        workbook: &'h Previous,
        planned: &PlannedIndicator,
    ) -> Option<&'h EarlierIndicator> {
        let (reference, wording) = (planned.reference.as_str(), planned.indicator.as_str());
        let found = self.names(&planned.plans).into_iter().find_map(|delivery_plan| {
            workbook.indicator(&RowKey { reference, delivery_plan, wording, period: workbook.period })
        });
        // A unit may be printed with what is said of the year to date behind it.
        found.filter(|row| same(&row.then.unit, &planned.unit) || key(&row.then.unit).starts_with(&key(&planned.unit)))
    }

    /// The names of delivery plans, as consolidated workbooks print them.
    fn names(&self, codes: &[crate::domain::SharedText]) -> Vec<&str> {
        let named = codes.iter().filter_map(|code| self.plan.delivery_plan(code));
        named.map(|plan| plan.name.as_str()).collect()
    }

    /// The values of an indicator by period.
    pub(super) fn values(&self, planned: &PlannedIndicator) -> BTreeMap<Period, Value> {
        let mut values: BTreeMap<Period, Value> = BTreeMap::new();
        let mut newest: Option<Period> = None;
        let mut before: Option<Period> = None;
        for workbook in self.history.workbooks() {
            let period = workbook.period;
            // Of a period that is missing nobody knows whether the last value is its own.
            if before.is_some_and(|before| before.next() != period) {
                newest = None;
            }
            before = Some(period);
            let Some(row) = self.indicator_in(workbook, planned) else { continue };
            let restated = row.then.last_value.as_ref().and_then(crate::returns::ValueGiven::number);
            if let (Some(own), Some(restated)) = (newest.and_then(|newest| values.get_mut(&newest)), restated)
                && own.number != restated
            {
                *own = Value { number: restated, before: Some(own.before.unwrap_or(own.number)) };
            }
            if let Some(number) = row.number() {
                values.insert(period, Value { number, before: None });
                newest = Some(period);
            }
        }
        values
    }

    /// Fills in the ratings of a period, of which there may be none, and says how many.
    pub(super) fn ratings(&mut self, id: SheetId, period: Period, ratings: Vec<(u32, String)>) {
        let column = rating_column(period);
        let filled = ratings.into_iter().map(|(row, rating)| (row, Entry::Text(rating))).collect();
        self.fill(id, &column, filled, "ratings");
    }

    /// Fills in cells of a column and says how many, what they held otherwise, and which were left.
    pub(super) fn fill(&mut self, id: SheetId, column: &ColumnOf, entries: Vec<(u32, Entry)>, what: &str) {
        let ColumnOf::Headed(heading, _) = column else { return };
        let sheet = self.copy.sheet_name(id).to_owned();
        let mut count: usize = 0;
        for (row, entry) in entries {
            let before = self.copy.shown(id, row, column);
            let put = self.copy.put(id, row, column, entry.clone());
            let now = match &entry {
                Entry::Number(number) | Entry::Percentage(number) => number.normalize().to_string(),
                Entry::Text(text) => text.clone(),
                Entry::Blank => String::new(),
            };
            let reference = self.copy.shown(id, row, &ColumnOf::Known(Field::Ref));
            match put {
                Ok(_) if before.is_empty() || same(&before, &now) => count += 1,
                Ok(_) => self.record.done((&sheet, &reference), heading, &before, &now),
                Err(why) => {
                    let decide = format!("It was left: {}. It would be {now}.", why.in_words());
                    self.record.left((&sheet, &reference), heading, &before, &decide);
                }
            }
        }
        if count > 0 {
            self.record.done((&sheet, ""), heading, "", &format!("{count} {what}"));
        }
    }
}
