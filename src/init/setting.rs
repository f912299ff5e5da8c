//! The Settings sheet: every setting, what it is set to, and what it may be.

use jiff::civil::{Date, Weekday};
use rust_decimal::Decimal;
use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, Worksheet};

use crate::domain::{Calendar, Period, month_name};
use crate::layout::{CellKind, SheetLayout};
use crate::plan::Setting;
use crate::workbook::{Styles, WriteError, fit_row, line, lines_of, write_date, write_number, write_text};

use super::drop_downs::{Choice, DropDowns};
use super::guide::GUIDE;
use super::scheme::Scheme;
use super::tables;

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
        match (typed(setting).0, value.parse::<Decimal>()) {
            (CellKind::Date, _) => match period.and_then(returns_due) {
                Some(day) => write_date(sheet, (row, 1), day, &days)?,
                None => write_text(sheet, (row, 1), "", &days)?,
            },
            // On the left, like every other setting: on the right it would run into the words beside it.
            (CellKind::Number, Ok(number)) => write_number(sheet, (row, 1), number, &styles.text)?,
            (kind, _) => tables::write_cell(sheet, (row, 1), &value, kind, styles)?,
        }
        let may_be = GUIDE.may_be(setting);
        write_text(sheet, (row, 2), may_be, &styles.text)?;
        let lines =
            |at: usize, text, room| layout.columns.get(at).map_or(1, |column| lines_of(text, column.width - room));
        // Bold text takes more room.
        fit_row(sheet, row, lines(0, setting.name(), 4).max(lines(2, may_be, 0)))?;
        sheet.add_data_validation(row, 1, row, 1, &rule(setting, drop_downs)?)?;
    }
    Ok(())
}

/// When returns for a period may be due: the third Friday after it ends, two to three weeks later.
fn returns_due(period: Period) -> Option<Date> {
    period.last_day().nth_weekday(3, Weekday::Friday).ok()
}

/// What the sheet says: of the calendar, the period's own; else the preset's word, else the default.
fn value(
    setting: Setting,
    scheme: &Scheme,
    period: Option<Period>,
    calendar: Calendar,
    drop_downs: &DropDowns,
) -> String {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other settings are not of the calendar")]
    let of_calendar = match setting {
        Setting::Reporting => Some(calendar.reporting.to_string()),
        Setting::YearStarts => Some(month_name(calendar.year_starts).to_owned()),
        Setting::Period => period.map(|period| period.to_string()),
        _ => None,
    };
    let preset = || scheme.setting(setting).map(str::to_owned);
    of_calendar.or_else(preset).unwrap_or_else(|| match typed(setting) {
        // No direction of travel is a choice, and it is the default.
        (_, Typed::Choice(Choice::Direction)) => String::new(),
        (_, Typed::Choice(choice)) => drop_downs.words(choice).first().cloned().unwrap_or_default(),
        (_, Typed::Freely(default)) => default.to_owned(),
    })
}

/// How a setting is filled in.
enum Typed {
    /// From a list, whose first word is the default.
    Choice(Choice),
    /// Freely, with that default.
    Freely(&'static str),
}

/// How a setting is filled in, and how its cell is formatted: as text where Excel would make a date or a number of it.
fn typed(setting: Setting) -> (CellKind, Typed) {
    match setting {
        Setting::Organisation
        | Setting::PlanTitle
        | Setting::ContactName
        | Setting::ContactEmail
        | Setting::ReturnsFolder
        | Setting::CheckPage
        | Setting::DefaultTolerance => (CellKind::Text, Typed::Freely("")),
        Setting::Period => (CellKind::TextDate, Typed::Freely("")),
        Setting::ReturnsDue => (CellKind::Date, Typed::Freely("")),
        Setting::RemindBefore => (CellKind::Number, Typed::Freely("5")),
        Setting::PercentagePlaces => (CellKind::Number, Typed::Freely("0")),
        Setting::CommentaryLimit => (CellKind::Number, Typed::Freely("1500")),
        Setting::Reporting => (CellKind::Text, Typed::Choice(Choice::Reporting)),
        Setting::YearStarts => (CellKind::Text, Typed::Choice(Choice::Month)),
        Setting::ActionsCounted => (CellKind::Text, Typed::Choice(Choice::ActionsCounted)),
        Setting::Milestones => (CellKind::Text, Typed::Choice(Choice::Milestones)),
        Setting::IndicatorRatings => (CellKind::Text, Typed::Choice(Choice::IndicatorRatings)),
        Setting::Percentages => (CellKind::Text, Typed::Choice(Choice::Rounding)),
        Setting::ZeroCounts => (CellKind::TextDate, Typed::Choice(Choice::ZeroCounts)),
        Setting::TablesBy => (CellKind::Text, Typed::Choice(Choice::TablesBy)),
        Setting::DirectionOfTravel => (CellKind::Text, Typed::Choice(Choice::Direction)),
        Setting::SignOff => (CellKind::Text, Typed::Choice(Choice::Need)),
    }
}

/// What may be chosen or typed for a setting.
pub(super) fn rule(setting: Setting, drop_downs: &DropDowns) -> Result<DataValidation, WriteError> {
    let rule = match typed(setting) {
        (_, Typed::Choice(choice)) => drop_downs.list(choice)?,
        (CellKind::Date, Typed::Freely(_)) => DataValidation::new()
            .allow_date(DataValidationRule::GreaterThan(ExcelDateTime::from_ymd(2000, 1, 1)?))
            .set_error_title("Not a date")?
            .set_error_message("Please type a date, e.g. 18/07/2025.")?,
        (_, Typed::Freely(_)) => DataValidation::new().allow_any_value(),
    };
    Ok(rule.set_input_title(line(setting.name(), 32))?.set_input_message(line(GUIDE.may_be(setting), 255))?)
}
