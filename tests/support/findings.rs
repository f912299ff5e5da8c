//! What planroll finds in the files of a case.

use jiff::civil::Date;
use planroll::desk::{Opened, check_opened, open};
use planroll::grid::{Format, Legacy, Workbook, sha256};
use planroll::internals::collection::{Collection, Options};
use planroll::internals::domain::Period;
use planroll::internals::plan::Plan;
use planroll::internals::previous::{ByHand, History};
use planroll::internals::returns::Source;
use planroll::rules::{Finding, Policy, Request, check_earlier, check_plan};

use super::case::Case;
use super::plan::{plan_of, plan_since};
use super::previous::{by_hand, history};
use super::returns::returns_of;

/// What is given to a check beside the returns.
pub(crate) struct Given {
    pub plan: Plan,
    pub policy: Policy,
    pub history: Option<History>,
    pub by_hand: Option<ByHand>,
    as_of: Option<Date>,
    period: Option<Period>,
    is_alone: bool,
}

impl Given {
    pub(crate) fn of(case: &Case, plan: Plan) -> Self {
        let period = case.setting("Check period");
        Self {
            policy: Policy::new(&plan.policy),
            history: history(case, plan.period),
            by_hand: by_hand(case),
            as_of: case.setting("As of").map(|day| day.parse().expect("a day as 2025-06-30")),
            period: period.map(|text| Period::parse(text, &plan.settings.calendar).expect("a period")),
            is_alone: case.setting("Without plan").is_some(),
            plan,
        }
    }

    pub(crate) fn request(&self) -> Request<'_> {
        Request {
            plan: (!self.is_alone).then_some(&self.plan),
            period: (!self.is_alone).then_some(self.period.unwrap_or(self.plan.period)),
            as_of: self.as_of,
            previous: self.history.as_ref(),
        }
    }

    /// The returns checked and put together.
    pub(crate) fn collection(&self, case: &Case, returns: &[(String, Vec<u8>)]) -> Collection<'_> {
        let request = self.request();
        let checked = |(path, bytes): &(String, Vec<u8>)| {
            let mut opened = open(path, bytes, Legacy::Refuse);
            if case.is_saved_as_xls() {
                let source = Source { path: path.clone(), sha256: sha256(bytes) };
                opened = Opened::read(source, Workbook { format: Format::Xls, ..super::xlsx::opened(bytes) });
            }
            check_opened(opened, &request, Some(&self.policy), false)
        };
        let files = returns.iter().map(checked).collect();
        let take_newest = case.setting("Take newest").is_some();
        let previous = self.history.as_ref();
        let by_hand = self.by_hand.as_ref();
        let options = Options { as_of: self.as_of, take_newest, previous, by_hand, plan_path: "plan.xlsx" };
        Collection::assemble(&self.plan, &self.policy, Vec::new(), files, options)
    }
}

/// The findings of a case: of the plan workbook for PLN rules, of all returns together for RET rules, otherwise of
/// each file by itself.
pub(crate) fn findings(case: &Case, family: &str) -> Vec<Finding> {
    let draft = plan_since(case);
    if family == "PLN" {
        let policy = draft.plan.as_ref().map(|plan| Policy::new(&plan.policy)).unwrap_or_default();
        return check_plan(&draft, "plan.xlsx", &policy);
    }
    let plan = draft.plan.unwrap_or_else(|| panic!("the case has no plan: {:?}", draft.faults));
    // Changed before anything is asked of the plan, which keeps its codes once it is asked.
    let mut against = plan;
    if let (Some(code), Some(first)) = (case.setting("Check plan code"), against.delivery_plans.first_mut()) {
        first.code = code.into();
    }
    let issued_from = plan_of(case).plan.expect("the plan that the returns were issued from");
    let given = Given::of(case, against);
    let collection = given.collection(case, &returns_of(case, &issued_from));
    let mut found = match family {
        "RET" => collection.across,
        _ => collection.files.into_iter().flat_map(|file| file.findings).collect(),
    };
    found.retain(Finding::stands);
    found
}

/// The findings, a line each, for the message of a failed test.
pub(crate) fn listed(findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let cell = finding.place.cell().map(|at| at.to_string()).unwrap_or_default();
        let sheet = finding.place.sheet().unwrap_or_default().to_owned();
        format!("  {} {sheet} {cell}: {} | {}\n", finding.rule.code, finding.words.message, finding.words.found)
    };
    findings.iter().map(line).collect()
}
