//! Making the slice of the plan that goes out with one return.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::{SharedText, key};

use super::{
    Ask, Carried, Issued, IssuedAction, IssuedIndicator, IssuedSettings, Plan, Printed, Settings, Stamp,
    TEMPLATE_VERSION,
};

impl Plan {
    /// The return of the delivery plan `code` for the plan's period, as it is issued; `None` for an unknown code.
    pub fn issue(&self, code: &str) -> Option<Issued> {
        let delivery_plan = self.delivery_plan(code)?;
        let (actions, indicators) = self.rows_of(code);
        // Where the plan names one for any of them, the others are its delivery plan's.
        let names_leads = actions.iter().any(|row| row.issued.lead_officer.is_some());
        let extras = |rows: Option<&[Carried]>| -> Vec<SharedText> {
            rows.map(|carried| carried.iter().map(|one| one.heading.clone()).collect()).unwrap_or_default()
        };
        let mut issued = Issued {
            template_version: TEMPLATE_VERSION,
            stamp: Stamp {
                plan_code: delivery_plan.code.to_string(),
                plan_name: delivery_plan.name.to_string(),
                period: self.period,
                organisation: self.settings.organisation.clone(),
                plan_title: self.settings.plan_title.clone(),
                return_by: self.settings.returns_due,
                send_to: send_to(&self.settings),
                stays_in_folder: self.settings.returns_folder.is_some(),
                check_page: self.settings.check_page.clone(),
            },
            settings: IssuedSettings {
                actions_counted: self.settings.actions_counted,
                indicator_ratings: self.settings.indicator_ratings,
                direction: self.settings.direction,
                commentary_limit: self.settings.commentary_limit,
                sign_off: self.settings.sign_off,
                milestones: self.settings.milestones,
            },
            priorities: self.priorities.clone(),
            scheme: self.scheme.clone(),
            tolerances: self
                .tolerances
                .iter()
                .filter(|tolerance| indicators.iter().any(|row| row.issued.is_banded_by(&tolerance.name)))
                .cloned()
                .collect(),
            policy: self.policy.clone(),
            action_extras: extras(self.actions.first().map(|row| &*row.carried)),
            indicator_extras: extras(self.indicators.first().map(|row| &*row.carried)),
            actions: actions
                .iter()
                .map(|row| IssuedAction {
                    lead_officer: row.lead_officer.clone().filter(|_| names_leads),
                    carried: values(&row.carried),
                    ..row.issued.clone()
                })
                .collect(),
            indicators: indicators
                .iter()
                .map(|row| IssuedIndicator { carried: values(&row.carried), ..row.issued.clone() })
                .collect(),
            table_texts: Vec::new(),
            found: None,
            label: self.label.clone(),
        };
        issued.table_texts = issued.texts_of_tables();
        Some(issued)
    }

    /// Lets a return that came back hold the plan's own texts where it has the same: thousands of returns say again what
    /// the plan says. Nothing of what it says is changed.
    pub fn share_with(&self, issued: &mut Issued) {
        share(&mut issued.scheme, &self.scheme);
        share(&mut issued.priorities, &self.priorities);
        share(&mut issued.policy, &self.policy);
        for own in &mut issued.tolerances {
            if let Some(planned) = self.tolerances.iter().find(|planned| planned.name == own.name) {
                share(own, planned);
            }
        }
        let (actions, indicators) = self.rows_of(&issued.stamp.plan_code);
        for (row, own) in issued.actions.iter_mut().zip(actions) {
            share_all([
                (Some(&mut row.reference), Some(&own.reference)),
                (Some(&mut row.action), Some(&own.action)),
                (row.outcome.as_mut(), own.outcome.as_ref()),
                (row.project.as_mut(), own.project.as_ref()),
                (row.lead_officer.as_mut(), own.lead_officer.as_ref()),
                (row.last_rating.as_mut(), own.last_rating.as_ref()),
                (row.last_commentary.as_mut(), own.last_commentary.as_ref()),
                (Some(&mut row.priority), Some(&own.issued.priority)),
                (row.deadline.printed_mut(), own.issued.deadline.printed_text()),
            ]);
            share_carried(&mut row.carried, &own.carried);
        }
        for (row, own) in issued.indicators.iter_mut().zip(indicators) {
            share_all([
                (Some(&mut row.reference), Some(&own.reference)),
                (Some(&mut row.indicator), Some(&own.indicator)),
                (Some(&mut row.unit), Some(&own.unit)),
                (row.tolerance.as_mut(), own.tolerance.as_ref()),
                (row.last_rating.as_mut(), own.last_rating.as_ref()),
                (row.last_commentary.as_mut(), own.last_commentary.as_ref()),
                (Some(&mut row.priority), Some(&own.issued.priority)),
            ]);
            share_carried(&mut row.carried, &own.carried);
        }
    }
}

