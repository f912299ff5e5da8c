//! Conditional formats: ratings in the colours of the scheme, and stripes on what is still to be filled in.
//!
//! The word stays in every cell, and the Check column says in words what the stripes mark, so that no meaning hangs on
//! colour. Which cells are wanted follows the live check of the row.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ColNum, ConditionalFormatFormula, Worksheet};

use crate::layout::{Field, RETURN};
use crate::plan::Answers;
use crate::rules::live;
use crate::workbook::{Styles, WriteError, formula_text};

use super::answer_cells;
use super::check;
use super::table::Table;

/// Adds the conditional formats of a table.
pub(super) fn add(sheet: &mut Worksheet, table: &Table<'_>, styles: &Styles) -> Result<(), WriteError> {
    for field in [Field::LastRating, Field::Rating] {
        colour_ratings(sheet, table, table.col(field))?;
    }
    let rated = table.entries().filter(|(_, column)| column.ask().is_some_and(|ask| ask.answers == Answers::Rating));
    for (col, _) in rated {
        colour_ratings(sheet, table, Some(col))?;
    }
    let columns = &RETURN.sheet(table.sheet()).columns;
    for column in columns.iter().filter(|column| column.wanted) {
        mark_wanted(sheet, table, column.field, styles)?;
    }
    answer_cells::mark_wanted(sheet, table, styles)
}

fn colour_ratings(sheet: &mut Worksheet, table: &Table<'_>, col: Option<ColNum>) -> Result<(), WriteError> {
    let Some(col) = col else { return Ok(()) };
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

/// Stripes on a blank cell of which the check of its row says that it is still to be filled in. Where the value is what
/// is missing, the rating is too, unless a reason stands for both.
fn mark_wanted(sheet: &mut Worksheet, table: &Table<'_>, field: Field, styles: &Styles) -> Result<(), WriteError> {
    let (Some(col), Some(check_col)) = (table.col(field), table.col(Field::Check)) else { return Ok(()) };
    let (first, last) = table.rows();
    let check = format!("${}", row_col_to_cell(first, check_col));
    let form = RETURN.sheet(table.sheet());
    let says = |field: Field| {
        let words = format!("{}: {}", live::MISSING, form.heading(field));
        format!("LEFT({check},{})={}", words.chars().count(), formula_text(&words))
    };
    let mut said = vec![says(field)];
    if field == Field::Rating && table.col(Field::Value).is_some() {
        said.push(says(Field::Value));
    }
    let blank = check::blank(&row_col_to_cell(first, col));
    let rule = ConditionalFormatFormula::new()
        .set_rule(format!("=AND({blank},OR({}))", said.join(",")).as_str())
        .set_format(styles.wanted.clone());
    sheet.add_conditional_format(first, col, last, col, &rule)?;
    Ok(())
}
