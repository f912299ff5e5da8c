//! The consolidated workbook of the period itself: whether it is that of the plan, and what was done in it by hand.

use crate::domain::{same, tidy};
use crate::grid::{Legacy, Limits, Workbook, read, sha256};
use crate::plan::Plan;
use crate::previous::{ByHand, contents_of, period_of, read_by_hand};
use crate::returns::Source;

use super::error::Error;

/// Reads what was done by hand in the consolidated workbook of `plan` and its period.
pub(super) fn read_corrections(name: &str, bytes: &[u8], plan: &Plan) -> Result<ByHand, Error> {
    let refused = |what| Error::NotItsWorkbook { path: name.to_owned(), what };
    let none = || "no consolidated workbook that planroll wrote".to_owned();
    let workbook = read(bytes, &Limits::previous(), Legacy::Refuse).map_err(|_| refused(none()))?;
    if let Some(what) = another(&workbook, plan).map_err(|()| refused(none()))? {
        return Err(refused(what));
    }
    let source = Source { path: name.to_owned(), sha256: sha256(bytes) };
    read_by_hand(source, &workbook).map_err(|_| refused(none()))
}

/// What a consolidated workbook is instead of that of the plan and its period; an error where it is no such workbook.
fn another(workbook: &Workbook, plan: &Plan) -> Result<Option<String>, ()> {
    let period = period_of(workbook).map_err(|_| ())?;
    if period != plan.period {
        return Ok(Some(format!("the consolidated workbook for {period}")));
    }
    let settings = &plan.settings;
    let (organisation, title) = contents_of(workbook);
    let differs = |there: &Option<String>, own: &str| !same(there.as_deref().unwrap_or_default(), &tidy(own));
    if differs(&organisation, &settings.organisation) || differs(&title, &settings.plan_title) {
        let names: Vec<String> = [organisation, title].into_iter().flatten().filter(|name| !name.is_empty()).collect();
        return Ok(Some(format!("the consolidated workbook of another plan ({})", names.join(", "))));
    }
    Ok(None)
}
