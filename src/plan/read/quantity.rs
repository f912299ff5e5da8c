//! Numbers, targets and days as they stand in the cells of the plan workbook.
//!
//! A number in a cell with a percent format is worth a hundred times what is stored where the unit is a percentage,
//! because that is what Excel shows (rules.md, *Reading numbers and dates*). Nothing is judged here: what cannot be
//! read comes back as words or nothing.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::domain::{
    Deadline, DeadlineDoubt, NotADate, Period, PlannedDeadline, Polarity, Target, Unit, from_year_number, is_plausible,
    print_short, read_date, read_range, tidy,
};
use crate::grid::{Cell, Shown, Value, Written, date_of_serial};
use crate::plan::Printed;

use super::own_format::formatted;

/// The serial numbers that are taken for dates: October 1954 to January 2119. Outside them, a number in a date column
/// is a slip and no day.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=80_000;

/// The number in a cell, in the terms of `unit` (92 for 92%); `None` where it is not one.
pub(super) fn number_in(cell: &Cell, unit: &str) -> Option<Decimal> {
    let known = Unit::of(unit);
    match cell.value.as_ref()? {
        Value::Text(text) => known.read(text).ok().map(|typed| typed.value),
        value if value.is_time_of(known) => known.read(&cell.shown_text()).ok().map(|typed| typed.value),
        Value::Bool(truth) if known == Unit::YesNo => Some(Decimal::from(u8::from(*truth))),
        // A plain number is no value of a unit that is written in words.
        Value::Number(_) if known.is_in_words() => None,
        Value::Number(number) if cell.shown == Shown::Percent && unit.trim().starts_with('%') => {
            number.checked_mul(Decimal::ONE_HUNDRED)
        }
        Value::Number(number) => Some(*number),
        Value::Bool(_) | Value::Date { .. } | Value::Time { .. } | Value::Error(_) => None,
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

/// What a cell of one of the officer's own columns holds, as it is shown: a percentage and an amount keep their signs.
pub(crate) fn carried(cell: Option<&Cell>, written: Option<&Written>) -> Printed {
    let Some(cell) = cell else { return Printed::Blank };
    match &cell.value {
        Some(Value::Number(number)) => formatted(cell, written).unwrap_or_else(|| match cell.shown {
            Shown::Percent => Printed::words(cell.tidy_text()),
            Shown::General | Shown::Date { .. } | Shown::Text | Shown::Other => Printed::Number(number.normalize()),
        }),
        Some(Value::Date { day, .. }) => Printed::words(print_short(*day)),
        Some(Value::Text(_) | Value::Bool(_) | Value::Time { .. } | Value::Error(_)) | None => {
            Printed::words(cell.tidy_text())
        }
    }
}

/// The target that a cell gives: a number, two numbers where better is In range, else words.
pub(super) fn target_in(cell: Option<&Cell>, unit: &str, polarity: Option<Polarity>) -> Target {
    let Some(cell) = cell else { return Target::None };
    let known = Unit::of(unit);
    if let Some(number) = number_in(cell, unit) {
        return if known == Unit::YesNo {
            Target::YesNo(!number.is_zero())
        } else {
            Target::Number(number.normalize())
        };
    }
    if matches!(cell.value, Some(Value::Bool(_) | Value::Time { .. } | Value::Error(_))) {
        return Target::None;
    }
    let text = tidy(&cell.shown_text());
    match range_of(&text, known) {
        Some((low, high)) if polarity == Some(Polarity::InRange) => Target::Range(low, high),
        _ => Target::Words(text),
    }
}

/// The two values of `10 to 20` in a unit, the lower first.
fn range_of(text: &str, unit: Unit) -> Option<(Decimal, Decimal)> {
    if unit.is_in_words() || unit.of_pounds().is_some() { unit.read_range(text) } else { range_in(text) }
}

/// The two numbers of `10 to 20` or `10% to 20%`, the lower first.
pub(super) fn range_in(text: &str) -> Option<(Decimal, Decimal)> {
    let plain = || text.chars().filter(|c| !matches!(c, '%' | '£')).collect::<String>();
    read_range(text).or_else(|| read_range(&plain())).filter(|(low, high)| low <= high)
}

/// The deadline that a cell gives, why it is none where it cannot be read, and why it may be another than was meant.
pub(super) fn deadline_in(cell: Option<&Cell>, period: Period, epoch_1904: bool) -> PlannedDeadline {
    let certain = |deadline| PlannedDeadline { deadline, fault: None, doubt: None };
    let Some(cell) = cell else { return certain(Deadline::None) };
    let mut planned = match &cell.value {
        Some(Value::Date { day, shows_day: true }) => certain(Deadline::on(*day)),
        Some(Value::Date { day, shows_day: false }) => certain(Deadline::in_month_of(*day)),
        Some(Value::Number(number)) => {
            let year = number.trunc().to_i64().and_then(Deadline::from_year_number);
            let serial = || day_of_serial(*number, epoch_1904).map(Deadline::on);
            let doubt = year.is_none().then_some(DeadlineDoubt::SerialNumber);
            let unreadable = || PlannedDeadline {
                deadline: Deadline::Unreadable(cell.as_shown().into()),
                fault: Some(NotADate::Other(cell.as_shown())),
                doubt: None,
            };
            let read = year.or_else(serial).map(|deadline| PlannedDeadline { doubt, ..certain(deadline) });
            read.unwrap_or_else(unreadable)
        }
        Some(Value::Text(_) | Value::Bool(_) | Value::Time { .. } | Value::Error(_)) | None => {
            PlannedDeadline::read(&cell.shown_text(), period)
        }
    };
    if planned.deadline.day().is_some_and(|day| !is_plausible(day, period)) {
        planned.doubt = Some(DeadlineDoubt::Far);
    }
    planned
}

/// The day that a cell gives; open words are none.
pub(super) fn day_in(cell: &Cell, period: Period, epoch_1904: bool) -> Option<Date> {
    match cell.value.as_ref()? {
        Value::Date { day, shows_day: true } => Some(*day),
        Value::Date { day, shows_day: false } => Some(day.last_of_month()),
        Value::Number(number) => {
            let year = from_year_number(number.trunc().to_i64()?);
            year.map(|date| date.day).or_else(|| day_of_serial(*number, epoch_1904))
        }
        Value::Text(text) => read_date(text, &period).ok().map(|date| date.day),
        Value::Bool(_) | Value::Time { .. } | Value::Error(_) => None,
    }
}

/// The day of a serial number, counted as the workbook counts.
fn day_of_serial(serial: Decimal, epoch_1904: bool) -> Option<Date> {
    let is_meant = serial.to_i64().is_some_and(|serial| SERIALS.contains(&serial));
    is_meant.then(|| date_of_serial(serial, epoch_1904)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::CellRef;

    #[test]
    fn a_serial_number_is_counted_from_where_its_workbook_counts() {
        let calendar = crate::plan::Settings::default().calendar;
        let period = Period::containing(jiff::civil::date(2026, 3, 1), &calendar).unwrap();
        let mut cell = Cell::text(CellRef::default(), "");
        for (serial, epoch_1904) in [("46112", false), ("44650", true), ("44650.5", true)] {
            cell.value = Some(Value::Number(serial.parse().unwrap()));
            let day = jiff::civil::date(2026, 3, 31);
            let read = deadline_in(Some(&cell), period, epoch_1904);
            assert_eq!((read.deadline, read.fault), (Deadline::on(day), None), "{serial}");
            assert_eq!(read.doubt, Some(DeadlineDoubt::SerialNumber));
            assert_eq!(day_in(&cell, period, epoch_1904), Some(day), "{serial}");
        }
        cell.value = Some(Value::Number("12".parse().unwrap()));
        assert_eq!(day_in(&cell, period, true), None, "a slip is no day");
    }
}
