//! Reading the Priorities and Delivery plans sheets: what actions and indicators are filed under.
//!
//! Codes are looked up as typed, whatever their case and spacing, and always kept as their own sheet spells them, so
//! that nothing after this compares two spellings of one code.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{SharedText, key, same};
use crate::layout::{Field, Row, Table};
use crate::plan::{DeliveryPlan, Priority};

use super::address::read_addresses;
use super::choice::{name_in, nearest};
use super::fault::{DeliveryPlanFault, FaultKind, LeadFault, PriorityFault};
use super::faults::Faults;
use super::refs::with_refs;

/// What rows of Actions and Indicators are filed under. Each is `None` where its sheet cannot be read, and then every
/// code is taken as it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Structure {
    /// The priorities, in the order of their sheet.
    pub(super) priorities: Option<Vec<Priority>>,
    /// The delivery plans, in the order of their sheet.
    pub(super) plans: Option<Vec<DeliveryPlan>>,
    /// The place of each delivery plan by the key of its code: every row asks for it.
    places: BTreeMap<String, usize>,
    /// Codes of the delivery plans whose default priority is unknown: their rows lack one for a reason already given.
    broken_defaults: BTreeSet<SharedText>,
}

/// Where one row of Actions or Indicators is filed.
#[derive(Debug, Clone)]
pub(super) struct Filed<'s> {
    /// Codes of its delivery plans, none twice.
    pub(super) plans: Vec<SharedText>,
    /// Code of its priority.
    pub(super) priority: Option<SharedText>,
    /// Its first delivery plan, which gives what the row leaves blank.
    pub(super) first: Option<&'s DeliveryPlan>,
}

impl Structure {
    /// Reads both sheets, as far as they are there.
    pub(super) fn read(priorities: Option<&Table<'_>>, plans: Option<&Table<'_>>, faults: &mut Faults) -> Self {
        let mut structure =
            Self { priorities: priorities.map(|table| read_priorities(table, faults)), ..Self::default() };
        structure.plans = plans.map(|table| structure.read_delivery_plans(table, faults));
        for (place, plan) in structure.plans.iter().flatten().enumerate() {
            structure.places.entry(key(&plan.code)).or_insert(place);
        }
        structure
    }

