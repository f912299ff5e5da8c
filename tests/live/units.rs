//! Values of every unit at random, in every way that cells can hold them, with targets of 0 among the targets.

use rust_decimal::Decimal;

use crate::domain::Kind;
use crate::grid::{Cell, CellRef, Shown, TimeParts, Value};
use crate::layout::{Field, RETURN, SheetId};
use crate::trial::{cases, issued};

use super::Typed;
use super::entries::{Dice, rating};

const ROWS: usize = 120;
/// The row of the first of them.
const FIRST: u32 = 4;

/// Units, each with targets of it and with what may be typed, right and wrong.
const UNITS: [(&str, [&str; 3], &[&str]); 7] = [
    (
        "hh:mm",
        ["'12:30", "'0:45", "'100:00"],
        &["12:30", "12:31", "0:44", "00:46", "100:00", "104:59", "12:60", "1:2", "12.30", "12:30:00", ":30"],
    ),
    (
        "mm:ss",
        ["'2:00", "'0:59", "'10:00"],
        &["2:00", "2:06", "1:00", "0:59", "10:29", "10:30", "0:60", "2m", "120", "-1:00"],
    ),
    ("yes/no", ["Yes", "No", "Yes"], &["Yes", "no", "Y", "n", "TRUE", "false", " yes ", "mostly", "1", "yes and no"]),
    ("text", ["", "", ""], &["much as before", "12", "12:30", "yes", "c. 30", "-"]),
    ("£m", ["2.4", "'£10m", "0"], &["£2.4m", "2.5", "about 2m", "2.4m and 3", "£m"]),
    ("days", ["30", "12", "0"], &["29.5 days", "31", "-1", "-2", "1 day", "a week", "days"]),
    ("number", ["0", "0", "1"], &["0", "1", "-1", "some"]),
];

/// Returns with given and with computed ratings.
pub(super) fn random_returns() -> Vec<Typed> {
    let mut dice = Dice(0x2026_0331_8765_4321);
    [false, true].into_iter().map(|computed| one_return(computed, &mut dice)).collect()
}

fn one_return(computed: bool, dice: &mut Dice) -> Typed {
    let mut text = String::from("| Settings | Setting | Value |\n|---|---|---|\n| | Period | 2025-26 Q1 |\n");
    if computed {
        text += "| | Indicator ratings | Computed |\n";
    }
    text += "\n| Indicators | Ref | Unit | Better when | Target | Last value | Tolerance |\n|---|---|---|---|---|---|---|\n";
    let mut units = Vec::new();
    for row in 0..ROWS {
        let (unit, targets, typed) = dice.one(&UNITS);
        let better = if *unit == "yes/no" { "" } else { *dice.one(&["Higher", "Lower"]) };
        let (target, tolerance) = (dice.one(targets), dice.one(&["Standard 5%", "Units", "Wide", "None"]));
        text += &format!("| | U{row} | {unit} | {better} | {target} | | {tolerance} |\n");
        units.push((*unit, *typed));
    }
    text += "
        | Tolerances | Tolerance | Measured in | Rating | Shortfall |
        |---|---|---|---|---|
        | | Standard 5% | % of target | Green | <= 0 |
        | | Standard 5% | % of target | Amber | < 5 |
        | | Standard 5% | % of target | Red | >= 5 |
        | | Units | units | Green | < 1 |
        | | Units | units | Amber | <= 6 |
        | | Units | units | Red | > 6 |
        | | Wide | % of target | Green | <= -5 |
        | | Wide | % of target | Amber | <= 7.7 |
        | | Wide | % of target | Red | > 7.7 |
    ";
    let issued = issued(&cases(&text)[0]);
    let mut entries = Vec::new();
    for (row, (unit, typed)) in (FIRST..).take(issued.row_count(Kind::Indicators)).zip(units) {
        for (col, column) in (0..).zip(issued.columns(Kind::Indicators)) {
            let at = CellRef { row, col };
            let cell = match column.field() {
                Some(Field::Value) => value(unit, typed, at, dice),
                Some(Field::Rating) => rating(issued.scheme.scale(Kind::Indicators), at, dice),
                Some(Field::Commentary) => Some(Cell::text(at, "More came than were expected.")),
                _ => None,
            };
            entries.extend(cell.map(|cell| (RETURN.sheet_name(SheetId::Indicators).to_owned(), cell)));
        }
    }
    Typed::new(format!("units, computed {computed}"), issued, &entries)
}

fn value(unit: &str, typed: &[&str], at: CellRef, dice: &mut Dice) -> Option<Cell> {
    let text = *dice.one(typed);
    Some(match dice.roll(30) {
        0 => return None,
        1 => Cell::text(at, dice.one::<&str>(&["Not due", "awaited", "n/a", "Not available"])),
        2 => Cell { value: Some(Value::Bool(dice.roll(2) == 0)), ..Cell::text(at, "x") },
        3 if unit.contains(':') => {
            let days = Decimal::from(dice.roll(800)) / Decimal::from(1_440);
            let parts = *dice.one(&[TimeParts::HoursMinutes, TimeParts::MinutesSeconds, TimeParts::Other]);
            let time = Value::Time { days, elapsed: dice.roll(2) == 0, parts };
            Cell { value: Some(time), shown: Shown::Other, ..Cell::text(at, "x") }
        }
        4 => Cell::number(at, Decimal::from(dice.roll(40))),
        _ if !unit.contains([':', '/']) && unit != "text" => match text.parse::<Decimal>() {
            Ok(number) => Cell::number(at, number),
            Err(_) => Cell::text(at, text),
        },
        _ => Cell::text(at, text),
    })
}
