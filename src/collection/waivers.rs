//! The waivers that were used: what somebody accepted beforehand, and how many findings that was.
//!
//! Found as the policy finds them, from the findings that it marked, so that no waived finding is left out.

use std::collections::BTreeMap;

use crate::domain::Period;
use crate::grid::CellRef;
use crate::plan::Waiver;
use crate::returns::Received;
use crate::rules::{Finding, Policy, Rule};

use super::Collection;

/// A row of the Waivers sheet with the findings that it answers for.
#[derive(Debug, Clone)]
pub struct WaiverUsed {
    /// The rule whose findings it accepts.
    pub rule: &'static Rule,
    /// The action, indicator or delivery plan that it names.
    pub reference: String,
    /// The only period it holds for, where it holds for one only.
    pub period: Option<Period>,
    /// Why.
    pub reason: String,
    /// Who accepted it.
    pub approved_by: String,
    /// How many findings of this period are waived by it.
    pub findings: usize,
}

/// What orders them: first those of the Waivers sheet by their cell there, then any other by what it is about.
type Order = (bool, Option<CellRef>, &'static str, String);

impl Collection<'_> {
    /// The waivers that findings used, in the order of their sheet. Their `findings` add up to the number of waived
    /// findings; where several waivers are for one finding, the first has it.
    pub fn waivers_used(&self) -> Vec<WaiverUsed> {
        let policy = Policy::new(&self.plan.policy);
        let mut used: BTreeMap<Order, WaiverUsed> = BTreeMap::new();
        let mut add = |finding: &Finding, plan_code: Option<&str>, period: Option<&Period>| {
            let Some(who) = &finding.waived_by else { return };
            let waiver = policy.waivers(finding, plan_code, period).next();
            let order = match waiver {
                Some(waiver) => (false, Some(waiver.at), finding.rule.code, String::new()),
                None => (true, None, finding.rule.code, format!("{:?} {who}", finding.reference)),
            };
            let one = used.entry(order).or_insert_with(|| WaiverUsed::of(finding, waiver, who));
            one.findings += 1;
        };
        for finding in self.of_plan.iter().chain(&self.across) {
            add(finding, self.plan_code(&finding.path), Some(&self.plan.period));
        }
        for (_, file) in self.speaking() {
            let (code, period) = match &file.received {
                Received::Read(received) => (Some(received.identity.plan_code.as_str()), Some(received.period())),
                Received::Refused(_) | Received::PassedOver(_) => (None, None),
            };
            for finding in &file.findings {
                add(finding, code, period.as_ref());
            }
        }
        used.into_values().collect()
    }
}

impl WaiverUsed {
    /// A waiver before its findings are counted. What no row of the sheet answers for stands with who is said to have
    /// waived it.
    fn of(finding: &Finding, waiver: Option<&Waiver>, who: &str) -> Self {
        let (rule, findings) = (finding.rule, 0);
        match waiver {
            Some(waiver) => Self {
                rule,
                reference: waiver.reference.clone(),
                period: waiver.period,
                reason: waiver.reason.clone(),
                approved_by: waiver.approved_by.clone(),
                findings,
            },
            None => Self {
                rule,
                reference: finding.reference.clone().unwrap_or_default(),
                period: None,
                reason: who.to_owned(),
                approved_by: String::new(),
                findings,
            },
        }
    }
}
