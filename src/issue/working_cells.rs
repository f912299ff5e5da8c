//! The working cells of the live checks, on the hidden sheet of lists.

use rust_xlsxwriter::Worksheet;

use crate::layout::Field;
use crate::workbook::{LateFormulas, Styles, WriteError, write_text};

use super::check::WorkingCell;
use super::table::Table;

/// Writes the working cells of a table, each in the row of its check.
pub(super) fn write<'a>(
    sheet: &mut Worksheet,
    table: &Table<'a>,
    styles: &Styles,
    late: &mut LateFormulas<'a>,
) -> Result<(), WriteError> {
    let (issued, kind) = table.issued();
    let has_parts = table.col(Field::Numerator).or_else(|| table.col(Field::Denominator)).is_some();
    let cells = WorkingCell::of_return(issued, kind);
    for (cell, heading) in cells.into_iter().filter(|(cell, _)| has_parts || !cell.is_of_parts()) {
        let Some(col) = cell.column(issued, kind) else { continue };
        sheet.set_column_width(col, 16)?;
        write_text(sheet, (0, col), &heading, &styles.heading)?;
        for (row, (_, _, working)) in (table.rows().0..).zip(table.asked()) {
            let Some(working) = working.iter().find(|working| working.cell == cell) else { continue };
            sheet.write_formula(row, col, late.stand_in(&working.formula, &working.stored))?;
        }
    }
    Ok(())
}
