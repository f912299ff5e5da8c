//! The number formats of the officer's own columns: a percentage stays one, and £1,250.00 stays £1,250.00.
//!
//! A format is made anew from what the cell shows, so nothing of the code in the file is taken over.

use rust_decimal::Decimal;

use crate::domain::SharedText;
use crate::grid::{Cell, Displayed, How, Shown, Value, Written};
use crate::plan::Printed;

/// The longest text before or after the digits.
const LONGEST: usize = 20;

/// A number that is shown otherwise than as plain digits; nothing where it is not, or where it is not known how.
pub(super) fn formatted(cell: &Cell, written: Option<&Written>) -> Option<Printed> {
    let Some(Value::Number(number)) = cell.value else { return None };
    if cell.shown == Shown::Percent {
        let places = cell.displayed.map(|displayed| usize::from(displayed.decimals));
        let places = places.or_else(|| Some(around(&written?.text)?.places))?;
        let number = number.checked_mul(Decimal::ONE_HUNDRED)?;
        return Some(shown(number, format!("{}%", digits(false, 1, places))));
    }
    if let Some(written) = written.filter(|written| written.how == How::Digits) {
        let Around { before, after, is_grouped, whole, places } = around(&written.text)?;
        let format = format!("{}{}{}", quoted(&before), digits(is_grouped, whole, places), quoted(&after));
        return Some(shown(number, format));
    }
    let Displayed { digits: whole, decimals, grouped } = cell.displayed?;
    Some(shown(number, digits(grouped, whole.into(), decimals.into())))
}

fn shown(number: Decimal, format: String) -> Printed {
    Printed::Shown { number: number.normalize(), format: SharedText::from(format) }
}

/// What stands around the digits that a cell shows, and how these are written.
struct Around {
    before: String,
    after: String,
    is_grouped: bool,
    whole: usize,
    places: usize,
}

fn around(text: &str) -> Option<Around> {
    let is_digit = |c: char| c.is_ascii_digit();
    let (first, last) = (text.find(is_digit)?, text.rfind(is_digit)?);
    let (before, number, after) = (text.get(..first)?, text.get(first..=last)?, text.get(last + 1..)?);
    if number.contains(|c: char| !is_digit(c) && c != ',' && c != '.') {
        return None;
    }
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if fraction.contains(['.', ',']) {
        return None;
    }
    // Signs and brackets are the number's.
    let bare = |text: &str| text.replace(['-', '−', '(', ')', '"', '\\'], "");
    let (before, after) = (bare(before), bare(after));
    let is_short = before.chars().count() <= LONGEST && after.chars().count() <= LONGEST;
    let is_grouped = whole.contains(',');
    // Only leading noughts tell how many digits there are at least.
    let whole = if whole.starts_with('0') { whole.len() } else { 1 };
    is_short.then_some(Around { before, after, is_grouped, whole, places: fraction.len() })
}

fn digits(is_grouped: bool, whole: usize, places: usize) -> String {
    let whole = if is_grouped { "#,##0".to_owned() } else { "0".repeat(whole.clamp(1, LONGEST)) };
    if places == 0 { whole } else { format!("{whole}.{}", "0".repeat(places.min(LONGEST))) }
}

fn quoted(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("\"{text}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::CellRef;

    fn number(number: &str, shown: Shown, displayed: Option<Displayed>) -> Cell {
        let cell = Cell::number(CellRef { row: 1, col: 1 }, number.parse().unwrap());
        Cell { shown, displayed, ..cell }
    }

    fn format_of(cell: &Cell, text: Option<&str>) -> Option<Printed> {
        let written = text.map(|text| Written { text: text.to_owned(), how: How::Digits });
        formatted(cell, written.as_ref())
    }

    fn own(number: &str, format: &str) -> Printed {
        Printed::Shown { number: number.parse().unwrap(), format: format.into() }
    }

    #[test]
    fn a_number_keeps_what_is_shown_around_it() {
        let other = |value: &str, text| format_of(&number(value, Shown::Other, None), Some(text));
        assert_eq!(other("1250", "£1,250.00"), Some(own("1250", "\"£\"#,##0.00")));
        assert_eq!(other("-1250", "-£1,250"), Some(own("-1250", "\"£\"#,##0")));
        assert_eq!(other("-3", "(3.0) km"), Some(own("-3", "0.0\" km\"")));
        assert_eq!(other("7", "007"), Some(own("7", "000")));
        let displayed = Some(Displayed { digits: 1, decimals: 1, grouped: false });
        assert_eq!(format_of(&number("0.925", Shown::Percent, displayed), None), Some(own("92.5", "0.0%")));
        let plain = Some(Displayed { digits: 1, decimals: 2, grouped: true });
        assert_eq!(format_of(&number("1250", Shown::Other, plain), None), Some(own("1250", "#,##0.00")));
    }

    #[test]
    fn what_is_not_known_to_be_shown_otherwise_is_a_plain_number() {
        assert_eq!(format_of(&number("3.5", Shown::General, None), None), None);
        assert_eq!(format_of(&number("3.5", Shown::Other, None), Some("3/5/6")), None);
        assert_eq!(format_of(&number("3.5", Shown::Other, None), Some("1.2.3")), None);
        assert_eq!(format_of(&number("3.5", Shown::Other, None), Some(&format!("3.5{}", "x".repeat(99)))), None);
    }
}