    /// Where a row of Actions or Indicators is filed; what it names and nobody knows is recorded.
    pub(super) fn file(&self, row: &Row<'_, '_>, faults: &mut Faults) -> Filed<'_> {
        let plans = self.plans_of(row, faults);
        let first = plans.first().and_then(|code| self.plan(code));
        let default = first.and_then(|plan| plan.priority.clone());
        let own = row.given(Field::Priority);
        if own.is_none() && default.is_none() && first.is_some_and(|plan| !self.broken_defaults.contains(&plan.code)) {
            faults.at(row, Field::Priority, FaultKind::Priority(PriorityFault::Missing));
        }
        let priority = match own {
            Some(typed) => priority_of(row, &typed, self.priorities.as_deref(), faults),
            None => default,
        };
        Filed { plans, priority, first }
    }

    /// The name of the priority with that code; empty where there is none.
    pub(super) fn priority_name(&self, code: Option<&str>) -> SharedText {
        let of_code = |priority: &&Priority| code.is_some_and(|code| same(&priority.code, code));
        self.priorities.iter().flatten().find(of_code).map(|priority| priority.name.clone()).unwrap_or_default()
    }

    fn plan(&self, code: &str) -> Option<&DeliveryPlan> {
        self.plans.as_deref()?.get(*self.places.get(&key(code))?)
    }

    /// The codes of the delivery plans that a row names, none twice; faults are recorded.
    fn plans_of(&self, row: &Row<'_, '_>, faults: &mut Faults) -> Vec<SharedText> {
        let typed = row.text(Field::DeliveryPlan);
        let mut codes: Vec<SharedText> = Vec::new();
        let mut is_blank = true;
        for piece in typed.split(';').map(str::trim).filter(|piece| !piece.is_empty()) {
            is_blank = false;
            let code = match &self.plans {
                None => piece.into(),
                Some(plans) => {
                    let Some(plan) = self.plan(piece) else {
                        let nearest = nearest(piece, plans.iter().map(|plan| plan.code.as_str())).map(str::to_owned);
                        let kind =
                            FaultKind::DeliveryPlan(DeliveryPlanFault::Unknown { code: piece.to_owned(), nearest });
                        faults.at(row, Field::DeliveryPlan, kind);
                        continue;
                    };
                    plan.code.clone()
                }
            };
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        if is_blank {
            faults.at(row, Field::DeliveryPlan, FaultKind::DeliveryPlan(DeliveryPlanFault::Missing));
        }
        // Nearly all rows have one, and there are very many rows.
        codes.shrink_to_fit();
        codes
    }

    fn read_delivery_plans(&mut self, table: &Table<'_>, faults: &mut Faults) -> Vec<DeliveryPlan> {
        let coded = with_refs(table, Field::Code, faults);
        coded.into_iter().filter_map(|(row, code)| self.read_delivery_plan(&row, code, faults)).collect()
    }

    fn read_delivery_plan(&mut self, row: &Row<'_, '_>, code: SharedText, faults: &mut Faults) -> Option<DeliveryPlan> {
        let lead_officer = row.given(Field::LeadOfficer);
        let (email, cc) = (addresses(row, Field::Email, faults), addresses(row, Field::Cc, faults));
        // Whoever is meant by an address that is none would not get the mail, and nobody would know: none is written.
        let (email, cc) = email.zip(cc).unwrap_or_default();
        if row.given(Field::Email).is_none() {
            faults.at(row, Field::Email, FaultKind::Lead(LeadFault::EmailMissing));
        } else if lead_officer.is_none() {
            faults.at(row, Field::LeadOfficer, FaultKind::Lead(LeadFault::OfficerMissing));
        }
        let priority = row.given(Field::Priority).and_then(|typed| {
            let found = priority_of(row, &typed, self.priorities.as_deref(), faults);
            if found.is_none() {
                self.broken_defaults.insert(code.clone());
            }
            found
        });
        let at = row.at(Field::Code)?;
        if code.is_empty() {
            return None;
        }
        Some(DeliveryPlan {
            name: name_in(row, Field::DeliveryPlan).unwrap_or_else(|| code.clone()),
            code,
            lead_officer,
            email,
            cc,
            priority,
            portfolio_holder: name_in(row, Field::PortfolioHolder),
            scrutiny_committee: name_in(row, Field::ScrutinyCommittee),
            at,
        })
    }
}

fn read_priorities(table: &Table<'_>, faults: &mut Faults) -> Vec<Priority> {
    let coded = with_refs(table, Field::Code, faults).into_iter().filter(|(_, code)| !code.is_empty());
    coded
        .map(|(row, code)| Priority {
            name: name_in(&row, Field::Priority).unwrap_or_else(|| code.clone()),
            code,
            short_name: name_in(&row, Field::ShortName),
            description: row.given(Field::Description),
        })
        .collect()
}

/// The code of the priority that a row names by code or name; a fault is recorded where there is none.
fn priority_of(
    row: &Row<'_, '_>,
    typed: &str,
    priorities: Option<&[Priority]>,
    faults: &mut Faults,
) -> Option<SharedText> {
    let Some(priorities) = priorities else { return Some(typed.into()) };
    let by = |text: fn(&Priority) -> &str| priorities.iter().find(|priority| same(text(priority), typed));
    if let Some(found) = by(|priority| &priority.code).or_else(|| by(|priority| &priority.name)) {
        return Some(found.code.clone());
    }
    let names = priorities.iter().flat_map(|priority| [priority.code.as_str(), priority.name.as_str()]);
    let nearest = nearest(typed, names).map(str::to_owned);
    faults.at(row, Field::Priority, FaultKind::Priority(PriorityFault::Unknown { nearest }));
    None
}

/// The addresses in a cell; `None` where one of them is none.
fn addresses(row: &Row<'_, '_>, field: Field, faults: &mut Faults) -> Option<Vec<String>> {
    let (good, bad) = read_addresses(&row.text(field));
    if bad.is_empty() {
        return Some(good);
    }
    faults.at(row, field, FaultKind::AddressInvalid(bad));
    None
}
