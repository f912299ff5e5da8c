//! A plan workbook from the tracker that a council keeps now.

use crate::adopt::{Adopted, adopt};
use crate::grid::Legacy;
use crate::init::Preset;

use super::error::Error;

/// Makes a plan workbook of the files of a tracker, by their names without folders. `scheme` is the preset whose ratings it is
/// to have; without one it is the one that knows most of the tracker's words. `earlier` is the plan workbook that was made of
/// the tracker before, if there is one: what an officer typed under Instead is obeyed, and the sheets that are the
/// officer's stay as they are. Rows of it that were changed by hand are only replaced by `force`.
///
/// # Errors
/// [`Error::NotAdopted`].
pub fn adopt_tracker(
    files: &[(&str, &[u8])],
    scheme: Option<Preset>,
    (earlier, force): (Option<&[u8]>, bool),
    legacy: Legacy<'_>,
) -> Result<Adopted, Error> {
    Ok(adopt(files, scheme, (earlier, force), legacy)?)
}
