//! The live check: the formula in the Check column that says the first thing wrong in its row, or that it is filled in.
//!
//! This is the one place that builds it: further checks are further links of the chain in [`of_row`]. The result that
//! is stored is worked out here too, because the writer does not calculate and a reader may not either. The border: it
//! knows fields and cell names, not where a column stands.

use crate::domain::Kind;
use crate::layout::{Field, RETURN, SheetId, sheet};
use crate::plan::Issued;
use crate::workbook::formula_text;

use super::duty::Duty;
use super::lists;

/// How the check of a row with a required entry that is missing begins.
pub(super) const MISSING: &str = "Still to fill in";
/// What the check of a row shows that is filled in.
pub(super) const DONE: &str = "Filled in";

/// A live check as issued.
pub(super) struct Check {
    /// The formula.
    pub formula: String,
    /// What it shows in the workbook as issued; empty shows nothing.
    pub stored: String,
}

/// The check of the row `index` of `kind`, whose cells are named by `cell`; `None` where no entry is asked for.
pub(super) fn of_row(
    issued: &Issued,
    kind: Kind,
    index: usize,
    duty: Duty,
    cell: &dyn Fn(Field) -> Option<String>,
) -> Option<Check> {
    let chain = match (kind, duty) {
        (_, Duty::AtRest) => return None,
        (Kind::Actions, _) => action(duty, cell)?,
        (Kind::Indicators, _) => {
            let row = issued.indicators.get(index)?;
            indicator(row.tolerance.is_some(), cell)?
        }
    };
    // A Value always comes blank, so nothing further along the chain can be what is missing first.
    let comes_whole = issued.actions.get(index).is_some_and(|row| !row.printed(Field::Rating).is_blank());
    let stored = match (kind, duty) {
        (Kind::Actions, _) if comes_whole => DONE.to_owned(),
        (Kind::Actions, Duty::Required) => missing(kind, Field::Rating),
        (Kind::Indicators, Duty::Required) => missing(kind, Field::Value),
        (_, Duty::Optional | Duty::AtRest) => String::new(),
    };
    Some(Check { formula: format!("={chain}"), stored })
}

fn action(duty: Duty, cell: &dyn Fn(Field) -> Option<String>) -> Option<String> {
    let rating = cell(Field::Rating)?;
    let if_blank = match duty {
        Duty::Required => formula_text(&missing(Kind::Actions, Field::Rating)),
        Duty::Optional | Duty::AtRest => formula_text(""),
    };
    Some(format!("IF({},{if_blank},{})", blank(&rating), done()))
}

/// A reason stands for a value and needs no rating. Without a tolerance a rating stands without a value.
fn indicator(banded: bool, cell: &dyn Fn(Field) -> Option<String>) -> Option<String> {
    let value = cell(Field::Value)?;
    let no_value = formula_text(&missing(Kind::Indicators, Field::Value));
    let Some(rating) = cell(Field::Rating) else {
        return Some(format!("IF({},{no_value},{})", blank(&value), done()));
    };
    let no_rating = formula_text(&missing(Kind::Indicators, Field::Rating));
    let rating_is_blank = blank(&rating);
    let without_value = if banded { no_value } else { format!("IF({rating_is_blank},{no_value},{})", done()) };
    Some(format!(
        "IF({},{without_value},IF(OR({},NOT({rating_is_blank})),{},{no_rating}))",
        blank(&value),
        is_reason(&value),
        done()
    ))
}

/// Whether a cell is blank; spaces alone are blank.
pub(super) fn blank(cell: &str) -> String {
    format!("TRIM({cell})=\"\"")
}

/// Whether a value is a reason instead of a figure.
pub(super) fn is_reason(cell: &str) -> String {
    format!("COUNTIF({},TRIM({cell}))>0", lists::REASONS)
}

fn done() -> String {
    formula_text(DONE)
}

fn missing(kind: Kind, field: Field) -> String {
    let id = match kind {
        Kind::Actions => SheetId::Actions,
        Kind::Indicators => SheetId::Indicators,
    };
    format!("{MISSING}: {}", sheet(&RETURN, id).heading(field))
}
