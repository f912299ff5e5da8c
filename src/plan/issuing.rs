//! Making the slice of the plan that goes out with one return.

use crate::domain::Rated;

use super::{
    Carried, Issued, IssuedAction, IssuedIndicator, IssuedSettings, Plan, PlannedAction, PlannedIndicator, Settings,
    Stamp, TEMPLATE_VERSION,
};

impl Plan {
    /// The return of the delivery plan `code` for the plan's period, as it is issued; `None` for an unknown code.
    pub fn issue(&self, code: &str) -> Option<Issued> {
        let delivery_plan = self.delivery_plan(code)?;
        let (actions, indicators) = self.rows_of(code);
        let extras = |rows: Option<&Vec<Carried>>| -> Vec<String> {
            rows.map(|carried| carried.iter().map(|one| one.heading.clone()).collect()).unwrap_or_default()
        };
        let indicators_issued: Vec<IssuedIndicator> = indicators.iter().map(|row| self.issued_indicator(row)).collect();
        let mut issued = Issued {
            template_version: TEMPLATE_VERSION,
            stamp: Stamp {
                plan_code: delivery_plan.code.clone(),
                plan_name: delivery_plan.name.clone(),
                period: self.period,
                organisation: self.settings.organisation.clone(),
                plan_title: self.settings.plan_title.clone(),
                return_by: self.settings.returns_due,
                send_to: send_to(&self.settings),
            },
            settings: IssuedSettings {
                actions_counted: self.settings.actions_counted,
                indicator_ratings: self.settings.indicator_ratings,
                direction: self.settings.direction,
                commentary_limit: self.settings.commentary_limit,
                sign_off: self.settings.sign_off,
            },
            priorities: self.priorities.clone(),
            scheme: self.scheme.clone(),
            tolerances: self
                .tolerances
                .iter()
                .filter(|tolerance| indicators_issued.iter().any(|row| row.is_banded_by(&tolerance.name)))
                .cloned()
                .collect(),
            policy: self.policy.clone(),
            action_extras: extras(self.actions.first().map(|row| &row.carried)),
            indicator_extras: extras(self.indicators.first().map(|row| &row.carried)),
            actions: actions.iter().map(|row| self.issued_action(row)).collect(),
            indicators: indicators_issued,
            table_texts: Vec::new(),
        };
        issued.table_texts = issued.texts_of_tables();
        Some(issued)
    }

    fn priority_name(&self, code: Option<&String>) -> String {
        code.and_then(|code| self.priority(code)).map(|priority| priority.name.clone()).unwrap_or_default()
    }

    fn issued_action(&self, row: &PlannedAction) -> IssuedAction {
        IssuedAction {
            reference: row.reference.clone(),
            priority: self.priority_name(row.priority.as_ref()),
            outcome: row.outcome.clone(),
            project: row.project.clone(),
            action: row.action.clone(),
            deadline: row.deadline().clone(),
            monitored: row.monitored,
            last_rating: row.last_rating.clone(),
            revised_deadline: None,
            whole: None,
            carried: row.carried.iter().map(|one| one.value.clone()).collect(),
        }
    }

    /// One indicator as it would be issued now.
    pub fn issued_indicator(&self, row: &PlannedIndicator) -> IssuedIndicator {
        IssuedIndicator {
            reference: row.reference.clone(),
            priority: self.priority_name(row.priority.as_ref()),
            indicator: row.indicator.clone(),
            unit: row.unit.clone(),
            better_when: row.better_when,
            rated: row.rated,
            due: row.frequency.is_due(&self.period),
            cumulative: row.cumulative,
            target: row.target_of(&self.period),
            tolerance: match row.rated {
                Rated::Yes => row.tolerance.clone(),
                Rated::MonitorOnly | Rated::InformationOnly => None,
            },
            last_year: row.baseline.clone(),
            last_value: row.last_value.clone(),
            last_rating: row.last_rating.clone(),
            decimals: row.decimals,
            carried: row.carried.iter().map(|one| one.value.clone()).collect(),
        }
    }
}

fn send_to(settings: &Settings) -> Option<String> {
    match (&settings.contact_name, &settings.contact_email) {
        (Some(name), Some(email)) => Some(format!("{name}, {email}")),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    }
}
