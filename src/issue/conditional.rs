//! Conditional formats: ratings in the colours of the scheme, and stripes on what is still to be filled in.
//!
//! The word stays in every cell, and the Check column says in words what the stripes mark, so that no meaning hangs on
//! colour. Which cells are wanted follows the live check of the row.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ColNum, ConditionalFormatFormula, Worksheet};

use crate::layout::Field;
use crate::workbook::{Styles, WriteError, formula_text};

use super::check;
use super::table::Table;

/// Adds the conditional formats of a table.
pub(super) fn add(sheet: &mut Worksheet, table: &Table<'_>, styles: &Styles) -> Result<(), WriteError> {
    for field in [Field::LastRating, Field::Rating] {
        colour_ratings(sheet, table, field)?;
    }
    for field in [Field::Value, Field::Rating] {
        mark_wanted(sheet, table, field, styles)?;
    }
    Ok(())
}

fn colour_ratings(sheet: &mut Worksheet, table: &Table<'_>, field: Field) -> Result<(), WriteError> {
    let Some(col) = table.col(field) else { return Ok(()) };
    let ((first, last), (issued, kind)) = (table.rows(), table.issued());
    let cell = row_col_to_cell(first, col);
    for rating in &issued.scheme.scale(kind).0 {
        let rule = ConditionalFormatFormula::new()
            .set_rule(format!("=TRIM({cell})={}", formula_text(&rating.name)).as_str())
            .set_format(Styles::rating_rule(rating.colour));
        sheet.add_conditional_format(first, col, last, col, &rule)?;
    }
    Ok(())
}

/// Stripes on a blank cell of a row whose check says that something is still to be filled in. A reason in Value needs
/// no rating.
fn mark_wanted(sheet: &mut Worksheet, table: &Table<'_>, field: Field, styles: &Styles) -> Result<(), WriteError> {
    let (Some(col), Some(check_col)) = (table.col(field), table.col(Field::Check)) else { return Ok(()) };
    let (first, last) = table.rows();
    let cell = |col: ColNum| row_col_to_cell(first, col);
    let check_cell = format!("${}", cell(check_col));
    let mut conditions = vec![check::blank(&cell(col))];
    if field == Field::Value {
        // A row that no band rates may do without a value: its check asks for the rating alone.
        let (_, kind) = table.issued();
        conditions.push(format!("{check_cell}={}", formula_text(&check::missing(kind, field))));
    } else {
        let missing = formula_text(check::MISSING);
        conditions.push(format!("LEFT({check_cell},{})={missing}", check::MISSING.len()));
        if let Some(value) = table.col(Field::Value) {
            conditions.push(format!("NOT({})", check::is_reason(&format!("${}", cell(value)))));
        }
    }
    let rule = ConditionalFormatFormula::new()
        .set_rule(format!("=AND({})", conditions.join(",")).as_str())
        .set_format(styles.wanted.clone());
    sheet.add_conditional_format(first, col, last, col, &rule)?;
    Ok(())
}
