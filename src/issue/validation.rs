//! Drop-downs and input messages of the entry columns: one rule for each range, none overlapping another.
//!
//! They are guidance: pasting removes them, and everything is checked again when the return comes back. A rating
//! outside the list is stopped; a date that looks wrong is only doubted.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, RowNum, Worksheet,
};

use crate::domain::{Period, Unit, add_months, month_name, print_day};
use crate::layout::{CellKind, Column, Field, Label};
use crate::plan::{IssuedColumn, IssuedIndicator};
use crate::workbook::{WriteError, excel_day, line};

use super::answer_cells;
use super::lists;
use super::offer::{PLAUSIBLE_YEARS, list};
use super::table::Table;

/// Adds the rules of a table's entry columns.
pub(super) fn add(sheet: &mut Worksheet, table: &Table<'_>) -> Result<(), WriteError> {
    let (first, last) = table.rows();
    let mut places = 0..;
    for (col, column) in table.entries() {
        let asked = column.ask().and_then(|ask| Some((places.next()?, ask)));
        let unit = |index: usize| table.issued().0.indicators.get(index).map(IssuedIndicator::known_unit);
        let prompts: Vec<(RowNum, bool, String)> = (first..=last)
            .zip(0..)
            .map(|(row, index)| (row, unit(index) == Some(Unit::YesNo), prompt(table, index, column)))
            .collect();
        for rows in prompts.chunk_by(|one, next| (one.1, &one.2) == (next.1, &next.2)) {
            if let [(from, is_yes_no, prompt), ..] = rows
                && let Some((to, _, _)) = rows.last()
            {
                let rule = match asked {
                    Some((place, ask)) => with_prompt(answer_cells::rule(table, place, &ask)?, column, prompt)?,
                    None => rule(table, column, *is_yes_no, prompt)?,
                };
                sheet.add_data_validation(*from, col, *to, col, &rule)?;
            }
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

fn rule(
    table: &Table<'_>,
    column: &IssuedColumn<'_>,
    is_yes_no: bool,
    prompt: &str,
) -> Result<DataValidation, WriteError> {
    let rule = match column {
        // Yes and No before the reasons; as with those, anything may be typed.
        IssuedColumn::Layout(column) if column.field == Field::Value && is_yes_no => DataValidation::new()
            .allow_list_formula(Formula::new(format!("={}", lists::ANSWERS)))
            .show_error_message(false),
        IssuedColumn::Layout(column) => of_kind(table, column)?,
        IssuedColumn::Further { .. } | IssuedColumn::LastAnswer { .. } => DataValidation::new().allow_any_value(),
    };
    with_prompt(rule, column, prompt)
}

/// The rule with what is said when the cell is selected.
fn with_prompt(rule: DataValidation, column: &IssuedColumn<'_>, prompt: &str) -> Result<DataValidation, WriteError> {
    let heading = column.printed_heading();
    let title = line(heading.trim_end_matches('*'), 32);
    Ok(rule.set_input_title(title)?.set_input_message(line(prompt, 255))?)
}

fn of_kind(table: &Table<'_>, column: &Column) -> Result<DataValidation, WriteError> {
    let (issued, kind) = table.issued();
    Ok(match column.kind {
        // A list to choose a reason from, and any figure.
        CellKind::Quantity if column.field == Field::Value => DataValidation::new()
            .allow_list_formula(Formula::new(format!("={}", lists::REASONS)))
            .show_error_message(false),
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
    })
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

/// What is said when the entry cell of a column is selected in the row at `index`.
fn prompt(table: &Table<'_>, index: usize, column: &IssuedColumn<'_>) -> String {
    let (issued, _) = table.issued();
    let column = match column {
        IssuedColumn::Layout(column) => column,
        IssuedColumn::Further { .. } | IssuedColumn::LastAnswer { .. } => {
            return column.ask().map(|ask| answer_cells::prompt(&ask)).unwrap_or_default();
        }
    };
    let mut said: Vec<Cow<'_, str>> = Vec::new();
    let figure = issued.indicators.get(index).filter(|_| column.kind == CellKind::Quantity);
    if let (Some(row), Field::Value) = (figure, column.field) {
        said.push(match year_to_date(issued.stamp.period) {
            Some(months) if row.cumulative => format!("The year to date, {months}.").into(),
            Some(_) | None => "This period.".into(),
        });
    }
    let own = figure.filter(|_| column.field == Field::Value).and_then(|row| wanted(row.known_unit()));
    said.extend(column.prompt.as_deref().map(|prompt| match own {
        Some(own) => Cow::from(prompt.replacen("The figure", own, 1)),
        None => prompt.into(),
    }));
    if column.field == Field::Commentary {
        said.push(format!("At most {} characters.", issued.settings.commentary_limit).into());
    }
    if figure.is_some_and(IssuedIndicator::is_percent) {
        said.push("Half a percent is typed 0.5%, with the sign.".into());
    }
    said.join(" ")
}

/// What a value of the unit is, where it is more than a figure.
fn wanted(unit: Unit) -> Option<&'static str> {
    match unit {
        Unit::ThousandPounds => Some("The figure in thousands of pounds, such as 1,300"),
        Unit::MillionPounds => Some("The figure in millions of pounds, such as 2.4"),
        Unit::HoursMinutes => Some("Hours and minutes, such as 12:30"),
        Unit::MinutesSeconds => Some("Minutes and seconds, such as 2:30"),
        Unit::YesNo => Some("Yes or No"),
        Unit::Text => Some("What there is to say"),
        Unit::Percent | Unit::PercentChange | Unit::Pounds | Unit::Days | Unit::Number => None,
    }
}

/// The months from the beginning of the financial year to the end of a period: `April to September`.
fn year_to_date(period: Period) -> Option<String> {
    let name = |day: Date| month_name(day.month().unsigned_abs());
    let (first, last) = (name(period.nth_of_year(1)?.first_day()), name(period.last_day()));
    Some(if first == last { first.to_owned() } else { format!("{first} to {last}") })
}
