//! Consolidating: from a period's checked returns to the consolidated workbook.
//!
//! One file for each sheet, and a few for what the sheets share: how a table is written, how a row of the data sheets
//! is laid out, and why figures are provisional. Everything is made from the collection's one tally, so that summary and
//! data sheets cannot disagree. Nothing is taken over from a return but values: no formula, style, link, comment or
//! hidden sheet.

mod actions;
mod book;
mod cell;
mod contents;
mod corrected;
mod data;
mod data_sheet;
mod decisions;
mod drop_down;
mod exceptions;
mod findings;
mod further;
mod in_short;
mod indicators;
mod labels;
mod line;
mod method;
mod movements;
mod numbers;
mod reasons;
mod returns;
mod revised;
mod sections;
mod sentences;
mod status;
mod summary;
mod table;

use rust_xlsxwriter::Worksheet;

use crate::at_once;
use crate::collection::Collection;
use crate::layout::SheetId;
use crate::previous::{PROPERTY_CONSOLIDATED_COLUMNS, columns_written};
use crate::tally::Tally;
use crate::workbook::{LateRows, Packed, Title, WriteError, add_digests_sheet, digest_to_come, new_workbook, pack};

pub(crate) use crate::previous::PROPERTY_CONSOLIDATED_PERIOD;
pub use data::{DataFile, PACKAGE, data, data_package, is_data_package};
pub use in_short::{Short, ShortList, in_short};

use book::{Book, layout_of};
#[cfg(test)]
pub(crate) use summary::percentage;

/// The consolidated workbook of a collection and its counts, as an .xlsx file to be written. The same collection gives the same
/// bytes.
///
/// # Errors
/// `WriteError` where a sheet would be larger than Excel allows, or the workbook cannot be put together.
pub fn consolidate(collection: &Collection<'_>, tally: &Tally<'_>) -> Result<Packed, WriteError> {
    let book = Book::new(collection, tally);
    let plan = book.plan;
    let properties = [
        (PROPERTY_CONSOLIDATED_PERIOD, plan.period.to_string()),
        digest_to_come(),
        (PROPERTY_CONSOLIDATED_COLUMNS, columns_written(|kind, field| line::holds(&book, kind, field))),
    ];
    let title = book.title_of("consolidated returns");
    let mut workbook = new_workbook(&Title {
        title: &title,
        subject: &plan.settings.plan_title,
        properties: &properties,
        label: plan.label.as_ref(),
    })?;
    for (id, _) in SHEETS {
        workbook.add_worksheet().set_name(&layout_of(id).name)?;
    }
    let sheets = workbook.worksheets_mut().iter_mut().zip(SHEETS);
    let late = at_once::map(sheets.collect(), |(sheet, (_, write))| match write {
        Write::AtOnce(write) => write(sheet, &book).map(|()| Vec::new()),
        Write::RowsLate(write) => write(sheet, &book),
    });
    let late = late.into_iter().collect::<Result<Vec<_>, WriteError>>()?;
    drop_down::write_lists(&mut workbook, plan, &book.styles)?;
    add_digests_sheet(&mut workbook)?;
    pack(workbook, late, plan.label.as_ref(), Some(corrected::kept(plan, tally)?))
}

/// What writes one sheet.
#[derive(Clone, Copy)]
enum Write {
    /// The whole of it.
    AtOnce(fn(&mut Worksheet, &Book<'_>) -> Result<(), WriteError>),
    /// All but the rows of its large tables, which are written when the workbook is saved.
    RowsLate(for<'w> fn(&mut Worksheet, &'w Book<'_>) -> Result<Vec<LateRows<'w>>, WriteError>),
}

/// The sheets in order, each with what writes it.
const SHEETS: [(SheetId, Write); 11] = [
    (SheetId::Contents, Write::AtOnce(contents::write)),
    (SheetId::Summary, Write::RowsLate(summary::write)),
    (SheetId::Sentences, Write::RowsLate(sentences::write)),
    (SheetId::Exceptions, Write::RowsLate(exceptions::write)),
    (SheetId::Decisions, Write::RowsLate(decisions::write)),
    (SheetId::Movements, Write::RowsLate(movements::write)),
    (SheetId::Actions, Write::RowsLate(actions::write)),
    (SheetId::Indicators, Write::RowsLate(indicators::write)),
    (SheetId::Returns, Write::RowsLate(returns::write)),
    (SheetId::Findings, Write::RowsLate(findings::write)),
    (SheetId::Method, Write::AtOnce(method::write)),
];

#[cfg(test)]
mod tests;
