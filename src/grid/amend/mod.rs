//! Amending a workbook that belongs to somebody: single cells, columns at the right of a table, one further sheet, and
//! every other part as it came, byte for byte.
//!
//! Nothing is read into a model and written out again, for what no model knows would be lost. A part that has to change
//! is changed in its own text, at the places that change. What cannot be done without guessing is refused.

mod book;
mod cells;
mod columns;
mod container;
mod markup;
mod sheet;
mod styles;
mod tables;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{CellRef, Format, Refusal};

use container::Container;

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
fn damaged(what: &str) -> NotAmended {
    NotAmended::Refused(Refusal::damaged(what.to_owned()))
}

/// The bytes of the workbook with the amendments. The same bytes and amendments give the same bytes.
///
/// # Errors
/// [`NotAmended`].
pub(crate) fn amend(bytes: &[u8], amendments: &Amendments) -> Result<Vec<u8>, NotAmended> {
    let mut container = Container::open(bytes)?;
    let mut book = book::Book::read(&mut container)?;
    let mut styles = styles::Styles::read(&mut container, book.styles_part())?;
    for (name, changes) in &amendments.sheets {
        let part = book.part_of(name).ok_or(NotAmended::Other("one of its sheets is gone"))?.to_owned();
        let text = container.text(&part)?.ok_or_else(|| damaged("the contents of a sheet are missing"))?;
        let sheet = sheet::SheetText::read(&text, changes)?;
        for column in &changes.columns {
            tables::widen(&mut container, &part, column)?;
        }
        let changed = sheet.amended(name, changes, &mut styles)?;
        if let Some((from, to)) = &changed.filter {
            book.filter_was_widened(name, from, to);
        }
        container.put(&part, changed.text);
    }
    if let Some(further) = &amendments.further {
        let looks = match &further.like {
            Some((name, heading, body)) => {
                let text =
                    book.part_of(name).map(str::to_owned).map(|part| container.text(&part)).transpose()?.flatten();
                text.map(|text| sheet::styles_at(&text, *heading, *body)).transpose()?.unwrap_or_default()
            }
            None => (0, 0),
        };
        let heading = styles.like(looks.0, CellFormat::Lines)?;
        let body = styles.like(looks.1, CellFormat::Lines)?;
        let text = sheet::further(further, book.namespace(), (heading, body));
        book.add_sheet(&mut container, &further.name, text)?;
    }
    if amendments.recalculate {
        book.recalculate()?;
    }
    styles.write(&mut container);
    book.write(&mut container);
    container.finish()
}
