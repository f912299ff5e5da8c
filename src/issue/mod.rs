//! Issuing: from the slice of the plan that goes out with one return to the bytes of its workbook.
//!
//! One file for each sheet, and one for each craft that the sheets share: who must fill in what, drop-downs, colours,
//! live checks. The border: what a row holds is decided in `plan`; how cells are written, in `workbook`. Files and
//! folders are the caller's, so that the same bytes can be saved, attached to a mail or served.

mod check;
mod conditional;
mod duty;
mod file_name;
mod guidance;
mod lists;
mod sign_off;
mod stamp;
mod start_here;
mod table;
mod validation;

use crate::domain::Kind;
use crate::layout::{self, RETURN, SheetId};
use crate::plan::Issued;
use crate::returns::{PROPERTY_PERIOD, PROPERTY_PLAN, PROPERTY_VERSION};
use crate::workbook::{Styles, Title, WriteError, book, save};

pub use file_name::{file_name, file_names};

use guidance::Guidance;

/// The return's workbook, as the bytes of an .xlsx file. The same slice gives the same bytes.
///
/// # Errors
/// [`WriteError`] where a sheet would be larger than Excel allows, or the workbook cannot be put together.
pub fn issue(issued: &Issued) -> Result<Vec<u8>, WriteError> {
    let styles = Styles::new();
    let stamp = &issued.stamp;
    let title = format!("{}: return for {}", stamp.plan_name, stamp.period);
    let properties = [
        (PROPERTY_PLAN, stamp.plan_code.clone()),
        (PROPERTY_PERIOD, stamp.period.to_string()),
        (PROPERTY_VERSION, issued.template_version.to_string()),
    ];
    let mut workbook = book(&Title { title: &title, subject: &stamp.plan_title, properties: &properties })?;
    let mut guidance = Guidance::default();
    let kinds = [Kind::Actions, Kind::Indicators].into_iter().filter(|kind| issued.row_count(*kind) > 0);
    let mut tables = Vec::new();
    for kind in kinds {
        tables.push(table::Table::new(issued, kind)?);
    }

    let sheet = workbook.add_worksheet();
    sheet.set_name(name(SheetId::Start))?;
    start_here::write(sheet, issued, &tables, &mut guidance, &styles)?;
    for table in &tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name(table.sheet()))?;
        table.write(sheet, &styles)?;
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name(name(SheetId::SignOff))?;
    sign_off::write(sheet, issued, &mut guidance, &styles)?;
    lists::write(&mut workbook, issued, &styles)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(name(SheetId::Stamp))?.set_very_hidden(true);
    stamp::write(sheet, issued, &guidance)?;
    save(&mut workbook)
}

/// The name of one of the return's sheets.
fn name(id: SheetId) -> &'static str {
    &layout::sheet(&RETURN, id).name
}

#[cfg(test)]
mod tests;
