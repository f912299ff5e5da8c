//! The formulas of Summary: counts over the tables of the data sheets, and percentages of the counts beside them.
//!
//! Someone corrects a rating in a data sheet, and Summary follows without planroll. So the formulas repeat exactly what
//! `tally` counts and `domain::shares` rounds, in functions that Excel 2016 and `LibreOffice` 7 both have: whole numbers
//! all the way, divided once at the end. Words are compared by `=`, which ignores case and knows no wildcards;
//! `COUNTIFS` would take a `*` or `>` in a name for a pattern.

use std::fmt::Write as _;

use crate::domain::Rounding;
use crate::layout::{Field, SheetId};
use crate::workbook::formula_text;

use super::super::book::{layout_of, table_name};

/// The longest formula that Excel takes, in characters.
const LONGEST: usize = 8_192;

/// The most rows that the formulas of one table look at, all formulas together. `LibreOffice` 7.4 looks at some 600,000
/// in a second on a busy machine; nobody waits for more than half a minute.
const MOST_LOOKED_AT: u64 = 20_000_000;

/// Whether a table of that many lines and ratings over a data sheet of that many rows can be made of formulas.
pub(super) fn can_be_live(rows: u64, lines: u64, ratings: u64) -> bool {
    // Each line has a formula for each rating, one for all rows and one for those for information only; that for those that
    // are left out is one more, in few plans.
    let looked_at = rows.checked_mul(lines).and_then(|cells| cells.checked_mul(ratings + 2));
    looked_at.is_some_and(|cells| cells <= MOST_LOOKED_AT)
}

/// The rows of a data sheet that one line of Summary counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LiveRows {
    table: String,
    ratings: String,
    refs: String,
    only: Option<String>,
    /// The column that says which rows the plan leaves out of the counts, where it leaves out any.
    counted: Option<String>,
}

impl LiveRows {
    /// All rows of a data sheet.
    pub(super) fn all(sheet: SheetId) -> Self {
        let column = |field| column_of(sheet, field);
        Self {
            table: table_name(layout_of(sheet)),
            ratings: column(Field::RatingCounted),
            refs: column(Field::Ref),
            only: None,
            counted: None,
        }
    }

    /// Those whose cell in the column of `field` says what the cell at `name` says.
    pub(super) fn with(sheet: SheetId, field: Field, name: &str) -> Self {
        Self { only: Some(format!("{}={name}", column_of(sheet, field))), ..Self::all(sheet) }
    }

    /// The same, less those that the plan leaves out of the counts, where it leaves out any.
    pub(super) fn counting(self, sheet: SheetId, leaves_out: bool) -> Self {
        Self { counted: leaves_out.then(|| column_of(sheet, Field::Counted)), ..self }
    }

    /// How many the plan leaves out of the counts.
    pub(super) fn left_out(&self) -> String {
        let Some(counted) = &self.counted else { return "0".to_owned() };
        let left_out = format!("TRIM({counted})=\"No\"");
        match &self.only {
            None => format!("SUMPRODUCT(--({left_out}))"),
            Some(only) => format!("SUMPRODUCT(({only})*({left_out}))"),
        }
    }

    /// How many count as `rating`: the word in the column Rating counted, in any case, spaces around it ignored.
    pub(super) fn rated(&self, rating: &str) -> String {
        let rated = format!("TRIM({})={}", self.ratings, formula_text(rating));
        let counts = self.counted.as_ref().map(|counted| format!("*(TRIM({counted})<>\"No\")")).unwrap_or_default();
        match (&self.only, counts.as_str()) {
            (None, "") => format!("SUMPRODUCT(--({rated}))"),
            (None, counts) => format!("SUMPRODUCT(({rated}){counts})"),
            (Some(only), counts) => format!("SUMPRODUCT(({only})*({rated}){counts})"),
        }
    }

    /// How many there are.
    pub(super) fn number(&self) -> String {
        match &self.only {
            None => format!("ROWS({})", self.refs),
            Some(only) => format!("SUMPRODUCT(--({only}))"),
        }
    }
}

