//! Consolidating: from a period's checked returns to the consolidated workbook.
//!
//! One file for each sheet, and a few for what the sheets share: how a table is written, how a row of the data sheets
//! is laid out, and why figures are provisional. Everything is made from the collection's one tally, so that summary and
//! data sheets cannot disagree. Nothing is taken over from a return but values: no formula, style, link, comment or
//! hidden sheet.

mod actions;
mod answers;
mod book;
mod cell;
mod contents;
mod corrected;
mod data;
mod data_sheet;
mod decisions;
mod detail;
mod drop_down;
mod exceptions;
mod findings;
mod folded;
mod front;
mod further;
mod in_short;
mod indicators;
mod labels;
mod line;
mod listed;
mod method;
mod milestones;
mod movements;
mod numbers;
mod out_of_date;
mod paper;
mod reasons;
mod returns;
mod revised;
mod sections;
mod sentences;
mod status;
mod summary;
mod table;
mod trends;

use rust_xlsxwriter::Worksheet;

use crate::at_once;
use crate::collection::Collection;
use crate::layout::SheetId;
use crate::previous::{PROPERTY_CONSOLIDATED_COLUMNS, columns_written};
use crate::tally::Tally;
use crate::workbook::{LateRows, Packed, Title, WriteError, add_digests_sheet, digest_to_come, new_workbook, pack};

pub(crate) use crate::previous::PROPERTY_CONSOLIDATED_PERIOD;
pub use data::{DataFile, PACKAGE, data, data_package, is_data_package};
pub use decisions::answers_carried;
pub use in_short::{Short, ShortList, in_short};
pub use paper::Paper;

use book::{Book, Readers};
use detail::Part;
#[cfg(test)]
pub(crate) use summary::percentage;

/// The consolidated workbook of a collection and its counts, as an .xlsx file to be written. The same collection gives the same
/// bytes.
///
/// # Errors
/// `WriteError` where a sheet would be larger than Excel allows, or the workbook cannot be put together.
pub fn consolidate(collection: &Collection<'_>, tally: &Tally<'_>) -> Result<Packed, WriteError> {
    write(&Book::new(collection, tally, Readers::Officers))
}

/// The same for members and the public: what they read of it, in values, without files, findings, corrections and waivers.
///
/// # Errors
/// As [`consolidate`].
pub fn for_members(collection: &Collection<'_>, tally: &Tally<'_>) -> Result<Packed, WriteError> {
    write(&Book::new(collection, tally, Readers::Members))
}

fn write(book: &Book<'_>) -> Result<Packed, WriteError> {
    let plan = book.plan;
    let columns = columns_written(|kind, field| !book.is_for_members() && line::holds(book, kind, field));
    let properties = [
        (PROPERTY_CONSOLIDATED_PERIOD, plan.period.to_string()),
        digest_to_come(),
        (PROPERTY_CONSOLIDATED_COLUMNS, columns),
    ];
    // Nothing that officers correct is in a workbook for members.
    let properties: Vec<_> = properties
        .into_iter()
        .enumerate()
        .filter(|(at, _)| *at != 1 || !book.is_for_members())
        .map(|(_, own)| own)
        .collect();
    let title = book.title_of("consolidated returns");
    let mut workbook = new_workbook(&Title {
        title: &title,
        subject: &plan.settings.plan_title,
        properties: &properties,
        label: plan.label.as_ref(),
    })?;
    let parts = listed::parts(book);
    let sheets = listed::listed(&parts, |id| book.has_sheet(id));
    for sheet in &sheets {
        workbook.add_worksheet().set_name(&sheet.name)?;
    }
    let mut own = parts.iter();
    let writers: Vec<Write<'_>> = sheets.iter().map(|sheet| writer(sheet.id, &mut own)).collect();
    let written = workbook.worksheets_mut().iter_mut().zip(writers);
    let late = at_once::map(written.collect(), |(sheet, write)| match write {
        Write::AtOnce(write) => write(sheet, book).map(|()| Vec::new()),
        Write::RowsLate(write) => write(sheet, book),
        Write::Contents => contents::write(sheet, book, &sheets).map(|()| Vec::new()),
        Write::Part(part) => detail::write(sheet, book, part),
    });
    let late = late.into_iter().collect::<Result<Vec<_>, WriteError>>()?;
    if book.is_for_members() {
        return pack(workbook, late, plan.label.as_ref(), None);
    }
    drop_down::write_lists(&mut workbook, plan, &book.styles)?;
    add_digests_sheet(&mut workbook)?;
    pack(workbook, late, plan.label.as_ref(), Some(corrected::kept(plan, book.tally)?))
}

/// What writes one sheet.
#[derive(Clone, Copy)]
enum Write<'w> {
    /// The whole of it.
    AtOnce(fn(&mut Worksheet, &Book<'_>) -> Result<(), WriteError>),
    /// All but the rows of its large tables, which are written when the workbook is saved.
    RowsLate(for<'b> fn(&mut Worksheet, &'b Book<'_>) -> Result<Vec<LateRows<'b>>, WriteError>),
    /// The list of sheets.
    Contents,
    /// The sheet of a priority or delivery plan.
    Part(&'w Part<'w>),
}

/// What writes a sheet of the consolidated workbook; `parts` are those that have a sheet, in the order of their sheets.
fn writer<'w>(id: SheetId, parts: &mut impl Iterator<Item = &'w Part<'w>>) -> Write<'w> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other sheets are no sheets of this workbook")]
    match id {
        SheetId::FrontPage => Write::AtOnce(front::write),
        SheetId::Contents => Write::Contents,
        SheetId::Summary => Write::RowsLate(summary::write),
        SheetId::Sentences => Write::RowsLate(sentences::write),
        SheetId::Exceptions => Write::RowsLate(exceptions::write),
        SheetId::Decisions => Write::RowsLate(decisions::write),
        SheetId::Movements => Write::RowsLate(movements::write),
        SheetId::Trends => Write::RowsLate(trends::write),
        SheetId::Actions => Write::RowsLate(actions::write),
        SheetId::Indicators => Write::RowsLate(indicators::write),
        SheetId::Returns => Write::RowsLate(returns::write),
        SheetId::Findings => Write::RowsLate(findings::write),
        SheetId::Method => Write::AtOnce(method::write),
        _ => parts.next().map_or(Write::Contents, Write::Part),
    }
}

#[cfg(test)]
mod members_tests;

#[cfg(test)]
mod progress_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod unit_tests;
