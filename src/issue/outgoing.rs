//! A row of a table as it goes out: how its cells are called, and what stands in them before anybody types.

use jiff::civil::Date;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ColNum, RowNum};

use crate::domain::Kind;
use crate::grid::{self, Cell, Shown};
use crate::layout::{self, RETURN, SheetId};
use crate::plan::{Answers, Issued, IssuedColumn, Printed, is_percent};
use crate::returns::EntryCell;
use crate::workbook::{entry_places, hundredth, text_of};

use super::check::{Names, Outgoing, Value, WorkingCell, serial};
use super::filled::{Filled, Typed};

/// A row of a table as it goes out.
pub(super) struct OutgoingRow<'t> {
    pub issued: &'t Issued,
    pub kind: Kind,
    pub columns: &'t [IssuedColumn<'t>],
    pub filled: &'t Filled,
    pub row: RowNum,
    pub index: usize,
}

impl OutgoingRow<'_> {
    /// The place of the column of a cell.
    fn place(&self, at: EntryCell) -> Option<usize> {
        match at {
            EntryCell::Field(field) => self.columns.iter().position(|column| column.field() == Some(field)),
            EntryCell::Asked(asked) => {
                let asks = |(_, column): &(usize, &IssuedColumn<'_>)| column.is_entry() && column.field().is_none();
                self.columns.iter().enumerate().filter(asks).nth(asked).map(|(place, _)| place)
            }
        }
    }
}

impl Names for OutgoingRow<'_> {
    fn cell(&self, at: EntryCell) -> Option<String> {
        Some(row_col_to_cell(self.row, ColNum::try_from(self.place(at)?).ok()?))
    }

    fn far(&self, at: EntryCell) -> Option<String> {
        Some(format!("{}!{}", RETURN.sheet_name(SheetId::of(self.kind)), self.cell(at)?))
    }

    fn working(&self, working: WorkingCell) -> Option<String> {
        Some(format!(
            "{}!{}",
            RETURN.sheet_name(SheetId::Lists),
            row_col_to_cell(self.row, working.column(self.issued, self.kind)?)
        ))
    }

    fn number(&self) -> String {
        (u64::from(self.row) + 1).to_string()
    }
}

impl Outgoing for OutgoingRow<'_> {
    fn value(&self, at: EntryCell) -> (Option<Value>, &'static str) {
        let Some((place, column)) = self.place(at).and_then(|place| Some((place, self.columns.get(place)?))) else {
            return BLANK;
        };
        let is_figure = matches!(column, IssuedColumn::Layout(column) if column.kind == layout::CellKind::Quantity);
        let row = self.issued.indicators.get(self.index).filter(|_| is_figure);
        let asks_percent = column.ask().is_some_and(|ask| ask.answers == Answers::Percent);
        let percent = asks_percent || row.is_some_and(|row| is_percent(&row.unit));
        let shown = row.map_or("P", |row| percent_letter(entry_places(row)));
        match self.filled.entries.get(&(self.kind, self.index, place)).filter(|_| column.is_entry()) {
            // In runs it is written as text, whatever it was.
            Some(Some(Typed { cell, runs: Some(_) })) => of_text(&cell.shown_text()),
            Some(Some(Typed { cell, .. })) if self.filled.tells_formats => {
                of_cell(cell, cell.shown == Shown::Percent, shown)
            }
            Some(Some(Typed { cell, .. })) => of_cell(cell, percent, shown),
            Some(None) => BLANK,
            None => match carried_day(self.issued, self.kind, self.index, column) {
                Some(day) => of_day(day),
                None => of_printed(&self.issued.printed(self.kind, self.index, column), percent),
            },
        }
    }
}

/// The completed date of an action that comes whole: a date of Excel, as the service would have typed it.
pub(super) fn carried_day(issued: &Issued, kind: Kind, index: usize, column: &IssuedColumn<'_>) -> Option<Date> {
    issued.row(kind, index)?.day(column.field()?)
}

/// Nothing, and the letter of the format General; texts have it too, for no formula asks about theirs.
const BLANK: (Option<Value>, &str) = (Some(Value::Blank), "G");

/// What Excel has for a percent format of so many decimals.
fn percent_letter(places: u32) -> &'static str {
    const LETTERS: [&str; 5] = ["P0", "P1", "P2", "P3", "P4"];
    usize::try_from(places).ok().and_then(|places| LETTERS.get(places)).copied().unwrap_or("P")
}

/// What stands in a cell that is written as it was typed, in a percent format that is called `shown` where it has one.
fn of_cell(cell: &Cell, percent: bool, shown: &'static str) -> (Option<Value>, &'static str) {
    match &cell.value {
        None => BLANK,
        Some(grid::Value::Text(text)) => of_text(text),
        Some(grid::Value::Number(number)) => (Some(Value::Number(*number)), if percent { shown } else { "F" }),
        Some(grid::Value::Date { day, .. }) => of_day(*day),
        Some(grid::Value::Time { days, .. }) => (Some(Value::Number(*days)), "D"),
        Some(grid::Value::Bool(truth)) => (Some(Value::Logical(*truth)), "G"),
        Some(grid::Value::Error(_)) => (None, "G"),
    }
}

/// What stands in a cell that is written as it was issued.
fn of_printed(printed: &Printed, percent: bool) -> (Option<Value>, &'static str) {
    match printed {
        Printed::Blank => BLANK,
        Printed::Text(text) => of_text(text),
        Printed::Number(number) if percent => (Some(Value::Number(hundredth(*number))), "P"),
        Printed::Shown { number, .. } if printed.is_shown_in_percent() => {
            (Some(Value::Number(hundredth(*number))), "P")
        }
        Printed::Number(number) | Printed::Shown { number, .. } => (Some(Value::Number(*number)), "F"),
    }
}

fn of_text(text: &str) -> (Option<Value>, &'static str) {
    if text.is_empty() { BLANK } else { (Some(Value::Text(text_of(text).into_owned())), "G") }
}

fn of_day(day: Date) -> (Option<Value>, &'static str) {
    (Some(Value::Number(serial(day).into())), "D")
}
