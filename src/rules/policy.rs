//! What the plan makes of the rules: severities, rules that are off, and findings that somebody accepted.
//!
//! Applied in one place, so that a waived finding is counted and attributed everywhere alike.

use crate::domain::{Level, Period, Severity, key};
use crate::plan::{PolicyTable, Waiver};

use super::{CHECKS, Check, Finding, Rule, find_rule};

/// The Rules and Waivers sheets, with their names resolved.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    levels: Vec<(&'static str, Level)>,
    waivers: Vec<(&'static str, Waiver)>,
}

impl Policy {
    /// Resolves the names of a plan's sheets; names of no rule are left out (PLN017 and PLN022 report them).
    pub fn new(table: &PolicyTable) -> Self {
        Self {
            levels: table.levels.iter().filter_map(|level| Some((find_rule(&level.rule)?.code, level.level))).collect(),
            waivers: table
                .waivers
                .iter()
                .filter_map(|waiver| Some((find_rule(&waiver.rule)?.code, waiver.clone())))
                .collect(),
        }
    }

    /// Whether it leaves every rule as it is.
    pub(crate) fn is_empty(&self) -> bool {
        self.levels.is_empty() && self.waivers.is_empty()
    }

    /// Whether a rule runs.
    pub fn is_on(&self, rule: &Rule) -> bool {
        self.level(rule) != Some(Level::Off)
    }

    /// The checks of the rules that run, each with its rule.
    pub(super) fn checks(&self) -> impl Iterator<Item = (&'static Rule, &'static Check)> {
        let on = CHECKS.iter().filter(|(rule, _)| self.is_on(rule));
        on.flat_map(|(rule, checks)| checks.iter().map(|check| (*rule, check)))
    }

    fn level(&self, rule: &Rule) -> Option<Level> {
        // The last row that names a rule is the one that holds.
        self.levels.iter().rev().find(|(code, _)| *code == rule.code).map(|(_, level)| *level)
    }

    /// The severity of a finding after the Rules sheet.
    pub fn severity(&self, finding: &Finding) -> Severity {
        match self.level(finding.rule) {
            Some(Level::At(severity)) => severity,
            Some(Level::Off) | None => finding.severity,
        }
    }

    /// The waivers of a finding of `plan_code` in `period`, by the rule and the ref or delivery plan that they name.
    /// Several may: one of a row and one of its delivery plan. The first is the one that is printed.
    pub fn waivers<'p>(
        &'p self,
        finding: &Finding,
        plan_code: Option<&str>,
        period: Option<&Period>,
    ) -> impl Iterator<Item = &'p Waiver> {
        self.waivers_of(finding.rule.code)
            .filter(move |waiver| applies(waiver, finding.reference.as_deref(), plan_code, period))
    }

    fn waivers_of(&self, code: &str) -> impl Iterator<Item = &Waiver> {
        self.waivers.iter().filter(move |(own, _)| *own == code).map(|(_, waiver)| waiver)
    }

    /// Whether every finding of a rule about the row `reference` is waived in `period`.
    pub fn waives(&self, rule: &Rule, reference: &str, plan_code: &str, period: &Period) -> bool {
        self.waivers_of(rule.code).any(|waiver| applies(waiver, Some(reference), Some(plan_code), Some(period)))
    }

    /// Sets severities and waivers of the findings of one file.
    pub fn apply(&self, findings: &mut [Finding], plan_code: Option<&str>, period: Option<&Period>) {
        for finding in findings {
            finding.severity = self.severity(finding);
            let who = self.waivers(finding, plan_code, period).next().map(attribution);
            finding.waived_by = who;
        }
    }
}

/// Whether a waiver is for a row or delivery plan of that name, in that period.
fn applies(waiver: &Waiver, reference: Option<&str>, plan_code: Option<&str>, period: Option<&Period>) -> bool {
    let wanted = key(&waiver.reference);
    let names = |text: Option<&str>| text.is_some_and(|text| key(text) == wanted);
    let then = waiver.period.as_ref().is_none_or(|only| period == Some(only));
    then && !wanted.is_empty() && (names(reference) || names(plan_code))
}

/// Who waived a finding and why, as printed.
fn attribution(waiver: &Waiver) -> String {
    match (waiver.approved_by.trim(), waiver.reason.trim()) {
        ("", "") => "waived in the plan workbook".to_owned(),
        ("", reason) => reason.to_owned(),
        (who, "") => who.to_owned(),
        (who, reason) => format!("{who}: {reason}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Part;
    use crate::grid::CellRef;

    #[test]
    fn a_waiver_is_for_what_it_names_in_its_period() {
        let period = |number| Period::new(2025, Part::Quarter(number), 4).unwrap();
        let waiver = |reference: &str, period| Waiver {
            rule: "RAT005".to_owned(),
            reference: reference.to_owned(),
            period,
            reason: String::new(),
            approved_by: String::new(),
            at: CellRef::default(),
        };
        let is = |reference, only| applies(&waiver(reference, only), Some("1.1"), Some("Homes"), Some(&period(1)));
        assert!(is("1.1", None) && is(" homes ", None) && is("1.1", Some(period(1))));
        assert!(!is("1.2", None) && !is("", None) && !is("1.1", Some(period(2))));
        assert!(applies(&waiver("homes", None), None, Some("Homes"), None), "what is no row is waived by its plan");
        assert!(!applies(&waiver("1.1", Some(period(1))), Some("1.1"), None, None), "in no period");
        assert!(!applies(&waiver("", None), None, None, None));
    }
}
