//! The period as tidy data: one row for each action and each indicator, in CSV files with a description of every column.
//!
//! A period has files of its own, and a folder keeps those of many periods, so that a data tool reads years at once. The
//! columns are always the same, whatever a plan uses; what a council added to its plan stands apart, one row for each
//! cell. `datapackage.json` describes the folder by the Frictionless Data Package standard. The values are those of the
//! data sheets. The border: bytes, no folders.

mod actions;
mod cell;
mod counted;
mod further;
mod indicators;
mod package;

use crate::domain::Period;
use crate::layout::Field;
use crate::quarter::Quarter;
use crate::tally::Tally;
use crate::workbook::WriteError;

use super::Whole;
use cell::{DataCell, DataKind};

pub use package::{PACKAGE, data_package, is_data_package};

/// One file of the data: its name and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// Its name within the folder: `actions-2025-26-q1.csv`.
    pub name: String,
    /// Its bytes: UTF-8, a row of names, then the rows.
    pub bytes: Vec<u8>,
}

/// The kinds of files of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Table {
    Actions,
    Indicators,
    Further,
}

impl Table {
    const ALL: [Self; 3] = [Self::Actions, Self::Indicators, Self::Further];

    /// How its files' names begin.
    fn name(self) -> &'static str {
        match self {
            Self::Actions => "actions",
            Self::Indicators => "indicators",
            Self::Further => "further-columns",
        }
    }

    fn file(self, period: Period) -> String {
        format!("{}-{}.csv", self.name(), period.slug())
    }
}

/// A column of a file: its name, what it holds, and where its cells come from.
struct Column<L> {
    name: &'static str,
    kind: DataKind,
    about: &'static str,
    from: From<L>,
}

/// Where the cells of a column come from.
enum From<L> {
    /// The column of the data sheet.
    Sheet(Field),
    /// The row itself.
    Row(fn(&Whole<'_>, &L) -> DataCell),
}

/// A row of a file.
trait DataRow: Sized {
    /// Its columns, in order; without a row, for the description.
    fn columns() -> Vec<Column<Self>>;

    /// The cell of its data sheet in the column of `field`.
    fn on_sheet(&self, whole: &Whole<'_>, field: Field) -> DataCell;
}

impl<L> Column<L> {
    /// A column of text that its data sheet has too.
    fn sheet(name: &'static str, field: Field, about: &'static str) -> Self {
        Self { name, kind: DataKind::Text, about, from: From::Sheet(field) }
    }

    /// A column of its own.
    fn row(name: &'static str, kind: DataKind, about: &'static str, cell: fn(&Whole<'_>, &L) -> DataCell) -> Self {
        Self { name, kind, about, from: From::Row(cell) }
    }
}

impl<L: DataRow> Column<L> {
    fn cell(&self, whole: &Whole<'_>, line: &L) -> DataCell {
        match self.from {
            From::Sheet(field) => line.on_sheet(whole, field),
            From::Row(cell) => cell(whole, line),
        }
    }
}

/// What every row of every file begins with: of which period it is.
fn of_period<L>() -> Vec<Column<L>> {
    vec![
        Column::row("organisation", DataKind::Text, "The council", |whole, _| {
            DataCell::text(&*whole.plan.settings.organisation)
        }),
        Column::row("plan", DataKind::Text, "The title of the plan", |whole, _| {
            DataCell::text(&*whole.plan.settings.plan_title)
        }),
        Column::row("period", DataKind::Text, "The reporting period, for example 2025-26 Q1", |whole, _| {
            DataCell::text(whole.plan.period.to_string())
        }),
        Column::row("period_from", DataKind::Day, "The first day of the period", |whole, _| {
            DataCell::Day(whole.plan.period.first_day())
        }),
        Column::row("period_to", DataKind::Day, "The last day of the period", |whole, _| {
            DataCell::Day(whole.plan.period.last_day())
        }),
    ]
}

/// The files of a quarter and its counts, always the same three. The same quarter gives the same bytes.
///
/// # Errors
/// Only where a row cannot be put into memory.
pub fn data(quarter: &Quarter<'_>, tally: &Tally<'_>) -> Result<Vec<DataFile>, WriteError> {
    let whole = Whole::new(quarter, tally);
    let period = whole.plan.period;
    let file = |table: Table, bytes| DataFile { name: table.file(period), bytes };
    Ok(vec![
        file(Table::Actions, csv(&whole, &whole.tally.action_lines)?),
        file(Table::Indicators, csv(&whole, &whole.tally.indicator_lines)?),
        file(Table::Further, csv(&whole, &further::cells(&whole))?),
    ])
}

fn csv<L: DataRow>(whole: &Whole<'_>, lines: &[L]) -> Result<Vec<u8>, WriteError> {
    let columns = L::columns();
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(columns.iter().map(|column| column.name))?;
    for line in lines {
        writer.write_record(columns.iter().map(|column| column.cell(whole, line).written()))?;
    }
    writer.into_inner().map_err(|error| ::csv::Error::from(error.into_error()).into())
}

#[cfg(test)]
mod tests;
