//! The returns that a plan is issued as.

use crate::domain::key;
use crate::grid::{Legacy, Limits, read, sha256};
use crate::issue::file_names;
use crate::mark::issue_from;
use crate::plan::{Issued, Plan};
use crate::previous::History;
use crate::returns::{Received, Source};
use crate::rules::receive;

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

/// A return that was issued again.
#[derive(Debug)]
pub struct IssuedAgain {
    /// Its workbook, as the bytes of an .xlsx file.
    pub bytes: Vec<u8>,
    /// What was filled in and has no place in it, each in a sentence without a full stop.
    pub left_out: Vec<String>,
}

/// Issues a return again with what was filled in in the file at `path`. `carries` says that earlier workbooks were carried
/// into it; else what came filled in stays as it came.
pub(super) fn again(
    to_issue: &mut ToIssue,
    (path, bytes): (&str, &[u8]),
    plan: &Plan,
    carries: bool,
    legacy: Legacy<'_>,
) -> Result<IssuedAgain, Error> {
    let stamp = &to_issue.issued.stamp;
    let refused = |why: String| Error::NotThatReturn {
        path: path.to_owned(),
        why,
        code: stamp.plan_code.clone(),
        period: stamp.period.to_string(),
    };
    let workbook = read(bytes, &Limits::returns(), legacy).map_err(|why| refused(why.to_string()))?;
    let source = Source { path: path.to_owned(), sha256: sha256(bytes) };
    let received = match receive(source, &workbook, Some(plan)) {
        Received::Read(received) => received,
        Received::Refused(_) | Received::PassedOver(_) => return Err(refused("it is no return".to_owned())),
    };
    let own = &received.identity;
    if key(&own.plan_code) != key(&stamp.plan_code) || received.period() != stamp.period {
        return Err(refused(format!("it is the return of `{}` for {}", own.plan_code, own.period)));
    }
    if !received.stamped {
        return Err(refused("what it was issued with is not known".to_owned()));
    }
    if !carries {
        to_issue.issued.carry_from(&received.issued);
    }
    // Without one of the plan's own the service's label stays.
    let issued = &mut to_issue.issued;
    issued.label = issued.label.take().or_else(|| workbook.label.clone());
    let issued_again = issue_from(&workbook, &received, &to_issue.issued)?;
    Ok(IssuedAgain { bytes: issued_again.bytes, left_out: issued_again.left_out })
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
