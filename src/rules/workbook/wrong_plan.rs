//! The return's delivery plan is not in the plan workbook.

use crate::rules::{Check, FileView, Finding, Findings, Words, quoted};

rule! {
    /// # What it checks
    /// The return's plan code must be one of the Delivery plans sheet of the plan workbook, where one is given. Capitals
    /// make no difference. A return of an unknown plan is rejected when returns are consolidated.
    ///
    /// # Why it matters
    /// A return that belongs to no delivery plan is counted nowhere, while its own plan stays marked as missing.
    ///
    /// # Rejected
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Check plan code | leisure |
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # Accepted
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Check plan code | ECONOMY |
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Check the return with the plan workbook from which it was issued, or put its plan code back there.
    "WBK005", "wrong-plan", Error, since "0.1.0",
    checks: [Check::File(check)],
}

/// How many plan codes a finding lists.
const LISTED: usize = 8;

fn check(file: &FileView<'_>, out: &mut Findings) {
    let (Some(plan), code) = (file.basis.request.plan, &file.received.identity.plan_code) else { return };
    if plan.delivery_plan(code).is_some() {
        return;
    }
    let mut codes: Vec<&str> = plan.delivery_plans.iter().take(LISTED).map(|known| known.code.as_str()).collect();
    if plan.delivery_plans.len() > LISTED {
        codes.push("…");
    }
    let words = Words {
        message: format!("the plan workbook has no delivery plan with the code {}", quoted(code)),
        expected: format!("one of the plan codes {}", codes.join(", ")),
        found: code.clone(),
        help: "Check it with the plan workbook from which it was issued, or put its plan code back there.".to_owned(),
    };
    out.push(Finding::at_file(&RULE, words));
}
