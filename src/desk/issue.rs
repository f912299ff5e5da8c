//! The returns that a plan is issued as.

use crate::domain::key;
use crate::grid::{Legacy, Limits, read, sha256};
use crate::issue::{file_names, issue};
#[cfg(feature = "mail")]
use crate::mail::{About, Enclosure};
use crate::mark::issue_from;
use crate::plan::{DeliveryPlan, Issued, Plan};
use crate::previous::History;
use crate::report::{counted, plain};
use crate::returns::{Received, Source};
use crate::rules::receive;

use super::error::Error;

/// One return that is to be written.
#[derive(Debug, Clone)]
pub struct ToIssue {
    /// What it carries; [`ToIssue::make`] makes its workbook.
    pub issued: Issued,
    /// The name of its file, without the ending.
    pub stem: String,
}

impl ToIssue {
    /// The name of its file.
    pub fn file_name(&self) -> String {
        format!("{}.xlsx", self.stem)
    }

    /// Makes its workbook, as the bytes of an .xlsx file.
    ///
    /// # Errors
    /// [`Error::Workbook`].
    pub fn make(&self) -> Result<Vec<u8>, Error> {
        Ok(issue(&self.issued)?)
    }

    /// What a first mail is written about; none where the plan does not have its delivery plan.
    #[cfg(feature = "mail")]
    pub fn enclose<'p>(&'p self, plan: &'p Plan, workbook: Vec<u8>) -> Option<Enclosure<'p>> {
        Some(Enclosure {
            plan: plan.delivery_plan(&self.issued.stamp.plan_code)?,
            issued: &self.issued,
            about: About::Issue,
            stem: self.stem.clone(),
            workbook: Some((self.file_name(), workbook)),
        })
    }
}

/// What is to be issued, told before it is done.
#[derive(Debug)]
pub struct Announced {
    /// How many returns with how many rows, ending in a colon.
    pub words: String,
    /// A line for each return, in the plan's order.
    pub lines: Vec<AnnouncedLine>,
    /// Which delivery plans get none, in a sentence.
    pub none: Option<String>,
}

/// A return that is to be issued; every text is safe to print.
#[derive(Debug)]
pub struct AnnouncedLine {
    /// Code of its delivery plan.
    pub code: String,
    /// How many rows it has: `12 rows`.
    pub rows: String,
    /// Who fills it in.
    pub lead: String,
    /// Where it is mailed.
    pub address: String,
}

/// Tells what `returns` of the plan are.
pub(super) fn announce(plan: &Plan, returns: &[ToIssue]) -> Announced {
    let actions: usize = returns.iter().map(|one| one.issued.actions.len()).sum();
    let indicators: usize = returns.iter().map(|one| one.issued.indicators.len()).sum();
    let words = format!(
        "{} will be issued for {}, with {} and {}:",
        counted(returns.len(), "return"),
        plan.period,
        counted(actions, "action"),
        counted(indicators, "indicator")
    );
    let has_return = |own: &&DeliveryPlan| returns.iter().any(|one| one.issued.stamp.plan_code == own.code);
    let without: Vec<String> =
        plan.delivery_plans.iter().filter(|own| !has_return(own)).map(|own| plain(&own.code)).collect();
    let none = (!without.is_empty())
        .then(|| format!("No return for {}: no row is issued to it in {}.", without.join(", "), plan.period));
    Announced { words, lines: returns.iter().map(|one| announced(plan, one)).collect(), none }
}

fn announced(plan: &Plan, one: &ToIssue) -> AnnouncedLine {
    let own = plan.delivery_plan(&one.issued.stamp.plan_code);
    let lead = own.and_then(|own| own.lead_officer.as_deref()).map_or_else(|| "no lead officer".to_owned(), plain);
    let address = match own.map(|own| own.email.as_slice()).unwrap_or_default() {
        [] => "no e-mail address".to_owned(),
        [only] => plain(only),
        [first, rest @ ..] => format!("{} and {} more", plain(first), rest.len()),
    };
    let rows = one.issued.actions.len() + one.issued.indicators.len();
    AnnouncedLine { code: plain(&one.issued.stamp.plan_code), rows: counted(rows, "row"), lead, address }
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
