//! The indicators of the next year: the outturn becomes last year's, the periods become history, and the targets stay until
//! somebody decides otherwise.

use crate::domain::{Period, Target, print_number};
use crate::grid::Entry;
use crate::layout::{Field, PLAN, SheetId};
use crate::plan::PlannedIndicator;

use super::super::plan_copy::{ColumnOf, PlanCopy};
use super::Job;
use super::actions::text_entry;
use super::history::{Value, value_column};

const INDICATORS: SheetId = SheetId::Indicators;

/// A heading of the sheet.
fn heading(field: Field) -> &'static str {
    PLAN.sheet(INDICATORS).heading(field)
}

impl Job<'_> {
    /// Carries the indicators over.
    pub(super) fn indicators(&mut self) {
        let plan = self.plan;
        // A heading has no figures to carry over.
        for planned in plan.indicators.iter().filter(|planned| !planned.heading) {
            self.outturn(planned);
            self.targets(planned);
        }
        let values: Vec<_> = plan.indicators.iter().map(|planned| (planned, self.values(planned))).collect();
        for workbook in self.history.workbooks() {
            let period = workbook.period;
            let of_period = values.iter().filter_map(|(planned, values)| Some((*planned, *values.get(&period)?)));
            let of_period: Vec<(&PlannedIndicator, Value)> = of_period.collect();
            self.say_restated(period, &of_period);
            let entries = of_period
                .iter()
                .map(|(planned, value)| (planned.at.row, PlanCopy::number(value.number, &planned.unit)));
            self.fill(INDICATORS, &value_column(period), entries.collect(), "values");
        }
        for workbook in self.history.workbooks() {
            let rated = plan.indicators.iter().filter_map(|planned| {
                let row = self.indicator_in(workbook, planned)?;
                Some((planned.at.row, row.rating.clone()?))
            });
            let rated = rated.collect();
            self.ratings(INDICATORS, workbook.period, rated);
        }
        self.last_columns();
    }

    /// The value of the year, which is that of its last period, into the column of last year's.
    fn outturn(&mut self, planned: &PlannedIndicator) {
        let sheet = self.copy.sheet_name(INDICATORS).to_owned();
        let at = (sheet.as_str(), planned.reference.as_str());
        let (row, column, of) = (planned.at.row, ColumnOf::Known(Field::Baseline), heading(Field::Baseline));
        let from = self.copy.shown(INDICATORS, row, &column);
        let latest = self.latest.period;
        let Some(then) = self.indicator_in(self.latest, planned) else {
            let decide = format!("It is not in the workbook for {latest}, so that there is no outturn. What it was.");
            self.record.left(at, of, &from, &decide);
            return;
        };
        let Some(number) = then.newest_number() else {
            let decide = format!("There is no number for {latest}. What the outturn was.");
            self.record.left(at, of, &from, &decide);
            return;
        };
        let to = print_number(number, planned.decimals, &planned.unit);
        match self.copy.put(INDICATORS, row, &column, PlanCopy::number(number, &planned.unit)) {
            Ok(_) => self.record.done(at, of, &from, &to),
            Err(why) => {
                let decide = format!("It was left: {}. It would be {to}.", why.in_words());
                self.record.left(at, of, &from, &decide);
            }
        }
    }

    /// Targets stay, and are to be decided.
    fn targets(&mut self, planned: &PlannedIndicator) {
        let sheet = self.copy.sheet_name(INDICATORS).to_owned();
        let at = (sheet.as_str(), planned.reference.as_str());
        let year = self.next.financial_year();
        let of = heading(Field::Target);
        if planned.target != Target::None {
            let stays = self.copy.shown(INDICATORS, planned.at.row, &ColumnOf::Known(Field::Target));
            self.record.left(at, of, &stays, &format!("The target for {year}."));
        }
        if !planned.period_targets.is_empty() {
            let profile = planned
                .period_targets
                .iter()
                .map(|(label, target)| format!("{label}: {}", target.printed(planned.decimals, &planned.unit)));
            let stays = profile.collect::<Vec<_>>().join(", ");
            let what = format!("{of} of each period");
            self.record.left(at, &what, &stays, &format!("The period targets for {year}."));
        }
    }

    fn say_restated(&mut self, period: Period, values: &[(&PlannedIndicator, Value)]) {
        let sheet = self.copy.sheet_name(INDICATORS).to_owned();
        for (planned, Value { number, before }) in values {
            if let Some(before) = before {
                let at = (sheet.as_str(), planned.reference.as_str());
                let what = format!("{period}, restated");
                self.record.done(
                    at,
                    &what,
                    &print_number(*before, planned.decimals, &planned.unit),
                    &print_number(*number, planned.decimals, &planned.unit),
                );
            }
        }
    }

    fn last_columns(&mut self) {
        let plan = self.plan;
        let (mut values, mut ratings, mut commentaries) = (Vec::new(), Vec::new(), Vec::new());
        for planned in &plan.indicators {
            let Some(then) = self.indicator_in(self.latest, planned) else { continue };
            let row = planned.at.row;
            let words = then.words().map_or(Entry::Blank, |words| Entry::Text(words.to_owned()));
            values.push((row, then.newest_number().map_or(words, |number| PlanCopy::number(number, &planned.unit))));
            ratings.push((row, text_entry(then.rating.as_deref())));
            commentaries.push((row, text_entry(then.commentary.as_deref())));
        }
        self.last(INDICATORS, Field::LastValue, values);
        self.last(INDICATORS, Field::LastRating, ratings);
        self.last(INDICATORS, Field::LastCommentary, commentaries);
    }
}
