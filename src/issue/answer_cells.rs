//! The entry cells of the columns that ask for a certain kind of answer: their rules, prompts and stripes.

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, DataValidationRule, Worksheet,
};

use crate::domain::{Period, Unit, add_months, print_number};
use crate::layout::Field;
use crate::plan::{Answers, Ask};
use crate::rules::live;
use crate::workbook::{Styles, WriteError, excel_day, formula_text, line};

use super::answers::range;
use super::check;
use super::lists;
use super::offer::{PLAUSIBLE_YEARS, list};
use super::table::Table;

/// The rule of an entry cell.
pub(super) fn rule(table: &Table<'_>, place: usize, ask: &Ask<'_>) -> Result<DataValidation, WriteError> {
    let (issued, kind) = table.issued();
    let any = DataValidation::new().allow_any_value();
    Ok(match ask.answers {
        Answers::YesNo | Answers::OneOf(_) => {
            list(&range(kind, place), "Not one of the answers", "Please choose from the list.")?
        }
        Answers::Rating => match lists::ratings(issued, kind) {
            Some(ratings) => list(ratings, "Not a rating of this plan", "Please choose a rating from the list.")?,
            None => any,
        },
        Answers::Number(Some((low, high))) => match (low.try_into(), high.try_into()) {
            (Ok(from), Ok(to)) => DataValidation::new()
                .allow_decimal_number(DataValidationRule::<f64>::Between(from, to))
                .set_error_style(DataValidationErrorStyle::Warning)
                .set_error_title("Is this the right number?")?
                .set_error_message(format!("{} is expected. Keep it all the same?", sentence(ask.answers)))?,
            (Err(_), _) | (_, Err(_)) => any,
        },
        Answers::Date => day(issued.stamp.period)?,
        Answers::Words | Answers::Percent | Answers::Money(_) | Answers::Number(None) => any,
    })
}

/// A day that is not absurdly far from the period; another is doubted, not refused.
fn day(period: Period) -> Result<DataValidation, WriteError> {
    let far = add_months(period.last_day(), 12 * PLAUSIBLE_YEARS);
    let near = add_months(period.first_day(), -12 * PLAUSIBLE_YEARS);
    let (Some(from), Some(to)) = (excel_day(near), excel_day(far)) else {
        return Ok(DataValidation::new().allow_any_value());
    };
    Ok(DataValidation::new()
        .allow_date(DataValidationRule::Between(from, to))
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("Is this the right date?")?
        .set_error_message("A date is expected, e.g. 15/06/2025. Keep it all the same?")?)
}

/// What an answer may be, as the beginning of a sentence.
fn sentence(answers: Answers<'_>) -> String {
    match answers {
        Answers::Words => "Your own words".to_owned(),
        Answers::Percent => "A percentage".to_owned(),
        Answers::Money(Unit::ThousandPounds) => "An amount in thousands of pounds".to_owned(),
        Answers::Money(Unit::MillionPounds) => "An amount in millions of pounds".to_owned(),
        Answers::Money(_) => "An amount in pounds".to_owned(),
        Answers::Number(None) => "A number".to_owned(),
        Answers::Number(Some((low, high))) => {
            format!("A number from {} to {}", print_number(low, None, ""), print_number(high, None, ""))
        }
        Answers::Date => "A date, a month with its year or a quarter".to_owned(),
        Answers::YesNo => "Yes or No".to_owned(),
        Answers::Rating => "A rating from the list".to_owned(),
        Answers::OneOf(_) => "One of the list".to_owned(),
    }
}

/// What is said when an entry cell is selected.
pub(super) fn prompt(ask: &Ask<'_>) -> String {
    let mut said = format!("Your answer to: {}", ask.question);
    if !matches!(ask.answers, Answers::Words) {
        let more = match ask.answers {
            Answers::Percent => ": half a percent is typed 0.5%, with the sign".to_owned(),
            Answers::Money(unit) => match unit.of_pounds() {
                Some((_, letter)) => format!(": 2.4 is £2.4{letter}; £1,300k and £1.3m may be typed as they are"),
                None => String::new(),
            },
            Answers::Words
            | Answers::Number(_)
            | Answers::Date
            | Answers::YesNo
            | Answers::Rating
            | Answers::OneOf(_) => String::new(),
        };
        said = format!("{said}. {}{more}.", sentence(ask.answers));
    }
    if ask.required {
        let stop = if said.ends_with(['.', '?', '!']) { "" } else { "." };
        said = format!("{said}{stop} Required.");
    }
    said
}

/// Stripes on a blank cell of which the check of its row says that it is still to be filled in.
pub(super) fn mark_wanted(sheet: &mut Worksheet, table: &Table<'_>, styles: &Styles) -> Result<(), WriteError> {
    let Some(check_col) = table.col(Field::Check) else { return Ok(()) };
    let (first, last) = table.rows();
    let cell = |col| rust_xlsxwriter::utility::row_col_to_cell(first, col);
    let asked = table.entries().filter_map(|(col, column)| Some((col, column.ask()?)));
    for (col, ask) in asked.filter(|(_, ask)| ask.required) {
        let words = format!("{}: {}", live::MISSING, ask.printed());
        let words = line(&words, 255);
        let says = format!("LEFT(${},{})={}", cell(check_col), words.chars().count(), formula_text(&words));
        let rule = ConditionalFormatFormula::new()
            .set_rule(format!("=AND({},{says})", check::blank(&cell(col))).as_str())
            .set_format(styles.wanted.clone());
        sheet.add_conditional_format(first, col, last, col, &rule)?;
    }
    Ok(())
}
