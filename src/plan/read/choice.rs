//! Cells of closed choice: a word of a list, Yes or No, a whole number; and the nearest of some names to a mistyped one.
//!
//! A cell that holds something else is recorded as a fault, and the value that a blank would have is taken, so that
//! reading goes on and everything wrong with the workbook is said in one pass.

use rust_decimal::prelude::ToPrimitive as _;

use crate::domain::{Need, SharedText, key};
use crate::grid::{Cell, Value};
use crate::layout::{Field, Row};

use super::faults::Faults;
use super::may_be::MayBe;
use super::quantity::number_in;

/// The words of a Yes or No cell.
const YES_NO: &[&str] = &["Yes", "No"];

/// The name in the cell of `field`, as names are written.
pub(super) fn name_in(row: &Row<'_, '_>, field: Field) -> Option<SharedText> {
    row.given(field).map(|text| text.as_name())
}

/// The choice in the cell of `field`; `blank` where it is blank or, with a fault recorded, none of the choices.
pub(super) fn choice<T>(
    row: &Row<'_, '_>,
    field: Field,
    blank: T,
    parse: impl Fn(&str) -> Option<T>,
    may_be: MayBe,
    faults: &mut Faults,
) -> T {
    let Some(text) = row.given(field) else { return blank };
    parse(&text).unwrap_or_else(|| {
        faults.invalid(row, field, may_be);
        blank
    })
}

/// Yes or No, as words, letters or a logical value.
pub(super) fn yes_no(row: &Row<'_, '_>, field: Field, blank: bool, faults: &mut Faults) -> bool {
    choice(row, field, blank, read_yes_no, MayBe::Words(YES_NO), faults)
}

/// Yes or No, where it is one.
pub(super) fn read_yes_no(text: &str) -> Option<bool> {
    match key(text).as_str() {
        "yes" | "y" | "true" => Some(true),
        "no" | "n" | "false" => Some(false),
        _ => None,
    }
}

/// Required or Optional; a blank is Optional.
pub(super) fn need(row: &Row<'_, '_>, field: Field, faults: &mut Faults) -> Need {
    choice(row, field, Need::Optional, Need::parse, MayBe::Words(Need::WORDS), faults)
}

/// The whole number from `low` to `high` that stands in a cell.
pub(super) fn whole(cell: &Cell, low: u32, high: u32) -> Option<u32> {
    if matches!(cell.value, Some(Value::Bool(_))) {
        return None;
    }
    let number = number_in(cell, "")?.normalize();
    let whole = if number.scale() == 0 { number.to_u32() } else { None };
    whole.filter(|number| (low..=high).contains(number))
}

/// The name that is nearest to `typed`, where one is near enough to be a slip of the fingers.
pub(super) fn nearest<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let typed = key(typed);
    let length = typed.chars().count();
    let slips = names.map(|name| (strsim::osa_distance(&typed, &key(name)), name));
    slips
        .filter(|(slips, _)| *slips <= 1 + length / 4 && *slips * 3 <= length)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_fingers_finds_the_name_and_another_word_does_not() {
        let names = || ["HOUSING", "PLACE", "Corporate services"].into_iter();
        assert_eq!(nearest("housng", names()), Some("HOUSING"));
        assert_eq!(nearest("Corprate servises", names()), Some("Corporate services"));
        assert_eq!(nearest("leisure", names()), None);
        assert_eq!(nearest("", names()), None);
        // Of two letters one is as good as another.
        assert_eq!(nearest("P9", ["P1", "P2"].into_iter()), None);
    }
}
