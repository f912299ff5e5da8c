//! The Rules sheet names a rule that there is not.

use crate::plan::Plan;
use crate::layout::{PLAN, SheetId};
use crate::rules::{Check, Finding, Findings, Words, find_rule};

rule! {
    /// # What it checks
    /// Every row of the Rules sheet names a rule by its code or its name.
    ///
    /// # Why it matters
    /// The severity that was meant to change stays as it was: a rule that members agreed to switch off goes on finding.
    ///
    /// # Rejected
    /// | Rules | Rule | Severity |
    /// |---|---|---|
    /// | | RAT999 | Warning |
    ///
    /// # Accepted
    /// | Rules | Rule | Severity |
    /// |---|---|---|
    /// | | rat005 | Warning |
    /// | | overdue-but-on-track | Off |
    ///
    /// # What to do
    /// Type a code or a name as `planroll rules` lists them.
    "PLN017", "rule-unknown", Error, since "0.1.0",
    checks: [Check::Plan(check)],
}

fn check(plan: &Plan, out: &mut Findings) {
    for level in plan.policy.levels.iter().filter(|level| find_rule(&level.rule).is_none()) {
        let message = if level.rule.is_empty() {
            "this row names no rule".to_owned()
        } else {
            format!("“{}” is not a rule", level.rule)
        };
        let help = "Type the code or name of a rule, as planroll rules lists them.";
        let words = Words::new(message, "the code or name of a rule", &level.rule, help);
        out.push(Finding::at_cell(&RULE, PLAN.sheet_name(SheetId::Rules), level.at, words));
    }
}
