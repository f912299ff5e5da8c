//! Writing a table's cells over a sheet: the plan's rows, and what a service types.

use jiff::civil::Date;
use rust_decimal::Decimal;

use planroll::grid::{Cell, CellRef, Formula, Sheet, Shown, TimeParts, Value};
use planroll::internals::domain::{heading_key, read_number};
use planroll::internals::layout::CellKind;

use super::markdown::Table;

/// The row of `sheet` that holds `heading`, and its column.
pub(crate) fn heading_at(sheet: &Sheet, heading: &str) -> Option<CellRef> {
    let wanted = heading_key(heading);
    sheet
        .cells
        .iter()
        .filter(|cell| cell.at.row < 60)
        .find(|cell| heading_key(&cell.as_shown()) == wanted)
        .map(|cell| cell.at)
}

/// Empties the rows below the headings and writes the table's rows there; headings that are missing are added.
pub(crate) fn replace_rows(sheet: &mut Sheet, table: &Table, header_row: u32, fixed: &[(&str, &str)]) {
    sheet.cells.retain(|cell| cell.at.row <= header_row);
    let mut headings: Vec<(String, Option<&str>)> = table.headings.iter().map(|h| (h.clone(), None)).collect();
    for (heading, value) in fixed {
        if !table.headings.iter().any(|own| heading_key(own) == heading_key(heading)) {
            headings.push(((*heading).to_owned(), Some(value)));
        }
    }
    for (index, (heading, value)) in headings.iter().enumerate() {
        let col = column(sheet, header_row, heading);
        for (number, row) in table.rows.iter().enumerate() {
            let at = CellRef { row: header_row + 1 + u32::try_from(number).unwrap(), col };
            let text = value.map_or_else(|| row.get(index).cloned().unwrap_or_default(), str::to_owned);
            let is_text = matches!(heading_key(heading).as_str(), "ref" | "code" | "deadline" | "agreed deadline");
            if let Some(cell) = typed(at, &text, if is_text { CellKind::Text } else { CellKind::Number }) {
                sheet.put(cell);
            }
        }
    }
}

fn column(sheet: &mut Sheet, header_row: u32, heading: &str) -> u16 {
    let wanted = heading_key(heading);
    let row = sheet.row(header_row);
    if let Some(cell) = row.iter().find(|cell| heading_key(&cell.as_shown()) == wanted) {
        return cell.at.col;
    }
    let col = row.last().map_or(0, |cell| cell.at.col + 1);
    sheet.put(Cell::text(CellRef { row: header_row, col }, heading));
    col
}

/// The cell that typing `text` makes in a column of that kind. `'` forces text; `number`, `percent`, `date`, `month`,
/// `time` and `logical` name what else a cell can hold; `=1+1 -> 2` is a formula with its stored result, `=1+1` one without.
pub(crate) fn typed(at: CellRef, text: &str, kind: CellKind) -> Option<Cell> {
    if text.is_empty() {
        return None;
    }
    if let Some(text) = text.strip_prefix('\'') {
        return Some(Cell::text(at, text));
    }
    if let Some(formula) = text.strip_prefix('=') {
        let (formula, result) = match formula.split_once("->") {
            Some((formula, result)) => (formula.trim(), typed(at, result.trim(), kind)),
            None => (formula, None),
        };
        let stored = text.contains("->");
        let mut cell = result.unwrap_or_else(|| Cell { value: None, ..Cell::text(at, "x") });
        cell.formula = Some(Box::new(Formula::new(formula, stored)));
        return Some(cell);
    }
    if text.starts_with('#') && text.len() > 2 && text.chars().nth(1).is_some_and(|c| c.is_ascii_uppercase()) {
        return Some(Cell { value: Some(Value::Error(text.into())), ..Cell::text(at, text) });
    }
    match text.split_once(' ') {
        Some(("number", number)) => return Some(Cell::number(at, number.parse().unwrap())),
        Some(("percent", number)) => return Some(percent(at, number.parse().unwrap())),
        Some(("logical", word)) => {
            return Some(Cell { value: Some(Value::Bool(word == "TRUE")), ..Cell::text(at, word) });
        }
        Some(("time", time)) => {
            let (hours, minutes) = time.split_once(':').unwrap();
            let minutes = Decimal::from(hours.parse::<u32>().unwrap() * 60 + minutes.parse::<u32>().unwrap());
            let (days, elapsed) = (minutes / Decimal::from(1_440), minutes >= Decimal::from(1_440));
            return Some(Cell {
                value: Some(Value::Time { days, elapsed, parts: TimeParts::HoursMinutes }),
                shown: Shown::Other,
                ..Cell::text(at, time)
            });
        }
        Some(("date", day)) => return Some(Cell::date(at, day.parse().unwrap())),
        Some(("month", day)) => {
            let day: Date = format!("{day}-01").parse().unwrap();
            return Some(Cell { value: Some(Value::Date { day, shows_day: false }), ..Cell::date(at, day) });
        }
        _ => {}
    }
    match kind {
        CellKind::Date => Some(day_first(text).map_or_else(|| Cell::text(at, text), |day| Cell::date(at, day))),
        CellKind::Number | CellKind::Quantity => Some(match read_number(text) {
            Ok(read) if read.percent => percent(at, read.value),
            Ok(read) => Cell::number(at, read.value),
            Err(_) => Cell::text(at, text),
        }),
        CellKind::Ref
        | CellKind::Text
        | CellKind::LongText
        | CellKind::TextDate
        | CellKind::Rating
        | CellKind::Choice
        | CellKind::YesNo
        | CellKind::Check => Some(Cell::text(at, text)),
    }
}

fn percent(at: CellRef, value: Decimal) -> Cell {
    Cell { shown: Shown::Percent, ..Cell::number(at, value / Decimal::ONE_HUNDRED) }
}

/// What Excel makes of `15/06/2025` typed into a date column.
fn day_first(text: &str) -> Option<Date> {
    let mut parts = text.split('/').map(str::parse::<i16>);
    let (Some(Ok(day)), Some(Ok(month)), Some(Ok(year)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