impl Issued {
    /// Keeps what an earlier issue of the same return came filled in with: last ratings, values and commentary, revised deadlines, and
    /// actions that were finished before.
    pub fn carry_from(&mut self, earlier: &Self) {
        let of_actions = places_then(&self.action_extras, &earlier.action_extras);
        let of_indicators = places_then(&self.indicator_extras, &earlier.indicator_extras);
        let actions: BTreeMap<String, &IssuedAction> =
            earlier.actions.iter().map(|row| (key(&row.reference), row)).collect();
        for row in &mut self.actions {
            let Some(then) = actions.get(&key(&row.reference)) else { continue };
            row.last_rating = then.last_rating.clone().or_else(|| row.last_rating.take());
            row.last_commentary = then.last_commentary.clone().or_else(|| row.last_commentary.take());
            row.revised_deadline.clone_from(&then.revised_deadline);
            row.finished.clone_from(&then.finished);
            row.last_answers = answers_then(&of_actions, &then.last_answers);
        }
        let indicators: BTreeMap<String, &IssuedIndicator> =
            earlier.indicators.iter().map(|row| (key(&row.reference), row)).collect();
        for row in &mut self.indicators {
            let Some(then) = indicators.get(&key(&row.reference)) else { continue };
            row.last_rating = then.last_rating.clone().or_else(|| row.last_rating.take());
            row.last_commentary = then.last_commentary.clone().or_else(|| row.last_commentary.take());
            row.last_answers = answers_then(&of_indicators, &then.last_answers);
            if !then.last_value.is_blank() {
                row.last_value.clone_from(&then.last_value);
            }
        }
    }
}

/// Where each column that asks stood among those of an earlier issue.
fn places_then(now: &[SharedText], then: &[SharedText]) -> Vec<Option<usize>> {
    let then: Vec<Ask<'_>> = then.iter().filter_map(|heading| Ask::of(heading)).collect();
    let asked = now.iter().filter_map(|heading| Ask::of(heading));
    asked.map(|ask| then.iter().position(|own| own.is_same_question(&ask))).collect()
}

/// What an earlier issue said of the period before, in the order of the columns as they are now.
fn answers_then(places: &[Option<usize>], then: &[Printed]) -> Box<[Printed]> {
    if then.is_empty() {
        return Box::default();
    }
    places.iter().map(|place| place.and_then(|place| then.get(place)).cloned().unwrap_or_default()).collect()
}

/// What stands below further headings.
fn values(carried: &[Carried]) -> Box<[Printed]> {
    carried.iter().map(|one| one.value.clone()).collect()
}

/// Makes one part the same part as the other where they say the same.
fn share<T: PartialEq + ?Sized>(own: &mut Arc<T>, other: &Arc<T>) {
    if own == other {
        *own = Arc::clone(other);
    }
}

/// Makes what stands below further headings the same texts where they say the same.
fn share_carried(own: &mut [Printed], planned: &[Carried]) {
    for (own, planned) in own.iter_mut().zip(planned) {
        if let (Printed::Text(own), Printed::Text(planned)) = (own, &planned.value) {
            share_all([(Some(own), Some(planned))]);
        }
    }
}

/// Makes texts the same text where they say the same.
fn share_all<const N: usize>(pairs: [(Option<&mut SharedText>, Option<&SharedText>); N]) {
    for (own, other) in pairs {
        if let (Some(own), Some(other)) = (own, other)
            && own == other
        {
            *own = other.clone();
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
