//! What a marked copy says of itself: which files it was made from, and what was entered in it then.
//!
//! It is a return like any other once it is filled in, and stands for the file it was made from; as long as it says no
//! more than when it was made, it is that file again. The record stands on the very hidden sheet and, where that is
//! lost, in the document properties. Its own sheets and its column of marks are known here, by their names
//! in the layout; they are written in `mark`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::heading_key;
use crate::grid::{Cell, Sheet, Workbook};
use crate::layout::{Field, RETURN, SheetId, Table};

/// The custom property with the SHA-256 of the files that a marked copy was made from, the first one first.
pub(crate) const PROPERTY_SOURCES: &str = "planroll-marked-sources";
/// The custom property with the SHA-256 over the entries that a marked copy was made with.
pub(crate) const PROPERTY_ENTRIES: &str = "planroll-marked-entries";
/// What the line of the very hidden sheet is called that holds the record.
pub(crate) const MARKED_LINE: &str = "marked";
/// What every mark begins with, in the column of marks and before a reference.
pub(crate) const MARK: char = '▲';

/// The record that a marked copy carries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Marking {
    /// SHA-256 of the files that it was made from: the return first sent in, then each marked copy between.
    pub sources: Vec<String>,
    /// SHA-256 over what was entered in it when it was made: [`super::entries_sha256`].
    pub entries: String,
    /// The marks of the notes that it was made with: [`super::note_mark`]. `None` where an earlier version made it.
    #[serde(default)]
    pub notes: Option<BTreeSet<String>>,
}

/// What is known of a return that is a marked copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// SHA-256 of the files that it was made from, the return first sent in first.
    pub sources: Vec<String>,
    /// Whether anything has been entered or changed since it was made.
    pub filled_in: bool,
}

/// The heading of the column of marks.
pub(crate) fn marks_heading() -> &'static str {
    RETURN.sheet(SheetId::FixList).heading(Field::Marks)
}

/// The record of a workbook, from the lines of its very hidden sheet, else from its properties.
pub(super) fn marking<'l>(mut lines: impl Iterator<Item = (&'l str, &'l str)>, workbook: &Workbook) -> Option<Marking> {
    let written = lines.find(|(what, _)| *what == MARKED_LINE);
    written.and_then(|(_, json)| serde_json::from_str(json).ok()).or_else(|| {
        let entries = workbook.properties.get(PROPERTY_ENTRIES)?.trim().to_owned();
        let sources = workbook.properties.get(PROPERTY_SOURCES)?.split_whitespace().map(str::to_owned).collect();
        Some(Marking { sources, entries, notes: None })
    })
}

/// Whether a sheet of a marked copy is one of the two that were added when it was marked.
pub(super) fn is_of_marking(sheet: &Sheet) -> bool {
    [SheetId::FixList, SheetId::KeptAside].into_iter().any(|id| {
        let form = RETURN.sheet(id);
        form.is_name_of(sheet) || Table::find(sheet, form).is_some_and(|table| table.missing().next().is_none())
    })
}

/// Whether a cell is a mark, or the heading of the marks.
pub(super) fn is_mark(cell: &Cell) -> bool {
    let text = cell.as_shown();
    text.starts_with(MARK) || heading_key(&text) == heading_key(marks_heading())
}
