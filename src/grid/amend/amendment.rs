//! What is to be amended in a workbook, and why it cannot be.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::super::{CellRef, Format, Refusal};

/// What is to be amended.
#[derive(Debug, Clone, Default)]
pub(crate) struct Amendments {
    /// What changes in the sheets of the workbook, by the names on their tabs.
    pub sheets: BTreeMap<String, SheetAmendments>,
    /// A sheet that is added behind all others.
    pub further: Option<FurtherSheet>,
    /// Whether formulas are to be worked out anew when the workbook is opened.
    pub recalculate: bool,
}

/// What changes in a sheet.
#[derive(Debug, Clone, Default)]
pub(crate) struct SheetAmendments {
    /// What is to stand in its cells.
    pub cells: BTreeMap<CellRef, Entry>,
    /// Columns that are added, left to right.
    pub columns: Vec<FurtherColumn>,
}

/// What is to stand in a cell, in the format that the cell has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    /// Nothing.
    Blank,
    /// Text.
    Text(String),
    /// A number as it is stored.
    Number(Decimal),
    /// A percentage, 92 for 92%: stored as 0.92 where the cell's format is one of percentages, else as it is.
    Percentage(Decimal),
}

/// How the cells of a column that is added are formatted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CellFormat {
    /// Text, which stays as it is typed.
    Text,
    /// Numbers as they are.
    General,
    /// Text in lines, at the top of its cell.
    Lines,
}

/// A column that is added to a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FurtherColumn {
    /// Where its heading stands.
    pub heading_at: CellRef,
    /// Its heading.
    pub heading: String,
    /// The column whose looks it takes.
    pub like: u16,
    /// The last row of its table.
    pub last_row: u32,
    /// How its cells are formatted.
    pub format: CellFormat,
    /// Its width in characters.
    pub width: u16,
}

/// A sheet that is added: a title, a line below it, and a table of texts.
#[derive(Debug, Clone)]
pub(crate) struct FurtherSheet {
    /// The name on its tab.
    pub name: String,
    /// What stands above the table, a line each.
    pub above: Vec<String>,
    /// The headings, each with the width of its column.
    pub headings: Vec<(String, u16)>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// A sheet and its cells whose looks a heading and a text take.
    pub like: Option<(String, CellRef, CellRef)>,
}

/// Why a workbook cannot be amended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotAmended {
    /// It is kept in a format that is not amended.
    #[error("it is an {0} workbook, which cannot be changed in place")]
    Format(Format),
    /// It cannot be read.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// A cell that is to be filled belongs to a formula over several cells.
    #[error("the cell {at} of its sheet {sheet} belongs to a formula over several cells")]
    PartOfFormula {
        /// The sheet.
        sheet: String,
        /// The cell.
        at: CellRef,
    },
    /// It is not put together as workbooks are.
    #[error("{0}")]
    Other(&'static str),
}

/// A part that is not as it has to be.
pub(super) fn damaged(what: &str) -> NotAmended {
    NotAmended::Refused(Refusal::damaged(what.to_owned()))
}
