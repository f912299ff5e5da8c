//! An expected return has not come.

use crate::returns::Receipt;
use crate::rules::{AcrossView, Check, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// Every delivery plan to which rows were issued must have a return for the period. A delivery plan without actions
    /// and indicators has none to send.
    ///
    /// # Why it matters
    /// The figures of the whole plan are provisional until the last return is in.
    ///
    /// # Rejected
    /// | Actions | Ref | Delivery plan | Deadline |
    /// |---|---|---|---|
    /// | | 1.1 | economy | Q4 |
    /// | | 2.1 | housing | Q4 |
    ///
    /// # Accepted
    /// | Actions | Ref | Delivery plan | Deadline |
    /// |---|---|---|---|
    /// | | 1.1 | economy | Q4 |
    ///
    /// | Actions @2 | Ref | Delivery plan | Deadline |
    /// |---|---|---|---|
    /// | | 2.1 | housing | Q4 |
    ///
    /// # What to do
    /// Ask the lead officer for it. Until it has come, figures of the whole plan are provisional.
    "RET001", "return-missing", Error, since "0.1.0",
    checks: [Check::Across(check)],
    officer_only: true,
}

fn check(view: &AcrossView<'_>, out: &mut Findings) {
    for (code, standing) in &view.set.plans {
        if *standing != Receipt::Missing {
            continue;
        }
        let name = view.plan_name(code);
        let words = Words {
            message: format!("no return has come from {name} for {}", view.plan.period),
            expected: format!("one return from {name}"),
            found: "none".to_owned(),
            help: "Ask the lead officer for it; until it has come, figures are provisional.".to_owned(),
        };
        out.push(Finding::at_file(&RULE, words).about(code));
    }
}
