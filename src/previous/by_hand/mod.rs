//! The consolidated workbook of this very period, as officers have worked in it since it was written.
//!
//! Its own columns are for them: a rating that they corrected, why, and another wording for the report. [`read()`] takes these
//! row by row, whatever program saved the workbook. Whether anything else was changed is told by the digests that it keeps
//! of its cells; each such cell comes as an [`Edit`], to be said, for the sheet that it stands on is made anew.

mod agreed;
mod basis;
mod data_sheet;
mod edit;
mod edits;
mod instead;
mod rows;
mod written;

use std::collections::BTreeMap;

use crate::domain::{Kind, key};
use crate::grid::Workbook;
use crate::returns::Source;

use super::read::{NotConsolidated, period_of};
use rows::Found;
use written::Written;

pub(crate) use agreed::{Agreement, Question};
pub(crate) use basis::{Basis, of_action, of_indicator};
pub(crate) use edit::{Edit, EditedCell, Instead};
use edits::{Changes, found};
pub(crate) use rows::{RowByHand, Ruled};
pub(crate) use written::kept_bases;

/// What was done by hand in a consolidated workbook.
#[derive(Debug, Clone)]
pub struct ByHand {
    /// Where it came from.
    pub source: Source,
    /// Whether any cell is not as planroll wrote it, as far as that can be told.
    pub is_edited: bool,
    /// Whether it has the columns for corrections: those of planroll 0.1.0 have not.
    pub has_columns: bool,
    /// The rows with a correction or a wording for the report, by kind and key of their reference.
    pub(crate) rows: BTreeMap<(Kind, String), RowByHand>,
    /// What was typed under Agreed on the Decisions sheet, by question and key of the reference.
    pub(crate) agreed: BTreeMap<(Question, String), Agreement>,
    /// What was changed and is not carried, in the order of sheets and rows.
    pub(crate) edits: Vec<Edit>,
}

/// Reads what was done by hand in the consolidated workbook that came from `source`.
///
/// # Errors
/// `NotConsolidated` where it is none, or does not say of which period it is.
pub fn read(source: Source, workbook: &Workbook) -> Result<ByHand, NotConsolidated> {
    let period = period_of(workbook)?;
    let written = Written::of(workbook);
    let is_edited = written.as_ref().is_none_or(|written| written.is_other(workbook));
    let changes = written.as_ref().filter(|_| is_edited).map(|written| found(workbook, written));
    let Changes { edits: further, before } = changes.unwrap_or_default();
    let Found { rows, has_columns, mut edits } = rows::read(workbook, period, written.as_ref(), &before);
    edits.extend(further);
    if written.is_none() && has_columns {
        edits.push(Edit::Unknown);
    }
    Ok(ByHand { source, is_edited, has_columns, rows, agreed: agreed::read(workbook), edits })
}

impl ByHand {
    /// The row of a reference, where anything was done in it.
    pub(crate) fn row(&self, kind: Kind, reference: &str) -> Option<&RowByHand> {
        if self.rows.is_empty() {
            return None;
        }
        self.rows.get(&(kind, key(reference)))
    }

    /// What was typed of an action under Agreed.
    pub(crate) fn agreed(&self, question: Question, reference: &str) -> Option<&str> {
        self.agreed.get(&(question, key(reference))).map(|own| own.text.as_str())
    }
}
