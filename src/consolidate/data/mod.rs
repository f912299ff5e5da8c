//! The period as tidy data: one row for each action and each indicator, in CSV files with a description of every column.
//!
//! A period has files of its own, and a folder keeps those of many periods, so that a data tool reads years at once. The
//! columns are always the same, whatever a plan uses; what a council added to its plan stands apart, one row for each
//! cell, and so do the earlier periods, one row for each row of the plan and period. `datapackage.json` describes the folder by the Frictionless Data Package standard. The values are those of the
//! data sheets.

mod cell;
mod further;
mod history;
mod package;
mod table;

use crate::collection::Collection;
use crate::layout::{CONSOLIDATED, Field};
use crate::tally::Tally;
use crate::workbook::WriteError;

use super::book::{Book, Readers};
use super::cell::Cell;
use super::line::DataLine;
use cell::written;
use further::FurtherCell;
use history::Then;
use table::DataTable;

pub use package::{PACKAGE, data_package, is_data_package};

/// One file of the data: its name and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// Its name within the folder: `actions-2025-26-q1.csv`.
    pub name: String,
    /// Its bytes: UTF-8, a row of names, then the rows.
    pub bytes: Vec<u8>,
}

/// The files of a quarter and its counts, always the same four. The same quarter gives the same bytes.
///
/// # Errors
/// Only where a row cannot be put into memory.
pub fn data(collection: &Collection<'_>, tally: &Tally<'_>) -> Result<Vec<DataFile>, WriteError> {
    let book = &Book::new(collection, tally, Readers::Officers);
    let file = |table: DataTable, bytes| DataFile { name: table.file(book.plan.period), bytes };
    Ok(vec![
        file(
            DataTable::Actions,
            csv(book, DataTable::Actions, &tally.action_lines, |line, field| line.cell(book, field))?,
        ),
        file(
            DataTable::Indicators,
            csv(book, DataTable::Indicators, &tally.indicator_lines, |line, field| line.cell(book, field))?,
        ),
        file(DataTable::Further, csv(book, DataTable::Further, &further::cells(book), FurtherCell::cell)?),
        file(DataTable::History, csv(book, DataTable::History, &history::told(book), Then::cell)?),
    ])
}

fn csv<'l, L>(
    book: &Book<'_>,
    table: DataTable,
    lines: &'l [L],
    cell: impl Fn(&'l L, Field) -> Cell<'l>,
) -> Result<Vec<u8>, WriteError> {
    let own = table.own_columns();
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(table.columns().map(|(_, column)| &column.name))?;
    let period = CONSOLIDATED.period.iter();
    let period: Vec<String> =
        period.map(|column| written(of_period(book, column.field.unwrap_or(Field::Period)), column.kind)).collect();
    for line in lines {
        let own = own.iter().map(|(field, column)| written(cell(line, *field), column.kind));
        writer.write_record(period.iter().cloned().chain(own))?;
    }
    writer.into_inner().map_err(|error| ::csv::Error::from(error.into_error()).into())
}

/// What every row says of its period.
fn of_period<'w>(book: &'w Book<'_>, field: Field) -> Cell<'w> {
    let plan = book.plan;
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields say nothing of a period")]
    match field {
        Field::Organisation => Cell::text(&plan.settings.organisation),
        Field::PlanTitle => Cell::text(&plan.settings.plan_title),
        Field::Period => Cell::text(plan.period.to_string()),
        Field::PeriodFrom => Cell::Day(plan.period.first_day()),
        Field::PeriodTo => Cell::Day(plan.period.last_day()),
        _ => Cell::Blank,
    }
}

#[cfg(test)]
mod tests;
