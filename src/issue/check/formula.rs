//! Conditions of rules as formulas that Excel 2016 and `LibreOffice` 7 calculate alike.
//!
//! A formula compares working cells, in which every entry has been read already: a number is what was given, and the
//! other states are letters. Nothing is left to a program's own idea of turning text into numbers. The border: how an
//! entry is read is in `working`.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use crate::domain::Cmp;
use crate::layout::Field;
use crate::rules::condition::{EntryCell, Scaled, Test};
use crate::workbook::formula_text;

use super::working::Part;

/// The state of an entry that cannot be read, whoever reads it.
pub(super) const UNREADABLE: &str = "x";
/// The state of an entry that only the program can read.
pub(super) const ON_RETURN: &str = "?";
/// The state of words that stand in for others.
pub(super) const PLACEHOLDER: &str = "placeholder";
/// The state of an error value.
pub(super) const ERROR: &str = "!";
/// The state of a reason in place of a value.
pub(super) const REASON: &str = "reason";

/// How the cells of a row are called.
pub(super) struct Names<'n> {
    /// The entry cells, and that of the reference.
    pub cell: &'n dyn Fn(EntryCell) -> Option<String>,
    /// The working cells.
    pub part: &'n dyn Fn(Part) -> Option<String>,
}

/// Whether a cell is blank; spaces alone are blank, and an error value is not.
pub(in crate::issue) fn blank(cell: &str) -> String {
    format!("IFERROR({}=\"\",FALSE)", tidy(&format!("{cell}&\"\"")))
}

/// A text without spaces of any kind at its ends, and inside with one plain space for each run of them. Excel's own
/// TRIM knows plain spaces only. The marks that choose the emoji form of a symbol are taken out.
pub(super) fn tidy(text: &str) -> String {
    let spaces =
        ["CHAR(9)", "CHAR(10)", "CHAR(13)", "\"\u{a0}\"", "\"\u{202f}\"", "\"\u{200b}\""].map(|from| (from, "\" \""));
    let marks = ["\"\u{fe0f}\"", "\"\u{fe0e}\""].map(|from| (from, "\"\""));
    let all = spaces.into_iter().chain(marks);
    let parted = all.fold(text.to_owned(), |text, (from, to)| format!("SUBSTITUTE({text},{from},{to})"));
    format!("TRIM({parted})")
}

/// The place of a text in a named range, case aside; `*`, `?` and `~` are letters like any other.
pub(super) fn place_in(range: &str, text: &str) -> String {
    let plain =
        ["~", "*", "?"].iter().fold(text.to_owned(), |text, mark| format!("SUBSTITUTE({text},\"{mark}\",\"~{mark}\")"));
    format!("MATCH({plain},{range},0)")
}

/// Whether any of these characters stands in a text.
pub(super) fn has_any(characters: &str, text: &str) -> String {
    let each: Vec<String> = characters.chars().map(|c| formula_text(&c.to_string())).collect();
    format!("SUMPRODUCT(--ISNUMBER(FIND({{{}}},{text})))>0", each.join(","))
}

/// A day as the number that Excel keeps for it.
pub(in crate::issue) fn serial(day: Date) -> i32 {
    (day - date(1899, 12, 30)).get_days()
}

/// A number as a formula writes it: 15 digits, which is what Excel keeps.
pub(super) fn literal(number: Decimal) -> String {
    crate::plan::as_stored(number).to_string()
}

/// A comparison of a cell, whose number has at most 15 digits, with a number that may have more.
pub(super) fn compared(cell: &str, cmp: Cmp, number: Decimal) -> String {
    let kept = crate::plan::as_stored(number);
    let sign = match cmp {
        _ if kept < number && matches!(cmp, Cmp::Lt | Cmp::Le) => "<=",
        _ if kept < number => ">",
        _ if kept > number && matches!(cmp, Cmp::Lt | Cmp::Le) => "<",
        _ if kept > number => ">=",
        Cmp::Lt => "<",
        Cmp::Le => "<=",
        Cmp::Gt => ">",
        Cmp::Ge => ">=",
    };
    format!("{cell}{sign}{}", literal(number))
}

/// Whether a cell has a percent format, by Excel's letter for it.
pub(super) fn is_percent_format(cell: &str) -> String {
    format!("LEFT(IFERROR(CELL(\"format\",{cell}),\"\"),1)=\"P\"")
}

