//! Whether a cell still holds what was issued there, whatever program saved it since.
//!
//! What goes out is text and numbers; what comes back may be a date, a number as text, or text wrapped anew.
//! This compares one cell with one issued value; which row and column it belongs to is found elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::domain::{Kind, as_name, heading_key, key};
use crate::grid::{Cell, CellRef, Sheet, Shown, Value};
use crate::layout::Field;
use crate::plan::{Issued, IssuedColumn, Printed};

use super::cells::Reading;

/// Whether a cell holds what was issued in `column` of a row.
pub(super) fn agrees(
    issued: &Issued,
    kind: Kind,
    index: usize,
    column: &IssuedColumn<'_>,
    cell: Option<&Cell>,
    reading: &Reading<'_>,
) -> bool {
    // Nearly every cell holds the very words that went out.
    let row = issued.row(kind, index);
    let words = column.field().and_then(|field| row?.words(field)).filter(|words| !words.is_empty());
    if words.is_some_and(|words| cell.is_some_and(|cell| cell.shown_text() == words.as_str())) {
        return true;
    }
    let printed = issued.printed(kind, index, column);
    let deadline = (kind == Kind::Actions && column.field() == Some(Field::Deadline))
        .then(|| issued.actions.get(index).and_then(|row| row.deadline.day()))
        .flatten();
    is_as_issued(&printed, cell, is_percent(issued, kind, index, column), reading)
        || deadline.is_some_and(|day| cell.is_some_and(|cell| is_day(cell, day)))
}

/// Whether a cell that no longer agrees still holds the percentage issued in `column` of a row: as hundredths without
/// their percent format, or as it was in a cell that shows it a hundredfold.
pub(super) fn is_rescaled(
    issued: &Issued,
    kind: Kind,
    index: usize,
    column: &IssuedColumn<'_>,
    cell: Option<&Cell>,
) -> bool {
    let here = match cell.and_then(|cell| cell.value.as_ref()) {
        Some(Value::Number(here)) if is_percent(issued, kind, index, column) => *here,
        Some(
            Value::Number(_)
            | Value::Text(_)
            | Value::Bool(_)
            | Value::Date { .. }
            | Value::Time { .. }
            | Value::Error(_),
        )
        | None => return false,
    };
    let Printed::Number(issued) = issued.printed(kind, index, column) else { return false };
    let is = |number: Decimal| crate::plan::as_stored(number) == crate::plan::as_stored(issued);
    is(here) || here.checked_mul(Decimal::ONE_HUNDRED).is_some_and(is)
}

/// What was issued in `column` of a row, in words.
pub(super) fn was_issued(issued: &Issued, kind: Kind, index: usize, column: &IssuedColumn<'_>) -> String {
    let printed = issued.printed(kind, index, column);
    let percent = is_percent(issued, kind, index, column) || printed.is_shown_in_percent();
    let unit = if percent { "%" } else { "" };
    match printed {
        Printed::Blank => String::new(),
        Printed::Text(text) => text.into(),
        Printed::Number(number) | Printed::Shown { number, .. } => crate::domain::print_number(number, None, unit),
    }
}

/// The cells of a sheet without a row of headings that hold what was issued: headings left over, and in each row with
/// an issued reference those that agree with one of its locked columns, each column once, from the left.
pub(super) fn issued_cells(sheet: &Sheet, issued: &Issued, kind: Kind, reading: &Reading<'_>) -> BTreeSet<CellRef> {
    let places = places(issued, kind);
    let columns = issued.columns(kind);
    let headings: BTreeSet<String> = columns.iter().map(|column| heading_key(&column.printed_heading())).collect();
    let is_heading = |cell: &&Cell| headings.contains(&heading_key(&cell.shown_text()));
    let mut found: BTreeSet<CellRef> = sheet.cells.iter().filter(is_heading).map(|cell| cell.at).collect();
    for (_, cells) in sheet.rows() {
        let place = cells.iter().find_map(|cell| Some((cell.at, *places.get(&key(&cell.shown_text()))?)));
        let Some((at, index)) = place else { continue };
        found.insert(at);
        let mut ahead: Vec<_> = columns
            .iter()
            .filter(|column| !column.is_entry() && !matches!(column.field(), Some(Field::Check | Field::Ref)))
            .collect();
        for cell in cells {
            let agrees = |column: &&IssuedColumn<'_>| agrees(issued, kind, index, column, Some(cell), reading);
            if cell.at != at
                && let Some(position) = ahead.iter().position(agrees)
            {
                ahead.remove(position);
                found.insert(cell.at);
            }
        }
    }
    found
}

/// The place of each issued row by its reference.
pub(super) fn places(issued: &Issued, kind: Kind) -> BTreeMap<String, usize> {
    (0..issued.row_count(kind)).filter_map(|index| Some((key(issued.reference(kind, index)?), index))).collect()
}

fn is_percent(issued: &Issued, kind: Kind, index: usize, column: &IssuedColumn<'_>) -> bool {
    kind == Kind::Indicators
        && matches!(column.field(), Some(Field::Target | Field::TargetForTheYear | Field::LastYear))
        && issued.indicators.get(index).is_some_and(crate::plan::IssuedIndicator::is_percent)
}

/// Excel turns "Mar 2026" into a date when it is typed over: the same day is no change.
fn is_day(cell: &Cell, day: jiff::civil::Date) -> bool {
    match &cell.value {
        Some(Value::Date { day: here, shows_day }) => *here == day || (!shows_day && here.last_of_month() == day),
        Some(Value::Text(_) | Value::Number(_) | Value::Time { .. } | Value::Bool(_) | Value::Error(_)) | None => false,
    }
}

fn is_as_issued(printed: &Printed, cell: Option<&Cell>, percent: bool, reading: &Reading<'_>) -> bool {
    let text = cell.map(Cell::shown_text).unwrap_or_default();
    let percent = percent || printed.is_shown_in_percent();
    match printed {
        Printed::Blank => text.trim().is_empty(),
        // Another program may wrap a text anew, or write its accents otherwise.
        Printed::Text(issued) => *issued == *text || as_name(issued) == as_name(&text),
        Printed::Number(issued) | Printed::Shown { number: issued, .. } => {
            match cell.and_then(|cell| cell.value.as_ref()) {
                Some(Value::Number(here)) => {
                    let hundredths =
                        percent && (!reading.tells_formats || cell.is_some_and(|cell| cell.shown == Shown::Percent));
                    let here = if hundredths { here.checked_mul(Decimal::ONE_HUNDRED) } else { Some(*here) };
                    here.is_some_and(|here| crate::plan::as_stored(here) == crate::plan::as_stored(*issued))
                }
                Some(Value::Text(_)) => crate::domain::read_number(&text).is_ok_and(|read| read.value == *issued),
                Some(Value::Bool(_) | Value::Date { .. } | Value::Time { .. } | Value::Error(_)) | None => false,
            }
        }
    }
}
