//! Marked copies: which returns can have one, and why another has none.

use crate::collection::Checked;
use crate::grid::{Legacy, Limits, sha256};
use crate::mark::{can_be_marked, mark};
use crate::returns::{self, Received, Return};
use crate::rules::{Policy, Request, receive};
use crate::workbook::WriteError;

/// Why a file has no marked copy, without a full stop.
#[derive(Debug, thiserror::Error)]
pub enum NotMarked {
    /// It is no return; the message of what was found.
    #[error("{0}")]
    NoReturn(String),
    /// What was issued is not known.
    #[error("what was issued is not known, because its hidden sheet is gone; give the plan workbook with --plan")]
    NotKnown,
    /// The bytes are not those that were checked.
    #[error("it was changed after it was checked")]
    Changed,
    /// The copy could not be put together.
    #[error(transparent)]
    Workbook(#[from] WriteError),
}

/// The return of a file that can have a marked copy.
pub(super) fn markable(file: &Checked) -> Result<&Return, NotMarked> {
    match &file.received {
        Received::Read(received) if can_be_marked(received) => Ok(received),
        Received::Read(_) => Err(NotMarked::NotKnown),
        Received::Refused(_) | Received::PassedOver(_) => {
            let why = file.findings.first().map(|finding| finding.words.message.clone());
            Err(NotMarked::NoReturn(why.unwrap_or_else(|| "it cannot be read as a return".to_owned())))
        }
    }
}

/// The marked copy of a file from its bytes, which are read again rather than kept: what hundreds of workbooks hold is
/// not all needed at one time.
pub(super) fn marked_copy(
    file: &Checked,
    bytes: &[u8],
    request: &Request<'_>,
    policy: Option<&Policy>,
    legacy: Legacy<'_>,
) -> Result<Vec<u8>, NotMarked> {
    let received = markable(file)?;
    if sha256(bytes) != file.source.sha256 {
        return Err(NotMarked::Changed);
    }
    let workbook = returns::open(bytes, &Limits::returns(), legacy).map_err(|_| NotMarked::Changed)?;
    // Of one that is read as one with others, the rows are gone for which another speaks.
    let whole = received.is_part.then(|| receive(file.source.clone(), &workbook, request.plan));
    let received = match &whole {
        Some(Received::Read(whole)) => whole,
        Some(Received::Refused(_) | Received::PassedOver(_)) | None => received,
    };
    Ok(mark(&workbook, received, &file.findings, request, policy)?)
}
