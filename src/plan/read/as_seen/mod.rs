//! The plan workbook as a person sees it, where that is not what its cells hold.
//!
//! Refs and codes are taken as their number format writes them. A cell of which a part is crossed out, raised or lowered,
//! and that is read as more than prose, counts as blank, and so does what a merged cell covers. Each is recorded here, and
//! then nothing else is said of such a cell.

mod formatting;
mod merged;
mod refs;
mod seen;

use crate::grid::Workbook;
use crate::layout::{PLAN, Table};

pub(super) use seen::AsSeen;

/// Looks at every sheet of the layout.
pub(super) fn as_seen(workbook: &Workbook) -> AsSeen<'_> {
    let mut seen = AsSeen::new(workbook);
    for layout in &PLAN.sheets {
        let Some(sheet) = layout.find_in(workbook) else { continue };
        if sheet.looks.is_empty() && sheet.merges.is_empty() {
            continue;
        }
        if let Some(table) = Table::find(sheet, layout) {
            refs::take_as_written(&table, &mut seen);
            formatting::look(&table, &mut seen);
            merged::look(&table, &mut seen);
        }
    }
    seen
}
