//! Cases of `tests/support` seen from inside, for the tests at the foot of other files.

#[expect(dead_code, unused_imports, reason = "the corpus uses the rest")]
#[path = "../tests/support/mod.rs"]
mod support;

use crate::collection::Collection;
use crate::grid::Workbook;
use crate::plan::{Issued, Plan};
use crate::previous::History;
use crate::returns::{Received, Return};
use crate::rules::{Finding, Request};

pub(crate) use support::{Case, cases, filled, findings, issued_of, listed, opened, plan_of, plan_since};
#[cfg(feature = "cli")]
pub(crate) use support::{Table, corpus, documented};

use support::{Given, history, returns_of, saved};

/// Puts a case together with its returns, for reports and the consolidated workbook.
pub(crate) fn with_collection<T>(case: &Case, look: impl FnOnce(&Collection<'_>) -> T) -> T {
    let returns = returns_of(case, &plan_in(case));
    let plan = plan_since(case).plan.expect("the plan as it is now");
    look(&Given::of(case, plan).collection(case, &returns))
}

/// The first return of a case as it came back: its workbook, what was read of it, and what was found.
pub(crate) fn with_return<T>(case: &Case, look: impl FnOnce(&Workbook, &Return, &[Finding], &Request<'_>) -> T) -> T {
    let plan = plan_in(case);
    let file = saved(&filled(case, &plan, 1));
    let given = Given::of(case, plan);
    let collection = given.collection(case, &[("return-1.xlsx".to_owned(), file.clone())]);
    let [checked] = collection.files.as_slice() else { panic!("the case has one file") };
    let Received::Read(one) = &checked.received else { panic!("the case has no return") };
    look(&opened(&file), one, &checked.findings, &given.request())
}

/// What the first return of a case is issued with.
pub(crate) fn issued(case: &Case) -> Issued {
    let number = case.returns().first().copied().unwrap_or(1);
    issued_of(case, &plan_in(case), number).expect("the case's delivery plan")
}

/// The plan of a case with what its earlier periods said, for what is carried forward.
pub(crate) fn with_history<T>(case: &Case, look: impl FnOnce(&Plan, &History) -> T) -> T {
    let plan = plan_in(case);
    let history = history(case, plan.period).expect("an earlier period");
    look(&plan, &history)
}

fn plan_in(case: &Case) -> Plan {
    let draft = plan_of(case);
    draft.plan.unwrap_or_else(|| panic!("the case has no plan: {:?}", draft.faults))
}
