//! The Settings sheet: every setting, what it is set to, and what it may be.

use rust_decimal::Decimal;
use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, Worksheet};

use crate::domain::{Calendar, Period, Rounding};
use crate::layout::{Kind, SheetLayout};
use crate::plan::Setting;
use crate::workbook::{Styles, WriteError, fit_row, line, lines_of, write_number, write_text};

use super::drop_downs::{Choice, DropDowns};
use super::guide::GUIDE;
use super::scheme::Scheme;
use super::tables;

/// The months as the setting spells them, the default first.
pub(super) const MONTHS: [&str; 12] = [
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "January",
    "February",
    "March",
];

/// Writes the sheet: all settings, in the order of their list.
pub(super) fn write(
    sheet: &mut Worksheet,
    layout: &SheetLayout,
    scheme: &Scheme,
    period: Option<Period>,
    calendar: Calendar,
    drop_downs: &DropDowns,
    styles: &Styles,
) -> Result<(), WriteError> {
    tables::write_headings(sheet, layout.columns.iter().map(|column| (column.heading.as_str(), column.width)), styles)?;
    let days = styles.text.clone().set_num_format("dd/mm/yyyy");
    for (row, setting) in (1..).zip(Setting::ALL.iter().copied()) {
        let value = value(setting, scheme, period, calendar, drop_downs);
        write_text(sheet, (row, 0), setting.name(), &styles.label)?;
        match (kind(setting), value.parse::<Decimal>()) {
            (Kind::Date, _) => write_text(sheet, (row, 1), &value, &days)?,
            // On the left, like every other setting: on the right it would run into the words beside it.
            (Kind::Number, Ok(number)) => write_number(sheet, (row, 1), number, &styles.text)?,
            (kind, _) => tables::write_cell(sheet, (row, 1), &value, kind, styles)?,
        }
        let may_be = GUIDE.may_be(setting);
        write_text(sheet, (row, 2), may_be, &styles.text)?;
        fit_row(sheet, row, layout.columns.get(2).map_or(1, |column| lines_of(may_be, column.width)))?;
        sheet.add_data_validation(row, 1, row, 1, &rule(setting, drop_downs)?)?;
    }
    Ok(())
}

/// What the sheet says: of the calendar, the period's own; else the preset's word, else the default.
fn value(
    setting: Setting,
    scheme: &Scheme,
    period: Option<Period>,
    calendar: Calendar,
    drop_downs: &DropDowns,
) -> String {
    let of_calendar = if setting == Setting::Reporting {
        Some(calendar.reporting.to_string())
    } else if setting == Setting::YearStarts {
        let starts = MONTHS.iter().find(|month| Calendar::month_number(month) == Some(calendar.year_starts));
        starts.map(|month| (*month).to_owned())
    } else if setting == Setting::Period {
        period.map(|period| period.to_string())
    } else {
        None
    };
    of_calendar.or_else(|| scheme.setting(setting).map(str::to_owned)).unwrap_or_else(|| default(setting, drop_downs))
}

fn default(setting: Setting, drop_downs: &DropDowns) -> String {
    match setting {
        Setting::PercentagePlaces => "0".to_owned(),
        Setting::CommentaryLimit => "1500".to_owned(),
        // No direction of travel is a choice, and it is the default.
        Setting::DirectionOfTravel
        | Setting::Organisation
        | Setting::PlanTitle
        | Setting::Period
        | Setting::ReturnsDue
        | Setting::ContactName
        | Setting::ContactEmail
        | Setting::DefaultTolerance => String::new(),
        Setting::Reporting
        | Setting::YearStarts
        | Setting::ActionsCounted
        | Setting::IndicatorRatings
        | Setting::Percentages
        | Setting::ZeroCounts
        | Setting::SignOff => {
            choice(setting).and_then(|choice| drop_downs.words(choice).first().cloned()).unwrap_or_default()
        }
    }
}

fn rule(setting: Setting, drop_downs: &DropDowns) -> Result<DataValidation, WriteError> {
    let rule = match (choice(setting), kind(setting)) {
        (Some(choice), _) => drop_downs.list(choice)?,
        (None, Kind::Date) => DataValidation::new()
            .allow_date(DataValidationRule::GreaterThan(ExcelDateTime::from_ymd(2000, 1, 1)?))
            .set_error_title("Not a date")?
            .set_error_message("Please type a date, e.g. 18/07/2025.")?,
        (None, _) => DataValidation::new().allow_any_value(),
    };
    Ok(rule.set_input_title(line(setting.name(), 32))?.set_input_message(line(GUIDE.may_be(setting), 255))?)
}

/// How the cell is formatted: as text where Excel would make a date or a number of it.
fn kind(setting: Setting) -> Kind {
    match setting {
        Setting::Period | Setting::ZeroCounts => Kind::TextDate,
        Setting::ReturnsDue => Kind::Date,
        Setting::PercentagePlaces | Setting::CommentaryLimit => Kind::Number,
        Setting::Organisation
        | Setting::PlanTitle
        | Setting::Reporting
        | Setting::YearStarts
        | Setting::ContactName
        | Setting::ContactEmail
        | Setting::ActionsCounted
        | Setting::IndicatorRatings
        | Setting::Percentages
        | Setting::DirectionOfTravel
        | Setting::DefaultTolerance
        | Setting::SignOff => Kind::Text,
    }
}

fn choice(setting: Setting) -> Option<Choice> {
    Some(match setting {
        Setting::Reporting => Choice::Reporting,
        Setting::YearStarts => Choice::Month,
        Setting::ActionsCounted => Choice::ActionsCounted,
        Setting::IndicatorRatings => Choice::IndicatorRatings,
        Setting::Percentages => Choice::Rounding,
        Setting::ZeroCounts => Choice::ZeroCounts,
        Setting::DirectionOfTravel => Choice::Direction,
        Setting::SignOff => Choice::Need,
        Setting::Organisation
        | Setting::PlanTitle
        | Setting::Period
        | Setting::ReturnsDue
        | Setting::ContactName
        | Setting::ContactEmail
        | Setting::PercentagePlaces
        | Setting::DefaultTolerance
        | Setting::CommentaryLimit => return None,
    })
}

/// The ways of rounding as the setting spells them, the default first.
pub(super) fn roundings() -> Vec<String> {
    [Rounding::LargestRemainder, Rounding::HalfUp].map(|rounding| rounding.to_string()).to_vec()
}
