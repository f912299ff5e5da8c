//! Calendar days from what a file stores: day numbers in two epochs, or ISO text.
//!
//! Excel counts days from 1900 as if that year had a 29 February (day 60), or from 1904 on workbooks begun on an old Mac. A
//! number below 1 is a time of day and no date. Anything outside Excel's calendar stays the number it is.

use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// The last day Excel knows, 31 December 9999, as a day number from 1900 and from 1904.
const LAST_DAY: i64 = 2_958_465;
/// How many days later a number means that counts from 1904.
pub(crate) const BETWEEN_EPOCHS: i64 = 1_462;

/// The day a serial number stands for; a part of a day is dropped. Nothing below 1 or after 31 December 9999.
/// Day 60 of the 1900 epoch, the 29 February that never was, is 28 February.
pub(crate) fn from_serial(serial: Decimal, from_1904: bool) -> Option<Date> {
    // Most dates are stored as whole numbers, for which this is quick.
    let whole = if serial.scale() == 0 { serial } else { serial.trunc() };
    let stored = whole.to_i64()?;
    if stored < 1 {
        return None;
    }
    let number = if from_1904 { stored.checked_add(BETWEEN_EPOCHS)? } else { stored };
    if number > LAST_DAY {
        return None;
    }
    // Counted from 30 December 1899, which makes every day after the false leap day right.
    let days = if number < 60 { number + 1 } else { number };
    let start = Date::new(1899, 12, 30).ok()?;
    start.checked_add(days.days()).ok()
}

/// The day at the front of an ISO 8601 date or date and time (`2024-12-31`, `2024-12-31T09:00:00`). Nothing for other text.
pub(super) fn from_iso(text: &str) -> Option<Date> {
    let text = text.trim();
    let (day, rest) = text.split_at_checked(10)?;
    if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
        return None;
    }
    day.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(serial: &str, from_1904: bool) -> Option<String> {
        from_serial(serial.parse().unwrap(), from_1904).map(|d| d.to_string())
    }

    #[test]
    fn day_numbers_are_the_days_excel_shows() {
        for (serial, from_1904, expected) in [
            ("1", false, Some("1900-01-01")),
            ("59", false, Some("1900-02-28")),
            ("60", false, Some("1900-02-28")),
            ("61", false, Some("1900-03-01")),
            ("45657", false, Some("2024-12-31")),
            ("45657.999", false, Some("2024-12-31")),
            ("44195", true, Some("2024-12-31")),
            ("1", true, Some("1904-01-02")),
            ("2958465", false, Some("9999-12-31")),
            ("2957003", true, Some("9999-12-31")),
            ("2958466", false, None),
            ("2957004", true, None),
            ("0.5", false, None),
            ("-1", false, None),
            ("79228162514264337593543950335", false, None),
        ] {
            assert_eq!(day(serial, from_1904).as_deref(), expected, "{serial} {from_1904}");
        }
    }

    #[test]
    fn iso_text_is_a_day_only_when_it_begins_with_one() {
        assert!(from_iso("2024-12-31").is_some());
        assert!(from_iso("2024-12-31T09:30:00Z").is_some());
        for wrong in ["2024-02-30", "12:30:00", "2024-12-312", "31/12/2024", "", "2024-12-3é"] {
            assert_eq!(from_iso(wrong), None, "{wrong}");
        }
    }
}