/// A column of a data sheet's table, as formulas name it: `Actions[Rating counted]`.
fn column_of(sheet: SheetId, field: Field) -> String {
    let layout = layout_of(sheet);
    format!("{}[{}]", table_name(layout), layout.heading(field))
}

/// The percentage of the count at `counts[own]`, as a share of one; empty text where the base is 0. `counts` are the
/// cells of the counts in the percentages, from left to right, `base` the cell of their sum. The same arithmetic as
/// [`shares`](crate::domain::shares): Hare–Niemeyer or half up, in whole units of the last place. `None` where Excel
/// could not hold the formula.
pub(crate) fn percentage(counts: &[String], own: usize, base: &str, rounding: Rounding, places: u8) -> Option<String> {
    let count = counts.get(own)?;
    let whole = 100_u64.checked_mul(10_u64.checked_pow(u32::from(places))?)?;
    let units = match rounding {
        Rounding::HalfUp => format!("INT((2*{whole}*{count}+{base})/(2*{base}))"),
        Rounding::LargestRemainder => {
            let remainder = |count: &String| format!("MOD({whole}*{count},{base})");
            // Those that are served before it: a larger remainder, or the same further left.
            let mut before = String::new();
            for (at, other) in counts.iter().enumerate().filter(|(at, _)| *at != own) {
                let plus = if before.is_empty() { "" } else { "+" };
                let than = if at < own { ">=" } else { ">" };
                write!(before, "{plus}({}{than}{})", remainder(other), remainder(count)).ok()?;
            }
            let all: Vec<String> = counts.iter().map(remainder).collect();
            let before = if before.is_empty() { "0" } else { &before };
            format!("INT({whole}*{count}/{base})+IF({before}<({})/{base},1,0)", all.join("+"))
        }
    };
    let formula = format!("IF({base}=0,\"\",({units})/{whole})");
    (formula.len() < LONGEST).then_some(formula)
}

/// The sum of some cells.
pub(super) fn sum(cells: &[String]) -> String {
    if cells.is_empty() { "0".to_owned() } else { cells.join("+") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_quotes_or_wildcards_stands_in_the_formula_as_it_is() {
        let rows = LiveRows::with(SheetId::Actions, Field::Priority, "$A7");
        assert_eq!(
            rows.rated("Say \"*\""),
            "SUMPRODUCT((Actions[Priority]=$A7)*(TRIM(Actions[Rating counted])=\"Say \"\"*\"\"\"))"
        );
        assert_eq!(rows.number(), "SUMPRODUCT(--(Actions[Priority]=$A7))");
        assert_eq!(LiveRows::all(SheetId::Indicators).number(), "ROWS(Indicators[Ref])");
    }

    #[test]
    fn only_a_table_that_would_keep_a_spreadsheet_busy_is_of_values() {
        assert!(can_be_live(12_000, 200, 5), "200 delivery plans of 60 actions");
        assert!(!can_be_live(180_000, 3_000, 5), "3,000 delivery plans of 60 actions");
        assert!(can_be_live(180_000, 12, 5), "the same by priority");
    }

    #[test]
    fn a_tie_goes_to_the_left_in_the_formula_too() {
        let counts = ["B7", "D7"].map(str::to_owned);
        let formula = |own| percentage(&counts, own, "$F7", Rounding::LargestRemainder, 1).unwrap();
        assert!(formula(0).contains("IF((MOD(1000*D7,$F7)>MOD(1000*B7,$F7))<"), "{}", formula(0));
        assert!(formula(1).contains("IF((MOD(1000*B7,$F7)>=MOD(1000*D7,$F7))<"), "{}", formula(1));
    }

    #[test]
    fn a_formula_that_excel_cannot_hold_is_none() {
        let counts: Vec<String> = (0..200).map(|number| format!("AAA{number}")).collect();
        assert_eq!(percentage(&counts, 0, "$F7", Rounding::LargestRemainder, 2), None);
        assert!(percentage(&counts, 0, "$F7", Rounding::HalfUp, 2).is_some());
    }
}