impl Names<'_> {
    /// Whether an entry is one that only the program can read.
    pub(super) fn is_on_return(&self, part: Part) -> String {
        self.is_state(part, ON_RETURN)
    }

    /// A condition as a formula without its equals sign.
    pub(super) fn test(&self, test: &Test) -> String {
        match test {
            Test::All(tests) => self.joined("AND", tests),
            Test::Any(tests) if tests.is_empty() => "FALSE".to_owned(),
            Test::Any(tests) => self.joined("OR", tests),
            Test::Not(test) => format!("NOT({})", self.test(test)),
            Test::Blank(at) => match Part::of_entry(*at) {
                Some(part) => self.is_state(part, ""),
                None => (self.cell)(*at).map_or_else(never, |cell| blank(&cell)),
            },
            Test::Error(at) => (self.cell)(*at).map_or_else(never, |cell| format!("ISERROR({cell})")),
            Test::Unreadable(field) => self.is_entry(*field, UNREADABLE),
            Test::Placeholder(field) => self.is_state(Part::Placeholder(*field), PLACEHOLDER),
            Test::Given(field) => self.number(Part::Day(*field), |cell| format!("ISNUMBER({cell})")),
            Test::After(field, day) => self.day(*field, ">", *day),
            Test::UpTo(field, day) => self.day(*field, "<=", *day),
            Test::On(field, day) => self.day(*field, "=", *day),
            Test::RatedOneOf(ids) => self.one_of(Part::Rating, ids.iter().map(|id| id.0)),
            Test::BandedOneOf(ids) => self.one_of(Part::Band, ids.iter().map(|id| id.0)),
            Test::BandDiffers => match ((self.part)(Part::Rating), (self.part)(Part::Band)) {
                (Some(rating), Some(band)) => format!("AND(ISNUMBER({rating}),ISNUMBER({band}),{rating}<>{band})"),
                (None, _) | (_, None) => never(),
            },
            Test::Reason => self.is_entry(Field::Value, REASON),
            Test::Value(cmp, number) => self.number(Part::Quantity(Field::Value), |cell| {
                format!("AND(ISNUMBER({cell}),{})", compared(cell, *cmp, *number))
            }),
            Test::PercentCell => self.formatted(true),
            Test::PlainNumber => self.formatted(false),
            Test::Nearer(scaled, low, high) => self.number(Part::Quantity(Field::Value), |cell| {
                let scale = match scaled {
                    Scaled::Hundredfold => "*100",
                    Scaled::Hundredth => "/100",
                };
                // Rounded, so that two equal distances are equal in binary fractions too.
                let far = |value: &str| {
                    let (low, high) = (literal(*low), literal(*high));
                    format!("ROUND(MAX({low}-{value},{value}-{high},0),9)")
                };
                format!("IF(ISNUMBER({cell}),{}<{},FALSE)", far(&format!("{cell}{scale}")), far(cell))
            }),
        }
    }

    fn joined(&self, function: &str, tests: &[Test]) -> String {
        let tests: Vec<String> = tests.iter().map(|test| self.test(test)).collect();
        format!("{function}({})", tests.join(","))
    }

    fn number(&self, part: Part, test: impl Fn(&str) -> String) -> String {
        (self.part)(part).map_or_else(never, |cell| test(&cell))
    }

    fn day(&self, field: Field, sign: &str, day: Date) -> String {
        self.number(Part::Day(field), |cell| format!("AND(ISNUMBER({cell}),{cell}{sign}{})", serial(day)))
    }

    fn is_state(&self, part: Part, state: &str) -> String {
        self.number(part, |cell| format!("{cell}=\"{state}\""))
    }

    fn is_entry(&self, field: Field, state: &str) -> String {
        Part::of_entry(EntryCell::Field(field)).map_or_else(never, |part| self.is_state(part, state))
    }

    fn one_of(&self, part: Part, places: impl Iterator<Item = usize>) -> String {
        let Some(cell) = (self.part)(part) else { return never() };
        let each: Vec<String> = places.map(|place| format!("{cell}={}", place.saturating_add(1))).collect();
        match each.as_slice() {
            [] => never(),
            [one] => one.clone(),
            several => format!("OR({})", several.join(",")),
        }
    }

    /// Whether the value is a number in a cell with a percent format, or in one without.
    fn formatted(&self, percent: bool) -> String {
        let Some(cell) = (self.cell)(EntryCell::Field(Field::Value)) else { return never() };
        let format = is_percent_format(&cell);
        let format = if percent { format } else { format!("NOT({format})") };
        self.number(Part::Quantity(Field::Value), |value| format!("AND(ISNUMBER({value}),{format})"))
    }
}

fn never() -> String {
    "FALSE".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_with_more_digits_than_excel_keeps_still_parts_the_same_numbers() {
        let third: Decimal = Decimal::from(100) / Decimal::from(3);
        // 33.3333333333333 is below a third of 100, which no number of 15 digits is.
        for (cmp, sign) in [(Cmp::Lt, "<="), (Cmp::Le, "<="), (Cmp::Gt, ">"), (Cmp::Ge, ">")] {
            assert_eq!(compared("A1", cmp, third), format!("A1{sign}33.3333333333333"));
        }
        let two_thirds: Decimal = Decimal::from(200) / Decimal::from(3);
        for (cmp, sign) in [(Cmp::Lt, "<"), (Cmp::Le, "<"), (Cmp::Gt, ">="), (Cmp::Ge, ">=")] {
            assert_eq!(compared("A1", cmp, two_thirds), format!("A1{sign}66.6666666666667"));
        }
        assert_eq!(compared("A1", Cmp::Le, Decimal::new(950, 1)), "A1<=95");
    }

    #[test]
    fn a_day_is_the_number_that_excel_keeps_for_it() {
        assert_eq!(serial(date(2025, 6, 30)), 45_838);
        assert_eq!(serial(date(1900, 3, 1)), 61);
    }
}
