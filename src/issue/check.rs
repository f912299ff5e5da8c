//! The live check: the formula in the Check column that says the first thing wrong in its row, or that it is filled in.
//!
//! This is the one place that builds it: further checks are further links of the chain in [`of_row`]. The result that
//! is stored is worked out here too, because the writer does not calculate and a reader may not either. The border: it
//! knows fields and cell names, not where a column stands.

use crate::domain::Kind;
use crate::layout::{Field, RETURN, SheetId, sheet};
use crate::plan::Issued;
use crate::workbook::formula_text;

use super::duty::{Duty, Rest};
use super::lists;

/// How the check of a row with a required entry that is missing begins.
pub(super) const MISSING: &str = Issued::CHECK_MISSING;
/// What the check of a row shows that is filled in.
pub(super) const DONE: &str = Issued::CHECK_DONE;

/// A live check as issued.
pub(super) struct Check {
    /// The formula; `None` where what it says never changes.
    pub formula: Option<String>,
    /// What it shows in the workbook as issued; empty shows nothing.
    pub stored: String,
}

/// The check of the row `index` of `kind`, whose cells are named by `cell`; `None` where there is nothing to say.
pub(super) fn of_row(
    issued: &Issued,
    kind: Kind,
    index: usize,
    duty: Duty,
    cell: &dyn Fn(Field) -> Option<String>,
) -> Option<Check> {
    let (chain, stored) = match (kind, duty) {
        (_, Duty::AtRest(Rest::Finished)) => return None,
        (_, Duty::AtRest(Rest::NotDue)) => return Some(note(Issued::CHECK_NOT_DUE)),
        (_, Duty::AtRest(Rest::InformationOnly)) => return Some(note(Issued::CHECK_FOR_INFORMATION)),
        (_, Duty::Monitored) => {
            let words = Issued::CHECK_MONITOR_ONLY.to_owned();
            (unless_blank(&cell(Field::Value)?, &words), words)
        }
        (Kind::Actions, Duty::Required | Duty::Optional) => {
            let missing = if duty == Duty::Required { missing(kind, Field::Rating) } else { String::new() };
            let comes_whole = issued.actions.get(index).is_some_and(|row| !row.printed(Field::Rating).is_blank());
            let chain = unless_blank(&cell(Field::Rating)?, &missing);
            (chain, if comes_whole { DONE.to_owned() } else { missing })
        }
        (Kind::Indicators, Duty::Required | Duty::Optional) => {
            indicator(issued.indicators.get(index)?.tolerance.is_some(), cell)?
        }
    };
    Some(Check { formula: Some(format!("={chain}")), stored })
}

/// How the check of a row says that the entry of `field` is missing.
pub(super) fn missing(kind: Kind, field: Field) -> String {
    let id = match kind {
        Kind::Actions => SheetId::Actions,
        Kind::Indicators => SheetId::Indicators,
    };
    format!("{MISSING}: {}", sheet(&RETURN, id).heading(field))
}

/// Whether a cell is blank; spaces alone are blank.
pub(super) fn blank(cell: &str) -> String {
    format!("TRIM({cell})=\"\"")
}

/// Whether a value is a reason instead of a figure.
pub(super) fn is_reason(cell: &str) -> String {
    format!("COUNTIF({},TRIM({cell}))>0", lists::REASONS)
}

/// What a rated indicator's check works out, and what it says of a row without entries: a value always comes blank. A
/// reason stands for a value and needs no rating. A row that no band rates is rated by judgement, with or without one.
fn indicator(banded: bool, cell: &dyn Fn(Field) -> Option<String>) -> Option<(String, String)> {
    let value = cell(Field::Value)?;
    let no_value = missing(Kind::Indicators, Field::Value);
    let Some(rating) = cell(Field::Rating) else { return Some((unless_blank(&value, &no_value), no_value)) };
    let no_rating = missing(Kind::Indicators, Field::Rating);
    let rated =
        format!("IF(OR({},NOT({})),{},{})", is_reason(&value), blank(&rating), done(), formula_text(&no_rating));
    Some(if banded {
        (format!("IF({},{},{rated})", blank(&value), formula_text(&no_value)), no_value)
    } else {
        (rated, no_rating)
    })
}

/// The words while the cell is blank, and then that the row is filled in.
fn unless_blank(cell: &str, words: &str) -> String {
    format!("IF({},{},{})", blank(cell), formula_text(words), done())
}

fn note(words: &str) -> Check {
    Check { formula: None, stored: words.to_owned() }
}

fn done() -> String {
    formula_text(DONE)
}
