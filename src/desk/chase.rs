//! Whom a reminder goes to, and what goes with it.

use crate::collection::{Checked, FileStatus, HandedIn, PlanStatus};
use crate::issue::issue;
use crate::mail::{About, Enclosure, no_address};
use crate::plan::DeliveryPlan;
use crate::report::plain;

use super::error::Error;
use super::issue::ToIssue;

/// What is to be said to one delivery plan.
#[derive(Debug)]
pub struct Chased<'q> {
    /// The delivery plan.
    pub plan: &'q DeliveryPlan,
    /// Why it gets a draft, or none.
    pub why: Why<'q>,
    /// Its return as it was issued.
    pub return_of_it: Option<&'q ToIssue>,
}

/// Why a delivery plan gets a draft, or none.
#[derive(Debug)]
pub enum Why<'q> {
    /// It gets one: its return is missing.
    Missing,
    /// It gets one: its return has this many errors.
    Wrong {
        /// The return.
        file: &'q FileStatus<'q>,
        /// How many errors stand in it.
        errors: usize,
    },
    /// It gets none, for this reason.
    LeftOut(String),
}

/// What is to be said to each delivery plan, in the plan's order. `all` are the plan's returns.
pub fn chased<'q>(statuses: &'q [PlanStatus<'q>], all: &'q [ToIssue]) -> Vec<Chased<'q>> {
    let chased = statuses.iter().map(|status| {
        let plan = status.delivery_plan;
        let return_of_it = all.iter().find(|one| one.issued.stamp.plan_code == plan.code);
        Chased { plan, why: why(status), return_of_it }
    });
    chased.collect()
}

fn why<'q>(status: &'q PlanStatus<'q>) -> Why<'q> {
    match &status.handed_in {
        HandedIn::NothingIssued => Why::LeftOut("nothing was issued to it".to_owned()),
        _ if status.delivery_plan.email.is_empty() => Why::LeftOut(no_address()),
        HandedIn::Missing(_) => Why::Missing,
        HandedIn::Several(files) => {
            let paths: Vec<String> = files.iter().map(|one| plain(&one.file.source.path)).collect();
            Why::LeftOut(format!("{} different returns came: {}; settle which counts", files.len(), paths.join(", ")))
        }
        HandedIn::Received(file) => match file.totals().error {
            0 => Why::LeftOut("received, no errors".to_owned()),
            errors => Why::Wrong { file, errors },
        },
    }
}

impl<'q> Chased<'q> {
    /// What goes with the draft: the return again, or its marked copy, which `mark` makes where there can be one. Without
    /// it the findings in words are all there is.
    ///
    /// # Errors
    /// Where the return cannot be put together, or `mark` fails.
    pub fn enclose<E: From<Error>>(
        &self,
        mark: impl FnOnce(&Checked) -> Result<Option<Vec<u8>>, E>,
    ) -> Result<Option<Enclosure<'q>>, E> {
        let Some(ToIssue { issued, stem }) = self.return_of_it else { return Ok(None) };
        let (about, workbook) = match &self.why {
            Why::LeftOut(_) => return Ok(None),
            Why::Missing => (About::Missing, Some((format!("{stem}.xlsx"), issue(issued).map_err(Error::from)?))),
            Why::Wrong { file, .. } => {
                let findings = file.findings.iter().filter(|finding| finding.stands());
                let marked = mark(file.file)?.map(|bytes| (format!("{stem}.checked.xlsx"), bytes));
                (About::Wrong(findings.map(|finding| (*finding).clone()).collect()), marked)
            }
        };
        Ok(Some(Enclosure { plan: self.plan, issued, about, stem: stem.clone(), workbook }))
    }
}
