//! A waiver for a rule or a ref that there is not.

use std::collections::BTreeSet;

use crate::domain::key;
use crate::grid::CellRef;
use crate::layout::{Field, PLAN, SheetId};
use crate::plan::Plan;
use crate::rules::{Check, Finding, Findings, Words, find_rule};

rule! {
    /// # What it checks
    /// Every waiver names a rule by its code or name, and the ref of an action or indicator or the code of a delivery plan
    /// that is in the plan. Once every return of the period is in, a waiver for which there is no such finding is named too.
    ///
    /// # Why it matters
    /// A waiver that matches nothing accepts nothing: what was agreed goes on being reported, and the list of waivers says
    /// otherwise.
    ///
    /// # Rejected
    /// | Waivers | Rule | Ref | Reason | Approved by |
    /// |---|---|---|---|---|
    /// | | RAT999 | 1.1 | Agreed in June | Head of Policy |
    /// | | RAT005 | 9.9 | Agreed in June | Head of Policy |
    ///
    /// # Accepted
    /// | Waivers | Rule | Ref | Reason | Approved by |
    /// |---|---|---|---|---|
    /// | | RAT005 | 1.1 | Agreed in June | Head of Policy |
    /// | | overdue-but-on-track | HOUSING | Agreed in June | Head of Policy |
    ///
    /// # What to do
    /// Correct the rule or the ref, or delete the waiver.
    "PLN022", "waiver-matches-nothing", Warning, since "0.1.0",
    checks: [Check::Plan(check)],
}

fn check(plan: &Plan, out: &mut Findings) {
    let layout = PLAN.sheet(SheetId::Waivers);
    for waiver in &plan.policy.waivers {
        let (message, expected, found) = if find_rule(&waiver.rule).is_none() {
            (
                format!("“{}” is not a rule, so the waiver accepts nothing", waiver.rule),
                "the code or name of a rule",
                &waiver.rule,
            )
        } else if !is_known(plan, &waiver.reference) {
            let message = format!("“{}” is in no sheet of the plan, so the waiver accepts nothing", waiver.reference);
            (message, "the ref of an action or indicator, or the code of a delivery plan", &waiver.reference)
        } else {
            continue;
        };
        let help =
            format!("Correct {} or {}, or delete the waiver.", layout.heading(Field::Rule), layout.heading(Field::Ref));
        let finding = Finding::at_cell(&RULE, &layout.name, waiver.at, Words::new(message, expected, found, help));
        out.push(finding.about(&waiver.reference));
    }
}

/// The waivers of this period that no finding used, as findings. To be asked only where every return is there: with one
/// missing, the finding that a waiver is for may simply not have come yet. `used` holds the Rule cells of those used.
pub fn unused(plan: &Plan, used: &BTreeSet<CellRef>) -> Vec<Finding> {
    let layout = PLAN.sheet(SheetId::Waivers);
    plan.policy
        .waivers
        .iter()
        .filter(|waiver| find_rule(&waiver.rule).is_some() && is_known(plan, &waiver.reference))
        .filter(|waiver| waiver.period.as_ref().is_none_or(|only| *only == plan.period))
        .filter(|waiver| !used.contains(&waiver.at))
        .map(|waiver| {
            let message =
                format!("every return is in, and none has a finding of {} for {}", waiver.rule, waiver.reference);
            let help = "Delete the waiver, or give it the period it was meant for.".to_owned();
            Finding::at_cell(
                &RULE,
                &layout.name,
                waiver.at,
                Words::new(message, "a finding to accept", &waiver.rule, help),
            )
            .about(&waiver.reference)
        })
        .collect()
}

fn is_known(plan: &Plan, reference: &str) -> bool {
    let wanted = key(reference);
    let actions = plan.actions.iter().map(|row| &row.reference);
    let indicators = plan.indicators.iter().map(|row| &row.reference);
    let plans = plan.delivery_plans.iter().map(|row| &row.code);
    actions.chain(indicators).chain(plans).any(|one| key(one) == wanted)
}
