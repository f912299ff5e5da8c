//! Drop-downs and input messages of the entry columns: one rule for each range, none overlapping another.
//!
//! They are guidance: pasting removes them, and everything is checked again when the return comes back. A rating
//! outside the list is stopped; a date that looks wrong is only doubted.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, Worksheet,
};

use crate::domain::{Period, add_months, print_day};
use crate::layout::{CellKind, Column, Field, Label, RETURN};
use crate::plan::Issued;
use crate::workbook::{WriteError, excel_day, line};

use super::lists;
use super::table::Table;

/// Dates further from the period than this are not what was meant.
const PLAUSIBLE_YEARS: i32 = 10;

/// Adds the rules of a table's entry columns.
pub(super) fn add(sheet: &mut Worksheet, table: &Table<'_>) -> Result<(), WriteError> {
    let (first, last) = table.rows();
    for column in RETURN.sheet(table.sheet()).columns.iter().filter(|column| column.entry) {
        if let Some(col) = table.col(column.field) {
            sheet.add_data_validation(first, col, last, col, &rule(table, column)?)?;
        }
    }
    Ok(())
}

/// The rule of an entry cell of the sign-off: what belongs there, and for the date that it is one.
pub(super) fn sign_off(label: &Label) -> Result<DataValidation, WriteError> {
    let rule = if label.field == Field::Date {
        DataValidation::new()
            .allow_date(DataValidationRule::GreaterThan(ExcelDateTime::from_ymd(2000, 1, 1)?))
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("Is this the right date?")?
            .set_error_message("Please type a date, e.g. 15/07/2025.")?
    } else {
        DataValidation::new().allow_any_value()
    };
    let prompt = label.prompt.as_deref().unwrap_or_default();
    Ok(rule.set_input_title(line(&label.heading, 32))?.set_input_message(line(prompt, 255))?)
}

fn rule(table: &Table<'_>, column: &Column) -> Result<DataValidation, WriteError> {
    let (issued, kind) = table.issued();
    let rule = match column.kind {
        CellKind::Rating => match lists::ratings(issued, kind) {
            Some(ratings) => list(ratings, "Not a rating of this plan", "Please choose a rating from the list.")?,
            None => DataValidation::new().allow_any_value(),
        },
        CellKind::Choice => match &column.choice {
            Some(choice) => {
                let title = format!("Not a {}", column.heading.to_lowercase());
                list(&choice.name, line(&title, 32).as_ref(), "Please choose from the list.")?
            }
            None => DataValidation::new().allow_any_value(),
        },
        CellKind::Date => day(issued.stamp.period)?,
        CellKind::Ref
        | CellKind::Text
        | CellKind::LongText
        | CellKind::TextDate
        | CellKind::Number
        | CellKind::Quantity
        | CellKind::YesNo
        | CellKind::Check => DataValidation::new().allow_any_value(),
    };
    Ok(rule.set_input_title(line(&column.heading, 32))?.set_input_message(line(&message(issued, column), 255))?)
}

fn list(range: &str, title: &str, message: &str) -> Result<DataValidation, WriteError> {
    Ok(DataValidation::new()
        .allow_list_formula(Formula::new(format!("={range}")))
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title(title)?
        .set_error_message(message)?)
}

/// A day not after the period and not absurdly long before it; another is doubted, not refused.
fn day(period: Period) -> Result<DataValidation, WriteError> {
    let last = period.last_day();
    let earliest = add_months(period.first_day(), -12 * PLAUSIBLE_YEARS);
    let (Some(from), Some(to)) = (excel_day(earliest), excel_day(last)) else {
        return Ok(DataValidation::new().allow_any_value());
    };
    Ok(DataValidation::new()
        .allow_date(DataValidationRule::Between(from, to))
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("Is this the right date?")?
        .set_error_message(format!(
            "A date up to {} is expected, e.g. 15/06/2025. Keep it all the same?",
            print_day(last)
        ))?)
}

fn message(issued: &Issued, column: &Column) -> String {
    let prompt = column.prompt.as_deref().unwrap_or_default();
    if column.field == Field::Commentary {
        format!("{prompt} At most {} characters.", issued.settings.commentary_limit)
    } else {
        prompt.to_owned()
    }
}
