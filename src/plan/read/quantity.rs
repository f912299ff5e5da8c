//! Numbers, targets and days as they stand in the cells of the plan workbook.
//!
//! A number in a cell with a percent format is worth a hundred times what is stored where the unit is a percentage,
//! because that is what Excel shows (rules.md, *Reading numbers and dates*). Nothing is judged here: what cannot be
//! read comes back as words or nothing.

use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::domain::{
    Deadline, NotADate, Period, Polarity, Target, from_year_number, print_short, read_date, read_number, read_range,
    tidy,
};
use crate::grid::{Cell, Shown, Value};
use crate::plan::Printed;

/// The serial numbers that are taken for dates: October 1954 to January 2119. Outside them, a number in a date column
/// is a slip and no day.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=80_000;

/// The number in a cell, in the terms of `unit` (92 for 92%); `None` where it is not one.
pub(super) fn number_in(cell: &Cell, unit: &str) -> Option<Decimal> {
    match cell.value.as_ref()? {
        Value::Number(number) if cell.shown == Shown::Percent && unit.trim().starts_with('%') => {
            number.checked_mul(Decimal::ONE_HUNDRED)
        }
        Value::Number(number) => Some(*number),
        Value::Text(text) => read_number(text).ok().map(|typed| typed.value),
        Value::Bool(_) | Value::Date { .. } | Value::Error(_) => None,
    }
}

/// What a cell of `unit` holds, as it is to be issued.
pub(super) fn printed(cell: Option<&Cell>, unit: &str) -> Printed {
    let Some(cell) = cell else { return Printed::Blank };
    match (number_in(cell, unit), &cell.value) {
        (Some(number), _) => Printed::Number(number.normalize()),
        (None, Some(Value::Date { day, .. })) => Printed::words(print_short(*day)),
        (None, _) => Printed::words(cell.tidy_text()),
    }
}

/// What a further column's cell holds: a percentage keeps its sign.
pub(super) fn carried(cell: Option<&Cell>) -> Printed {
    match cell {
        Some(Cell { value: Some(Value::Number(number)), shown, .. }) if *shown != Shown::Percent => {
            Printed::Number(number.normalize())
        }
        Some(Cell { value: Some(Value::Date { day, .. }), .. }) => Printed::words(print_short(*day)),
        Some(cell) => Printed::words(cell.tidy_text()),
        None => Printed::Blank,
    }
}

/// The target that a cell gives: a number, two numbers where better is In range, else words.
pub(super) fn target_in(cell: Option<&Cell>, unit: &str, polarity: Option<Polarity>) -> Target {
    let Some(cell) = cell else { return Target::None };
    if let Some(number) = number_in(cell, unit) {
        return Target::Number(number.normalize());
    }
    let text = tidy(&cell.shown_text());
    match range_in(&text) {
        Some((low, high)) if polarity == Some(Polarity::InRange) => Target::Range(low, high),
        _ => Target::Words(text),
    }
}

/// The two numbers of `10 to 20` or `10% to 20%`, the lower first.
pub(super) fn range_in(text: &str) -> Option<(Decimal, Decimal)> {
    let plain = || text.chars().filter(|c| !matches!(c, '%' | '£')).collect::<String>();
    read_range(text).or_else(|| read_range(&plain())).filter(|(low, high)| low <= high)
}

/// The deadline that a cell gives, and why it is none where it cannot be read.
pub(super) fn deadline_in(cell: Option<&Cell>, period: Period) -> (Deadline, Option<NotADate>) {
    let Some(cell) = cell else { return (Deadline::None, None) };
    let of_number = |number: &Decimal| {
        let number = number.trunc().to_i64()?;
        Deadline::from_year_number(number).or_else(|| day_of_serial(number).map(Deadline::on))
    };
    match &cell.value {
        Some(Value::Date { day, shows_day: true }) => (Deadline::on(*day), None),
        Some(Value::Date { day, shows_day: false }) => (Deadline::in_month_of(*day), None),
        Some(Value::Number(number)) => of_number(number).map_or_else(
            || (Deadline::Unreadable(cell.as_shown().into()), Some(NotADate::Other(cell.as_shown()))),
            |deadline| (deadline, None),
        ),
        Some(Value::Text(_) | Value::Bool(_) | Value::Error(_)) | None => Deadline::read(&cell.shown_text(), &period),
    }
}

/// The day that a cell gives; open words are none.
pub(super) fn day_in(cell: &Cell, period: Period) -> Option<Date> {
    match cell.value.as_ref()? {
        Value::Date { day, shows_day: true } => Some(*day),
        Value::Date { day, shows_day: false } => Some(day.last_of_month()),
        Value::Number(number) => {
            let number = number.trunc().to_i64()?;
            from_year_number(number).map(|date| date.day).or_else(|| day_of_serial(number))
        }
        Value::Text(text) => read_date(text, &period).ok().map(|date| date.day),
        Value::Bool(_) | Value::Error(_) => None,
    }
}

/// The day of a serial number, counted as Excel for Windows counts.
fn day_of_serial(serial: i64) -> Option<Date> {
    let start = Date::new(1899, 12, 30).ok()?;
    SERIALS.contains(&serial).then(|| start.checked_add(serial.days()).ok()).flatten()
}
