//! A returned row that the plan no longer has, or has under another delivery plan.

use crate::domain::{Kind, SharedText, same};
use crate::returns::{Entries, EntryTable, Return, Row};
use crate::rules::{AcrossView, Check, Finding, Findings, Subject, Words};

rule! {
    /// # What it checks
    /// Every row of a return must be in the plan workbook, under its delivery plan. What came back in a row that the plan no
    /// longer has is kept in Findings and Decisions and not counted. A row that the plan has under another delivery plan now is
    /// counted there.
    ///
    /// # Why it matters
    /// A service answered for it, and the answer is in no table.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Green |
    /// | | 1.2 | Q3 | Green |
    ///
    /// | Plan since | Do | Where | What |
    /// |---|---|---|---|
    /// | | delete row | Actions!1.2 | |
    ///
    /// The row went to another delivery plan after the return was issued:
    ///
    /// | Actions | Ref | Delivery plan | Deadline | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | economy | Q3 | Green |
    /// | | 1.2 | economy | Q3 | Green |
    ///
    /// | Actions @2 | Ref | Delivery plan | Deadline | Rating |
    /// |---|---|---|---|---|
    /// | | 2.1 | housing | Q3 | Green |
    ///
    /// | Plan since | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!1.2!Delivery plan | housing |
    ///
    /// # Accepted
    /// | Actions | Ref | Delivery plan | Deadline | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | economy; housing | Q3 | Green |
    ///
    /// | Actions @2 | Ref | Delivery plan | Deadline | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | economy; housing | Q3 | Green |
    ///
    /// # What to do
    /// If the row is ended, put the period into its column Ended and leave it in the plan. If it was taken out by mistake, put
    /// it back.
    "RET008", "returned-row-not-planned", Warning, since "0.2.0",
    checks: [Check::Across(check)],
    officer_only: true,
}

fn check(view: &AcrossView<'_>, out: &mut Findings) {
    for (_, received) in view.stamped() {
        let code = received.identity.plan_code.as_str();
        if let Some(table) = &received.actions {
            for (row, issued) in table.with_issued(&received.issued.actions) {
                let plans = view.plan.action(&issued.reference).map(|planned| planned.plans.as_slice());
                let now = Now::of(view, (Kind::Actions, &issued.reference), code, plans);
                out.push(now.map(|now| told(received, table, row, &issued.reference, &now)));
            }
        }
        if let Some(table) = &received.indicators {
            for (row, issued) in table.with_issued(&received.issued.indicators) {
                let plans = view.plan.indicator(&issued.reference).map(|planned| planned.plans.as_slice());
                let now = Now::of(view, (Kind::Indicators, &issued.reference), code, plans);
                out.push(now.map(|now| told(received, table, row, &issued.reference, &now)));
            }
        }
    }
}

/// Where the plan has a row now that is not under the delivery plan from which it came back.
enum Now<'v> {
    Nowhere,
    /// Under another delivery plan, whose own return has the row or has it not.
    Elsewhere { name: &'v str, answered: bool },
}

impl<'v> Now<'v> {
    /// `plans` are the delivery plans under which the plan has the row; `None` where it is under that of `code`.
    fn of(view: &'v AcrossView<'_>, (kind, reference): (Kind, &str), code: &str, plans: Option<&'v [SharedText]>) -> Option<Self> {
        let Some(plans) = plans else { return Some(Self::Nowhere) };
        if plans.iter().any(|own| same(own, code)) {
            return None;
        }
        let is_of_them = |received: &Return| plans.iter().any(|own| same(own, &received.identity.plan_code));
        let has_row = |received: &Return| received.returned(kind).any(|own| same(own, reference));
        let answered = view.stamped().any(|(_, received)| is_of_them(received) && has_row(received));
        Some(Self::Elsewhere { name: view.plan_name(plans.first()?), answered })
    }
}

fn told<E: Entries>(received: &Return, table: &EntryTable<E>, row: &Row<E>, reference: &str, now: &Now<'_>) -> Finding {
    let issued = &received.issued;
    let filled = row.slots().filter(|(_, slot)| !slot.is_blank());
    let entries: Vec<String> =
        filled.map(|(cell, slot)| format!("{}: {}", cell.heading(issued, table.kind), slot.typed())).collect();
    let (message, expected, help) = match now {
        Now::Nowhere => (
            format!("{reference} came back and is not in the plan any more; it is not counted"),
            "a row of the plan".to_owned(),
            "If it has ended, leave it in the plan with its last period under Ended; if it was taken out by mistake, put it \
             back. What was filled in is kept here and in Decisions.",
        ),
        Now::Elsewhere { name, answered: false } => (
            format!("{reference} came back from {}, and the plan has it under {name} now; it is counted there", issued.stamp.plan_name),
            format!("the row in the return of {name}"),
            "Nothing, if it was moved on purpose; tell both services.",
        ),
        Now::Elsewhere { name, answered: true } => (
            format!(
                "{reference} came back from {}, and the plan has it under {name} now; the answer of {name} is counted",
                issued.stamp.plan_name
            ),
            format!("the row in the return of {name} only"),
            "Nothing, if it was moved on purpose; tell both services. What was filled in here is kept in Decisions.",
        ),
    };
    let found = if entries.is_empty() { "nothing filled in".to_owned() } else { entries.join("; ") };
    let words = Words { message, expected, found, help: help.to_owned() };
    Finding::at_file(&RULE, words).about(reference).of(Subject::Row(table.kind, row.index)).in_file(&received.source.path)
}
