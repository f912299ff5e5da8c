//! The value of an indicator for programs: as it is printed where its unit is written in words, with its number beside it,
//! else the plain number.

use rust_decimal::Decimal;

use crate::domain::tidy;
use crate::returns::ValueGiven;
use crate::tally::IndicatorLine;

/// What came back as its value; what cannot be read is given as typed, as the Indicators sheet shows it.
pub(super) fn value_of(line: &IndicatorLine<'_>) -> Option<String> {
    let slot = &line.row?.value;
    match slot.given() {
        // A time is printed as it was typed.
        Some(ValueGiven::Number(_)) if line.issued.known_unit().is_time() => Some(tidy(&slot.typed)),
        Some(ValueGiven::Number(quantity)) => Some(printed(line, quantity.value)),
        Some(ValueGiven::Words(words)) => Some(words.to_string()),
        Some(ValueGiven::Reason(reason)) => Some(reason.word().to_owned()),
        None => Some(tidy(&slot.typed)).filter(|typed| !typed.is_empty()),
    }
}

/// The same as a number, where its unit is written in words: a time in seconds, Yes as 1 and No as 0.
pub(super) fn number_of(line: &IndicatorLine<'_>) -> Option<String> {
    let unit = Some(line.issued.known_unit()).filter(|unit| unit.is_in_words())?;
    let number = unit.plain_number(line.row?.value.given()?.number()?)?;
    Some(number.normalize().to_string())
}

/// A value in the words of its unit, else as a plain number.
pub(super) fn printed(line: &IndicatorLine<'_>, value: Decimal) -> String {
    line.issued.known_unit().in_words(value).unwrap_or_else(|| value.normalize().to_string())
}
