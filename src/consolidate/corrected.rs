//! Ratings that officers corrected by hand in the workbook of this period, and wordings that they gave for the report.
//!
//! Both were read from the workbook that is replaced. They stand in it again, in the same columns, so that making it once
//! more changes nothing.

use crate::plan::Plan;
use crate::previous::{RowByHand, kept_bases};
use crate::tally::{Place, Tally};
use crate::workbook::WriteError;

/// What officers wrote of a row.
#[derive(Clone, Copy)]
pub(super) struct Corrected<'l> {
    /// Which rating the row would count as without a correction.
    pub before: Place,
    /// Why it was corrected.
    pub because: &'l str,
    /// What is printed instead of the commentary.
    pub commentary: &'l str,
}

impl<'l> Corrected<'l> {
    pub(super) fn of(before: Place, by_hand: Option<&'l RowByHand>) -> Self {
        let because = by_hand.map_or("", |row| &row.because.1);
        Self { before, because, commentary: by_hand.map_or("", |row| &row.commentary) }
    }
}

/// What corrections rest on, to be kept in the workbook.
pub(super) fn kept(plan: &Plan, tally: &Tally<'_>) -> Result<Vec<(String, String)>, WriteError> {
    let all = tally.corrections(plan).into_iter();
    Ok(kept_bases(all.map(|one| (one.kind, one.reference, one.to, one.because, one.basis)))?)
}
