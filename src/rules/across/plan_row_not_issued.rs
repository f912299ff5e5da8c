//! A row of the plan that its return was not issued with.

use std::collections::BTreeSet;

use crate::domain::{Kind, key};
use crate::returns::Return;
use crate::rules::{AcrossView, Check, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// A return must have been issued with every row that the plan workbook has for its delivery plan. One finding for each
    /// return, with the Refs. A row that was issued to another delivery plan, and came back from it, is told by
    /// returned-row-not-planned.
    ///
    /// # Why it matters
    /// Nobody was asked about a row that was added after the return went out, and the report has a row without an answer.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Green |
    ///
    /// | Plan since | Do | Where | What |
    /// |---|---|---|---|
    /// | | copy row | Actions!1.1 | 1.2 |
    ///
    /// # Accepted
    /// A row that ended before this period is asked of nobody:
    ///
    /// | Actions | Ref | Deadline | Ended | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q3 | | Green |
    ///
    /// | Plan since | Do | Where | What |
    /// |---|---|---|---|
    /// | | copy row | Actions!1.1 | 1.2 |
    /// | | type | Actions!1.2!Ended | 2024-25 Q4 |
    ///
    /// # What to do
    /// Issue the return again with `planroll issue PLAN --only CODE --from RETURN`, which takes over what was filled in, and
    /// ask the service for the rows that are new. If a row is for later, put it into the plan workbook then.
    "RET007", "plan-row-not-issued", Error, since "0.2.0",
    checks: [Check::Across(check)],
    officer_only: true,
}

/// The rows that a return was issued with, by kind and key of their reference.
fn refs_of(received: &Return) -> impl Iterator<Item = (Kind, String)> {
    [Kind::Actions, Kind::Indicators].into_iter().flat_map(move |kind| {
        let refs = (0..received.issued.row_count(kind)).filter_map(move |row| received.issued.reference(kind, row));
        refs.map(move |reference| (kind, key(reference)))
    })
}

fn check(view: &AcrossView<'_>, out: &mut Findings) {
    let elsewhere = view.moved_rows();
    for place in 0..view.plan.delivery_plans.len() {
        let parts: Vec<&Return> = view.stamped_of(place).map(|(_, received)| received).collect();
        let Some(received) = parts.first() else { continue };
        let issued: BTreeSet<(Kind, String)> = parts.iter().flat_map(|part| refs_of(part)).collect();
        let code = &received.identity.plan_code;
        let (actions, indicators) = view.plan.rows_of(code);
        let actions = actions.iter().map(|row| (Kind::Actions, row.reference.as_str()));
        let planned = actions.chain(indicators.iter().map(|row| (Kind::Indicators, row.reference.as_str())));
        let lacks = |(kind, reference): &(Kind, &str)| {
            let row = (*kind, key(reference));
            !elsewhere.contains(&row) && !issued.contains(&row)
        };
        let refs: Vec<&str> = planned.filter(lacks).map(|(_, reference)| reference).collect();
        if refs.is_empty() {
            continue;
        }
        let listed = Words::all_of(refs.iter().copied());
        let words = Words {
            message: format!("the plan has {listed} for {}, and its return was not issued with that", view.plan_name(code)),
            expected: "a return issued with every row of the plan".to_owned(),
            found: refs.join(", "),
            help: format!(
                "If the plan is right: `{}` issues it again with what was filled in; then ask for what is new. If the return is \
                 right, take {listed} out of the plan, or put it in when it is to be asked for. To leave it so, add a row to \
                 Waivers.",
                view.issue_again(received)
            ),
        };
        out.push(Finding::at_file(&RULE, words).about(code).in_file(&received.source.path));
    }
}
