//! Which number format a quantity has: percent, pounds or plain, with as many decimals as its value needs. An issued
//! figure never looks rounded, and an entry cell leaves room for decimals, because a figure that looks like another is
//! the dearest kind of mistake.

use rust_decimal::Decimal;

use crate::domain::{Target, Unit};
use crate::plan::{IssuedIndicator, Printed};

/// The number format of a day.
pub(crate) const DAY: &str = "dd/mm/yyyy";

/// More decimals than this are not a figure that somebody gave but the result of a division.
const MOST_DECIMALS: u32 = 4;

/// The format of an issued figure of `unit`: at least `decimals` places, and as many as `value` needs (thirds of a
/// target: two).
pub(crate) fn quantity_format(unit: &str, decimals: Option<u32>, value: Decimal) -> String {
    let needed = value.normalize().scale();
    let given = decimals.unwrap_or(0).min(MOST_DECIMALS);
    let places = if needed <= MOST_DECIMALS { needed.max(given) } else { given.max(2) };
    format(unit, places)
}

/// The format of an entry cell of `unit`: the places that the officer set; where none are set, percentages have one
/// place, or two where an issued figure of the row has any, pounds have two, and other figures show what is typed.
pub(crate) fn entry_format(unit: &str, decimals: Option<u32>, issued: &[Decimal]) -> String {
    if Unit::of(unit).is_in_words() {
        // What is typed stays as it is: Excel would make a time of day of 12:30.
        return "@".to_owned();
    }
    let has_decimals = issued.iter().any(|value| value.normalize().scale() > 0);
    match (decimals, unit.trim()) {
        (Some(places), _) => format(unit, places.min(MOST_DECIMALS)),
        (None, "%") => format(unit, if has_decimals { 2 } else { 1 }),
        (None, "£") => format(unit, 2),
        (None, _) => "General".to_owned(),
    }
}

/// The decimal places that the format of a percentage's entry cell shows.
pub(crate) fn entry_places(row: &IssuedIndicator) -> u32 {
    let issued = [&row.last_year, &row.last_value].into_iter().filter_map(Printed::number);
    let target = match row.target {
        Target::Number(target) => Some(target),
        Target::Range(..) | Target::YesNo(_) | Target::Words(_) | Target::None => None,
    };
    let has_decimals = issued.chain(target).any(|value| value.normalize().scale() > 0);
    match row.decimals {
        Some(places) => places.min(MOST_DECIMALS),
        None => {
            if has_decimals {
                2
            } else {
                1
            }
        }
    }
}

fn format(unit: &str, places: u32) -> String {
    let known = Unit::of(unit);
    if let Some(time) = known.time_format() {
        return time.to_owned();
    }
    if known == Unit::YesNo {
        return "\"Yes\";\"Yes\";\"No\"".to_owned();
    }
    let point = if places == 0 { "" } else { "." };
    let zeros = "0".repeat(usize::try_from(places).unwrap_or(0));
    match unit.trim() {
        "%" => format!("0{point}{zeros}%"),
        "£" => format!("£#,##0{point}{zeros}"),
        _ if known.of_pounds().is_some() => {
            let letter = known.of_pounds().map(|(_, letter)| letter.to_string()).unwrap_or_default();
            format!("£#,##0{point}{zeros}\"{letter}\"")
        }
        _ => format!("#,##0{point}{zeros}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn an_issued_figure_never_looks_rounded() {
        assert_eq!(quantity_format("%", None, exact("3.06")), "0.00%");
        assert_eq!(quantity_format("%", None, exact("93")), "0%");
        assert_eq!(quantity_format("%", Some(1), exact("93")), "0.0%");
        assert_eq!(quantity_format("£", None, exact("70829.5")), "£#,##0.0");
        assert_eq!(quantity_format("% change", None, exact("-12")), "#,##0");
    }

    #[test]
    fn a_third_of_a_target_is_printed_with_two_places() {
        assert_eq!(quantity_format("number", None, exact("100") / exact("3")), "#,##0.00");
    }

    #[test]
    fn an_entry_cell_of_a_percentage_has_room_for_decimals() {
        assert_eq!(entry_format("%", None, &[exact("93")]), "0.0%");
        assert_eq!(entry_format("%", None, &[exact("93.5")]), "0.00%");
        assert_eq!(entry_format("%", Some(0), &[exact("93.5")]), "0%");
        assert_eq!(entry_format("days", None, &[]), "General");
        assert_eq!(entry_format("hh:mm", Some(1), &[]), "@");
    }

    #[test]
    fn a_unit_of_its_own_has_a_format_of_its_own() {
        assert_eq!(quantity_format("£m", None, exact("2.4")), "£#,##0.0\"m\"");
        assert_eq!(quantity_format("£k", None, exact("1300")), "£#,##0\"k\"");
        assert_eq!(quantity_format("hh:mm", Some(2), exact("750")), "[h]:mm");
        assert_eq!(quantity_format("mm:ss", None, exact("59")), "[m]:ss");
        assert_eq!(quantity_format("yes/no", None, exact("1")), "\"Yes\";\"Yes\";\"No\"");
    }
}
