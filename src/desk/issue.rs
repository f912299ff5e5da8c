//! The returns that a plan is issued as.

use crate::issue::file_names;
use crate::plan::{Issued, Plan};
use crate::previous::History;

use super::error::Error;

/// One return that is to be written.
#[derive(Debug, Clone)]
pub struct ToIssue {
    /// What it carries; [`issue`](crate::issue::issue) makes its workbook.
    pub issued: Issued,
    /// The name of its file, without the ending.
    pub stem: String,
}

/// Every return of the plan in the plan's order, those with nothing in them left out.
pub(super) fn returns_of(plan: &Plan, history: Option<&History>) -> Vec<ToIssue> {
    let all: Vec<Issued> = plan
        .delivery_plans
        .iter()
        .filter_map(|own| plan.issue(&own.code))
        .filter(|issued| !issued.actions.is_empty() || !issued.indicators.is_empty())
        .map(|mut issued| {
            if let Some(history) = history {
                history.carry_into(&mut issued);
            }
            issued
        })
        .collect();
    // Named among all returns, so that issuing one again gives its file the same name.
    let names = file_names(&all.iter().collect::<Vec<_>>());
    let stem = |name: String| name.strip_suffix(".xlsx").map(str::to_owned).unwrap_or(name);
    all.into_iter().zip(names).map(|(issued, name)| ToIssue { issued, stem: stem(name) }).collect()
}

/// The codes of the delivery plans that are meant by `only`; all of them where it is empty.
pub(super) fn codes_of(plan: &Plan, only: &[String]) -> Result<Vec<String>, Error> {
    let known = || plan.delivery_plans.iter().map(|own| own.code.to_string()).collect();
    if only.is_empty() {
        return Ok(known());
    }
    let mut codes: Vec<String> = Vec::new();
    for code in only {
        let found = plan.delivery_plan(code).ok_or_else(|| Error::NoSuchPlan { code: code.clone(), known: known() })?;
        if !codes.iter().any(|known| *known == found.code) {
            codes.push(found.code.to_string());
        }
    }
    Ok(codes)
}
