//! The marked copy: a service's own return, issued again with everything that was typed, and what was found in it.
//!
//! It is made in two goes. The first lays the entries over a return issued afresh; that is read and checked like any
//! other, so that what the Fix list names is what will be found when the copy comes back. The second adds notes, marks
//! and the two further sheets. What had no place in the form is kept aside, so that nothing that was typed is lost.
//! How a return is written is for `issue`; here is what goes into it. Files and folders are the caller's.

mod fix_list;
mod kept;
mod kept_aside;
mod laid_over;
mod mended;
mod notes;
mod place;
mod taken_over;

use crate::grid::{Legacy, Limits, Workbook};
use crate::issue::{Again, MarkedExtras};
use crate::returns::{self, Marking, Received, Return, Source, entries_sha256, note_mark};
use crate::rules::{Finding, Policy, Request, check_return, receive};
use crate::workbook::{WriteError, note_text};

pub(crate) use taken_over::issue_from;

use fix_list::FixList;
use kept_aside::KeptAside;
use place::Places;

/// Whether a marked copy can be made: what was issued must be known, from the return itself or from the plan workbook.
pub(crate) fn can_be_marked(received: &Return) -> bool {
    received.stamped
}

/// The marked copy of a return, as the bytes of an .xlsx file. `workbook` is what `received` was read from, `findings`
/// what was found in it under `request` and `policy` (the return's own, where none is given). The same input gives the
/// same bytes.
///
/// # Errors
/// [`WriteError`] where the copy would be larger than Excel allows, or cannot be put together.
pub(crate) fn mark(
    workbook: &Workbook,
    received: &Return,
    findings: &[Finding],
    request: &Request<'_>,
    policy: Option<&Policy>,
) -> Result<Vec<u8>, WriteError> {
    let mut issued = received.issued.clone();
    // Another version may have worded them differently; what is written now is what must be known again.
    issued.table_texts = issued.texts_of_tables();
    // A copy goes out by mail, and comes back by it.
    issued.stamp.stays_in_folder = false;
    issued.label.clone_from(&workbook.label);
    let mut filled = laid_over::entries(workbook, received);
    let mut sources = received.marked.as_ref().map(|marked| marked.sources.clone()).unwrap_or_default();
    sources.push(received.source.sha256.clone());
    let mut marking = Marking { sources, ..Marking::default() };

    let plain = MarkedExtras { marking: &marking, fix_list: &|_, _| Ok(()), kept_aside: None };
    let again = Again::new(&issued, &filled)?;
    let copy = match read_back(&again.draft(&filled, &plain)?, received, request) {
        Ok(copy) => copy,
        // As it would be sent, it may be small enough; else that says what is wrong.
        Err(_) => read_back(&again.copy(&filled, &plain)?, received, request)?,
    };
    let own;
    let policy = if let Some(policy) = policy {
        policy
    } else {
        own = Policy::new(&issued.policy);
        &own
    };
    let to_do = check_return(&copy, request, policy);
    marking.entries = entries_sha256(&copy);

    let kept = kept::collect(workbook, received);
    let places = Places::new(received, &kept);
    let (mended, listed) = mended::put_together(findings, &to_do, &places);
    filled.notes = notes::notes(&copy, &to_do, &mended);
    marking.notes = Some(filled.notes.values().map(|note| note_mark(&note_text(note))).collect());
    let fix_list = FixList::new(&issued, &copy, &listed, &mended);
    let kept = KeptAside { issued: &issued, kept: &kept };
    let write_fix_list = |sheet: &mut _, styles: &_| fix_list.write(sheet, styles);
    let write_kept = |sheet: &mut _, styles: &_| kept.write(sheet, styles);
    let extras = MarkedExtras {
        marking: &marking,
        fix_list: &write_fix_list,
        kept_aside: if kept.kept.is_empty() { None } else { Some(&write_kept) },
    };
    again.copy(&filled, &extras)
}

/// What a copy says when it is read like any other return.
fn read_back(bytes: &[u8], of: &Return, request: &Request<'_>) -> Result<Return, WriteError> {
    let workbook = returns::open(bytes, &Limits::returns(), Legacy::Refuse).map_err(|_| WriteError::MarkedCopy)?;
    let source = Source { path: of.source.path.clone(), sha256: String::new() };
    match receive(source, &workbook, request.plan) {
        Received::Read(copy) => Ok(*copy),
        Received::Refused(_) | Received::PassedOver(_) => Err(WriteError::MarkedCopy),
    }
}

#[cfg(test)]
mod tests;
